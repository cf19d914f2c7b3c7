"""Bringing up Django and the database for a command that needs them."""

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.contrib.auth.models import User

    from greenroom.site.config import Config


def open_store() -> "Config":
    """Set Django up and bring the database up to date; returns the configuration. Raises StoreUnavailable or BadInput."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "greenroom.site.settings")
    # Django's models can only be imported after setup, which reads the settings, which needs the environment.
    import django  # noqa: PLC0415
    from django.conf import settings  # noqa: PLC0415

    django.setup()
    from django.utils import timezone  # noqa: PLC0415

    from greenroom.cli.output import say  # noqa: PLC0415
    from greenroom.practice import store  # noqa: PLC0415

    config: Config = settings.GREENROOM
    opened = store.prepare(config.data, timezone.now())
    if opened.backup is not None:
        say(f"The database was brought up to date. A copy of the old one is at {opened.backup}.")
    if opened.note:
        say(opened.note)
    return config


def learner(name: str | None) -> "User":
    """The local learner, or the account called ``name``."""
    from django.contrib.auth.models import User  # noqa: PLC0415

    from greenroom.kernel.errors import UnknownName  # noqa: PLC0415
    from greenroom.practice import learners  # noqa: PLC0415

    if name is None:
        return learners.local()
    found = User.objects.filter(username=name).first()
    if found is None:
        raise UnknownName("account", name, User.objects.values_list("username", flat=True))
    return found
