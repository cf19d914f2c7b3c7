"""Communication clarity: how easy the answer is to follow. Accent, fluency, grammar and vocabulary are not looked at."""

import re
from typing import Final

from greenroom.bank.question import Kind, StarPart
from greenroom.grading.segments import WORDS
from greenroom.grading.signals.basis import FEWEST_WORDS, Basis, Guide, listed, rated, unscored
from greenroom.kernel.rating import Rating, Signal
from greenroom.kernel.score import PointVerdict, SignalMark

GUIDE: Final = Guide(
    "A listener can follow: the answer comes first, the order is clear, something concrete makes it tangible, "
    "sentences stay short.",
    {
        Rating.VERY_WEAK: "One long stream; the answer to the question is hard to find.",
        Rating.WEAK: "The answer is in there, but late or without order.",
        Rating.STRONG: "The answer comes early, in a clear order, in sentences that can be followed.",
        Rating.VERY_STRONG: "Answer first, signposted, with an example or picture that makes it stick, and a close.",
    },
)
SIGNPOST: Final = re.compile(
    r"\b(?:first(?:ly)?|second(?:ly)?|third(?:ly)?|finally|next|then|the (?:first|second|third|last|main|other) "
    r"(?:is|one|thing|reason|way)|in short|to sum up|in summary|overall|"
    r"there are (?:two|three|four|several|a few)|on the one hand|on the other hand|the key|the point is|so in|to "
    r"start|let me|beyond that|one (?:is|way)|another (?:is|way)|in contrast)\b"
)
CONCRETE: Final = re.compile(
    r"\b(?:for (?:example|instance)|e\.g|such as|imagine|suppose|say (?:you|we|i|a|that)|think of|like (?:a|an|"
    r"when|the|someone|studying|learning)|as if|in (?:my|our) (?:last|previous|project)|"
    r"(?:i|we) (?:once|used|had a|worked|built|saw)|picture|analogy|it's like|it is like|take (?:a|an|the))\b"
)
LONG: Final = 34  # words in a sentence that a listener has to hold at once


def rate(basis: Basis) -> SignalMark:
    if basis.words < FEWEST_WORDS:
        return unscored(Signal.COMMUNICATION_CLARITY, "The answer is too short to judge how it is built.")
    lengths = [len(WORDS.findall(sentence.text)) for sentence in basis.sentences]
    first = _answer_first(basis)
    signposts, concrete = basis.where(SIGNPOST), basis.where(CONCRETE)
    ordered = len(signposts) >= 2 or (basis.kind is Kind.BEHAVIORAL and len(basis.story.parts) >= 3)
    brief = sum(length <= LONG for length in lengths) / len(lengths)
    flows = basis.flow is None or basis.flow >= 0.2
    level = 1.0 + 0.9 * first + 0.6 * ordered + 0.6 * bool(concrete) + 0.6 * brief + 0.3 * flows
    good = [
        text
        for text, there in (
            ("the answer comes first", first),
            ("the order is signposted", ordered),
            ("something concrete makes it tangible", bool(concrete)),
            ("sentences are short", brief > 0.7),
        )
        if there
    ]
    better = [
        text
        for text, there in (
            ("open with the answer itself", first),
            ("say how many parts there are and name each", ordered),
            ("add an example or a picture", bool(concrete)),
            ("cut the long sentences", brief > 0.7),
        )
        if not there
    ]
    reason = (listed(good).capitalize() if good else "It is hard to follow") + (f"; {listed(better)}." if better else ".")
    return rated(
        Signal.COMMUNICATION_CLARITY, level, 0.6, reason, basis.spans([*([0] if first else []), *signposts[:3], *concrete[:2]])
    )


def _answer_first(basis: Basis) -> bool:
    """Whether a point stands in the first third; for a story, whether it opens by setting the scene."""
    if basis.kind is Kind.BEHAVIORAL:
        early = (*basis.story.parts.get(StarPart.SITUATION, ()), *basis.story.parts.get(StarPart.TASK, ()))
        return any(index <= 2 for index in early)
    until = basis.places[max(0, (len(basis.places) - 1) // 3)].end
    made = [mark for mark in basis.points if mark.verdict in (PointVerdict.HIT, PointVerdict.PARTIAL)]
    return any(span.start < until for mark in made for span in mark.evidence)
