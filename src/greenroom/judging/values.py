"""Values as the supervisor holds them: plain Python, NumPy arrays, and frames as plain columns. No pandas, no learner's object.

``read_literal`` turns the typed literals of ``cases.yaml`` into these; ``CODEC`` carries them over the wire.
"""

import datetime
from dataclasses import dataclass
from typing import Any

import numpy

from greenroom.judging.jail.wire import Codec, Malformed
from greenroom.kernel.errors import BadInput


@dataclass(frozen=True, slots=True)
class Column:
    """One column. ``dtype`` is pandas' own name for it, None when the author left it open; None in a list is a missing value."""

    name: Any
    dtype: str | None
    values: Any

    @property
    def kind(self) -> str:
        """``int``, ``float``, ``bool``, ``datetime``, ``text``... or ``any`` for an open dtype."""
        return dtype_kind(self.dtype) if self.dtype is not None else "any"


@dataclass(frozen=True, slots=True)
class Frame:
    columns: tuple[Column, ...]
    index: Column | None

    @property
    def height(self) -> int:
        return len(self.columns[0].values) if self.columns else 0 if self.index is None else len(self.index.values)


@dataclass(frozen=True, slots=True)
class Series:
    column: Column
    index: Column | None


KINDS = (
    ("datetime", ("datetime64",)),
    ("timedelta", ("timedelta64",)),
    ("int", ("int", "uint")),
    ("float", ("float",)),
    ("bool", ("bool",)),
    ("category", ("category",)),
    ("text", ("str", "object", "string")),
)


def dtype_kind(dtype: str) -> str:
    """The kind of a pandas dtype by its name, nullable ones included."""
    folded = dtype.lower()
    return next((kind for kind, starts in KINDS if folded.startswith(starts)), folded)


class PlainTables:
    """Frames and series as plain columns, checked part by part: what arrives comes from a learner's process."""

    def parts(self, value: object) -> tuple[str, list[Any]] | None:
        if type(value) is Frame:
            return "f", [[_parts(column) for column in value.columns], _parts(value.index)]
        if type(value) is Series:
            return "r", [_parts(value.column), _parts(value.index)]
        return None

    def frame(self, parts: list[Any]) -> Frame:
        columns, index = parts
        made = tuple(_column(part) for part in columns)
        if len({len(column.values) for column in made}) > 1:
            raise Malformed("columns of different lengths")
        return Frame(made, None if index is None else _column(index))

    def series(self, parts: list[Any]) -> Series:
        column, index = parts
        return Series(_column(column), None if index is None else _column(index))


def _parts(column: Column | None) -> list[Any] | None:
    return None if column is None else [column.name, column.dtype, column.values]


def _column(part: Any) -> Column:
    name, dtype, values = part
    if not (dtype is None or type(dtype) is str) or not isinstance(values, (list, numpy.ndarray)):
        raise Malformed("not a column")
    if isinstance(values, numpy.ndarray) and values.ndim != 1:
        raise Malformed("not a column")
    return Column(name, dtype, values)


CODEC = Codec(numpy, PlainTables())


def read_literal(literal: Any) -> Any:
    """The value that a typed literal of ``cases.yaml`` stands for. Raises BadInput naming the part that cannot be read."""
    if isinstance(literal, dict):
        tags = [key for key in literal if isinstance(key, str) and key.startswith("$")]
        if not tags:
            return {key: read_literal(item) for key, item in literal.items()}
        if len(tags) > 1 or tags[0] not in TAGS:
            raise BadInput(f"{' and '.join(tags)} is no typed literal.", todo=f"Known: {', '.join(TAGS)}.")
        extra = set(literal) - {tags[0]} - TAGS[tags[0]]
        if extra:
            raise BadInput(f"{tags[0]} does not take {', '.join(sorted(map(str, extra)))}.")
        return _read_tagged(tags[0], literal)
    if isinstance(literal, (list, tuple)):
        return [read_literal(item) for item in literal]
    if isinstance(literal, (datetime.date, datetime.datetime)):
        return literal.isoformat()
    if literal is None or isinstance(literal, (bool, int, float, str, bytes)):
        return literal
    raise BadInput(f"A value of type {type(literal).__name__} cannot be used in a case.")


TAGS: dict[str, set[str]] = {
    "$array": {"dtype"},
    "$frame": {"dtypes", "index"},
    "$series": {"dtype", "name", "index"},
    "$tuple": set(),
    "$set": set(),
}


def _read_tagged(tag: str, literal: dict[str, Any]) -> Any:
    content = literal[tag]
    if tag == "$array":
        dtype = literal.get("dtype", "float64")
        try:
            return numpy.array(content, dtype=dtype)
        except (TypeError, ValueError) as error:
            raise BadInput(f"$array cannot be made with dtype {dtype}: {error}.") from None
    if tag == "$frame":
        if not isinstance(content, dict):
            raise BadInput("$frame takes a map from column to list.")
        dtypes = literal.get("dtypes") or {}
        columns = tuple(_literal_column(name, dtypes.get(name), values) for name, values in content.items())
        if len({len(column.values) for column in columns}) > 1:
            raise BadInput("$frame has columns of different lengths.")
        return Frame(columns, _literal_index(literal))
    if tag == "$series":
        return Series(_literal_column(literal.get("name"), literal.get("dtype"), content), _literal_index(literal))
    if not isinstance(content, list):
        raise BadInput(f"{tag} takes a list.")
    items = [read_literal(item) for item in content]
    try:
        return tuple(items) if tag == "$tuple" else set(items)
    except TypeError:
        raise BadInput("$set takes numbers, text or tuples only.") from None


def _literal_index(literal: dict[str, Any]) -> Column | None:
    index = literal.get("index")
    return None if index is None else _literal_column(None, None, index)


def _literal_column(name: Any, dtype: str | None, values: Any) -> Column:
    if not isinstance(values, list):
        raise BadInput(f"Column {name!r} takes a list.")
    return Column(name, dtype, [read_literal(item) for item in values])
