"""SQLite: one reading statement over a fresh in-memory database."""

from pathlib import Path
from typing import Any

from greenroom.bank.question import Problem
from greenroom.judging.languages import Call


class Sqlite:
    name = "sqlite"
    file = "solution.sql"
    runner = Path(__file__).parent / "boxed" / "sqlite.py"

    def program(self, problem: Problem, source: str) -> dict[str, Any]:
        return {"source": source, "schema": problem.schema_sql}

    def call(self, arguments: Any) -> Call:
        return Call({}, arguments)


LANGUAGE = Sqlite()
