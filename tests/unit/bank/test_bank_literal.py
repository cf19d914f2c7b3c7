from typing import Any

import pytest

from greenroom.bank.literal import literal_breaches


@pytest.mark.parametrize(
    "value",
    [
        1,
        {"plain": [1, {"deep": None}]},
        {"$array": [[1, 2], [3, 4]], "dtype": "int64"},
        {"$array": [[], []]},
        {"$array": 3.5},
        {"$array": [float("nan"), float("inf")]},
        {"$frame": {"a": [1, 2], "b": ["x", None]}, "dtypes": {"a": "int64"}, "index": [5, 6]},
        {"$series": [1, 2], "name": "x", "index": ["a", "b"]},
        {"$tuple": [1, {"$array": [1]}]},
        {"$set": [1, 2]},
        [{"$set": []}],
    ],
)
def test_well_formed(value: Any) -> None:
    assert list(literal_breaches(value)) == []


@pytest.mark.parametrize(
    ("value", "at"),
    [
        ({"$matrix": [1]}, ()),
        ({"$array": [1], "$tuple": [1]}, ()),
        ({"$array": [1], "shape": 3}, ("shape",)),
        ({"$tuple": [1], "dtype": "int64"}, ("dtype",)),
        ({"$array": [[1, 2], [3]]}, ("$array",)),
        ({"$array": [[1, 2], 3]}, ("$array",)),
        ({"$array": [{"a": 1}]}, ("$array",)),
        ({"$array": [1], "dtype": 64}, ("dtype",)),
        ({"$frame": [1]}, ("$frame",)),
        ({"$frame": {"a": 1}}, ("$frame", "a")),
        ({"$frame": {"a": [[1]]}}, ("$frame", "a")),
        ({"$frame": {"a": [1, 2], "b": [1]}}, ("$frame",)),
        ({"$frame": {"a": [1]}, "dtypes": {"b": "int64"}}, ("dtypes", "b")),
        ({"$frame": {"a": [1]}, "dtypes": "int64"}, ("dtypes",)),
        ({"$frame": {"a": [1]}, "index": [1, 2]}, ("index",)),
        ({"$series": 1}, ("$series",)),
        ({"$series": [1], "index": "a"}, ("index",)),
        ({"$series": [1], "index": [1, 2]}, ("index",)),
        ({"$tuple": 1}, ("$tuple",)),
        ({"$set": [[1]]}, ("$set",)),
    ],
)
def test_malformed_at_its_place(value: Any, at: tuple[str | int, ...]) -> None:
    assert [steps for steps, _ in literal_breaches({"arg": [0, value]}, ("args",))] == [("args", "arg", 1, *at)]


def test_inside_a_tuple_too() -> None:
    assert [steps for steps, _ in literal_breaches({"$tuple": [0, {"$array": [[1], 2]}]})] == [("$tuple", 1, "$array")]
