"""From source code to a Verdict: the supervisor. It holds the expected values and compares; it runs nothing of the learner's."""

import random
import time
from collections.abc import Iterable
from dataclasses import dataclass, field

from greenroom.bank.question import Problem, Question
from greenroom.judging import checkers, languages
from greenroom.judging.plan import Plan, Plans, ProblemFault, Run
from greenroom.judging.report import Outcome, case_result, compile_words, error_words, outcome_of
from greenroom.judging.sandbox import best
from greenroom.judging.sandbox.door import PROFILES, BoxFailure, BoxLimits, Sandbox
from greenroom.judging.sandbox.talk import Answer, Conversation, Stopped
from greenroom.judging.source import read_source, source_fault
from greenroom.judging.values import CODEC
from greenroom.judging.verdict import CaseResult, Verdict, VerdictCode
from greenroom.kernel.errors import BadInput

STOPS = 3  # boxes that one submission may lose before the rest of its cases is left out; a timeout ends it at once
WHOLE = 10.0  # a submission as a whole may take this many times its limit for one case
TRIES = 2  # a failure of ours is tried again once

_plans = Plans()


def judge(
    question: Question | Problem, source: str | bytes, *, visible_only: bool = False, sandbox: Sandbox | None = None
) -> Verdict:
    """Judge ``source`` against the cases of ``question``; with ``visible_only`` against the visible ones alone.

    Never raises for anything in ``source``: that is a verdict. Our own failures are the verdict IE, after a second try.
    Raises Unsupported when this machine has no sandbox, and BadInput when the question has no problem to judge.
    """
    problem = question.problem if isinstance(question, Question) else question
    if problem is None:
        raise BadInput(f"{question!s:.60} is answered in words, not in code.")
    sandbox = sandbox or best()
    start = time.perf_counter()
    fault = source_fault(source)
    if fault:
        return Verdict(VerdictCode.CE, sandbox.tier, 0.0, (), fault)
    text = read_source(source)
    reason = ""
    for _ in range(TRIES):
        try:
            plan = _plans.plan(problem, sandbox, visible_only=visible_only)
            start = time.perf_counter()
            return _Submission(problem, text, sandbox, plan).verdict(start)
        except ProblemFault as error:
            reason = f"The problem itself is at fault: {error}."
            break
        except (BoxFailure, OSError) as error:
            reason = f"The judge failed: {error}."
    return Verdict(
        VerdictCode.IE, sandbox.tier, (time.perf_counter() - start) * 1000, (), f"{reason} This is our fault, not yours."
    )


class _WholeVerdict(Exception):
    """A verdict on the source as a whole, such as one that does not compile."""

    def __init__(self, code: VerdictCode, message: str) -> None:
        self.code = code
        self.message = message


@dataclass
class _Submission:
    problem: Problem
    source: str
    sandbox: Sandbox
    plan: Plan
    outcomes: dict[tuple[int, int], Outcome] = field(default_factory=dict)
    stops: int = 0

    def verdict(self, start: float) -> Verdict:
        try:
            self._run_all()
        except _WholeVerdict as whole:
            return Verdict(whole.code, self.sandbox.tier, (time.perf_counter() - start) * 1000, (), whole.message)
        cases = tuple(self._results())
        failed = [case.verdict for case in cases if case.verdict is not VerdictCode.AC]
        # A timeout keeps other cases from being run, and which ones is chance: so it goes before the first failing case.
        code = VerdictCode.TLE if VerdictCode.TLE in failed else next(iter(failed), VerdictCode.AC)
        left = len(self.plan.cases) - len(cases)
        message = f"{left} more {'case was' if left == 1 else 'cases were'} not run." if left else ""
        return Verdict(code, self.sandbox.tier, (time.perf_counter() - start) * 1000, cases, message)

    def _results(self) -> Iterable[CaseResult]:
        for at, (case, runs) in enumerate(self.plan.cases):
            mine = [self.outcomes[at, number] for number in range(len(runs)) if (at, number) in self.outcomes]
            failed = next((outcome for outcome in mine if outcome.code is not VerdictCode.AC), None)
            if failed is not None or len(mine) == len(runs):
                yield case_result(case, failed or mine[0], sum(outcome.milliseconds for outcome in mine))

    def _run_all(self) -> None:
        """Run every call, in an order drawn afresh, in one box as long as it lives and in a new one after that."""
        order = [(at, number) for at, (_, runs) in enumerate(self.plan.cases) for number in range(len(runs))]
        random.SystemRandom().shuffle(order)
        deadline = time.perf_counter() + self.problem.limits.seconds * WHOLE + self._carry(order)
        while order and self.stops < STOPS:
            order = self._run_in_box(order, deadline)

    def _carry(self, order: list[tuple[int, int]]) -> float:
        return sum(self.plan.cases[at][1][number].carry_seconds for at, number in order)

    def _run_in_box(self, order: list[tuple[int, int]], deadline: float) -> list[tuple[int, int]]:
        """Run calls until the box stops; returns those still to run."""
        limits = self.problem.limits
        language = languages.by_name(self.problem.language)
        cpu = limits.seconds * (WHOLE + 1) + self._carry(order)
        with self.sandbox.start(PROFILES[self.problem.profile], language.runner, BoxLimits(cpu, limits.memory_mb)) as box:
            talk = Conversation(box, CODEC, limits.output_kb * 1024)
            talk.open()
            self._load(talk, language)
            for done, (at, number) in enumerate(order):
                run = self.plan.cases[at][1][number]
                left = min(limits.seconds, max(0.05, deadline - time.perf_counter()))
                answer = talk.ask(run.body, left)
                self.outcomes[at, number] = self._outcome(answer, run)
                if isinstance(answer, Stopped):
                    self.stops += STOPS if answer.code is VerdictCode.TLE else 1
                    return order[done + 1 :]
        return []

    def _load(self, talk: Conversation, language: languages.Language) -> None:
        answer = talk.ask(CODEC.pack({}, language.program(self.problem, self.source)), self.problem.limits.seconds)
        if isinstance(answer, Stopped):
            raise _WholeVerdict(answer.code, f"While your code was loading: {answer.reason}.")
        message = answer.message
        if "compile" in message:
            raise _WholeVerdict(VerdictCode.CE, compile_words(message))
        if "entry" in message:
            raise _WholeVerdict(VerdictCode.RTE, f"{message['entry']!s:.200}: the judge calls {self.problem.entry}(...).")
        if "memory" in message:
            raise _WholeVerdict(VerdictCode.MLE, "Your code ran out of memory while it was loading.")
        if message.get("loaded") is not True:
            words = error_words(message, self.source, language.file, with_data=True)
            raise _WholeVerdict(VerdictCode.RTE, f"While your code was loading: {words}")

    def _outcome(self, answer: Answer | Stopped, run: Run) -> Outcome:
        if isinstance(answer, Answer) and "compile" in answer.message:
            raise _WholeVerdict(VerdictCode.CE, compile_words(answer.message))
        file = languages.by_name(self.problem.language).file
        return outcome_of(
            answer, run.expected, self.problem.checker, checkers.by_name(self.problem.checker.name), self.source, file
        )
