"""Content checks of a judged question. Its code is looked at as text only and never run or parsed here."""

import re
from collections.abc import Iterator

from greenroom.bank.finding import Complaint, Severity
from greenroom.bank.question import Problem, Question
from greenroom.bank.value import Steps

LEAST_CASES = 6
LEAST_HIDDEN = 2
LEAST_WRONG = 2
RUNGS = 3


def code_complaints(question: Question) -> Iterator[Complaint]:
    problem = question.problem
    if problem is None:
        return
    hidden = sum(not case.visible for case in problem.cases)
    wrong = sum(item.folder == "wrong_answer" for item in problem.submissions)
    if len(problem.cases) < LEAST_CASES:
        yield Severity.ERROR, ("problem", "cases"), f"too few cases: {len(problem.cases)} of at least {LEAST_CASES}"
    if hidden < LEAST_HIDDEN:
        yield (
            Severity.ERROR,
            ("problem", "cases"),
            f"too few hidden cases: {hidden} of at least {LEAST_HIDDEN}",
        )
    if wrong < LEAST_WRONG:
        message = f"too few in wrong_answer: {wrong} of at least {LEAST_WRONG}; they show that the cases catch mistakes"
        yield Severity.ERROR, ("problem", "submissions"), message
    if len(question.hints) != RUNGS:
        message = f"there are {len(question.hints)} hints; a ladder has {RUNGS}: the idea, the approach, the key line"
        yield Severity.ERROR, ("hints",), message
    if problem.language == "python":
        yield from _names(problem)
    elif not problem.schema_sql.strip():
        yield Severity.ERROR, ("problem", "schema_sql"), "is empty: it makes the tables"


def _names(problem: Problem) -> Iterator[Complaint]:
    entry = problem.entry or ""
    if not _defines(problem.starter, entry):
        yield Severity.ERROR, ("problem", "starter"), f"does not define {entry}"
    for index, item in enumerate(problem.submissions):
        if item.folder == "accepted" and not _defines(item.source, entry):
            yield Severity.ERROR, ("problem", "submissions", index), f"does not define {entry}"
    for index, case in enumerate(problem.cases):
        if case.generate is not None and not _defines(problem.generators, case.generate.function):
            at: Steps = ("problem", "cases", index, "generate", "function")
            yield Severity.ERROR, at, f"generate.py does not define {case.generate.function}"


def _defines(source: str, name: str) -> bool:
    return re.search(rf"^(?:def|class)\s+{name}\b|^{name}\s*=|^from .* import .*\b{name}\b", source, re.MULTILINE) is not None
