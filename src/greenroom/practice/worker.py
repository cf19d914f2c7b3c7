"""The loop that does the jobs: threads of the server, a process of its own, or a drain for scripts."""

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import close_old_connections, connection
from django.db.utils import OperationalError
from django.utils import timezone

from greenroom.practice import jobs, marking
from greenroom.practice.models import Job

log = logging.getLogger(__name__)

IDLE_SECONDS = 0.5
RENEW_SECONDS = jobs.LEASE.total_seconds() / 3


def drain() -> int:
    """Do every waiting job in this thread and return how many were done. For scripts and the terminal."""
    done = 0
    while (job := jobs.claim(jobs.worker_name(), timezone.now())) is not None:
        _work(job)
        done += 1
    return done


def run(stop: threading.Event) -> None:
    """Work until ``stop`` is set. A database that is away for a while is waited for."""
    jobs.reap(timezone.now())
    while not stop.is_set():
        try:
            jobs.wake.clear()
            if drain() == 0:
                jobs.wake.wait(IDLE_SECONDS)
                close_old_connections()
        except OperationalError:
            log.exception("the database cannot be reached; trying again")
            connection.close()
            stop.wait(IDLE_SECONDS)
    connection.close()


@contextmanager
def threads(count: int) -> Iterator[None]:
    """Run ``count`` worker threads for as long as the block lasts."""
    stop = threading.Event()
    workers = [threading.Thread(target=run, args=(stop,), name=f"worker-{number}", daemon=True) for number in range(count)]
    for thread in workers:
        thread.start()
    try:
        yield
    finally:
        stop.set()
        jobs.wake.set()
        for thread in workers:
            thread.join(timeout=5)


def _work(job: Job) -> None:
    with _lease_kept(job):
        marking.work(job, timezone.now())


@contextmanager
def _lease_kept(job: Job) -> Iterator[None]:
    """Renew the lease from a second thread while the work runs, so that only a dead worker loses its job."""
    finished = threading.Event()

    def keep() -> None:
        renewed = False
        while not finished.wait(RENEW_SECONDS):
            renewed = True
            if not jobs.renew(job, timezone.now()):
                break
        if renewed:
            connection.close()

    keeper = threading.Thread(target=keep, name=f"lease-{job.id}", daemon=True)
    keeper.start()
    try:
        yield
    finally:
        finished.set()
        keeper.join()
