"""Content checks beyond the models: is this a question that can be asked, and graded honestly?

Each check yields complaints about one question; it is listed in ``CHECKS``. All of it is static: submissions and samples are run
elsewhere.
"""

import re
from collections.abc import Callable, Iterator

from greenroom.bank.finding import Complaint, Finding
from greenroom.bank.finding import Severity as Severity
from greenroom.bank.kind import Kind
from greenroom.bank.lint_code import code_complaints
from greenroom.bank.lint_samples import sample_complaints
from greenroom.bank.question import Need, Question, Rubric
from greenroom.bank.read import Reading
from greenroom.bank.value import Steps
from greenroom.kernel.fault import Fault

ERROR, WARNING = Severity.ERROR, Severity.WARNING

PLACEHOLDER = re.compile(r"\bTODO\b")
STRONG_WORDS = (100, 240)
SPOKEN_WORDS = 90
"""A prompt that is spoken is at most this long."""

VAGUE = re.compile(
    r"(?:the (?:answer|candidate|learner|speaker) )?(?:(?:clearly|correctly|briefly) )?"
    r"(?:understands?|knows?|mentions?|discusses|talks about|touches on|is (?:aware of|familiar with)|"
    r"(?:has|shows|demonstrates) (?:an? )?(?:good |basic |clear |deep |solid )?(?:understanding|knowledge|grasp|awareness))\b",
    re.IGNORECASE,
)
DOUBLE = re.compile(
    r";| and also | as well as | in addition to |, and (?:it|this|that|they|so|therefore|names|explains|says|gives) ", re.IGNORECASE
)
BUT_DOUBLE = re.compile(r"`[^`]*`")
"""Code may hold a semicolon."""

MOST_OF_ONE = 0.4
LEAST_OF_MUST = 0.4


def lint(reading: Reading) -> tuple[Finding, ...]:
    """Every finding in ``pack.yaml`` and in the questions of ``reading``, in the order of file and line."""
    found = [
        Finding(severity, Fault(*origin.place(*steps), origin.field(*steps), message))
        for question in reading.questions
        for origin in (reading.origins[question.id],)
        for check in CHECKS
        for severity, steps, message in check(question)
    ]
    if reading.pack is not None:
        origin = reading.pack_origin
        for steps, text in _texts(reading.pack.model_dump(), ()):
            if PLACEHOLDER.search(text):
                found.append(Finding(ERROR, Fault(*origin.place(*steps), origin.field(*steps), "still says TODO")))
    return tuple(sorted(found, key=lambda finding: (finding.fault, finding.severity)))


def placeholder_complaints(question: Question) -> Iterator[Complaint]:
    """Texts that a starter left for the author. Code may say TODO: a starter tells the learner so."""
    for steps, text in _texts(question.model_dump(exclude={"problem"}), ()):
        if PLACEHOLDER.search(text):
            yield ERROR, steps, "still says TODO"
    for index, case in enumerate(question.problem.cases if question.problem else ()):
        if PLACEHOLDER.search(case.about):
            yield ERROR, ("problem", "cases", index, "about"), "still says TODO"


def text_complaints(question: Question) -> Iterator[Complaint]:
    if question.kind in (Kind.CONCEPT, Kind.BEHAVIORAL) and (count := _count(question.prompt)) > SPOKEN_WORDS:
        yield WARNING, ("prompt",), f"has {count} words; an interviewer says at most {SPOKEN_WORDS}"
    low, high = STRONG_WORDS
    if not question.kind.judged and not low <= (count := _count(question.strong)) <= high:
        yield ERROR, ("strong",), f"has {count} words; a strong answer has {low} to {high}"
    if question.kind.judged and not question.strong.strip():
        yield WARNING, ("strong",), "is missing: say how a good solution goes about it"
    if question.kind is Kind.CONCEPT and not question.sources:
        yield ERROR, ("sources",), "a concept question names the sources of its facts"


def rubric_complaints(question: Question) -> Iterator[Complaint]:
    rubric = question.rubric
    if rubric is None:
        return
    for index, point in enumerate(rubric.points):
        at: Steps = ("rubric", "points", index, "claim")
        if VAGUE.match(point.claim):
            yield ERROR, at, "is vague: write what a good answer says, not that it knows or mentions something"
        if DOUBLE.search(BUT_DOUBLE.sub("", point.claim)):
            yield WARNING, at, "may be two claims; split them, so that each can be hit or missed"
    if not question.kind.judged:
        probed = {probe.point for probe in rubric.probes}
        for index, point in enumerate(rubric.points):
            if point.need is Need.MUST and point.id not in probed:
                yield ERROR, ("rubric", "points", index), f"point {point.id!r} is a must and no probe asks for it"
    if question.kind is Kind.BEHAVIORAL and not any(point.star for point in rubric.points):
        yield WARNING, ("rubric", "points"), "no point says which part of the story it is (star: situation, task, action, result)"
    if question.kind is Kind.DESIGN and not any(point.step for point in rubric.points):
        yield WARNING, ("rubric", "points"), "no point says which step it belongs to (step: clarify, metrics, data...)"
    yield from _weights(rubric)


def _weights(rubric: Rubric) -> Iterator[Complaint]:
    counted = [point for point in rubric.points if point.need is not Need.BONUS]
    total = sum(point.weight for point in counted)
    must = sum(point.weight for point in counted if point.need is Need.MUST)
    if must < LEAST_OF_MUST * total:
        yield (
            WARNING,
            ("rubric", "points"),
            f"the musts carry {must / total:.0%} of the weight; less than {LEAST_OF_MUST:.0%} is odd",
        )
    heaviest_must = max(point.weight for point in counted if point.need is Need.MUST)
    for index, point in enumerate(rubric.points):
        at: Steps = ("rubric", "points", index, "weight")
        if point.need is not Need.BONUS and point.weight > MOST_OF_ONE * total:
            yield WARNING, at, f"point {point.id!r} carries {point.weight / total:.0%} of the weight"
        if point.need is Need.BONUS and point.weight > heaviest_must:
            yield WARNING, at, f"the bonus {point.id!r} weighs more than any must"


def _texts(value: object, at: Steps) -> Iterator[tuple[Steps, str]]:
    if isinstance(value, str):
        yield at, value
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _texts(item, (*at, key))
    elif isinstance(value, list | tuple):
        for index, item in enumerate(value):
            yield from _texts(item, (*at, index))


def _count(text: str) -> int:
    return len(text.split())


CHECKS: tuple[Callable[[Question], Iterator[Complaint]], ...] = (
    placeholder_complaints,
    text_complaints,
    rubric_complaints,
    sample_complaints,
    code_complaints,
)
