"""The tables. A row that holds a person's words, a mark or a verdict is appended and never overwritten."""

import uuid

from django.conf import settings
from django.db import models

from greenroom.practice.fields import JsonTextField


class Row(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)

    class Meta:
        abstract = True


class Round(Row):
    """One sitting. Its state is the fold over its events; the columns here are only for lists."""

    learner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="rounds")
    role = models.CharField(max_length=32)
    level = models.CharField(max_length=16)
    stage = models.CharField(max_length=32)
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["learner", "-started_at"])]


class EventRow(models.Model):
    """One event of a round. ``payload`` refers to answers, marks, submissions and judgements by id; their content lives there."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="events")
    seq = models.PositiveIntegerField()
    type = models.CharField(max_length=16)
    at = models.DateTimeField()
    payload = JsonTextField()

    class Meta:
        ordering = ["round", "seq"]
        constraints = [models.UniqueConstraint(fields=["round", "seq"], name="one_event_a_place")]


class Answer(Row):
    """Words a learner gave for a question; in a round when ``round`` is set."""

    learner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="answers")
    round = models.ForeignKey(Round, on_delete=models.CASCADE, null=True, related_name="answers")
    turn = models.PositiveIntegerField(null=True)
    question = models.CharField(max_length=64)
    focus = JsonTextField(default=list)
    text = JsonTextField()
    given_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["learner", "question", "-given_at"])]
        constraints = [models.UniqueConstraint(fields=["round", "turn"], name="one_answer_a_turn")]


class Mark(Row):
    """A grade of an answer. Regrading appends another; the newest counts and the older ones stay."""

    answer = models.ForeignKey(Answer, on_delete=models.CASCADE, related_name="marks")
    grade = JsonTextField()
    grader = models.CharField(max_length=64)
    grader_version = models.CharField(max_length=32)
    made_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["answer", "made_at"])]


class Submission(Row):
    """Code a learner handed in (``final``) or tried on the visible cases."""

    learner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="submissions")
    round = models.ForeignKey(Round, on_delete=models.CASCADE, null=True, related_name="submissions")
    turn = models.PositiveIntegerField(null=True)
    question = models.CharField(max_length=64)
    source = JsonTextField()
    final = models.BooleanField()
    given_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["learner", "question", "-given_at"])]


class Judgement(Row):
    """A verdict on a submission. Judging again appends another."""

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="judgements")
    verdict = JsonTextField()
    made_at = models.DateTimeField()


class Draft(models.Model):
    """What stands in the box and was not handed in yet. A second tab's diverging text becomes a row of its own."""

    learner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="drafts")
    place = models.CharField(max_length=128)
    revision = models.PositiveIntegerField()
    text = JsonTextField()
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["learner", "place", "revision"], name="one_draft_a_revision")]


class Job(Row):
    """Work to do on an answer or a submission. This row is the queue and the truth about the work (design/0003)."""

    class Kind(models.TextChoices):
        GRADE = "grade"
        JUDGE = "judge"

    class State(models.TextChoices):
        QUEUED = "queued"
        RUNNING = "running"
        DONE = "done"
        FAILED = "failed"

    kind = models.CharField(max_length=8, choices=Kind)
    subject = models.UUIDField()
    state = models.CharField(max_length=8, choices=State, default=State.QUEUED)
    tries = models.PositiveSmallIntegerField(default=0)
    worker = models.CharField(max_length=128, default="")
    lease_until = models.DateTimeField(null=True)
    queued_at = models.DateTimeField()
    error = JsonTextField(default=str)

    class Meta:
        indexes = [models.Index(fields=["state", "queued_at"])]
        constraints = [models.UniqueConstraint(fields=["kind", "subject"], name="one_job_a_subject")]
