"""An answer as sentences and clauses, each with its exact place."""

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from greenroom.grading.normalise import Normal

ABBREVIATION: Final = re.compile(r"(?:\b(?:e\.g|i\.e|etc|vs|cf|al|approx|fig|dr|mr|ms|mrs|no|eq)|\b[a-z]\.[a-z])\.$", re.IGNORECASE)
STOP: Final = re.compile(r"[.!?]+[\"')\]]*(?=\s|$)|;|\n\s*|[.!?\u3002](?=[A-Z][a-z])")
MARKER: Final = re.compile(r"(?:[-*+>#]|\(?(?:\d{1,2}|[a-z])[.)])\s", re.IGNORECASE)
WRAPPED: Final = 56  # characters from which a line is taken to have been broken by its editor, and not by its writer
BULLET: Final = re.compile(r"[\s\-*+>#]*(?:\(?(?:\d{1,2}|[a-z])[.)]\s+)?", re.IGNORECASE)
CLAUSE: Final = re.compile(
    r"\s*(?:[,:()]|\s-+\s)\s*|\s+(?=(?:but|because|while|whereas|so|which|although|though|unless|if|when|whenever|therefore|since|"
    r"instead|however|rather|and then|then|otherwise|meaning|as a result|and (?:it|they|the|we|you|i|this|that|so))\b)",
    re.IGNORECASE,
)
ASKS: Final = re.compile(
    r"(?:[\w',-]+ ){0,4}?(?:(?:should|shall|may|can|could|would|do|does|did|are|is|will) (?:i|you|it|that|this|we)\b|"
    r"(?:do|did) you|what (?:do|did|would) you|how (?:much|deep|far)|which (?:one|part|kind)|(?:want|like) me to)[^.!?]*\?",
    re.IGNORECASE,
)  # a question put to the interviewer: about the question itself, with "I" or "you"
YOURS: Final = re.compile(r"\b(?:you|i|me)\b", re.IGNORECASE)
WORDS: Final = re.compile(r"[^\W_]+(?:['.\-][^\W_]+)*")
FEWEST: Final = 4  # words a clause needs to stand alone
LONGEST: Final = 48  # words after which a sentence without a stop is cut; spoken answers often have none


@dataclass(frozen=True, slots=True)
class Clause:
    """Offsets into the normalised text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """``clauses`` cover it in order; a sentence always has at least one."""

    text: str
    start: int
    end: int
    clauses: tuple[Clause, ...]


def sentences(normal: Normal) -> tuple[Sentence, ...]:
    """The sentences of an answer that hold at least one word."""
    text = normal.text
    found: list[Sentence] = []
    begin = 0
    for stop in [*_stops(text), len(text)]:
        found += _trimmed(text, begin, stop)
        begin = stop
    return tuple(found)


def asks(sentence: Sentence) -> bool:
    """Whether a sentence is a question to the interviewer: "Should I go into multiple heads?" claims nothing about them.

    A question that speakers put to themselves ("How do you notice it?") claims nothing either; what follows it does.
    """
    text = sentence.text.strip()
    return text.endswith("?") and ASKS.match(text) is not None and YOURS.search(text) is not None


def words(text: str) -> list[str]:
    """The words of a text in lower case; a hyphenated word or a decimal is one."""
    return [word.lower() for word in WORDS.findall(text)]


def _stops(text: str) -> list[int]:
    return [match.end() for match in STOP.finditer(text) if _ends(text, match)]


def _ends(text: str, stop: re.Match[str]) -> bool:
    if not stop.group().startswith("\n"):
        return not ABBREVIATION.search(text[max(0, stop.start() - 8) : stop.start() + 1])
    line = stop.start() - (text.rfind("\n", 0, stop.start()) + 1)
    return stop.group().count("\n") > 1 or line < WRAPPED or MARKER.match(text, stop.end()) is not None


def _trimmed(text: str, begin: int, end: int) -> list[Sentence]:
    bullet = BULLET.match(text, begin, end)
    begin = bullet.end() if bullet else begin
    while end > begin and text[end - 1].isspace():
        end -= 1
    if not WORDS.search(text, begin, end):
        return []
    clauses = _clauses(text, begin, end)
    groups: list[list[Clause]] = [[]]
    for clause in clauses:
        size = len(WORDS.findall(text, groups[-1][0].start, clause.end)) if groups[-1] else 0
        if size > LONGEST:
            groups.append([])
        groups[-1].append(clause)
    return [Sentence(text[group[0].start : group[-1].end], group[0].start, group[-1].end, tuple(group)) for group in groups]


def _clauses(text: str, begin: int, end: int) -> list[Clause]:
    cuts = [begin]
    for match in CLAUSE.finditer(text, begin, end):
        if len(WORDS.findall(text, cuts[-1], match.start())) >= FEWEST and len(WORDS.findall(text, match.end(), end)) >= FEWEST:
            cuts.append(match.end())
    cuts.append(end)
    found: list[Clause] = []
    for start, stop in pairwise(cuts):
        inside = list(WORDS.finditer(text, start, stop))
        for first in range(0, len(inside), LONGEST):
            last = min(first + LONGEST, len(inside)) - 1
            found.append(
                Clause(start if first == 0 else inside[first].start(), stop if last == len(inside) - 1 else inside[last].end())
            )
    return found
