"""The inside of a pack's folder. A pack may come from a stranger: no path leads out of it, and reading is bounded."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from greenroom.kernel.fault import Fault

MOST_BYTES = 1 << 20
"""Bound on one file, 1 MiB."""

MOST_ENTRIES = 5000
"""Bound on the entries of one folder."""

IGNORED = frozenset({"__pycache__"})


class Folder:
    """Reads below ``root`` and collects what is wrong in ``faults``."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.faults: list[Fault] = []
        self._real = root.resolve()

    def fault(self, path: Path, message: str, line: int = 0, field: str = "") -> None:
        self.faults.append(Fault(path, line, field, message))

    def entries(self, path: Path) -> dict[str, Path]:
        """The names in the folder at ``path``, sorted, that lie inside the pack. Hidden files are passed over."""
        inside: dict[str, Path] = {}
        for count, name in enumerate(sorted(self._names(path))):
            if count == MOST_ENTRIES:
                self.fault(path, f"there are more than {MOST_ENTRIES} entries; the rest is left out")
                break
            if self._within(path / name):
                inside[name] = path / name
        return inside

    def text(self, path: Path) -> str | None:
        """The UTF-8 text of a file that ``entries`` gave, line ends made ``\\n``; None after a fault."""
        try:
            if not stat.S_ISREG(path.stat().st_mode):  # opening a pipe would wait for ever
                self.fault(path, "must be a file")
                return None
            with path.open("rb") as file:
                data = file.read(MOST_BYTES + 1)
        except OSError as error:
            self.fault(path, f"cannot be read: {error.strerror}")
            return None
        if len(data) > MOST_BYTES:
            self.fault(path, f"is larger than {MOST_BYTES >> 20} MiB")
            return None
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            self.fault(path, "is not UTF-8 text; save it as UTF-8", data.count(b"\n", 0, error.start) + 1)
            return None
        if "\0" in text:
            self.fault(path, "holds a NUL character", text.count("\n", 0, text.index("\0")) + 1)
            return None
        return text.replace("\r\n", "\n").replace("\r", "\n")

    def _names(self, path: Path) -> Iterator[str]:
        try:
            with os.scandir(path) as found:
                names = [entry.name for entry in found]
        except OSError as error:
            self.fault(path, f"cannot be read: {error.strerror}")
            return
        for name in names:
            if not name.startswith(".") and name not in IGNORED:
                try:
                    name.encode()
                except UnicodeEncodeError:  # a byte that is no UTF-8; it could not even be printed
                    self.fault(path, f"holds a name that is not UTF-8: {name!a}")
                    continue
                yield name

    def _within(self, path: Path) -> bool:
        try:
            real = path.resolve(strict=True)
        except (OSError, RuntimeError):  # a loop of links is a RuntimeError before Python 3.13
            self.fault(path, "is a link that leads nowhere")
            return False
        if not real.is_relative_to(self._real):
            self.fault(path, "is a link that leads out of the pack; it was not followed")
            return False
        return True
