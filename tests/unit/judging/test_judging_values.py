"""Typed literals, and values and text shown short and harmless."""

import datetime
from typing import Any

import numpy
import pytest
from hypothesis import given
from hypothesis import strategies as st

from greenroom.judging.show import harmless, short
from greenroom.judging.values import Frame, Series, read_literal
from greenroom.kernel.errors import BadInput


def test_literals() -> None:
    array = read_literal({"$array": [[1, 2]], "dtype": "int32"})
    assert array.dtype == "int32"
    assert array.shape == (1, 2)
    assert read_literal({"$array": [1]}).dtype == "float64"
    assert read_literal({"a": [{"$tuple": [1, {"$set": [2]}]}]}) == {"a": [(1, {2})]}
    assert read_literal(datetime.date(2024, 1, 2)) == "2024-01-02"
    frame = read_literal({"$frame": {"a": [1, None]}, "dtypes": {"a": "Int64"}, "index": ["x", "y"]})
    assert isinstance(frame, Frame)
    assert frame.columns[0].kind == "int"
    assert frame.index is not None
    series = read_literal({"$series": [1], "name": "s"})
    assert isinstance(series, Series)
    assert series.column.name == "s"


@pytest.mark.parametrize(
    "literal",
    [
        {"$aray": []},
        {"$array": [1], "shape": [1]},
        {"$array": [[1], [1, 2]]},
        {"$array": [1], "dtype": "nothing"},
        {"$frame": [1]},
        {"$frame": {"a": [1], "b": [1, 2]}},
        {"$frame": {"a": 3}},
        {"$tuple": 3},
        {"$set": [[1]]},
        {"$tuple": [], "$set": []},
        {"a": object()},
    ],
)
def test_bad_literals_say_why(literal: Any) -> None:
    with pytest.raises(BadInput):
        read_literal(literal)


@given(st.text() | st.text(alphabet=st.characters(categories=["Cc", "Cf", "Cs", "Co", "Zl"])))
def test_text_is_harmless(text: str) -> None:
    shown = harmless(text)
    shown.encode("utf-8")
    assert all(char.isprintable() or char in "\n\t" or char.isspace() for char in shown)
    assert harmless(shown) == shown


@pytest.mark.parametrize(
    "value",
    [
        1 << 100_000,
        "x" * 10_000,
        "\x1b[31m\ud800",
        list(range(1000)),
        {n: n for n in range(100)},
        numpy.zeros((1000, 1000)),
        {1, 2},
        (1,),
        None,
        b"\xff",
    ],
    ids=lambda value: type(value).__name__,
)
def test_values_are_shown_short(value: Any) -> None:
    shown = short(value)
    assert 0 < len(shown) <= 301
    shown.encode("utf-8")
    assert "\x1b" not in shown
