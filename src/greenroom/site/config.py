"""The configuration: read once from the environment, frozen, passed down.

=====================  ==========================================================================
GREENROOM_DATA         data folder; default: the user's data folder
DATABASE_URL           postgres://user:password@host/name; default: SQLite in the data folder
GREENROOM_ACCOUNTS     1: everybody logs in (needed when others can reach the server)
GREENROOM_HOSTS        comma-separated host names that the server answers to, besides this machine's own
GREENROOM_SECRET_KEY   default: made once, kept in the data folder, readable by its owner only
GREENROOM_WORKERS      worker threads inside the server (default 2; 0 when ``greenroom worker`` runs apart)
GREENROOM_PACKS        more folders with packs (read by the bank)
GREENROOM_SANDBOX      own-code-only: allow running code without a sandbox (read by the judge)
=====================  ==========================================================================
"""

import os
import secrets
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import platformdirs

from greenroom.kernel.errors import BadInput, StoreUnavailable

LOCAL_HOSTS = ("localhost", "127.0.0.1", "[::1]")


@dataclass(frozen=True, slots=True)
class Config:
    data: Path
    database_url: str
    accounts: bool
    hosts: tuple[str, ...]
    secret_key: str
    workers: int

    @property
    def allowed_hosts(self) -> list[str]:
        return [*LOCAL_HOSTS, *self.hosts]


def from_environment(environment: Mapping[str, str] | None = None) -> Config:
    """Read the configuration. Raises BadInput for a value that cannot be used, StoreUnavailable for a data folder that cannot."""
    values = os.environ if environment is None else environment
    data = Path(values["GREENROOM_DATA"]).expanduser() if values.get("GREENROOM_DATA") else platformdirs.user_data_path("greenroom")
    workers = values.get("GREENROOM_WORKERS", "2")
    if not workers.isdigit() or int(workers) > 64:
        raise BadInput(f"GREENROOM_WORKERS is {workers!r}.", todo="Set it to a number from 0 to 64.")
    return Config(
        data=data,
        database_url=values.get("DATABASE_URL") or f"sqlite:///{data / 'greenroom.sqlite3'}",
        accounts=values.get("GREENROOM_ACCOUNTS", "") in ("1", "true", "yes"),
        hosts=tuple(host.strip() for host in values.get("GREENROOM_HOSTS", "").split(",") if host.strip()),
        secret_key=values.get("GREENROOM_SECRET_KEY") or _own_secret(data),
        workers=int(workers),
    )


def _own_secret(data: Path) -> str:
    path = data / "secret-key"
    try:
        data.mkdir(parents=True, exist_ok=True, mode=0o700)
        if not path.exists():
            _write_secret(path)
        return path.read_text()
    except OSError as error:
        raise StoreUnavailable(
            f"Greenroom cannot use its data folder {data} ({error.strerror}).",
            todo="Make it readable and writable, free some space, or set GREENROOM_DATA to another folder.",
        ) from error


def _write_secret(path: Path) -> None:
    """Write the key whole or not at all: a full disk leaves no empty one, and two programs that start at once read the same."""
    draft = path.with_name(f"secret-key-{secrets.token_hex(8)}")
    try:
        with open(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as handle:
            handle.write(secrets.token_urlsafe(50))
        with suppress(FileExistsError):
            os.link(draft, path)
    finally:
        draft.unlink(missing_ok=True)
