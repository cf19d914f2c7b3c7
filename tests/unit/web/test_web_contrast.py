"""The pairs of text and ground that the style sheets use, by the WCAG 2.2 contrast formula (relative luminance)."""

import re
from pathlib import Path

import pytest

import greenroom.web

TOKENS = Path(greenroom.web.__file__).parent / "static/greenroom/tokens.css"
TEXT = [
    ("ink", "paper"), ("ink", "card"), ("ink", "wash"), ("ink", "accent-wash"), ("ink", "hit"), ("ink", "partial"),
    ("ink", "wrong"),
    ("soft", "paper"), ("soft", "card"), ("soft", "wash"), ("accent", "paper"), ("accent", "card"), ("accent-ink", "accent"),
    ("accent-ink", "accent-strong"), ("hit-ink", "hit"), ("partial-ink", "partial"), ("wrong-ink", "wrong"), ("wrong-ink", "card"),
    ("code-keyword", "wash"), ("code-string", "wash"), ("code-number", "wash"), ("code-name", "wash"), ("soft", "line-wash"),
]  # fmt: skip
SHAPES = [
    ("edge", "card"),
    ("edge", "paper"),
    ("accent", "wash"),
    ("wrong-line", "card"),
    ("hit-line", "card"),
    ("partial-line", "card"),
]


def tokens(scheme: str) -> dict[str, str]:
    light, dark = TOKENS.read_text().split("@media (prefers-color-scheme: dark)")
    found = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", light))
    return found | dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", dark)) if scheme == "dark" else found


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, two: str) -> float:
    high, low = sorted((luminance(one), luminance(two)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_the_formula_on_its_known_ends() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21.0)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), TEXT)
def test_text_meets_aa(scheme: str, text: str, ground: str) -> None:
    found = tokens(scheme)
    assert contrast(found[text], found[ground]) >= 4.5


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("shape", "ground"), SHAPES)
def test_shapes_that_carry_meaning_meet_three_to_one(scheme: str, shape: str, ground: str) -> None:
    found = tokens(scheme)
    assert contrast(found[shape], found[ground]) >= 3.0
