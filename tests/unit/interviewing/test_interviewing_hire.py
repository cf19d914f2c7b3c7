import pytest
from hypothesis import given
from hypothesis import strategies as st
from interviewing_stage import HIT, QUESTIONS, Play, score, unscored, verdict

from greenroom.interviewing.debrief import Debrief, debrief
from greenroom.interviewing.hire import Hire, Shown, decide, demands
from greenroom.judging.verdict import VerdictCode
from greenroom.kernel.rating import Rating, Signal
from greenroom.kernel.score import UnscoredReason
from greenroom.kernel.track import Stage

T, R, C, K = Signal.TECHNICAL_ACCURACY, Signal.REASONING_DEPTH, Signal.COMMUNICATION_CLARITY, Signal.COLLABORATION
ALL = Shown(27, 0, 27, 27)
ALL_HIT = {"noise": HIT, "gap": HIT, "fix": HIT, "data": HIT}
ratings_of = st.fixed_dictionaries({signal: st.sampled_from([None, *Rating]) for signal in Signal})


def decided(technical: int | None, reasoning: int | None = None, clarity: int | None = None, shown: Shown = ALL) -> Hire | None:
    ratings = {T: technical, R: reasoning, C: clarity, K: None}
    given_ = {signal: None if level is None else Rating(level) for signal, level in ratings.items()}
    return decide(given_, shown, Stage.PHONE_SCREEN)


@pytest.mark.parametrize(
    ("levels", "expected"),
    [
        ((4, 4, 4), Hire.STRONG_HIRE),
        ((4, 3, 3), Hire.HIRE),
        ((3, 3, 3), Hire.HIRE),
        ((3, 4, None), Hire.HIRE),
        ((4, 3, 2), Hire.LEAN_HIRE),
        ((2, 3, 3), Hire.LEAN_NO_HIRE),
        ((3, 2, 2), Hire.LEAN_NO_HIRE),
        ((2, 2, 2), Hire.LEAN_NO_HIRE),
        ((4, 1, 4), Hire.NO_HIRE),
        ((1, 3, 3), Hire.NO_HIRE),
        ((1, 2, 2), Hire.STRONG_NO_HIRE),
        ((1, None, None), Hire.STRONG_NO_HIRE),
        ((4, None, None), None),
        ((None, 4, 4), None),
    ],
)
def test_the_rule(levels: tuple[int | None, int | None, int | None], expected: Hire | None) -> None:
    assert decided(*levels) is expected


@pytest.mark.parametrize(
    ("shown", "expected"),
    [
        (Shown(22, 5, 27, 27), Hire.HIRE),  # not strong hire: one concept declined
        (Shown(20, 0, 27, 27), Hire.LEAN_HIRE),
        (Shown(15, 0, 27, 27), Hire.LEAN_NO_HIRE),
        (Shown(15, 12, 27, 27), Hire.LEAN_NO_HIRE),
        (Shown(13, 0, 27, 27), None),
        (Shown(10, 0, 10, 27), None),  # most of the round was lost by our fault
        (Shown(15, 0, 15, 27), Hire.STRONG_HIRE),
    ],
)
def test_what_was_not_shown_caps_the_signal(shown: Shown, expected: Hire | None) -> None:
    assert decided(4, 4, 4, shown) is expected


@given(ratings_of, st.sampled_from(list(Signal)), st.integers(0, 27), st.sampled_from([Stage.PHONE_SCREEN, Stage.RECRUITER_SCREEN]))
def test_a_better_rating_never_lowers_the_signal(
    ratings: dict[Signal, Rating | None], signal: Signal, scored: int, stage: Stage
) -> None:
    shown = Shown(scored, 0, 27, 27)
    rating = ratings[signal]
    if rating is None or rating is Rating.VERY_STRONG:
        return
    before = decide(ratings, shown, stage)
    after = decide({**ratings, signal: Rating(rating + 1)}, shown, stage)
    if before is not None and after is not None:
        assert after >= before


@given(ratings_of, st.sampled_from([5, 15, 20, 27]), st.sampled_from([(), ("Rag",)]))
def test_a_step_is_reached_just_when_it_and_those_below_ask_for_nothing_more(
    ratings: dict[Signal, Rating | None], scored: int, very_weak: tuple[str, ...]
) -> None:
    shown = Shown(scored, 27 - scored, 27, 27, ("Rag",) if scored < 27 else (), very_weak)
    signal = decide(ratings, shown, Stage.PHONE_SCREEN)
    if signal is not None:
        assert not any(demands(step, ratings, shown) for step in Hire if step <= signal)
        assert signal is Hire.STRONG_HIRE or demands(Hire(signal + 1), ratings, shown)


def report(play: Play) -> Debrief:
    return debrief(play.state, QUESTIONS)


def test_declining_everything_never_comes_out_well() -> None:
    found = report(Play().decline().decline().decline().decline())
    assert found.hire.signal is Hire.STRONG_NO_HIRE
    technical = found.signals[[item.signal for item in found.signals].index(T)]
    assert technical.rating is Rating.VERY_WEAK
    assert "declined" in technical.parts[0].reason


@pytest.mark.parametrize("reason", list(UnscoredReason))
def test_answers_that_cannot_be_scored_are_not_enough_to_say(reason: UnscoredReason) -> None:
    play = Play()
    while play.state.open_turn is not None and not play.turn.code:
        play.answer("x", unscored(reason))
    found = report(play.skip())
    assert found.hire.signal is None
    assert found.hire.words == "not enough to say"
    assert found.hire.would_change


def test_skipping_everything_is_not_enough_to_say() -> None:
    assert report(Play().skip().skip().skip().skip()).hire.signal is None


@given(st.lists(st.sampled_from(["decline", "skip"]), min_size=4, max_size=4))
def test_nobody_is_hired_who_showed_nothing(acts: list[str]) -> None:
    signal = report(Play().all_of(acts)).hire.signal
    assert signal is None or signal <= Hire.NO_HIRE


def test_a_good_round_is_a_hire_and_says_why() -> None:
    marks = {T: 4, R: 4, C: 4}
    play = Play()
    while play.state.open_turn is not None and not play.turn.code:
        play.answer("x", score(ALL_HIT, ratings=marks))
    found = report(play.submit(verdict()))
    assert found.hire.signal is Hire.STRONG_HIRE
    assert "27 of 27 minutes" in found.hire.because
    assert "Strong hire" in found.hire.rule
    assert found.hire.low is not None
    assert found.hire.low <= Hire.STRONG_HIRE


def test_code_that_was_not_accepted_is_no_strong_hire() -> None:
    play = Play()
    while not play.turn.code:
        play.answer("x", score(ALL_HIT, ratings={T: 4, R: 4, C: 4}))
    found = report(play.submit(verdict(VerdictCode.WA, 7, 1)))
    assert found.hire.signal is Hire.HIRE
    assert found.hire.would_change[0] == "Strong hire needs “KNN from scratch” accepted."


def test_what_would_have_changed_it_is_true() -> None:
    marks = {T: 3, R: 2, C: 3}
    play = Play()
    while play.state.open_turn is not None and not play.turn.code:
        play.answer("x", score({"noise": HIT, "gap": HIT}, ratings=marks))
    found = report(play.submit(verdict()))
    assert found.hire.signal is Hire.LEAN_HIRE
    assert found.hire.would_change[0] == "Hire needs reasoning depth at strong instead of weak."


def test_a_failure_of_the_judge_does_not_change_the_signal() -> None:
    def play(code: VerdictCode) -> Debrief:
        made = Play()
        while not made.turn.code:
            made.answer("x", score(ALL_HIT, ratings={T: 4, R: 3, C: 3}))
        return report(made.submit(verdict(code, 0, 4)))

    assert play(VerdictCode.IE).hire.signal is Hire.HIRE
    failed = play(VerdictCode.WA).hire
    assert failed.signal is Hire.LEAN_HIRE  # a strong mean does not hide a problem that failed altogether
    assert failed.would_change[0] == "Hire needs “KNN from scratch” better than very weak."
