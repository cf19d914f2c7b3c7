"""The parts of a behavioral answer: situation, task, action, result; who acted; and whether the result is a number."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from greenroom.bank.question import StarPart
from greenroom.grading.segments import Sentence

SITUATION: Final = re.compile(
    r"\b(?:when i (?:was|worked|joined)|at (?:my|our) (?:last|previous|former|old|current)|last (?:year|month|"
    r"summer|spring|autumn|winter|quarter)|in my (?:last|previous|former|current)|"
    r"(?:a |two |three |few |some )?(?:years?|months?|weeks?) ago|at the time|back then|we had (?:a|an|been)|"
    r"there was|our (?:team|company|product)|i was (?:working|on|part)|the (?:team|company|project) was)\b"
)
TASK: Final = re.compile(
    r"\b(?:my (?:task|job|role|goal|responsibility|brief) (?:was|is)|i (?:was|had been) (?:asked|responsible|in "
    r"charge|tasked|assigned|supposed)|i (?:had|needed) to|"
    r"we (?:had|needed) to|the (?:goal|aim|deadline|challenge|problem) was|it was (?:up to me|my job)|i owned|i was to)\b"
)
ACTION: Final = re.compile(
    r"\b(?:i|we) (?:then |also |first |finally |quickly |started by |decided to |went and |personally |therefore |next )*"
    r"(?:[a-z]+ed|built|wrote|ran|made|took|set|led|chose|found|drew|met|sat|spoke|told|gave|sent|split|cut|began|"
    r"brought|went|held|put|taught|got|kept|dug|drove|read|did)\b"
)
RESULT: Final = re.compile(
    r"\b(?:as a result|in the end|the result|the outcome|eventually|finally|after that|since then|this (?:led|"
    r"meant|cut|saved|reduced|increased|improved)|"
    r"(?:went|fell|rose|dropped|grew|improved|increased|decreased|reduced|cut|climbed) (?:from|to|by)|we "
    r"(?:shipped|launched|saved|ended|got)|it (?:worked|paid|saved|went)|"
    r"today|to this day|i learned|i have learned|what i (?:learned|took|would)|next time|looking back|in hindsight)\b"
)
LEARNED: Final = re.compile(
    r"\b(?:i(?:'ve| have)? learned|lesson|next time|looking back|in hindsight|since then i|what i took|i would "
    r"(?:now|do)|taught me)\b"
)
METRIC: Final = re.compile(
    r"(?:\d[\d.,]*\s?(?:%|percent|per cent|ms|s\b|seconds?|minutes?|hours?|days?|weeks?|months?|k\b|m\b|x\b|times|"
    r"users?|customers?|points?|dollars?|euros?)|[$€£]\s?\d|"
    r"\b(?:from|to|by) \d|\b(?:half|halved|doubled|tripled|a third|a quarter|two thirds|(?:two|three|four|five|"
    r"six|seven|eight|nine|ten|twenty|thirty|forty|fifty|sixty|ninety)"
    r"(?: \w+)? (?:percent|per cent|hours?|days?|weeks?|months?|times|points?|minutes?|seconds?))\b)"
)
SINGULAR: Final = re.compile(r"\b(?:i|i'm|i've|i'd|my|me|mine|myself)\b")
PLURAL: Final = re.compile(r"\b(?:we|we're|we've|we'd|our|us|ours|ourselves)\b")


@dataclass(frozen=True, slots=True)
class Story:
    """``parts`` gives the sentences (by index) of each part that is there; ``own`` is the share of "I" beside "we", None without
    either."""

    parts: dict[StarPart, tuple[int, ...]]
    own: float | None
    metric: int | None
    learned: int | None

    @property
    def missing(self) -> tuple[StarPart, ...]:
        return tuple(part for part in StarPart if part not in self.parts)


def story(sentences: Sequence[Sentence]) -> Story:
    """Read an answer as a story. ``metric`` and ``learned`` are the sentences with a measured result and a lesson, or None."""
    lowered = [sentence.text.lower() for sentence in sentences]
    found: dict[StarPart, list[int]] = {}
    for index, text in enumerate(lowered):
        for part in _parts(text, index, len(lowered)):
            found.setdefault(part, []).append(index)
    singular = sum(len(SINGULAR.findall(text)) for text in lowered)
    plural = sum(len(PLURAL.findall(text)) for text in lowered)
    late = [
        index for index, text in enumerate(lowered) if METRIC.search(text) and (RESULT.search(text) or index >= len(lowered) / 2)
    ]
    return Story(
        parts={part: tuple(found[part]) for part in StarPart if part in found},
        own=singular / (singular + plural) if singular + plural else None,
        metric=late[-1] if late else None,
        learned=next((index for index, text in enumerate(lowered) if LEARNED.search(text)), None),
    )


def _parts(text: str, index: int, count: int) -> list[StarPart]:
    parts = []
    if SITUATION.search(text) and index <= count / 2:
        parts.append(StarPart.SITUATION)
    if TASK.search(text):
        parts.append(StarPart.TASK)
    if RESULT.search(text) and index > 0:
        parts.append(StarPart.RESULT)
    if ACTION.search(text) and StarPart.RESULT not in parts and StarPart.SITUATION not in parts:
        parts.append(StarPart.ACTION)
    return parts
