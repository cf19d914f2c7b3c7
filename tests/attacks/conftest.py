"""The arena of each tier that works here."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from attack_arena import Arena

from greenroom.judging import sandbox
from greenroom.judging.sandbox.door import Sandbox
from greenroom.kernel.errors import Unsupported


@pytest.fixture(scope="session", params=["sealed", "filtered"])
def tier(request: pytest.FixtureRequest) -> Sandbox:
    try:
        return sandbox.by_name(request.param)
    except Unsupported as error:
        if os.environ.get("CI"):
            pytest.fail(f"{request.param}: {error.message}")
        pytest.skip(f"{request.param}: {error.message}")


@pytest.fixture
def arena(tier: Sandbox, tmp_path: Path) -> Iterator[Arena]:
    secret = tmp_path / "secret.txt"
    secret.write_text("HOST-SECRET")
    secret.chmod(0o644)
    (tmp_path / "greenroom.sqlite3").write_bytes(b"HOST-SECRET")
    os.environ["GREENROOM_TEST_SECRET"] = "HOST-SECRET"
    yield Arena(tier, tmp_path)
    del os.environ["GREENROOM_TEST_SECRET"]
    secret.unlink()
