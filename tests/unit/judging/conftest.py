"""Problems of each kind, and every sandbox tier that works here."""

import os

import pytest
from judging_sources import CLUSTERS, KNN, POINTS, TOP, TOTALS

from greenroom.bank.question import Case, Checker, Generate, Limits, Problem, Submission
from greenroom.judging import sandbox
from greenroom.judging.sandbox.door import Sandbox
from greenroom.kernel.errors import Unsupported


@pytest.fixture(scope="session")
def knn() -> Problem:
    return Problem(
        language="python",
        profile="numpy",
        entry="knn_predict",
        starter="",
        generators=CLUSTERS,
        reference="plain.py",
        limits=Limits(seconds=5.0, memory_mb=256),
        submissions=(Submission(name="plain.py", folder="accepted", source=KNN),),
        cases=(
            Case(
                id="two-clusters",
                visible=True,
                about="two clear clusters",
                args={**POINTS, "k": 3},
                expected={"$array": [0, 1], "dtype": "int64"},
            ),
            Case(id="nearest", visible=True, about="k is 1", args={**POINTS, "k": 1}),
            Case(
                id="random",
                about="random points",
                generate=Generate(function="clusters", seeds=(1, 2, 3), params={"n": 40, "d": 4}),
            ),
        ),
    )


@pytest.fixture(scope="session")
def sales() -> Problem:
    return Problem(
        language="sqlite",
        profile="sql",
        starter="",
        schema_sql="CREATE TABLE sales(name TEXT, amount REAL);",
        reference="plain.sql",
        checker=Checker(name="rows"),
        limits=Limits(seconds=5.0, memory_mb=256),
        submissions=(Submission(name="plain.sql", folder="accepted", source=TOTALS),),
        cases=(
            Case(
                id="few",
                visible=True,
                about="three rows",
                data="INSERT INTO sales VALUES ('a', 1), ('b', 2), ('a', 3);",
                expected=[["a", 4], ["b", 2]],
            ),
            Case(id="null", about="a NULL amount", data="INSERT INTO sales VALUES ('a', NULL), ('b', 2);"),
        ),
    )


@pytest.fixture(scope="session")
def groups() -> Problem:
    return Problem(
        language="python",
        profile="pandas",
        entry="top",
        starter="",
        reference="plain.py",
        checker=Checker(name="frame"),
        limits=Limits(seconds=10.0, memory_mb=512),
        submissions=(Submission(name="plain.py", folder="accepted", source=TOP),),
        cases=(
            Case(
                id="two-groups",
                visible=True,
                about="two groups",
                args={
                    "df": {
                        "$frame": {"g": ["x", "y", "x"], "v": [1.0, 2.0, 4.0], "day": ["2024-01-01"] * 3},
                        "dtypes": {"day": "datetime64[ns]"},
                    }
                },
                expected={"$frame": {"g": ["x", "y"], "v": [2.5, 2.0]}, "dtypes": {"v": "float64"}},
            ),
        ),
    )


@pytest.fixture(scope="session", params=["sealed", "filtered", "own-code-only"])
def tier(request: pytest.FixtureRequest) -> Sandbox:
    """Each backend in turn: one contract for all."""
    try:
        return sandbox.by_name(request.param)
    except Unsupported as error:
        if os.environ.get("CI"):
            pytest.fail(f"{request.param}: {error.message}")
        pytest.skip(f"{request.param}: {error.message}")


@pytest.fixture(scope="session")
def strongest() -> Sandbox:
    try:
        return sandbox.best()
    except Unsupported:
        return sandbox.by_name("own-code-only")
