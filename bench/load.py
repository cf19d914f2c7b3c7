"""Many learners at once in a phone screen, over HTTP, on SQLite: errors, lost answers, and how long saving takes.

python -m bench.load [--learners 200] [--think 20] [--json]

Each learner opens a round, saves three drafts a question while thinking (``--think`` seconds a question on average), hands in
an answer or code, waits for the interviewer like the page does, and goes on to the debrief. The server is a real
process with its grading and judging inside. Traffic goes to 127.0.0.1 only and every loop is bounded.
"""

import argparse
import http.client
import json
import os
import random
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import uuid
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

from bench.table import show

CODE = "import numpy as np\n\n\ndef knn_predict(X_train, y_train, X_test, k=3):\n    return np.zeros(len(X_test), dtype=int)\n"
MOST_TURNS = 12
MOST_POLLS = 600


@dataclass
class Tally:
    """What all learners saw together; appends of one value are atomic in CPython."""

    saves: list[float] = field(default_factory=list)
    pages: list[float] = field(default_factory=list)
    waits: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    given: list[str] = field(default_factory=list)
    debriefs: list[int] = field(default_factory=list)


class Learner(threading.Thread):
    def __init__(self, number: int, session: str, port: int, think: float, tally: Tally) -> None:
        super().__init__(name=f"learner-{number}")
        self.rng = random.Random(number)
        self.session, self.port, self.think, self.tally = session, port, think, tally
        self.csrf = ""

    def run(self) -> None:
        try:
            self._round()
        except (OSError, http.client.HTTPException, AssertionError) as error:
            self.tally.errors.append(f"{type(error).__name__}: {error}")

    def _round(self) -> None:
        time.sleep(self.rng.uniform(0, self.think))
        self._send("GET", "/rounds/new")
        opened = self._send("POST", "/rounds/start", {"role": "ml-engineer", "level": "mid", "stage": "phone-screen"})
        room = opened.location
        for _ in range(MOST_TURNS):
            page = self._wait(room)
            turn = re.search(r'name="turn" value="(\d+)"', page)
            if turn is None:
                break
            self._take_turn(room, turn.group(1), "data-editor" in page)
        self._send("GET", f"{room}debrief")
        self.tally.debriefs.append(1)

    def _take_turn(self, room: str, turn: str, code: bool) -> None:
        text = f"{CODE}# {uuid.uuid4()}\n" if code else f"{self.answer_text()} {uuid.uuid4()}"
        revision = "0"
        for share in (0.3, 0.6, 1.0):
            time.sleep(self.rng.expovariate(3 / self.think))
            sent = {"text": text[: int(len(text) * share)], "revision": revision}
            saved = self._send("POST", f"{room}turns/{turn}/draft", sent, saves=True, accept="application/json")
            revision = str(json.loads(saved.body)["revision"])
        act = {"turn": turn, "revision": revision, "text": text, "act": "submit" if code else "answer"}
        self._send("POST", f"{room}act", act, saves=True)
        self.tally.given.append(text)

    def answer_text(self) -> str:
        parts = (
            "It depends on the data, but the core idea is that the model should do well on examples it has not seen.",
            "Regularisation adds a penalty on the weights, so the fit becomes smoother and variance goes down.",
            "I would hold out a validation set and compare the training error with the validation error.",
            "Attention lets every position look at all the others, with weights that come from queries and keys.",
            "Retrieval gives the model fresh documents to quote, fine-tuning changes how it behaves.",
        )
        return " ".join(self.rng.sample(parts, 3))

    def _wait(self, room: str) -> str:
        """The room's page once it is the learner's turn, or the debrief's once the round is over."""
        start = time.perf_counter()
        for _ in range(MOST_POLLS):
            page = self._send("GET", room)
            if page.location:
                return ""
            if 'class="waits"' not in page.body:
                self.tally.waits.append(time.perf_counter() - start)
                return page.body
            for _ in range(MOST_POLLS):
                time.sleep(0.7)
                if self._send("GET", f"{room}room").status != 204:
                    break
        raise AssertionError("the grader never answered")

    def _send(
        self, method: str, path: str, form: dict[str, str] | None = None, *, saves: bool = False, accept: str = "text/html"
    ) -> "Reply":
        headers = {"Cookie": f"sessionid={self.session}; csrftoken={self.csrf}", "Accept": accept}
        body = None
        if form is not None:
            headers |= {"Content-Type": "application/x-www-form-urlencoded", "X-CSRFToken": self.csrf}
            body = urlencode(form)
        start = time.perf_counter()
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        line.request(method, path, body, headers)
        answer = line.getresponse()
        text = answer.read().decode()
        line.close()
        (self.tally.saves if saves else self.tally.pages).append(time.perf_counter() - start)
        assert answer.status < 400, f"{method} {path}: {answer.status}"
        cookie = re.search(r"csrftoken=([^;]+)", ",".join(answer.headers.get_all("Set-Cookie") or []))
        if cookie:
            self.csrf = cookie.group(1)
        return Reply(answer.status, text, answer.headers.get("Location", ""))


@dataclass(frozen=True)
class Reply:
    status: int
    body: str
    location: str


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--learners", type=int, default=200)
    options.add_argument("--think", type=float, default=20.0)
    options.add_argument("--json", action="store_true")
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as data:
        os.environ |= {"GREENROOM_DATA": data, "GREENROOM_ACCOUNTS": "1"}
        os.environ.pop("DATABASE_URL", None)
        sessions = _sessions(chosen.learners)
        tally, seconds = _run(sessions, chosen.think)
        kept = _kept()
    lost = [text for text in tally.given if text not in kept]
    rows: list[dict[str, object]] = [
        {
            "learners": chosen.learners,
            "s": seconds,
            "errors": len(tally.errors),
            "answers": len(tally.given),
            "lost": len(lost),
            "debriefs": len(tally.debriefs),
            "save p50 s": statistics.median(tally.saves),
            "save p95 s": _p95(tally.saves),
            "page p95 s": _p95(tally.pages),
            "interviewer p50 s": statistics.median(tally.waits),
            "interviewer p95 s": _p95(tally.waits),
        }
    ]
    show("Learners at once in a phone screen, SQLite, one server process", rows, as_json=chosen.json)
    for error in sorted(set(tally.errors))[:10]:
        print(error, file=sys.stderr)


def _sessions(count: int) -> list[str]:
    """Accounts with a session each, made directly: hashing 200 passwords is not what is measured."""
    from greenroom.cli.django import open_store  # noqa: PLC0415

    open_store()
    from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY  # noqa: PLC0415
    from django.contrib.auth.models import User  # noqa: PLC0415
    from django.contrib.sessions.backends.db import SessionStore  # noqa: PLC0415

    keys = []
    for number in range(count):
        user = User.objects.create(username=f"learner-{number}", password="!")
        store = SessionStore()
        store[SESSION_KEY] = str(user.pk)
        store["_auth_user_backend"] = "django.contrib.auth.backends.ModelBackend"
        store[HASH_SESSION_KEY] = user.get_session_auth_hash()
        store.create()
        keys.append(str(store.session_key))
    return keys


def _kept() -> set[str]:
    from greenroom.practice.models import Answer, Submission  # noqa: PLC0415

    return {*Answer.objects.values_list("text", flat=True), *Submission.objects.values_list("source", flat=True)}


def _run(sessions: list[str], think: float) -> tuple[Tally, float]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    greenroom = Path(sys.executable).with_name("greenroom")
    with tempfile.TemporaryFile() as log:
        server = subprocess.Popen([greenroom, "serve", "--no-browser", "--port", str(port)], stderr=log)
        try:
            _await_server(port)
            tally = Tally()
            learners = [Learner(number, session, port, think, tally) for number, session in enumerate(sessions)]
            start = time.perf_counter()
            for learner in learners:
                learner.start()
            for learner in learners:
                learner.join()
            seconds = time.perf_counter() - start
        finally:
            server.terminate()
            server.wait()
            log.seek(0)
            sys.stderr.write(log.read().decode()[-2000:])
    return tally, seconds


def _await_server(port: int) -> None:
    for _ in range(200):
        try:
            line = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
            line.request("GET", "/health")
            if line.getresponse().status == 200:
                return
        except OSError:
            time.sleep(0.1)
    raise SystemExit("the server did not start")


def _p95(values: list[float]) -> float:
    return sorted(values)[int(0.95 * (len(values) - 1))] if values else 0.0


if __name__ == "__main__":
    main()
