"""Wrong beliefs: found as points are, but a belief that the answer speaks against is not held."""

from collections.abc import Sequence
from typing import Final

from greenroom.bank.question import Misconception
from greenroom.kernel.score import PointMark, PointVerdict, Span

HELD: Final = 0.6  # probability from which the belief is taken to be held, and costs marks
DOUBTFUL: Final = 0.4


def judge(beliefs: Sequence[Misconception], probabilities: Sequence[float], spans: Sequence[Span]) -> tuple[PointMark, ...]:
    """One mark a belief; ``hit`` means that the learner holds it."""
    return tuple(
        PointMark(belief.id, verdict, probability, (span,) if verdict is not PointVerdict.MISS else ())
        for belief, probability, span in zip(beliefs, probabilities, spans, strict=True)
        for verdict in [_verdict(probability)]
    )


def cost(beliefs: Sequence[Misconception], probabilities: Sequence[float]) -> float:
    """The share of the content score that the beliefs take away. Nothing for a belief below a mere suspicion."""
    return sum(belief.cost * charged(probability) for belief, probability in zip(beliefs, probabilities, strict=True))


def charged(probability: float) -> float:
    """How much of its cost a belief of this probability takes: 0 up to .25, all from .75."""
    return min(1.0, max(0.0, (probability - 0.25) / 0.5))


def _verdict(probability: float) -> PointVerdict:
    if probability >= HELD:
        return PointVerdict.HIT
    return PointVerdict.PARTIAL if probability >= DOUBTFUL else PointVerdict.MISS
