"""How a returned value is compared with the expected one. One file each, found by name: adding one edits no list.

A checker file has ``compare(expected, got, rule) -> Difference | None``. It runs in the supervisor, on decoded plain values.
"""

import importlib
import pkgutil
from collections.abc import Callable, Iterator
from typing import Any

from greenroom.bank.question import Checker
from greenroom.judging.checkers.difference import Difference
from greenroom.kernel.errors import UnknownName

Compare = Callable[[Any, Any, Checker], Difference | None]
NOT_CHECKERS = {"difference", "numeric"}


def known() -> Iterator[str]:
    """The names of the checkers there are."""
    return (module.name for module in pkgutil.iter_modules(__path__) if module.name not in NOT_CHECKERS)


def by_name(name: str) -> Compare:
    """Raises UnknownName."""
    if name not in set(known()):
        raise UnknownName("checker", name, known())
    compare: Compare = importlib.import_module(f"{__name__}.{name.replace('-', '_')}").compare
    return compare
