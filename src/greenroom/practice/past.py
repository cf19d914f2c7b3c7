"""What has been: the learner's rounds, for lists and for the way ahead. Reads only."""

from collections.abc import Sequence

from django.contrib.auth.models import User

from greenroom.practice.models import Answer, Draft, Round, Submission


def rounds_of(learner: User, most: int = 200) -> Sequence[Round]:
    """The learner's rounds, newest first; open ones among them."""
    return list(Round.objects.filter(learner=learner).order_by("-started_at")[:most])


def last_ended(learner: User) -> Round | None:
    """The newest round that is over."""
    return Round.objects.filter(learner=learner, ended_at__isnull=False).order_by("-ended_at").first()


def counts_of(learner: User) -> dict[str, int]:
    """How many rows of each kind the learner has."""
    return {
        "rounds": Round.objects.filter(learner=learner).count(),
        "answers": Answer.objects.filter(learner=learner).count(),
        "submissions of code": Submission.objects.filter(learner=learner).count(),
        "drafts": Draft.objects.filter(learner=learner).count(),
    }
