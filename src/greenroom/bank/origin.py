"""Where each part of a question stands on disk."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from greenroom.bank.value import Steps
from greenroom.bank.yaml_lines import Document, dotted


@dataclass(frozen=True, slots=True)
class Origin:
    """The files of one question.

    ``parts`` maps the beginning of a path into the Question to the file it came from, with its YAML lines, or None for a
    file that is one single value. The empty path is ``question.yaml``.
    """

    folder: Path
    parts: Mapping[Steps, tuple[Path, Document | None]]

    def place(self, *path: str | int) -> tuple[Path, int]:
        """File and 1-based line of ``path``, such as ``"samples", 3, "score"``; line 0 means the whole file."""
        prefix = self._prefix(path)
        file, document = self.parts[prefix]
        return file, 0 if document is None else document.line(path[len(prefix) :])

    def field(self, *path: str | int) -> str:
        """The dotted name of ``path`` as the author of its file sees it; empty for a file that is one single value."""
        prefix = self._prefix(path)
        if self.parts[prefix][1] is None:
            return ""
        # cases.yaml is a list of cases, and its author did not write the word "problem".
        return dotted(path[1:] if prefix[:1] == ("problem",) else path)

    def _prefix(self, path: Steps) -> Steps:
        while path not in self.parts:
            path = path[:-1]
        return path
