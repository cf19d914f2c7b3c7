"""The arena: runs a hostile submission and then checks that the judge is as it was."""

import resource
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from greenroom.bank.question import Case, Checker, Limits, Problem, Submission
from greenroom.judging import Verdict, VerdictCode, judge
from greenroom.judging.sandbox.door import Sandbox

HONEST = "def f(x):\n    return x + 1\n"
HONEST_SQL = "SELECT name, amount FROM t"


def python_problem(
    *,
    profile: str = "numpy",
    reference: str = HONEST,
    cases: tuple[Case, ...] | None = None,
    generators: str = "",
    seconds: float = 1.0,
) -> Problem:
    return Problem(
        language="python",
        profile=profile,
        entry="f",
        starter="",
        generators=generators,
        reference="right.py",
        limits=Limits(seconds=seconds, memory_mb=256, output_kb=64),
        submissions=(Submission(name="right.py", folder="accepted", source=reference),),
        cases=cases
        or (
            Case(id="one", visible=True, about="a small number", args={"x": 1}),
            Case(id="two", about="a larger number", args={"x": 41}),
        ),
    )


def sql_problem() -> Problem:
    return Problem(
        language="sqlite",
        profile="sql",
        starter="",
        schema_sql="CREATE TABLE t(name TEXT, amount REAL);",
        reference="right.sql",
        checker=Checker(name="rows", ordered=False),
        limits=Limits(seconds=1.0, memory_mb=256, output_kb=64),
        submissions=(Submission(name="right.sql", folder="accepted", source=HONEST_SQL),),
        cases=(Case(id="one", visible=True, about="two rows", data="INSERT INTO t VALUES ('a', 1), ('b', 2);"),),
    )


@dataclass
class Arena:
    """``attack`` judges a submission and fails the test unless the judge and the host are as before."""

    sandbox: Sandbox
    watched: Path
    before: dict[str, bytes] = field(default_factory=dict)

    def attack(self, source: str, problem: Problem | None = None, *, honest: str | None = None) -> Verdict:
        problem = problem or python_problem()
        known_good = honest or problem.reference_source
        assert judge(problem, known_good, sandbox=self.sandbox).code is VerdictCode.AC
        zygotes, files = self.launchers(), snapshot(self.watched)
        verdict = judge(problem, source, sandbox=self.sandbox)
        assert verdict.code is not VerdictCode.IE, verdict.message
        assert self.launchers() == zygotes, "a zygote died"
        self.no_survivors()
        assert judge(problem, known_good, sandbox=self.sandbox).code is VerdictCode.AC, "the next honest submission was harmed"
        assert snapshot(self.watched) == files, "files of the host changed"
        return verdict

    def launchers(self) -> list[int]:
        zygotes: Any = self.sandbox
        return sorted(zygotes.zygotes.pids())

    def no_survivors(self) -> None:
        """Nothing but the zygotes may be left below their launchers."""
        idle = len(self.launchers()) * (2 if self.sandbox.tier.startswith("sealed") else 1)
        wait_until(lambda: len(descendants(self.launchers())) == idle, "a process survived")


def wait_until(condition: Callable[[], bool], complaint: str, seconds: float = 10.0) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, complaint
        time.sleep(0.01)


def descendants(roots: list[int]) -> set[int]:
    """The pids of ``roots`` and of all processes below them, zombies apart."""
    parents: dict[int, int] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                state, parent = (entry / "stat").read_text("ascii", "replace").rpartition(")")[2].split()[:2]
            except OSError:
                continue
            if state != "Z":
                parents[int(entry.name)] = int(parent)
    found = set(roots) & parents.keys()
    while True:
        more = {pid for pid, parent in parents.items() if parent in found} - found
        if not more:
            return found
        found |= more


def snapshot(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def memory() -> int:
    with open("/proc/self/statm", encoding="ascii") as file:
        return int(file.read().split()[1]) * resource.getpagesize()
