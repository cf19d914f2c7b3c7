"""From the files of one question to raw values, ready for the models, with the place of each."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from greenroom.bank.folder import Folder
from greenroom.bank.kind import Kind
from greenroom.bank.layout import PROBLEM_ELSEWHERE, QUESTION_ELSEWHERE, VERDICTS, layout_of
from greenroom.bank.origin import Origin
from greenroom.bank.value import Steps
from greenroom.bank.yaml_lines import Document, load
from greenroom.kernel.names import closest

DATA_FILE = re.compile(r"data/[A-Za-z0-9][A-Za-z0-9._-]*\.sql")


@dataclass
class Gathered:
    """``raw`` is for ``Question.model_validate``. ``absent`` holds the files that could not be read: they have their fault
    already, so what the models say of their content is noise."""

    raw: dict[str, Any]
    parts: dict[Steps, tuple[Path, Document | None]]
    absent: set[Path] = field(default_factory=set)

    def origin(self, folder: Path) -> Origin:
        return Origin(folder, self.parts)


def gather(folder: Folder, path: Path, kind: Kind, pack: str) -> Gathered | None:
    """Read the question at ``path``; None when there is nothing to read. Faults go to ``folder``."""
    if not path.is_dir():
        folder.fault(path, f"is a file; a {kind} question is a folder")
        return None
    entries = folder.entries(path)
    layout = layout_of(kind)
    if not entries:
        folder.fault(path, f"is empty; a {kind} question has {', '.join(sorted(layout.required))}")
        return None
    _unknown(folder, entries, layout.names, f"is not part of a {kind} question")
    for name, purpose in layout.required.items():
        if name not in entries:
            folder.fault(path / name, f"is missing: {purpose}")
    gathered = Gathered({}, {(): (path / "question.yaml", Document(None, {}))})
    raw = _mapping(folder, entries, gathered, path)
    _drop(folder, gathered, raw, (), QUESTION_ELSEWHERE)
    raw |= {"id": path.name, "kind": kind.value, "pack": pack}
    gathered.raw = raw
    gathered.parts |= {("id",): (path, None), ("kind",): (path.parent, None), ("pack",): (folder.root / "pack.yaml", None)}
    _text(folder, entries, gathered, raw, ("prompt",), path / "prompt.md")
    _text(folder, entries, gathered, raw, ("strong",), path / "strong.md")
    _list(folder, entries, gathered, raw, ("samples",), path / "samples.yaml")
    if kind.judged:
        _problem(folder, entries, gathered, kind, path)
    return gathered


def _mapping(folder: Folder, entries: dict[str, Path], gathered: Gathered, path: Path) -> dict[str, Any]:
    file = path / "question.yaml"
    document = _yaml(folder, entries, file, dict, "a mapping of keys to values")
    if document is None:
        gathered.absent.add(file)
        return {}
    gathered.parts[()] = (file, document)
    return dict(document.value)


def _problem(folder: Folder, entries: dict[str, Path], gathered: Gathered, kind: Kind, path: Path) -> None:
    problem = gathered.raw.get("problem", {})
    if not isinstance(problem, dict):
        return  # the model says so
    problem = dict(problem)
    gathered.raw["problem"] = problem
    _drop(folder, gathered, problem, ("problem",), PROBLEM_ELSEWHERE)
    _text(folder, entries, gathered, problem, ("problem", "starter"), path / f"starter{kind.suffix}")
    if kind is Kind.SQL:
        _text(folder, entries, gathered, problem, ("problem", "schema_sql"), path / "schema.sql")
    else:
        _text(folder, entries, gathered, problem, ("problem", "generators"), path / "generate.py")
    _list(folder, entries, gathered, problem, ("problem", "cases"), path / "cases.yaml")
    used = _data_files(folder, entries, gathered, problem, path) if kind is Kind.SQL else set()
    if "data" in entries:
        for name, file in folder.entries(entries["data"]).items():
            if f"data/{name}" not in used:
                folder.fault(file, "no case in cases.yaml names this file")
    problem["submissions"] = _submissions(folder, entries, gathered, kind, path)


def _data_files(folder: Folder, entries: dict[str, Path], gathered: Gathered, problem: dict[str, Any], path: Path) -> set[str]:
    """Put the text of each case's ``data_file`` in its ``data``; returns the names used."""
    used: set[str] = set()
    held = folder.entries(entries["data"]) if "data" in entries and entries["data"].is_dir() else {}
    cases = problem.get("cases")
    for index, case in enumerate(cases if isinstance(cases, list) else ()):
        if not isinstance(case, dict) or "data_file" not in case:
            continue
        name = case.pop("data_file")
        steps: Steps = ("problem", "cases", index, "data_file")
        file, line = gathered.origin(path).place(*steps)
        message = ""
        if not isinstance(name, str) or DATA_FILE.fullmatch(name) is None:
            message = f"{name!r} is not a file such as data/small.sql in the question's own folder"
        elif name.removeprefix("data/") not in held:
            message = f"there is no file {name}"
        elif "data" in case:
            message = "give data or data_file, not both"
        else:
            used.add(name)
            case["data"] = folder.text(held[name.removeprefix("data/")])
            gathered.parts[(*steps[:-1], "data")] = (held[name.removeprefix("data/")], None)
        if message:
            folder.fault(file, message, line, gathered.origin(path).field(*steps))
        if case.get("data") is None:
            case["data"] = "-- missing"  # has its fault: keeps the rule of one input quiet
    return used


def _submissions(folder: Folder, entries: dict[str, Path], gathered: Gathered, kind: Kind, path: Path) -> list[Any]:
    found: list[Any] = []
    top = path / "submissions"
    gathered.parts["problem", "submissions"] = (top, None)
    if "submissions" not in entries:
        gathered.absent.add(top)
        return found
    folders = folder.entries(top)
    _unknown(folder, folders, VERDICTS, "is not a verdict")
    for verdict in VERDICTS:
        if verdict not in folders:
            continue
        files = folder.entries(folders[verdict])
        if not files:
            folder.fault(folders[verdict], "is empty")
        for name, file in files.items():
            if not name.endswith(kind.suffix):
                folder.fault(file, f"a submission to a {kind} question is a {kind.suffix} file")
                continue
            source = folder.text(file)
            if source is not None:
                gathered.parts["problem", "submissions", len(found)] = (file, None)
                found.append({"name": name, "folder": verdict, "source": source})
    return found


def _text(folder: Folder, entries: dict[str, Path], gathered: Gathered, into: dict[str, Any], steps: Steps, file: Path) -> None:
    gathered.parts[steps] = (file, None)
    text = folder.text(file) if file.name in entries else None
    if text is None:
        gathered.absent.add(file)
    else:
        into[str(steps[-1])] = text


def _list(folder: Folder, entries: dict[str, Path], gathered: Gathered, into: dict[str, Any], steps: Steps, file: Path) -> None:
    document = _yaml(folder, entries, file, list, "a list")
    gathered.parts[steps] = (file, document or Document(None, {}))
    if document is None:
        gathered.absent.add(file)
    else:
        into[str(steps[-1])] = [dict(item) if isinstance(item, dict) else item for item in document.value]


def _yaml(folder: Folder, entries: dict[str, Path], file: Path, type: type, words: str) -> Document | None:
    text = folder.text(file) if file.name in entries else None
    if text is None:
        return None
    document, faults = load(text, file)
    folder.faults += faults
    if document.value is None and faults:
        return None
    if not isinstance(document.value, type):
        folder.fault(file, "is empty" if document.value is None else f"must be {words}", 1)
        return None
    return document


def _drop(folder: Folder, gathered: Gathered, raw: dict[str, Any], at: Steps, elsewhere: Any) -> None:
    """Take out what belongs in another file, so that it can't shadow it."""
    file, document = gathered.parts[()]
    for key in [key for key in raw if key in elsewhere]:
        del raw[key]
        line = document.line((*at, key)) if document else 0
        folder.fault(file, f"does not belong here: it comes from {elsewhere[key]}", line, ".".join((*map(str, at), key)))


def _unknown(folder: Folder, entries: dict[str, Path], known: Iterable[str], words: str) -> None:
    known = frozenset(known)
    for name, path in entries.items():
        if name not in known:
            near = closest(name, known, 1)
            folder.fault(path, f"{words}; did you mean {near[0]}?" if near else f"{words}; known are {', '.join(sorted(known))}")
