import pytest
from interviewing_stage import HIT, QUESTIONS, Play, score, unscored, verdict

from greenroom.interviewing.scoring import results
from greenroom.interviewing.signals import SignalReport, signal_reports
from greenroom.judging.verdict import VerdictCode
from greenroom.kernel.rating import Rating, Signal

T, R, C, K = Signal.TECHNICAL_ACCURACY, Signal.REASONING_DEPTH, Signal.COMMUNICATION_CLARITY, Signal.COLLABORATION


def reports(play: Play) -> dict[Signal, SignalReport]:
    return {report.signal: report for report in signal_reports(results(play.state, QUESTIONS))}


def width(report: SignalReport) -> float:
    assert report.interval is not None
    return report.interval.high - report.interval.low


def test_more_questions_make_the_interval_narrower() -> None:
    good = score({"noise": HIT}, ratings={T: 3, C: 3})
    one = reports(Play().answer("x", good).skip())[C]
    three = reports(Play().answer("x", good).skip().answer("x", good).skip().answer("x", good).skip())[C]
    assert one.rating is three.rating is Rating.STRONG
    assert width(three) < width(one)


def test_questions_that_disagree_make_it_wider() -> None:
    def two(first: int, second: int) -> SignalReport:
        play = Play().answer("x", score({}, ratings={C: first})).skip()
        return reports(play.answer("x", score({}, ratings={C: second})).skip())[C]

    assert width(two(2, 3)) > width(two(3, 3))


def test_a_signal_without_basis_is_unscored_with_a_reason() -> None:
    found = reports(Play().answer("x", score({}, ratings={T: 3})).skip())
    assert found[K].rating is None
    assert found[K].interval is None
    assert found[K].reason == "nothing in this round called for it"
    assert found[R].reason


def test_technical_accuracy_is_the_combined_score_weighted_by_minutes() -> None:
    play = Play().answer("x", score({"noise": HIT}, value=0.5)).skip().skip().skip().submit(verdict(VerdictCode.AC))
    technical = reports(play)[T]
    assert [part.level for part in technical.parts] == [pytest.approx(2.5), pytest.approx(4.0)]
    assert [part.weight for part in technical.parts] == [5, 12]
    assert technical.rating is Rating.VERY_STRONG


def test_a_declined_question_is_a_very_weak_part() -> None:
    technical = reports(Play().decline().answer("x", score({"noise": HIT, "gap": HIT, "fix": HIT})).skip())[T]
    assert [part.level for part in technical.parts] == [1.0, 4.0]


def test_skipped_and_unscored_questions_are_no_part() -> None:
    assert reports(Play().skip().answer("x", unscored()).answer("x", unscored()))[T].rating is None


def test_a_follow_up_speaks_for_communication_with_half_the_weight() -> None:
    play = Play().answer("x", score({}, ratings={C: 4})).answer("y", score({}, ratings={C: 1})).skip()
    clarity = reports(play)[C]
    assert clarity.parts[0].level == pytest.approx((1.0 * 3.75 + 0.5 * 1.25) / 1.5)


def test_evidence_names_the_turn_it_stands_in() -> None:
    play = Play().answer("hello there", score({"gap": HIT})).answer("noise!", score({"noise": HIT}))
    places = reports(play)[T].parts[0].evidence
    assert {place.turn for place in places} == {1, 2}
