"""What a problem's cases come to: the bytes of each call and the value that is right for it.

Inputs made by generators and values made by the reference submission come out of boxes too: nothing of a pack runs in our own
process. Results are kept in memory, by content.
"""

import hashlib
import threading
from collections import OrderedDict
from dataclasses import dataclass
from typing import Any

from greenroom.bank.question import Case, Problem
from greenroom.judging import languages
from greenroom.judging.jail.wire import LARGE, Refused
from greenroom.judging.sandbox.door import PROFILES, BoxLimits, Sandbox
from greenroom.judging.sandbox.talk import CARRY_SECONDS, Answer, Conversation, Stopped
from greenroom.judging.show import harmless
from greenroom.judging.values import CODEC, read_literal
from greenroom.kernel.errors import BadInput

KEPT_BYTES = 128 << 20
KEPT_KEYS = 256
AUTHOR_SECONDS = 20.0  # for each step of an author's own code, which no learner waits for twice
AUTHOR_MEMORY_MB = 1024
AUTHOR_OUTPUT = 1 << 20


class ProblemFault(Exception):
    """The problem itself cannot be run: its reference or generator fails, or a literal cannot be read."""


@dataclass(frozen=True, slots=True)
class Run:
    """One call of the learner's program. ``body`` is the packed call; ``expected``, the right value, never leaves this process."""

    body: bytes
    expected: Any

    @property
    def carry_seconds(self) -> float:
        """What carrying the call may take on top of the learner's own time."""
        return CARRY_SECONDS if len(self.body) >= LARGE else 0.0


@dataclass(frozen=True, slots=True)
class Plan:
    """The runs of each case, in the problem's order."""

    cases: tuple[tuple[Case, tuple[Run, ...]], ...]

    @property
    def size(self) -> int:
        """Bytes, roughly."""
        return sum(2 * len(run.body) + 1000 for _, runs in self.cases for run in runs)


class Plans:
    """Plans already made, the least recently used ones forgotten first. Safe to use from several threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._plans: OrderedDict[tuple[str, bool], Plan] = OrderedDict()
        self._keys: OrderedDict[int, tuple[Problem, str]] = OrderedDict()
        self._size = 0

    def plan(self, problem: Problem, sandbox: Sandbox, *, visible_only: bool) -> Plan:
        """The plan for ``problem``. Raises ProblemFault and BoxFailure."""
        key = (self._key(problem), visible_only)
        with self._lock:
            plan = self._plans.get(key)
            if plan is not None:
                self._plans.move_to_end(key)
                return plan
        plan = _make(problem, sandbox, visible_only=visible_only)
        with self._lock:
            if key not in self._plans:
                self._plans[key] = plan
                self._size += plan.size
            while self._size > KEPT_BYTES and len(self._plans) > 1:
                self._size -= self._plans.popitem(last=False)[1].size
        return plan

    def _key(self, problem: Problem) -> str:
        """A hash of all that a plan depends on. The problem is kept beside it, so that its id cannot come to mean another."""
        with self._lock:
            kept = self._keys.get(id(problem))
            if kept is not None:
                return kept[1]
        key = hashlib.sha256(repr(problem).encode("utf-8", "backslashreplace")).hexdigest()
        with self._lock:
            self._keys[id(problem)] = (problem, key)
            while len(self._keys) > KEPT_KEYS:
                self._keys.popitem(last=False)
        return key


def _make(problem: Problem, sandbox: Sandbox, *, visible_only: bool) -> Plan:
    cases = [case for case in problem.cases if case.visible or not visible_only]
    inputs = _generated(problem, sandbox, cases)
    language = languages.by_name(problem.language)
    calls: list[tuple[int, bytes]] = []
    for at, case in enumerate(cases):
        for arguments in inputs.get(at) or [_given(case)]:
            call = language.call(arguments)
            calls.append((at, _pack(call.message, call.value, case.id)))
    open_calls = [body for at, body in calls if not _has_expected(cases[at])]
    answers = iter(_reference_values(problem, sandbox, open_calls))
    runs: list[list[Run]] = [[] for _ in cases]
    for at, body in calls:
        expected = _literal(cases[at].expected, cases[at].id) if _has_expected(cases[at]) else next(answers)
        runs[at].append(Run(body, expected))
    return Plan(tuple((case, tuple(mine)) for case, mine in zip(cases, runs, strict=True)))


def _has_expected(case: Case) -> bool:
    return "expected" in case.model_fields_set


def _given(case: Case) -> Any:
    if case.data is not None:
        return case.data
    return {name: _literal(item, case.id) for name, item in (case.args or {}).items()}


def _literal(literal: Any, case: str) -> Any:
    try:
        return read_literal(literal)
    except BadInput as error:
        raise ProblemFault(f"case {case}: {error}") from None


def _pack(message: dict[str, Any], value: Any, case: str) -> bytes:
    try:
        return CODEC.pack(message, value)
    except Refused as error:
        raise ProblemFault(f"case {case} holds {error}") from None


def _author_box(sandbox: Sandbox, profile: str, language: languages.Language, calls: int) -> Any:
    limits = BoxLimits(cpu_seconds=AUTHOR_SECONDS * (calls + 1), memory_mb=AUTHOR_MEMORY_MB)
    return sandbox.start(PROFILES[profile], language.runner, limits)


def _generated(problem: Problem, sandbox: Sandbox, cases: list[Case]) -> dict[int, list[Any]]:
    """The arguments of each generated case, one set a seed, by the case's position."""
    wanted = [(at, case) for at, case in enumerate(cases) if case.generate is not None]
    made: dict[int, list[Any]] = {}
    python = languages.by_name("python")
    profile = problem.profile if problem.profile in ("numpy", "pandas") else "numpy"
    for name in {case.generate.function for _, case in wanted if case.generate is not None}:
        mine = [(at, case.generate) for at, case in wanted if case.generate is not None and case.generate.function == name]
        steps = [(at, seed, generate.params) for at, generate in mine for seed in generate.seeds]
        with _author_box(sandbox, profile, python, len(steps)) as box:
            talk = Conversation(box, CODEC, AUTHOR_OUTPUT)
            talk.open()
            _answer(talk, CODEC.pack({}, {"source": problem.generators, "entry": name}), f"generator {name}")
            for at, seed, params in steps:
                value = _answer(talk, CODEC.pack({"seed": seed}, params), f"generator {name} with seed {seed}")
                if not isinstance(value, dict) or not all(isinstance(key, str) for key in value):
                    raise ProblemFault(f"generator {name} with seed {seed} must return a dict of arguments")
                made.setdefault(at, []).append(value)
    return made


def _reference_values(problem: Problem, sandbox: Sandbox, bodies: list[bytes]) -> list[Any]:
    if not bodies:
        return []
    language = languages.by_name(problem.language)
    with _author_box(sandbox, problem.profile, language, len(bodies)) as box:
        talk = Conversation(box, CODEC, AUTHOR_OUTPUT)
        talk.open()
        what = f"reference {problem.reference}"
        _answer(talk, CODEC.pack({}, language.program(problem, problem.reference_source)), what)
        return [_answer(talk, body, what) for body in bodies]


def _answer(talk: Conversation, body: bytes, what: str) -> Any:
    answer = talk.ask(body, AUTHOR_SECONDS)
    if isinstance(answer, Stopped):
        raise ProblemFault(f"{what}: {answer.reason}")
    fault = _fault(answer)
    if fault:
        raise ProblemFault(f"{what}: {fault}")
    return answer.value


def _fault(answer: Answer) -> str:
    message = answer.message
    if "error" in message:
        error = message["error"]
        lines = ", ".join(f"line {frame[0]}" for frame in error["frames"])
        return harmless(f"{error['type']}: {error['message']} ({lines})", 500)
    if "compile" in message:
        return harmless(f"line {message['compile']['line']}: {message['compile']['message']}", 500)
    if "memory" in message:
        return "out of memory"
    for key in ("entry", "refused"):
        if key in message:
            return harmless(f"returned {message[key]}" if key == "refused" else str(message[key]), 500)
    return ""
