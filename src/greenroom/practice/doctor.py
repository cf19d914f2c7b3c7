"""What is at work on this machine: database, grader, sandbox, and what each protects or lacks."""

from dataclasses import asdict, dataclass
from typing import Any
from urllib.parse import urlsplit

from greenroom.bank.kind import Kind
from greenroom.grading import scorers
from greenroom.judging import sandbox
from greenroom.kernel.errors import GreenroomError
from greenroom.practice import content


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the machine. ``ok`` False means that something a learner needs does not work."""

    name: str
    ok: bool
    summary: str
    protects: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()
    todo: str = ""
    version: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    database: Part
    grader: Part
    sandbox: Part
    packs: Part

    @property
    def ok(self) -> bool:
        return all(part.ok for part in (self.database, self.grader, self.sandbox, self.packs))


def report(database: Part) -> Report:
    """Look at each part by using it once. The caller has the database opened, so it brings that part along."""
    return Report(database, _grader(), _sandbox(), _packs())


def database_part(vendor: str, place: str, error: GreenroomError | None = None) -> Part:
    """``place`` is the database's address as in DATABASE_URL; a password in it is not shown."""
    if error is not None:
        return Part(vendor, False, error.message, todo=error.todo)
    return Part(
        vendor,
        True,
        _named(place),
        protects=("Every answer is saved before it is graded.", "A copy is made before the format changes."),
    )


def to_json(report: Report) -> dict[str, Any]:
    """The public JSON form (docs/json.md)."""
    return {
        "ok": report.ok,
        "database": asdict(report.database),
        "grader": asdict(report.grader),
        "sandbox": {**asdict(report.sandbox), "tier": report.sandbox.name},
        "packs": asdict(report.packs),
    }


def _grader() -> Part:
    try:
        scorer = scorers.load()
        for question in content.library().find(kind=Kind.CONCEPT)[:1]:
            scorer.score(question, question.strong, question.samples)
    except GreenroomError as error:
        return Part("none", False, error.message, todo=error.todo)
    return Part(
        scorer.name.name,
        True,
        f"{scorer.name.name} {scorer.name.version}, on this machine, without network",
        protects=(
            "The same answer gets the same score.",
            "Every point that counts quotes the answer.",
            "Answers never leave this machine.",
        ),
        version=scorer.name.version,
    )


def _sandbox() -> Part:
    try:
        box = sandbox.best()
    except GreenroomError as error:
        return Part("none", False, error.message, todo=error.todo)
    return Part(box.tier, True, f"{box.tier}: probed on this machine", protects=box.protects, lacks=box.lacks)


def _packs() -> Part:
    library = content.library()
    names = ", ".join(f"{pack.id} ({sum(question.pack == pack.id for question in library.questions)})" for pack in library.packs)
    faults = len(library.faults)
    todo = f"{faults} faults were found: run greenroom pack check for the list." if faults else ""
    return Part("packs", bool(library.questions), f"{len(library.questions)} questions: {names}", todo=todo)


def _named(place: str) -> str:
    parts = urlsplit(place)
    if parts.scheme == "sqlite":
        return f"SQLite, in {parts.path.removeprefix('/')}"
    shown = parts.netloc if parts.password is None else parts.netloc.replace(f":{parts.password}@", ":***@")
    return f"PostgreSQL, at {shown}{parts.path}"
