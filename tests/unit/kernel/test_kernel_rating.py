import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from greenroom.kernel.rating import Interval, Rating, Signal

numbers = st.floats(allow_nan=False, allow_infinity=False, width=32)


def test_there_are_four_signals_and_four_ratings() -> None:
    assert [signal.words for signal in Signal] == [
        "reasoning depth",
        "communication clarity",
        "technical accuracy",
        "collaboration",
    ]
    assert [rating.words for rating in Rating] == ["very weak", "weak", "strong", "very strong"]


@pytest.mark.parametrize(
    ("level", "rating"),
    [(1.0, 1), (1.49, 1), (1.5, 2), (2.5, 3), (3.49, 3), (3.5, 4), (4.0, 4), (-9.0, 1), (9.0, 4), (math.inf, 4)],
)
def test_nearest_rounds_halves_up_and_clamps(level: float, rating: int) -> None:
    assert Rating.nearest(level) == rating


def test_nearest_refuses_nan() -> None:
    with pytest.raises(ValueError, match="NaN"):
        Rating.nearest(math.nan)


@pytest.mark.parametrize(("share", "level"), [(0.0, 1.0), (0.5, 2.5), (1.0, 4.0), (-1.0, 1.0), (2.0, 4.0)])
def test_a_share_maps_linearly_onto_the_scale(share: float, level: float) -> None:
    assert Rating.level_of(share) == level


@settings(deadline=None)
@given(numbers, numbers)
def test_nearest_keeps_order(one: float, other: float) -> None:
    low, high = sorted((one, other))
    assert Rating.nearest(low) <= Rating.nearest(high)


@settings(deadline=None)
@given(numbers, numbers)
def test_an_interval_is_ordered(one: float, other: float) -> None:
    low, high = sorted((one, other))
    interval = Interval(low, high)
    assert interval.low <= interval.middle <= interval.high
    if low < high:
        with pytest.raises(ValueError, match="low <= high"):
            Interval(high, low)


def test_an_interval_refuses_nan() -> None:
    with pytest.raises(ValueError, match="low <= high"):
        Interval(math.nan, 1.0)


@settings(deadline=None)
@given(numbers, numbers)
def test_a_clamped_interval_lies_inside(one: float, other: float) -> None:
    clamped = Interval(min(one, other), max(one, other)).clamped(1.0, 4.0)
    assert 1.0 <= clamped.low <= clamped.high <= 4.0


def test_clamping_keeps_what_lies_inside() -> None:
    assert Interval(2.0, 3.0).clamped(1.0, 4.0) == Interval(2.0, 3.0)
    assert Interval(0.0, 3.0).clamped(1.0, 4.0) == Interval(1.0, 3.0)
