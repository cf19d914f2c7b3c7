import pytest
from interviewing_stage import CONTRADICTED, HIT, PARTIAL, QUESTIONS, START, Play, concept, opened, score, unscored, verdict

from greenroom.bank.question import Question
from greenroom.interviewing.events import Answered, Asked, Ended, EndReason, Marked, Purpose, Said, Slot, Submitted
from greenroom.interviewing.interviewer import next_moves
from greenroom.interviewing.state import fold
from greenroom.judging.verdict import VerdictCode
from greenroom.kernel.score import Span, UnscoredReason

ALL_HIT = {"noise": HIT, "gap": HIT, "fix": HIT, "data": HIT}


def said(play: Play) -> str:
    """What the interviewer said in the last moves, all of it."""
    return " ".join(move.text for move in play.moves if isinstance(move, Said | Asked))


def probe(play: Play) -> str | None:
    return play.turn.probe


def test_the_greeting_names_the_role_the_format_and_that_it_is_practice() -> None:
    play = Play()
    greeting, first = play.moves
    assert isinstance(greeting, Said)
    assert greeting.purpose is Purpose.GREETING
    for words in (
        "practice phone screen",
        "an ML engineer role",
        "30 minutes",
        "three concept questions and one coding problem",
        "aloud",
    ):
        assert words in greeting.text
    assert len(greeting.text.split()) < 90
    assert isinstance(first, Asked)
    assert first.text == QUESTIONS["overfitting"].prompt


@pytest.mark.parametrize(
    ("verdicts", "expected"),
    [
        ({"noise": HIT}, "ask-gap"),
        ({"gap": HIT}, "ask-noise"),
        ({}, "ask-noise"),  # the heavier must first
        ({"noise": PARTIAL, "gap": HIT}, "ask-noise"),
        ({"noise": CONTRADICTED, "gap": HIT}, "ask-noise"),
        ({"noise": HIT, "gap": HIT}, "ask-fix"),
        ({"noise": HIT, "gap": HIT, "fix": HIT}, "ask-noise-deep"),
    ],
)
def test_the_probe_is_chosen_by_what_was_missed(verdicts: dict[str, object], expected: str) -> None:
    play = Play().answer("It learns noise in the data.", score(verdicts))  # type: ignore[arg-type]
    assert probe(play) == expected


def test_a_second_probe_goes_to_the_next_gap_and_there_is_no_third() -> None:
    play = Play().answer("Hm, well.", score({}))
    assert probe(play) == "ask-noise"
    play.answer("The noise.", score({"noise": HIT}))
    assert probe(play) == "ask-gap"
    play.answer("Low, then high.", score({}))
    assert play.turn.slot == 1


def test_a_point_that_was_hit_when_probed_may_be_probed_deeper() -> None:
    play = Play().answer("x y", score({"gap": HIT, "fix": HIT})).answer("The noise.", score({"noise": HIT}))
    assert probe(play) == "ask-noise-deep"


def test_a_probe_that_failed_is_not_probed_deeper() -> None:
    play = Play().answer("x y", score({"gap": HIT, "fix": HIT})).answer("No idea really.", score({}))
    assert probe(play) != "ask-noise-deep"


def test_the_bridge_quotes_what_was_partly_said() -> None:
    answer = "I would say it learns a bit of the noise in the data. That is all."
    span = Span(answer.index("it learns"), answer.index("noise") + 3)  # ends within a word
    play = Play().answer(answer, score({"noise": PARTIAL, "gap": HIT}, spans={"noise": span}))
    assert "You said “it learns a bit of the noise”." in said(play)
    assert said(play).endswith("What exactly does the model learn that it should not?")


def test_the_bridge_without_evidence_quotes_nothing() -> None:
    assert "You said" not in said(Play().answer("Hm.", score({})))


@pytest.mark.parametrize(
    "nasty",
    [
        "<script>alert(1)</script>",
        "![x](http://evil.example/x.png)",
        "see evil.com now",
        "\x1b[31mred",
        "a\u202eb",
        "`code`",
        "a_b*c*",
        "\x00",
    ],
)
def test_markup_links_and_control_characters_are_never_repeated(nasty: str) -> None:
    play = Play().answer(nasty, score({"noise": PARTIAL, "gap": HIT}, spans={"noise": Span(0, len(nasty))}))
    assert "You said" not in said(play)


def test_a_thin_answer_is_asked_another_way_once() -> None:
    play = Play().answer("Hm.", unscored())
    assert said(play).startswith("Let me ask it another way.")
    assert probe(play) == "ask-noise"
    play.answer("Hm.", unscored())
    assert play.turn.slot == 1


@pytest.mark.parametrize("reason", [reason for reason in UnscoredReason if reason is not UnscoredReason.GRADER_FAILED])
def test_every_reason_of_the_answer_gets_the_second_chance(reason: UnscoredReason) -> None:
    assert Play().answer("x", unscored(reason)).turn.slot == 0


def test_a_failure_of_ours_is_said_and_not_asked_again() -> None:
    play = Play().answer("Fine words.", unscored(UnscoredReason.GRADER_FAILED))
    assert "our fault" in said(play)
    assert play.turn.slot == 1


def test_a_question_without_probes_is_asked_again_in_its_own_words() -> None:
    bare = concept("bare")
    assert bare.rubric is not None
    bare = bare.model_copy(update={"rubric": bare.rubric.model_copy(update={"probes": ()})})
    play = Play((Slot("bare", bare.kind, 5), Slot("rag", bare.kind, 5)), questions={"bare": bare, "rag": concept("rag")})
    play.answer("Hm.", unscored())
    assert said(play) == "Let me ask it another way. What is bare?"
    play.answer("Noise.", score({"noise": HIT}))
    assert play.turn.question == "rag"


def test_a_decline_is_met_kindly_and_without_a_probe() -> None:
    play = Play().decline()
    assert play.turn.slot == 1
    assert probe(play) is None


def test_a_skip_goes_on() -> None:
    assert Play().skip().turn.slot == 1
    assert Play().answer("x", score({})).skip().turn.slot == 1


def test_an_answer_that_took_the_whole_slot_gets_no_probe_after_the_first_of_the_round() -> None:
    play = Play().answer("x", score({}))
    assert probe(play) == "ask-noise"
    play.skip()
    play.wait(290).answer("x", score({}))
    assert play.turn.slot == 2


def test_the_first_probe_of_a_round_is_asked_even_after_a_long_answer() -> None:
    assert probe(Play().wait(400).answer("x", score({}))) == "ask-noise"


def test_no_new_question_in_the_last_seconds() -> None:
    play = Play().wait(30 * 60 - 100).answer("x", score(ALL_HIT))
    assert play.state.ended is EndReason.TIME


def test_a_coding_problem_with_little_time_comes_with_a_word_about_it() -> None:
    play = Play().skip().skip().wait(30 * 60 - 340).skip()
    assert "We have about" in said(play)
    assert play.turn.code


def test_time_runs_out_while_a_grade_is_due() -> None:
    play = Play()
    play.wait(1801).put(Answered(play.now, 1, "a1", "late words", late=True))
    closing, ended = play.moves
    assert isinstance(closing, Said)
    assert closing.purpose is Purpose.CLOSING
    assert isinstance(ended, Ended)
    assert ended.reason is EndReason.TIME
    assert play.put(Marked(play.now, 1, "a1", score({}))).moves == []


def test_an_open_question_waits_for_its_draft_when_the_time_is_up() -> None:
    play = Play().wait(5000)
    assert next_moves(play.state, QUESTIONS, play.now) == ()


def test_a_pause_makes_the_interviewer_wait() -> None:
    play = Play()
    play.wait(40).put(Answered(play.now, 1, "a1", "x")).pause()
    assert play.put(Marked(play.now, 1, "a1", score({}))).moves == []
    assert probe(play.wait(9999).resume()) == "ask-noise"


def test_nothing_is_said_while_the_grader_or_the_judge_works() -> None:
    play = Play()
    assert play.wait(9).put(Answered(play.now, 1, "a1", "x")).moves == []
    play = Play().skip().skip().skip()
    assert play.wait(9).put(Submitted(play.now, 4, "s", "x", True)).moves == []


@pytest.mark.parametrize("code", list(VerdictCode))
def test_the_word_on_a_verdict_tells_no_hidden_case(code: VerdictCode) -> None:
    play = Play().skip().skip().skip().submit(verdict(code, 3, 0 if code is VerdictCode.AC else 2))
    text = said(play)
    assert "ties" not in text
    assert "votes" not in text
    assert ("our fault" in text) == (code is VerdictCode.IE)
    assert play.state.ended is EndReason.FINISHED


def test_a_run_moves_nothing() -> None:
    play = Play().skip().skip().skip().submit(verdict(), final=False)
    assert play.moves == []
    assert play.turn.code


def test_when_every_slot_is_done_the_round_is_closed() -> None:
    play = Play().all_of(["skip", "decline", "skip"]).submit(verdict())
    closing, ended = play.moves
    assert isinstance(closing, Said)
    assert closing.purpose is Purpose.CLOSING
    assert ended == Ended(play.now, EndReason.FINISHED)


def test_the_same_seed_says_the_same_and_another_seed_something_else() -> None:
    def words(seed: int) -> list[str]:
        play = Play(seed=seed)
        for _ in range(3):
            play.answer("x", score({})).answer("y", score({})).answer("z", score({}))
        return [event.text for event in play.log if isinstance(event, Said | Asked)]

    assert words(1) == words(1)
    assert len({tuple(words(seed)) for seed in range(6)}) > 1


def test_no_word_of_praise_is_ever_said() -> None:
    for seed in range(30):
        play = Play(seed=seed).answer("x", unscored()).decline().answer("x", score({})).skip().decline()
        play.submit(verdict(VerdictCode.WA, 0, 3))
        spoken = " ".join(event.text for event in play.log if isinstance(event, Said)).lower()
        for praise in ("great", "excellent", "well done", "perfect", "nice", "right.", "correct", "good answer", "good job"):
            assert praise not in spoken


def test_a_question_that_left_the_packs_is_passed_over() -> None:
    left: dict[str, Question] = {id: question for id, question in QUESTIONS.items() if id != "attention"}
    play = Play(questions=left).skip()
    assert play.turn.question == "rag"
    assert next_moves(fold([opened()]), {}, START)[-1] == Ended(START, EndReason.FINISHED)
