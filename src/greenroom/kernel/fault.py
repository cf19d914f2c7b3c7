"""A fault in something a person wrote in a file, at its place."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One fault. ``line`` is 1-based; 0 means the whole file. ``field`` is a dotted path such as ``rubric.points[2].weight``."""

    path: Path
    line: int
    field: str
    message: str

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}" if self.line else str(self.path)
        return f"{place}: {self.field}: {self.message}" if self.field else f"{place}: {self.message}"
