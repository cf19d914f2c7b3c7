"""Everything a learner has here, as one JSON file; and its end."""

import uuid
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from django.contrib.auth.models import User
from django.db import connection, models, transaction

from greenroom import __version__
from greenroom.practice.models import Answer, Draft, EventRow, Job, Judgement, Mark, Round, Submission

FORMAT = 1


def export(learner: User, now: datetime) -> dict[str, Any]:
    """All of the learner's rows, table by table, with every column. Plain JSON values; words are exact."""
    answers = Answer.objects.filter(learner=learner)
    submissions = Submission.objects.filter(learner=learner)
    tables: Mapping[str, models.QuerySet[Any]] = {
        "rounds": Round.objects.filter(learner=learner),
        "events": EventRow.objects.filter(round__learner=learner),
        "answers": answers,
        "marks": Mark.objects.filter(answer__learner=learner),
        "submissions": submissions,
        "judgements": Judgement.objects.filter(submission__learner=learner),
        "drafts": Draft.objects.filter(learner=learner),
        "jobs": _jobs(learner),
    }
    return {
        "greenroom": __version__,
        "format": FORMAT,
        "exported_at": now.isoformat(),
        "learner": learner.get_username(),
        **{name: [_plain(row) for row in rows.order_by("pk").values()] for name, rows in tables.items()},
    }


def delete_everything(learner: User, folder: Path) -> dict[str, int]:
    """Delete all of the learner's rows. Returns how many rows of each table went.

    SQLite overwrites what was deleted (secure_delete) and gives the space back. The backup copies go too, unless
    they hold other people's work as well.
    """
    with transaction.atomic():
        _, jobs = _jobs(learner).delete()
        counts: dict[str, int] = dict(jobs)
        for rows in (Draft.objects.filter(learner=learner), Round.objects.filter(learner=learner)):
            counts |= rows.delete()[1]
        for table in (Answer, Submission):
            for name, count in table.objects.filter(learner=learner).delete()[1].items():
                counts[name] = counts.get(name, 0) + count
    if not User.objects.exclude(pk=learner.pk).exists():
        for backup in (folder / "backups").glob("greenroom-*"):
            backup.unlink()
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return counts


def _jobs(learner: User) -> models.QuerySet[Job]:
    answers = Answer.objects.filter(learner=learner).values("pk")
    submissions = Submission.objects.filter(learner=learner).values("pk")
    return Job.objects.filter(models.Q(subject__in=answers) | models.Q(subject__in=submissions))


def _plain(row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _plain_value(value) for name, value in row.items()}


def _plain_value(value: Any) -> Any:
    if isinstance(value, uuid.UUID):
        return str(value)
    if isinstance(value, datetime):
        return value.isoformat()
    return value
