"""Reasoning depth: why, at what price, under which conditions, compared with what, and how much."""

import re
from typing import Final

from greenroom.grading.signals.basis import FEWEST_WORDS, Basis, Guide, listed, rated, unscored
from greenroom.kernel.rating import Rating, Signal
from greenroom.kernel.score import SignalMark

GUIDE: Final = Guide(
    "The answer reasons: it gives causes, trade-offs, conditions, alternatives, numbers and limits, and not assertions only.",
    {
        Rating.VERY_WEAK: "Assertions only; no why.",
        Rating.WEAK: "A reason here or there, but no trade-off, condition or alternative.",
        Rating.STRONG: "Reasons throughout, and some of: trade-off, condition, alternative, number, limit.",
        Rating.VERY_STRONG: "Causes and trade-offs are tied to conditions, alternatives are compared, and "
        "numbers or limits are named.",
    },
)
KINDS: Final = (
    (
        "causes",
        re.compile(
            r"\b(?:because|since|so that|therefore|thus|hence|due to|caused? by|the reason|which means|that means|"
            r"leads? to|results? in|that is why|that's why|"
            r"as a result|consequently|which makes|this makes|comes? from|in order to)\b"
        ),
    ),
    (
        "trade-offs",
        re.compile(
            r"\b(?:trade-?offs?|at the (?:cost|price|expense)|on the other hand|in exchange|(?:the )?(?:price|"
            r"downside|drawback|upside|catch) (?:is|of)|but (?:it|you|we|that|this|they|the)|"
            r"pays? (?:for|with)|the more .* the (?:less|more)|balance between|sacrific\w+|cheaper|costs? (?:more|less|you))\b"
        ),
    ),
    (
        "conditions",
        re.compile(
            r"\b(?:if|unless|when(?:ever)?|depends?|depending|as long as|provided (?:that)?|in (?:that|this) case|"
            r"only (?:if|when)|assuming|given that|as soon as|until|under (?:the )?(?:assumption|load))\b"
        ),
    ),
    (
        "alternatives",
        re.compile(
            r"\b(?:instead(?: of)?|alternative(?:ly)?|rather than|compared (?:to|with)|versus|vs|unlike|in "
            r"contrast|whereas|while the other|another (?:option|way|approach)|"
            r"or (?:i|you|we) (?:could|can|might)|(?:i|we) (?:also )?considered|as opposed to|than (?:a|an|the|to|with))\b"
        ),
    ),
    (
        "numbers",
        re.compile(r"\d|\b(?:half|twice|double[ds]?|percent|per cent|tens of|hundreds?|thousands?|millions?|order of magnitude)\b"),
    ),
    (
        "limits",
        re.compile(
            r"\b(?:however|although|though|except|caveat|limit(?:s|ed|ation|ations)?|does not (?:help|work|"
            r"guarantee|mean)|do not (?:help|work)|doesn't (?:help|work|guarantee|mean)|fails? (?:when|if)|"
            r"breaks? (?:when|if|down)|edge case|not (?:always|enough|sufficient|a silver bullet)|even then|risk|"
            r"still (?:need|have|be|get|can)|no guarantee|in practice)\b"
        ),
    ),
)
BEARS: Final = 0.33  # nearness to the question's subject from which a sentence is about it


def rate(basis: Basis) -> SignalMark:
    """Counts the kinds of reasoning in sentences that bear on the question. Their number matters, and how often they come matters
    little."""
    if basis.words < FEWEST_WORDS:
        return unscored(Signal.REASONING_DEPTH, "The answer is too short to show how you reason.")
    found = {name: [index for index in basis.where(pattern) if basis.bearing[index] >= BEARS] for name, pattern in KINDS}
    present = [name for name, where in found.items() if where]
    places = {index for where in found.values() for index in where}
    level = 1.0 + 0.5 * len(present) + 0.5 * min(1.0, len(places) / 4)
    level = min(level, 1.75 + 2.25 * basis.content.value)  # reasons for wrong or missing claims are not depth
    absent = [name for name, _ in KINDS if name not in present]
    reason = f"It gives {listed(present)}" if present else "It only asserts"
    reason += f"; {listed(absent[:3])} would deepen it." if absent else "."
    shown = [where[0] for where in found.values() if where]
    return rated(Signal.REASONING_DEPTH, level, 0.6, reason, basis.spans(shown))
