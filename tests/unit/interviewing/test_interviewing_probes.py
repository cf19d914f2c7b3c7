from interviewing_stage import AGENDA, HIT, QUESTIONS, Play, concept, score, unscored

from greenroom.bank.question import Need, Point, Probe, Question, Rubric
from greenroom.interviewing.probes import another_way, choose

ALL_HIT = {"noise": HIT, "gap": HIT, "fix": HIT, "data": HIT}


def rubric() -> Rubric:
    found = concept().rubric
    assert found is not None
    return found


def with_rubric(points: tuple[Point, ...] | None = None, probes: tuple[Probe, ...] | None = None) -> Question:
    made = Rubric(points=points or rubric().points, probes=rubric().probes if probes is None else probes)
    return concept().model_copy(update={"rubric": made})


def play(question: Question) -> Play:
    return Play(AGENDA, questions={**QUESTIONS, question.id: question})


def test_a_must_comes_before_a_heavier_should() -> None:
    points = tuple(point.model_copy(update={"weight": 4.0}) if point.need is Need.SHOULD else point for point in rubric().points)
    assert play(with_rubric(points)).answer("x", score({"noise": HIT})).turn.probe == "ask-gap"


def test_only_one_deeper_probe_a_question() -> None:
    probes = (*rubric().probes, Probe(id="ask-gap-deep", point="gap", ask="How large a gap?", depth=2))
    round = play(with_rubric(probes=probes)).answer("x", score(ALL_HIT))
    assert round.turn.probe == "ask-noise-deep"
    assert round.answer("y", score(ALL_HIT)).turn.slot == 1


def test_the_deeper_probe_goes_to_the_point_that_was_just_probed() -> None:
    probes = (*rubric().probes, Probe(id="ask-gap-deep", point="gap", ask="How large a gap?", depth=2))
    round = play(with_rubric(probes=probes)).answer("x", score({"noise": HIT, "fix": HIT}))
    assert round.turn.probe == "ask-gap"
    assert round.answer("y", score({"gap": HIT})).turn.probe == "ask-gap-deep"


def test_a_missed_point_with_only_a_deep_probe_is_asked_about() -> None:
    probes = (Probe(id="only-deep", point="noise", ask="Why?", depth=2),)
    assert play(with_rubric(probes=probes)).answer("x", score({})).turn.probe == "only-deep"


def test_a_bonus_point_comes_last() -> None:
    probes = tuple(probe for probe in rubric().probes if probe.depth == 1)
    hit = {"noise": HIT, "gap": HIT, "fix": HIT}
    assert play(with_rubric(probes=probes)).answer("x", score(hit)).turn.probe == "ask-data"


def test_no_probe_no_choice() -> None:
    round = play(with_rubric(probes=())).answer("x", score({}))
    assert round.turn.slot == 1
    assert choose(round.state.turns_of(0), with_rubric(probes=())) is None
    assert another_way(with_rubric(probes=())) is None


def test_another_way_takes_the_first_must_that_has_a_probe() -> None:
    later = tuple(probe for probe in rubric().probes if probe.point != "noise")
    assert play(with_rubric(probes=later)).answer("hm", unscored()).turn.probe == "ask-gap"
