"""The real executable, run as the shell runs it, with a data folder of its own."""

import contextlib
import os
import re
import subprocess
import sys
import threading
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass, field
from http.cookiejar import CookieJar
from pathlib import Path

EXECUTABLE = Path(sys.executable).parent / "greenroom"
ROOT = Path(__file__).parents[2]
PATIENCE = 120.0

Done = subprocess.CompletedProcess[str]


def environment(data: Path, **more: str) -> dict[str, str]:
    """What a shell would pass on, without settings of the person who runs the tests."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("GREENROOM_", "DJANGO_", "DATABASE_URL"))}
    return {**clean, "GREENROOM_DATA": str(data), "NO_COLOR": "1", **more}


@dataclass
class Greenroom:
    """``greenroom ARGUMENTS`` with its own data folder; ``before`` is a command that starts it, such as setpriv."""

    data: Path
    before: tuple[str, ...] = ()
    settings: dict[str, str] = field(default_factory=dict)

    def __call__(self, *arguments: str, stdin: str | bytes = "", cwd: Path | None = None) -> Done:
        raw = stdin if isinstance(stdin, bytes) else stdin.encode()
        done = subprocess.run(
            [*self.before, str(EXECUTABLE), *arguments],
            input=raw,
            capture_output=True,
            env=environment(self.data, **self.settings),
            cwd=cwd or ROOT,
            timeout=PATIENCE,
            check=False,
        )
        return subprocess.CompletedProcess(done.args, done.returncode, done.stdout.decode(), done.stderr.decode())


class Browser:
    """Just enough of one: cookies, CSRF token, forms."""

    def __init__(self, base: str) -> None:
        self.base = base
        self.cookies = CookieJar()
        self._opener = urllib.request.build_opener(
            urllib.request.HTTPCookieProcessor(self.cookies), urllib.request.ProxyHandler({})
        )

    def get(self, path: str) -> tuple[int, str, str]:
        """Status, body and final address."""
        return self._open(urllib.request.Request(self.base + path))

    def post(self, path: str, form: Mapping[str, object]) -> tuple[int, str, str]:
        token = next((cookie.value for cookie in self.cookies if cookie.name == "csrftoken"), "") or ""
        body = urllib.parse.urlencode({"csrfmiddlewaretoken": token, **form}).encode()
        return self._open(urllib.request.Request(self.base + path, data=body, headers={"Referer": self.base + path}))

    def _open(self, request: urllib.request.Request) -> tuple[int, str, str]:
        try:
            with self._opener.open(request, timeout=PATIENCE) as answer:
                return answer.status, answer.read().decode(), answer.url
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.read().decode(), error.url or ""


class Server:
    """``greenroom serve`` on a free port, for as long as the block lasts."""

    command: tuple[str, ...] = ("serve", "--port", "0", "--no-browser")
    ready = "Greenroom is at"

    def __init__(self, greenroom: Greenroom) -> None:
        self.greenroom = greenroom
        self.words: list[str] = []

    def __enter__(self) -> "Server":
        self.process = subprocess.Popen(
            [*self.greenroom.before, str(EXECUTABLE), *self.command],
            env=environment(self.greenroom.data, **self.greenroom.settings),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            cwd=ROOT,
        )
        ready = threading.Event()
        self._reader = threading.Thread(target=self._read, args=(ready,), daemon=True)
        self._reader.start()
        assert ready.wait(PATIENCE), f"the server said only: {self.words}"
        words = "".join(self.words)
        assert self.ready in words, f"it left and said: {words}"
        self.url = (re.findall(r"http://\S+", words) or [""])[0].rstrip("/")
        return self

    def __exit__(self, *_: object) -> None:
        self.process.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(20)
        self.kill()

    def kill(self) -> None:
        """kill -9: no handler, no goodbye."""
        self.process.kill()
        self.process.wait()
        self._reader.join()
        assert self.process.stderr is not None
        self.process.stderr.close()

    def browser(self) -> Browser:
        browser = Browser(self.url)
        browser.get("/rounds/new")
        return browser

    def _read(self, ready: threading.Event) -> None:
        assert self.process.stderr is not None
        for line in self.process.stderr:
            self.words.append(line)
            if self.ready in line:
                ready.set()
        ready.set()
