"""What the interviewer says between questions. Neutral words only: nothing here tells a learner that an answer was good.

Where a thing can be said in several ways, the round's seed and the turn decide which, so that a replay says the same.
"""

import random
from collections import Counter
from collections.abc import Sequence

from greenroom.bank.question import Kind
from greenroom.interviewing.events import Opened
from greenroom.judging.verdict import Verdict, VerdictCode

_THANKS = ("Thanks.", "Okay.", "Thank you.", "Okay, thank you.")
_NEXT = ("Here is the next question.", "On to the next question.", "Let us go on to another topic.", "Next question.")
_FURTHER = ("Let me ask about that.", "Let me stay with that for a moment.", "I want to go a little further there.")
_OTHER_SIDE = (
    "Let me come at it from another side.",
    "Let me ask about another part of it.",
    "There is one more part that I want to ask about.",
)
_PLAIN_FURTHER = ("Let me ask one thing more.", "One follow-up on that.", "Let me follow up on that.")
_KIND_DECLINE = (
    "That is fine, and good to say so plainly.",
    "No problem. Saying so is better than guessing.",
    "Fair enough. We can leave it there.",
)
_COUNTS = {1: "one", 2: "two", 3: "three", 4: "four", 5: "five", 6: "six"}
_NOUNS = {
    Kind.CONCEPT: ("concept question", "concept questions"),
    Kind.BEHAVIORAL: ("question about your own work", "questions about your own work"),
    Kind.CODING: ("coding problem", "coding problems"),
    Kind.SQL: ("SQL problem", "SQL problems"),
    Kind.DEBUGGING: ("debugging problem", "debugging problems"),
    Kind.DESIGN: ("design question", "design questions"),
    Kind.TAKE_HOME: ("take-home task", "take-home tasks"),
}


class Voice:
    """The wording for one moment of a round. The same ``seed`` and ``moment`` choose the same words."""

    def __init__(self, seed: int, moment: int) -> None:
        self._rng = random.Random(f"{seed}:{moment}")  # noqa: S311 - a repeatable choice of words, nothing secret

    def _one(self, ways: Sequence[str]) -> str:
        return ways[int(self._rng.random() * len(ways))]

    def thanks(self) -> str:
        return self._one(_THANKS)

    def next_question(self, kind: Kind) -> str:
        if kind.judged:
            noun = _NOUNS[kind][0]
            return f"Now {_article(noun)} {noun}. Runs cost nothing. You submit once, when you are content with it."
        return self._one(_NEXT)

    def declined(self) -> str:
        return self._one(_KIND_DECLINE)

    def probe(self, ask: str, quoted: str | None, *, own: bool) -> str:
        """The probe behind a bridge. ``own`` says that the quoted words are about the point that the probe asks for."""
        thanks = self.thanks()
        if quoted is None:
            return f"{thanks} {self._one(_PLAIN_FURTHER)} {ask}"
        return f"{thanks} You said “{quoted}”. {self._one(_FURTHER if own else _OTHER_SIDE)} {ask}"


def greeting(opened: Opened) -> str:
    role = opened.role.words
    return (
        f"Hello, and welcome. This is a practice {opened.stage.words} for {_article(role)} {role} role. "
        f"It takes {opened.minutes} minutes: {_contents(opened)}. "
        "Think aloud, and say what you would ask me: it is what a real interviewer wants to hear. "
        "You can pause at any time, and “I don't know” is an answer too. Here is the first question."
    )


def another_way(ask: str) -> str:
    return f"Let me ask it another way. {ask}"


def skipped() -> str:
    return "All right, we leave that one."


def ungraded() -> str:
    return "Your answer is kept, but it could not be graded. That is our fault and costs you nothing."


def judged(verdict: Verdict) -> str:
    """A closing word on a final submission. Says the outcome, never what a hidden case holds."""
    match verdict.code:
        case VerdictCode.AC:
            return "Thanks. It passes all the cases."
        case VerdictCode.IE:
            return "Thanks. The judge failed on that one. It is our fault and costs you nothing; your code is kept."
        case VerdictCode.CE:
            return "Thanks. It does not compile as it stands. The debrief shows the line."
        case _:
            return "Thanks. It does not pass all the cases. The debrief shows which kind of case, and what to look at."


def closing() -> str:
    return "That was my last question. Thank you for your time. Your debrief is next."


def out_of_time() -> str:
    return "That is our time. Thank you. What you said and wrote so far is kept, and your debrief is next."


def little_time(seconds: float) -> str:
    minutes = max(1, round(seconds / 60))
    return f"We have about {minutes} {'minute' if minutes == 1 else 'minutes'} left."


def _contents(opened: Opened) -> str:
    counts = Counter(slot.kind for slot in opened.slots)
    parts = [f"{_COUNTS.get(count, str(count))} {_NOUNS[kind][count > 1]}" for kind, count in counts.items()]
    return " and ".join([", ".join(parts[:-1]), parts[-1]]) if len(parts) > 1 else "".join(parts)


def _article(noun: str) -> str:
    return "an" if noun[:2] in ("ML", "SQ") or noun[0] in "aeiou" else "a"
