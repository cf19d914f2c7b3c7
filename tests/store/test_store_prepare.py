"""Opening the store: newer databases are refused, writes are tried, errors come out as words."""

import sqlite3
from pathlib import Path

import pytest
from django.db import connection
from django.db.utils import OperationalError

from greenroom.kernel.errors import StoreUnavailable
from greenroom.practice import store
from greenroom.practice.models import Job

pytestmark = pytest.mark.django_db(transaction=True)


def test_an_up_to_date_database_is_left_alone(tmp_path, clock):
    assert store.prepare(tmp_path, clock()) == store.Opened(False, None)
    assert not (tmp_path / "backups").exists()


@pytest.fixture
def newer_database():
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO django_migrations (app, name, applied) VALUES ('practice', '9999_later', '2030-01-01 00:00:00')"
        )
    yield
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE name = '9999_later'")


@pytest.mark.usefixtures("newer_database")
def test_a_database_of_a_newer_program_is_refused_untouched(tmp_path, clock):
    with pytest.raises(StoreUnavailable, match=r"newer Greenroom .*9999_later") as caught:
        store.prepare(tmp_path, clock())
    assert "not changed" in caught.value.kept


@pytest.fixture
def pending_migration():
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'sessions'")
        cursor.execute("DROP TABLE django_session")


@pytest.mark.usefixtures("pending_migration")
def test_a_migration_is_made_after_a_backup_copy(tmp_path, clock):
    opened = store.prepare(tmp_path, clock())
    assert opened.migrated
    assert opened.backup is not None
    assert opened.backup.stat().st_size > 0
    if connection.vendor == "sqlite":
        with sqlite3.connect(opened.backup) as copy:
            tables = {name for (name,) in copy.execute("SELECT name FROM sqlite_master")}
        copy.close()
        assert Job._meta.db_table in tables
        assert "django_session" not in tables


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("attempt to write a readonly database", "cannot write"),
        ("unable to open database file", "cannot write"),
        ("database or disk is full", "full"),
        ("could not extend file: No space left on device", "full"),
        ("file is not a database", "not a database"),
        ("database is locked", "busy"),
    ],
)
def test_database_errors_are_told_in_words(said, told):
    error = store.explain(OperationalError(said), Path("/somewhere"))
    assert told in error.message
    assert error.todo
