"""Each checker: what is right, and what it says of what is wrong."""

from typing import Any

import numpy
import pytest

from greenroom.bank.question import Checker, Tolerance
from greenroom.judging import checkers
from greenroom.judging.checkers.difference import Category
from greenroom.judging.values import read_literal
from greenroom.kernel.errors import UnknownName

A = numpy.array
NAN, INF = float("nan"), float("inf")
LOOSE = Checker(dtype="any")
UNORDERED = Checker(ordered=False)


def told(name: str, expected: Any, got: Any, rule: Checker | None = None) -> Category | None:
    found = checkers.by_name(name)(expected, got, rule or Checker(name=name))
    assert found is None or (found.details and found.category.words)
    return found.category if found else None


@pytest.mark.parametrize(
    ("expected", "got"),
    [
        (1, 1),
        (1.0, 1.0 + 1e-9),
        (1.0, 1),
        (0.5, numpy.float64(0.5)),
        (3, numpy.int64(3)),
        (NAN, NAN),
        (INF, INF),
        (True, True),
        (True, numpy.bool_(True)),
        (None, None),
        ("a", "a"),
        ([1, 2.0], (1, 2.0)),
        ({"a": [1.0]}, {"a": [1.0 + 1e-10]}),
        ({1, 2}, {2, 1}),
        (2**100, 2**100),
        (b"a", b"a"),
        (A([1.0, NAN]), A([1.0, NAN])),
        (A([1, 2]), A([1, 2], dtype="int32")),
        (A([1.0]), A([1.0 + 1e-8])),
        (A(["a"]), A(["a"])),
        (A([INF, -INF]), A([INF, -INF])),
        (numpy.zeros((0, 3)), numpy.zeros((0, 3))),
        ([A([1.0]), 2], [A([1.0]), 2]),
        (1 + 2j, 1 + 2j),
    ],
)
def test_typed_accepts(expected: Any, got: Any) -> None:
    assert told("typed", expected, got) is None


@pytest.mark.parametrize(
    ("expected", "got", "category"),
    [
        (1, 2, Category.VALUE),
        (1, 1.0, Category.DTYPE),
        (1, True, Category.DTYPE),
        (1.0, 1.001, Category.CLOSE),
        (1.0, NAN, Category.NAN),
        (INF, -INF, Category.NAN),
        (INF, 1.0, Category.NAN),
        (1.0, INF, Category.NAN),
        (1.0, None, Category.TYPE),
        (1, "1", Category.TYPE),
        (2**100, 2**100 + 1, Category.VALUE),
        ("a", "b", Category.VALUE),
        ([1, 2], [2, 1], Category.ORDER),
        ([1, 2], [1], Category.OFF_BY_ONE),
        ([1, 2, 3, 4], [1], Category.LENGTH),
        ([1], {1}, Category.TYPE),
        ({"a": 1}, {"b": 1}, Category.KEYS),
        ({"a": 1}, {"a": 2}, Category.VALUE),
        ({1}, {2}, Category.VALUE),
        (A([1.0, 2.0]), [1.0, 2.0], Category.TYPE),
        (A([1.0, 2.0]), A([2.0, 1.0]), Category.ORDER),
        (A([1, 2]), A([1.0, 2.0]), Category.DTYPE),
        (A([1.0, 2.0]), A([1, 2]), Category.DTYPE),
        (A([[1, 2, 3]]), A([[1], [2], [3]]), Category.TRANSPOSED),
        (A([[1, 2], [3, 4]]), A([[1, 3], [2, 4]]), Category.TRANSPOSED),
        (A([[1, 2], [3, 4]]), A([[3, 4], [1, 2]]), Category.ORDER),
        (A([1, 2]), A([1]), Category.OFF_BY_ONE),
        (A([1, 2]), A([[1, 2]]), Category.SHAPE),
        (A([1.0, 2.0]), A([1.0, NAN]), Category.NAN),
        (A([1.0, NAN]), A([1.0, 2.0]), Category.NAN),
        (A([1.0]), A([1.0001]), Category.CLOSE),
        (A([1.0]), A([9.0]), Category.VALUE),
        (A(["a"]), A(["b"]), Category.VALUE),
        ([A([1.0])], [A([2.0])], Category.VALUE),
        (10**400, 1.5, Category.VALUE),
        (1.5, 10**400, Category.VALUE),
    ],
)
def test_typed_says_what_is_wrong(expected: Any, got: Any, category: Category) -> None:
    assert told("typed", expected, got) is category


def test_typed_rules() -> None:
    assert told("typed", A([1, 2]), A([1.0, 2.0]), LOOSE) is None
    assert told("typed", A([1, 2]), [1, 2], LOOSE) is None
    assert told("typed", [1, 2], A([1, 2]), LOOSE) is None
    assert told("typed", 1, 1.0, LOOSE) is None
    assert told("typed", A([[1, 2], [3, 4]]), [[1, 2], [3]], LOOSE) is Category.SHAPE
    assert told("typed", A([1.0]), A([1.0], dtype="float32"), Checker(dtype="exact")) is Category.DTYPE
    assert told("typed", [1, 2, 2], [2, 1, 2], UNORDERED) is None
    assert told("typed", [1, 2, 2], [1, 1, 2], UNORDERED) is Category.VALUE
    assert told("typed", 100.0, 101.0, Checker(tolerance=Tolerance(relative=0.02))) is None
    assert told("typed", 0.0, 0.01, Checker(tolerance=Tolerance(absolute=0.02))) is None


def test_the_largest_error_and_its_place_are_told() -> None:
    found = checkers.by_name("typed")(A([[1.0, 2.0], [3.0, 4.0]]), A([[1.0, 2.0], [3.0, 4.5]]), Checker())
    assert found is not None
    assert "1 of 4 values differ; first at [1, 1]: got 4.5, expected 4.0" in found.details
    assert "largest error 0.5 absolute, 0.125 relative" in found.details


ROWS = [["a", 1], ["b", 2.5], ["b", None]]


@pytest.mark.parametrize(
    ("got", "ordered", "category"),
    [
        (ROWS, True, None),
        ([["a", 1.0], ["b", 2.5], ["b", None]], True, None),
        ([ROWS[2], ROWS[0], ROWS[1]], False, None),
        ([ROWS[2], ROWS[0], ROWS[1]], True, Category.ORDER),
        (ROWS[:2], False, Category.OFF_BY_ONE),
        (ROWS[:1], True, Category.LENGTH),
        ([["a", 1], ["b", 2.6], ["b", None]], False, Category.VALUE),
        ([["a"], ["b"], ["b"]], True, Category.COLUMNS),
        (None, True, Category.TYPE),
        ([["a", "1"], ["b", 2.5], ["b", None]], False, Category.VALUE),
        ([ROWS[0], ROWS[1], ROWS[1]], False, Category.VALUE),
        ({"columns": ["x", "y"], "rows": ROWS}, True, None),
        ([["a", 1], ["b", 2.5], ["b", 0]], True, Category.VALUE),
    ],
)
def test_rows(got: Any, ordered: bool, category: Category | None) -> None:
    assert told("rows", {"columns": ["n", "v"], "rows": ROWS}, got, Checker(name="rows", ordered=ordered)) is category


def test_rows_with_no_rows_still_have_columns() -> None:
    empty = {"columns": ["a"], "rows": []}
    assert told("rows", empty, empty) is None
    assert told("rows", empty, {"columns": ["a", "b"], "rows": []}) is Category.COLUMNS


def frame(columns: dict[str, Any], dtypes: dict[str, str] | None = None, index: list[Any] | None = None) -> Any:
    return read_literal({"$frame": columns, "dtypes": dtypes or {}, **({"index": index} if index else {})})


BASE = frame({"g": ["x", "y"], "v": [1.0, 2.0]}, {"v": "float64"})


@pytest.mark.parametrize(
    ("got", "rule", "category"),
    [
        (BASE, {}, None),
        (frame({"v": [1.0, 2.0], "g": ["x", "y"]}), {}, Category.COLUMNS),
        (frame({"g": ["x", "y"]}), {}, Category.COLUMNS),
        (frame({"g": ["x"], "v": [1.0]}, {"v": "float64"}), {}, Category.OFF_BY_ONE),
        (frame({"g": ["x", "y"], "v": [1, 2]}, {"v": "int64"}), {}, Category.DTYPE),
        (frame({"g": ["x", "y"], "v": [1, 2]}, {"v": "int64"}), {"dtype": "any"}, None),
        (frame({"g": ["x", "y"], "v": [1.0, 2.0]}, {"v": "float32"}), {"dtype": "exact"}, Category.DTYPE),
        (frame({"g": ["y", "x"], "v": [2.0, 1.0]}, {"v": "float64"}), {}, Category.ORDER),
        (frame({"g": ["y", "x"], "v": [2.0, 1.0]}, {"v": "float64"}), {"ordered": False}, None),
        (frame({"g": ["x", "y"], "v": [1.0, 3.0]}, {"v": "float64"}), {}, Category.VALUE),
        (frame({"g": ["x", "y"], "v": [1.0, None]}, {"v": "float64"}), {"ordered": False}, Category.VALUE),
        (frame({"g": ["x", "y"], "v": [1.0, 2.0]}, {"v": "float64"}, [5, 6]), {"index": False}, None),
        ([1], {}, Category.TYPE),
    ],
)
def test_frames(got: Any, rule: dict[str, Any], category: Category | None) -> None:
    assert told("frame", BASE, got, Checker(name="frame", **rule)) is category


def test_dates_are_equal_in_either_form() -> None:
    left, right = (
        frame({"d": ["2024-01-01"]}, {"d": "datetime64[ns]"}),
        frame({"d": ["2024-01-01T00:00:00"]}, {"d": "datetime64[us]"}),
    )
    assert told("frame", left, right) is None


def test_an_unknown_checker_says_what_there_is() -> None:
    with pytest.raises(UnknownName, match="typed"):
        checkers.by_name("typd")
    assert set(checkers.known()) == {"typed", "rows", "frame"}
