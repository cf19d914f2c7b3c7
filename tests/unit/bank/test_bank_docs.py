"""docs/pack-format.md is held to what the program does."""

import re
from pathlib import Path

import pytest
from pydantic import BaseModel

from greenroom.bank import layout, lint_code, lint_samples, literal, pack, question
from greenroom.bank import lint as content
from greenroom.bank.finding import Severity
from greenroom.bank.read import read_pack
from greenroom.bank.yaml_lines import MOST_DEPTH, MOST_NODES

TEXT = (Path(__file__).parents[3] / "docs" / "pack-format.md").read_text(encoding="utf-8")
PACK = "format: 1\nid: example\ntitle: Example\nlicence: CC-BY-4.0\ndescription: The worked examples.\n"
MODELS = [model for model in vars(question).values() if isinstance(model, type) and issubclass(model, BaseModel)]
NOT_WRITTEN = {"starter", "schema_sql", "generators", "cases", "submissions", "folder", "source"}
"""Fields that come from files; the page explains the files."""


@pytest.fixture
def example(tmp_path: Path) -> Path:
    (tmp_path / "pack.yaml").write_text(PACK)
    for name, text in re.findall(r"^`((?:concept|coding)/\S+)`\n```\w+\n(.*?)^```$", TEXT, re.MULTILINE | re.DOTALL):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    return tmp_path


def test_the_worked_examples_are_read_whole(example: Path) -> None:
    reading = read_pack(example)
    assert reading.faults == ()
    assert [question.id for question in reading.questions] == ["moving-average", "dropout-at-inference"]


def test_the_worked_examples_lack_only_the_six_samples_left_out(example: Path) -> None:
    errors = [finding.fault for finding in content.lint(read_pack(example)) if finding.severity is Severity.ERROR]
    assert {fault.path.name for fault in errors} == {"samples.yaml"}
    assert all("samples" in fault.message or "scores" in fault.message for fault in errors)


@pytest.mark.parametrize("model", [*MODELS, pack.Pack])
def test_every_key_is_explained(model: type[BaseModel]) -> None:
    missing = {name for name in model.model_fields if f"`{name}`" not in TEXT} - NOT_WRITTEN
    assert missing == set()


def test_every_file_form_and_folder_is_explained() -> None:
    names = {name for kind in question.Kind for name in layout.layout_of(kind).names}
    assert {name for name in names if name not in TEXT} == set()
    assert {form for form in literal.KEYS if form not in TEXT} == set()
    assert {verdict for verdict in layout.VERDICTS if f"`{verdict}`" not in TEXT} == set()


def test_the_numbers_on_the_page_are_those_of_the_program() -> None:
    assert content.STRONG_WORDS == (100, 240)
    assert (content.SPOKEN_WORDS, content.MOST_OF_ONE, content.LEAST_OF_MUST) == (90, 0.4, 0.4)
    assert (lint_samples.LEAST, lint_samples.LOWEST, lint_samples.HIGHEST, lint_samples.LEAST_DISTINCT) == (8, 0.15, 0.9, 5)
    assert lint_samples.MOST_DIFFERENCE == 0.3
    assert (lint_code.LEAST_CASES, lint_code.LEAST_HIDDEN, lint_code.LEAST_WRONG, lint_code.RUNGS) == (6, 2, 2, 3)
    assert f"{MOST_NODES:,} values" in TEXT
    assert f"at most {MOST_DEPTH} deep" in TEXT
