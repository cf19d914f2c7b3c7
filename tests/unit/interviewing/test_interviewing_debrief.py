import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from interviewing_stage import HIT, PARTIAL, QUESTIONS, Play, score, unscored, verdict

from greenroom.interviewing.debrief import Debrief, debrief
from greenroom.interviewing.events import Answered, EndReason, Marked
from greenroom.interviewing.report import debrief_json, debrief_markdown
from greenroom.judging.verdict import VerdictCode
from greenroom.kernel.rating import Signal
from greenroom.kernel.score import Span

HERE = Path(__file__).parent
GOLDEN_JSON = HERE / "golden-debrief.json"
GOLDEN_MARKDOWN = HERE / "golden-debrief.md"

ANSWER = "It learns a bit of the noise, so the training error is low and the test error is high."


def a_round() -> Play:
    """A probe answered well, a belief, a hint, a decline, a run and a wrong submission, a pause."""
    spans = {"noise": Span(0, 27), "gap": Span(32, 86), "more-epochs": Span(0, 20)}
    play = Play().answer(ANSWER, score({"noise": PARTIAL, "gap": HIT}, spans=spans, ratings=dict.fromkeys(list(Signal)[:3], 3)))
    play.answer("The noise of the sample itself.", score({"noise": HIT}, spans={"noise": Span(0, 9)}, ratings={}))
    play.answer("Stop early.", unscored())
    if play.turn.slot == 0:
        play.skip()
    play.hint().wait(30).pause().wait(600).resume()
    play.answer("Training it for longer cures it.", score({"noise": HIT}, value=0.35, beliefs={"more-epochs": HIT}, spans=spans))
    play.skip().decline()
    return play.submit(verdict(VerdictCode.AC, 1), final=False).submit(verdict(VerdictCode.WA, 3, 2))


def report(play: Play) -> Debrief:
    return debrief(play.state, QUESTIONS)


def golden(path: Path, text: str) -> None:
    """Compare with the file. To renew it after a change that is meant, delete it, run the test once and read the diff."""
    if not path.exists():
        path.write_text(text, encoding="utf-8")
        pytest.fail(f"{path.name} was missing and has been written: read it, then run again")
    assert text == path.read_text(encoding="utf-8")


def test_the_json_of_a_whole_round_is_the_golden_one() -> None:
    golden(GOLDEN_JSON, json.dumps(debrief_json(report(a_round())), indent=1, ensure_ascii=False) + "\n")


def test_the_markdown_of_a_whole_round_is_the_golden_one() -> None:
    golden(GOLDEN_MARKDOWN, debrief_markdown(report(a_round())))


def test_the_same_log_gives_the_same_debrief() -> None:
    assert report(a_round()) == report(a_round())


def test_the_json_has_the_promised_shape() -> None:
    data = debrief_json(report(a_round()))
    assert set(data) == {"rounds", "signals", "hire_signal", "fixes", "grader", "graders"}
    assert set(data["signals"]) == {signal.value for signal in Signal}
    (held,) = data["rounds"]
    assert {"role", "level", "stage", "minutes_used", "questions", "transcript"} <= set(held)
    assert [question["outcome"] for question in held["questions"]] == ["scored", "scored", "declined", "scored"]
    assert held["minutes_used"] < 10  # the pause is left out
    assert data["grader"] == {"name": "points", "version": "1.0"}
    assert 0 < len(data["fixes"]) <= 3
    for question in held["questions"]:
        assert (question["score"] is None) == (question["outcome"] != "scored")


def test_evidence_points_into_the_answer_of_its_own_turn() -> None:
    data = debrief_json(report(a_round()))
    question = data["rounds"][0]["questions"][0]
    answers = {answer["turn"]: answer["text"] for answer in question["answers"]}
    noise = question["points"][0]
    assert (noise["first"], noise["verdict"], noise["after_probe"]) == ("partial", "hit", True)
    assert [answers[item["turn"]][item["start"] : item["end"]] for item in noise["evidence"]] == [
        "It learns a bit of the nois",
        "The noise",
    ]


def test_a_grade_still_due_makes_the_debrief_incomplete_and_then_whole() -> None:
    play = Play()
    play.wait(1900).put(Answered(play.now, 1, "a1", "late", late=True))
    assert play.state.ended is EndReason.TIME
    assert not report(play).complete
    assert "not final" in debrief_markdown(report(play))
    play.put(Marked(play.now, 1, "a1", score({"noise": HIT})))
    assert report(play).complete
    assert report(play).questions[0].score.value is not None


def test_a_round_without_any_answer_has_a_debrief() -> None:
    data = debrief_json(report(Play().end()))
    assert data["grader"] is None
    assert data["hire_signal"]["signal"] == "not enough to say"
    assert "nobody" in debrief_markdown(report(Play().end()))


def test_a_question_that_left_the_packs_still_shows_what_was_said() -> None:
    play = Play().answer("my words", score({"noise": HIT}))
    found = debrief(play.state, {})
    assert found.questions[0].title == "overfitting"
    assert "my words" in debrief_markdown(found)
    json.dumps(debrief_json(found))


@given(st.text())
def test_whatever_was_typed_stays_text(answer: str) -> None:
    play = Play().answer(answer, score({"noise": PARTIAL}, spans={"noise": Span(0, max(1, len(answer)))}))
    text = debrief_markdown(report(play))
    text.encode("utf-8")
    assert "\x1b" not in text
    json.dumps(debrief_json(report(play)))


@pytest.mark.parametrize("nasty", ["```\n# Not a heading\n```", "````", "<script>alert(1)</script>", "\x1b[2J\x00\u202e"])
def test_markup_cannot_leave_its_fence(nasty: str) -> None:
    text = debrief_markdown(report(Play().answer(nasty, score({"noise": HIT})).end()))
    lines = text.split("\n")
    start = next(number for number, line in enumerate(lines) if line.endswith("`text"))
    fence = lines[start].removesuffix("text")
    end = lines.index(fence, start + 1)
    assert nasty.split("\n")[0].strip("\x1b\x00\u202e")[:4] in "\n".join(lines[start + 1 : end])
    assert all(fence not in line for line in lines[start + 1 : end])
