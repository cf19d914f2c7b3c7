"""Numbers compared with tolerance, and the diagnosis of what differs. For arrays of any shape."""

import math
from typing import Any

import numpy

from greenroom.bank.question import Checker
from greenroom.judging.checkers.difference import Category, Difference

NEAR = 1e-2  # a largest relative error below this is "near but outside the tolerance"
KIND_WORDS = {
    "b": "bool",
    "i": "integer",
    "u": "integer",
    "f": "float",
    "c": "complex",
    "U": "text",
    "S": "bytes",
    "M": "datetime",
    "m": "timedelta",
}
Array = numpy.ndarray[Any, Any]


def compare_arrays(expected: Array, got: Array, rule: Checker, place: str = "") -> Difference | None:
    """The difference between two arrays under ``rule``, or None. ``place`` names where in a nested result they are."""
    at = f" at {place}" if place else ""
    if expected.shape != got.shape:
        return _shape(expected, got, rule, at)
    wrong = dtype_fault(expected.dtype, got.dtype, rule)
    if wrong:
        return Difference(Category.DTYPE, f"dtype{at} is {got.dtype}, expected {wrong}")
    return _values(expected, got, rule, at)


def dtype_fault(expected: numpy.dtype[Any], got: numpy.dtype[Any], rule: Checker) -> str | None:
    """What dtype was expected when ``got`` breaks the rule, else None."""
    if rule.dtype == "exact" and expected != got:
        return str(expected)
    wanted, found = KIND_WORDS.get(expected.kind, expected.kind), KIND_WORDS.get(got.kind, got.kind)
    numbers = {"bool", "integer", "float", "complex"}
    if rule.dtype == "any" and wanted in numbers and found in numbers:
        return None
    return None if wanted == found else f"{wanted} ({expected})"


def close(expected: float, got: float, rule: Checker) -> bool:
    """Whether two plain Python numbers are equal within the tolerance; integers must be equal exactly, NaN equals NaN."""
    if expected == got or (expected != expected and got != got):
        return True
    if isinstance(expected, int) and isinstance(got, int):
        return False
    try:
        left, right = float(expected), float(got)
    except OverflowError:  # an integer past any float
        return False
    if math.isinf(left) or math.isinf(right):
        return False
    return abs(right - left) <= rule.tolerance.absolute + rule.tolerance.relative * abs(left)


def unequal(expected: Array, got: Array, rule: Checker) -> Array:
    """Where the two differ beyond the tolerance, as booleans. NaN equals NaN in the same place."""
    if expected.dtype.kind == got.dtype.kind == "M":
        return numpy.asarray((expected != got) & ~(numpy.isnat(expected) & numpy.isnat(got)))
    if expected.dtype.kind not in "fciub" or got.dtype.kind not in "fciub":
        return numpy.asarray(expected != got)
    if expected.dtype.kind in "iub" and got.dtype.kind in "iub":
        return numpy.asarray(expected != got)
    left, right = expected.astype(complex if "c" in expected.dtype.kind + got.dtype.kind else float), got
    with numpy.errstate(all="ignore"):
        error = numpy.abs(right - left)
        allowed = rule.tolerance.absolute + rule.tolerance.relative * numpy.abs(left)
        fine = (error <= allowed) | (left == right) | (numpy.isnan(left) & numpy.isnan(right))
        fine &= (left == right) | ~(numpy.isinf(left) | numpy.isinf(right))
    return numpy.asarray(~fine)


def _shape(expected: Array, got: Array, rule: Checker, at: str) -> Difference:
    details = f"shape{at} is {got.shape}, expected {expected.shape}"
    if expected.ndim == 2 and got.shape == expected.shape[::-1] and not unequal(expected, got.T, rule).any():
        return Difference(Category.TRANSPOSED, details + "; the transpose of your result is right")
    if expected.ndim == got.ndim == 1:
        category = Category.OFF_BY_ONE if abs(expected.size - got.size) == 1 else Category.LENGTH
        return Difference(category, f"length{at} is {got.size}, expected {expected.size}")
    if expected.ndim != got.ndim and expected.size == got.size:
        details += "; the number of values is right, the axes are not"
    return Difference(Category.SHAPE, details)


def _values(expected: Array, got: Array, rule: Checker, at: str) -> Difference | None:
    bad = unequal(expected, got, rule)
    count = int(bad.sum())
    if count == 0:
        return None
    where = tuple(int(axis[0]) for axis in numpy.nonzero(bad)) if bad.ndim else ()
    spot = f"[{', '.join(map(str, where))}]" if where else ""
    found = f"got {got[where]!s:.60}, expected {expected[where]!s:.60}"
    details = f"{count} of {bad.size} values differ{at}; first at {spot}: {found}" if spot else f"{found}{at}"
    if expected.dtype.kind in "fciub" and got.dtype.kind in "fciub":
        return _numbers(expected, got, bad, details, rule)
    if _same_in_other_order(expected, got, rule):
        return Difference(Category.ORDER, details + "; the values are right, their order is not")
    return Difference(Category.VALUE, details)


def _numbers(expected: Array, got: Array, bad: Array, details: str, rule: Checker) -> Difference:
    with numpy.errstate(all="ignore"):
        left, right = numpy.asarray(expected[bad], complex), numpy.asarray(got[bad], complex)
        if not (numpy.isfinite(left) & numpy.isfinite(right)).all():
            return Difference(Category.NAN, details)
        error = numpy.abs(left - right)
        relative = numpy.where(left == 0, 1.0, error / numpy.abs(left))
    worst, worst_relative = float(numpy.nanmax(error, initial=0.0)), float(numpy.nanmax(relative, initial=0.0))
    details += f"; largest error {worst:.3g} absolute, {worst_relative:.3g} relative"
    square = expected.ndim == 2 and expected.shape[0] == expected.shape[1]
    if square and not unequal(expected, got.T, rule).any():
        return Difference(Category.TRANSPOSED, details + "; the transpose of your result is right")
    if _same_in_other_order(expected, got, rule):
        return Difference(Category.ORDER, details + "; the values are right, their order is not")
    close = "f" in expected.dtype.kind + got.dtype.kind and worst_relative < NEAR
    return Difference(Category.CLOSE if close else Category.VALUE, details)


def _same_in_other_order(expected: Array, got: Array, rule: Checker) -> bool:
    if expected.ndim == 0 or expected.size < 2 or "c" in expected.dtype.kind + got.dtype.kind:
        return False
    if expected.ndim > 1:  # whole rows moved about, each kept together
        left, right = (item.reshape(item.shape[0], -1) for item in (expected, got))
        keys = [numpy.lexsort(item.T[::-1]) for item in (left, right)]
        return not unequal(left[keys[0]], right[keys[1]], rule).any()
    return not unequal(numpy.sort(expected), numpy.sort(got), rule).any()
