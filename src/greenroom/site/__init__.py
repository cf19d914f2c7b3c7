"""Where the parts are wired: configuration from the environment, Django's settings, urls, asgi."""
