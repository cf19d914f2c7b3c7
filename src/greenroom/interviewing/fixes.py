"""What to fix first: the few things that cost most, each with what happened and what to do about it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from greenroom.bank.question import Kind, Need
from greenroom.interviewing.quote import quote
from greenroom.interviewing.scoring import AFTER_PROBE, Outcome, QuestionResult, share_passed
from greenroom.interviewing.standing import CREDIT, BeliefStanding, Evidence, PointStanding
from greenroom.judging.verdict import Verdict, VerdictCode
from greenroom.kernel.score import PointVerdict

MOST = 3
# Minutes to practise one point again; a story takes longer to tell than a fact.
POINT_MINUTES = 5
STORY_MINUTES = 8

NEED_FACTOR = {Need.MUST: 1.0, Need.SHOULD: 0.6, Need.BONUS: 0.25}

FixKind = Literal["point", "misconception", "code", "answer"]


@dataclass(frozen=True, slots=True)
class Fix:
    """``loss`` is the share 0..1 of the round that it cost, times how much the point is needed; it only orders the list."""

    kind: FixKind
    question: str
    title: str
    point: str | None
    happened: str
    todo: str
    minutes: int
    loss: float


def fixes(results: Sequence[QuestionResult], most: int = MOST) -> tuple[Fix, ...]:
    """At most ``most`` fixes, the dearest first. Different questions come before a second fix for the same one."""
    planned = sum(result.plan.minutes for result in results) or 1
    found: list[Fix] = []
    for result in results:
        found += _of(result, result.plan.minutes / planned)
    found.sort(key=lambda fix: -fix.loss)
    firsts = {fix.question: fix for fix in reversed(found)}
    chosen = [fix for fix in found if firsts[fix.question] is fix][:most]
    chosen += [fix for fix in found if fix not in chosen][: most - len(chosen)]
    return tuple(sorted(chosen, key=lambda fix: -fix.loss))


def _of(result: QuestionResult, share: float) -> Iterator[Fix]:
    """Every fix of one question, which is worth ``share`` of the round."""
    if result.score.outcome is not Outcome.SCORED:
        if result.score.outcome.counts:
            yield _unanswered(result, share)
        return
    if result.plan.kind.judged:
        verdict = result.code.verdict if result.code is not None else None
        if verdict is not None and verdict.code is not VerdictCode.AC:
            yield _code(result, verdict, share)
        return
    whole = sum(standing.point.weight for standing in result.score.points if standing.point.need is not Need.BONUS) or 1.0
    for standing in result.score.points:
        lost = _lost(standing)
        if lost > 0:
            yield _point(result, standing, share * lost * standing.point.weight / whole * NEED_FACTOR[standing.point.need])
    for belief in result.score.beliefs:
        if not belief.corrected:
            yield _belief(result, belief, share * belief.belief.cost)


def _lost(standing: PointStanding) -> float:
    """The share of the point that was not credited."""
    first, last = CREDIT[standing.first], CREDIT[standing.verdict]
    return 1.0 - (first + AFTER_PROBE * (last - first) if last > first else last)


def _point(result: QuestionResult, standing: PointStanding, loss: float) -> Fix:
    claim = standing.point.claim
    said = _quoted(result, standing.evidence)
    if standing.verdict is PointVerdict.HIT:
        happened = f"You knew it when asked{said and f' ({said})'}, but did not say it unasked."
        todo = f"Say it in your first answer: {claim}"
    elif standing.verdict is PointVerdict.PARTIAL:
        happened = f"You came near it{said and f' with {said}'}."
        todo = f"Make it exact: {claim}"
    elif standing.verdict is PointVerdict.CONTRADICTED:
        happened = f"You said the opposite{said and f': {said}'}."
        todo = f"Put it right: {claim}"
    else:
        happened = "You left one thing out."
        todo = f"Learn it, then answer again without looking: {claim}"
    return _fix("point", result, standing.point.id, happened, todo, _word_minutes(result), loss)


def _belief(result: QuestionResult, belief: BeliefStanding, loss: float) -> Fix:
    said = _quoted(result, belief.evidence)
    happened = f"You said {said}." if said else f"You took this for true: {belief.belief.claim}"
    todo = f"Unlearn it: {belief.belief.correction}"
    return _fix("misconception", result, belief.belief.id, happened, todo, _word_minutes(result), loss)


def _code(result: QuestionResult, verdict: Verdict, share: float) -> Fix:
    minutes = result.plan.minutes if result.question is None else result.question.minutes
    told = [case for case in result.failed if case.verdict is not VerdictCode.IE]
    if not told:
        happened = f"Your code was not run to the end: {verdict.code.words}. {verdict.message}".strip()
        return _fix("code", result, None, happened, "Make it run on the visible cases first, then submit.", minutes, share)
    case = next((case for case in told if case.visible), told[0])
    why = case.diagnosis or case.verdict.words
    happened = f"{verdict.passed} of {len(verdict.cases)} cases passed. One that failed tests {case.about}: {why.rstrip('.')}."
    todo = "Mend this case, write one test of your own like it, and submit again."
    return _fix("code", result, case.id if case.visible else None, happened, todo, minutes, share * (1.0 - share_passed(verdict)))


def _unanswered(result: QuestionResult, share: float) -> Fix:
    minutes = result.plan.minutes if result.question is None else result.question.minutes
    todo = {
        Outcome.DECLINED: "Read the strong answer, close it, and say it in your own words.",
        Outcome.SKIPPED: "Answer it under Practise, however short. A skipped question shows nothing of you.",
        Outcome.UNSCORED: "Answer in three or four whole sentences, the main claim first and then why.",
        Outcome.NOT_ANSWERED: f"Keep to the {result.plan.minutes} minutes a question like this gets.",
        Outcome.NOT_REACHED: f"Leave {result.plan.minutes} minutes for it: keep the earlier answers shorter.",
    }[result.score.outcome]
    return _fix("answer", result, None, result.score.reason, todo, minutes, share)


def _fix(kind: FixKind, result: QuestionResult, point: str | None, happened: str, todo: str, minutes: int, loss: float) -> Fix:
    return Fix(kind, result.plan.question, result.title, point, happened, todo, minutes, loss)


def _word_minutes(result: QuestionResult) -> int:
    return STORY_MINUTES if result.plan.kind is Kind.BEHAVIORAL else POINT_MINUTES


def _quoted(result: QuestionResult, evidence: Sequence[Evidence]) -> str:
    """The learner's own words in quotation marks, the latest first; empty when none is fit to repeat."""
    texts = {turn.number: turn.reply.text for turn in result.turns if turn.reply is not None}
    for item in reversed(evidence):
        found = quote(texts.get(item.turn, ""), (item.span,))
        if found is not None:
            return f"“{found}”"
    return ""
