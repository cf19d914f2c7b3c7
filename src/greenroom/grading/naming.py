"""Whether an answer uses the words that set a claim apart from its neighbours: "dropout", "validation", "square root".

Vectors find a paraphrase, but they also find the neighbouring claim. A rare word that stands in one claim of the rubric and in
no other is the cheaper and surer sign, even in a list of two words that is too short to compare by its vector.
"""

import math
from dataclasses import dataclass
from typing import Final

import numpy as np

from greenroom.grading.ground import Ground
from greenroom.grading.said import Said
from greenroom.inference.encoder import Floats

GIVEN: Final = 0.3  # weight of a word that the question itself contains
ONCE: Final = 0.6  # and of a word that stands in one wording of the claim only
FEWEST: Final = 3  # words a stretch is taken to have at least, so that a single word is not all of it


@dataclass(frozen=True, slots=True, eq=False)
class Named:
    """One value a claim (k,), all 0..1 save ``dense``. ``best``: its own words in the stretch that has most of them;
    ``apart``: how far that stretch prefers it to every other claim; ``anywhere``: its own words in the whole answer;
    ``said``: share of the own words of its first wording that are said; ``dense``: own words for the length of the stretch."""

    best: Floats
    apart: Floats
    anywhere: Floats
    said: Floats
    dense: Floats


def vocabularies(ground: Ground) -> tuple[dict[str, float], ...]:
    """The words of each claim by stem, with how much each sets the claim apart: 0 for one that stands in every claim."""
    found: list[dict[str, tuple[float, int]]] = []
    for claim in ground.claims:
        mine: dict[str, tuple[float, int]] = {}
        for text in claim.texts:
            for word, weight in zip(text.stems, text.weights.tolist(), strict=True):
                mine[word] = (mine.get(word, (weight, 0))[0], mine.get(word, (weight, 0))[1] + 1)
        found.append(mine)
    holders: dict[str, int] = {}
    for mine in found:
        for word in mine:
            holders[word] = holders.get(word, 0) + 1
    count, given = len(found), ground.prompt.content
    many = math.log(max(count, 2))
    return tuple(
        {
            word: weight * math.log(count / holders[word]) / many * (GIVEN if word in given else 1.0) * (1.0 if times > 1 else ONCE)
            for word, (weight, times) in mine.items()
        }
        for mine in found
    )


def name(said: Said, ground: Ground, own: tuple[dict[str, float], ...]) -> Named:
    """``own`` is what ``vocabularies`` says of ``ground``."""
    heard = [frozenset(said.stems[stretch.first : stretch.last]) for stretch in said.stretches]
    spoken = frozenset(said.stems)
    shared = [{word: weight for word, weight in mine.items() if word in spoken} for mine in own]
    sums = np.array([[sum(weight for word, weight in mine.items() if word in words) for mine in shared] for words in heard])
    full = 1.0 - np.exp(-sums)
    lengths = np.array([max(len(words), FEWEST) for words in heard])
    apart = full.copy()
    if len(own) > 1:
        ordered = np.sort(full, axis=1)
        top, second = ordered[:, -1:], ordered[:, -2:-1]
        apart = full - np.where(full == top, second, top)
    first = [{word: mine[word] for word in claim.texts[0].stems} for claim, mine in zip(ground.claims, own, strict=True)]
    return Named(
        best=np.asarray(full.max(axis=0), np.float32),
        apart=np.asarray(apart.max(axis=0), np.float32),
        anywhere=np.asarray(1.0 - np.exp([-sum(mine.values()) for mine in shared]), np.float32),
        said=np.array(
            [sum(w for word, w in mine.items() if word in spoken) / (sum(mine.values()) + 1e-6) for mine in first], np.float32
        ),
        dense=np.asarray((sums / np.sqrt(lengths)[:, None]).max(axis=0), np.float32),
    )
