"""Django's settings, derived from the configuration."""

from typing import Any
from urllib.parse import urlsplit

import dj_database_url

from greenroom.kernel.errors import BadInput
from greenroom.site.config import Config, from_environment

GREENROOM: Config = from_environment()


def _database(config: Config) -> dict[str, Any]:
    scheme = urlsplit(config.database_url).scheme
    if scheme not in ("sqlite", "postgres", "postgresql"):
        raise BadInput(
            f"DATABASE_URL starts with {scheme!r}.", todo="Use postgres://user:password@host/name, or unset it for SQLite."
        )
    database: dict[str, Any] = dict(dj_database_url.parse(config.database_url))
    if scheme == "sqlite":
        # IMMEDIATE: a transaction that will write takes the lock at its start and so never fails half-way (design/0003).
        database["OPTIONS"] = {
            "timeout": 20,
            "transaction_mode": "IMMEDIATE",
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA secure_delete=ON;",
        }
    else:
        database["CONN_MAX_AGE"] = 60
        database["CONN_HEALTH_CHECKS"] = True
        database.setdefault("OPTIONS", {}).setdefault("connect_timeout", 5)
    return database


SECRET_KEY = GREENROOM.secret_key
DEBUG = False
ALLOWED_HOSTS = GREENROOM.allowed_hosts
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in GREENROOM.hosts]

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "greenroom.practice",
    "greenroom.web",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "greenroom.web.headers.headers",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    *(["django.contrib.auth.middleware.LoginRequiredMiddleware"] if GREENROOM.accounts else ["greenroom.web.access.local_learner"]),
    "greenroom.web.errors.errors",
]
ROOT_URLCONF = "greenroom.site.urls"
ASGI_APPLICATION = "greenroom.site.asgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": ["django.template.context_processors.request", "greenroom.web.context.chips"],
        },
    }
]
DATABASES = {"default": _database(GREENROOM)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "login"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Strict"
CSRF_FAILURE_VIEW = "greenroom.web.errors.csrf_failure"
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
if GREENROOM.hosts:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# An answer may have 200,000 characters, each up to twelve bytes once a form has escaped it.
DATA_UPLOAD_MAX_MEMORY_SIZE = 8 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 100

STATIC_URL = "/static/"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
WHITENOISE_MAX_AGE = 3600

LANGUAGE_CODE = "en-gb"
USE_I18N = False
USE_TZ = True
TIME_ZONE = "UTC"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
