"""Which words of a sentence stand under a negation."""

from itertools import pairwise
from typing import Final

from greenroom.grading.lexicon import DENIES_SENTENCE, NEGATORS, NOT_NEGATING, SCOPE_ENDS, SPOILERS
from greenroom.grading.segments import WORDS

REACH: Final = 14  # words a negation reaches to the right when nothing ends its scope earlier
BREAKS: Final = frozenset(",;:.!?()")


def negated(text: str) -> list[tuple[int, int]]:
    """The places ``(start, end)`` of the words of ``text`` whose meaning is turned round; a double negation cancels out.

    "The model does not memorise the noise" gives memorise, the, noise. A spoiler such as "badly" turns its whole clause.
    """
    lowered = text.lower()
    found = [(match.start(), match.end()) for match in WORDS.finditer(lowered)]
    words = [lowered[start:end] for start, end in found]
    breaks = [any(character in BREAKS for character in lowered[end:start]) for (_, end), (start, _) in pairwise(found)]
    turns = [0] * len(words)
    excused = [match.span() for match in NOT_NEGATING.finditer(lowered)]
    denial = DENIES_SENTENCE.search(lowered)
    for index, word in enumerate(words):
        start = found[index][0]
        if any(begin <= start < end for begin, end in excused):
            continue
        if denial is not None and denial.start() <= start < denial.end():
            continue
        if word in NEGATORS or word.endswith("n't"):
            for reached in _forward(index, words, breaks):
                turns[reached] += 1
        elif word in SPOILERS:
            for reached in (*_backward(index, words, breaks), *_forward(index, words, breaks)):
                turns[reached] += 1
    if denial is not None:
        turns = [turn + (place[0] >= denial.end()) for turn, place in zip(turns, found, strict=True)]
    return [place for place, turn in zip(found, turns, strict=True) if turn % 2]


def _forward(index: int, words: list[str], breaks: list[bool]) -> list[int]:
    reached: list[int] = []
    for place in range(index + 1, min(index + 1 + REACH, len(words))):
        if breaks[place - 1] or (words[place] in SCOPE_ENDS and place > index + 1):
            break
        reached.append(place)
    return reached


def _backward(index: int, words: list[str], breaks: list[bool]) -> list[int]:
    reached: list[int] = []
    for place in range(index - 1, max(index - 1 - REACH, -1), -1):
        if breaks[place] or words[place] in SCOPE_ENDS or words[place] in ("and", "or"):
            break
        reached.append(place)
    return reached
