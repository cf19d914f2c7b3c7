"""The scale and the four signals."""

import math
from dataclasses import dataclass
from enum import IntEnum, StrEnum


class Signal(StrEnum):
    """What an interviewer listens for."""

    REASONING_DEPTH = "reasoning_depth"
    COMMUNICATION_CLARITY = "communication_clarity"
    TECHNICAL_ACCURACY = "technical_accuracy"
    COLLABORATION = "collaboration"

    @property
    def words(self) -> str:
        return self.value.replace("_", " ")


class Rating(IntEnum):
    VERY_WEAK = 1
    WEAK = 2
    STRONG = 3
    VERY_STRONG = 4

    @property
    def words(self) -> str:
        return self.name.lower().replace("_", " ")

    @classmethod
    def nearest(cls, level: float) -> "Rating":
        """The rating nearest to a point ``level`` on the 1 to 4 scale (halves round up); out-of-range levels are clamped.

        Raises ValueError for NaN.
        """
        if math.isnan(level):
            raise ValueError("a rating level cannot be NaN")
        return cls(int(min(4.0, max(1.0, level)) + 0.5))

    @classmethod
    def level_of(cls, share: float) -> float:
        """Map a share 0..1 onto the 1..4 scale linearly."""
        return 1.0 + 3.0 * min(1.0, max(0.0, share))


@dataclass(frozen=True, slots=True)
class Interval:
    """A closed 90% interval, in the unit of the number it belongs to. Raises ValueError unless low <= high."""

    low: float
    high: float

    def __post_init__(self) -> None:
        if not self.low <= self.high:
            raise ValueError(f"an interval needs low <= high, got {self.low} and {self.high}")

    @property
    def middle(self) -> float:
        return (self.low + self.high) / 2

    def clamped(self, low: float, high: float) -> "Interval":
        return Interval(min(max(self.low, low), high), min(max(self.high, low), high))
