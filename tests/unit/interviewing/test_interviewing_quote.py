import re

from hypothesis import given
from hypothesis import strategies as st

from greenroom.interviewing.quote import MOST_WORDS, quote
from greenroom.kernel.score import Span


@given(st.text(max_size=200), st.integers(0, 200), st.integers(1, 200))
def test_a_quote_is_short_and_holds_nothing_special(answer: str, start: int, length: int) -> None:
    found = quote(answer, [Span(start, start + length)])
    if found is not None:
        assert 0 < len(found.split()) <= MOST_WORDS
        assert not re.search(r"[<>&\[\]()*_`#|\\~\"\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]", found)


def test_a_quote_keeps_whole_words_and_ordinary_punctuation() -> None:
    answer = "So, L1's penalty is 0.5 times |w|: it doesn't shrink evenly."
    assert quote(answer, [Span(4, 22)]) == "L1's penalty is 0.5"


def test_a_long_span_is_cut_after_twelve_words() -> None:
    answer = " ".join(f"word{n}" for n in range(30))
    assert quote(answer, [Span(0, len(answer))]) == " ".join(f"word{n}" for n in range(12)) + "…"


def test_the_next_span_is_taken_when_the_first_cannot_be_repeated() -> None:
    assert quote("<b>bold</b> plain words", [Span(0, 11), Span(12, 23)]) == "plain words"


def test_right_to_left_words_can_be_quoted_but_not_the_marks_that_turn_text() -> None:
    assert quote("שלום עולם", [Span(0, 9)]) == "שלום עולם"
    assert quote("ab\u202ecd", [Span(0, 5)]) is None


def test_there_is_nothing_to_quote_outside_the_answer() -> None:
    assert quote("short", [Span(90, 99)]) is None
    assert quote("", [Span(0, 1)]) is None
    assert quote("words", []) is None
