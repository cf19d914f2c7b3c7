"""A real server as a person starts it, and a browser context that notes everything that a page must not do."""

import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from queue import Queue

from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request, Response


@dataclass
class Server:
    """``greenroom serve`` as a person starts it."""

    data: Path
    port: int = 0
    settings: dict[str, str] = field(default_factory=dict)
    url: str = ""
    process: subprocess.Popen[str] | None = None
    lines: list[str] = field(default_factory=list)
    reader: threading.Thread = field(default_factory=threading.Thread)

    @property
    def environment(self) -> dict[str, str]:
        return {**os.environ, "GREENROOM_DATA": str(self.data), **self.settings}

    def start(self) -> None:
        command = [sys.executable, "-m", "greenroom", "serve", "--no-browser", "--port", str(self.port)]
        self.process = subprocess.Popen(command, env=self.environment, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True)
        told: Queue[str] = Queue()
        self.reader = threading.Thread(target=self._read, args=(self.process, told), daemon=True)
        self.reader.start()
        self.url = told.get(timeout=60)
        assert self.url, "".join(self.lines)
        self.port = int(self.url.rstrip("/").rpartition(":")[2])

    def _read(self, process: subprocess.Popen[str], told: "Queue[str]") -> None:
        assert process.stderr is not None
        with process.stderr:
            for line in process.stderr:
                self.lines.append(line)
                found = re.search(r"Greenroom is at (http://\S+)", line)
                if found:
                    told.put(found.group(1).rstrip("/"))
        told.put("")

    def stop(self, how: signal.Signals = signal.SIGTERM) -> None:
        assert self.process is not None
        self.process.send_signal(how)
        self.process.wait(timeout=20)
        self.reader.join(timeout=20)


@dataclass
class Watched:
    """A browser context that notes everything a page must not do."""

    context: BrowserContext
    home: str
    wrong: list[str] = field(default_factory=list)
    allowed_statuses: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.context.on("request", self._request)
        self.context.on("response", self._response)
        self.context.on("console", self._console)
        self.context.on("weberror", lambda error: self.wrong.append(f"script error: {error.error}"))

    def _request(self, request: Request) -> None:
        if not request.url.startswith((self.home, "data:", "blob:")):
            self.wrong.append(f"request off the machine: {request.url}")

    def _response(self, response: Response) -> None:
        if response.status >= 400 and response.status not in self.allowed_statuses:
            self.wrong.append(f"{response.status} from {response.url}")

    def _console(self, message: ConsoleMessage) -> None:
        expected = any(
            words in message.text for status in self.allowed_statuses for words in (f"status of {status}", f"Error Code {status}")
        )
        cut = ("ERR_CONNECTION", "ERR_EMPTY_RESPONSE", "htmx:sendError", "htmx:afterRequest")
        offline = any(words in message.text for words in cut)
        if message.type in ("error", "warning") and not expected and not (offline and 0 in self.allowed_statuses):
            self.wrong.append(f"console {message.type}: {message.text}")

    def page(self, path: str = "/") -> Page:
        page = self.context.new_page()
        page.goto(self.home + path)
        return page


Open = Callable[..., Watched]
