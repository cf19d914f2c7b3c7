"""What it costs to start: CPU seconds of help, and of the server until its first page, beside floors in the same run.

python -m bench.start [--runs 5] [--json]
"""

import argparse
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable

import psutil

from bench.table import show

BARE_DJANGO = """
import asyncio, sys, threading, time
import django
from django.conf import settings
settings.configure(SECRET_KEY="x", ALLOWED_HOSTS=["*"], ROOT_URLCONF=__name__,
    INSTALLED_APPS=["django.contrib.contenttypes", "django.contrib.auth"],
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}})
django.setup()
from django.core.asgi import get_asgi_application
from django.http import HttpResponse
from django.urls import path
urlpatterns = [path("", lambda request: HttpResponse("ok"))]
import uvicorn
uvicorn.run(get_asgi_application(), port=int(sys.argv[1]), log_level="critical", lifespan="off")
"""


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--runs", type=int, default=5)
    options.add_argument("--json", action="store_true")
    chosen = options.parse_args()
    greenroom = os.path.join(os.path.dirname(sys.executable), "greenroom")
    with tempfile.TemporaryDirectory() as data:
        os.environ["GREENROOM_DATA"] = data
        measures: list[tuple[str, Callable[[], float], str]] = [
            ("python -c pass (floor of help)", lambda: _whole([sys.executable, "-c", "pass"]), ""),
            ("greenroom --help", lambda: _whole([greenroom, "--help"]), "at most 0.15"),
            ("bare Django and uvicorn, first page (floor of serve)", lambda: _until_page([sys.executable, "-c", BARE_DJANGO]), ""),
            (
                "greenroom serve, ready",
                lambda: _until_page([greenroom, "serve", "--no-browser", "--port"], path="health"),
                "at most 1.5",
            ),
            ("greenroom serve, first page", lambda: _until_page([greenroom, "serve", "--no-browser", "--port"]), ""),
        ]
        rows: list[dict[str, object]] = []
        floor = 1.0
        for name, measure, bar in measures:
            measure()  # warm caches, and migrate once
            seconds = [measure() for _ in range(chosen.runs)]
            median = statistics.median(seconds)
            if not bar and name.endswith(")"):
                floor = median
            rows.append(
                {
                    "what": name,
                    "CPU s, median": median,
                    "min": min(seconds),
                    "max": max(seconds),
                    "x floor": median / floor,
                    "bar": bar,
                }
            )
    show("Start", rows, as_json=chosen.json)


def _whole(command: list[str]) -> float:
    before = os.times()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    after = os.times()
    return after.children_user + after.children_system - before.children_user - before.children_system


def _until_page(command: list[str], path: str = "") -> float:
    port = _free_port()
    process = subprocess.Popen([*command, str(port)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(600):
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{port}/{path}", timeout=30) as page:
                    page.read()
                break
            except urllib.error.URLError:
                time.sleep(0.05)
        own = psutil.Process(process.pid)
        family = [own, *own.children(recursive=True)]
        return float(sum(sum(member.cpu_times()[:2]) for member in family))
    finally:
        process.terminate()
        process.wait()


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


if __name__ == "__main__":
    main()
