"""greenroom serve: open Greenroom in the browser."""

import errno
import gc
import ipaddress
import os
import signal
import socket
import sys
import threading
import webbrowser
from types import FrameType
from typing import Annotated

import typer
import uvicorn

from greenroom.cli import output
from greenroom.cli.django import open_store
from greenroom.kernel.errors import BadInput, Unsupported
from greenroom.site.config import LOCAL_HOSTS

app = typer.Typer(add_completion=False, rich_markup_mode=None)

PORT = 8765


@app.command()
def serve(
    host: Annotated[str, typer.Option(help="The address to listen on. Others can only be reached with accounts.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="0 takes any free one.")] = PORT,
    browser: Annotated[bool, typer.Option(help="Open the browser once the server answers.")] = True,
) -> None:
    """Start the server on this machine and open the browser."""
    # What a start makes lives until the end. Looking for garbage among it, again and again, takes a seventh of the time.
    gc.disable()
    config = open_store()
    if not _is_this_machine(host) and not config.accounts:
        raise BadInput(
            f"With --host {host} other machines could reach your answers without a password.",
            todo="Set GREENROOM_ACCOUNTS=1 and GREENROOM_HOSTS, add accounts with greenroom account, and try again.",
        )
    listener = _listen(host, port)
    url = f"http://{_shown(host)}:{listener.getsockname()[1]}/"
    settings = uvicorn.Config(
        "greenroom.site.asgi:application", log_level="warning", access_log=False, lifespan="on", timeout_graceful_shutdown=5
    )
    server = uvicorn.Server(settings)
    _leave_quietly(server)
    threading.Thread(target=_announce, args=(server, url, browser), daemon=True).start()
    server.run(sockets=[listener])
    output.say("Stopped. Everything is saved.")


def _leave_quietly(server: uvicorn.Server) -> None:
    """uvicorn stops at a signal and then raises it once more, which would end us as killed instead of as done."""

    def leave(number: int, _frame: FrameType | None) -> None:
        if not server.started:
            sys.exit(128 + number)

    signal.signal(signal.SIGINT, leave)
    signal.signal(signal.SIGTERM, leave)


def _announce(server: uvicorn.Server, url: str, browser: bool) -> None:
    waiting = threading.Event()
    while not server.started:
        if server.should_exit or waiting.wait(0.05):
            return
    gc.freeze()
    gc.enable()
    output.say(f"Greenroom is at {url}  (Ctrl+C stops it; everything is saved as you go.)")
    if browser and _has_screen():
        webbrowser.open(url)


def _listen(host: str, port: int) -> socket.socket:
    """Take the port before anything else starts. Raises Unsupported when it is in use or not ours to take."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
    except OSError as error:
        listener.close()
        if error.errno == errno.EADDRINUSE:
            raise Unsupported(
                f"Port {port} is in use.",
                todo=f"If Greenroom runs already, open http://{_shown(host)}:{port}/. Otherwise: greenroom serve --port 0",
            ) from error
        raise Unsupported(
            f"Cannot listen on {host} port {port}: {error.strerror}.", todo="Choose another with --host or --port."
        ) from error
    listener.set_inheritable(True)
    return listener


def _is_this_machine(host: str) -> bool:
    if host in LOCAL_HOSTS:
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _shown(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def _has_screen() -> bool:
    """Whether a browser can open here: on Linux only with a display."""
    if os.uname().sysname == "Darwin":
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
