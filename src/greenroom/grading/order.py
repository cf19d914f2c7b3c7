"""Whether words stand in an order that says something: tells prose from shuffled text and keyword lists.

Words are put into about 240 classes: function words as themselves, content words by their ending. ``order_pairs.json``
holds, for pairs of classes, the log ratio of how often they stand side by side in English answers to how often chance
would put them there. A text's order is the mean over its neighbouring words minus the mean over all its pairs of words,
so it measures order alone: its own words shuffled give 0 on average, prose (non-native prose too) gives .3 to 1.2.
"""

import json
import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Final

from greenroom.grading.lexicon import FUNCTION

PAIRS: Final = Path(__file__).with_name("order_pairs.json")
START, END = "^", "$"
ENDINGS: Final = (
    ("ing", "-ing"), ("ed", "-ed"), ("ly", "-ly"), ("tion", "-n"), ("ment", "-n"), ("ness", "-n"), ("ity", "-n"), ("ance", "-n"),
    ("ence", "-n"), ("er", "-er"), ("or", "-er"), ("al", "-adj"), ("ive", "-adj"), ("ic", "-adj"), ("able", "-adj"),
    ("ous", "-adj"), ("ful", "-adj"), ("est", "-adj"), ("s", "-s"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Order:
    """``value`` as the module says; ``pairs`` is how many neighbours it was measured on."""

    value: float
    pairs: int

    @property
    def prose(self) -> float:
        """How sure it is, 0..1, that this is prose. Few words prove little either way, so the bar is softer for them."""
        if self.pairs < 3:
            return 1.0
        middle = 0.10 + 0.6 / self.pairs
        width = 0.035 + 0.6 / self.pairs
        return 1.0 / (1.0 + math.exp(min(60.0, -(self.value - middle) / width)))

    def among(self, whole: "Order", weight: float = 16.0) -> "Order":
        """This part's order, drawn towards that of the ``whole`` answer as if by ``weight`` neighbours."""
        value = (self.value * self.pairs + whole.value * weight) / (self.pairs + weight)
        return Order(value, self.pairs + min(int(weight), whole.pairs))


def order(sentences: Sequence[Sequence[str]]) -> Order:
    """The order of lower-case words, sentence by sentence."""
    table = _table()
    classed = [[START, *(_class(word) for word in words), END] for words in sentences if words]
    near = total = 0.0
    neighbours = 0
    for classes in classed:
        near += sum(table.get(pair, 0.0) for pair in pairwise(classes))
        neighbours += len(classes) - 1
    counts = Counter(name for classes in classed for name in classes)
    size = sum(counts.values())
    if neighbours < 2:
        return Order(0.0, 0)
    for left, many in counts.items():
        for right, more in counts.items():
            value = table.get((left, right))
            if value is not None:
                total += value * (many * more - (many if left == right else 0))
    return Order(near / neighbours - total / (size * (size - 1)), neighbours)


def _class(word: str) -> str:
    if word in FUNCTION:
        return word
    if any(character.isdigit() for character in word):
        return "#"
    if len(word) > 4 and not word.endswith("ss"):
        for ending, name in ENDINGS:
            if word.endswith(ending):
                return name
    return "-"


@cache
def _table() -> dict[tuple[str, str], float]:
    data = json.loads(PAIRS.read_text("utf-8"))
    return {(left, right): value * data["scale"] for left, row in data["pairs"].items() for right, value in row.items()}
