from collections.abc import Sequence
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from interviewing_stage import START, Play, opened, score, unscored, verdict

from greenroom.interviewing.events import (
    Answered,
    Asked,
    Declined,
    Ended,
    EndReason,
    Event,
    Hinted,
    Judged,
    Marked,
    Opened,
    Paused,
    Purpose,
    Resumed,
    Said,
    Skipped,
    Submitted,
)
from greenroom.interviewing.state import RoundState, apply, elapsed, fold, remaining
from greenroom.judging.verdict import VerdictCode
from greenroom.kernel.errors import Conflict
from greenroom.kernel.score import UnscoredReason

ASK = Asked(START, 1, 0, "overfitting", "What is overfitting?")
QUESTION_OF = {slot: item.question for slot, item in enumerate(opened().slots)}


def at(seconds: float) -> timedelta:
    return timedelta(seconds=seconds)


def turn_of(state: RoundState) -> int:
    return len(state.turns)


def candidates(state: RoundState, seconds: int, slot: int) -> list[Event]:
    """Every kind of event, well formed for the state or a little late."""
    now = START + at(seconds)
    number = len(state.turns)
    return [
        Said(now, Purpose.TRANSITION, "Okay."),
        Asked(now, number + 1, slot, QUESTION_OF[slot], "?"),
        Answered(now, number, f"a{number}", "words"),
        Answered(now, number, f"a{number}", "words", late=True),
        Marked(now, number, f"a{number}", score({})),
        Marked(now, number, f"a{number}", unscored(UnscoredReason.GRADER_FAILED)),
        Submitted(now, number, f"f{number}", "code", True),
        Submitted(now, number, f"r{seconds}", "code", False),
        Judged(now, number, f"f{number}", verdict()),
        Judged(now, number, f"f{number}", verdict(VerdictCode.IE)),
        Hinted(now, number, state.hints_of(slot) + 1, "hint"),
        Declined(now, number),
        Skipped(now, number),
        Paused(now),
        Resumed(now),
        Ended(now, EndReason.LEARNER),
    ]


steps = st.lists(st.tuples(st.integers(0, 15), st.integers(-500, 4000), st.integers(0, 3)), max_size=60)


def played(choices: Sequence[tuple[int, int, int]]) -> list[Event]:
    """A log made by trying one event after another and keeping those that the state takes."""
    log: list[Event] = [opened()]
    state = fold(log)
    for which, seconds, slot in choices:
        event = candidates(state, seconds, slot)[which]
        try:
            state = apply(state, event)
        except Conflict:
            continue
        log.append(event)
    return log


@given(steps)
@settings(max_examples=150, deadline=None)
def test_every_log_that_was_accepted_keeps_the_invariants(choices: Sequence[tuple[int, int, int]]) -> None:
    log = played(choices)
    before: RoundState | None = None
    for event in log:
        state = apply(before, event)
        assert [turn.number for turn in state.turns] == list(range(1, len(state.turns) + 1))
        assert [turn.slot for turn in state.turns] == sorted(turn.slot for turn in state.turns)
        assert sum(not turn.given for turn in state.turns) <= 1
        assert all(sum(attempt.final for attempt in turn.attempts) <= 1 for turn in state.turns)
        assert all(state.hints_of(slot) <= 3 for slot in range(4))
        assert (state.waiting_for == "learner") == (state.open_turn is not None)
        if before is not None:
            assert elapsed(state, event.at) >= elapsed(before, before.clock.read_at) >= 0
            assert len(state.turns) >= len(before.turns)
        assert remaining(state, event.at) >= 0
        before = state


@given(steps, st.integers(1, 60))
@settings(max_examples=100, deadline=None)
def test_resuming_from_a_prefix_comes_to_the_same_state(choices: Sequence[tuple[int, int, int]], cut: int) -> None:
    log = played(choices)
    state = fold(log[:cut])
    for event in log[cut:]:
        state = apply(state, event)
    assert state == fold(log)


@given(st.lists(st.integers(-5000, 5000), max_size=20))
def test_elapsed_is_never_negative_whatever_the_clock_of_the_machine_does(jumps: list[int]) -> None:
    state = fold([opened()])
    ran = 0.0
    for jump in jumps:
        now = START + at(jump)
        assert elapsed(state, now) >= ran
        state = apply(state, Said(now, Purpose.TRANSITION, "."))
        ran = elapsed(state, now)


def test_a_clock_set_back_an_hour_costs_and_gives_nothing() -> None:
    state = fold([opened(), Said(START + at(100), Purpose.GREETING, "."), Said(START - at(3500), Purpose.TRANSITION, ".")])
    assert elapsed(state, START - at(3500)) == 100
    assert elapsed(state, START - at(3440)) == 160


def test_pauses_do_not_count() -> None:
    state = fold([opened(), ASK, Paused(START + at(60))])
    assert elapsed(state, START + at(4000)) == 60
    state = apply(state, Resumed(START + at(4000)))
    assert elapsed(state, START + at(4030)) == 90
    assert remaining(state, START + at(4030)) == 30 * 60 - 90


def test_the_clock_stands_still_after_the_end() -> None:
    state = fold([opened(), ASK, Ended(START + at(300), EndReason.LEARNER)])
    assert elapsed(state, START + at(9000)) == 300
    assert state.ended is EndReason.LEARNER


def test_remaining_stops_at_zero() -> None:
    assert remaining(fold([opened()]), START + at(99_999)) == 0.0


def test_a_second_answer_is_refused_and_says_so() -> None:
    state = fold([opened(), ASK, Answered(START, 1, "a1", "first")])
    with pytest.raises(Conflict, match="answered already"):
        apply(state, Answered(START, 1, "a2", "second"))
    reply = state.turns[0].reply
    assert reply is not None
    assert reply.text == "first"


def test_a_second_final_submission_is_refused() -> None:
    ask = Asked(START, 1, 3, "knn-from-scratch", "Write it.")
    state = fold([opened(), ask, Submitted(START, 1, "s1", "one", True)])
    with pytest.raises(Conflict, match="submitted already"):
        apply(state, Submitted(START, 1, "s2", "two", True))
    final = state.turns[0].final
    assert final is not None
    assert final.source == "one"


def test_runs_leave_the_question_open_and_one_run_at_a_time() -> None:
    ask = Asked(START, 1, 3, "knn-from-scratch", "Write it.")
    state = fold([opened(), ask, Submitted(START, 1, "r1", "one", False)])
    assert state.waiting_for == "learner"
    with pytest.raises(Conflict, match="not done yet"):
        apply(state, Submitted(START, 1, "r2", "two", False))
    state = apply(state, Submitted(START, 1, "s1", "two", True))
    assert state.waiting_for == "judge"


@pytest.mark.parametrize(
    ("log", "waiting"),
    [
        ([], None),
        ([ASK], "learner"),
        ([ASK, Answered(START, 1, "a1", "x")], "grader"),
        ([ASK, Answered(START, 1, "a1", "x"), Marked(START, 1, "a1", unscored())], None),
        ([ASK, Answered(START, 1, "a1", "x"), Ended(START, EndReason.TIME)], "grader"),
        ([ASK, Declined(START, 1)], None),
        ([ASK, Ended(START, EndReason.LEARNER)], None),
    ],
)
def test_who_has_to_act(log: list[Event], waiting: str | None) -> None:
    assert fold([opened(), *log]).waiting_for == waiting


def test_a_grade_may_come_after_the_end_but_nothing_else() -> None:
    state = fold([opened(), ASK, Answered(START, 1, "a1", "x", True), Ended(START, EndReason.TIME)])
    assert apply(state, Marked(START, 1, "a1", score({}))).turns[0].grade is not None
    for event in (Answered(START, 1, "a1", "x"), Paused(START), Said(START, Purpose.CLOSING, "."), Ended(START, EndReason.TIME)):
        with pytest.raises(Conflict, match="over"):
            apply(state, event)


def test_a_second_grade_is_refused_unless_the_first_was_our_failure() -> None:
    given_: list[Event] = [opened(), ASK, Answered(START, 1, "a1", "x")]
    failed = Marked(START, 1, "a1", unscored(UnscoredReason.GRADER_FAILED))
    good = Marked(START, 1, "a1", score({}))
    assert fold([*given_, failed, good]).turns[0].grade == good.grade
    with pytest.raises(Conflict, match="graded already"):
        fold([*given_, good, failed])


def test_an_internal_error_of_the_judge_may_be_replaced_by_a_verdict() -> None:
    ask = Asked(START, 1, 3, "knn-from-scratch", "Write it.")
    log: list[Event] = [opened(), ask, Submitted(START, 1, "s1", "x", True), Judged(START, 1, "s1", verdict(VerdictCode.IE))]
    state = apply(fold(log), Judged(START, 1, "s1", verdict()))
    with pytest.raises(Conflict, match="verdict already"):
        apply(state, Judged(START, 1, "s1", verdict()))


def test_a_paused_round_takes_a_late_draft_but_no_answer() -> None:
    state = fold([opened(), ASK, Paused(START)])
    with pytest.raises(Conflict, match="paused"):
        apply(state, Answered(START, 1, "a1", "x"))
    assert apply(state, Answered(START, 1, "a1", "x", late=True)).turns[0].given


@pytest.mark.parametrize(
    "event",
    [
        Asked(START, 2, 0, "overfitting", "?"),
        Asked(START, 1, 9, "overfitting", "?"),
        Asked(START, 1, 1, "overfitting", "?"),
        Answered(START, 1, "a", "x"),
        Marked(START, 1, "a", unscored()),
        Judged(START, 1, "s", verdict()),
        Resumed(START),
        opened(),
    ],
)
def test_what_cannot_happen_first_is_a_conflict(event: Event) -> None:
    with pytest.raises(Conflict):
        apply(fold([opened()]), event)


def test_words_and_code_are_not_mixed_up() -> None:
    with pytest.raises(Conflict, match="takes words"):
        fold([opened(), ASK, Submitted(START, 1, "s", "x", True)])
    with pytest.raises(Conflict, match="takes code"):
        fold([opened(), Asked(START, 1, 3, "knn-from-scratch", "?"), Answered(START, 1, "a", "x")])


def test_an_empty_log_and_a_log_without_opening_are_refused() -> None:
    with pytest.raises(Conflict, match="never opened"):
        fold([])
    with pytest.raises(Conflict, match="never opened"):
        fold([ASK])


def test_a_hint_clicked_twice_counts_once() -> None:
    state = fold([opened(), ASK, Hinted(START, 1, 1, "a")])
    with pytest.raises(Conflict, match="not the next one"):
        apply(state, Hinted(START, 1, 1, "a"))


def test_hints_stop_at_three_rungs_over_all_turns_of_a_question() -> None:
    play = Play().hint().hint().answer("thin", unscored()).hint()
    with pytest.raises(Conflict, match="had all 3"):
        play.hint()
    assert play.state.hints_of(0) == 3


def test_the_agenda_never_goes_back() -> None:
    state = fold([opened(), Asked(START, 1, 2, "rag", "?"), Skipped(START, 1)])
    with pytest.raises(Conflict, match="no slot 1"):
        apply(state, Asked(START, 2, 1, "attention", "?"))


def test_there_is_no_fourth_rung() -> None:
    hints: list[Event] = [Hinted(START, 1, rung, "a") for rung in (1, 2, 3)]
    state = fold([opened(), ASK, *hints])
    with pytest.raises(Conflict, match="3 of 3 were taken"):
        apply(state, Hinted(START, 1, 4, "a"))


def test_an_answer_is_kept_as_it_was_typed() -> None:
    nasty = "\x00<script>alert(1)</script>\u202e" + "x" * 200_000
    reply = fold([opened(), ASK, Answered(START, 1, "a1", nasty)]).turns[0].reply
    assert reply is not None
    assert reply.text == nasty


def test_opened_is_first() -> None:
    assert isinstance(Play().log[0], Opened)
