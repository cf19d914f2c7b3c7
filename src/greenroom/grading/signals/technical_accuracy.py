"""Technical accuracy: what was said is right, and the points that matter are there."""

from typing import Final

from greenroom.bank.question import Kind
from greenroom.grading.signals.basis import Basis, Guide, rated, unscored
from greenroom.kernel.rating import Interval, Rating, Signal
from greenroom.kernel.score import PointVerdict, SignalMark

GUIDE: Final = Guide(
    "The answer makes the points that a good answer makes, and holds no wrong belief.",
    {
        Rating.VERY_WEAK: "Hardly any of the points, or a wrong belief at the heart of the answer.",
        Rating.WEAK: "Some points are there, but must-have points are missing or wrong.",
        Rating.STRONG: "Most must-have points are right; what is missing is detail.",
        Rating.VERY_STRONG: "All must-have points and most of the others, with nothing wrong.",
    },
)


def rate(basis: Basis) -> SignalMark:
    """From the content score, with its interval: 0 is the low end of the scale, 1 the high end."""
    if basis.kind is Kind.BEHAVIORAL:
        return unscored(Signal.TECHNICAL_ACCURACY, "A story about your work is not judged for technical accuracy.")
    made = [mark for mark in basis.points if mark.verdict in (PointVerdict.HIT, PointVerdict.PARTIAL)]
    wrong = [mark for mark in basis.misconceptions if mark.verdict is PointVerdict.HIT]
    hits = sum(mark.verdict is PointVerdict.HIT for mark in made)
    reason = f"{hits} of {len(basis.points)} points made"
    if len(made) > hits:
        reason += f", {len(made) - hits} in part"
    if wrong:
        reason += f", {len(wrong)} wrong {'belief' if len(wrong) == 1 else 'beliefs'}"
    low, high = (Rating.level_of(share) for share in (basis.content.interval.low, basis.content.interval.high))
    level = Rating.level_of(basis.content.value)
    mark = rated(
        Signal.TECHNICAL_ACCURACY, level, 0.0, f"{reason}.", tuple(span for mark in (*made, *wrong) for span in mark.evidence)
    )
    return SignalMark(mark.signal, mark.rating, Interval(min(low, level), max(high, level)), mark.reason, mark.evidence)
