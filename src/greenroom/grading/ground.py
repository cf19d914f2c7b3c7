"""A rubric made ready for matching: what sets each of its claims apart from the question they all belong to.

All claims of one question speak of the same subject, and an answer does so too, so plain likeness is high everywhere. Taking
away the mean of the rubric's own vectors leaves what is particular to a claim. In the same spirit a word that stands in
every claim weighs little, and one that stands in a single claim weighs much.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

from greenroom.grading.reading import Reading
from greenroom.inference.encoder import Floats

GIVEN: Final = 0.45  # weight of a word that the question itself contains
SHARED: Final = 0.15  # weight left to a word that stands in every claim


@dataclass(frozen=True, slots=True)
class Claim:
    """A statement to look for. ``texts`` are its wordings, the claim itself first."""

    id: str
    texts: tuple[Reading, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Ground:
    """``claims`` (k) with all their texts (t) and words (r) in one row each. ``owners`` (t,): the claim of each text;
    ``starts``: t + 1 word offsets; ``words`` (r, width) and ``sentences`` (t, width): unit vectors less the common part;
    ``plain`` (t, width): the same with it; ``weights`` (r,)."""

    claims: tuple[Claim, ...]
    prompt: Reading
    texts: tuple[Reading, ...]
    owners: NDArray[np.intp]
    starts: tuple[int, ...]
    stems: tuple[str, ...]
    weights: Floats
    words: Floats
    sentences: Floats
    plain: Floats
    common_word: Floats
    common_sentence: Floats

    def own_words(self, vectors: Floats) -> Floats:
        """Word vectors (n, width) without what is common to the rubric."""
        return unit(vectors - self.common_word)

    def own_sentences(self, vectors: Floats) -> Floats:
        """Sentence vectors (n, width) without what is common to the rubric."""
        return unit(vectors - self.common_sentence)


def prepare(claims: Sequence[Claim], prompt: Reading) -> Ground:
    """Raises ValueError when there is no claim."""
    texts = tuple(text for claim in claims for text in claim.texts)
    owners = np.repeat(np.arange(len(claims)), [len(claim.texts) for claim in claims])
    lengths = [len(text.stems) for text in texts]
    stems = tuple(word for text in texts for word in text.stems)
    plain_weights = np.concatenate([text.weights for text in texts])
    vectors = np.concatenate([text.vectors for text in texts])
    sentences = np.stack([text.sentence for text in texts])
    common_word = np.asarray((vectors * plain_weights[:, None]).sum(axis=0) / plain_weights.sum(), np.float32)
    common_sentence = np.asarray(sentences.mean(axis=0), np.float32)
    holders: dict[str, set[int]] = {}
    for text, owner in zip(texts, owners.tolist(), strict=True):
        for word in text.stems:
            holders.setdefault(word, set()).add(owner)
    many = math.log(max(len(claims), 2))
    given = prompt.content
    apart = [(SHARED + math.log(len(claims) / len(holders[word])) / many) * (GIVEN if word in given else 1.0) for word in stems]
    return Ground(
        claims=tuple(claims),
        prompt=prompt,
        texts=texts,
        owners=owners,
        starts=tuple(np.cumsum([0, *lengths]).tolist()),
        stems=stems,
        weights=(plain_weights * np.array(apart, np.float32)).astype(np.float32),
        words=unit(vectors - common_word),
        sentences=unit(sentences - common_sentence),
        plain=sentences,
        common_word=common_word,
        common_sentence=common_sentence,
    )


def per_text(values: Floats, ground: Ground) -> Floats:
    """Weighted mean over the words of each text: (..., r) to (..., t)."""
    cuts = list(ground.starts[:-1])
    return np.asarray(np.add.reduceat(values * ground.weights, cuts, axis=-1) / np.add.reduceat(ground.weights, cuts), np.float32)


def spans_of_words(ground: Ground) -> list[tuple[int, int]]:
    """The word offsets ``(begin, end)`` of each text."""
    return list(pairwise(ground.starts))


def unit(vectors: Floats) -> Floats:
    """Rows scaled to length 1; a row of zeros stays."""
    return np.asarray(vectors / np.maximum(np.linalg.norm(vectors, axis=-1, keepdims=True), 1e-9), np.float32)
