"""Graders, one file each, found by name: every module in this folder, and whatever other packages register.

A module here offers ``make() -> Scorer``; its name is the file's name. Another package registers the same kind of
function in the entry point group ``greenroom.scorers``. Nothing is imported before it is asked for.
"""

import importlib
import pkgutil
from functools import cache
from importlib.metadata import EntryPoint, entry_points

from greenroom.grading.scorer import Scorer
from greenroom.kernel.errors import UnknownName

GROUP = "greenroom.scorers"
DEFAULT = "points"


def available() -> tuple[str, ...]:
    """The names of all graders, built-in ones and registered ones, sorted."""
    return tuple(sorted({*_built_in(), *_registered()}))


@cache
def load(name: str = DEFAULT) -> Scorer:
    """The grader called ``name``, made once. A built-in one keeps its name. Raises UnknownName, which offers the nearest."""
    if name in _built_in():
        scorer: Scorer = importlib.import_module(f"{__name__}.{name}").make()
        return scorer
    registered = _registered()
    if name in registered:
        strange: Scorer = registered[name].load()()
        return strange
    raise UnknownName("grader", name, available())


def _built_in() -> frozenset[str]:
    return frozenset(module.name for module in pkgutil.iter_modules(__path__) if not module.name.startswith("_"))


def _registered() -> dict[str, EntryPoint]:
    return {point.name: point for point in entry_points(group=GROUP)}
