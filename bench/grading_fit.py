"""Fit the weights of the embedded grader on the graded samples of the packs, and print how well they do on questions left out.

    python -m bench.grading_fit [--packs packs/core] [--write]

Nothing of a question is used to fit the weights that it is measured with: one question is left out at a time. With
``--write`` the weights fitted on all questions replace ``src/greenroom/grading/weights.json``. The same packs give the same file.
"""

import argparse
import json
import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from bench.gaming import negated
from greenroom.bank.question import Misconception, Point, Question
from greenroom.bank.read import read_pack
from greenroom.grading.background import Background
from greenroom.grading.ground import Claim, prepare
from greenroom.grading.naming import vocabularies
from greenroom.grading.normalise import normalise
from greenroom.grading.points import FEATURES, match
from greenroom.grading.reading import read
from greenroom.grading.said import hear
from greenroom.grading.weighing import WEIGHTS, Lesson, Weights, taught, weights_of
from greenroom.inference.minilm import MiniLM

RIDGE: Final = 5.0
ARTIFICIAL: Final = 0.6  # weight of a made example beside a graded one
STRONG: Final = 0.35
KINDS: Final = ("points", "misconceptions")
Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Examples:
    """Of one question, n pairs of answer and claim: ``features`` (n, f), ``labels`` (n,) 0, .5 or 1, ``shares`` (n,), ``prose``
    (n,), ``vectors`` (n, width), ``answers`` and ``claims`` (n,) say which."""

    features: Array
    labels: Array
    shares: Array
    prose: Array
    vectors: Array
    answers: Array
    claims: Array


@dataclass(frozen=True, slots=True, eq=False)
class Fit:
    bias: float
    weights: Array
    mean: Array
    scale: Array
    lesson: float = 0.0

    def logits(self, features: Array) -> Array:
        return np.asarray(self.bias + ((features - self.mean) / self.scale) @ self.weights)

    def as_data(self) -> dict[str, object]:
        lists = {name: [round(float(x), 4) for x in getattr(self, name)] for name in ("weights", "mean", "scale")}
        return {"bias": round(self.bias, 4), "lesson": round(self.lesson, 4), **lists}

    def as_weights(self) -> Weights:
        return weights_of(self.as_data())


def sigmoid(logits: Array) -> Array:
    return np.asarray(1.0 / (1.0 + np.exp(-np.clip(logits, -30.0, 30.0))))


def fit(sets: Sequence[Examples]) -> Fit:
    """Weighted logistic regression with a ridge, by Newton's method; then the weight of what samples teach, by the same."""
    features, labels, shares = (np.concatenate([getattr(one, name) for one in sets]) for name in ("features", "labels", "shares"))
    mean, scale = features.mean(axis=0), features.std(axis=0) + 1e-6
    design = np.concatenate([np.ones((len(features), 1)), (features - mean) / scale], axis=1)
    found = _newton(design, labels, shares, np.zeros(len(features)), np.array([1e-3, *[RIDGE] * features.shape[1]]))
    plain = Fit(float(found[0]), found[1:], mean, scale)
    lessons = np.concatenate([lessons_of(one, plain) for one in sets])
    lesson = _newton(lessons[:, None], labels, shares, plain.logits(features), np.array([1.0]))
    return Fit(plain.bias, plain.weights, mean, scale, float(lesson[0]))


def _newton(design: Array, labels: Array, shares: Array, offset: Array, ridge: Array) -> Array:
    found = np.zeros(design.shape[1])
    for _ in range(25):
        likely = sigmoid(offset + design @ found)
        gradient = design.T @ (shares * (likely - labels)) + ridge * found
        hessian = (design * (shares * likely * (1.0 - likely))[:, None]).T @ design + np.diag(ridge)
        found = found - np.linalg.solve(hessian, gradient)
    return found


def lessons_of(one: Examples, model: Fit) -> Array:
    """What the other graded samples teach about each example; a sample is never its own teacher."""
    errors = one.labels - sigmoid(model.logits(one.features)) * one.prose
    taught_here = np.zeros(len(errors))
    for row in range(len(errors)):
        teachers = np.flatnonzero((one.claims == one.claims[row]) & (one.shares == 1.0) & (one.answers != one.answers[row]))
        taught_here[row] = taught(one.vectors[row], [Lesson(one.vectors[k], float(errors[k])) for k in teachers.tolist()])
    return taught_here


def examples_of(
    question: Question, others: Sequence[Question], encoder: MiniLM, background: Background
) -> tuple[Examples, Examples]:
    """The examples for points and for misconceptions: graded samples, the strong answer, and made answers that say nothing."""
    assert question.rubric is not None
    items: tuple[Point | Misconception, ...] = (*question.rubric.points, *question.rubric.misconceptions)
    claims = [Claim(item.id, read(encoder, [normalise(text).text for text in (item.claim, *item.paraphrases)])) for item in items]
    ground = prepare(claims, read(encoder, [normalise(question.prompt).text])[0])
    chance, own, count = background.beside(ground), vocabularies(ground), len(question.rubric.points)
    rows: tuple[list[tuple[object, ...]], list[tuple[object, ...]]] = ([], [])
    names: dict[str, int] = {}
    for name, answer, hits, held, share in _answers(question, others, random.Random(question.id)):
        number = names.setdefault(name, len(names))
        for place, best in enumerate(match(hear(encoder, normalise(answer)), ground, chance, own, count)):
            kind = int(place >= count)
            label = (held if kind else hits).get(best.claim, 0.0)
            rows[kind].append((best.features, label, share, best.prose, best.vector, number, place))
    return _stacked(rows[0]), _stacked(rows[1])


def examples(questions: Sequence[Question], encoder: MiniLM) -> list[tuple[Examples, Examples]]:
    """The examples of every question, with strong answers of three others among them."""
    background = Background(encoder)
    made = []
    for index, question in enumerate(questions):
        others = [questions[(index + step) % len(questions)] for step in (1, 3, 5) if step % len(questions)]
        made.append(examples_of(question, others, encoder, background))
    return made


def _stacked(rows: list[tuple[object, ...]]) -> Examples:
    if not rows:
        none = np.zeros(0)
        return Examples(np.zeros((0, len(FEATURES))), none, none, none, np.zeros((0, MiniLM.width)), none, none)
    features, labels, shares, prose, vectors, answers, claims = (np.array(column, np.float64) for column in zip(*rows, strict=True))
    return Examples(features, labels, shares, prose, vectors, answers, claims)


def _answers(
    question: Question, others: Sequence[Question], rng: random.Random
) -> Iterable[tuple[str, str, dict[str, float], dict[str, float], float]]:
    """Name, text, labels of points, labels of misconceptions, share. An answer made from a sample has its name."""
    assert question.rubric is not None
    for sample in question.samples:
        hits = {**dict.fromkeys(sample.partial, 0.5), **dict.fromkeys(sample.hits, 1.0)}
        yield sample.id, sample.answer, hits, dict.fromkeys(sample.misconceptions, 1.0), 1.0
        if sample.score >= 0.5:
            yield sample.id, negated(sample.answer, rng), {}, {}, ARTIFICIAL
    yield "strong", question.strong, {point.id: 1.0 for point in question.rubric.points}, {}, STRONG
    for other in others:
        yield other.id, other.strong, {}, {}, ARTIFICIAL


def area(scores: Array, labels: Array) -> float:
    """Area under the ROC curve: the chance that a made point scores above a missed one; NaN without both."""
    high, low = scores[labels == 1.0][:, None], scores[labels == 0.0][None, :]
    return float(((high > low) + 0.5 * (high == low)).mean()) if high.size and low.size else float("nan")


def main() -> None:
    arguments = argparse.ArgumentParser(description="Fit the weights of the embedded grader.")
    arguments.add_argument("--packs", type=Path, nargs="*", default=[Path("packs/core")])
    arguments.add_argument("--write", action="store_true")
    options = arguments.parse_args()
    questions = [q for path in options.packs for q in read_pack(path).questions if q.rubric is not None and q.samples]
    made = examples(questions, MiniLM(cached=20_000))
    data: dict[str, object] = {"features": list(FEATURES), "questions": [question.id for question in questions]}
    for kind, name in enumerate(KINDS):
        sets = [pair[kind] for pair in made]
        held_out(name, sets)
        data[name] = fit(sets).as_data()
    if options.write:
        WEIGHTS.write_text(json.dumps(data, indent=1) + "\n", "utf-8")
        print(f"wrote {WEIGHTS.name}")


def held_out(name: str, sets: Sequence[Examples]) -> None:
    """Print how well each question is judged by weights fitted on the others, without and with its other samples."""
    alone, helped, labels = [], [], []
    for index, one in enumerate(sets):
        model = fit([*sets[:index], *sets[index + 1 :]])
        genuine = one.shares == 1.0
        logits = model.logits(one.features)
        alone.append((sigmoid(logits) * one.prose)[genuine])
        helped.append((sigmoid(logits + model.lesson * lessons_of(one, model)) * one.prose)[genuine])
        labels.append(one.labels[genuine])
    truth = np.concatenate(labels)
    for how, scores in (("rubric alone", np.concatenate(alone)), ("with the other samples", np.concatenate(helped))):
        print(f"{name:15} {how:23} n {len(truth)}  AUC {area(scores, truth):.3f}  Brier {np.mean((scores - truth) ** 2):.3f}")


if __name__ == "__main__":
    main()
