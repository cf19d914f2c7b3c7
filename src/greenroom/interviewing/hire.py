"""The hire signal: a rule over the ratings and over how much of the round was shown. No weights, nothing hidden.

Each step up asks for something more. A round stands at the highest step whose demands, and those of all steps below,
are met; what the next step still asks for is what would have changed it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum

from greenroom.interviewing.scoring import Outcome, QuestionResult
from greenroom.interviewing.signals import SignalReport
from greenroom.judging.verdict import VerdictCode
from greenroom.kernel.rating import Rating, Signal
from greenroom.kernel.track import Stage

# Shares of the agenda's minutes.
ENOUGH = 1 / 2
LEAN_SHOWN = 2 / 3
HIRE_SHOWN = 4 / 5
LEAST_RATED = 2


class Hire(IntEnum):
    STRONG_NO_HIRE = 0
    NO_HIRE = 1
    LEAN_NO_HIRE = 2
    LEAN_HIRE = 3
    HIRE = 4
    STRONG_HIRE = 5

    @property
    def words(self) -> str:
        return self.name.lower().replace("_", " ")


NOT_ENOUGH = "not enough to say"

RULES: Mapping[Hire, str] = {
    Hire.STRONG_NO_HIRE: "Strong no hire: technical accuracy is very weak and no signal is strong.",
    Hire.NO_HIRE: "No hire: a signal is very weak.",
    Hire.LEAN_NO_HIRE: "Lean no hire: no signal is very weak.",
    Hire.LEAN_HIRE: (
        "Lean hire: no signal is very weak, technical accuracy and one more are strong, and two thirds of the minutes were shown."
    ),
    Hire.HIRE: "Hire: every rated signal is strong, no single question is very weak, and four fifths of the minutes were shown.",
    Hire.STRONG_HIRE: (
        "Strong hire: every rated signal is strong, technical accuracy and one more are very strong, "
        "every question was shown, and all code was accepted."
    ),
}
ENOUGH_RULE = (
    "A signal is given when half of the round's minutes were answered or declined, technical accuracy is rated, "
    "and at least two signals are rated."
)


@dataclass(frozen=True, slots=True)
class Shown:
    """Minutes of the agenda: ``scored``, ``declined``, ``counted`` (all but those lost by our fault), and ``planned`` (all).

    ``missing`` names the questions that count and were not scored. ``very_weak`` names those whose technical accuracy is
    very weak, declined ones among them: a strong mean must not hide that one question failed altogether. ``unsolved`` names
    those whose code was judged and not accepted.
    """

    scored: float
    declined: float
    counted: float
    planned: float
    missing: tuple[str, ...] = ()
    very_weak: tuple[str, ...] = ()
    unsolved: tuple[str, ...] = ()

    @property
    def share(self) -> float:
        return self.scored / self.counted if self.counted else 0.0

    @property
    def answered(self) -> float:
        return (self.scored + self.declined) / self.planned if self.planned else 0.0


@dataclass(frozen=True, slots=True)
class HireSignal:
    """``signal`` None means not enough to say. ``low`` and ``high`` are what the rule gives at the ends of all intervals."""

    signal: Hire | None
    rule: str
    because: str
    would_change: tuple[str, ...]
    ratings: Mapping[Signal, Rating | None]
    shown: Shown
    low: Hire | None = None
    high: Hire | None = None

    @property
    def words(self) -> str:
        return NOT_ENOUGH if self.signal is None else self.signal.words


def decide(ratings: Mapping[Signal, Rating | None], shown: Shown, stage: Stage) -> Hire | None:
    """The rule itself; None when there is not enough to say. A recruiter screen may leave technical accuracy unrated."""
    rated = [rating for rating in ratings.values() if rating is not None]
    technical = ratings.get(Signal.TECHNICAL_ACCURACY)
    if shown.answered < ENOUGH or not rated or (technical is None and stage is not Stage.RECRUITER_SCREEN):
        return None
    step = Hire.STRONG_NO_HIRE
    for above in list(Hire)[1:]:
        if demands(above, ratings, shown):
            break
        step = above
    # One very weak signal is enough to say no. A single signal is not enough to say anything better.
    return None if step > Hire.NO_HIRE and len(rated) < LEAST_RATED else step


def demands(step: Hire, ratings: Mapping[Signal, Rating | None], shown: Shown) -> tuple[str, ...]:
    """What ``step`` asks for, beyond the steps below it, that is not met; each in words that follow "needs"."""
    rated = {signal: rating for signal, rating in ratings.items() if rating is not None}
    technical = rated.get(Signal.TECHNICAL_ACCURACY)
    strong = [signal for signal, rating in rated.items() if rating >= Rating.STRONG]
    match step:
        case Hire.STRONG_NO_HIRE:
            return ()
        case Hire.NO_HIRE:
            failed = technical is Rating.VERY_WEAK and not strong
            return ("technical accuracy at weak, or any signal at strong",) if failed else ()
        case Hire.LEAN_NO_HIRE:
            return tuple(_raise(signal, rating, Rating.WEAK) for signal, rating in rated.items() if rating < Rating.WEAK)
        case Hire.LEAN_HIRE:
            found = []
            if technical is not None and technical < Rating.STRONG:
                found.append(_raise(Signal.TECHNICAL_ACCURACY, technical, Rating.STRONG))
            if len(strong) + len(found) < 2:
                found.append("one more signal at strong")
            return (*found, *_more_shown(shown, LEAN_SHOWN, "two thirds"))
        case Hire.HIRE:
            found = [_raise(signal, rating, Rating.STRONG) for signal, rating in rated.items() if rating < Rating.STRONG]
            if technical is None:
                found.append("technical accuracy rated, and strong")
            if shown.very_weak:
                found.append(f"{_titles(shown.very_weak)} better than very weak")
            return (*found, *_more_shown(shown, HIRE_SHOWN, "four fifths"))
        case Hire.STRONG_HIRE:
            found = [] if technical is Rating.VERY_STRONG else ["technical accuracy at very strong"]
            if Rating.VERY_STRONG not in [rating for signal, rating in rated.items() if signal is not Signal.TECHNICAL_ACCURACY]:
                found.append("one more signal at very strong")
            if shown.unsolved:
                found.append(f"{_titles(shown.unsolved)} accepted")
            return (*found, *_more_shown(shown, 1.0, "all"))


def hire_signal(reports: Sequence[SignalReport], results: Sequence[QuestionResult], stage: Stage) -> HireSignal:
    """The hire signal of a round with its rule, its inputs, and what would have changed it."""
    ratings = {report.signal: report.rating for report in reports}
    shown = replace(shown_minutes(results), very_weak=_very_weak(reports))
    signal = decide(ratings, shown, stage)
    low, high = (
        None if signal is None else decide({report.signal: _end(report, low=low) for report in reports}, shown, stage)
        for low in (True, False)
    )
    changes = _changes(signal, ratings, shown)
    if low is not None and high is not None and low is not high:
        changes += (f"The ratings are intervals: at their low ends the rule says {low.words}, at their high ends {high.words}.",)
    return HireSignal(signal, _rule(signal), _because(ratings, shown), changes, ratings, shown, low, high)


def shown_minutes(results: Sequence[QuestionResult]) -> Shown:
    """How much of the agenda was shown, without ``very_weak``, which the signals tell."""

    def minutes(*outcomes: Outcome) -> float:
        return float(sum(result.plan.minutes for result in results if result.score.outcome in outcomes))

    counted = tuple(outcome for outcome in Outcome if outcome.counts)
    missing = [result.title for result in results if result.score.outcome in counted and result.score.value is None]
    unsolved = [result.title for result in results if _unsolved(result)]
    return Shown(
        scored=minutes(Outcome.SCORED),
        declined=minutes(Outcome.DECLINED),
        counted=minutes(*counted),
        planned=minutes(*Outcome),
        missing=tuple(missing),
        unsolved=tuple(unsolved),
    )


def _unsolved(result: QuestionResult) -> bool:
    verdict = result.code.verdict if result.code is not None else None
    return verdict is not None and verdict.code not in (VerdictCode.AC, VerdictCode.IE)


def _very_weak(reports: Sequence[SignalReport]) -> tuple[str, ...]:
    technical = [report for report in reports if report.signal is Signal.TECHNICAL_ACCURACY]
    return tuple(part.title for report in technical for part in report.parts if Rating.nearest(part.level) is Rating.VERY_WEAK)


def _end(report: SignalReport, *, low: bool) -> Rating | None:
    if report.interval is None:
        return None
    return Rating.nearest(report.interval.low if low else report.interval.high)


def _rule(signal: Hire | None) -> str:
    if signal is None:
        return ENOUGH_RULE
    return RULES[signal] if signal is Hire.STRONG_HIRE else f"{RULES[signal]} {RULES[Hire(signal + 1)]}"


def _because(ratings: Mapping[Signal, Rating | None], shown: Shown) -> str:
    words = ", ".join(f"{signal.words} {'unscored' if rating is None else rating.words}" for signal, rating in ratings.items())
    parts = f"{_capital(words)}. {shown.scored:g} of {shown.counted:g} minutes of questions shown"
    if shown.declined:
        parts += f", {shown.declined:g} declined"
    return f"{parts}. Very weak: {_titles(shown.very_weak)}." if shown.very_weak else f"{parts}."


def _changes(signal: Hire | None, ratings: Mapping[Signal, Rating | None], shown: Shown) -> tuple[str, ...]:
    if signal is Hire.STRONG_HIRE:
        return ()
    if signal is not None:
        above = Hire(signal + 1)
        return (f"{_capital(above.words)} needs {'; '.join(demands(above, ratings, shown))}.",)
    if shown.missing:
        return (f"An answer to {_titles(shown.missing)}: only what is answered can be rated.",)
    return ("More said in each answer: a rating needs something to go by.",)


def _raise(signal: Signal, rating: Rating | None, to: Rating) -> str:
    return f"{signal.words} at {to.words}" + ("" if rating is None else f" instead of {rating.words}")


def _more_shown(shown: Shown, least: float, words: str) -> tuple[str, ...]:
    if shown.share >= least:
        return ()
    return (
        f"{words} of the minutes shown, which {_titles(shown.missing)} would give"
        if shown.missing
        else f"{words} of the minutes shown",
    )


def _titles(titles: Sequence[str]) -> str:
    return ", ".join(f"“{title}”" for title in titles)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
