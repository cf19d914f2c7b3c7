"""The program that becomes a zygote, or for own code the only child. Started fresh, with an empty environment."""

import importlib
import json
import os
import socket
import sys
import types
from pathlib import Path
from typing import Any

from . import child, landlock, linux, walls, zygote
from .tables import PandasTables
from .wire import Codec


def main(control_fd: int) -> None:
    """Read the configuration from the control socket, build, and serve; a failure is reported on the socket."""
    control = socket.socket(fileno=control_fd)
    config = json.loads(control.recv(1 << 18))
    try:
        _become(control, config)
    except Exception as error:  # noqa: BLE001 -- whatever it is, the judge must hear of it in words
        control.send(json.dumps({"error": f"{type(error).__name__}: {error}"[:2000]}).encode())
        os._exit(70)


def _become(control: socket.socket, config: dict[str, Any]) -> None:
    runner = _load_runner(config["runner"])
    statm = None
    if config["tier"] == "sealed":
        proc = os.open("/proc", os.O_PATH | os.O_DIRECTORY | os.O_CLOEXEC)
        walls.enter(config["view"])
        _fork_first()
        statm = os.open("self/statm", os.O_RDONLY, dir_fd=proc)
        os.close(proc)
    elif config["tier"] == "filtered":
        statm = os.open("/proc/self/statm", os.O_RDONLY)
    sys.path[:] = [path for path in sys.path if path != config["code"]] + config["site"]
    modules = {name: importlib.import_module(name) for name in config["imports"]}
    codec = Codec(modules.get("numpy"), PandasTables(modules["pandas"]) if "pandas" in modules else None)
    base = 0
    if statm is not None:
        base = int(os.read(statm, 200).split()[0]) * os.sysconf("SC_PAGE_SIZE")
        os.close(statm)
    if config["tier"] == "own-code-only":
        child.run(config["channel"], config["output"], "own-code-only", config["limits"], runner, codec, base or 1 << 30)
    if config["tier"] == "filtered":
        landlock.restrict(config["readable"], [])
    zygote.serve(control, config["tier"], runner, codec, base)


def _load_runner(path: str) -> types.ModuleType:
    """The language's half that runs inside, read before the walls go up."""
    module = types.ModuleType("runner")
    exec(compile(Path(path).read_text("utf-8"), "<runner>", "exec"), module.__dict__)  # noqa: S102 -- our own file
    return module


def _fork_first() -> None:
    """Go on in the first process of the new pid namespace; stay outside only to wait for it."""
    pid = os.fork()
    if pid:
        os.closerange(0, 256)
        _, status = os.waitpid(pid, 0)
        os._exit(os.waitstatus_to_exitcode(status) & 0xFF)
    linux.die_with_parent()
