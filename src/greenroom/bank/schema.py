"""JSON Schemas of the files of a pack, made from the models, so that editors can complete and check them.

``python -m greenroom.bank.schema docs/schema`` writes them again; a test fails when they are out of date.
"""

import json
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from greenroom.bank.layout import PROBLEM_ELSEWHERE, QUESTION_ELSEWHERE
from greenroom.bank.pack import Pack
from greenroom.bank.question import Case, Question, Sample

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def question_schema() -> dict[str, Any]:
    """The schema of ``question.yaml``: a Question without what comes from other files."""
    schema = Question.model_json_schema()
    _without(schema, QUESTION_ELSEWHERE)
    _without(schema["$defs"]["Problem"], PROBLEM_ELSEWHERE)
    return _finished(schema, "question.yaml of a Greenroom pack, format 1")


def cases_schema() -> dict[str, Any]:
    """The schema of ``cases.yaml``, where a case may name a ``data_file``."""
    schema = TypeAdapter(list[Case]).json_schema()
    case = schema["$defs"]["Case"]
    case["properties"]["data_file"] = {"type": "string", "pattern": r"^data/[A-Za-z0-9][A-Za-z0-9._-]*\.sql$"}
    case["oneOf"] = [{"required": [name]} for name in ("args", "generate", "data", "data_file")]
    schema["minItems"] = 1
    return _finished(schema, "cases.yaml of a Greenroom pack, format 1")


def samples_schema() -> dict[str, Any]:
    """The schema of ``samples.yaml``."""
    return _finished(TypeAdapter(list[Sample]).json_schema(), "samples.yaml of a Greenroom pack, format 1")


def pack_schema() -> dict[str, Any]:
    """The schema of ``pack.yaml``."""
    return _finished(Pack.model_json_schema(), "pack.yaml of a Greenroom pack, format 1")


SCHEMAS: Mapping[str, Callable[[], dict[str, Any]]] = {
    "question.schema.json": question_schema,
    "cases.schema.json": cases_schema,
    "samples.schema.json": samples_schema,
    "pack.schema.json": pack_schema,
}


def rendered(name: str) -> str:
    """The text of the schema file called ``name``."""
    return json.dumps(SCHEMAS[name](), indent=2, ensure_ascii=False) + "\n"


def _without(schema: dict[str, Any], fields: Mapping[str, str]) -> None:
    for name in fields:
        del schema["properties"][name]
    schema["required"] = [name for name in schema["required"] if name not in fields]


def _finished(schema: dict[str, Any], title: str) -> dict[str, Any]:
    """Without definitions that nothing refers to any more and without pydantic's made-up titles."""
    definitions = schema.pop("$defs", {})
    used: dict[str, Any] = {}
    waiting = _references(schema)
    while waiting:
        name = waiting.pop()
        if name not in used:
            used[name] = definitions[name]
            waiting |= _references(definitions[name])
    plain = {"$schema": DIALECT, "title": title} | {key: value for key, value in schema.items() if key != "title"}
    if used:
        plain["$defs"] = {name: used[name] for name in sorted(used)}
    for part in (plain, *used.values()):
        for field in part.get("properties", {}).values():
            field.pop("title", None)
    return plain


def _references(value: Any) -> set[str]:
    if isinstance(value, dict):
        here = {value["$ref"].removeprefix("#/$defs/")} if "$ref" in value else set()
        return here.union(*(_references(item) for item in value.values()))
    return set().union(*(_references(item) for item in value)) if isinstance(value, list) else set()


def main(arguments: list[str]) -> int:
    """Write every schema into the folder given as the one argument."""
    if len(arguments) != 1:
        sys.stderr.write("usage: python -m greenroom.bank.schema FOLDER\n")
        return 2
    folder = Path(arguments[0])
    folder.mkdir(parents=True, exist_ok=True)
    for name in SCHEMAS:
        (folder / name).write_text(rendered(name), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
