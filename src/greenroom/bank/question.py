"""A question as a pack holds it: the closed set of kinds and the values each is made of.

These models are the pack format, version 1 (docs/pack-format.md). They reject unknown keys, so that a
misspelt key is a fault and not a silent loss. Reading files and naming lines is ``bank.read``.
"""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Annotated, Any, Literal

from pydantic import Field, StringConstraints

from greenroom.bank.kind import Kind as Kind
from greenroom.bank.rules import case_breaches, problem_breaches, question_breaches, rubric_breaches
from greenroom.bank.value import Breach, Ruled, Value
from greenroom.kernel.names import SLUG
from greenroom.kernel.track import Level, Role, Stage

Slug = Annotated[str, StringConstraints(pattern=f"^{SLUG.pattern}$", max_length=64)]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Code = Annotated[str, StringConstraints(strip_whitespace=False)]
"""Source text, kept to the letter: stripping it would move the line numbers in a traceback."""
Share = Annotated[float, Field(ge=0.0, le=1.0)]


class Need(StrEnum):
    MUST = "must"
    SHOULD = "should"
    BONUS = "bonus"


class StarPart(StrEnum):
    SITUATION = "situation"
    TASK = "task"
    ACTION = "action"
    RESULT = "result"


class DesignStep(StrEnum):
    """The six steps of the design framework, in order."""

    CLARIFY = "clarify"
    METRICS = "metrics"
    DATA = "data"
    MODEL = "model"
    SERVING = "serving"
    MONITORING = "monitoring"


class Point(Value):
    """One single checkable claim that a good answer makes."""

    id: Slug
    claim: Text
    need: Need
    weight: Annotated[float, Field(gt=0.0, le=5.0)] = 1.0
    paraphrases: tuple[Text, ...] = ()
    star: StarPart | None = None
    step: DesignStep | None = None


class Misconception(Value):
    """A wrong belief people really have. ``cost`` is the share of the content score that holding it takes away."""

    id: Slug
    claim: Text
    correction: Text
    cost: Share = 0.15
    contradicts: Slug | None = None
    paraphrases: tuple[Text, ...] = ()


class Probe(Value):
    """A follow-up question for a point that was missed or stayed shallow; depth 2 digs below depth 1."""

    id: Slug
    point: Slug
    ask: Text
    depth: Literal[1, 2] = 1


class Rubric(Ruled):
    points: Annotated[tuple[Point, ...], Field(min_length=3, max_length=9)]
    misconceptions: tuple[Misconception, ...] = ()
    probes: tuple[Probe, ...] = ()

    def point(self, id: str) -> Point:
        return next(point for point in self.points if point.id == id)

    @classmethod
    def breaches(cls, raw: Mapping[str, Any]) -> Iterable[Breach]:
        return rubric_breaches(raw)


class Sample(Value):
    """A graded answer: the grader's yardstick. ``style`` says what sort of answer it is."""

    id: Slug
    style: Literal["strong", "terse", "other-words", "non-native", "half", "vague", "confident-wrong", "off-topic"]
    answer: Text
    score: Share
    hits: tuple[Slug, ...] = ()
    partial: tuple[Slug, ...] = ()
    misconceptions: tuple[Slug, ...] = ()
    why: Text


class Source(Value):
    """Where a fact can be looked up. ``ref`` is a citation, DOI, arXiv id or address; ``supports`` says which fact."""

    title: Text
    ref: Text
    supports: Text


class Tolerance(Value):
    """Allowed difference |got - expected| <= absolute + relative * |expected|."""

    relative: Annotated[float, Field(ge=0.0)] = 1e-6
    absolute: Annotated[float, Field(ge=0.0)] = 1e-9


class Checker(Value):
    """How a returned value is compared. ``name`` is a file in ``greenroom/judging/checkers``."""

    name: Slug = "typed"
    tolerance: Tolerance = Tolerance()
    ordered: bool = True
    dtype: Literal["same-kind", "exact", "any"] = "same-kind"
    index: bool = True


class Limits(Value):
    seconds: Annotated[float, Field(gt=0.0, le=60.0)] = 2.0
    memory_mb: Annotated[int, Field(ge=32, le=4096)] = 512
    output_kb: Annotated[int, Field(ge=1, le=4096)] = 64


class Generate(Value):
    """Fresh inputs: ``function(rng, **params) -> dict of arguments`` from the question's ``generate.py``, once a seed."""

    function: Annotated[str, StringConstraints(pattern=r"^[a-z_][a-z0-9_]*$")]
    seeds: Annotated[tuple[int, ...], Field(min_length=1, max_length=20)]
    params: dict[str, Any] = Field(default_factory=dict)


class Case(Ruled):
    """One test. Python: ``args`` (keyword arguments, typed literals) or ``generate``. SQL: ``data`` (SQL that fills the tables).

    Without ``expected`` the expected value is what the reference submission returns.
    ``about`` names what the case tests; it is all that a learner sees of a hidden case that fails.
    """

    id: Slug
    visible: bool = False
    about: Text
    args: dict[str, Any] | None = None
    generate: Generate | None = None
    data: Text | None = None
    expected: Any = None

    @classmethod
    def breaches(cls, raw: Mapping[str, Any]) -> Iterable[Breach]:
        return case_breaches(raw)


class Submission(Value):
    """A submission shipped with the problem; ``folder`` is the verdict it must get."""

    name: Text
    folder: Literal["accepted", "wrong_answer", "time_limit_exceeded", "run_time_error"]
    source: Code


class Problem(Ruled):
    """What the judge needs: nothing here is shown to a learner before the debrief, save ``starter`` and visible cases."""

    language: Literal["python", "sqlite"]
    profile: Literal["python", "numpy", "pandas", "sql"]
    entry: Annotated[str, StringConstraints(pattern=r"^[A-Za-z_][A-Za-z0-9_]*$")] | None = None
    checker: Checker = Checker()
    limits: Limits = Limits()
    starter: Code
    schema_sql: Code = ""
    generators: Code = ""
    reference: Text
    cases: Annotated[tuple[Case, ...], Field(min_length=1)]
    submissions: tuple[Submission, ...] = ()

    @property
    def reference_source(self) -> str:
        return next(item.source for item in self.submissions if item.folder == "accepted" and item.name == self.reference)

    @classmethod
    def breaches(cls, raw: Mapping[str, Any]) -> Iterable[Breach]:
        return problem_breaches(raw)


class Question(Ruled):
    """One question. ``id`` is the folder's name and unique over all packs; ``pack`` is the pack it came from."""

    id: Slug
    pack: Slug
    kind: Kind
    title: Text
    topic: Slug
    roles: Annotated[tuple[Role, ...], Field(min_length=1)]
    levels: Annotated[tuple[Level, ...], Field(min_length=1)]
    stages: Annotated[tuple[Stage, ...], Field(min_length=1)]
    minutes: Annotated[int, Field(ge=1, le=480)]
    prompt: Text
    rubric: Rubric | None = None
    strong: str = ""
    samples: tuple[Sample, ...] = ()
    hints: tuple[Text, ...] = ()
    problem: Problem | None = None
    sources: tuple[Source, ...] = ()

    @classmethod
    def breaches(cls, raw: Mapping[str, Any]) -> Iterable[Breach]:
        return question_breaches(raw)
