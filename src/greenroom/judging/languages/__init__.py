"""The languages that the judge runs. One file each, found by name: adding one edits no list.

A language file sets ``LANGUAGE``. Its half that runs inside the box is the file that ``runner`` names.
"""

import importlib
import pkgutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from greenroom.bank.question import Problem
from greenroom.kernel.errors import UnknownName


@dataclass(frozen=True, slots=True)
class Call:
    """One call of the learner's program: the message of the frame and the value that it carries."""

    message: dict[str, Any]
    value: Any


class Language(Protocol):
    @property
    def name(self) -> str: ...

    @property
    def runner(self) -> Path: ...

    @property
    def file(self) -> str:
        """The name by which the learner's source is called in errors."""

    def program(self, problem: Problem, source: str) -> dict[str, Any]:
        """What the runner's Program is made of."""

    def call(self, arguments: Any) -> Call:
        """The call for one case's input: keyword arguments, or SQL text that fills the tables."""


def known() -> Iterator[str]:
    """The names of the languages there are."""
    return (module.name for module in pkgutil.iter_modules(__path__) if not module.ispkg)


def by_name(name: str) -> Language:
    """Raises UnknownName."""
    if name not in set(known()):
        raise UnknownName("language", name, known())
    language: Language = importlib.import_module(f"{__name__}.{name}").LANGUAGE
    return language
