"""What cannot be graded, and why: an answer leaves here with a reason, or goes on to the scorer."""

import re
from collections import Counter
from typing import Final

import numpy as np

from greenroom.grading.lexicon import FUNCTION, stem
from greenroom.grading.normalise import Normal, normalise
from greenroom.grading.reading import Reading
from greenroom.grading.said import Said
from greenroom.grading.segments import words
from greenroom.inference.encoder import Floats
from greenroom.kernel.score import UnscoredReason

LONGEST: Final = 20_000  # characters; about 25 minutes of speech
THINNEST: Final = 8  # words below which an answer to a whole question says too little to grade
THINNEST_PROBE: Final = 2
FAR: Final = (0.0, 0.25, 0.45, 0.5)  # nearness to the question's subject...
FOUND: Final = (1.0, 0.3, 0.3, 0.1)  # ...and how much of the rubric an answer that near must seem to hold to be graded
FAR_PROBE: Final = (0.0, 0.12, 0.3)
FOUND_PROBE: Final = (1.0, 0.1, 0.1)
LISTED: Final = 0.2  # order below which words are a list; terse notes have .3 and more
DECLINES: Final = re.compile(
    r"\W*(?:(?:sorry|um+|uh+|hmm+|well|honestly|to be honest|i'm afraid|so|ok(?:ay)?|no)\W+)*"
    r"(?:i (?:really |just |honestly |actually )?(?:do not|don't|dont) (?:really |actually )?(?:know|remember|"
    r"recall|have (?:an|any) (?:answer|idea))|i have no (?:idea|clue|answer)|no idea|"
    r"(?:i am |i'm )?not sure|i (?:can't|cannot|can not) (?:answer|say|remember|recall)|(?:let's |let us )?(?:skip|pass)|"
    r"(?:i )?(?:never|haven't|have not) (?:heard|seen|used|learned)|idk|dunno|no clue|next question)\b"
)
CODE: Final = re.compile(
    r"^\s*(?:def |class |import |from \w+ import|for .*:$|return\b|SELECT\b|[{}<>]|\w+\s*=\s*[\w(\[{])|[;{}]\s*$|=>|::|\(\)",
    re.MULTILINE,
)

Reason = tuple[UnscoredReason, str]


def before_reading(raw: str, *, probe: bool) -> Reason | Normal:
    """The answer ready to read, or a reason that needs no encoder. ``probe``: a short answer is expected."""
    text = raw.strip()
    if not text:
        return UnscoredReason.EMPTY, "There is no answer to grade."
    if len(text) > LONGEST:
        return (
            UnscoredReason.TOO_LONG,
            f"The answer has {len(text):,} characters. Answers of up to {LONGEST:,} are graded: about 25 minutes of speech.",
        )
    normal = normalise(raw)
    return _of_words(normal, probe=probe) or normal


def after_reading(said: Said, prompt: Reading, about: float, made: float, *, probe: bool) -> Reason | None:
    """Reasons that need the answer's vectors. ``about`` is its nearness, 0..1, to the question's own subject; ``made``, 0..1,
    is how much of the rubric it seems to speak to, points or wrong beliefs."""
    if said.asks:
        return UnscoredReason.TOO_THIN, "You asked a question, and nothing after it answers the one that was asked."
    if _copied(said, prompt):
        return UnscoredReason.COPIED_QUESTION, "The answer only repeats the question."
    if said.order.prose < LISTED and said.order.pairs >= 12:
        return (
            UnscoredReason.NOT_PROSE,
            "The words are in no order that says anything: it reads like a list of key words, or shuffled text.",
        )
    near, needed = (FAR_PROBE, FOUND_PROBE) if probe else (FAR, FOUND)
    if about < near[-1] and made < float(np.interp(about, near, needed)):
        return UnscoredReason.OFF_TOPIC, (
            "It stays away from the question's subject, and next to none of the points could be found in it. "
            "It may be about something else, or say it all in a picture that this grader cannot follow."
        )
    return None


def _of_words(normal: Normal, *, probe: bool) -> Reason | None:
    spoken = words(normal.text)
    lowered = re.sub(r"\s+", " ", normal.text.lower()).strip()
    declined = DECLINES.match(lowered)
    if declined and len(words(lowered[declined.end() :])) <= 12:
        return (
            UnscoredReason.DECLINED,
            'You said that you do not know. That is an honest answer, and it is recorded as "declined", not as a wrong one.',
        )
    if not spoken:
        return UnscoredReason.NOT_PROSE, "The answer holds no words."
    if _gibberish(spoken, normal.text):
        return UnscoredReason.NOT_PROSE, "The answer does not read as English sentences."
    if _code(normal.text):
        return UnscoredReason.NOT_PROSE, "The answer is code. This question asks for an explanation in words."
    fewest = THINNEST_PROBE if probe else THINNEST
    if len(spoken) < fewest or (not probe and len({stem(word) for word in spoken} - FUNCTION) < 4):
        return UnscoredReason.TOO_THIN, f"{len(spoken)} {'word' if len(spoken) == 1 else 'words'} are too few to grade."
    return None


def _gibberish(spoken: list[str], text: str) -> bool:
    letters = sum(character.isalpha() for character in text)
    latin = sum("a" <= character.lower() <= "z" for character in text)
    if letters and latin / letters < 0.5:
        return True
    visible = sum(not character.isspace() for character in text)
    if visible > 12 and letters / visible < 0.45:
        return True
    if len(spoken) < 12:
        return max(len(word) for word in spoken) > 40
    commonest = Counter(spoken).most_common(1)[0][1] / len(spoken)
    few = len(set(spoken)) / len(spoken) < 0.12 and len(spoken) < 400
    known = sum(word in FUNCTION for word in spoken) / len(spoken)
    return commonest > 0.35 or few or known < 0.06


def _code(text: str) -> bool:
    lines = [line for line in text.splitlines() if line.strip()]
    return len(lines) >= 2 and sum(bool(CODE.search(line)) for line in lines) / len(lines) > 0.5


def _copied(said: Said, prompt: Reading) -> bool:
    """Whether nearly every content word is the question's, in an order like the question's."""
    asked = prompt.content
    content = [word for word, weight in zip(said.stems, said.weights, strict=True) if weight > 0.1]
    if not content or not asked:
        return False
    return sum(word in asked for word in content) / len(content) > 0.85 and len(content) >= 3


def nearness(said: Said, subject: Floats) -> float:
    """How near the answer is to the subject (t, width): the mean of its three stretches that come nearest to any of its texts."""
    nearest = (said.stretch_vectors @ subject.T).max(axis=1)
    return float(np.sort(nearest)[-3:].mean())
