import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from greenroom.bank.kind import Kind
from greenroom.bank.places import built_in
from greenroom.bank.schema import SCHEMAS, cases_schema, main, pack_schema, question_schema, rendered, samples_schema
from greenroom.bank.starter import write_starter
from greenroom.bank.yaml_lines import load

DOCS = Path(__file__).parents[3] / "docs" / "schema"
FILES = {
    "question.yaml": question_schema(),
    "cases.yaml": cases_schema(),
    "samples.yaml": samples_schema(),
    "pack.yaml": pack_schema(),
}


def plain(path: Path) -> Any:
    document, faults = load(path.read_text(encoding="utf-8"), path)
    assert faults == ()
    return document.value


def check(path: Path) -> list[str]:
    schema = FILES[path.name]
    validator = jsonschema.Draft202012Validator(schema)
    return [error.message for error in validator.iter_errors(plain(path))]


@pytest.mark.parametrize("name", SCHEMAS)
def test_the_schema_in_the_docs_is_the_one_the_models_make(name: str) -> None:
    assert (DOCS / name).read_text(encoding="utf-8") == rendered(name), "run: python -m greenroom.bank.schema docs/schema"


@pytest.mark.parametrize("name", SCHEMAS)
def test_each_is_a_schema(name: str) -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMAS[name]())


def test_the_core_pack_fits() -> None:
    paths = [path for path in (built_in() / "core").rglob("*.yaml") if path.name in FILES]
    assert len(paths) > 2
    assert {str(path): check(path) for path in paths if check(path)} == {}


@pytest.mark.parametrize("kind", Kind)
def test_the_starters_fit(kind: Kind, tmp_path: Path) -> None:
    assert [check(path) for path in write_starter(kind, tmp_path) if path.name in FILES and check(path)] == []


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("question.yaml", "minutes: 15", "minutes: 0"),
        ("question.yaml", "minutes: 15", "minutes: 15\nprompt: hello"),
        ("question.yaml", "  reference: grouped.sql", "  reference: grouped.sql\n  starter: SELECT 1"),
        ("cases.yaml", "id: one-order", "id: One Order"),
        ("cases.yaml", "  about: one order\n", "  about: one order\n  data_file: data/a.sql\n"),
        ("cases.yaml", "  about: one order\n", "  about: one order\n  colour: blue\n"),
    ],
)
def test_a_schema_refuses_what_the_reader_refuses(tmp_path: Path, name: str, old: str, new: str) -> None:
    write_starter(Kind.SQL, tmp_path)
    path = tmp_path / "sql/new-sql" / name
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))
    assert check(path) != []


def test_main_writes_every_schema(tmp_path: Path) -> None:
    assert main([str(tmp_path / "new")]) == 0
    assert {path.name for path in (tmp_path / "new").iterdir()} == set(SCHEMAS)
    assert json.loads((tmp_path / "new" / "pack.schema.json").read_text())["required"] == [
        "format",
        "id",
        "title",
        "licence",
        "description",
    ]


def test_main_says_how_it_is_used(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 2
    assert "usage" in capsys.readouterr().err
