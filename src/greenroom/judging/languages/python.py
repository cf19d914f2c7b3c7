"""Python: one function, called with keyword arguments."""

from pathlib import Path
from typing import Any

from greenroom.bank.question import Problem
from greenroom.judging.languages import Call


class Python:
    name = "python"
    file = "solution.py"
    runner = Path(__file__).parent / "boxed" / "python.py"

    def program(self, problem: Problem, source: str) -> dict[str, Any]:
        return {"source": source, "entry": problem.entry}

    def call(self, arguments: Any) -> Call:
        return Call({}, arguments)


LANGUAGE = Python()
