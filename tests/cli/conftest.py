"""The real executable, each test with a data folder of its own."""

import os
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from cli_terminal import EXECUTABLE, PATIENCE, Greenroom

NOBODY = ("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "--inh-caps=-all")


@pytest.fixture
def greenroom(tmp_path: Path) -> Greenroom:
    return Greenroom(tmp_path / "data")


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that other users can reach, which pytest's own is not."""
    with tempfile.TemporaryDirectory(prefix="greenroom-open-") as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


@pytest.fixture
def nobody(open_folder: Path) -> Greenroom:
    """Greenroom as a user without rights. When the tests run as root that takes setpriv, since root may write everywhere."""
    if os.geteuid() != 0:
        return Greenroom(open_folder / "data")
    try:
        done = subprocess.run([*NOBODY, str(EXECUTABLE), "--version"], capture_output=True, check=False, cwd="/", timeout=PATIENCE)
    except FileNotFoundError:
        pytest.skip("root may write everywhere, and there is no setpriv to become somebody else")
    if done.returncode != 0:
        pytest.skip("the checkout or its Python cannot be read by other users")
    return Greenroom(open_folder / "data", before=NOBODY)
