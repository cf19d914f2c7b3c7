"""Where packs are on this machine."""

import os
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path

VARIABLE = "GREENROOM_PACKS"
"""Environment variable with further pack folders, separated as in PATH."""


def pack_folders(environ: Mapping[str, str] | None = None) -> tuple[Path, ...]:
    """The built-in packs, by name, then those of ``GREENROOM_PACKS`` in the order given.

    An entry may be a pack or a folder of packs. An entry that does not exist is kept, so that reading it says so.
    """
    environ = os.environ if environ is None else environ
    found = [*_packs_in(built_in())]
    for entry in environ.get(VARIABLE, "").split(os.pathsep):
        if entry.strip():
            folder = Path(entry.strip()).expanduser()
            found += [folder] if (folder / "pack.yaml").exists() else _packs_in(folder) or [folder]
    return tuple(dict.fromkeys(found))


def built_in() -> Path:
    """The folder of the packs that come with the program: inside the package in a wheel, beside ``src`` in a checkout."""
    package = Path(str(files("greenroom")))
    installed = package / "packs"
    return installed if installed.is_dir() else package.parent.parent / "packs"


def _packs_in(folder: Path) -> list[Path]:
    try:
        return sorted(entry for entry in folder.iterdir() if (entry / "pack.yaml").is_file())
    except OSError:  # not there, not a folder, or not ours to read: the reader will say which
        return []
