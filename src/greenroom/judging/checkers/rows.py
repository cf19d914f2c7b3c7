"""Result rows of a query: a multiset, or a sequence when the problem asks for an order."""

from itertools import zip_longest
from typing import Any

from greenroom.bank.question import Checker
from greenroom.judging.checkers.difference import Category, Difference
from greenroom.judging.checkers.numeric import close
from greenroom.judging.show import short

FEW = 300  # rows up to which every pairing is tried


def compare(expected: Any, got: Any, rule: Checker) -> Difference | None:
    """None when the rows are right. Each side is a list of rows, or ``{"columns": names, "rows": lists}``."""
    left, right = _rows(expected), _rows(got)
    if right is None or left is None:
        return Difference(Category.TYPE, "the result is not rows")
    widths = {len(row) for row in left} or {_width(expected)}
    found = {len(row) for row in right} or {_width(got)}
    if widths != found and -1 not in widths | found:
        return Difference(Category.COLUMNS, f"the result has {_only(found)} columns, expected {_only(widths)}")
    if len(left) != len(right):
        category = Category.OFF_BY_ONE if abs(len(left) - len(right)) == 1 else Category.LENGTH
        return Difference(category, f"the result has {len(right)} rows, expected {len(left)}; {_lost(left, right, rule)}")
    if rule.ordered:
        at = next((at for at, pair in enumerate(zip(left, right, strict=True)) if not _same_row(*pair, rule)), None)
        if at is None:
            return None
        details = f"row {at + 1} is {short(right[at], 120)}, expected {short(left[at], 120)}"
        if _unmatched(left, right, rule) is None:
            return Difference(Category.ORDER, details + "; the rows are right, their order is not")
        return Difference(Category.VALUE, details)
    missing = _unmatched(left, right, rule)
    return None if missing is None else Difference(Category.VALUE, _lost(left, right, rule))


def _rows(value: Any) -> list[list[Any]] | None:
    if isinstance(value, dict):
        value = value.get("rows")
    if not isinstance(value, (list, tuple)):
        return None
    return [list(row) for row in value] if all(isinstance(row, (list, tuple)) for row in value) else None


def _width(value: Any) -> int:
    return len(value["columns"]) if isinstance(value, dict) and isinstance(value.get("columns"), list) else -1


def _only(widths: set[int]) -> str:
    return "/".join(map(str, sorted(widths)))


def _lost(left: list[list[Any]], right: list[list[Any]], rule: Checker) -> str:
    missing, extra = _unmatched(left, right, rule), _unmatched(right, left, rule)
    parts = [] if missing is None else [f"missing {short(missing, 120)}"]
    parts += [] if extra is None else [f"unexpected {short(extra, 120)}"]
    return ", ".join(parts) or "the number of repeated rows differs"


def _unmatched(left: list[list[Any]], right: list[list[Any]], rule: Checker) -> list[Any] | None:
    """The first row of ``left`` that finds no partner in ``right``; None when all do."""
    if max(len(left), len(right)) > FEW:
        return _unmatched_sorted(left, right, rule)
    waiting: dict[Any, list[list[Any]]] = {}
    for row in right:
        waiting.setdefault(_rough(row), []).append(row)
    for row in left:
        partners = waiting.get(_rough(row), [])
        match = next((at for at, other in enumerate(partners) if _same_row(row, other, rule)), None)
        if match is None:
            return row
        del partners[match]
    return None


def _unmatched_sorted(left: list[list[Any]], right: list[list[Any]], rule: Checker) -> list[Any] | None:
    """The same for many rows: both sides sorted and compared row by row, in n log n steps."""
    pairs = zip_longest(sorted(left, key=_order), sorted(right, key=_order))
    return next((one or [] for one, other in pairs if one is None or other is None or not _same_row(one, other, rule)), None)


def _order(row: list[Any]) -> list[tuple[str, Any]]:
    """A sorting key over cells of any type; numbers nearly equal stay neighbours."""
    return [
        ("number", float(f"{cell:.9g}") if abs(cell) < 1e300 else 1e300)
        if isinstance(cell, (int, float))
        else (type(cell).__name__, str(cell))
        for cell in row
    ]


def _rough(row: list[Any]) -> tuple[Any, ...]:
    """A key that equal rows share whatever the tolerance: text and NULL as they are, numbers only as numbers."""
    return tuple("number" if isinstance(cell, (int, float)) else repr(cell) for cell in row)


def _same_row(left: list[Any], right: list[Any], rule: Checker) -> bool:
    return len(left) == len(right) and all(_same(one, other, rule) for one, other in zip(left, right, strict=True))


def _same(expected: Any, got: Any, rule: Checker) -> bool:
    if isinstance(expected, (int, float)) and isinstance(got, (int, float)):
        return close(expected, got, rule)
    return type(expected) is type(got) and bool(expected == got)
