"""One question on its own, outside any round."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction

from greenroom.judging.verdict import Verdict
from greenroom.judging.verdict import from_json as verdict_from_json
from greenroom.kernel.errors import UnknownName
from greenroom.kernel.score import Grade
from greenroom.kernel.score import from_json as grade_from_json
from greenroom.practice import content, drafts, jobs
from greenroom.practice.models import Answer, Job, Submission


@dataclass(frozen=True, slots=True)
class Attempt:
    """One try at a question, with its newest result; ``grade`` and ``verdict`` are None while it is under way."""

    id: uuid.UUID
    question: str
    given_at: datetime
    text: str
    grade: Grade | None = None
    verdict: Verdict | None = None

    @property
    def pending(self) -> bool:
        return self.grade is None and self.verdict is None


def answer(learner: User, question_id: str, text: str, now: datetime) -> Answer:
    """Save the words and their grading job together. Raises UnknownName for a question that no pack has."""
    question = content.library().question(question_id)
    with transaction.atomic():
        row = Answer.objects.create(learner=learner, question=question.id, text=text, given_at=now)
        jobs.enqueue(Job.Kind.GRADE, row.id, now)
        drafts.clear(learner, drafts.place_of_question(question.id))
    return row


def submit(learner: User, question_id: str, source: str, now: datetime, *, final: bool) -> Submission:
    """Save the code and its judging job together; ``final=False`` runs the visible cases only."""
    question = content.library().question(question_id)
    with transaction.atomic():
        row = Submission.objects.create(learner=learner, question=question.id, source=source, final=final, given_at=now)
        jobs.enqueue(Job.Kind.JUDGE, row.id, now)
    return row


def find_answer(learner: User, answer_id: uuid.UUID) -> Attempt:
    """An answer with its newest grade. Raises UnknownName, also for another learner's."""
    row = Answer.objects.filter(pk=answer_id, learner=learner).first()
    if row is None:
        raise UnknownName("answer", str(answer_id), ())
    return _answered(row)


def find_submission(learner: User, submission_id: uuid.UUID) -> Attempt:
    """A submission with its newest verdict. Raises UnknownName, also for another learner's."""
    row = Submission.objects.filter(pk=submission_id, learner=learner).first()
    if row is None:
        raise UnknownName("submission", str(submission_id), ())
    return _submitted(row)


def history(learner: User, question_id: str, most: int = 20) -> Sequence[Attempt]:
    """The learner's tries at a question, in rounds too, newest first."""
    answers = [_answered(row) for row in Answer.objects.filter(learner=learner, question=question_id).order_by("-given_at")[:most]]
    code = [
        _submitted(row)
        for row in Submission.objects.filter(learner=learner, question=question_id, final=True).order_by("-given_at")[:most]
    ]
    return sorted((*answers, *code), key=lambda attempt: attempt.given_at, reverse=True)[:most]


def tried(learner: User) -> frozenset[str]:
    """Ids of the questions that the learner has answered at least once."""
    answers = Answer.objects.filter(learner=learner).values_list("question", flat=True).distinct()
    code = Submission.objects.filter(learner=learner, final=True).values_list("question", flat=True).distinct()
    return frozenset((*answers, *code))


def _answered(row: Answer) -> Attempt:
    mark = row.marks.order_by("-made_at").first()
    return Attempt(row.id, row.question, row.given_at, row.text, grade=grade_from_json(mark.grade) if mark else None)


def _submitted(row: Submission) -> Attempt:
    judgement = row.judgements.order_by("-made_at").first()
    verdict = verdict_from_json(judgement.verdict) if judgement else None
    return Attempt(row.id, row.question, row.given_at, row.source, verdict=verdict)
