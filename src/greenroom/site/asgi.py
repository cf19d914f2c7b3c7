"""The server's application: Django, with the worker threads alive for as long as it runs."""

import os
import warnings
from collections.abc import Awaitable, Callable
from contextlib import AbstractContextManager
from typing import Any

import django
from django.core.asgi import get_asgi_application

# whitenoise hands files to Django as plain iterators, and Django warns of each under ASGI. They are small and served at once.
warnings.filterwarnings("ignore", message="StreamingHttpResponse must consume synchronous iterators")

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "greenroom.site.settings")
django.setup()

from django.conf import settings  # noqa: E402

from greenroom.practice import worker  # noqa: E402

Message = dict[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]

_pages = get_asgi_application()


async def application(scope: Message, receive: Receive, send: Send) -> None:
    """ASGI: lifespan starts and stops the workers, everything else is a page."""
    if scope["type"] == "lifespan":
        await _lifespan(receive, send)
    else:
        await _pages(scope, receive, send)  # type: ignore[arg-type]


async def _lifespan(receive: Receive, send: Send) -> None:
    workers: AbstractContextManager[None] | None = None
    while True:
        message = await receive()
        if message["type"] == "lifespan.startup":
            workers = worker.threads(settings.GREENROOM.workers)
            workers.__enter__()
            await send({"type": "lifespan.startup.complete"})
        else:
            if workers is not None:
                workers.__exit__(None, None, None)
            await send({"type": "lifespan.shutdown.complete"})
            return
