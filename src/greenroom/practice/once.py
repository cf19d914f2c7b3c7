"""Grading and judging without a store: for the terminal, for authors and for batches. Needs no Django."""

from collections.abc import Iterable, Iterator

from greenroom import judging
from greenroom.grading import grade
from greenroom.judging.verdict import Verdict
from greenroom.kernel.errors import BadInput
from greenroom.kernel.score import Grade
from greenroom.practice import content


def grade_once(question_id: str, text: str) -> Grade:
    """Grade words for a question. Raises UnknownName, or BadInput when the question asks for code."""
    question = content.library().question(question_id)
    if question.kind.judged:
        raise BadInput(
            f"{question.id} is a {question.kind} question: its answers are code.", todo=f"Try: greenroom judge {question.id} FILE"
        )
    return grade(question, text)


def judge_once(question_id: str, sources: Iterable[str]) -> Iterator[Verdict]:
    """Judge submissions to a problem, in order. Raises UnknownName, or BadInput when the question asks for words."""
    question = content.library().question(question_id)
    problem = question.problem
    if problem is None:
        raise BadInput(
            f"{question.id} is a {question.kind} question: its answers are words.",
            todo=f"Try: greenroom grade {question.id} --file FILE",
        )
    return (judging.judge(problem, source) for source in sources)
