"""Whether a stretch of an answer says what a text says, or its opposite: negation, opposites, swapped partners, numbers."""

from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from greenroom.grading.lexicon import OPPOSITE_OF
from greenroom.grading.reading import LIGHT, Reading
from greenroom.grading.said import Said, Stretch
from greenroom.inference.encoder import Floats

ALIGNED: Final = 0.3  # similarity from which two words are taken to speak of the same thing
OPPOSED: Final = 0.8  # similarity given to a pair of opposites


@dataclass(frozen=True, slots=True)
class Relation:
    """All 0..1. ``conflict``: share of the aligned words that one side negates and the other does not. ``denied``: how many more
    words of the stretch stand under a negation than of the text, as shares of each. ``swap``: opposites whose
    partners changed places. ``numbers``: share of the text's numbers that are absent. ``near``: share of the text's
    neighbouring content words that are near each other here too. ``given``: share of the alignment due to words of the question.
    """

    conflict: float
    denied: float
    swap: float
    numbers: float
    near: float
    given: float


def relate(said: Said, stretch: Stretch, text: Reading, similar: Floats, given: frozenset[str]) -> Relation:
    """``similar`` has shape (words of the stretch, words of the text)."""
    stems = said.stems[stretch.first : stretch.last]
    turned = said.turned[stretch.first : stretch.last]
    places = {word: place for place, word in reversed(list(enumerate(stems)))}
    partners: list[tuple[int, int]] = []
    agree = clash = owed = 0.0
    best = similar.argmax(axis=0)
    for column, word in enumerate(text.stems):
        weight = float(text.weights[column])
        if weight <= LIGHT:
            continue
        row, strength, opposite = places.get(word, -1), 1.0, False
        if row < 0:
            rivals = [places[other] for other in sorted(OPPOSITE_OF.get(word, ())) if other in places]
            row, strength, opposite = (
                (rivals[0], OPPOSED, True) if rivals else (int(best[column]), float(similar[best[column], column]), False)
            )
        if strength < ALIGNED:
            continue
        partners.append((column, row))
        share = weight * strength
        owed += share if word in given else 0.0
        if bool(text.turned[column]) ^ bool(turned[row]) ^ opposite:
            clash += share
        else:
            agree += share
    total = agree + clash
    return Relation(
        conflict=clash / total if total else 0.0,
        denied=max(0.0, float(turned.mean()) - float(text.turned.mean())),
        swap=_swapped(text.stems, stems),
        numbers=_missing_numbers(text.stems, stems),
        near=_near(partners),
        given=owed / total if total else 0.0,
    )


def _near(partners: list[tuple[int, int]]) -> float:
    pairs = list(pairwise(partners))
    return sum(abs(left[1] - right[1]) <= 3 for left, right in pairs) / len(pairs) if pairs else 0.0


def _missing_numbers(text: tuple[str, ...], stems: tuple[str, ...]) -> float:
    numbers = [word for word in text if any(character.isdigit() for character in word)]
    return sum(number not in stems for number in numbers) / len(numbers) if numbers else 0.0


def _swapped(text: tuple[str, ...], stems: tuple[str, ...]) -> float:
    """1 when two pairs of opposites stand in both, and the nearest partner of one is another here than there."""
    ours = [(place, word) for place, word in enumerate(text) if word in OPPOSITE_OF]
    theirs = [(place, word) for place, word in enumerate(stems) if word in OPPOSITE_OF]
    here = {word for _, word in theirs}
    seen = swapped = 0
    for place, word in ours:
        if word not in here:
            continue
        partner = _partner(place, word, ours)
        spoken = next(_partner(spot, other, theirs) for spot, other in theirs if other == word)
        if partner is None or spoken is None:
            continue
        seen += 1
        swapped += spoken in OPPOSITE_OF[partner] and spoken != partner
    return swapped / seen if seen else 0.0


def _partner(place: int, word: str, found: list[tuple[int, str]]) -> str | None:
    near = [(abs(spot - place), spot, other) for spot, other in found if other != word and other not in OPPOSITE_OF[word]]
    return min(near)[2] if near and min(near)[0] <= 8 else None
