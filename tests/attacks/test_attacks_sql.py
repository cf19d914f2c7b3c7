"""Rows 28, 29 and 31: SQL that reaches out of its database, or never ends."""

import pytest
from attack_arena import Arena, sql_problem

from greenroom.judging import VerdictCode

pytestmark = pytest.mark.attack


@pytest.mark.parametrize(
    "statement",
    [
        "ATTACH '/etc/passwd' AS p",
        "ATTACH ':memory:' AS m",
        "DETACH main",
        "VACUUM",
        "VACUUM INTO '/tmp/copy.db'",
        "SELECT load_extension('/usr/lib/x.so'), 1",
        "SELECT readfile('/etc/passwd'), 1",
        "SELECT writefile('/tmp/x', 'y'), 1",
        "PRAGMA table_info(t)",
        "PRAGMA writable_schema = 1",
        "PRAGMA database_list",
        "SELECT name, file FROM pragma_database_list",
        "SELECT name, amount FROM t; DROP TABLE t",
        "DELETE FROM t",
        "UPDATE t SET amount = 0",
        "INSERT INTO t VALUES ('c', 3)",
        "DROP TABLE t",
        "CREATE TABLE u(a)",
        "CREATE TEMP TABLE u(a)",
        "CREATE VIRTUAL TABLE v USING fts5(a)",
        "BEGIN",
        "COMMIT",
        "SAVEPOINT s",
        "REINDEX",
        "ANALYZE",
        "EXPLAIN SELECT 1",
        "WITH x AS (SELECT 1) DELETE FROM t",
        "SELECT fts3_tokenizer('simple'), 1",
        "INSERT INTO t SELECT * FROM t RETURNING *",
    ],
)
def test_statements_that_are_no_reading_are_refused(arena: Arena, statement: str) -> None:
    assert arena.attack(statement, sql_problem()).code in (VerdictCode.RTE, VerdictCode.CE, VerdictCode.WA)


@pytest.mark.parametrize(
    "statement",
    [
        "WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c) SELECT count(*), 1 FROM c",
        "WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c LIMIT 100000) SELECT count(*), 1 FROM c a, c b, c d",
        "SELECT printf('%.*c', 900000000, 'x'), 1",
        "SELECT group_concat(hex(randomblob(1000000))), 1 "
        "FROM (WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c) SELECT n FROM c)",
    ],
    ids=["endless", "cross join", "giant text", "growing text"],
)
def test_statements_that_never_end_are_stopped(arena: Arena, statement: str) -> None:
    assert arena.attack(statement, sql_problem()).code in (VerdictCode.TLE, VerdictCode.MLE)
