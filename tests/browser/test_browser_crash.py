"""The server is killed with SIGKILL while a round is under way: after a restart on the same port the same page is there."""

import signal
import socket
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from browser_playing import WORDS, number, start, wait_for_turn
from browser_server import Open, Server
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

DEAD = 2**22 + 1
"""No process has this number: it is above the kernel's highest."""


@pytest.fixture
def idle_server(tmp_path: Path) -> Iterator[Server]:
    """A server that saves and serves, and whose workers are elsewhere: nothing gets graded."""
    made = Server(tmp_path, settings={"GREENROOM_WORKERS": "0"})
    made.start()
    yield made
    if made.process is not None and made.process.poll() is None:
        made.stop()


def talk(page: Page) -> str:
    return page.locator("#room .measure > section").inner_text()


def test_killed_while_the_learner_thinks(own_server: Server, browse: Open) -> None:
    page = browse(own_server).page("/")
    start(page)
    page.get_by_role("button", name="A hint").click()
    expect(page.locator("#hints")).to_contain_text("Hint 1")
    page.locator("#text").fill("Half an answer.")
    expect(page.locator("[data-saved]")).to_contain_text("Saved just now")
    before = talk(page), page.locator("#hints").inner_text(), page.locator(".steps").get_attribute("aria-label"), number(page)
    own_server.stop(signal.SIGKILL)
    own_server.start()
    page.reload()
    after = talk(page), page.locator("#hints").inner_text(), page.locator(".steps").get_attribute("aria-label"), number(page)
    assert after == before
    expect(page.locator("#text")).to_have_value("Half an answer.")


def test_killed_while_the_answer_is_graded(idle_server: Server, browse: Open) -> None:
    watched = browse(idle_server)
    watched.allowed_statuses = {0}
    page = watched.page("/")
    start(page)
    page.locator("#text").fill(WORDS)
    page.get_by_role("button", name="Answer").click()
    expect(page.get_by_role("status")).to_contain_text("reading your answer")
    waiting = talk(page)
    idle_server.stop(signal.SIGKILL)
    with closing(sqlite3.connect(idle_server.data / "greenroom.sqlite3")) as store, store:
        # As a worker leaves its job that was killed in the middle of it: taken, with a lease that has long to run.
        worker = f"{socket.gethostname()}:{DEAD}"
        store.execute("UPDATE practice_job SET state = 'running', tries = 1, worker = ?, lease_until = '2999-01-01'", [worker])
    idle_server.start()
    page.reload()
    expect(page.get_by_role("status")).to_contain_text("reading your answer")
    assert talk(page) == waiting
    idle_server.stop(signal.SIGKILL)
    idle_server.settings["GREENROOM_WORKERS"] = "2"
    idle_server.start()
    # Nobody touches the page: it goes on by itself once the server is back.
    wait_for_turn(page, after="1")
    assert talk(page).count(WORDS.strip()) == 1


def test_a_debrief_whose_last_answer_is_still_graded_fills_in_by_itself(idle_server: Server, browse: Open) -> None:
    watched = browse(idle_server)
    watched.allowed_statuses = {0}
    page = watched.page("/")
    start(page)
    token = page.locator("#turn [name=csrfmiddlewaretoken]").get_attribute("value") or ""
    page.locator("#text").fill(WORDS)
    page.get_by_role("button", name="Answer").click()
    expect(page.get_by_role("status")).to_contain_text("reading your answer")
    form = {"csrfmiddlewaretoken": token, "act": "end"}
    assert page.request.post(page.url + "act", form=form, headers={"Origin": idle_server.url}).ok
    page.goto(page.url + "debrief")
    expect(page.get_by_role("status")).to_contain_text("still being graded")
    expect(page.locator("#q1 .chip")).to_have_text("being graded")
    idle_server.stop()
    idle_server.settings["GREENROOM_WORKERS"] = "1"
    idle_server.start()
    expect(page.get_by_text("still being graded")).to_have_count(0, timeout=30_000)
    expect(page.locator("#q1")).not_to_contain_text("being graded")


def test_an_answer_that_the_grader_cannot_take_is_our_fault(idle_server: Server, browse: Open) -> None:
    watched = browse(idle_server)
    watched.allowed_statuses = {0}
    page = watched.page("/questions/overfitting/")
    page.locator("#text").fill(WORDS)
    page.get_by_role("button", name="Answer").click()
    expect(page.get_by_role("heading", name="Your answer is being graded")).to_be_visible()
    idle_server.stop(signal.SIGKILL)
    with closing(sqlite3.connect(idle_server.data / "greenroom.sqlite3")) as store, store:
        # Its worker has died on it as often as is tried.
        store.execute("UPDATE practice_job SET state = 'queued', tries = 3")
    idle_server.settings["GREENROOM_WORKERS"] = "1"
    idle_server.start()
    expect(page.get_by_role("heading", name="Not graded")).to_be_visible(timeout=30_000)
    expect(page.locator("#result")).to_contain_text("That is our fault")
    expect(page.locator("#result")).to_contain_text(WORDS.strip())
    expect(page.get_by_text("does not answer")).to_have_count(0)


def test_a_double_click_is_one_answer(own_server: Server, browse: Open) -> None:
    watched = browse(own_server)
    page = watched.page("/")
    start(page)
    page.locator("#text").fill(WORDS)
    page.get_by_role("button", name="Answer").dblclick()
    wait_for_turn(page, after="1")
    assert talk(page).count(WORDS.strip()) == 1
    with closing(sqlite3.connect(own_server.data / "greenroom.sqlite3")) as store:
        assert store.execute("SELECT count(*) FROM practice_answer").fetchone() == (1,)


def test_a_double_submit_without_scripts_is_one_answer(own_server: Server, browse: Open) -> None:
    """Two requests that carry the same form, as two quick clicks send them: both see the room, one answer is stored."""
    page = browse(own_server, scripts=False).page("/")
    page.get_by_role("button", name="Start", exact=True).click()
    fields = ("csrfmiddlewaretoken", "turn", "revision")
    form = {name: page.locator(f"#turn [name={name}]").first.get_attribute("value") or "" for name in fields}
    form |= {"text": WORDS, "act": "answer"}
    for _ in range(2):
        reply = page.request.post(page.url + "act", form=form, headers={"Origin": own_server.url})
        assert reply.ok
    with closing(sqlite3.connect(own_server.data / "greenroom.sqlite3")) as store:
        assert store.execute("SELECT count(*) FROM practice_answer").fetchone() == (1,)
        assert store.execute("SELECT count(*) FROM practice_job").fetchone() == (1,)
