from interviewing_stage import CONTRADICTED, HIT, PARTIAL, QUESTIONS, Play, score, unscored, verdict

from greenroom.interviewing.fixes import Fix, fixes
from greenroom.interviewing.scoring import results
from greenroom.judging.verdict import Verdict, VerdictCode
from greenroom.kernel.score import PointVerdict, Span

ALL_HIT = {"noise": HIT, "gap": HIT, "fix": HIT, "data": HIT}


def found(play: Play) -> tuple[Fix, ...]:
    return fixes(results(play.state, QUESTIONS))


def passed(play: Play, slots: int) -> Play:
    """Answers ``slots`` questions without a fault."""
    for _ in range(slots):
        slot = play.turn.slot
        while play.state.open_turn is not None and play.turn.slot == slot:
            play.answer("x", score(ALL_HIT))
    return play


def first(verdicts: dict[str, PointVerdict], probe: dict[str, PointVerdict] | None = None) -> Fix:
    answer = "it learns something odd in the data"
    spans = {id: Span(0, 18) for id in ("noise", "gap")}
    play = Play().answer(answer, score(verdicts, spans=spans))
    if probe is None:
        play.skip()
    else:
        play.answer(answer, score(probe, spans=spans))
        if play.turn.slot == 0:
            play.skip()
    return found(passed(play, 2).submit(verdict()))[0]


def test_there_are_three_at_most_and_the_dearest_comes_first() -> None:
    play = Play().answer("x", score({"noise": HIT})).skip().decline().skip().submit(verdict(VerdictCode.WA, 0, 4))
    listed = found(play)
    assert len(listed) == 3
    assert [fix.loss for fix in listed] == sorted((fix.loss for fix in listed), reverse=True)
    assert listed[0].kind == "code"


def test_different_questions_come_before_a_second_fix_for_one() -> None:
    play = Play().answer("x", score({})).skip()
    listed = found(passed(play, 1).answer("x", score({"noise": HIT, "gap": HIT})).skip().submit(verdict()))
    assert {fix.question for fix in listed} == {"overfitting", "rag"}
    assert len(listed) == 3


def test_a_faultless_round_has_nothing_to_fix() -> None:
    assert found(passed(Play(), 3).submit(verdict())) == ()


def test_a_missed_must_names_the_claim() -> None:
    fix = first({"gap": HIT, "fix": HIT, "data": HIT})
    assert fix.point == "noise"
    assert "The model learns the noise of the training set." in fix.todo
    assert fix.minutes == 5


def test_what_was_known_when_asked_is_to_be_said_unasked() -> None:
    fix = first({"gap": HIT, "fix": HIT, "data": HIT}, {"noise": HIT})
    assert fix.happened == "You knew it when asked (“it learns something”), but did not say it unasked."
    assert fix.todo.startswith("Say it in your first answer")


def test_what_was_partly_said_or_reversed_is_quoted() -> None:
    rest = {"gap": HIT, "fix": HIT, "data": HIT}
    assert first({"noise": PARTIAL, **rest}).happened == "You came near it with “it learns something”."
    assert first({"noise": CONTRADICTED, **rest}).happened == "You said the opposite: “it learns something”."


def test_a_wrong_belief_comes_with_its_correction_unless_taken_back() -> None:
    def play(back: bool) -> tuple[Fix, ...]:
        held = score({"noise": HIT, "gap": HIT, "data": HIT}, value=0.6, beliefs={"more-epochs": HIT})
        last = score({"fix": HIT}) if back else score({})
        return found(passed(Play().answer("train it longer", held).answer("x", last).skip(), 2).submit(verdict()))

    assert "Training longer makes it worse." in " ".join(fix.todo for fix in play(back=False))
    assert "misconception" not in {fix.kind for fix in play(back=True)}


def test_a_hidden_case_is_not_named() -> None:
    cases = verdict(VerdictCode.WA, 3, 2).cases
    hidden = Verdict(VerdictCode.WA, "sealed", 1.0, (*cases[:3], cases[4]))
    (fix,) = found(passed(Play(), 3).submit(hidden))
    assert fix.point is None
    assert "3 of 4 cases passed" in fix.happened
    assert "labels differ where votes tie" in fix.happened


def test_code_that_does_not_compile_says_where() -> None:
    (fix,) = found(passed(Play(), 3).submit(Verdict(VerdictCode.CE, "sealed", 1.0, (), "line 3: invalid syntax")))
    assert "line 3: invalid syntax" in fix.happened


def test_each_way_of_not_answering_has_its_own_advice() -> None:
    plays = (Play().decline(), Play().skip(), Play().answer("x", unscored()).answer("x", unscored()), Play())
    advice = {
        next(fix for fix in fixes(results(play.end().state, QUESTIONS), most=9) if fix.question == "overfitting").todo
        for play in plays
    }
    assert len(advice) == 4


def test_our_fault_is_no_fix() -> None:
    assert found(passed(Play(), 3).submit(verdict(VerdictCode.IE, 0, 2))) == ()
