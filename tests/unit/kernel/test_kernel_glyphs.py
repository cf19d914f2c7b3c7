import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from greenroom.kernel.glyphs import visible

any_text = st.text(st.characters(exclude_categories=()))


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("a\x00b", "a␀b"),
        ("\x1b[31m", "␛[31m"),
        ("one\r\ntwo\rthree\n", "one\ntwo␍three\n"),
        ("\x9b31m", "\ufffd31m"),
        ("\ud800x\udfff", "\ufffdx\ufffd"),
        ("safe\u202etxt.exe\u202c", "safe[RLO]txt.exe[PDF]"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("a\tb\n", "a\tb\n"),
        ("👩\u200d🔬 שלום", "👩\u200d🔬 שלום"),
    ],
)
def test_odd_characters_become_visible_and_the_rest_stays(typed: str, shown: str) -> None:
    assert visible(typed) == shown


@settings(deadline=None)
@given(any_text)
def test_the_result_can_be_sent_and_holds_no_control_character(text: str) -> None:
    shown = visible(text)
    shown.encode()
    assert not [char for char in shown if unicodedata.category(char) in ("Cc", "Cs") and char not in "\t\n"]
    assert visible(shown) == shown
