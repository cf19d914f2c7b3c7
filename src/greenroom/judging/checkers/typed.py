"""Plain values, arrays and nested containers, by type and with tolerance for numbers."""

from typing import Any

import numpy

from greenroom.bank.question import Checker
from greenroom.judging.checkers import frame
from greenroom.judging.checkers.difference import Category, Difference
from greenroom.judging.checkers.numeric import close, compare_arrays
from greenroom.judging.show import short
from greenroom.judging.values import Frame, Series

PLAIN = (int, float)
FEW = 40  # items up to which every pairing is tried
NUMBERS = (bool, int, float, complex, numpy.generic)


def compare(expected: Any, got: Any, rule: Checker) -> Difference | None:
    """None when ``got`` is right. Lists and tuples are interchangeable; an array is not a list unless ``rule.dtype`` is ``any``."""
    return _compare(expected, got, rule, "")


def _compare(expected: Any, got: Any, rule: Checker, place: str) -> Difference | None:
    at = f" at {place}" if place else ""
    if isinstance(expected, (Frame, Series)) or isinstance(got, (Frame, Series)):
        return frame.compare(expected, got, rule)
    if isinstance(expected, numpy.ndarray) or isinstance(got, numpy.ndarray):
        return _arrays(expected, got, rule, place)
    if isinstance(expected, NUMBERS) and isinstance(got, NUMBERS):
        return _numbers(expected, got, rule, place)
    if isinstance(expected, (list, tuple)) and isinstance(got, (list, tuple)):
        return _sequences(expected, got, rule, place)
    if isinstance(expected, (set, frozenset)) and isinstance(got, (set, frozenset)):
        return None if expected == got else Difference(Category.VALUE, f"the sets{at} differ: {_set_words(expected, got)}")
    if type(expected) is not type(got):
        return Difference(Category.TYPE, f"the result{at} is {type_words(got)}, expected {type_words(expected)}")
    if isinstance(expected, dict):
        return _maps(expected, got, rule, place)
    return None if expected == got else Difference(Category.VALUE, f"got{at} {short(got, 120)}, expected {short(expected, 120)}")


def type_words(value: Any) -> str:
    """The type of a value in words."""
    if value is None:
        return "None (is a return missing?)"
    if isinstance(value, numpy.ndarray):
        return f"a NumPy array of shape {value.shape}"
    names = {
        bool: "a boolean",
        int: "an integer",
        float: "a float",
        str: "text",
        list: "a list",
        tuple: "a tuple",
        dict: "a dict",
        set: "a set",
    }
    names |= {Frame: "a DataFrame", Series: "a Series", frozenset: "a frozenset", complex: "a complex number", bytes: "bytes"}
    return names.get(type(value), f"a NumPy {type(value).__name__}")


def _arrays(expected: Any, got: Any, rule: Checker, place: str) -> Difference | None:
    if isinstance(expected, numpy.ndarray) and isinstance(got, numpy.ndarray):
        return compare_arrays(expected, got, rule, place)
    listlike = (list, tuple, numpy.generic)
    if rule.dtype == "any" and isinstance(expected, (numpy.ndarray, *listlike)) and isinstance(got, (numpy.ndarray, *listlike)):
        try:
            left, right = numpy.asarray(expected), numpy.asarray(got)
        except ValueError:  # a ragged list
            return Difference(Category.SHAPE, "the rows of the result differ in length")
        if left.dtype.kind != "O" and right.dtype.kind != "O":
            return compare_arrays(left, right, rule, place)
    at = f" at {place}" if place else ""
    return Difference(Category.TYPE, f"the result{at} is {type_words(got)}, expected {type_words(expected)}")


def _numbers(expected: Any, got: Any, rule: Checker, place: str) -> Difference | None:
    """Scalars: Python's and NumPy's are the same here, and only the kind counts (an int where a float is due is right)."""
    if type(expected) in PLAIN and type(got) in PLAIN and not (type(expected) is int and type(got) is float):
        if rule.dtype != "exact" and close(expected, got, rule):
            return None
        if type(expected) is int and type(got) is int:  # past 64 bits NumPy has no integer to compare with
            return None if expected == got else _wrong_number(expected, got, place)
    try:
        left, right = numpy.asarray(expected), numpy.asarray(got)
        kinds = left.dtype.kind + right.dtype.kind
        if "O" in kinds:
            left, right = numpy.asarray(float(expected)), numpy.asarray(float(got))
    except (OverflowError, TypeError):
        return _wrong_number(expected, got, place)
    if kinds[0] in "fc" and kinds[1] in "iu" and rule.dtype != "exact":
        right = right.astype(left.dtype)
    return compare_arrays(left, right, rule, place)


def _wrong_number(expected: Any, got: Any, place: str) -> Difference:
    at = f" at {place}" if place else ""
    return Difference(Category.VALUE, f"got{at} {short(got, 80)}, expected {short(expected, 80)}")


def _sequences(expected: Any, got: Any, rule: Checker, place: str) -> Difference | None:
    if len(expected) != len(got):
        category = Category.OFF_BY_ONE if abs(len(expected) - len(got)) == 1 else Category.LENGTH
        return Difference(category, f"length{f' at {place}' if place else ''} is {len(got)}, expected {len(expected)}")
    if not rule.ordered:
        return _unordered(list(expected), list(got), rule, place)
    for position, (left, right) in enumerate(zip(expected, got, strict=True)):
        found = _compare(left, right, rule, f"{place}[{position}]")
        if found is not None:
            if found.category in (Category.VALUE, Category.CLOSE) and _unordered(list(expected), list(got), rule, place) is None:
                return Difference(Category.ORDER, found.details + "; the values are right, their order is not")
            return found
    return None


def _unordered(expected: list[Any], got: list[Any], rule: Checker, place: str) -> Difference | None:
    if len(got) > FEW:
        left, right = (sorted(items, key=_order) for items in (expected, got))
        if all(_compare(one, other, rule, "") is None for one, other in zip(left, right, strict=True)):
            return None
    else:
        left, rest = [], list(got)
        for item in expected:
            match = next((at for at, other in enumerate(rest) if _compare(item, other, rule, "") is None), None)
            if match is None:
                left.append(item)
            else:
                del rest[match]
        if not left:
            return None
    return Difference(Category.VALUE, f"{short(got, 120)} does not hold the same values as {short(expected, 120)}")


def _order(item: Any) -> tuple[str, Any]:
    """A sorting key over items of any type; numbers nearly equal stay neighbours."""
    if isinstance(item, PLAIN):
        return "number", float(f"{float(item):.9g}") if abs(item) < 1e300 else 1e300
    if isinstance(item, numpy.generic):
        return _order(item.item())
    return type(item).__name__, short(item, 60)


def _maps(expected: dict[Any, Any], got: dict[Any, Any], rule: Checker, place: str) -> Difference | None:
    if expected.keys() != got.keys():
        return Difference(Category.KEYS, f"the keys{f' at {place}' if place else ''} differ: {_set_words(set(expected), set(got))}")
    for key, left in expected.items():
        found = _compare(left, got[key], rule, f"{place}[{short(key, 40)}]")
        if found is not None:
            return found
    return None


def _set_words(expected: Any, got: Any) -> str:
    missing, extra = [item for item in expected if item not in got], [item for item in got if item not in expected]
    return f"missing {short(missing, 100)}, extra {short(extra, 100)}"
