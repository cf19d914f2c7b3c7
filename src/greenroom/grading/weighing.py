"""The weights that turn features into a probability: data, fitted by ``python -m bench.grading_fit``, kept in ``weights.json``."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

import numpy as np

from greenroom.grading.points import FEATURES, Match
from greenroom.inference.encoder import Floats

NEARNESS: Final = 4.0
DOUBT: Final = 3.0
WEIGHTS: Final = Path(__file__).with_name("weights.json")


@dataclass(frozen=True, slots=True, eq=False)
class Weights:
    """A logistic model: logit = bias + weights . (features - mean) / scale + lesson * what the graded samples teach."""

    bias: float
    lesson: float
    weights: Floats
    mean: Floats
    scale: Floats

    def logits(self, matches: Sequence[Match]) -> Floats:
        """One a claim, before the samples and the order of words have their say."""
        features = np.stack([match.features for match in matches])
        return np.asarray(self.bias + ((features - self.mean) / self.scale) @ self.weights, np.float32)

    def probabilities(self, matches: Sequence[Match], lessons: Sequence[float] | None = None) -> tuple[float, ...]:
        """The belief, 0..1, that each claim is made. Words in no order count for nothing, whatever they are."""
        if not matches:
            return ()
        logits = self.logits(matches) + self.lesson * np.array(lessons or [0.0] * len(matches), np.float32)
        likely = 1.0 / (1.0 + np.exp(-np.clip(logits, -30.0, 30.0)))
        return tuple(float(value) * match.prose for value, match in zip(likely.tolist(), matches, strict=True))


@dataclass(frozen=True, slots=True, eq=False)
class Lesson:
    """What one graded sample teaches about one claim: where its best stretch lay, and by how much the belief in it was too low."""

    vector: Floats
    error: float


def taught(vector: Floats, lessons: Sequence[Lesson]) -> float:
    """The error to expect for a stretch: the mean of the samples' errors, near ones first, drawn towards 0 as if by three more.

    A kernel residual; a sample twice as near in the exponent of ``NEARNESS`` speaks louder, and no few samples speak alone.
    """
    if not lessons:
        return 0.0
    nearness = np.exp(NEARNESS * np.array([float(vector @ lesson.vector) for lesson in lessons]))
    errors = np.array([lesson.error for lesson in lessons])
    return float((nearness @ errors) / (nearness.sum() + DOUBT * nearness.mean()))


@cache
def weights(kind: str) -> Weights:
    """The fitted weights for ``points`` or ``misconceptions``.

    Raises KeyError for another kind, ValueError when they were fitted on other features.
    """
    data = json.loads(WEIGHTS.read_text("utf-8"))
    if tuple(data["features"]) != FEATURES:
        raise ValueError(f"{WEIGHTS.name} was fitted on other features; run python -m bench.grading_fit --write")
    return weights_of(data[kind])


def weights_of(data: Mapping[str, Any]) -> Weights:
    """The weights that a fit wrote down."""
    lists = (np.array(data[name], np.float32) for name in ("weights", "mean", "scale"))
    return Weights(data["bias"], data["lesson"], *lists)
