"""A round, from the first greeting to the debrief. Each function is one thing a learner can do.

Every action takes the round's lock, folds its log, lets the pure interviewer answer, and appends, all in one
transaction. What comes second (a double click, another tab, a late answer) is refused with Conflict, and the words it
brought are kept as a draft.
"""

import secrets
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Q

from greenroom.interviewing import agenda
from greenroom.interviewing import events as ev
from greenroom.interviewing.debrief import Debrief
from greenroom.interviewing.debrief import debrief as debrief_of
from greenroom.interviewing.formats import format_of
from greenroom.interviewing.hints import next_hint
from greenroom.interviewing.interviewer import next_moves
from greenroom.interviewing.state import RoundState, Turn, apply, fold, remaining
from greenroom.kernel.errors import Conflict, UnknownName
from greenroom.kernel.track import Level, Role, Stage
from greenroom.practice import content, drafts, jobs, log
from greenroom.practice.models import Answer, Job, Judgement, Mark, Round, Submission

RECENT = 12


@dataclass(frozen=True, slots=True)
class RoundView:
    """What a surface needs to show a round: its state, the seconds left, and the draft for the open turn."""

    round: Round
    state: RoundState
    seconds_left: float
    draft: str
    revision: int


def start(
    learner: User,
    *,
    role: Role,
    stage: Stage,
    level: Level,
    now: datetime,
    seed: int | None = None,
    questions: Sequence[str] = (),
) -> Round:
    """Open a round. ``questions`` fixes its agenda; without them the bank draws one, and the learner's recent ones come last.

    Raises Unsupported or BadInput when the stage cannot be rehearsed or the packs cannot fill it, UnknownName for a question.
    """
    form = format_of(stage)
    seed = secrets.randbelow(2**31) if seed is None else seed
    library = content.library()
    if questions:
        slots = agenda.fixed([library.question(id) for id in questions], role=role, stage=stage)
    else:
        slots = agenda.draw(library.questions, role=role, level=level, stage=stage, seed=seed, avoid=_recent(learner))
    with transaction.atomic():
        round = Round.objects.create(learner=learner, role=role, level=level, stage=stage, started_at=now)
        opened = ev.Opened(now, role, level, stage, form.minutes, seed, slots)
        _append(round, [], opened, now)
    return round


def enter(learner: User, *, role: Role, stage: Stage, level: Level, now: datetime) -> Round:
    """The round that is under way, or a new one: a double click opens one room, and nobody has two rounds at once.

    Raises as ``start`` does.
    """
    with transaction.atomic():
        # The learner's row is the lock: where no round is open yet, there is no round to lock.
        User.objects.select_for_update().get(pk=learner.pk)
        under_way = open_round(learner)
        if under_way is not None and view(learner, under_way.id, now).state.ended is None:
            return under_way
        return start(learner, role=role, stage=stage, level=level, now=now)


def find(learner: User, round_id: uuid.UUID) -> Round:
    """The learner's own round. Raises UnknownName, also for another learner's."""
    round = Round.objects.filter(pk=round_id, learner=learner).first()
    if round is None:
        raise UnknownName("round", str(round_id), ())
    return round


def open_round(learner: User) -> Round | None:
    """The round to resume, if one is under way."""
    return Round.objects.filter(learner=learner, ended_at=None).order_by("-started_at").first()


def view(learner: User, round_id: uuid.UUID, now: datetime) -> RoundView:
    """The round as it stands now. When its time has run out, that is acted on first."""
    round = find(learner, round_id)
    state = fold(log.read(round))
    if _time_is_up(state, now):
        _take_in_draft_or_end(learner, round_id, now)
        round = find(learner, round_id)
        state = fold(log.read(round))
    turn = state.open_turn
    draft = drafts.latest(learner, drafts.place_in_round(round.id, turn.number)) if turn else None
    return RoundView(round, state, remaining(state, now), draft.text if draft else "", draft.revision if draft else 0)


def waiting(learner: User, round_id: uuid.UUID) -> bool:
    """Whether a grade or a verdict of this round is still due: one query, for pages that ask again and again."""
    answers = Answer.objects.filter(round=round_id, learner=learner).values("pk")
    submissions = Submission.objects.filter(round=round_id, learner=learner).values("pk")
    due = Job.objects.filter(state__in=(Job.State.QUEUED, Job.State.RUNNING))
    return due.filter(Q(subject__in=answers) | Q(subject__in=submissions)).exists()


def answer(learner: User, round_id: uuid.UUID, turn: int, text: str, now: datetime) -> None:
    """Hand in words. They and their grading job are saved together. Raises Conflict when the turn is answered already."""

    def give(round: Round, state: RoundState, asked: Turn) -> ev.Event:
        row = Answer(learner=learner, round=round, turn=turn, question=asked.question, focus=_focus(asked), text=text, given_at=now)
        row.save(force_insert=True)
        jobs.enqueue(Job.Kind.GRADE, row.id, now)
        return ev.Answered(now, turn, str(row.id), text, late=remaining(state, now) <= 0)

    _hand_in(learner, round_id, turn, text, now, give)


def submit(learner: User, round_id: uuid.UUID, turn: int, source: str, now: datetime, *, final: bool) -> None:
    """Hand in code, or with ``final=False`` try it on the visible cases. Raises Conflict when handed in already."""

    def give(round: Round, state: RoundState, asked: Turn) -> ev.Event:
        row = Submission.objects.create(
            learner=learner, round=round, turn=turn, question=asked.question, source=source, final=final, given_at=now
        )
        jobs.enqueue(Job.Kind.JUDGE, row.id, now)
        return ev.Submitted(now, turn, str(row.id), source, final, late=remaining(state, now) <= 0)

    _hand_in(learner, round_id, turn, source, now, give, keep_draft=not final)


def decline(learner: User, round_id: uuid.UUID, turn: int, now: datetime) -> None:
    """Say "I don't know"."""
    _act(learner, round_id, now, lambda _: ev.Declined(now, turn))


def skip(learner: User, round_id: uuid.UUID, turn: int, now: datetime) -> None:
    _act(learner, round_id, now, lambda _: ev.Skipped(now, turn))


def hint(learner: User, round_id: uuid.UUID, turn: int, now: datetime) -> None:
    """Take the next hint; it costs. Raises Conflict when there is none left or ``turn`` is not the open one."""

    def take(state: RoundState) -> ev.Event:
        asked = _open(state, turn)
        return next_hint(state, content.library().question(asked.question), now)

    _act(learner, round_id, now, take)


def pause(learner: User, round_id: uuid.UUID, now: datetime) -> None:
    _act(learner, round_id, now, lambda _: ev.Paused(now))


def resume(learner: User, round_id: uuid.UUID, now: datetime) -> None:
    _act(learner, round_id, now, lambda _: ev.Resumed(now))


def end(learner: User, round_id: uuid.UUID, now: datetime) -> None:
    """Stop early. What was answered is graded and debriefed."""
    _act(learner, round_id, now, lambda _: ev.Ended(now, ev.EndReason.LEARNER))


def save_draft(learner: User, round_id: uuid.UUID, turn: int, text: str, base: int, now: datetime) -> drafts.Saved:
    """Save what stands in the box, typed on top of revision ``base``."""
    return drafts.save(learner, drafts.place_in_round(find(learner, round_id).id, turn), text, base, now)


def debrief(learner: User, round_id: uuid.UUID) -> Debrief:
    """The report. Raises Conflict while the round is under way."""
    state = fold(log.read(find(learner, round_id)))
    if state.ended is None:
        raise Conflict("The round is still under way.", todo="Finish it or end it early; the debrief comes then.")
    return debrief_of(state, content.questions())


def record(round: Round, event: ev.Event, now: datetime, *, mark: Mark | None = None, judgement: Judgement | None = None) -> None:
    """Append what the grader or the judge found, and the interviewer's answer to it."""
    with transaction.atomic():
        locked = Round.objects.select_for_update().get(pk=round.pk)
        _append(locked, log.read(locked), event, now, mark=mark, judgement=judgement)


def _act(learner: User, round_id: uuid.UUID, now: datetime, make: Callable[[RoundState], ev.Event]) -> None:
    with transaction.atomic():
        round = _locked(learner, round_id)
        past = log.read(round)
        _append(round, past, make(fold(past)), now)


def _hand_in(
    learner: User,
    round_id: uuid.UUID,
    turn: int,
    text: str,
    now: datetime,
    give: Callable[[Round, RoundState, Turn], ev.Event],
    *,
    keep_draft: bool = False,
) -> None:
    place = drafts.place_in_round(round_id, turn)
    try:
        with transaction.atomic():
            round = _locked(learner, round_id)
            past = log.read(round)
            state = fold(past)
            event = give(round, state, _open(state, turn))
            _append(round, past, event, now)
            if keep_draft:
                newest = drafts.latest(learner, place)
                drafts.save(learner, place, text, newest.revision if newest else 0, now)
            else:
                drafts.clear(learner, place)
    except Conflict as conflict:
        if text and not _handed_in(round_id, turn, text):
            drafts.save(learner, place, text, 0, now)
            conflict.kept = "What you sent is kept with your data as a draft."
        raise


def _handed_in(round_id: uuid.UUID, turn: int, text: str) -> bool:
    """Whether exactly these words are stored for the turn: a double click loses nothing."""
    answered = Answer.objects.filter(round=round_id, turn=turn).values_list("text", flat=True)
    submitted = Submission.objects.filter(round=round_id, turn=turn).values_list("source", flat=True)
    return text in (*answered, *submitted)


def _locked(learner: User, round_id: uuid.UUID) -> Round:
    find(learner, round_id)
    return Round.objects.select_for_update().get(pk=round_id)


def _open(state: RoundState, turn: int) -> Turn:
    open_turn = state.open_turn
    if open_turn is None or open_turn.number != turn:
        raise Conflict("This question is answered already.", todo="Reload the page to go on where the round is now.")
    return open_turn


def _append(
    round: Round,
    past: list[ev.Event],
    event: ev.Event,
    now: datetime,
    *,
    mark: Mark | None = None,
    judgement: Judgement | None = None,
) -> None:
    state = apply(fold(past) if past else None, event)
    news = [event]
    for move in next_moves(state, content.questions(), now):
        state = apply(state, move)
        news.append(move)
    log.append(round, len(past), news, mark=mark, judgement=judgement)
    if state.ended is not None and round.ended_at is None:
        round.ended_at = now
        round.save(update_fields=["ended_at"])


def _time_is_up(state: RoundState, now: datetime) -> bool:
    return state.ended is None and not state.paused and state.open_turn is not None and remaining(state, now) <= 0


def _take_in_draft_or_end(learner: User, round_id: uuid.UUID, now: datetime) -> None:
    """Time ran out with a question open: what stands in the box counts as the answer, or the round ends."""
    with transaction.atomic():
        round = _locked(learner, round_id)
        state = fold(log.read(round))
        turn = state.open_turn
        if turn is None or not _time_is_up(state, now):
            return
        draft = drafts.latest(learner, drafts.place_in_round(round_id, turn.number))
        question = content.library().question(turn.question)
        untouched = question.problem is not None and draft is not None and draft.text == question.problem.starter
        if draft is None or not draft.text.strip() or untouched:
            record(round, ev.Ended(now, ev.EndReason.TIME), now)
        elif question.kind.judged:
            submit(learner, round_id, turn.number, draft.text, now, final=True)
        else:
            answer(learner, round_id, turn.number, draft.text, now)


def _focus(turn: Turn) -> list[str]:
    if turn.probe is None:
        return []
    rubric = content.library().question(turn.question).rubric
    return [probe.point for probe in rubric.probes if probe.id == turn.probe] if rubric else []


def _recent(learner: User) -> frozenset[str]:
    answers = Answer.objects.filter(learner=learner).order_by("-given_at").values_list("question", flat=True)[:RECENT]
    code = Submission.objects.filter(learner=learner, final=True).order_by("-given_at").values_list("question", flat=True)[:RECENT]
    return frozenset((*answers, *code))
