"""What was looked for beside what was said: one numbered row a point, and the learner's words with the same numbers marked."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString

from greenroom.bank.question import Question
from greenroom.interviewing.standing import BeliefStanding, Evidence, PointStanding
from greenroom.kernel.score import PointMark, PointVerdict, Score
from greenroom.web.highlight import Evidence as Stretch
from greenroom.web.highlight import Shade, highlight
from greenroom.web.picture import parts_bar

_SHADES = {PointVerdict.HIT: Shade.HIT, PointVerdict.PARTIAL: Shade.PARTIAL, PointVerdict.CONTRADICTED: Shade.WRONG}
_WORDS = {
    PointVerdict.HIT: "said",
    PointVerdict.PARTIAL: "partly",
    PointVerdict.MISS: "not said",
    PointVerdict.CONTRADICTED: "the reverse",
}


@dataclass(frozen=True, slots=True)
class Told:
    """One answer. ``asked`` is the follow-up that it answers; empty for the question itself."""

    turn: int
    text: str
    asked: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Heard:
    """An answer as shown: with its evidence marked."""

    told: Told
    html: SafeString


@dataclass(frozen=True, slots=True)
class Looked:
    """One row: a point, or a wrong belief with its ``correction``."""

    number: int
    claim: str
    need: str
    css: str
    words: str
    correction: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    heard: tuple[Heard, ...]
    points: tuple[Looked, ...]
    beliefs: tuple[Looked, ...]
    bar: SafeString | None


def sheet(told: Sequence[Told], points: Sequence[PointStanding], beliefs: Sequence[BeliefStanding]) -> Sheet:
    """Number the rows, points first, and mark the answers with them."""
    rows = tuple(_point_row(number, standing) for number, standing in enumerate(points, start=1))
    wrong = tuple(_belief_row(number, standing) for number, standing in enumerate(beliefs, start=len(rows) + 1))
    stretches = [(seen, row) for row, standing in zip(rows, points, strict=True) for seen in standing.evidence]
    stretches += [(seen, row) for row, standing in zip(wrong, beliefs, strict=True) for seen in standing.evidence]
    beliefs_from = len(rows) + 1
    heard = tuple(
        Heard(item, highlight(item.text, [_stretch(seen, row, beliefs_from) for seen, row in stretches if seen.turn == item.turn]))
        for item in told
    )
    return Sheet(heard, rows, wrong, _bar(points))


def sheet_of_grade(question: Question, text: str, score: Score) -> Sheet:
    """The sheet of a single answer to ``question``, outside any round."""
    rubric = question.rubric
    points = {point.id: point for point in rubric.points} if rubric else {}
    beliefs = {belief.id: belief for belief in rubric.misconceptions} if rubric else {}
    standings = [
        PointStanding(points[mark.id], mark.verdict, mark.verdict, None if mark.verdict is PointVerdict.MISS else 1, _seen(mark))
        for mark in score.points
        if mark.id in points
    ]
    held = [
        BeliefStanding(beliefs[mark.id], 1, False, _seen(mark))
        for mark in score.misconceptions
        if mark.id in beliefs and mark.verdict is PointVerdict.HIT
    ]
    return sheet([Told(1, text)], standings, held)


def _seen(mark: PointMark) -> tuple[Evidence, ...]:
    return tuple(Evidence(1, span, mark.verdict) for span in mark.evidence)


def _point_row(number: int, standing: PointStanding) -> Looked:
    words = _WORDS[standing.verdict] + (" when asked" if standing.after_probe else "")
    css = _SHADES[standing.verdict].css if standing.verdict in _SHADES else "miss"
    return Looked(number, standing.point.claim, standing.point.need.value, css, words)


def _belief_row(number: int, standing: BeliefStanding) -> Looked:
    words, css = ("taken back", "partial") if standing.corrected else ("a wrong belief", "wrong")
    return Looked(number, standing.belief.claim, "", css, words, standing.belief.correction)


def _stretch(seen: Evidence, row: Looked, beliefs_from: int) -> Stretch:
    shade = Shade.WRONG if row.number >= beliefs_from else _SHADES[seen.verdict]
    return Stretch(seen.span, shade, row.number, row.claim)


def _bar(points: Sequence[PointStanding]) -> SafeString | None:
    """Segments as wide as the points weigh; the table under it says the same in words."""
    if not points:
        return None
    said = sum(standing.verdict is PointVerdict.HIT for standing in points)
    parts = [(item.point.weight, _SHADES[item.verdict].css if item.verdict in _SHADES else "miss") for item in points]
    return parts_bar(parts, f"{said} of {len(points)} points said")
