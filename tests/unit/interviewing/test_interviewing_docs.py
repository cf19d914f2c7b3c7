"""The numbers in docs/rounds.md are the constants of the code."""

from pathlib import Path

import pytest

from greenroom.bank.question import Need
from greenroom.interviewing import fixes, hire, interviewer, scoring, signals, state
from greenroom.interviewing.formats import FORMATS

PAGE = " ".join((Path(__file__).parents[3] / "docs" / "rounds.md").read_text(encoding="utf-8").split())
WORDS = {1: "one", 2: "two", 3: "three"}


@pytest.mark.parametrize(
    "words",
    [
        f"counts {scoring.AFTER_PROBE:.0%}",
        f"takes {scoring.HINT_COST:.0%} of the question's score. There are {WORDS[state.RUNGS]} at most",
        f"(1 - {scoring.HINT_COST} x hints)",
        f"less than {interviewer.LEAST_TO_ASK:.0f} seconds",
        f"`{signals.Z90} x sqrt(",
        f"{WORDS[signals.PRIOR_QUESTIONS]} questions' worth of a usual spread of {signals.PRIOR_SPREAD}",
        f"1 for a `must`, {fixes.NEED_FACTOR[Need.SHOULD]} for a `should` and {fixes.NEED_FACTOR[Need.BONUS]} for a bonus",
    ],
)
def test_the_page_states_what_the_code_does(words: str) -> None:
    assert words in PAGE


def test_the_page_has_every_format_and_every_step() -> None:
    for stage, form in FORMATS.items():
        assert f"| {stage.words} | {form.minutes} |" in PAGE
        for part in form.parts:
            assert f"{part.minutes} minutes" in PAGE
    for step in hire.Hire:
        assert f"| {step.words} |" in PAGE
    assert (hire.ENOUGH, hire.LEAN_SHOWN, hire.HIRE_SHOWN) == (1 / 2, 2 / 3, 4 / 5)
