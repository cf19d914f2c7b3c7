"""Typed literals: how a case in ``cases.yaml`` writes arrays, frames, series, tuples and sets.

Only their form is checked here, with no NumPy or pandas at hand; making the objects is the judge's work.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from greenroom.bank.value import Breach, Steps

KEYS: Mapping[str, frozenset[str]] = {
    "$array": frozenset({"dtype"}),
    "$frame": frozenset({"dtypes", "index"}),
    "$series": frozenset({"name", "index", "dtype"}),
    "$tuple": frozenset(),
    "$set": frozenset(),
}
"""Each form, and the keys that may stand beside it."""

SCALARS = (str, int, float, bool, type(None))


def literal_breaches(value: Any, at: Steps = ()) -> Iterator[Breach]:
    """Every malformed typed literal in ``value``, with its place."""
    if isinstance(value, Mapping):
        forms = [key for key in value if isinstance(key, str) and key.startswith("$")]
        if forms:
            yield from _form(value, forms, at)
        else:
            for key, item in value.items():
                yield from literal_breaches(item, (*at, key))
    elif isinstance(value, list | tuple):
        for index, item in enumerate(value):
            yield from literal_breaches(item, (*at, index))


def _form(value: Mapping[Any, Any], forms: list[str], at: Steps) -> Iterator[Breach]:
    if len(forms) > 1 or forms[0] not in KEYS:
        unknown = ", ".join(forms)
        yield at, f"a typed literal has exactly one of {', '.join(KEYS)}; this one has {unknown}"
        return
    form = forms[0]
    for key in value:
        if key != form and key not in KEYS[form]:
            allowed = ", ".join(sorted(KEYS[form])) or "nothing"
            yield (*at, key), f"beside {form} there can be {allowed}, not {key!r}"
    content = value[form]
    match form:
        case "$array":
            if _shape(content) is None:
                yield (*at, form), "an array is made of lists of equal length, with numbers, strings or booleans inside"
        case "$frame":
            yield from _frame(value, content, at)
        case "$series":
            yield from _column(content, (*at, form))
            yield from _index(value, len(content) if isinstance(content, list) else None, at)
        case _:
            if not isinstance(content, list):
                yield (*at, form), f"{form} takes a list"
            elif form == "$set" and not all(isinstance(item, SCALARS) for item in content):
                yield (*at, form), "a set holds numbers, strings or booleans"
            else:
                yield from literal_breaches(content, (*at, form))
    if "dtype" in value and not isinstance(value["dtype"], str):
        yield (*at, "dtype"), "a dtype is a name, such as float64"


def _shape(content: Any) -> tuple[int, ...] | None:
    """The shape of nested lists, or None when they are ragged or hold something else than scalars."""
    if isinstance(content, SCALARS):
        return ()
    if not isinstance(content, list):
        return None
    shapes = {_shape(item) for item in content}
    if len(shapes) > 1 or None in shapes:
        return None
    inner = next(iter(shapes), ()) or ()
    return (len(content), *inner)


def _frame(value: Mapping[Any, Any], content: Any, at: Steps) -> Iterator[Breach]:
    if not isinstance(content, Mapping):
        yield (*at, "$frame"), "a frame maps each column's name to a list"
        return
    for name, column in content.items():
        yield from _column(column, (*at, "$frame", name))
    lengths = {len(column) for column in content.values() if isinstance(column, list)}
    if len(lengths) > 1:
        yield (*at, "$frame"), f"the columns of a frame have equal length, these have {', '.join(map(str, sorted(lengths)))}"
    dtypes = value.get("dtypes", {})
    if not isinstance(dtypes, Mapping):
        yield (*at, "dtypes"), "dtypes maps a column's name to a dtype"
    else:
        for name in dtypes:
            if name not in content:
                yield (*at, "dtypes", name), f"the frame has no column {name!r}"
    yield from _index(value, lengths.pop() if len(lengths) == 1 else None, at)


def _column(column: Any, at: Steps) -> Iterator[Breach]:
    if not isinstance(column, list):
        yield at, "a column is a list"
    elif not all(isinstance(item, SCALARS) for item in column):
        yield at, "a column holds numbers, strings, booleans or null"


def _index(value: Mapping[Any, Any], rows: int | None, at: Steps) -> Iterator[Breach]:
    if "index" not in value:
        return
    index = value["index"]
    if not isinstance(index, list):
        yield (*at, "index"), "an index is a list"
    elif rows is not None and len(index) != rows:
        yield (*at, "index"), f"the index has {len(index)} labels for {rows} rows"
