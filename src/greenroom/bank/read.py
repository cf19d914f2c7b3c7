"""Read a pack: every question that is whole, and every fault with its file and line."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from greenroom.bank import question as models
from greenroom.bank.folder import Folder
from greenroom.bank.gather import Gathered, gather
from greenroom.bank.kind import Kind
from greenroom.bank.layout import PACK_FILES
from greenroom.bank.origin import Origin
from greenroom.bank.pack import FORMAT, Pack
from greenroom.bank.question import Question
from greenroom.bank.yaml_lines import load
from greenroom.kernel.errors import UnknownName
from greenroom.kernel.fault import Fault
from greenroom.kernel.names import SLUG, closest

KEYS = frozenset(
    key
    for model in (Pack, *vars(models).values())
    if isinstance(model, type) and issubclass(model, BaseModel)
    for key in model.model_fields
)
"""Every key of the format, to offer the right one for a misspelt one."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read below ``root``. Questions are sorted by kind and id. ``pack`` is None when pack.yaml itself is broken, and
    then there are no questions, only faults. ``origins`` is by question id; ``pack_origin`` is that of pack.yaml."""

    root: Path
    pack: Pack | None
    questions: tuple[Question, ...]
    faults: tuple[Fault, ...]
    origins: Mapping[str, Origin]
    pack_origin: Origin

    def place(self, question_id: str, *path: str | int) -> tuple[Path, int]:
        """File and line of a part of a question, such as ``place("knn", "problem", "cases", 2)``. Raises UnknownName."""
        if question_id not in self.origins:
            raise UnknownName("question", question_id, self.origins)
        return self.origins[question_id].place(*path)


def read_pack(path: Path) -> Reading:
    """Read the pack in the folder ``path``. Never raises for what the pack holds: all of that is in ``faults``."""
    if not path.is_dir():
        message = "a pack is a folder, this is a file" if path.exists() else "there is no such folder"
        return Reading(path, None, (), (Fault(path, 0, "", message),), {}, Origin(path, {(): (path, None)}))
    folder = Folder(path)
    entries = folder.entries(path)
    pack, pack_origin, newer = _read_pack_file(folder, entries)
    if newer:  # an old program would misread every question of a newer format: one fault says it all
        return Reading(path, None, (), tuple(folder.faults), {}, pack_origin)
    questions: dict[str, Question] = {}
    origins: dict[str, Origin] = {}
    for kind, place in _question_folders(folder, entries):
        gathered = gather(folder, place, kind, pack.id if pack else "unknown")
        question = _question(folder, gathered, place) if gathered else None
        if gathered is None or question is None:
            continue
        if question.id in questions:
            first = origins[question.id].folder
            folder.fault(place, f"two questions of this pack are called {question.id!r}; the other, which stays, is {first}")
            continue
        questions[question.id] = question
        origins[question.id] = gathered.origin(place)
    faults = tuple(sorted(folder.faults))
    if pack is None:
        return Reading(path, None, (), faults, {}, pack_origin)
    return Reading(path, pack, tuple(questions.values()), faults, MappingProxyType(origins), pack_origin)


def _read_pack_file(folder: Folder, entries: Mapping[str, Path]) -> tuple[Pack | None, Origin, bool]:
    """The pack, or None; where its parts stand; and whether it is written for a newer program."""
    file = folder.root / "pack.yaml"
    nowhere = Origin(folder.root, {(): (file, None)})
    if "pack.yaml" not in entries:
        folder.fault(file, "is missing: it gives the pack's id, title, licence, description and format")
        return None, nowhere, False
    text = folder.text(file)
    if text is None:
        return None, nowhere, False
    document, faults = load(text, file)
    folder.faults += faults
    origin = Origin(folder.root, {(): (file, document)})
    if not isinstance(document.value, dict):
        if not faults:
            folder.fault(file, "must be a mapping of keys to values", 1)
        return None, origin, False
    number = document.value.get("format")
    if isinstance(number, int) and number > FORMAT:
        folder.faults.clear()
        message = f"this pack has format {number}, this program reads up to {FORMAT}; update Greenroom to use the pack"
        folder.fault(file, message, document.line(("format",)), "format")
        return None, origin, True
    try:
        pack = Pack.model_validate(document.value)
    except ValidationError as error:
        for item in error.errors(include_url=False):
            folder.fault(file, _message(item), origin.place(*item["loc"])[1], origin.field(*item["loc"]))
        return None, origin, False
    return None if faults else pack, origin, False


def _question_folders(folder: Folder, entries: Mapping[str, Path]) -> Iterator[tuple[Kind, Path]]:
    kinds = [kind.value for kind in Kind]
    found = False
    for name, path in entries.items():
        if name in PACK_FILES and not path.is_dir():
            continue
        if name not in kinds or not path.is_dir():
            near = closest(name, [*kinds, *PACK_FILES], 1)
            offer = f"did you mean {near[0]}?" if near else f"kinds are {', '.join(kinds)}"
            folder.fault(path, f"is not part of a pack; {offer}")
            continue
        found = True
        places = folder.entries(path)
        if not places:
            folder.fault(path, f"is empty: it holds no {name} question")
        for place in places.values():
            yield Kind(name), place
    if not found:
        folder.fault(folder.root, "the pack holds no questions: there is no folder " + ", ".join(kinds))


def _question(folder: Folder, gathered: Gathered, place: Path) -> Question | None:
    """The question, or None with its faults noted. One with a fault in any of its files is left out whole."""
    origin = gathered.origin(place)
    before = any(fault.path.is_relative_to(place) for fault in folder.faults)
    try:
        question = Question.model_validate(gathered.raw)
    except ValidationError as error:
        for item in error.errors(include_url=False):
            file, line = origin.place(*item["loc"])
            if file not in gathered.absent:
                folder.fault(file, _message(item), line, origin.field(*item["loc"]))
        return None
    return None if before else question


def _message(item: ErrorDetails) -> str:
    """pydantic's words, in ours where they are too technical for an author."""
    last: Any = item["loc"][-1] if item["loc"] else ""
    match item["type"]:
        case "missing":
            return "is missing"
        case "extra_forbidden":
            near = closest(str(last), KEYS, 1)
            return f"unknown key {last!r}" + (f"; did you mean {near[0]}?" if near and near[0] != last else "")
        case "string_pattern_mismatch" if SLUG.pattern in item["msg"]:
            return f"{str(item['input'])[:80]!r} must be lower-case words and digits joined by single hyphens, such as l1-vs-l2"
        case "string_too_short":
            return "is empty"
        case "string_pattern_mismatch":
            return "must be a name as Python has them: letters, digits and underscores"
        case _:
            return item["msg"]
