"""pandas objects as plain parts, and back. Runs only inside, where pandas is.

A column is ``[name, dtype, values]``: values are an array for plain numbers, booleans and dates without a zone, else a list in
which None stands for a missing value and a date is ISO text. A frame is ``[columns, index]``, a series ``[column, index]``;
an index is a column.
"""

from types import ModuleType
from typing import Any


class PandasTables:
    def __init__(self, pandas: ModuleType) -> None:
        self.pandas: Any = pandas

    def parts(self, value: Any) -> tuple[str, list[Any]] | None:
        if type(value) is self.pandas.DataFrame:
            columns = [self._column(value.columns[at], value.iloc[:, at]) for at in range(value.shape[1])]
            return "f", [columns, self._index(value.index)]
        if type(value) is self.pandas.Series:
            return "r", [self._column(value.name, value), self._index(value.index)]
        return None

    def _index(self, index: Any) -> list[Any]:
        if index.nlevels > 1:
            return [[_plain(name) for name in index.names], "multi", [tuple(_plain(part) for part in key) for key in index]]
        return self._column(index.name, index.to_series())

    def _column(self, name: Any, column: Any) -> list[Any]:
        dtype = str(column.dtype)
        if column.dtype.kind in "iufbM" and "numpy" in type(column.dtype).__module__:
            return [_plain(name), dtype, column.to_numpy()]
        missing = column.isna().tolist()
        values = [None if gone else _plain(item) for item, gone in zip(column.tolist(), missing, strict=True)]
        return [_plain(name), dtype, values]

    def frame(self, parts: list[Any]) -> Any:
        columns, index = parts
        made = {at: self._series(dtype, values) for at, (_, dtype, values) in enumerate(columns)}
        frame = self.pandas.DataFrame(made)
        frame.columns = [_name(name) for name, _, _ in columns]
        return self._indexed(frame, index)

    def series(self, parts: list[Any]) -> Any:
        (name, dtype, values), index = parts
        series = self._series(dtype, values)
        series.name = _name(name)
        return self._indexed(series, index)

    def _indexed(self, made: Any, index: list[Any] | None) -> Any:
        if index is None:
            return made
        name, dtype, values = index
        if dtype == "multi":
            made.index = self.pandas.MultiIndex.from_tuples(values, names=name)
        else:
            made.index = self.pandas.Index(self._series(dtype, values), name=_name(name))
            if len(values) and made.index.equals(self.pandas.RangeIndex(len(values))):
                made.index = self.pandas.RangeIndex(len(values), name=_name(name))
        return made

    def _series(self, dtype: str | None, values: Any) -> Any:
        if dtype is None:
            return self.pandas.Series(values)
        if dtype.startswith("datetime64"):
            return self.pandas.to_datetime(self.pandas.Series(values)).astype(dtype)
        return self.pandas.Series(values, dtype=dtype)


def _name(name: Any) -> Any:
    return tuple(name) if isinstance(name, list) else name


def _plain(item: Any) -> Any:
    """A cell as a plain value: dates as ISO text, NumPy scalars as Python numbers; else itself, which the wire may refuse."""
    if type(item) in (str, int, float, bool, type(None)):
        return item
    if type(item) is tuple:
        return tuple(_plain(part) for part in item)
    if hasattr(type(item), "isoformat"):
        return item.isoformat()
    if type(item).__module__ == "numpy":
        return item.item()
    return item
