"""pandas frames and series: columns, index, dtype kinds and values, by the problem's rule."""

import datetime
from typing import Any

import numpy

from greenroom.bank.question import Checker
from greenroom.judging.checkers.difference import Category, Difference
from greenroom.judging.checkers.numeric import close, unequal
from greenroom.judging.show import short
from greenroom.judging.values import Column, Frame, Series, dtype_kind

DIAGNOSED = 2000  # rows up to which it is tried whether only the order is wrong


def compare(expected: Any, got: Any, rule: Checker) -> Difference | None:
    """None when ``got`` is right. ``rule.ordered`` False compares rows as a multiset; ``rule.index`` False ignores the index."""
    if type(expected) is not type(got) or not isinstance(expected, (Frame, Series)):
        return Difference(Category.TYPE, f"the result is {_what(got)}, expected {_what(expected)}")
    if isinstance(expected, Series):
        left, right = Frame((expected.column,), expected.index), Frame((got.column,), got.index)
    else:
        left, right = expected, got
        found = _columns(left, right)
        if found is not None:
            return found
    if left.height != right.height:
        category = Category.OFF_BY_ONE if abs(left.height - right.height) == 1 else Category.LENGTH
        return Difference(category, f"the result has {right.height} rows, expected {left.height}")
    return _dtypes(left, right, rule) or _cells(left, right, rule)


def _what(value: Any) -> str:
    return {
        Frame: "a DataFrame",
        Series: "a Series",
        list: "a list",
        dict: "a dict",
        type(None): "None (is a return missing?)",
    }.get(type(value), f"a {type(value).__name__}")


def _columns(left: Frame, right: Frame) -> Difference | None:
    wanted, found = [column.name for column in left.columns], [column.name for column in right.columns]
    if wanted == found:
        return None
    if len(wanted) == len(found) and all(name in found for name in wanted):
        return Difference(Category.COLUMNS, f"the columns are in the order {short(found)}, expected {short(wanted)}")
    return Difference(Category.COLUMNS, f"the columns are {short(found)}, expected {short(wanted)}")


def _dtypes(left: Frame, right: Frame, rule: Checker) -> Difference | None:
    for wanted, found in zip(left.columns, right.columns, strict=True):
        if wanted.dtype is None or rule.dtype == "any":
            continue
        same = wanted.dtype == found.dtype if rule.dtype == "exact" else wanted.kind == found.kind
        if not same:
            return Difference(Category.DTYPE, f"column {short(found.name, 60)} is {found.dtype}, expected {wanted.dtype}")
    return None


def _cells(left: Frame, right: Frame, rule: Checker) -> Difference | None:
    indexed = rule.index and left.index is not None
    if rule.index and left.index is None and right.index is not None and not _is_range(right.index):
        return Difference(Category.INDEX, "the index is not 0, 1, 2…: should it be reset?")
    if not rule.ordered:
        return _unordered(left, right, rule, indexed)
    for wanted, found in zip(left.columns, right.columns, strict=True):
        at = _first_wrong(wanted, found, rule)
        if at is not None:
            cells = f"got {short(_cell(found, at), 80)}, expected {short(_cell(wanted, at), 80)}"
            details = f"column {short(found.name, 60)}, row {at}: {cells}"
            if left.height <= DIAGNOSED and _unordered(left, right, rule, indexed) is None:
                return Difference(Category.ORDER, details + "; the rows are right, their order is not")
            return Difference(Category.VALUE, details)
    if indexed and left.index is not None and right.index is not None:
        at = _first_wrong(left.index, right.index, rule)
        if at is not None:
            return Difference(
                Category.INDEX,
                f"index at row {at}: got {short(_cell(right.index, at), 80)}, expected {short(_cell(left.index, at), 80)}",
            )
    return None


def _unordered(left: Frame, right: Frame, rule: Checker, indexed: bool) -> Difference | None:
    sides = []
    for frame in (left, right):
        columns = [*frame.columns, *([frame.index] if indexed and frame.index is not None else [])]
        rows = [[_cell(column, at) for column in columns] for at in range(frame.height)]
        sides.append(sorted(rows, key=lambda row: [_sort_key(cell) for cell in row]))
    for wanted, found in zip(*sides, strict=True):
        if not all(_same(one, other, rule) for one, other in zip(wanted, found, strict=True)):
            return Difference(Category.VALUE, f"the row {short(wanted, 120)} is not in the result; nearest is {short(found, 120)}")
    return None


def _is_range(index: Column) -> bool:
    return index.dtype is not None and dtype_kind(index.dtype) == "int" and list(index.values) == list(range(len(index.values)))


def _first_wrong(wanted: Column, found: Column, rule: Checker) -> int | None:
    if isinstance(wanted.values, numpy.ndarray) and isinstance(found.values, numpy.ndarray):
        bad = unequal(wanted.values, found.values, rule)
        return int(numpy.argmax(bad)) if bad.any() else None
    return next((at for at in range(len(wanted.values)) if not _same(_cell(wanted, at), _cell(found, at), rule)), None)


def _cell(column: Column, at: int) -> Any:
    value = column.values[at]
    if isinstance(value, numpy.datetime64):
        return None if numpy.isnat(value) else value.astype("datetime64[us]").item().isoformat()
    value = value.item() if isinstance(value, numpy.generic) else value
    if isinstance(value, float) and value != value:
        return None
    if isinstance(value, str) and (column.kind == "datetime" or _looks_dated(value)):
        return _instant(value)
    return value


def _looks_dated(text: str) -> bool:
    return len(text) >= 10 and text[4:5] == "-" and text[7:8] == "-" and text[:4].isdigit()


def _instant(text: str) -> str:
    """ISO text of a date or time in one form, so that 2024-01-01 and 2024-01-01T00:00:00 are equal."""
    try:
        return datetime.datetime.fromisoformat(text).isoformat()
    except ValueError:
        return text


def _sort_key(cell: Any) -> tuple[str, Any]:
    if isinstance(cell, (int, float)):
        return "number", round(float(cell), 6)
    return type(cell).__name__, str(cell)


def _same(expected: Any, got: Any, rule: Checker) -> bool:
    if isinstance(expected, (int, float)) and isinstance(got, (int, float)):
        return close(expected, got, rule)
    return type(expected) is type(got) and bool(expected == got)
