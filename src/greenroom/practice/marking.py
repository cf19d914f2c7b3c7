"""Running the grader and the judge on stored answers and submissions. No transaction is open while they work."""

import logging
from datetime import datetime

from django.db import transaction

from greenroom import judging
from greenroom.grading import grade
from greenroom.interviewing import events as ev
from greenroom.judging.verdict import Verdict, VerdictCode
from greenroom.judging.verdict import to_json as verdict_json
from greenroom.kernel.errors import UnknownName
from greenroom.kernel.score import Grade, GraderName, Unscored, UnscoredReason
from greenroom.kernel.score import to_json as grade_json
from greenroom.practice import content, jobs, rounds
from greenroom.practice.models import Answer, Job, Judgement, Mark, Submission

log = logging.getLogger(__name__)

NOBODY = GraderName("none", "0")


def work(job: Job, now: datetime) -> None:
    """Do one claimed job. An error of ours gives it back; when its tries are used up, the learner is told and the round goes on."""
    if job.tries > jobs.MOST_TRIES:
        # Only deaths get a job this far: whatever kills its worker each time must not kill every worker for ever.
        _give_up(job, f"its worker died {job.tries - 1} times", now)
        return
    try:
        store = _graded(job) if job.kind == Job.Kind.GRADE else _judged(job)
    except Exception as error:
        # The boundary between the queue and all that may go wrong below it: whatever it was, the learner's words are
        # safe in their row, and the error is kept with the job and in the log.
        log.exception("job %s (%s of %s) failed on try %d", job.id, job.kind, job.subject, job.tries)
        if jobs.give_back(job, f"{type(error).__name__}: {error}"):
            return
        _give_up(job, f"{type(error).__name__}: {error}", now)
        return
    with transaction.atomic():
        if jobs.finish(job):
            _store(job, store, now)


def _graded(job: Job) -> Grade:
    answer = Answer.objects.get(pk=job.subject)
    try:
        question = content.library().question(answer.question)
    except UnknownName:
        return Unscored(UnscoredReason.GRADER_FAILED, f"The question {answer.question!r} is no longer in any pack.", NOBODY)
    return grade(question, answer.text, focus=frozenset(answer.focus))


def _judged(job: Job) -> Verdict:
    submission = Submission.objects.get(pk=job.subject)
    try:
        question = content.library().question(submission.question)
    except UnknownName:
        return Verdict(VerdictCode.IE, "none", 0.0, (), f"The problem {submission.question!r} is no longer in any pack.")
    if question.problem is None:
        return Verdict(VerdictCode.IE, "none", 0.0, (), f"The question {submission.question!r} is not a coding problem any more.")
    return judging.judge(question.problem, submission.source, visible_only=not submission.final)


def _give_up(job: Job, error: str, now: datetime) -> None:
    result: Grade | Verdict
    if job.kind == Job.Kind.GRADE:
        result = Unscored(
            UnscoredReason.GRADER_FAILED, "The grader failed on this answer. That is our fault; nothing was counted.", NOBODY
        )
    else:
        result = Verdict(VerdictCode.IE, "none", 0.0, (), "The judge failed on this code. That is our fault; nothing was counted.")
    with transaction.atomic():
        if jobs.fail(job, error):
            _store(job, result, now)


def _store(job: Job, result: Grade | Verdict, now: datetime) -> None:
    """Append the result, and let the round it belongs to go on. Runs inside the caller's transaction."""
    if isinstance(result, Verdict):
        submission = Submission.objects.select_related("round").get(pk=job.subject)
        judgement = Judgement.objects.create(submission=submission, verdict=verdict_json(result), made_at=now)
        if submission.round is not None and submission.turn is not None:
            judged = ev.Judged(now, submission.turn, str(submission.id), result)
            rounds.record(submission.round, judged, now, judgement=judgement)
        return
    answer = Answer.objects.select_related("round").get(pk=job.subject)
    mark = Mark.objects.create(
        answer=answer, grade=grade_json(result), grader=result.grader.name, grader_version=result.grader.version, made_at=now
    )
    if answer.round is not None and answer.turn is not None:
        rounds.record(answer.round, ev.Marked(now, answer.turn, str(answer.id), result), now, mark=mark)
