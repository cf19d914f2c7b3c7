"""Content checks of a question's graded samples: do they span the scale, and do their marks agree with their points?"""

from collections.abc import Iterator

from greenroom.bank.finding import Complaint, Severity
from greenroom.bank.kind import Kind
from greenroom.bank.question import Need, Question, Rubric, Sample
from greenroom.bank.value import Steps

LEAST = 8
LOWEST, HIGHEST = 0.15, 0.9
LEAST_DISTINCT = 5
MOST_DIFFERENCE = 0.3
PARTIAL_SHARE = 0.5


def sample_complaints(question: Question) -> Iterator[Complaint]:
    if question.rubric is None:
        return
    if question.kind in (Kind.CONCEPT, Kind.BEHAVIORAL):
        yield from _span(question.samples)
    if not question.samples:
        return
    for index, point in enumerate(question.rubric.points):
        if point.need is not Need.MUST:
            continue
        at: Steps = ("rubric", "points", index)
        if not any(point.id in sample.hits for sample in question.samples):
            yield Severity.ERROR, at, f"no sample hits the must point {point.id!r}"
        if all(point.id in (*sample.hits, *sample.partial) for sample in question.samples):
            yield Severity.ERROR, at, f"no sample misses the must point {point.id!r}"
    for index, sample in enumerate(question.samples):
        expected = rough_score(question.rubric, sample)
        if abs(expected - sample.score) > MOST_DIFFERENCE:
            message = f"is {sample.score:g}, while the points and misconceptions listed add up to about {expected:.2f}"
            yield Severity.WARNING, ("samples", index, "score"), message
        if sample.style == "confident-wrong" and not sample.misconceptions and question.rubric.misconceptions:
            yield Severity.WARNING, ("samples", index), "is confident and wrong, but names no misconception"


def rough_score(rubric: Rubric, sample: Sample) -> float:
    """The weighted share of the points that ``sample`` says it hits, half for a partial one, less the costs; 0..1.

    Bonus points count above the line only: without them the full mark can be had.
    """
    shares = dict.fromkeys(sample.partial, PARTIAL_SHARE) | dict.fromkeys(sample.hits, 1.0)
    total = sum(point.weight for point in rubric.points if point.need is not Need.BONUS)
    gained = sum(point.weight * shares.get(point.id, 0.0) for point in rubric.points)
    cost = sum(item.cost for item in rubric.misconceptions if item.id in sample.misconceptions)
    return min(1.0, max(0.0, gained / total - cost))


def _span(samples: tuple[Sample, ...]) -> Iterator[Complaint]:
    scores = [sample.score for sample in samples]
    if len(scores) < LEAST:
        yield Severity.ERROR, ("samples",), f"there are {len(scores)} samples; the grader needs at least {LEAST}"
    if not scores:
        return
    if min(scores) > LOWEST:
        yield Severity.ERROR, ("samples",), f"the lowest score is {min(scores):g}; one must be {LOWEST:g} or less"
    if max(scores) < HIGHEST:
        yield Severity.ERROR, ("samples",), f"the highest score is {max(scores):g}; one must be {HIGHEST:g} or more"
    if len(set(scores)) < LEAST_DISTINCT:
        yield (
            Severity.ERROR,
            ("samples",),
            f"there are {len(set(scores))} different scores; at least {LEAST_DISTINCT} cover the scale",
        )
