"""What is wrong with a returned value: a category that may always be told, and details that show data."""

from dataclasses import dataclass
from enum import StrEnum


class Category(StrEnum):
    TYPE = "type"
    SHAPE = "shape"
    DTYPE = "dtype"
    NAN = "nan"
    VALUE = "value"
    CLOSE = "close"
    TRANSPOSED = "transposed"
    ORDER = "order"
    LENGTH = "length"
    OFF_BY_ONE = "off-by-one"
    COLUMNS = "columns"
    INDEX = "index"
    KEYS = "keys"

    @property
    def words(self) -> str:
        """The category in words that give away no data."""
        return {
            "type": "the result has the wrong type",
            "shape": "the result has the wrong shape",
            "dtype": "the result has the wrong dtype",
            "nan": "NaN or infinity is where a number is due, or the other way round",
            "value": "some values are wrong",
            "close": "some values are near but outside the tolerance: look for rounding or an unstable formula",
            "transposed": "the result is transposed",
            "order": "the right values are in the wrong order",
            "length": "the result has the wrong length",
            "off-by-one": "the result is one element too long or too short",
            "columns": "the result has the wrong columns",
            "index": "the index is wrong",
            "keys": "the keys are wrong",
        }[self.value]


@dataclass(frozen=True, slots=True)
class Difference:
    """``details`` names places and values: for visible cases only."""

    category: Category
    details: str
