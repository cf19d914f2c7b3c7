"""The queue: a Job row is claimed with a lease, renewed while the work runs, and taken over when its worker died."""

import os
import socket
import threading
import uuid
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Q, QuerySet

from greenroom.practice.models import Job

LEASE = timedelta(seconds=30)
MOST_TRIES = 3

#: Set after each commit that queues work, so that a worker in this process starts at once.
wake = threading.Event()


def worker_name() -> str:
    """Names this process, so that a later one on the same machine can tell that it is gone."""
    return f"{socket.gethostname()}:{os.getpid()}"


def enqueue(kind: Job.Kind, subject: uuid.UUID, now: datetime) -> Job:
    """Queue work in the caller's transaction: the row and what it is about are saved together or not at all."""
    job, _ = Job.objects.get_or_create(kind=kind, subject=subject, defaults={"queued_at": now})
    transaction.on_commit(wake.set)
    return job


def claim(worker: str, now: datetime) -> Job | None:
    """Take the oldest job that is queued or whose lease ran out; None when there is none. Compare-and-set: one winner."""
    waiting = Job.objects.filter(Q(state=Job.State.QUEUED) | Q(state=Job.State.RUNNING, lease_until__lt=now)).order_by("queued_at")
    for job in waiting[:8]:
        won = Job.objects.filter(pk=job.pk, state=job.state, worker=job.worker, tries=job.tries).update(
            state=Job.State.RUNNING, worker=worker, tries=F("tries") + 1, lease_until=now + LEASE
        )
        if won:
            job.refresh_from_db()
            return job
    return None


def renew(job: Job, now: datetime) -> bool:
    """Keep the lease; False when another worker has taken the job over."""
    return bool(_mine(job).update(lease_until=now + LEASE))


def finish(job: Job) -> bool:
    """Close the job, inside the transaction that stores its result. False: it is no longer ours, so store nothing."""
    return bool(_mine(job).update(state=Job.State.DONE, lease_until=None))


def give_back(job: Job, error: str) -> bool:
    """After an error of ours: queue the job again. False when its tries are used up; then the caller must finish it as failed."""
    if job.tries >= MOST_TRIES:
        return False
    _mine(job).update(state=Job.State.QUEUED, lease_until=None, error=error)
    return True


def fail(job: Job, error: str) -> bool:
    return bool(_mine(job).update(state=Job.State.FAILED, lease_until=None, error=error))


def reap(now: datetime) -> int:
    """Give back the jobs of dead processes of this machine at once, without waiting for their leases. Returns how many."""
    host = socket.gethostname()
    count = 0
    for job in Job.objects.filter(state=Job.State.RUNNING, worker__startswith=f"{host}:"):
        if not _alive(int(job.worker.rpartition(":")[2])):
            count += Job.objects.filter(pk=job.pk, state=Job.State.RUNNING, worker=job.worker).update(
                state=Job.State.QUEUED, lease_until=None
            )
    return count


def _mine(job: Job) -> QuerySet[Job]:
    return Job.objects.filter(pk=job.pk, state=Job.State.RUNNING, worker=job.worker, tries=job.tries)


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
