"""Results in words for a terminal. Whatever came from outside passes ``visible`` on its way."""

import sys
from typing import TYPE_CHECKING

from greenroom.bank.question import Question
from greenroom.cli import output
from greenroom.interviewing.transcript import Line
from greenroom.judging import verdict as verdicts
from greenroom.judging.verdict import Verdict, VerdictCode
from greenroom.kernel import score
from greenroom.kernel.glyphs import visible
from greenroom.kernel.score import Grade, PointMark, Unscored
from greenroom.practice import content
from greenroom.practice.doctor import Part, Report

if TYPE_CHECKING:
    from greenroom.practice.attempts import Attempt  # a Django room: not to be loaded by commands that need no store

SIGNS = {"hit": "+", "partial": "~", "miss": "-", "contradicted": "x"}


def question(asked: Question) -> None:
    output.say(f"{asked.title}  ({asked.kind}, {asked.minutes} min)\n")
    output.say(f"{asked.prompt}\n")


def grade(question_id: str, answer: str, result: Grade) -> None:
    """The marks: each point with its sign, its claim and the words that show it."""
    grader = f"{result.grader.name} {result.grader.version}"
    if isinstance(result, Unscored):
        output.say(f"Unscored: {result.message}  (grader: {grader})")
        return
    asked = content.library().question(question_id)
    claims = {point.id: point.claim for point in asked.rubric.points} if asked.rubric else {}
    beliefs = {item.id: item for item in asked.rubric.misconceptions} if asked.rubric else {}
    low, high = result.interval.low, result.interval.high
    output.say(f"Score {result.value:.2f}, with 90% between {low:.2f} and {high:.2f}.  (grader: {grader})\n")
    for mark in result.points:
        output.say(f"  {SIGNS[mark.verdict]} {claims.get(mark.id, mark.id)}{_quote(mark, answer)}")
    for mark in result.misconceptions:
        if mark.verdict != "miss" and mark.id in beliefs:
            output.say(f"  ! {beliefs[mark.id].claim}{_quote(mark, answer)}\n    In fact: {beliefs[mark.id].correction}")
    output.say()
    for signal, found in result.signals.items():
        rating = found.rating.words if found.rating is not None else "unscored"
        output.say(f"  {signal.words:<22} {rating:<12} {found.reason}")


def verdict(problem_id: str, found: Verdict) -> None:
    """The verdict, then each case: what it tests, and for one that failed what went wrong."""
    passed = f"{found.passed} of {len(found.cases)} cases" if found.cases else ""
    output.say(f"{problem_id}: {found.code} {found.code.words}  {passed}  ({found.milliseconds:.0f} ms, sandbox: {found.tier})")
    if found.message:
        output.say(f"  {found.message}")
    for case in found.cases:
        sign = "+" if case.verdict is VerdictCode.AC else "x"
        output.say(f"  {sign} {case.about}{'' if case.visible else '  (hidden)'}")
        if case.verdict is not VerdictCode.AC:
            for line in (case.diagnosis, case.expected and f"expected {case.expected}", case.got and f"got      {case.got}"):
                if line:
                    output.say("      " + line.replace("\n", "\n      "))
        if case.printed:
            output.say("      printed: " + case.printed.replace("\n", "\n               "))


def attempt(result: "Attempt", *, as_json: bool) -> None:
    """A finished attempt, in words or as the same JSON that grade and judge print."""
    if result.grade is not None:
        if as_json:
            output.data({"question": result.question, **score.to_json(result.grade)})
        else:
            grade(result.question, result.text, result.grade)
    elif result.verdict is not None:
        if as_json:
            output.data({"problem": result.question, **verdicts.to_json(result.verdict)})
        else:
            verdict(result.question, result.verdict)


def said(line: Line) -> None:
    """One line of a round."""
    who = "Interviewer" if line.speaker == "interviewer" else "You"
    if line.act not in ("answer", "code", "run"):
        output.say(f"\n{who}: {line.text}")


def doctor(report: Report) -> None:
    for title, part in (
        ("Database", report.database),
        ("Grader", report.grader),
        ("Sandbox", report.sandbox),
        ("Packs", report.packs),
    ):
        _part(title, part)
    output.say("Everything works." if report.ok else "Something does not work; see above.")


def markdown(text: str) -> None:
    """A document for stdout, harmless on any terminal."""
    sys.stdout.write(visible(text) + "\n")


def _part(title: str, part: Part) -> None:
    output.say(f"{title:<9} {'ok  ' if part.ok else 'FAIL'}  {part.summary}")
    for line in part.protects:
        output.say(f"                + {line}")
    for line in part.lacks:
        output.say(f"                - {line}")
    if part.todo:
        output.say(f"                {part.todo}")


def _quote(mark: PointMark, answer: str) -> str:
    if not mark.evidence:
        return ""
    span = mark.evidence[0]
    words = " ".join(answer[span.start : span.end].split())
    return f'\n      "{words if len(words) <= 100 else words[:97] + "..."}"'
