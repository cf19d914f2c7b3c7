"""What a grader says of an answer: a Score with its evidence, or Unscored with a reason.

The JSON forms are public and stable (docs/json.md): they are what ``greenroom grade --json`` prints
and what the database keeps.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from greenroom.kernel.rating import Interval, Rating, Signal


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open character offsets ``[start, end)`` into the learner's own answer, in code points."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"a span needs 0 <= start < end, got {self.start} and {self.end}")


class PointVerdict(StrEnum):
    HIT = "hit"
    PARTIAL = "partial"
    MISS = "miss"
    CONTRADICTED = "contradicted"


@dataclass(frozen=True, slots=True)
class PointMark:
    """One rubric point, or one misconception, judged.

    ``probability`` is the grader's own belief, 0..1, that the claim is made. A verdict other than
    ``miss`` always has evidence: no span, no point. For a misconception, ``hit`` means that the
    learner holds it.
    """

    id: str
    verdict: PointVerdict
    probability: float
    evidence: tuple[Span, ...] = ()

    def __post_init__(self) -> None:
        if self.verdict is not PointVerdict.MISS and not self.evidence:
            raise ValueError(f"point {self.id!r} is {self.verdict} without evidence")
        if not 0.0 <= self.probability <= 1.0:
            raise ValueError(f"point {self.id!r} has probability {self.probability}")


@dataclass(frozen=True, slots=True)
class SignalMark:
    """One signal. ``rating`` None means unscored and then ``reason`` says why; ``interval`` is on the 1..4 scale."""

    signal: Signal
    rating: Rating | None
    interval: Interval | None
    reason: str
    evidence: tuple[Span, ...] = ()

    def __post_init__(self) -> None:
        if (self.rating is None) != (self.interval is None):
            raise ValueError(f"{self.signal}: a rating comes with an interval, and an unscored signal with neither")


@dataclass(frozen=True, slots=True)
class GraderName:
    name: str
    version: str


class UnscoredReason(StrEnum):
    EMPTY = "empty"
    TOO_THIN = "too-thin"
    OFF_TOPIC = "off-topic"
    COPIED_QUESTION = "copied-question"
    DECLINED = "declined"
    NOT_PROSE = "not-prose"
    TOO_LONG = "too-long"
    GRADER_FAILED = "grader-failed"


@dataclass(frozen=True, slots=True)
class Score:
    """The content score 0..1 with its 90% interval, and every mark that it was added up from."""

    value: float
    interval: Interval
    points: tuple[PointMark, ...]
    misconceptions: tuple[PointMark, ...]
    signals: Mapping[Signal, SignalMark]
    grader: GraderName


@dataclass(frozen=True, slots=True)
class Unscored:
    """No score, with the reason. Never shown as a digit."""

    reason: UnscoredReason
    message: str
    grader: GraderName


Grade = Score | Unscored


def to_json(grade: Grade) -> dict[str, Any]:
    """The public JSON form of a grade."""
    grader = {"name": grade.grader.name, "version": grade.grader.version}
    if isinstance(grade, Unscored):
        return {
            "status": "unscored",
            "score": None,
            "interval": None,
            "reason": grade.message,
            "reason_code": grade.reason.value,
            "grader": grader,
            "points": [],
            "misconceptions": [],
            "signals": {
                signal.value: {"rating": None, "interval": None, "reason": grade.message, "evidence": []} for signal in Signal
            },
        }
    return {
        "status": "scored",
        "score": round(grade.value, 4),
        "interval": _interval(grade.interval),
        "reason": None,
        "reason_code": None,
        "grader": grader,
        "points": [_mark(mark) for mark in grade.points],
        "misconceptions": [_mark(mark) for mark in grade.misconceptions],
        "signals": {signal.value: _signal(grade.signals[signal]) for signal in Signal},
    }


def from_json(data: Mapping[str, Any]) -> Grade:
    """Read back what ``to_json`` wrote. Raises KeyError or ValueError when it did not come from there."""
    grader = GraderName(data["grader"]["name"], data["grader"]["version"])
    if data["status"] == "unscored":
        return Unscored(UnscoredReason(data["reason_code"]), data["reason"], grader)
    return Score(
        value=data["score"],
        interval=Interval(*data["interval"]),
        points=tuple(_read_mark(mark) for mark in data["points"]),
        misconceptions=tuple(_read_mark(mark) for mark in data["misconceptions"]),
        signals={Signal(name): _read_signal(Signal(name), mark) for name, mark in data["signals"].items()},
        grader=grader,
    )


def _interval(interval: Interval | None) -> list[float] | None:
    return None if interval is None else [round(interval.low, 4), round(interval.high, 4)]


def _spans(spans: tuple[Span, ...]) -> list[dict[str, int]]:
    return [{"start": span.start, "end": span.end} for span in spans]


def _read_spans(spans: list[dict[str, int]]) -> tuple[Span, ...]:
    return tuple(Span(span["start"], span["end"]) for span in spans)


def _mark(mark: PointMark) -> dict[str, Any]:
    return {
        "id": mark.id,
        "verdict": mark.verdict.value,
        "probability": round(mark.probability, 4),
        "evidence": _spans(mark.evidence),
    }


def _read_mark(mark: Mapping[str, Any]) -> PointMark:
    return PointMark(mark["id"], PointVerdict(mark["verdict"]), mark["probability"], _read_spans(mark["evidence"]))


def _signal(mark: SignalMark) -> dict[str, Any]:
    return {
        "rating": None if mark.rating is None else int(mark.rating),
        "interval": _interval(mark.interval),
        "reason": mark.reason,
        "evidence": _spans(mark.evidence),
    }


def _read_signal(signal: Signal, mark: Mapping[str, Any]) -> SignalMark:
    return SignalMark(
        signal,
        None if mark["rating"] is None else Rating(mark["rating"]),
        None if mark["interval"] is None else Interval(*mark["interval"]),
        mark["reason"],
        _read_spans(mark["evidence"]),
    )
