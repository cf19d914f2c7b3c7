"""These tests run twice: on SQLite, and with DATABASE_URL on a real PostgreSQL (scripts/with-postgres)."""

import os
from datetime import UTC, datetime, timedelta

import pytest
from django.conf import settings
from django.contrib.auth.models import User

from greenroom.practice import learners

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="session")
def django_db_modify_db_settings() -> None:
    """SQLite tests use a real file with its journal, not a database in memory."""
    if settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"):
        settings.DATABASES["default"].setdefault("TEST", {})["NAME"] = os.path.join(os.environ["GREENROOM_DATA"], "tests.sqlite3")


class Clock:
    """A clock that the test moves. It starts at the real time, because the worker stamps its results with that."""

    def __init__(self) -> None:
        self.now = datetime.now(UTC)

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **amount: float) -> datetime:
        self.now += timedelta(**amount)
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def learner(transactional_db: None) -> User:
    return learners.local()


@pytest.fixture
def other(transactional_db: None) -> User:
    return learners.add("somebody-else", "a long enough password")
