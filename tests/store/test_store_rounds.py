"""A whole phone screen through the practice calls: real grader, real judge, real database."""

import json
import threading
import uuid

import pytest
from django.db import connection

from greenroom.interviewing.events import EndReason
from greenroom.kernel.errors import Conflict, UnknownName
from greenroom.kernel.track import Level, Role, Stage
from greenroom.practice import archive, content, drafts, jobs, rounds, worker
from greenroom.practice.models import Answer, EventRow, Job, Mark, Round, Submission

pytestmark = pytest.mark.django_db(transaction=True)

AGENDA = ("overfitting", "l1-vs-l2-regularization", "attention-mechanism", "knn-from-scratch")
HALF = (
    "Overfitting is when the model learns the noise of the training data, so it does very well on the training set and badly on "
    "new data it has not seen before. I would add dropout."
)


@pytest.fixture
def round(learner, clock):
    return rounds.start(
        learner, role=Role.ML_ENGINEER, stage=Stage.PHONE_SCREEN, level=Level.MID, seed=1, questions=AGENDA, now=clock()
    )


def state_of(learner, round, clock):
    return rounds.view(learner, round.id, clock()).state


def test_a_round_opens_with_a_greeting_and_the_first_question(learner, round, clock):
    state = state_of(learner, round, clock)
    assert state.remarks
    assert state.open_turn.question == "overfitting"
    assert state.waiting_for == "learner"


def test_an_answer_its_job_and_its_event_are_saved_together(learner, round, clock):
    rounds.answer(learner, round.id, 1, HALF, clock())
    assert Answer.objects.get().text == HALF
    assert Job.objects.get().subject == Answer.objects.get().id
    assert state_of(learner, round, clock).waiting_for == "grader"


def test_the_grader_answers_with_a_probe_for_what_was_missed(learner, round, clock):
    rounds.answer(learner, round.id, 1, HALF, clock())
    assert worker.drain() == 1
    turn = state_of(learner, round, clock).open_turn
    assert turn.question == "overfitting"
    assert turn.probe is not None
    asked = next(probe for probe in content.library().question("overfitting").rubric.probes if probe.id == turn.probe)
    grade = state_of(learner, round, clock).turn(1).grade
    assert {mark.verdict for mark in grade.points if mark.id == asked.point} != {"hit"}


def test_two_submits_at_once_are_one_attempt(learner, round, clock):
    rounds.answer(learner, round.id, 1, HALF, clock())
    with pytest.raises(Conflict):
        rounds.answer(learner, round.id, 1, HALF, clock())
    with pytest.raises(Conflict) as caught:
        rounds.answer(learner, round.id, 1, "other words from a second tab", clock())
    assert Answer.objects.count() == 1
    assert "kept" in caught.value.kept
    assert drafts.latest(learner, drafts.place_in_round(round.id, 1)).text == "other words from a second tab"


def test_many_threads_submitting_are_one_attempt(learner, round, clock):
    results = []

    def submit(number):
        try:
            rounds.answer(learner, round.id, 1, f"{HALF} {number}", clock())
            results.append("in")
        except Conflict:
            results.append("late")
        finally:
            connection.close()

    threads = [threading.Thread(target=submit, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(results) == ["in"] + ["late"] * 7
    assert Answer.objects.count() == 1
    kept = {drafts.latest(learner, drafts.place_in_round(round.id, 1)).text}
    kept |= set(drafts.other_texts(learner, drafts.place_in_round(round.id, 1)))
    assert len(kept) == 7


@pytest.mark.parametrize("text", ["", "a", "\x00\ud800", "x" * 200_000, "<script>alert(1)</script>", "\u202eword"], ids=range(6))
def test_strange_answers_are_kept_as_they_were_and_the_round_goes_on(learner, round, clock, text):
    rounds.answer(learner, round.id, 1, text, clock())
    worker.drain()
    assert Answer.objects.get().text == text
    assert state_of(learner, round, clock).waiting_for == "learner"


def test_code_is_run_on_visible_cases_then_handed_in(learner, round, clock):
    for turn in (1, 2, 3):
        rounds.decline(learner, round.id, turn, clock())
    problem = content.library().question("knn-from-scratch").problem
    rounds.submit(learner, round.id, 4, problem.reference_source, clock(), final=False)
    worker.drain()
    run = state_of(learner, round, clock).turn(4).attempts[-1]
    assert run.verdict.code == "AC"
    assert all(case.visible for case in run.verdict.cases)
    rounds.submit(learner, round.id, 4, problem.reference_source, clock(), final=True)
    worker.drain()
    state = state_of(learner, round, clock)
    assert state.turn(4).final.verdict.code == "AC"
    assert not all(case.visible for case in state.turn(4).final.verdict.cases)
    assert state.ended is EndReason.FINISHED
    assert Round.objects.get().ended_at is not None


def test_a_pause_stops_the_clock(learner, round, clock):
    rounds.pause(learner, round.id, clock.forward(minutes=2))
    left = rounds.view(learner, round.id, clock()).seconds_left
    clock.forward(hours=9)
    assert rounds.view(learner, round.id, clock()).seconds_left == left
    with pytest.raises(Conflict):
        rounds.answer(learner, round.id, 1, HALF, clock())
    rounds.resume(learner, round.id, clock())
    rounds.answer(learner, round.id, 1, HALF, clock())


def test_when_time_runs_out_the_draft_counts_as_the_answer(learner, round, clock):
    rounds.save_draft(learner, round.id, 1, HALF, 0, clock())
    clock.forward(minutes=31)
    state_of(learner, round, clock)
    worker.drain()
    state = state_of(learner, round, clock)
    assert state.turn(1).reply.text == HALF
    assert state.turn(1).reply.late
    assert state.ended is EndReason.TIME


def test_when_time_runs_out_on_an_empty_box_the_round_ends(learner, round, clock):
    clock.forward(minutes=31)
    assert state_of(learner, round, clock).ended is EndReason.TIME
    assert rounds.debrief(learner, round.id) is not None


def test_hints_are_given_rung_by_rung_and_run_out(learner, round, clock):
    for _ in range(3):
        rounds.hint(learner, round.id, 1, clock())
    assert [hint.rung for hint in state_of(learner, round, clock).open_turn.hints] == [1, 2, 3]
    with pytest.raises(Conflict):
        rounds.hint(learner, round.id, 1, clock())


def test_ending_early_while_the_grader_works_loses_nothing(learner, round, clock):
    rounds.answer(learner, round.id, 1, HALF, clock())
    rounds.end(learner, round.id, clock())
    worker.drain()
    state = state_of(learner, round, clock)
    assert state.ended is EndReason.LEARNER
    assert state.turn(1).grade is not None
    with pytest.raises(Conflict):
        rounds.answer(learner, round.id, 1, HALF, clock())


def test_a_debrief_waits_for_the_end(learner, round):
    with pytest.raises(Conflict, match="under way"):
        rounds.debrief(learner, round.id)


def test_a_round_is_its_learners_own(learner, other, round, clock):
    for call in (
        lambda: rounds.view(other, round.id, clock()),
        lambda: rounds.answer(other, round.id, 1, HALF, clock()),
        lambda: rounds.end(other, round.id, clock()),
        lambda: rounds.save_draft(other, round.id, 1, HALF, 0, clock()),
        lambda: rounds.debrief(other, round.id),
    ):
        with pytest.raises(UnknownName):
            call()
    assert Answer.objects.count() == 0


def test_recent_questions_come_last(learner, clock):
    first = rounds.start(learner, role=Role.ML_ENGINEER, stage=Stage.PHONE_SCREEN, level=Level.MID, seed=3, now=clock())
    asked = {slot.question for slot in state_of(learner, first, clock).slots}
    for turn in (1, 2, 3):
        rounds.answer(learner, first.id, state_of(learner, first, clock).open_turn.number, "I would rather not say", clock())
        worker.drain()
        state = state_of(learner, first, clock)
        if state.open_turn.probe is not None:
            rounds.decline(learner, first.id, state.open_turn.number, clock())
        assert turn <= state.open_turn.number
    rounds.end(learner, first.id, clock())
    second = rounds.start(learner, role=Role.ML_ENGINEER, stage=Stage.PHONE_SCREEN, level=Level.MID, seed=3, now=clock())
    again = {slot.question for slot in state_of(learner, second, clock).slots}
    assert again != asked


def test_a_grader_that_fails_is_our_fault_and_the_round_goes_on(learner, round, clock, monkeypatch):
    def broken(*_args, **_kwargs):
        raise RuntimeError("boom")

    monkeypatch.setattr("greenroom.practice.marking.grade", broken)
    rounds.answer(learner, round.id, 1, HALF, clock())
    for _ in range(jobs.MOST_TRIES):
        worker.drain()
    state = state_of(learner, round, clock)
    assert state.turn(1).grade.reason == "grader-failed"
    assert state.waiting_for == "learner"
    assert Job.objects.get().state == Job.State.FAILED
    assert "boom" in Job.objects.get().error
    assert Answer.objects.get().text == HALF


def test_export_holds_everything_and_delete_leaves_nothing(learner, other, round, clock, tmp_path):
    rounds.answer(learner, round.id, 1, "\x00" + HALF, clock())
    worker.drain()
    rounds.save_draft(learner, round.id, 2, "half a thought", 0, clock())
    mine = json.loads(json.dumps(archive.export(learner, clock())))
    assert mine["answers"][0]["text"] == "\x00" + HALF
    assert [len(mine[name]) for name in ("rounds", "marks", "drafts", "jobs")] == [1, 1, 1, 1]
    assert len(mine["events"]) == EventRow.objects.count()
    theirs = archive.export(other, clock())
    assert not any(theirs[name] for name in ("rounds", "events", "answers", "marks", "drafts", "jobs"))
    archive.delete_everything(learner, tmp_path)
    for table in (Round, EventRow, Answer, Mark, Submission, Job):
        assert table.objects.count() == 0


def test_an_unknown_round_is_unknown(learner, clock):
    with pytest.raises(UnknownName):
        rounds.view(learner, uuid.uuid4(), clock())


def test_a_double_click_on_start_opens_one_round(learner, clock):
    entered = []

    def enter():
        entered.append(rounds.enter(learner, role=Role.ML_ENGINEER, stage=Stage.PHONE_SCREEN, level=Level.MID, now=clock()).id)
        connection.close()

    threads = [threading.Thread(target=enter) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(entered) == 4
    assert len(set(entered)) == 1


def test_a_round_left_until_its_time_was_over_makes_way_for_a_new_one(learner, round, clock):
    later = clock.forward(hours=3)
    fresh = rounds.enter(learner, role=Role.ML_ENGINEER, stage=Stage.PHONE_SCREEN, level=Level.MID, now=later)
    assert fresh.id != round.id
    assert rounds.find(learner, round.id).ended_at is not None


def test_the_backups_go_with_their_only_learner_and_stay_for_others(learner, clock, tmp_path, request):
    backup = tmp_path / "backups" / "greenroom-20261124T090000.sqlite3"
    backup.parent.mkdir()
    backup.write_bytes(b"everything")
    request.getfixturevalue("other")
    archive.delete_everything(learner, tmp_path)
    assert backup.exists()
    request.getfixturevalue("other").delete()
    archive.delete_everything(learner, tmp_path)
    assert not backup.exists()
