"""What stands in the box, saved while the learner types."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction

from greenroom.practice.models import Draft

FORKS_KEPT = 20


@dataclass(frozen=True, slots=True)
class Saved:
    """The draft as it now stands. ``forked`` says that another tab had saved other words, which are kept beside these."""

    revision: int
    at: datetime
    forked: bool


def place_in_round(round_id: uuid.UUID, turn: int) -> str:
    return f"round/{round_id}/{turn}"


def place_of_question(question_id: str) -> str:
    return f"question/{question_id}"


def save(learner: User, place: str, text: str, base: int, now: datetime) -> Saved:
    """Save ``text``, typed on top of revision ``base`` (0 for none).

    When somebody else saved in between, neither text is lost: this one becomes a revision of its own.
    """
    with transaction.atomic():
        # The learner's row is the lock: where there is no draft yet, there is no draft row to lock.
        User.objects.select_for_update().get(pk=learner.pk)
        latest = Draft.objects.filter(learner=learner, place=place).order_by("-revision").first()
        if latest is None:
            Draft.objects.create(learner=learner, place=place, revision=base + 1, text=text, saved_at=now)
            return Saved(base + 1, now, False)
        if latest.text == text:
            return Saved(latest.revision, latest.saved_at, False)
        forked = latest.revision != base
        if forked:
            Draft.objects.create(learner=learner, place=place, revision=latest.revision + 1, text=text, saved_at=now)
            stale = (
                Draft.objects.filter(learner=learner, place=place).order_by("-revision").values_list("pk", flat=True)[FORKS_KEPT:]
            )
            Draft.objects.filter(pk__in=list(stale)).delete()
        else:
            Draft.objects.filter(pk=latest.pk).update(revision=latest.revision + 1, text=text, saved_at=now)
        return Saved(latest.revision + 1, now, forked)


def latest(learner: User, place: str) -> Draft | None:
    return Draft.objects.filter(learner=learner, place=place).order_by("-revision").first()


def other_texts(learner: User, place: str) -> list[str]:
    """Texts of other tabs that were kept beside the latest, newest first."""
    return list(Draft.objects.filter(learner=learner, place=place).order_by("-revision").values_list("text", flat=True))[1:]


def clear(learner: User, place: str) -> None:
    """Forget the draft once its words have been handed in. Diverging texts of other tabs stay."""
    newest = latest(learner, place)
    if newest is not None:
        newest.delete()
