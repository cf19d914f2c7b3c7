"""One answer in words in, one Grade out."""

from collections.abc import Sequence

from greenroom.bank.question import Question, Sample
from greenroom.grading import scorers
from greenroom.grading.scorer import Scorer
from greenroom.kernel.errors import BadInput
from greenroom.kernel.score import Grade


def grade(
    question: Question,
    answer: str,
    *,
    scorer: Scorer | str | None = None,
    samples: Sequence[Sample] | None = None,
    focus: frozenset[str] = frozenset(),
) -> Grade:
    """Grade an answer.

    ``scorer``: a grader, or the name of one; the embedded grader when left out. ``samples``: the graded answers to calibrate on;
    the question's own when left out, none when empty. ``focus``: ids of the points that a probe asked for; the answer is
    then judged on those alone and may be one short sentence.

    Never raises for what ``answer`` holds. Raises BadInput for a question without a rubric or a ``focus`` it does not have,
    UnknownName for a scorer that is not there.
    """
    if question.rubric is None:
        raise BadInput(
            f"Question {question.id!r} has no rubric, so words cannot be graded against it.", todo="Code goes to the judge."
        )
    strange = focus - {point.id for point in question.rubric.points}
    if strange:
        raise BadInput(f"Question {question.id!r} has no point called {', '.join(sorted(strange))}.")
    chosen = scorers.load(scorer or scorers.DEFAULT) if scorer is None or isinstance(scorer, str) else scorer
    return chosen.score(question, answer, question.samples if samples is None else samples, focus)
