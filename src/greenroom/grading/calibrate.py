"""From the beliefs in single points to the content score, and from there to the severity of this question's own graded samples."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from greenroom.bank.question import Need, Point
from greenroom.kernel.rating import Interval

FIRMNESS: Final = 1.5
STRETCH: Final = 1.2  # the sum of uncertain beliefs is squeezed towards the middle; fitted over the bank with samples left out
SHIFT: Final = -0.03
SPREAD: Final = 0.22  # standard deviation of mark minus score without samples
SHARED: Final = 0.05  # prior standard deviation of a question's own severity
LOCAL: Final = 0.05  # and of its bend along the scale
REACH: Final = 0.3  # how far along the scale one sample speaks
MOST_UP: Final = 0.15
MOST_DOWN: Final = 0.2
Z90: Final = 1.645


@dataclass(frozen=True, slots=True)
class Graded:
    """A graded sample as the scorer sees it: its own ``raw`` content, and the ``mark`` that a person gave."""

    raw: float
    mark: float


@dataclass(frozen=True, slots=True)
class Calibrated:
    value: float
    interval: Interval


def content(points: Sequence[Point], beliefs: Mapping[str, float], cost: float, focus: frozenset[str] = frozenset()) -> float:
    """Weighted share of the points made, 0..1, less the ``cost`` of wrong beliefs. A bonus point can only help.

    With a ``focus`` only those points count, bonus or not: they are what was asked.
    """
    asked = [point for point in points if point.id in focus] or [point for point in points if point.need is not Need.BONUS]
    extra = [] if focus else [point for point in points if point.need is Need.BONUS]
    full = sum(point.weight for point in asked)
    made = sum(point.weight * firm(beliefs[point.id]) for point in (*asked, *extra))
    return min(1.0, max(0.0, min(1.0, made / full) - cost))


def firm(belief: float) -> float:
    """What a belief of 0..1 counts for: a doubtful one less than it says, a firm one more. Eight beliefs of .1 are no answer."""
    pro, contra = math.pow(belief, FIRMNESS), math.pow(1.0 - belief, FIRMNESS)
    return pro / (pro + contra)


def calibrate(raw: float, samples: Sequence[Graded]) -> Calibrated:
    """The score for a raw content, and its 90% interval.

    A Gaussian process over the raw content (Rasmussen and Williams, "Gaussian Processes for Machine Learning", 2006,
    eq. 2.23 to 2.26) learns how this question's marks differ from ``STRETCH * raw + SHIFT``. Its prior holds the correction
    near nothing while samples are few. It sees the raw content and no text, so likeness to a strong sample lifts nothing,
    and the correction is bounded.
    """
    base = _base(raw)
    if not samples:
        return _bounded(base, SPREAD)
    known = np.array([sample.raw for sample in samples])
    residuals = np.array([sample.mark - _base(sample.raw) for sample in samples])
    kernel = _kernel(known[:, None], known[None, :]) + SPREAD**2 * np.eye(len(samples))
    towards = _kernel(known, np.array(raw))
    solved = np.linalg.solve(kernel, np.stack([residuals, towards], axis=1))
    correction = float(towards @ solved[:, 0])
    doubt = float(SHARED**2 + LOCAL**2 - towards @ solved[:, 1])
    correction = min(MOST_UP, raw * 0.5, correction) if correction > 0 else max(-MOST_DOWN, correction)
    residual_spread = float(np.sqrt((residuals @ residuals + 8 * SPREAD**2) / (len(samples) + 8)))
    return _bounded(base + correction, float(np.sqrt(residual_spread**2 + max(doubt, 0.0))))


def _base(raw: float) -> float:
    return min(1.0, max(0.0, STRETCH * raw + SHIFT))


def _kernel(left: NDArray[np.float64], right: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.asarray(SHARED**2 + LOCAL**2 * np.exp(-0.5 * ((left - right) / REACH) ** 2))


def _bounded(value: float, spread: float) -> Calibrated:
    value = min(1.0, max(0.0, value))
    return Calibrated(value, Interval(value - Z90 * spread, value + Z90 * spread).clamped(0.0, 1.0))
