"""The door that every text encoder comes through."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Encoded:
    """A text as vectors, word by word.

    ``starts`` and ``ends`` are character offsets (code points) of each of the n words in ``text``; ``words`` has shape
    (n, width), one unit vector a word, each word seen in its context; ``rarity`` has shape (n,), 0 for the most
    common words and about 1 for the rarest; ``sentence`` has shape (width,), the unit vector of the whole text.
    Arrays are read-only. A text without a single word has n = 0 and a zero ``sentence``.
    """

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    words: Floats
    rarity: Floats
    sentence: Floats


class Encoder(Protocol):
    """Turns texts into vectors. The same text gives the same bytes, whatever else is encoded with it."""

    @property
    def width(self) -> int: ...

    def encode(self, texts: Sequence[str]) -> tuple[Encoded, ...]:
        """One ``Encoded`` a text, in order. Any string is allowed: NUL bytes, lone surrogates, the empty string."""
        ...
