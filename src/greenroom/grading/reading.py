"""Texts read for comparison: words with stem, weight, polarity and vector."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from greenroom.grading.lexicon import FUNCTION, stem
from greenroom.grading.polarity import negated
from greenroom.inference.encoder import Encoded, Encoder, Floats

LIGHT: Final = 0.06  # weight of a function word or punctuation mark beside content words of .5 to 1


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """The n content words of one text, or all its words when it has none. ``weights``, ``turned`` have shape (n,); ``vectors`` (n,
    width); offsets are into ``text``; ``denies``: some word of it, function words among them, stands under a negation."""

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    stems: tuple[str, ...]
    weights: Floats
    turned: NDArray[np.bool_]
    vectors: Floats
    sentence: Floats
    denies: bool

    @property
    def content(self) -> frozenset[str]:
        """The stems of its content words."""
        return frozenset(word for word, weight in zip(self.stems, self.weights, strict=True) if weight > LIGHT)


def read(encoder: Encoder, texts: Sequence[str]) -> tuple[Reading, ...]:
    """Read normalised texts, in order."""
    return tuple(_reading(encoded) for encoded in encoder.encode(texts))


@lru_cache(maxsize=4096)
def _marks(text: str, starts: tuple[int, ...], ends: tuple[int, ...]) -> tuple[tuple[str, ...], tuple[bool, ...], tuple[bool, ...]]:
    lowered = text.lower()
    words = [lowered[start:end] for start, end in zip(starts, ends, strict=True)]
    places = negated(text)
    turned = tuple(any(begin <= start < end for begin, end in places) for start in starts)
    light = tuple(word in FUNCTION or not any(character.isalnum() for character in word) for word in words)
    return tuple(stem(word) for word in words), turned, light


def _reading(encoded: Encoded) -> Reading:
    stems, turned, light = _marks(encoded.text, encoded.starts, encoded.ends)
    # Function words carry no claim of their own, and without them every comparison costs a quarter.
    kept = [place for place, dull in enumerate(light) if not dull] or list(range(len(light)))
    return Reading(
        text=encoded.text,
        starts=tuple(encoded.starts[place] for place in kept),
        ends=tuple(encoded.ends[place] for place in kept),
        stems=tuple(stems[place] for place in kept),
        weights=np.array([LIGHT if light[place] else 0.3 + 0.7 * float(encoded.rarity[place]) for place in kept], np.float32),
        turned=np.array([turned[place] for place in kept], bool),
        vectors=encoded.words[kept] if kept else encoded.words,
        sentence=encoded.sentence,
        denies=any(turned),
    )
