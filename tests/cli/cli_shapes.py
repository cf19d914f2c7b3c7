"""The documented JSON shapes, as validators of real output."""

import json
from typing import Any

import jsonschema
from cli_terminal import ROOT


def checked(name: str, text: str) -> Any:
    """``text`` read as one JSON document that fits docs/schema/NAME.schema.json; raises when it does not."""
    value = json.loads(text)
    schema = json.loads((ROOT / "docs" / "schema" / f"{name}.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator(schema).validate(value)
    return value
