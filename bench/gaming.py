"""Answers made to fool a grader, from genuine ones."""

import random
import re
from typing import Final

from greenroom.grading.lexicon import FUNCTION

AUXILIARY: Final = re.compile(r"\b(is|are|was|were|can|could|will|would|should|must|may|might|does|do|has|have)\b(?! not)", re.I)
VERB: Final = re.compile(r"\b(\w{3,}s)\b")
FILLER: Final = (
    "That is a really great question and one that comes up a lot in practice. There are many aspects to "
    "consider, and it is important "
    "to take a holistic view. In my experience, communication and alignment are key, and you always want to "
    "follow best practices. At "
    "the end of the day it depends on the context, the data and the requirements of the business. I would look at it from several "
    "angles, weigh the pros and cons carefully, and choose the approach that works best for everyone involved. It is a fascinating "
    "topic and I am always keen to learn more about it."
)


def shuffled(answer: str, rng: random.Random) -> str:
    """All its words, in no order."""
    words = answer.split()
    rng.shuffle(words)
    return " ".join(words)


def negated(answer: str, rng: random.Random) -> str:
    """Each sentence turned round: a "not" after its first auxiliary, or a denial."""
    turned = []
    for sentence in re.split(r"(?<=[.!?])\s+", answer.strip()):
        new, count = AUXILIARY.subn(r"\1 not", sentence, count=1)
        if not count and rng.random() < 0.5:
            new, count = VERB.subn(r"does not \1", sentence, count=1)
        turned.append(new if count else f"It is not true that {sentence[:1].lower()}{sentence[1:]}")
    return " ".join(turned)


def keywords(answer: str) -> str:
    """Its content words, each once, with commas."""
    words = [word.lower() for word in re.findall(r"[A-Za-z0-9\-]+", answer)]
    return ", ".join(word for word in dict.fromkeys(words) if word not in FUNCTION)
