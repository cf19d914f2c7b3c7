"""YAML into plain values, with the line of every part, for files that strangers wrote.

Scalars follow the YAML 1.2 core schema, which editors use too. PyYAML's own rules are YAML 1.1, where ``no`` is false,
``1:30`` is ninety, ``1e-6`` is a string and ``2024-05-01`` is a date. Nothing is built from tags, so no code of a pack runs.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from greenroom.bank.value import Steps
from greenroom.kernel.fault import Fault

MOST_NODES = 200_000
"""Bound on values in one file, aliases counted each time they are used: a few lines of aliases can mean billions of values."""

MOST_DEPTH = 60

_BASE: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NULL, _BOOL, _INT, _FLOAT, _STR = (f"tag:yaml.org,2002:{name}" for name in ("null", "bool", "int", "float", "str"))
_DIGITS = "-+0123456789."


class _Loader(_BASE):  # type: ignore[misc]  # the base is the C loader where libyaml is there
    yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012  PyYAML's own name and shape for it


def _resolve(tag: str, pattern: str, first: str) -> None:
    # PyYAML calls match, not fullmatch; it looks the pattern up by the first character, "" being that of an empty scalar.
    _Loader.add_implicit_resolver(tag, re.compile(rf"(?:{pattern})\Z"), list(first) or [""])


_resolve(_NULL, r"~|null|Null|NULL", "~nN")
_resolve(_NULL, r"", "")
_resolve(_BOOL, r"true|True|TRUE|false|False|FALSE", "tTfF")
_resolve(_INT, r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+", _DIGITS)
_resolve(_FLOAT, r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)", _DIGITS)


@dataclass(frozen=True, slots=True)
class Document:
    """The values of one YAML file. ``lines`` maps a path of keys and indices to its 1-based line."""

    value: Any
    lines: Mapping[Steps, int]

    def line(self, path: Steps) -> int:
        """The line of ``path``, or of the nearest part above it that the file has."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)


def load(text: str, path: Path) -> tuple[Document, tuple[Fault, ...]]:
    """Read ``text``, the content of the file at ``path``, with every fault found. After a syntax error the value is None."""
    try:
        node = yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        sentence = ", ".join(part for part in (error.problem, error.context) if part)
        return Document(None, {}), (Fault(path, mark.line + 1 if mark else 0, "", f"this is not YAML: {sentence}"),)
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        return Document(None, {}), (Fault(path, line, "", f"this is not YAML: character #x{error.character:04x} is not allowed"),)
    except RecursionError:  # only the pure Python loader gets here: libyaml has its own bound
        return Document(None, {}), (Fault(path, 0, "", "this YAML is nested too deeply"),)
    if node is None:
        return Document(None, {(): 1}), ()
    builder = _Builder(path)
    try:
        value = builder.build(node, ())
    except _TooMuch as error:
        return Document(None, {}), (*builder.faults, Fault(path, error.line, "", error.message))
    return Document(value, builder.lines), tuple(builder.faults)


class _TooMuch(Exception):
    def __init__(self, line: int, message: str) -> None:
        self.line = line
        self.message = message
        super().__init__(message)


class _Builder:
    def __init__(self, path: Path) -> None:
        self.path = path
        self.lines: dict[Steps, int] = {}
        self.faults: list[Fault] = []
        self.nodes = 0
        self.open: set[int] = set()

    def build(self, node: yaml.Node, steps: Steps) -> Any:
        line = node.start_mark.line + 1
        self.lines.setdefault(steps, line)
        self.nodes += 1
        if self.nodes > MOST_NODES:
            raise _TooMuch(line, f"this file means more than {MOST_NODES:,} values, aliases written out")
        if isinstance(node, yaml.ScalarNode):
            return self.scalar(node, steps, line)
        if len(steps) > MOST_DEPTH:
            raise _TooMuch(line, f"this YAML is nested more than {MOST_DEPTH} deep")
        if id(node) in self.open:
            raise _TooMuch(line, "this YAML refers to itself")
        self.open.add(id(node))
        value: Any
        if isinstance(node, yaml.SequenceNode):
            self.plain(node, "seq", steps, line)
            value = [self.build(item, (*steps, index)) for index, item in enumerate(node.value)]
        else:
            self.plain(node, "map", steps, line)
            value = dict(self.items(node, steps))
        self.open.discard(id(node))
        return value

    def items(self, node: yaml.Node, steps: Steps) -> Iterator[tuple[Any, Any]]:
        for key_node, value_node in node.value:
            line = key_node.start_mark.line + 1
            if not isinstance(key_node, yaml.ScalarNode):
                self.fault(line, steps, "a key is a word or a number, not a list or a mapping")
                continue
            key = self.scalar(key_node, steps, line)
            inner = (*steps, key)
            if inner in self.lines:
                self.fault(line, inner, f"this key is here twice, first on line {self.lines[inner]}")
                continue
            self.lines[inner] = line
            yield key, self.build(value_node, inner)

    def scalar(self, node: yaml.ScalarNode, steps: Steps, line: int) -> Any:
        text: str = node.value
        try:
            if node.tag == _STR:
                return text
            if node.tag == _INT:
                return int(text, 0 if text[:2] in ("0o", "0x") else 10)
            if node.tag == _FLOAT:
                return float(text.lower().replace(".inf", "inf").replace(".nan", "nan"))
        except ValueError:
            self.fault(line, steps, f"this number cannot be read: {text[:40]}")
            return None
        if node.tag == _BOOL:
            return text.lower() == "true"
        if node.tag != _NULL:
            self.fault(line, steps, f"the tag {node.tag} is not allowed: a pack holds plain values")
        return None

    def plain(self, node: yaml.Node, name: str, steps: Steps, line: int) -> None:
        if node.tag != f"tag:yaml.org,2002:{name}":
            self.fault(line, steps, f"the tag {node.tag} is not allowed: a pack holds plain values")

    def fault(self, line: int, steps: Steps, message: str) -> None:
        self.faults.append(Fault(self.path, line, dotted(steps), message))


def dotted(steps: Steps) -> str:
    """``("rubric", "points", 2)`` as ``rubric.points[2]``."""
    text = ""
    for step in steps:
        text += f"[{step}]" if isinstance(step, int) and not isinstance(step, bool) else f".{step}" if text else str(step)
    return text
