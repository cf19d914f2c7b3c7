"""From submission to verdict: Greenroom's judge beside a cold bubblewrap and a plain python3, all in one run.

python -m bench.judging [--quick] [--json]

Each runs the same k-nearest-neighbours submission over the same five cases, with the same modules loaded, and compares the
results outside the submission's process. "Warm" is any submission but the first; "first" starts its zygote too. ``ratio`` is a
row's median over ours, warm, for the same profile. Rounds of all rows are interleaved, so that a busy moment of the machine falls
on each of them.
"""

import argparse
import json
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable

from bench.table import show
from greenroom.bank.question import Case, Limits, Problem, Submission
from greenroom.judging import VerdictCode, judge
from greenroom.judging.sandbox import best
from greenroom.judging.sandbox.door import Sandbox
from greenroom.judging.sandbox.filtered import Filtered
from greenroom.judging.sandbox.sealed import Sealed

SOURCE = """
import numpy as np

def knn_predict(X_train, y_train, X_test, k=3):
    found = []
    for x in np.asarray(X_test):
        near = np.asarray(y_train)[np.argsort(((np.asarray(X_train) - x) ** 2).sum(axis=1), kind="stable")[:k]]
        labels, counts = np.unique(near, return_counts=True)
        found.append(int(labels[np.argmax(counts)]))
    return found
"""
COLD = """
import json, sys
{imports}
work = json.load(sys.stdin)
space = {{}}
exec(work["source"], space)
print(json.dumps([space["knn_predict"](**case) for case in work["cases"]]))
"""
WALLED: dict[str, type[Sealed] | type[Filtered]] = {"sealed": Sealed, "filtered": Filtered}
IMPORTS = {"numpy": "import numpy", "pandas": "import numpy, pandas"}
INPUTS = [
    {
        "X_train": [[0.0, 0.0], [1.0, 1.0], [5.0, 5.0], [6.0, 6.0]],
        "y_train": [0, 0, 1, 1],
        "X_test": [[0.0, 0.5], [5.5, 5.5]],
        "k": k,
    }
    for k in (1, 2, 3, 4, 3)
]
EXPECTED = [[0, 1], [0, 1], [0, 1], [0, 0], [0, 1]]
BWRAP = (
    "bwrap",
    "--unshare-all",
    "--die-with-parent",
    "--ro-bind",
    "/",
    "/",
    "--proc",
    "/proc",
    "--dev",
    "/dev",
    "--tmpfs",
    "/tmp",
)


def problem(profile: str) -> Problem:
    cases = zip(INPUTS, EXPECTED, strict=True)
    return Problem.model_validate(
        {
            "language": "python",
            "profile": profile,
            "entry": "knn_predict",
            "starter": "",
            "reference": "plain.py",
            "limits": Limits(seconds=10.0),
            "submissions": (Submission(name="plain.py", folder="accepted", source=SOURCE),),
            "cases": tuple(
                Case(id=f"case-{at}", visible=True, about="points", args=dict(args), expected=right)
                for at, (args, right) in enumerate(cases)
            ),
        }
    )


def ours(profile: str, sandbox: Sandbox) -> Callable[[], None]:
    asked = problem(profile)

    def once() -> None:
        verdict = judge(asked, SOURCE, sandbox=sandbox)
        assert verdict.code is VerdictCode.AC, verdict

    return once


def first(profile: str, kind: type[Sealed] | type[Filtered]) -> Callable[[], None]:
    asked = problem(profile)

    def once() -> None:
        fresh = kind()
        verdict = judge(asked, SOURCE, sandbox=fresh)
        fresh.zygotes.close()
        assert verdict.code is VerdictCode.AC, verdict

    return once


def cold(profile: str, wrapper: tuple[str, ...]) -> Callable[[], None]:
    command = [*wrapper, sys.executable, "-I", "-c", COLD.format(imports=IMPORTS[profile])]
    work = json.dumps({"source": SOURCE, "cases": INPUTS})

    def once() -> None:
        done = subprocess.run(command, input=work, capture_output=True, text=True, check=True, timeout=60)
        assert json.loads(done.stdout) == EXPECTED

    return once


def measure(rows: dict[str, Callable[[], None]], rounds: int) -> dict[str, list[float]]:
    """Milliseconds of each row, in ``rounds`` interleaved rounds after one warm-up."""
    spent: dict[str, list[float]] = {name: [] for name in rows}
    for step in range(rounds + 1):
        for name, once in rows.items():
            start = time.perf_counter()
            once()
            if step:
                spent[name].append((time.perf_counter() - start) * 1000)
    return spent


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--quick", action="store_true", help="10 rounds instead of 60")
    options.add_argument("--json", action="store_true", help="print JSON")
    chosen = options.parse_args()
    sandbox = best()
    table: list[dict[str, object]] = []
    for profile in IMPORTS:
        mine = f"ours, warm ({sandbox.tier})"
        rows = {
            mine: ours(profile, sandbox),
            "plain python3, no isolation": cold(profile, ()),
        }
        if sandbox.tier in WALLED:
            rows[f"ours, first ({sandbox.tier})"] = first(profile, WALLED[sandbox.tier])
        if shutil.which("bwrap"):
            rows["bubblewrap, cold"] = cold(profile, BWRAP)
        spent = measure(rows, 10 if chosen.quick else 60)
        base = statistics.median(spent[mine])
        for name, times in spent.items():
            middle = statistics.median(times)
            late = sorted(times)[int(0.95 * (len(times) - 1))]
            table.append({"profile": profile, "judge": name, "p50 ms": middle, "p95 ms": late, "ratio": middle / base})
    show("Submission to verdict, 5 cases", table, as_json=chosen.json)
    if not shutil.which("bwrap"):
        print("bubblewrap is not installed here: its rows are left out (Debian: apt-get install bubblewrap).", file=sys.stderr)


if __name__ == "__main__":
    main()
