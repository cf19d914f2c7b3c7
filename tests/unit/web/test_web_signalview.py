import re

from greenroom.kernel.rating import Interval, Rating, Signal
from greenroom.kernel.score import SignalMark
from greenroom.web.signalview import signal_rows


def mark(signal: Signal, rating: Rating | None, interval: Interval | None, reason: str = "") -> SignalMark:
    return SignalMark(signal, rating, interval, reason)


def test_an_unscored_signal_shows_no_picture_and_no_digit() -> None:
    row = signal_rows([mark(Signal.COLLABORATION, None, None, "nothing called for it")])[0]
    assert (row.words, row.bar, row.spread) == ("unscored", None, "")
    assert not re.search(r"\d", row.words + row.reason)


def test_the_order_is_that_of_a_debrief() -> None:
    rows = signal_rows([mark(signal, None, None) for signal in sorted(Signal)])
    assert [row.name for row in rows] == ["technical accuracy", "reasoning depth", "communication clarity", "collaboration"]


def test_the_picture_has_its_words() -> None:
    row = signal_rows([mark(Signal.REASONING_DEPTH, Rating.WEAK, Interval(1.2, 2.7))])[0]
    assert row.spread == "90% sure: very weak to strong"
    assert 'aria-label="reasoning depth: weak, 90% sure: very weak to strong"' in str(row.bar)


def test_the_tick_never_stands_under_another_word() -> None:
    row = signal_rows([mark(Signal.TECHNICAL_ACCURACY, Rating.VERY_WEAK, Interval(1.0, 2.4))])[0]
    found = re.search(r'<svg x="([\d.]+)%"', str(row.bar))
    assert found is not None
    assert float(found.group(1)) < 16.67
