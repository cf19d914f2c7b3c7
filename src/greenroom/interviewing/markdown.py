"""The debrief as Markdown, to keep, print or send to a coach. What the learner wrote stands in fences and stays text."""

import re
from collections.abc import Iterator

from greenroom.interviewing.debrief import Debrief
from greenroom.interviewing.scoring import QuestionResult
from greenroom.interviewing.turn import Turn
from greenroom.judging.verdict import CaseResult
from greenroom.kernel.glyphs import visible
from greenroom.kernel.score import PointVerdict

_VERDICTS = {
    PointVerdict.HIT: "said",
    PointVerdict.PARTIAL: "partly said",
    PointVerdict.MISS: "not said",
    PointVerdict.CONTRADICTED: "the opposite was said",
}


def debrief_markdown(debrief: Debrief) -> str:
    """The whole debrief as one Markdown document, ending in a newline."""
    lines = [
        f"# {debrief.stage.words.capitalize()}, {debrief.role.words}, {debrief.level.value}: {debrief.hire.words}",
        "",
        f"{round(debrief.seconds_used / 60)} of {debrief.minutes} minutes. Graded by {_graders(debrief)}.",
        "",
    ]
    if not debrief.complete:
        lines += ["Something is still being graded: this debrief is not final.", ""]
    for part in (_hire, _fixes, _signals):
        lines += part(debrief)
    for result in debrief.questions:
        lines += _question(result)
    return "\n".join(lines).rstrip() + "\n"


def _hire(debrief: Debrief) -> Iterator[str]:
    hire = debrief.hire
    yield from ("## The hire signal", "", f"**{hire.words.capitalize()}.** {hire.because}", "", f"Rule: {hire.rule}", "")
    if hire.would_change:
        yield from ("What would have changed it:", "", *(f"- {change}" for change in hire.would_change), "")


def _fixes(debrief: Debrief) -> Iterator[str]:
    yield from ("## What to fix first", "")
    if not debrief.fixes:
        yield "Nothing stood out."
    for number, fix in enumerate(debrief.fixes, start=1):
        yield f"{number}. **{fix.title}** ({fix.minutes} minutes). {_plain(fix.happened)} {_plain(fix.todo)}"
    yield ""


def _signals(debrief: Debrief) -> Iterator[str]:
    yield from ("## Signals", "", "| signal | rating | 90% interval, 1 to 4 | why |", "|---|---|---|---|")
    for report in debrief.signals:
        rating = "unscored" if report.rating is None else report.rating.words
        span = "" if report.interval is None else f"{report.interval.low:.1f} to {report.interval.high:.1f}"
        yield f"| {report.signal.words} | {rating} | {span} | {_cell(report.reason)} |"
    yield ""


def _question(result: QuestionResult) -> Iterator[str]:
    score = result.score
    mark = score.outcome.value if score.value is None else f"{score.value:.2f}"
    yield from (f"## {result.title}: {mark}", "")
    if score.reason:
        yield from (_plain(score.reason), "")
    if score.hints:
        yield from (f"Hints taken: {score.hints}.", "")
    for turn in result.turns:
        for reply in turn.answers:
            asked = _plain(_asked(result, turn))
            yield from (f"You, on “{asked}”:", "", *_fenced(reply.text), "")
    if score.points:
        yield from ("| point | need | verdict |", "|---|---|---|")
        for standing in score.points:
            when = ", when asked" if standing.after_probe else ""
            yield f"| {_cell(standing.point.claim)} | {standing.point.need.value} | {_VERDICTS[standing.verdict]}{when} |"
        yield ""
    for held in score.beliefs:
        taken_back = " You took it back later." if held.corrected else ""
        yield from (f"- Wrong belief: {held.belief.claim} {held.belief.correction}{taken_back}", "")
    if result.code is not None:
        yield from _code(result)
    if result.question is not None and result.question.strong and result.turns:
        yield from ("A strong answer:", "", result.question.strong, "")


def _asked(result: QuestionResult, turn: Turn) -> str:
    """The question itself, without the words that led up to it."""
    rubric = None if result.question is None else result.question.rubric
    probes = () if rubric is None else rubric.probes
    return next((probe.ask for probe in probes if probe.id == turn.probe), result.title if turn.probe is None else turn.text)


def _code(result: QuestionResult) -> Iterator[str]:
    assert result.code is not None
    verdict = result.code.verdict
    if verdict is not None:
        counts = f"{verdict.passed} of {len(verdict.cases)} cases"
        yield from (f"{verdict.code.value}, {verdict.code.words}: {counts}. {_plain(verdict.message)}".rstrip(), "")
    for case in result.failed:
        yield f"- {_case(case)}"
    yield from ("", "Your code:", "", *_fenced(result.code.source), "")


def _case(case: CaseResult) -> str:
    kind = "visible" if case.visible else "hidden"
    return _plain(f"{case.verdict.value} ({kind}), {case.about}: {case.diagnosis or case.verdict.words}")


def _graders(debrief: Debrief) -> str:
    return ", ".join(f"{grader.name} {grader.version}" for grader in debrief.graders) or "nobody: no answer was graded"


def _fenced(text: str) -> list[str]:
    """``text`` in a fence that it cannot close."""
    shown = visible(text)
    longest = max((len(run) for run in re.findall(r"`+", shown)), default=0)
    fence = "`" * max(3, longest + 1)
    return [f"{fence}text", *shown.split("\n"), fence]


def _plain(text: str) -> str:
    """One line in which nothing has a meaning in Markdown or HTML."""
    line = " ".join(visible(text).split())
    return re.sub(r"([\\`*_\[\]<>#|])", r"\\\1", line)


def _cell(text: str) -> str:
    return _plain(text)
