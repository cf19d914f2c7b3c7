"""What the judge says of a submission. The JSON form is public and stable (docs/json.md)."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class VerdictCode(StrEnum):
    AC = "AC"  # accepted
    WA = "WA"  # wrong answer
    TLE = "TLE"  # time limit exceeded
    MLE = "MLE"  # memory limit exceeded
    OLE = "OLE"  # output limit exceeded
    RTE = "RTE"  # run-time error
    CE = "CE"  # does not compile
    IE = "IE"  # internal error: our fault, never the learner's

    @property
    def words(self) -> str:
        return {
            "AC": "accepted",
            "WA": "wrong answer",
            "TLE": "time limit exceeded",
            "MLE": "memory limit exceeded",
            "OLE": "output limit exceeded",
            "RTE": "run-time error",
            "CE": "does not compile",
            "IE": "internal error (ours)",
        }[self.value]


@dataclass(frozen=True, slots=True)
class CaseResult:
    """One case. ``diagnosis`` says what went wrong in words; for a hidden case it gives the category, never the data.

    ``expected`` and ``got`` are short printable forms, given for visible cases only. ``printed`` is what the
    learner's code wrote while the case ran, capped.
    """

    id: str
    verdict: VerdictCode
    visible: bool
    about: str
    diagnosis: str = ""
    expected: str | None = None
    got: str | None = None
    printed: str = ""
    milliseconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Verdict:
    """The whole verdict: the first failing case decides it (AC when none fails), but a timeout, which keeps other cases from
    being run, goes first. ``tier`` is the sandbox tier that ran it. Cases that were not run are left out.

    ``message`` explains a verdict that belongs to no case: the syntax error's line for CE, our fault for IE.
    """

    code: VerdictCode
    tier: str
    milliseconds: float
    cases: tuple[CaseResult, ...]
    message: str = ""

    @property
    def passed(self) -> int:
        return sum(case.verdict is VerdictCode.AC for case in self.cases)


def to_json(verdict: Verdict) -> dict[str, Any]:
    """The public JSON form of a verdict."""
    return {
        "verdict": verdict.code.value,
        "tier": verdict.tier,
        "milliseconds": round(verdict.milliseconds, 2),
        "message": verdict.message,
        "cases": [
            {
                "id": case.id,
                "verdict": case.verdict.value,
                "visible": case.visible,
                "about": case.about,
                "diagnosis": case.diagnosis,
                "expected": case.expected,
                "got": case.got,
                "printed": case.printed,
                "milliseconds": round(case.milliseconds, 2),
            }
            for case in verdict.cases
        ],
    }


def from_json(data: Mapping[str, Any]) -> Verdict:
    """Read back what ``to_json`` wrote. Raises KeyError or ValueError when it did not come from there."""
    return Verdict(
        VerdictCode(data["verdict"]),
        data["tier"],
        data["milliseconds"],
        tuple(CaseResult(**{**case, "verdict": VerdictCode(case["verdict"])}) for case in data["cases"]),
        data["message"],
    )
