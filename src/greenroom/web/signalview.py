"""The four signals as a picture and in words."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.safestring import SafeString

from greenroom.interviewing.signals import SignalReport
from greenroom.kernel.rating import Rating, Signal
from greenroom.kernel.score import SignalMark
from greenroom.web.picture import RATING, interval_bar


@dataclass(frozen=True, slots=True)
class SignalRow:
    """``words`` is the rating, or ``unscored``; ``bar`` is None for the latter, and then nothing shows a digit."""

    name: str
    words: str
    reason: str
    bar: SafeString | None
    spread: str = ""


_ORDER = (Signal.TECHNICAL_ACCURACY, Signal.REASONING_DEPTH, Signal.COMMUNICATION_CLARITY, Signal.COLLABORATION)


def signal_rows(marks: Iterable[SignalMark | SignalReport]) -> list[SignalRow]:
    """One row a signal, of an answer or of a round, in the order that a debrief reads them."""
    return [_row(mark) for mark in sorted(marks, key=lambda mark: _ORDER.index(mark.signal))]


def _row(mark: SignalMark | SignalReport) -> SignalRow:
    name = mark.signal.words
    if mark.rating is None or mark.interval is None:
        return SignalRow(name, "unscored", mark.reason, None)
    low, high = Rating.nearest(mark.interval.low).words, Rating.nearest(mark.interval.high).words
    spread = f"90% sure: {low}" if low == high else f"90% sure: {low} to {high}"
    label = f"{name}: {mark.rating.words}, {spread}"
    # The tick stands in the middle of the band, unless clamping at an end of the scale has moved that under another word.
    middle = mark.interval.middle
    tick = middle if Rating.nearest(middle) is mark.rating else float(mark.rating)
    return SignalRow(name, mark.rating.words, mark.reason, interval_bar(tick, mark.interval, RATING, label), spread)
