"""The door that every grader comes through."""

from collections.abc import Sequence
from typing import Protocol

from greenroom.bank.question import Question, Sample
from greenroom.kernel.score import Grade, GraderName


class Scorer(Protocol):
    """Grades one answer. Deterministic: the same arguments give the same Grade.

    ``samples`` are the graded answers the scorer may calibrate on; they are passed in, and not taken from
    the question, so that a sample can be graded without itself. ``focus`` holds the ids of the points that a
    probe asked for: an answer to a probe is judged on those and may be short.
    """

    @property
    def name(self) -> GraderName: ...

    def score(self, question: Question, answer: str, samples: Sequence[Sample], focus: frozenset[str] = frozenset()) -> Grade: ...
