"""What the signals are read from, and the form of their guides."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from greenroom.bank.question import Kind
from greenroom.grading.calibrate import Calibrated
from greenroom.grading.segments import WORDS, Sentence
from greenroom.grading.star import Story
from greenroom.kernel.rating import Interval, Rating, Signal
from greenroom.kernel.score import PointMark, SignalMark, Span

FEWEST_WORDS: Final = 25  # below this an answer shows too little of how a person thinks or speaks
MOST_SPANS: Final = 6


@dataclass(frozen=True, slots=True)
class Guide:
    """``definition`` in one sentence; ``anchors``: what an answer of each rating does."""

    definition: str
    anchors: Mapping[Rating, str]


@dataclass(frozen=True, slots=True)
class Basis:
    """One graded answer. ``places`` are the raw spans of the ``sentences``; ``bearing`` says of each, 0..1, how much it bears on
    the question; ``flow`` is the mean nearness of neighbouring sentences, None with fewer than three."""

    kind: Kind
    sentences: tuple[Sentence, ...]
    places: tuple[Span, ...]
    bearing: tuple[float, ...]
    flow: float | None
    content: Calibrated
    points: tuple[PointMark, ...]
    misconceptions: tuple[PointMark, ...]
    story: Story

    @property
    def words(self) -> int:
        return sum(len(WORDS.findall(sentence.text)) for sentence in self.sentences)

    def where(self, pattern: re.Pattern[str]) -> list[int]:
        """The sentences, by index, in whose lower-case text the pattern is found."""
        return [index for index, sentence in enumerate(self.sentences) if pattern.search(sentence.text.lower())]

    def spans(self, indices: Sequence[int]) -> tuple[Span, ...]:
        """The places of some sentences, in order, each once, at most six."""
        return tuple(self.places[index] for index in sorted(set(indices))[:MOST_SPANS])


def rated(signal: Signal, level: float, doubt: float, reason: str, evidence: tuple[Span, ...]) -> SignalMark:
    """A rating from a ``level`` on the 1 to 4 scale, ``doubt`` being half the width of its 90% interval."""
    level = min(4.0, max(1.0, level))
    return SignalMark(signal, Rating.nearest(level), Interval(level - doubt, level + doubt).clamped(1.0, 4.0), reason, evidence)


def unscored(signal: Signal, reason: str) -> SignalMark:
    return SignalMark(signal, None, None, reason)


def listed(items: Sequence[str]) -> str:
    """Words joined as in a sentence."""
    return items[0] if len(items) == 1 else ", ".join(items[:-1]) + " and " + items[-1] if items else "nothing"
