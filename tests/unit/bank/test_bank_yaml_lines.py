import math
from pathlib import Path
from typing import Any

import pytest

from greenroom.bank.yaml_lines import MOST_NODES, Document, dotted, load

FILE = Path("some.yaml")


def good(text: str) -> Document:
    document, faults = load(text, FILE)
    assert faults == ()
    return document


def fault(text: str) -> tuple[int, str, str]:
    faults = load(text, FILE)[1]
    assert len(faults) == 1
    assert faults[0].path == FILE
    return faults[0].line, faults[0].field, faults[0].message


def test_every_part_has_its_line() -> None:
    document = good("a: 1\nb:\n  - x\n  - c: 2\n    d: [3,\n      4]\n")
    assert document.value == {"a": 1, "b": ["x", {"c": 2, "d": [3, 4]}]}
    assert document.line(("a",)) == 1
    assert document.line(("b", 0)) == 3
    assert document.line(("b", 1, "d")) == 5
    assert document.line(("b", 1, "d", 1)) == 6


def test_a_part_that_is_not_there_has_the_line_of_what_holds_it() -> None:
    document = good("a: 1\nb:\n  - c: 2\n")
    assert document.line(("b", 0, "missing", "deeper")) == 3
    assert document.line(("missing",)) == 1


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("no", "no"),
        ("on", "on"),
        ("true", True),
        ("False", False),
        ("1:30", "1:30"),
        ("1e-6", 1e-6),
        ("-.5", -0.5),
        ("3", 3),
        ("007", 7),
        ("0x1F", 31),
        ("0o17", 15),
        ("3.", 3.0),
        ("2024-05-01", "2024-05-01"),
        (".inf", math.inf),
        ("-.INF", -math.inf),
        ("~", None),
        ("null", None),
        ("", None),
        ("1_000", "1_000"),
        ("'12'", "12"),
        ("12 apples", "12 apples"),
        (">-\n  folded\n  text", "folded text"),
    ],
)
def test_scalars_follow_yaml_1_2(text: str, value: Any) -> None:
    got = good(f"key: {text}\n").value["key"]
    assert got == value
    assert type(got) is type(value)


def test_nan() -> None:
    assert math.isnan(good("[.nan]").value[0])


def test_a_key_given_twice_names_both_lines() -> None:
    assert fault("a: 1\nb: 2\na: 3\n") == (3, "a", "this key is here twice, first on line 1")
    document, _ = load("a: 1\na: 3\n", FILE)
    assert document.value == {"a": 1}


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a: [1, 2\nb: 3\n", 2),
        ("a: 1\n  b: 2\n", 2),
        ("a: 'open\n", 2),
        ("a: *nowhere\n", 1),
        ("a: 1\n---\nb: 2\n", 2),
        ("\ta: 1", 1),
    ],
)
def test_a_syntax_error_has_its_line(text: str, line: int) -> None:
    got, _, message = fault(text)
    assert (got, message[:16]) == (line, "this is not YAML")


def test_a_control_character_has_its_line() -> None:
    line, _, message = fault("a: 1\nb: \x07\n")
    assert (line, message) == (2, "this is not YAML: character #x0007 is not allowed")


@pytest.mark.parametrize("tag", ["!!python/object/apply:os.system", "!!python/name:os.system", "!mine", "!!set", "!!binary"])
def test_tags_are_refused_and_build_nothing(tag: str) -> None:
    line, field, message = fault(f"a: 1\nb: {tag} {{x: y}}\n" if tag == "!!set" else f"a: 1\nb: {tag} 'true'\n")
    assert (line, field) == (2, "b")
    assert "not allowed" in message


def test_aliases_are_written_out() -> None:
    assert good("a: &x [1, 2]\nb: *x\n").value == {"a": [1, 2], "b": [1, 2]}


def test_a_billion_laughs_is_one_fault() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 12)]
    assert f"{MOST_NODES:,}" in fault("\n".join(lines))[2]


def test_a_document_that_holds_itself_is_one_fault() -> None:
    assert fault("a: &a\n  b: *a\n")[2] == "this YAML refers to itself"


@pytest.mark.parametrize("depth", [100, 5_000, 100_000])
def test_deep_nesting_is_one_fault(depth: int) -> None:
    fault("[" * depth + "]" * depth)


def test_deep_block_nesting_is_one_fault() -> None:
    fault("- " * 50_000 + "x")


def test_a_number_with_ten_thousand_digits_is_one_fault() -> None:
    assert fault("a: " + "9" * 10_000)[:2] == (1, "a")


def test_a_key_is_a_scalar() -> None:
    assert fault("? [1, 2]\n: 3\n")[2] == "a key is a word or a number, not a list or a mapping"


def test_empty_text_is_no_value() -> None:
    assert good("# nothing\n").value is None


def test_dotted() -> None:
    assert dotted(("rubric", "points", 2, "weight")) == "rubric.points[2].weight"
    assert dotted(()) == ""
