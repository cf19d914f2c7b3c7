"""Everything a pack promises, tried: its files, its submissions through the judge, its samples through the grader."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from greenroom import judging
from greenroom.bank.lint import Severity, lint
from greenroom.bank.question import Question, Sample
from greenroom.bank.read import Reading, read_pack
from greenroom.grading import grade
from greenroom.judging.verdict import VerdictCode
from greenroom.kernel.fault import Fault
from greenroom.kernel.score import Unscored

EXPECTED = {
    "accepted": VerdictCode.AC,
    "wrong_answer": VerdictCode.WA,
    "time_limit_exceeded": VerdictCode.TLE,
    "run_time_error": VerdictCode.RTE,
}


@dataclass(frozen=True, slots=True)
class SampleError:
    """How far the grader, not having seen the sample, was from its mark; an unscored sample counts as 0."""

    question: str
    sample: str
    mark: float
    graded: float

    @property
    def distance(self) -> float:
        return abs(self.mark - self.graded)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a check found. ``errors`` decide; ``warnings`` advise."""

    questions: int
    submissions: int
    samples: tuple[SampleError, ...]
    errors: tuple[Fault, ...]
    warnings: tuple[Fault, ...]

    @property
    def mean_error(self) -> float:
        """Mean of |grader - mark| over the samples; 0 without samples."""
        return sum(sample.distance for sample in self.samples) / len(self.samples) if self.samples else 0.0


def check(folder: Path) -> Outcome:
    """Check the pack in ``folder``. All faults at once, each with file and line. Raises Unsupported without a sandbox."""
    reading = read_pack(folder)
    findings = tuple(lint(reading))
    errors = [*reading.faults, *(finding.fault for finding in findings if finding.severity is Severity.ERROR)]
    samples: list[SampleError] = []
    submissions = 0
    for question in reading.questions:
        if question.problem is not None:
            submissions += len(question.problem.submissions)
            errors += _judged(reading, question)
        elif question.samples:
            samples += [_graded(question, sample) for sample in question.samples]
    errors += _too_far(reading, samples)
    warnings = tuple(finding.fault for finding in findings if finding.severity is Severity.WARNING)
    return Outcome(len(reading.questions), submissions, tuple(samples), tuple(sorted(errors)), warnings)


def _judged(reading: Reading, question: Question) -> Iterator[Fault]:
    assert question.problem is not None
    for number, submission in enumerate(question.problem.submissions):
        verdict = judging.judge(question.problem, submission.source)
        if verdict.code is not EXPECTED[submission.folder]:
            path, line = reading.place(question.id, "problem", "submissions", number)
            failed = next((case for case in verdict.cases if case.verdict is not VerdictCode.AC), None)
            why = f" (case {failed.id}: {failed.diagnosis})" if failed else f" ({verdict.message})" if verdict.message else ""
            yield Fault(path, line, "", f"must get {EXPECTED[submission.folder]}, the judge says {verdict.code}{why}")


def _graded(question: Question, sample: Sample) -> SampleError:
    others = tuple(other for other in question.samples if other.id != sample.id)
    result = grade(question, sample.answer, samples=others)
    return SampleError(question.id, sample.id, sample.score, 0.0 if isinstance(result, Unscored) else result.value)


def _too_far(reading: Reading, samples: list[SampleError]) -> list[Fault]:
    """The samples past the pack's tolerance, unless they are no more than the pack itself says it lives with."""
    assert reading.pack is not None or not samples
    if reading.pack is None:
        return []
    far = [sample for sample in samples if sample.distance > reading.pack.tolerance]
    if len(far) <= reading.pack.misses:
        return []
    return [_far(reading, sample) for sample in far]


def _far(reading: Reading, sample: SampleError) -> Fault:
    question = next(question for question in reading.questions if question.id == sample.question)
    number = next(number for number, other in enumerate(question.samples) if other.id == sample.sample)
    path, line = reading.place(sample.question, "samples", number)
    return Fault(path, line, "score", f"sample {sample.sample!r} is marked {sample.mark:.2f}, the grader says {sample.graded:.2f}")
