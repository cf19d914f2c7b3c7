import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from greenroom.kernel.rating import Interval, Rating, Signal
from greenroom.kernel.score import (
    Grade,
    GraderName,
    PointMark,
    PointVerdict,
    Score,
    SignalMark,
    Span,
    Unscored,
    UnscoredReason,
    from_json,
    to_json,
)

shares = st.integers(0, 10_000).map(lambda number: number / 10_000)
levels = st.integers(10_000, 40_000).map(lambda number: number / 10_000)
spans = st.builds(lambda start, length: Span(start, start + length), st.integers(0, 10**6), st.integers(1, 10**4))
some_spans = st.lists(spans, min_size=1, max_size=3).map(tuple)
names = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12)
graders = st.builds(GraderName, names, names)


def intervals(numbers: st.SearchStrategy[float]) -> st.SearchStrategy[Interval]:
    return st.tuples(numbers, numbers).map(lambda pair: Interval(min(pair), max(pair)))


missed = st.builds(PointMark, names, st.just(PointVerdict.MISS), shares)
found = st.builds(PointMark, names, st.sampled_from([verdict for verdict in PointVerdict if verdict != "miss"]), shares, some_spans)
marks = st.lists(missed | found, max_size=4).map(tuple)


@st.composite
def signal_marks(draw: st.DrawFn, signal: Signal) -> SignalMark:
    if draw(st.booleans()):
        return SignalMark(signal, None, None, draw(names))
    return SignalMark(signal, draw(st.sampled_from(Rating)), draw(intervals(levels)), draw(names), draw(some_spans))


signals = st.fixed_dictionaries({signal: signal_marks(signal) for signal in Signal})
scores = st.builds(Score, shares, intervals(shares), marks, marks, signals, graders)
unscored = st.builds(Unscored, st.sampled_from(UnscoredReason), names, graders)


@settings(deadline=None)
@given(scores | unscored)
def test_a_grade_comes_back_from_json(grade: Grade) -> None:
    assert from_json(json.loads(json.dumps(to_json(grade)))) == grade


@settings(deadline=None)
@given(scores | unscored)
def test_the_json_form_has_the_same_keys_whatever_the_grade(grade: Grade) -> None:
    data = to_json(grade)
    assert list(data) == ["status", "score", "interval", "reason", "reason_code", "grader", "points", "misconceptions", "signals"]
    assert set(data["signals"]) == {signal.value for signal in Signal}


@settings(deadline=None)
@given(unscored)
def test_unscored_shows_no_digit(grade: Unscored) -> None:
    data = to_json(grade)
    assert (data["status"], data["score"], data["interval"]) == ("unscored", None, None)
    assert all(mark["rating"] is None and mark["interval"] is None for mark in data["signals"].values())


def test_numbers_are_rounded_to_four_places() -> None:
    signals = {signal: SignalMark(signal, None, None, "not asked") for signal in Signal}
    data = to_json(Score(1 / 3, Interval(0.123456, 2 / 3), (), (), signals, GraderName("test", "1")))
    assert (data["score"], data["interval"]) == (0.3333, [0.1235, 0.6667])


@pytest.mark.parametrize(("start", "end"), [(0, 0), (3, 2), (-1, 2)])
def test_a_span_is_not_empty_and_not_negative(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="start < end"):
        Span(start, end)


@pytest.mark.parametrize("verdict", ["hit", "partial", "contradicted"])
def test_no_span_no_point(verdict: str) -> None:
    with pytest.raises(ValueError, match="without evidence"):
        PointMark("a", PointVerdict(verdict), 0.9)
    assert PointMark("a", PointVerdict.MISS, 0.1).evidence == ()


@pytest.mark.parametrize("probability", [-0.1, 1.1, float("nan")])
def test_a_probability_is_a_share(probability: float) -> None:
    with pytest.raises(ValueError, match="probability"):
        PointMark("a", PointVerdict.MISS, probability)


@pytest.mark.parametrize(("rating", "interval"), [(Rating.WEAK, None), (None, Interval(1, 2))])
def test_a_rating_and_its_interval_come_together(rating: Rating | None, interval: Interval | None) -> None:
    with pytest.raises(ValueError, match="rating comes with an interval"):
        SignalMark(Signal.COLLABORATION, rating, interval, "")


@pytest.mark.parametrize("broken", [{}, {"status": "scored", "grader": {"name": "a", "version": "1"}}])
def test_what_is_no_grade_is_refused(broken: dict[str, Any]) -> None:
    with pytest.raises(KeyError):
        from_json(broken)
