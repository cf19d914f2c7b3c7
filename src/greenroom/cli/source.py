"""Reading what a command was given: a file, or - for standard input."""

import sys
from pathlib import Path

from greenroom.kernel.errors import BadInput

MOST_BYTES = 16 * 1024 * 1024


def read_bytes(place: str) -> bytes:
    """The content of the file ``place``, or of standard input for ``-``. Raises BadInput with the place and the reason."""
    try:
        content = sys.stdin.buffer.read(MOST_BYTES + 1) if place == "-" else _read(Path(place))
    except OSError as error:
        raise BadInput(f"Cannot read {place}: {error.strerror}.") from error
    if len(content) > MOST_BYTES:
        raise BadInput(f"{place} is larger than {MOST_BYTES // 1024 // 1024} MB.")
    return content


def read_text(place: str) -> str:
    """As ``read_bytes``, decoded. Bytes that are not UTF-8 survive as lone surrogates, for the grader or judge to speak of."""
    return read_bytes(place).decode("utf-8", "surrogateescape")


def _read(path: Path) -> bytes:
    with path.open("rb") as handle:
        return handle.read(MOST_BYTES + 1)
