"""One table for people, or the same rows as JSON."""

import json
import platform
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime


def show(title: str, rows: Sequence[Mapping[str, object]], *, as_json: bool) -> None:
    """Print ``rows``, which all have the same keys."""
    if as_json:
        print(json.dumps({"title": title, "machine": machine(), "date": f"{datetime.now(UTC):%Y-%m-%d}", "rows": list(rows)}))
        return
    keys = list(rows[0]) if rows else []
    cells = [keys, *([_cell(row[key]) for key in keys] for row in rows)]
    widths = [max(len(line[column]) for line in cells) for column in range(len(keys))]
    print(f"{title}  ({machine()}, {datetime.now(UTC):%Y-%m-%d})\n")
    for number, line in enumerate(cells):
        print("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip())
        if number == 0:
            print("  ".join("-" * width for width in widths))


def machine() -> str:
    return f"{platform.system()} {platform.machine()}, CPython {platform.python_version()}"


def _cell(value: object) -> str:
    return f"{value:.3f}" if isinstance(value, float) else str(value)
