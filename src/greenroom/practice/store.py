"""Opening the database: reachable, writable, not newer than the program, backed up before it is migrated."""

import fcntl
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.utils import DatabaseError, OperationalError

from greenroom.kernel.errors import StoreUnavailable

BACKUPS_KEPT = 5


@dataclass(frozen=True, slots=True)
class Opened:
    """What opening did. ``backup`` is the copy made before a migration; None when there was nothing to copy."""

    migrated: bool
    backup: Path | None
    note: str = ""


def prepare(folder: Path, now: datetime) -> Opened:
    """Bring the database up to date. ``folder`` is the data folder: the lock and the backups live there.

    Raises StoreUnavailable, in words for the person who started the program.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        with _only_one(folder / "store.lock"):
            return _migrate(folder, now)
    except (OSError, DatabaseError, sqlite3.Error) as error:
        raise explain(error, folder) from error


def explain(error: BaseException, folder: Path) -> StoreUnavailable:
    """The database error in words: what happened and what to do."""
    text = str(error).lower()
    place = _name_of_store(folder)
    if "readonly" in text or "read-only" in text or "permission denied" in text or "unable to open" in text:
        return StoreUnavailable(
            f"Greenroom cannot write to {place}.",
            todo=f"Make the folder {folder} writable, or set GREENROOM_DATA to one that is.",
        )
    if "disk is full" in text or "no space left" in text or "disk full" in text or "disk quota" in text:
        return StoreUnavailable(
            f"The disk that holds {place} is full.",
            kept="Everything saved before is still there.",
            todo="Free some space and try again.",
        )
    if "malformed" in text or "not a database" in text:
        return StoreUnavailable(
            f"{place} is not a database that Greenroom can read.",
            kept="It was not changed.",
            todo=f"Move it away, or copy a backup from {folder / 'backups'} over it.",
        )
    if "locked" in text:
        return StoreUnavailable(f"{place} is busy.", todo="Close other programs that use it and try again.")
    if connection.vendor == "postgresql":
        return StoreUnavailable(
            "The PostgreSQL server in DATABASE_URL does not answer as it should.",
            todo=f"Check that it runs and that the address is right. It said: {_first_line(error)}",
        )
    return StoreUnavailable(f"Greenroom cannot use {place}.", todo=f"The database said: {_first_line(error)}")


def size_in_bytes() -> int | None:
    """Bytes the SQLite database takes on disk; None for a server."""
    if connection.vendor != "sqlite":
        return None
    path = Path(str(connection.settings_dict["NAME"]))
    return sum(part.stat().st_size for part in (path, path.with_name(path.name + "-wal")) if part.exists())


def _migrate(folder: Path, now: datetime) -> Opened:
    executor = MigrationExecutor(connection)
    known = set(executor.loader.disk_migrations)
    ours = {app for app, _ in known}
    newer = sorted(name for name in executor.loader.applied_migrations if name[0] in ours and name not in known)
    if newer:
        raise StoreUnavailable(
            f"{_name_of_store(folder)} was written by a newer Greenroom ({newer[-1][0]} {newer[-1][1]}).",
            kept="It was not changed.",
            todo="Update Greenroom, or point GREENROOM_DATA to another folder.",
        )
    if not executor.migration_plan(executor.loader.graph.leaf_nodes()):
        _check_writable()
        return Opened(False, None)
    backup, note = _backup(folder, now) if executor.loader.applied_migrations else (None, "")
    call_command("migrate", interactive=False, verbosity=0)
    return Opened(True, backup, note)


def _check_writable() -> None:
    """A write that changes nothing: a read-only folder is found at the start and not at the first answer."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("BEGIN IMMEDIATE")
            cursor.execute("UPDATE django_migrations SET app = app WHERE id = (SELECT min(id) FROM django_migrations)")
            cursor.execute("ROLLBACK")
        else:
            cursor.execute("SELECT pg_is_in_recovery()")
            if cursor.fetchone()[0]:
                raise OperationalError("cannot write: the server is a read-only replica")


def _backup(folder: Path, now: datetime) -> tuple[Path | None, str]:
    backups = folder / "backups"
    backups.mkdir(exist_ok=True, mode=0o700)
    stamp = now.strftime("%Y%m%dT%H%M%S")
    if connection.vendor == "sqlite":
        copy = backups / f"greenroom-{stamp}.sqlite3"
        with closing(sqlite3.connect(str(connection.settings_dict["NAME"]))) as source, closing(sqlite3.connect(copy)) as target:
            source.backup(target)
        for old in sorted(backups.glob("greenroom-*.sqlite3"))[:-BACKUPS_KEPT]:
            old.unlink()
        return copy, ""
    dump = shutil.which("pg_dump")
    if dump is None:
        return None, "No backup was made before the migration: pg_dump is not installed on this machine."
    copy = backups / f"greenroom-{stamp}.pgdump"
    settings = connection.settings_dict
    arguments = {"--host": settings["HOST"], "--port": settings["PORT"], "--username": settings["USER"]}
    command = [dump, "--format=custom", f"--file={copy}"]
    command += [f"{name}={value}" for name, value in arguments.items() if value]
    environment = {"PATH": "/usr/bin:/bin"} | ({"PGPASSWORD": settings["PASSWORD"]} if settings["PASSWORD"] else {})
    done = subprocess.run([*command, str(settings["NAME"])], env=environment, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        copy.unlink(missing_ok=True)
        return None, f"No backup was made before the migration: pg_dump said {_first_line(RuntimeError(done.stderr))}"
    return copy, ""


@contextmanager
def _only_one(path: Path) -> Iterator[None]:
    """Two programs started at once migrate one after the other."""
    with path.open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def _name_of_store(folder: Path) -> str:
    return "the PostgreSQL database" if connection.vendor == "postgresql" else str(connection.settings_dict["NAME"])


def _first_line(error: BaseException) -> str:
    return str(error).strip().splitlines()[0][:200] if str(error).strip() else type(error).__name__
