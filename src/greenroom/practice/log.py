"""The event log of a round: events to rows and back.

A row's payload leaves out what another table holds (the answer's text, the grade, the source, the verdict);
reading joins it in again, so that each thing a person wrote exists once.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from greenroom.bank.question import Kind
from greenroom.interviewing import events as ev
from greenroom.judging import verdict as verdicts
from greenroom.kernel import score
from greenroom.kernel.track import Level, Role, Stage
from greenroom.practice.models import Answer, EventRow, Judgement, Mark, Round, Submission

Payload = Mapping[str, Any]


class Contents:
    """What the payloads of one round refer to, fetched in four queries at most."""

    def __init__(self, round: Round, rows: Sequence[EventRow]) -> None:
        types = {row.type for row in rows}
        self.answers: dict[str, str] = {}
        self.grades: dict[str, score.Grade] = {}
        self.sources: dict[str, str] = {}
        self.verdicts: dict[str, verdicts.Verdict] = {}
        if "Answered" in types:
            self.answers = {str(id): text for id, text in Answer.objects.filter(round=round).values_list("id", "text")}
        if "Marked" in types:
            marks = Mark.objects.filter(answer__round=round).values_list("id", "grade")
            self.grades = {str(id): score.from_json(grade) for id, grade in marks}
        if "Submitted" in types:
            self.sources = {str(id): source for id, source in Submission.objects.filter(round=round).values_list("id", "source")}
        if "Judged" in types:
            judgements = Judgement.objects.filter(submission__round=round).values_list("id", "verdict")
            self.verdicts = {str(id): verdicts.from_json(verdict) for id, verdict in judgements}


def read(round: Round) -> list[ev.Event]:
    """All events of ``round``, in order."""
    rows = list(EventRow.objects.filter(round=round).order_by("seq"))
    contents = Contents(round, rows)
    return [_READERS[row.type](row, row.payload, contents) for row in rows]


def append(
    round: Round, after: int, events: Iterable[ev.Event], *, mark: Mark | None = None, judgement: Judgement | None = None
) -> None:
    """Append ``events`` behind the first ``after`` ones. A Marked or Judged among them refers to ``mark`` or ``judgement``.

    The caller holds the round's lock; the unique (round, seq) is the second line of defence.
    """
    refs = {"mark": str(mark.id) if mark else "", "judgement": str(judgement.id) if judgement else ""}
    EventRow.objects.bulk_create(
        EventRow(round=round, seq=seq, type=type(event).__name__, at=event.at, payload=_payload(event, refs))
        for seq, event in enumerate(events, start=after)
    )


def _payload(event: ev.Event, refs: Mapping[str, str]) -> dict[str, Any]:
    match event:
        case ev.Opened():
            return {
                "role": event.role,
                "level": event.level,
                "stage": event.stage,
                "minutes": event.minutes,
                "seed": event.seed,
                "slots": [{"question": slot.question, "kind": slot.kind, "minutes": slot.minutes} for slot in event.slots],
            }
        case ev.Said():
            return {"purpose": event.purpose, "text": event.text}
        case ev.Asked():
            return {"turn": event.turn, "slot": event.slot, "question": event.question, "text": event.text, "probe": event.probe}
        case ev.Answered():
            return {"turn": event.turn, "answer": event.answer, "late": event.late}
        case ev.Marked():
            return {"turn": event.turn, "answer": event.answer, "mark": refs["mark"]}
        case ev.Submitted():
            return {"turn": event.turn, "submission": event.submission, "final": event.final, "late": event.late}
        case ev.Judged():
            return {"turn": event.turn, "submission": event.submission, "judgement": refs["judgement"]}
        case ev.Hinted():
            return {"turn": event.turn, "rung": event.rung, "text": event.text}
        case ev.Declined() | ev.Skipped():
            return {"turn": event.turn}
        case ev.Paused() | ev.Resumed():
            return {}
        case ev.Ended():
            return {"reason": event.reason}


_READERS: Mapping[str, Callable[[EventRow, Payload, Contents], ev.Event]] = {
    "Opened": lambda row, data, _: ev.Opened(
        row.at,
        Role(data["role"]),
        Level(data["level"]),
        Stage(data["stage"]),
        data["minutes"],
        data["seed"],
        tuple(ev.Slot(slot["question"], Kind(slot["kind"]), slot["minutes"]) for slot in data["slots"]),
    ),
    "Said": lambda row, data, _: ev.Said(row.at, ev.Purpose(data["purpose"]), data["text"]),
    "Asked": lambda row, data, _: ev.Asked(row.at, data["turn"], data["slot"], data["question"], data["text"], data["probe"]),
    "Answered": lambda row, data, held: ev.Answered(
        row.at, data["turn"], data["answer"], held.answers[data["answer"]], data["late"]
    ),
    "Marked": lambda row, data, held: ev.Marked(row.at, data["turn"], data["answer"], held.grades[data["mark"]]),
    "Submitted": lambda row, data, held: ev.Submitted(
        row.at, data["turn"], data["submission"], held.sources[data["submission"]], data["final"], data["late"]
    ),
    "Judged": lambda row, data, held: ev.Judged(row.at, data["turn"], data["submission"], held.verdicts[data["judgement"]]),
    "Hinted": lambda row, data, _: ev.Hinted(row.at, data["turn"], data["rung"], data["text"]),
    "Declined": lambda row, data, _: ev.Declined(row.at, data["turn"]),
    "Skipped": lambda row, data, _: ev.Skipped(row.at, data["turn"]),
    "Paused": lambda row, data, _: ev.Paused(row.at),
    "Resumed": lambda row, data, _: ev.Resumed(row.at),
    "Ended": lambda row, data, _: ev.Ended(row.at, ev.EndReason(data["reason"])),
}
