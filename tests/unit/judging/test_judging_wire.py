"""Values over the wire: round trips, and frames that no honest box would send."""

import json
import math
import struct
from typing import Any

import numpy
import pytest
from hypothesis import given
from hypothesis import strategies as st

from greenroom.judging.jail.wire import Malformed, Refused
from greenroom.judging.values import CODEC, Column, Frame, Series

plain = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False)
    | st.text()
    | st.binary(max_size=20)
    | st.complex_numbers(allow_nan=False),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.lists(inner, max_size=3).map(tuple)
        | st.dictionaries(st.text(max_size=5) | st.integers() | st.tuples(st.integers()), inner, max_size=4)
        | st.frozensets(st.integers() | st.text(max_size=4), max_size=4)
        | st.sets(st.integers() | st.text(max_size=4), max_size=4)
    ),
    max_leaves=20,
)


def there_and_back(value: object) -> object:
    return unpacked(CODEC.pack({"a": 1}, value))[1]


def unpacked(frame: bytes) -> tuple[dict[str, Any], object]:
    text, _ = struct.unpack("!II", frame[:8])
    return CODEC.unpack(frame[8 : 8 + text], frame[8 + text :])


@given(plain)
def test_plain_values_come_back_as_they_were(value: object) -> None:
    back = there_and_back(value)
    assert back == value
    assert repr(back) == repr(value) or isinstance(value, (dict, set, frozenset, list, tuple))


@pytest.mark.parametrize(
    "array",
    [
        numpy.arange(6).reshape(2, 3),
        numpy.zeros((0, 4)),
        numpy.array(3.5),
        numpy.array([math.nan, math.inf, -0.0]),
        numpy.array([True, False]),
        numpy.array(["ab", "c"]),
        numpy.array([1 + 2j]),
        numpy.arange(12).reshape(3, 4).T,
        numpy.array(["2024-01-01"], dtype="datetime64[D]"),
        numpy.arange(4, dtype=">i4"),
        numpy.float32(1.5),
        numpy.int64(3),
        numpy.bool_(True),
    ],
)
def test_arrays_keep_shape_dtype_and_values(array: Any) -> None:
    back: Any = there_and_back(array)
    assert type(back) is type(array)
    assert back.dtype == array.dtype
    numpy.testing.assert_array_equal(back, array)


def test_frames_and_series_come_back() -> None:
    column, index = Column("a", "float64", numpy.array([1.0, 2.0])), Column(None, "int64", numpy.array([5, 6]))
    frame = there_and_back(Frame((column, Column("b", "str", ["x", None])), index))
    assert isinstance(frame, Frame)
    assert [item.name for item in frame.columns] == ["a", "b"]
    assert frame.columns[1].values == ["x", None]
    series = there_and_back(Series(column, None))
    assert isinstance(series, Series)
    assert series.index is None


class Liar(int):
    pass


class Matrix(numpy.ndarray):
    pass


LOOP: list[object] = []
LOOP.append(LOOP)


@pytest.mark.parametrize(
    "value",
    [
        Liar(3),
        object(),
        numpy.array([None]),
        numpy.zeros(2).view(Matrix),
        numpy.zeros(1, dtype="V4"),
        LOOP,
        range(3),
        1 << 500_000,
        [0] * 300_000,
        len,
    ],
    ids=["subclass", "object", "object array", "array subclass", "void", "loop", "range", "huge int", "many", "function"],
)
def test_other_types_are_refused(value: object) -> None:
    with pytest.raises(Refused):
        CODEC.pack({}, value)


@pytest.mark.parametrize(
    "node",
    [
        ["x", 1],
        [],
        {},
        ["a", "<f8", [2], 0, 16],
        ["a", "<f8", [-1], 0, 8],
        ["a", "O", [1], 0, 8],
        ["a", "<f8", [1 << 40, 0], 0, 0],
        ["y", 0, 9],
        ["a", "<f8", [True], 0, 8],
        ["y", -1, 1],
        ["i", "0x" + "f" * 200_000],
        ["i", "zz"],
        ["d", [[["l", []], 1]]],
        ["s", [["l", []]]],
        ["d", [[n * (2**61 - 1), 0] for n in range(100)]],
        ["f", ["l", []]],
        ["f", 3],
        ["r", ["l", [1, 2]]],
        ["c", "a", "b"],
        ["t"],
        ["g", "<f8", 0, 4],
        ["f", ["l", [["l", [["l", ["a", 5, ["l", []]]]]], None]]],
    ],
)
def test_frames_of_no_honest_box_are_malformed(node: object) -> None:
    with pytest.raises(Malformed):
        CODEC.unpack(json.dumps({"message": {}, "value": node}).encode(), b"12345678")


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"nonsense",
        b"[]",
        b"{}",
        b'{"message": 3, "value": null}',
        b'{"message": {}, "value": ' + b"[" * 100_000,
        b"\xff\xff",
        b'{"message": {}, "value": [' + b"0," * 600_000 + b"0]}",
        b'{"message": {}, "value": ' + b"1" * 10_000 + b"}",
    ],
    ids=["empty", "nonsense", "list", "no keys", "message", "deep", "bytes", "wide", "digits"],
)
def test_texts_of_no_honest_box_are_malformed(text: bytes) -> None:
    with pytest.raises(Malformed):
        CODEC.unpack(text, b"")


def test_nesting_is_capped_on_the_way_in() -> None:
    node: object = None
    for _ in range(200):
        node = ["l", [node]]
    with pytest.raises(Malformed, match="deep"):
        CODEC.unpack(json.dumps({"message": {}, "value": node}).encode(), b"")
