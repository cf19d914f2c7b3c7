"""kill -9, in the middle of a round and in the middle of grading: nothing is lost, and the page is the same."""

import contextlib
import re
import sqlite3
import threading
import time
from collections.abc import Callable
from typing import Any

from cli_shapes import checked
from cli_terminal import PATIENCE, Browser, Greenroom, Server

ANSWER = (
    "I would say that a model overfits when it has learned the noise of its training data. The validation loss rises while the "
    "training loss still falls. A penalty on the weights, more data or early stopping help against it. <b>ü</b>"
)
START = {"role": "ml-engineer", "level": "mid", "stage": "phone-screen"}


def start_round(browser: Browser) -> str:
    """The path of a new round."""
    status, _, url = browser.post("/rounds/start", START)
    assert status == 200
    return url.removeprefix(browser.base)


def until(happens: Callable[[], Any]) -> Any:
    """What ``happens`` gives, once it gives something."""
    deadline = time.monotonic() + PATIENCE
    while not (found := happens()):
        assert time.monotonic() < deadline
        threading.Event().wait(0.05)
    return found


def turn_of(page: str) -> str | None:
    """The number of the open question on a page."""
    found = re.search(r'name="turn" value="(\d+)"', page)
    return found.group(1) if found else None


def same(page: str) -> str:
    """The page without what a reload changes in any case: the clock and the CSRF token."""
    page = re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", page)
    return re.sub(r"<time class=\"clock.*?</time>", "", page, flags=re.DOTALL)


def jobs(greenroom: Greenroom) -> list[tuple[str, int]]:
    with contextlib.closing(sqlite3.connect(greenroom.data / "greenroom.sqlite3", timeout=20)) as database:
        return list(database.execute("SELECT state, tries FROM practice_job"))


def test_killed_in_mid_round_the_page_is_the_same_and_the_draft_is_there(greenroom: Greenroom) -> None:
    with Server(greenroom) as server:
        browser = server.browser()
        place = start_round(browser)
        browser.post(f"{place}act", {"turn": 1, "revision": 0, "text": ANSWER, "act": "answer"})
        number = until(lambda: (turn := turn_of(browser.get(place)[1])) != "1" and turn)
        browser.post(f"{place}turns/{number}/draft", {"text": "half a sentence, and then", "revision": 0})
        before = browser.get(place)[1]
        server.kill()
    with Server(greenroom) as server:
        browser = server.browser()
        after = browser.get(place)[1]
        assert "half a sentence, and then" in after
        assert same(after) == same(before)
        # A round that is under way is gone on with; no second one is opened.
        assert start_round(browser) == place


def test_killed_in_mid_grading_the_answer_is_graded_once_after_the_restart(greenroom: Greenroom) -> None:
    with Server(greenroom) as server:
        browser = server.browser()
        place = start_round(browser)
        # The first grading loads the weights, so the answer to this request is here long before its grade.
        browser.post(f"{place}act", {"turn": 1, "revision": 0, "text": ANSWER, "act": "answer"})
        server.kill()
    ((state, _),) = jobs(greenroom)
    assert state in ("queued", "running"), "the server was killed too late for this test to mean anything"
    kept = checked("export", greenroom("export").stdout)
    assert [answer["text"] for answer in kept["answers"]] == [ANSWER]
    assert kept["marks"] == []

    with Server(greenroom) as server:
        browser = server.browser()
        until(lambda: turn_of(browser.get(place)[1]) == "2")
    kept = checked("export", greenroom("export").stdout)
    assert len(kept["marks"]) == 1
    assert [event["type"] for event in kept["events"]].count("Marked") == 1
    assert jobs(greenroom)[0][0] == "done"


def test_a_worker_apart_takes_over_what_a_dead_server_left(greenroom: Greenroom) -> None:
    greenroom.settings["GREENROOM_WORKERS"] = "0"
    with Server(greenroom) as server:
        browser = server.browser()
        place = start_round(browser)
        browser.post(f"{place}act", {"turn": 1, "revision": 0, "text": ANSWER, "act": "answer"})
        assert turn_of(browser.get(place)[1]) is None
        server.kill()
    assert jobs(greenroom) == [("queued", 0)]
    with Worker(greenroom):
        until(lambda: jobs(greenroom)[0][0] == "done")


class Worker(Server):
    """``greenroom worker``, which has no page."""

    command = ("worker", "--threads", "1")
    ready = "Working with"
