"""Verdicts that do not depend on the sandbox: bad sources, bad problems, our own failures."""

from pathlib import Path

import pytest
from judging_sources import KNN

from greenroom.bank.question import Case, Problem, Submission
from greenroom.judging import VerdictCode, judge, sandbox
from greenroom.judging.sandbox.door import Box, BoxFailure, BoxLimits, Profile, Sandbox
from greenroom.judging.source import LARGEST
from greenroom.kernel.errors import UnknownName, Unsupported


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("", "empty"),
        (" \n\t\n", "empty"),
        ("x" * 10_000_000, "at most 256 KB"),
        ("#" * (LARGEST + 1), "at most 256 KB"),
        (b"\xff\xfea", "not UTF-8"),
        ("a = '\ud800'", "not UTF-8"),
        ("x = 1\ny = '\0'\n", "line 2: the source holds a NUL"),
        ("def f(:\n", "line 1: "),
        ("(" * 5000, "line 1: "),
        ("x = " + "-" * 100_000 + "1", "cannot be compiled"),
        ("x = [" + "[" * 150 + "]" * 150, "line 1"),
        ("def f():\n  x = 1\n    y = 2\n", "line 3: "),
    ],
)
def test_a_source_that_cannot_run_does_not_compile(knn: Problem, strongest: Sandbox, source: str | bytes, words: str) -> None:
    verdict = judge(knn, source, sandbox=strongest)
    assert verdict.code is VerdictCode.CE
    assert words in verdict.message
    assert verdict.cases == ()


def test_a_byte_order_mark_and_bytes_are_fine(knn: Problem, strongest: Sandbox) -> None:
    assert judge(knn, ("\ufeff" + KNN).encode(), sandbox=strongest).code is VerdictCode.AC


@pytest.mark.parametrize(
    ("source", "code"),
    [
        ("while True: pass", VerdictCode.TLE),
        ("import nowhere", VerdictCode.RTE),
        ("while True: print('x' * 1000)", VerdictCode.OLE),
        ("x = bytearray(8 << 30)", VerdictCode.MLE),
        ("import os; os._exit(0)", VerdictCode.RTE),
        ("knn_predict = 3", VerdictCode.RTE),
    ],
)
def test_a_source_that_does_not_load_has_a_verdict_and_a_message(
    knn: Problem, strongest: Sandbox, source: str, code: VerdictCode
) -> None:
    problem = knn.model_copy(update={"limits": knn.limits.model_copy(update={"seconds": 0.5})})
    verdict = judge(problem, source, sandbox=strongest)
    assert verdict.code is code
    assert verdict.message


def broken_reference(source: str, **case: object) -> Problem:
    return Problem(
        language="python",
        profile="python",
        entry="f",
        starter="",
        reference="r.py",
        submissions=(Submission(name="r.py", folder="accepted", source=source),),
        cases=(Case(id="one", visible=True, about="one", **{"args": {"x": 1}, **case}),),
    )


@pytest.mark.parametrize(
    ("problem", "words"),
    [
        (broken_reference("def f(x): return 1 / 0"), "reference r.py: ZeroDivisionError"),
        (broken_reference("def g(x): return 1"), "f is not defined"),
        (broken_reference("def f(x) return"), "line 1"),
        (broken_reference("def f(x): return f"), "returned an object of type"),
        (broken_reference("def f(x): return x", args={"x": {"$array": ["a"]}}), "$array cannot be made"),
    ],
)
def test_a_problem_at_fault_is_our_fault_and_says_which(strongest: Sandbox, problem: Problem, words: str) -> None:
    verdict = judge(problem, "def f(x): return x", sandbox=strongest)
    assert verdict.code is VerdictCode.IE
    assert words in verdict.message
    assert "our fault" in verdict.message


class Flaky:
    """A sandbox whose first boxes fail; then it hands over to a real one."""

    protects = lacks = ("Nothing.",)

    def __init__(self, real: Sandbox, failures: int) -> None:
        self.real = real
        self.failures = failures
        self.tier = real.tier
        self.started = 0

    def start(self, profile: Profile, runner: Path, limits: BoxLimits) -> Box:
        self.started += 1
        if self.started <= self.failures:
            raise BoxFailure("out of processes")
        return self.real.start(profile, runner, limits)


def test_our_failure_is_tried_again_once(strongest: Sandbox) -> None:
    problem = broken_reference("def f(x): return x", expected=1)
    once, always = Flaky(strongest, 1), Flaky(strongest, 99)
    assert judge(problem, "def f(x): return x", sandbox=once).code is VerdictCode.AC
    verdict = judge(problem, "def f(x): return x", sandbox=always)
    assert verdict.code is VerdictCode.IE
    assert "out of processes" in verdict.message
    assert always.started == 2


def test_the_reference_runs_once_for_many_submissions(strongest: Sandbox) -> None:
    counted = Flaky(strongest, 0)
    problem = broken_reference("def f(x): return x + 0")
    for _ in range(3):
        assert judge(problem, "def f(x): return x", sandbox=counted).code is VerdictCode.AC
    assert judge(problem.model_copy(deep=True), "def f(x): return x", sandbox=counted).code is VerdictCode.AC
    assert counted.started == 5  # the reference once, four submissions


def test_the_weakest_tier_is_never_chosen_silently(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(sandbox.SETTING, raising=False)
    monkeypatch.setattr(sandbox, "by_name", refuse)
    with pytest.raises(Unsupported, match="GREENROOM_SANDBOX=own-code-only"):
        sandbox.best()


def refuse(tier: str) -> Sandbox:
    assert tier != "own-code-only"
    raise Unsupported(f"{tier} does not work here.")


def test_a_tier_can_be_asked_for_by_name_and_by_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(sandbox.SETTING, "own-code-only")
    assert sandbox.best().tier == "own-code-only"
    with pytest.raises(UnknownName, match="sealed"):
        sandbox.by_name("saeled")
