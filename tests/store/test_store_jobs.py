"""The queue: one winner a job, leases, dead workers, used-up tries."""

import subprocess
import sys
import uuid
from datetime import timedelta

import pytest

from greenroom.practice import attempts, jobs, marking
from greenroom.practice.models import Job

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_job_is_claimed_once(clock):
    job = jobs.enqueue(Job.Kind.GRADE, uuid.uuid4(), clock())
    assert jobs.claim("here:1", clock()).pk == job.pk
    assert jobs.claim("here:2", clock()) is None


def test_queueing_the_same_work_twice_is_one_job(clock):
    subject = uuid.uuid4()
    assert jobs.enqueue(Job.Kind.GRADE, subject, clock()) == jobs.enqueue(Job.Kind.GRADE, subject, clock())
    assert Job.objects.count() == 1


def test_the_oldest_job_comes_first(clock):
    first = jobs.enqueue(Job.Kind.JUDGE, uuid.uuid4(), clock())
    jobs.enqueue(Job.Kind.JUDGE, uuid.uuid4(), clock.forward(seconds=1))
    assert jobs.claim("here:1", clock()).pk == first.pk


def test_a_job_whose_lease_ran_out_is_taken_over_and_the_late_worker_may_not_store(clock):
    jobs.enqueue(Job.Kind.GRADE, uuid.uuid4(), clock())
    late = jobs.claim("here:1", clock())
    clock.now += jobs.LEASE + timedelta(seconds=1)
    taken = jobs.claim("here:2", clock())
    assert taken.pk == late.pk
    assert taken.tries == 2
    assert not jobs.finish(late)
    assert jobs.finish(taken)
    assert Job.objects.get().state == Job.State.DONE


def test_a_renewed_lease_holds(clock):
    jobs.enqueue(Job.Kind.GRADE, uuid.uuid4(), clock())
    mine = jobs.claim("here:1", clock())
    clock.now += jobs.LEASE - timedelta(seconds=1)
    assert jobs.renew(mine, clock())
    clock.forward(seconds=5)
    assert jobs.claim("here:2", clock()) is None


def test_a_job_is_given_back_until_its_tries_are_used_up(clock):
    jobs.enqueue(Job.Kind.GRADE, uuid.uuid4(), clock())
    for _ in range(jobs.MOST_TRIES - 1):
        assert jobs.give_back(jobs.claim("here:1", clock()), "boom")
    assert not jobs.give_back(jobs.claim("here:1", clock()), "boom")


def test_the_job_of_a_dead_process_is_free_at_once(clock):
    dead = subprocess.Popen([sys.executable, "-c", ""])
    dead.wait()
    jobs.enqueue(Job.Kind.GRADE, uuid.uuid4(), clock())
    host = jobs.worker_name().rpartition(":")[0]
    jobs.claim(f"{host}:{dead.pid}", clock())
    assert jobs.reap(clock()) == 1
    assert jobs.claim(jobs.worker_name(), clock()) is not None


def test_the_job_of_a_living_process_or_another_machine_is_left_alone(clock):
    for worker in (jobs.worker_name(), "elsewhere:1"):
        jobs.enqueue(Job.Kind.GRADE, uuid.uuid4(), clock())
        jobs.claim(worker, clock())
    assert jobs.reap(clock()) == 0


def test_work_that_kills_its_worker_each_time_ends_as_our_failure(learner, clock):
    row = attempts.answer(learner, "overfitting", "words that nothing may lose", clock())
    for number in range(jobs.MOST_TRIES + 1):
        job = jobs.claim(f"elsewhere:{number}", clock())
        clock.now += jobs.LEASE + timedelta(seconds=1)
    marking.work(job, clock())
    assert Job.objects.get().state == Job.State.FAILED
    found = attempts.find_answer(learner, row.id)
    assert found.grade.reason == "grader-failed"
    assert found.text == "words that nothing may lose"
