"""Claims that have nothing to do with the question: how well an answer matches those by chance is the yardstick for the rest.

A long answer, or one about a neighbouring subject, comes near to many claims. What counts is how much nearer it comes to
the rubric's claims than to the statements of ``background.txt``.
"""

from functools import cache
from pathlib import Path
from typing import Final

import numpy as np

from greenroom.grading.ground import Ground
from greenroom.grading.normalise import normalise
from greenroom.grading.reading import Reading, read
from greenroom.grading.said import Said
from greenroom.inference.encoder import Encoder, Floats

STATEMENTS: Final = Path(__file__).with_name("background.txt")
TOO_NEAR: Final = 0.6  # a statement this near to a text of the rubric is no background for it
TOP: Final = 8


class Background:
    """The statements, read once."""

    def __init__(self, encoder: Encoder) -> None:
        self._texts = read(encoder, [normalise(line).text for line in _lines()])
        self._sentences = np.stack([text.sentence for text in self._texts])

    def beside(self, ground: Ground) -> "Chance":
        """The statements that are background for this rubric."""
        far = (ground.plain @ self._sentences.T).max(axis=0) < TOO_NEAR
        texts = tuple(text for text, keep in zip(self._texts, far.tolist(), strict=True) if keep) or self._texts
        return Chance(ground, texts)


class Chance:
    """What an answer reaches by chance, measured as the rubric's own claims are."""

    def __init__(self, ground: Ground, texts: tuple[Reading, ...]) -> None:
        self._ground = ground
        self._words = ground.own_words(np.concatenate([text.vectors for text in texts]))
        self._weights = np.concatenate([text.weights for text in texts])
        self._cuts = np.cumsum([0, *(len(text.stems) for text in texts)]).tolist()[:-1]

    def reached(self, said: Said) -> tuple[float, float]:
        """Recall of the background over the whole answer: the mean of all statements, and of the eight best reached."""
        similar: Floats = np.clip(self._ground.own_words(said.vectors) @ self._words.T, 0.0, 1.0).max(axis=0)
        recall = np.add.reduceat(similar * self._weights, self._cuts) / np.add.reduceat(self._weights, self._cuts)
        return float(recall.mean()), float(np.sort(recall)[-TOP:].mean())


@cache
def _lines() -> tuple[str, ...]:
    return tuple(line for line in STATEMENTS.read_text("utf-8").splitlines() if line)
