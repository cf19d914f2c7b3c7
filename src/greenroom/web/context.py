"""What the bar shows on every page: which grader, sandbox tier and store are at work."""

from dataclasses import dataclass
from functools import cache

from django.conf import settings
from django.db import connection
from django.http import HttpRequest

from greenroom.grading import scorers
from greenroom.judging import sandbox
from greenroom.kernel.errors import GreenroomError


@dataclass(frozen=True, slots=True)
class Chip:
    """``part`` is its place on the doctor's page; ``css`` is empty when all is well."""

    part: str
    text: str
    title: str
    css: str = ""


def chips(request: HttpRequest) -> dict[str, object]:
    """Context processor."""
    return {"chips": [_grader(), _sandbox(), _store()], "accounts": settings.GREENROOM.accounts}


def _grader() -> Chip:
    # By name only: loading it would make the first page wait for NumPy. Whether it works is on the doctor's page.
    return Chip("grader", scorers.DEFAULT, "The grader of your words")


@cache
def _sandbox() -> Chip:
    try:
        tier = sandbox.best().tier
    except GreenroomError as error:
        return Chip("sandbox", "no sandbox", error.message, "bad")
    return Chip("sandbox", tier, "The sandbox tier that runs your code", "" if tier.startswith("sealed") else "warn")


@cache
def _store() -> Chip:
    return Chip("store", "PostgreSQL" if connection.vendor == "postgresql" else "SQLite", "Where your words are stored")
