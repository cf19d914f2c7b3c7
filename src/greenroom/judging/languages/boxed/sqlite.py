"""SQLite inside the box: a fresh in-memory database for each case, one read-only statement. Imports nothing of ours."""

import sqlite3
from typing import Any

FILE = "solution.sql"
ROWS = 100_000
READING = (sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_RECURSIVE)
REFUSED_FUNCTIONS = ("load_extension", "readfile", "writefile", "edit", "fts3_tokenizer", "zeroblob")
SYNTAX = ("syntax error", "incomplete input", "unrecognized token", "unterminated")


class NotCompiled(Exception):
    """SQLite cannot read the statement."""

    def __init__(self, message: str, line: int, text: str) -> None:
        super().__init__(message)
        self.line = line
        self.text = text


class NoEntry(Exception):
    """There is no statement to run."""


class NotAllowed(Exception):
    """Only one reading statement is allowed."""


def _authorise(action: int, first: str | None, second: str | None, _database: str | None, _trigger: str | None) -> int:
    if action in READING:
        return sqlite3.SQLITE_OK
    if action == sqlite3.SQLITE_FUNCTION and str(second).lower() not in REFUSED_FUNCTIONS:
        return sqlite3.SQLITE_OK
    return sqlite3.SQLITE_DENY


class Program:
    """The learner's statement. Raises NotCompiled when SQLite cannot parse it."""

    def __init__(self, program: dict[str, Any]) -> None:
        self.source: str = program["source"]
        self.schema: str = program["schema"]

    def run(self, message: dict[str, Any], value: Any) -> object:
        """``{"columns": names, "rows": lists}`` of the statement over the schema filled with ``value``, SQL text."""
        connection = sqlite3.connect(":memory:", isolation_level=None)
        connection.executescript(self.schema)
        connection.executescript(value)
        connection.execute("PRAGMA trusted_schema = OFF")
        connection.set_authorizer(_authorise)
        try:
            cursor = connection.execute(self.source)
            rows = cursor.fetchmany(ROWS + 1)
        except (sqlite3.Warning, sqlite3.ProgrammingError) as error:
            if "one statement" in str(error):
                raise NotAllowed("Only one statement is allowed.") from None
            raise
        except sqlite3.DatabaseError as error:
            self._explain(error)
            raise
        if cursor.description is None:
            raise NoEntry("the statement returns no rows: write a SELECT")
        if len(rows) > ROWS:
            raise NotAllowed(f"The statement returns more than {ROWS:,} rows.")
        return {"columns": [column[0] for column in cursor.description], "rows": [list(row) for row in rows]}

    def _explain(self, error: sqlite3.DatabaseError) -> None:
        words = str(error)
        if "not authorized" in words or "prohibited" in words:
            raise NotAllowed("Only one SELECT (or WITH ... SELECT) over the given tables is allowed.") from None
        if any(mark in words for mark in SYNTAX):
            near = words.split('"')[1] if words.count('"') >= 2 else ""
            line = self.source[: self.source.find(near)].count("\n") + 1 if near and self.source.count(near) == 1 else 0
            raise NotCompiled(words, line, self.source.splitlines()[line - 1] if line else "") from None
