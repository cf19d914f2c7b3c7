import pytest
from hypothesis import given
from hypothesis import strategies as st
from interviewing_stage import CONTRADICTED, HIT, MISS, PARTIAL, QUESTIONS, Play, score, unscored, verdict

from greenroom.interviewing.events import EndReason
from greenroom.interviewing.scoring import AFTER_PROBE, HINT_COST, Outcome, QuestionScore, results
from greenroom.judging.verdict import CaseResult, Verdict, VerdictCode
from greenroom.kernel.score import PointVerdict, UnscoredReason

verdicts = st.dictionaries(st.sampled_from(["noise", "gap", "fix", "data"]), st.sampled_from(list(PointVerdict)))


def of(play: Play, slot: int = 0) -> QuestionScore:
    return results(play.state, QUESTIONS)[slot].score


@given(verdicts)
def test_one_answer_scores_what_the_grader_gave(marks: dict[str, PointVerdict]) -> None:
    graded = score(marks)
    found = of(Play().answer("x", graded).skip()) if marks.get("noise") is not HIT else of(Play().answer("x", graded))
    assert found.value == pytest.approx(graded.value)
    assert found.interval == graded.interval.clamped(0, 1)


def test_a_point_said_only_when_asked_counts_at_the_stated_share() -> None:
    found = of(Play().answer("x", score({"gap": HIT})).answer("noise", score({"noise": HIT})))
    assert found.value == pytest.approx(0.25 + AFTER_PROBE * 2 / 4)
    noise = found.points[0]
    assert (noise.first, noise.verdict, noise.after_probe, noise.turn) == (MISS, HIT, True, 2)


def test_half_a_point_made_whole_when_asked() -> None:
    found = of(Play().answer("x", score({"gap": HIT, "noise": PARTIAL})).answer("noise", score({"noise": HIT})))
    assert found.value == pytest.approx(0.5 + AFTER_PROBE * 0.5 * 2 / 4)
    assert [item.turn for item in found.points[0].evidence] == [1, 2]


def test_saying_the_same_point_again_adds_nothing() -> None:
    first = of(Play().answer("x", score({"gap": HIT})))
    again = of(Play().answer("x", score({"gap": HIT})).answer("y", score({"gap": HIT})))
    assert again.value == first.value


def test_taking_a_point_back_costs_it() -> None:
    found = of(Play().answer("x", score({"gap": HIT, "fix": HIT})).answer("y", score({"gap": CONTRADICTED})))
    assert found.value == pytest.approx(0.25)
    assert found.points[1].verdict is CONTRADICTED


def test_a_wrong_belief_taken_back_costs_nothing_in_the_end() -> None:
    held = score({"gap": HIT}, value=0.10, beliefs={"more-epochs": HIT})
    kept = of(Play().answer("x", held).answer("y", score({})))
    back = of(Play().answer("x", held).answer("y", score({}, beliefs={"more-epochs": CONTRADICTED})))
    assert kept.value == pytest.approx(0.10)
    assert back.value == pytest.approx(0.25)
    assert [belief.corrected for belief in (*kept.beliefs, *back.beliefs)] == [False, True]


def test_a_belief_gives_back_no_more_than_it_took() -> None:
    held = score({}, value=0.0, beliefs={"more-epochs": HIT})
    assert of(Play().answer("x", held).answer("y", score({}, beliefs={"more-epochs": CONTRADICTED}))).value == 0.0


def test_a_belief_is_also_taken_back_by_hitting_the_point_it_contradicts() -> None:
    held = score({}, value=0.0, beliefs={"more-epochs": HIT})
    assert of(Play().answer("x", held).answer("y", score({"fix": HIT}))).beliefs[0].corrected


def test_a_new_wrong_belief_in_a_follow_up_costs() -> None:
    found = of(Play().answer("x", score({"gap": HIT})).answer("y", score({}, beliefs={"more-epochs": HIT})))
    assert found.value == pytest.approx(0.25 - 0.15)


def test_hints_cost_their_share_each() -> None:
    plain = of(Play().answer("x", score({"noise": HIT})))
    hinted = of(Play().hint().hint().answer("x", score({"noise": HIT})))
    assert plain.value is not None
    assert hinted.value == pytest.approx(plain.value * (1 - 2 * HINT_COST))
    assert hinted.hints == 2


def test_after_a_thin_first_answer_everything_counts_at_the_lower_share() -> None:
    found = of(Play().answer("hm", unscored()).answer("x", score({"noise": HIT, "gap": HIT})))
    assert found.value == pytest.approx(AFTER_PROBE * 3 / 4)


@given(verdicts, verdicts, st.integers(0, 3))
def test_a_score_stays_in_range_within_its_interval(one: dict[str, PointVerdict], two: dict[str, PointVerdict], hints: int) -> None:
    play = Play()
    for _ in range(hints):
        play.hint()
    play.answer("x", score(one))
    if play.turn.slot == 0:
        play.answer("y", score(two))
    found = of(play)
    assert found.value is not None
    assert found.interval is not None
    assert 0 <= found.interval.low <= found.value <= found.interval.high <= 1


@pytest.mark.parametrize(
    ("play", "outcome"),
    [
        (lambda: Play().decline(), Outcome.DECLINED),
        (lambda: Play().skip(), Outcome.SKIPPED),
        (lambda: Play().answer("x", unscored()).answer("x", unscored()), Outcome.UNSCORED),
        (lambda: Play().answer("x", unscored()).decline(), Outcome.DECLINED),
        (lambda: Play().answer("x", unscored()).skip(), Outcome.SKIPPED),
        (lambda: Play().answer("x", score({})).decline(), Outcome.SCORED),
        (lambda: Play().answer("x", score({})).skip(), Outcome.SCORED),
        (lambda: Play().answer("x", score({})).answer("y", unscored()), Outcome.SCORED),
        (lambda: Play().answer("x", unscored(UnscoredReason.GRADER_FAILED)), Outcome.FAULT),
        (lambda: Play().answer("x", score({})).answer("y", unscored(UnscoredReason.GRADER_FAILED)), Outcome.SCORED),
        (lambda: Play().end(), Outcome.NOT_ANSWERED),
    ],
)
def test_what_became_of_a_question(play: object, outcome: Outcome) -> None:
    found = of(play())  # type: ignore[operator]
    assert found.outcome is outcome
    assert (found.value is None) == (outcome is not Outcome.SCORED)
    assert bool(found.reason) == (outcome is not Outcome.SCORED)


def test_a_question_never_asked_was_not_reached() -> None:
    assert of(Play().end(EndReason.TIME), 2).outcome is Outcome.NOT_REACHED


def code(result: Verdict) -> QuestionScore:
    return of(Play().skip().skip().skip().submit(result), 3)


def test_code_is_the_share_of_cases_passed() -> None:
    assert code(verdict(VerdictCode.AC, 4)).value == 1.0
    assert code(verdict(VerdictCode.WA, 3, 1)).value == pytest.approx(0.75)
    assert code(Verdict(VerdictCode.CE, "sealed", 1.0, (), "line 3")).value == 0.0


def test_our_failure_in_the_judge_counts_neither_way() -> None:
    assert code(verdict(VerdictCode.IE, 0, 2)).outcome is Outcome.FAULT
    codes = (VerdictCode.WA, VerdictCode.AC, VerdictCode.IE)
    cases = tuple(CaseResult(code.value, code, True, "x") for code in codes)
    assert code(Verdict(VerdictCode.WA, "sealed", 1.0, cases)).value == pytest.approx(0.5)


def test_runs_alone_are_no_submission() -> None:
    play = Play().skip().skip().skip().submit(verdict(), final=False).end()
    assert of(play, 3).outcome is Outcome.NOT_ANSWERED
