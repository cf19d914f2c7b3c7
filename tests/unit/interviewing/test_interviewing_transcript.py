from interviewing_stage import QUESTIONS, Play, score, unscored, verdict

from greenroom.interviewing.transcript import transcript


def test_every_line_is_there_in_the_order_it_was_spoken() -> None:
    play = Play().hint().answer("Noise.", score({})).decline().skip().answer("x", unscored()).skip()
    play.submit(verdict(), "draft", final=False).submit(verdict(), "final")
    acts = [line.act for line in transcript(play.state)]
    assert acts == [
        *("greeting", "question", "hint", "answer", "probe", "declined"),
        *("transition", "question", "skipped"),
        *("transition", "question", "answer", "probe", "skipped"),
        *("transition", "question", "run", "code", "closing"),
    ]
    assert QUESTIONS["overfitting"].prompt in [line.text for line in transcript(play.state)]


def test_a_prefix_of_the_round_has_a_prefix_of_the_transcript() -> None:
    play = Play()
    before = transcript(play.state)
    assert transcript(play.answer("Noise.", score({})).state)[: len(before)] == before
