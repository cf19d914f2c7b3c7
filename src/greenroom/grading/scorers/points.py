"""The embedded grader: every point looked for in the answer, with no network and no key."""

import threading
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from greenroom.bank.question import Misconception, Point, Question, Rubric, Sample
from greenroom.grading import gates, ground, misconceptions, signals, star
from greenroom.grading.background import Background, Chance
from greenroom.grading.calibrate import Calibrated, Graded, calibrate, content
from greenroom.grading.naming import vocabularies
from greenroom.grading.normalise import Normal, normalise
from greenroom.grading.points import Match, match
from greenroom.grading.reading import read
from greenroom.grading.said import Said, hear
from greenroom.grading.scorer import Scorer
from greenroom.grading.signals.basis import Basis
from greenroom.grading.weighing import Lesson, Weights, taught, weights
from greenroom.inference.encoder import Encoder, Floats
from greenroom.inference.minilm import MiniLM
from greenroom.kernel.score import Grade, GraderName, PointMark, PointVerdict, Score, Span, Unscored

HIT: Final = 0.5
PARTIAL: Final = 0.33
# A false "you said the opposite" is the worst fault a grader can have, so all of these must hold.
OPPOSITE: Final = 0.5  # share of the aligned words that are turned round
NEAR: Final = 0.6  # cosine to the claim
CERTAIN: Final = 0.65  # or: probability of a wrong belief that contradicts the point
UNLIKELY: Final = 0.15  # belief in a point below which a near match with the opposite sense is called the opposite
KEPT_RUBRICS: Final = 256
KEPT_SAMPLES: Final = 4096


@dataclass(frozen=True, slots=True, eq=False)
class _Ready:
    """A question's rubric, read. ``key`` tells it from all others."""

    key: object
    rubric: Rubric
    ground: ground.Ground
    chance: Chance
    own: tuple[dict[str, float], ...]
    subject: Floats

    @property
    def points(self) -> tuple[Point, ...]:
        return self.rubric.points

    @property
    def beliefs(self) -> tuple[Misconception, ...]:
        return self.rubric.misconceptions


@dataclass(frozen=True, slots=True, eq=False)
class _Found:
    """What one answer says of each point and wrong belief, in the rubric's order. ``likely``: before the samples have their say."""

    points: tuple[Match, ...]
    likely: tuple[float, ...]
    beliefs: tuple[Match, ...]
    held: tuple[float, ...]


class Points:
    """Safe to share between threads. Loads the encoder at its first answer."""

    name = GraderName("points", "1.0")

    def __init__(self, encoder: Encoder, points: Weights | None = None, beliefs: Weights | None = None) -> None:
        """``points`` and ``beliefs``: weights to use in place of the fitted ones, for measuring them."""
        self._encoder = encoder
        self._weights = (points or weights("points"), beliefs or weights("misconceptions"))
        self._background: Background | None = None
        self._rubrics: OrderedDict[object, _Ready] = OrderedDict()
        self._samples: OrderedDict[object, _Found | None] = OrderedDict()
        self._lock = threading.RLock()

    def score(self, question: Question, answer: str, samples: Sequence[Sample], focus: frozenset[str] = frozenset()) -> Grade:
        """See ``Scorer``. Raises ValueError for a question without a rubric."""
        normal = gates.before_reading(answer, probe=bool(focus))
        if not isinstance(normal, Normal):
            return Unscored(*normal, self.name)
        ready = self._ready(question)
        said = hear(self._encoder, normal)
        found = self._find(ready, said)
        reason = _aside(ready, said, found, focus)
        if reason is not None:
            return Unscored(*reason, self.name)
        known = [(sample, heard) for sample in samples for heard in [self._sample(ready, sample)] if heard is not None]
        likely = self._after_samples(ready, found, known)
        raw = _raw(ready, likely, found.held, focus)
        calibrated = calibrate(raw, [] if focus else self._graded(ready, known))
        wrong = misconceptions.judge(ready.beliefs, found.held, [said.span(best.stretch) for best in found.beliefs])
        against = _against(ready, wrong)
        marks = tuple(
            _mark(point, probability, best, said.span(best.stretch), against.get(point.id))
            for point, probability, best in zip(ready.points, likely, found.points, strict=True)
        )
        basis = _basis(question, ready, said, calibrated, marks, wrong)
        return Score(calibrated.value, calibrated.interval, marks, wrong, signals.rate(basis), self.name)

    def _ready(self, question: Question) -> _Ready:
        if question.rubric is None:
            raise ValueError(f"question {question.id!r} has no rubric")
        claims: tuple[Point | Misconception, ...] = (*question.rubric.points, *question.rubric.misconceptions)
        key = (question.prompt, question.title, question.rubric.model_dump_json())
        with self._lock:
            known = self._rubrics.get(key)
            if known is None:
                if self._background is None:
                    self._background = Background(self._encoder)
                wordings = [[normalise(text).text for text in (claim.claim, *claim.paraphrases)] for claim in claims]
                texts = [ground.Claim(claim.id, read(self._encoder, said)) for claim, said in zip(claims, wordings, strict=True)]
                prompt, title = read(self._encoder, [normalise(question.prompt).text, normalise(question.title).text])
                prepared = ground.prepare(texts, prompt)
                chance = self._background.beside(prepared)
                subject = np.concatenate([np.stack([prompt.sentence, title.sentence]), prepared.plain])
                known = _Ready(key, question.rubric, prepared, chance, vocabularies(prepared), subject)
                self._rubrics[key] = known
            self._rubrics.move_to_end(key)
            while len(self._rubrics) > KEPT_RUBRICS:
                self._rubrics.popitem(last=False)
        return known

    def _sample(self, ready: _Ready, sample: Sample) -> _Found | None:
        """What a graded sample says; None when it would not be graded."""
        key = (ready.key, sample.answer)
        with self._lock:
            if key not in self._samples:
                found = None
                normal = gates.before_reading(sample.answer, probe=False)
                if isinstance(normal, Normal):
                    said = hear(self._encoder, normal)
                    heard = self._find(ready, said)
                    found = heard if _aside(ready, said, heard, frozenset()) is None else None
                self._samples[key] = found
            self._samples.move_to_end(key)
            while len(self._samples) > KEPT_SAMPLES:
                self._samples.popitem(last=False)
            return self._samples[key]

    def _find(self, ready: _Ready, said: Said) -> _Found:
        count = len(ready.points)
        matches = match(said, ready.ground, ready.chance, ready.own, count)
        points, beliefs = matches[:count], matches[count:]
        return _Found(points, self._weights[0].probabilities(points), beliefs, self._weights[1].probabilities(beliefs))

    def _after_samples(self, ready: _Ready, found: _Found, known: Sequence[tuple[Sample, _Found]]) -> tuple[float, ...]:
        """The belief in each point, corrected by where the belief was wrong in the graded samples."""
        lessons = []
        for index, (point, best) in enumerate(zip(ready.points, found.points, strict=True)):
            learned = [
                Lesson(
                    heard.points[index].vector,
                    (1.0 if point.id in sample.hits else 0.5 if point.id in sample.partial else 0.0) - heard.likely[index],
                )
                for sample, heard in known
            ]
            lessons.append(taught(best.vector, learned))
        return self._weights[0].probabilities(found.points, lessons)

    def _graded(self, ready: _Ready, known: Sequence[tuple[Sample, _Found]]) -> list[Graded]:
        """Raw content and mark of each sample, each graded with the others."""
        graded = []
        for index, (sample, heard) in enumerate(known):
            likely = self._after_samples(ready, heard, [*known[:index], *known[index + 1 :]])
            graded.append(Graded(_raw(ready, likely, heard.held, frozenset()), sample.score))
        return graded


def make() -> Scorer:
    """The grader, as the registry asks for it."""
    return Points(MiniLM())


def _aside(ready: _Ready, said: Said, found: _Found, focus: frozenset[str]) -> gates.Reason | None:
    """Why the answer cannot be graded, or None."""
    made = max(_raw(ready, found.likely, [0.0] * len(found.held), focus), max(found.held, default=0.0))
    about = gates.nearness(said, ready.subject)
    return gates.after_reading(said, ready.ground.prompt, about, made, probe=bool(focus))


def _raw(ready: _Ready, likely: Sequence[float], held: Sequence[float], focus: frozenset[str]) -> float:
    beliefs = {point.id: probability for point, probability in zip(ready.points, likely, strict=True)}
    return content(ready.points, beliefs, misconceptions.cost(ready.beliefs, held), focus)


def _against(ready: _Ready, wrong: Sequence[PointMark]) -> dict[str, Span]:
    """The points that a firmly held wrong belief contradicts, each with where it is said."""
    return {
        belief.contradicts: mark.evidence[0]
        for belief, mark in zip(ready.beliefs, wrong, strict=True)
        if belief.contradicts and mark.verdict is PointVerdict.HIT and mark.probability >= CERTAIN
    }


def _mark(point: Point, probability: float, best: Match, span: Span, against: Span | None) -> PointMark:
    if probability >= PARTIAL:
        return PointMark(point.id, PointVerdict.HIT if probability >= HIT else PointVerdict.PARTIAL, probability, (span,))
    if against is not None:
        return PointMark(point.id, PointVerdict.CONTRADICTED, probability, (against,))
    if best.relation.conflict >= OPPOSITE and best.near >= NEAR and best.lead > 0.0:
        return PointMark(point.id, PointVerdict.CONTRADICTED, probability, (span,))
    return PointMark(point.id, PointVerdict.MISS, probability)


def _basis(
    question: Question,
    ready: _Ready,
    said: Said,
    calibrated: Calibrated,
    marks: tuple[PointMark, ...],
    wrong: tuple[PointMark, ...],
) -> Basis:
    whole = np.stack([reading.sentence for reading in said.readings])
    neighbours = (whole[1:] * whole[:-1]).sum(axis=1)
    return Basis(
        kind=question.kind,
        sentences=said.sentences,
        places=tuple(said.normal.span(sentence.start, sentence.end) for sentence in said.sentences),
        bearing=tuple((whole @ ready.subject.T).max(axis=1).tolist()),
        flow=float(neighbours.mean()) if len(neighbours) > 1 else None,
        content=calibrated,
        points=marks,
        misconceptions=wrong,
        story=star.story(said.sentences),
    )
