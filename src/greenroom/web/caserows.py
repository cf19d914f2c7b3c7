"""The cases of a verdict as rows: hidden ones that went the same way share one, so that a long list stays readable."""

from collections.abc import Sequence
from dataclasses import dataclass

from greenroom.judging.verdict import CaseResult, VerdictCode


@dataclass(frozen=True, slots=True)
class CaseRow:
    """``first`` stands for all of ``about``; it is the only one for a visible case."""

    first: CaseResult
    about: tuple[str, ...]

    @property
    def failed(self) -> bool:
        return self.first.verdict is not VerdictCode.AC


def case_rows(cases: Sequence[CaseResult]) -> list[CaseRow]:
    """Visible cases one by one in their order, then the hidden ones grouped by verdict and diagnosis."""
    rows = [CaseRow(case, (case.about,)) for case in cases if case.visible]
    groups: dict[tuple[VerdictCode, str], list[CaseResult]] = {}
    for case in cases:
        if not case.visible:
            groups.setdefault((case.verdict, case.diagnosis), []).append(case)
    return rows + [CaseRow(alike[0], tuple(dict.fromkeys(case.about for case in alike))) for alike in groups.values()]
