"""Servers, and a real Chromium that may talk to nobody else."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from browser_server import Open, Server, Watched
from playwright.sync_api import Browser, Playwright, sync_playwright

CHROMIUM = "/usr/bin/chromium"
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    made = Server(tmp_path_factory.mktemp("data"))
    made.start()
    yield made
    made.stop()


@pytest.fixture
def own_server(tmp_path: Path) -> Iterator[Server]:
    """For tests that stop it."""
    made = Server(tmp_path)
    made.start()
    yield made
    if made.process is not None and made.process.poll() is None:
        made.stop()


@pytest.fixture(scope="session")
def driver() -> Iterator[Playwright]:
    with sync_playwright() as made:
        yield made


@pytest.fixture(scope="session")
def chromium(driver: Playwright) -> Iterator[Browser]:
    if not Path(CHROMIUM).exists():
        pytest.fail(f"These tests drive {CHROMIUM}: apt-get install chromium")
    made = driver.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
    yield made
    made.close()


@pytest.fixture
def browse(chromium: Browser) -> Iterator[Open]:
    """``browse(server, width=..., scheme=..., scripts=...)``: a watched context; at the end nothing wrong may have been noted."""
    opened: list[Watched] = []

    def browse(server: Server, *, width: int = 1280, scheme: str = "light", scripts: bool = True) -> Watched:
        context = chromium.new_context(
            viewport={"width": width, "height": 900},
            color_scheme="dark" if scheme == "dark" else "light",
            java_script_enabled=scripts,
            reduced_motion="reduce",
        )
        context.set_default_timeout(20_000)
        watched = Watched(context, server.url)
        opened.append(watched)
        return watched

    yield browse
    wrong = [line for watched in opened for line in watched.wrong]
    for watched in opened:
        watched.context.close()
    assert wrong == []
