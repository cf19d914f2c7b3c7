import pytest
from interviewing_stage import QUESTIONS, Play

from greenroom.interviewing.hints import hints_left, next_hint
from greenroom.kernel.errors import Conflict


def test_hints_come_rung_by_rung_and_then_stop() -> None:
    play = Play()
    question = QUESTIONS["overfitting"]
    for rung in (1, 2, 3):
        assert hints_left(play.state, question) == 4 - rung
        hint = next_hint(play.state, question, play.now)
        assert (hint.rung, hint.text) == (rung, question.hints[rung - 1])
        play.hint()
    with pytest.raises(Conflict, match="no more hint"):
        play.hint()


def test_a_question_without_hints_says_so() -> None:
    play = Play()
    with pytest.raises(Conflict, match="has no hints"):
        next_hint(play.state, QUESTIONS["overfitting"].model_copy(update={"hints": ()}), play.now)


def test_a_question_that_is_not_open_has_no_hint() -> None:
    play = Play()
    with pytest.raises(Conflict, match="not open"):
        next_hint(play.state, QUESTIONS["rag"], play.now)
    with pytest.raises(Conflict, match="not open"):
        next_hint(play.end().state, QUESTIONS["overfitting"], play.now)
