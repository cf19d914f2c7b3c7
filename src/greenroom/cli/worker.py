"""greenroom worker: grade and judge in a process of its own, beside a server that runs with GREENROOM_WORKERS=0."""

import signal
import threading
from types import FrameType
from typing import Annotated

import typer

from greenroom.cli import output
from greenroom.cli.django import open_store

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command()
def worker(threads: Annotated[int, typer.Option(min=1, max=64, help="How many jobs at once.")] = 2) -> None:
    """Work until interrupted. A job that is under way when this process dies is taken over by another."""
    open_store()
    from greenroom.practice import worker as loop  # noqa: PLC0415  (Django's models exist only after open_store)

    stop = threading.Event()

    def end(_number: int, _frame: FrameType | None) -> None:
        stop.set()

    signal.signal(signal.SIGTERM, end)
    signal.signal(signal.SIGINT, end)
    with loop.threads(threads):
        output.say(f"Working with {threads} threads. Ctrl+C ends it.")
        stop.wait()
