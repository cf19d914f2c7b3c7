"""A short attack on a sandbox from inside: what it must not be able to do here, tried for real before it is offered."""

from pathlib import Path

from greenroom.judging.jail.wire import Codec
from greenroom.judging.sandbox.door import PROFILES, BoxFailure, BoxLimits, Sandbox
from greenroom.judging.sandbox.talk import Conversation, Stopped

RUNNER = Path(__file__).resolve().parents[1] / "languages" / "boxed" / "python.py"
LIMITS = BoxLimits(cpu_seconds=10.0, memory_mb=256)
CODEC = Codec(None, None)  # plain values only: a page that names the tier must not load NumPy for it

PROBE = """
import ctypes, os, socket

def tried(name, attack):
    try:
        attack()
    except (OSError, MemoryError):
        return []
    return [name]

def escape(files):
    found = []
    for path in files:
        found += tried(f"it can read {path}", lambda: open(path).close())
    found += tried("it can open a socket", lambda: socket.socket(socket.AF_INET, socket.SOCK_STREAM))
    found += tried("it can start a process", lambda: os.fork() or os._exit(0))
    found += tried("it can run a program", lambda: os.execv("/bin/true", ["true"]))
    found += tried("it can signal processes", lambda: os.kill(-1, 0))
    found += tried("it can write outside", lambda: open("/usr/lib/.greenroom", "w"))
    found += tried("memory is not limited", lambda: bytearray(1 << 30))
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.unshare(0x10000000) == 0:
        found.append("it can make namespaces")
    if libc.ptrace(0, 0, 0, 0) == 0:
        found.append("it can be traced")
    return found
"""


def faults(sandbox: Sandbox, *, walled: bool) -> list[str]:
    """What a program in the box could do that it must not, in words; empty is good. Raises BoxFailure when nothing runs at all.

    With ``walled`` False only an honest answer is asked for.
    """
    source = PROBE if walled else "def escape(files):\n    return []\n"
    with sandbox.start(PROFILES["python"], RUNNER, LIMITS) as box:
        talk = Conversation(box, CODEC, 1 << 16)
        talk.open()
        value: object = None
        steps: tuple[object, ...] = ({"source": source, "entry": "escape"}, {"files": ["/etc/passwd", str(RUNNER)]})
        for step in steps:
            answer = talk.ask(CODEC.pack({}, step), LIMITS.cpu_seconds)
            if isinstance(answer, Stopped):
                raise BoxFailure(answer.reason)
            if "error" in answer.message:
                raise BoxFailure(f"the self-test raised {answer.message['error']}")
            value = answer.value
        if not isinstance(value, list):
            raise BoxFailure("the self-test gave no answer")
        return [str(item) for item in value]
