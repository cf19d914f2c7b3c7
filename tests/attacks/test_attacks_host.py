"""Rows 8, 9, 10, 12, 16, 27 and 32: the host's files, processes, network and secrets."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from attack_arena import HONEST, Arena, descendants, python_problem, wait_until

import greenroom
from greenroom.judging import VerdictCode, judge

pytestmark = pytest.mark.attack

# AC means that every path was out of reach.
READ = """
def f(x):
    for path in {paths!r}:
        try:
            with open(path, "rb") as file:
                data = file.read(10)
        except OSError:
            continue
        raise RuntimeError(f"read {{path}}")
    return x + 1
"""


def test_files_of_the_host_are_out_of_reach(arena: Arena) -> None:
    code = Path(greenroom.__file__).parent
    paths = [
        "/etc/passwd",
        "/etc/shadow",
        "/etc/hostname",
        str(arena.watched / "secret.txt"),
        str(arena.watched / "greenroom.sqlite3"),
        str(Path.home() / ".ssh/id_rsa"),
        str(Path.home() / ".bashrc"),
        str(code / "judging/supervisor.py"),
        str(code / "kernel/errors.py"),
        *(str(path) for path in Path(code.parents[1], "packs").rglob("*.yaml")),
        "/proc/1/root/etc/passwd",
        "/proc/1/environ",
        "/proc/1/mem",
        "/proc/self/environ",
        "/proc/self/mem",
        "/proc/self/maps",
        f"/proc/{os.getpid()}/environ",
        f"/proc/{os.getpid()}/mem",
        "/sys/kernel/uevent_seqnum",
        "/dev/mem",
        "/dev/sda",
        "/dev/tty",
        "/usr/lib/../../etc/passwd",
        "/var/log/dpkg.log",
        "/root/.profile",
    ]
    assert sum(os.path.isfile(path) for path in paths) > 20, "the host itself lacks the files"
    verdict = arena.attack(READ.format(paths=paths))
    assert verdict.code is VerdictCode.AC, verdict.cases[0].diagnosis


def test_folders_of_the_host_cannot_be_listed(arena: Arena) -> None:
    ways = (*_ancestors(Path(sys.base_prefix)), *_ancestors(Path(sys.prefix)))
    source = f"""
import os
def f(x):
    for path in ("/home", "/root", "/etc", "/var", "/proc", "/sys", "/opt", "/run", "/work"):
        try:
            found = os.listdir(path)
        except OSError:
            continue
        if set(found) - {{"ld.so.cache"}} and path not in {ways!r}:
            raise RuntimeError(f"{{path}}: {{found}}")
    return x + 1
"""
    verdict = arena.attack(source)
    assert verdict.code is VerdictCode.AC, verdict.cases[0].diagnosis


def _ancestors(path: Path) -> list[str]:
    """The folders on the way to the interpreter: they exist inside, with nothing else in them."""
    return [str(parent) for parent in path.parents]


@pytest.mark.parametrize("target", ["/usr/lib/x", "/lib/x", "/etc/x", "/dev/x", "/x", "numpy"])
def test_nothing_outside_the_scratch_folder_can_be_written(arena: Arena, target: str) -> None:
    source = (
        f"import numpy, os\ndef f(x):\n    path = {target!r}\n"
        f"    path = os.path.join(os.path.dirname(numpy.__file__), 'x') if path == 'numpy' else path\n"
        f"    open(path, 'w')\n    return x + 1\n"
    )
    assert arena.attack(source).code is VerdictCode.RTE
    assert not Path(target).exists() or target == "numpy"


def test_nothing_is_left_for_the_next_submission(arena: Arena) -> None:
    leave = """
import builtins, numpy, sys
def f(x):
    try:
        open("/tmp/left", "w").write("left")
    except OSError:
        pass
    numpy.left = True
    builtins.left = True
    sys.modules["left"] = numpy
    numpy.random.seed(7)
    return x + 1
"""
    find = """
import builtins, numpy, os, sys
def f(x):
    assert not os.path.exists("/tmp/left") and "left" not in sys.modules
    assert not hasattr(numpy, "left") and not hasattr(builtins, "left")
    return x + 1
"""
    assert arena.attack(leave).code is VerdictCode.AC
    assert arena.attack(find).code is VerdictCode.AC


def test_two_submissions_draw_different_random_numbers(arena: Arena) -> None:
    source = "import random, numpy\ndef f(x):\n    return [random.random(), float(numpy.random.random())]\n"
    one, two = (arena.attack(source).cases[0].got for _ in range(2))
    assert one != two


@pytest.mark.parametrize(
    "line",
    [
        "socket.create_connection(('127.0.0.1', 22), 1)",
        "socket.socket(socket.AF_INET, socket.SOCK_DGRAM)",
        "socket.socket(socket.AF_INET6)",
        "socket.socket(socket.AF_UNIX).connect('/run/dbus/system_bus_socket')",
        "socket.socket(socket.AF_UNIX).bind('\\0abstract')",
        "socket.socket(socket.AF_NETLINK, socket.SOCK_RAW)",
        "socket.socket(40, socket.SOCK_STREAM)",
        "socket.socket(socket.AF_PACKET, socket.SOCK_RAW)",
        "socket.socket(38, socket.SOCK_SEQPACKET)",
        "socket.getaddrinfo('example.org', 80)",
        "socket.socketpair()",
    ],
)
def test_there_is_no_network(arena: Arena, line: str) -> None:
    source = (
        f"import socket\ndef f(x):\n    try:\n        {line}\n    except OSError:\n"
        f"        return x + 1\n    raise RuntimeError('it worked')\n"
    )
    assert arena.attack(source).code is VerdictCode.AC


def test_links_lead_nowhere(arena: Arena) -> None:
    source = """
import os
def f(x):
    for name in ("/tmp/result", "/tmp/stdout", "/tmp/answer.json", "solution.py"):
        try:
            os.symlink("/etc/passwd", name)
            open(name).read()
        except OSError:
            continue
        raise RuntimeError("followed")
    return x + 1
"""
    assert arena.attack(source).code is VerdictCode.AC


def test_a_race_of_links_and_renames_shows_nothing(arena: Arena) -> None:
    """The host collects no file at all, so there is nothing to swap under it; and inside, no swap makes a host file readable."""
    source = """
import os, threading
def swap(stop):
    while not stop:
        try:
            os.symlink("/etc/passwd", "/tmp/b")
            os.rename("/tmp/b", "/tmp/a")
            os.mkdir("/tmp/c")
            os.rename("/tmp/c", "/tmp/a")
        except OSError:
            pass
def f(x):
    stop = []
    threading.Thread(target=swap, args=(stop,), daemon=True).start()
    try:
        for _ in range(2000):
            try:
                with open("/tmp/a") as file:
                    raise RuntimeError(file.read())
            except OSError:
                pass
    finally:
        stop.append(True)
    return x + 1
"""
    assert arena.attack(source).code is VerdictCode.AC


def test_no_descriptor_and_no_secret_is_inherited(arena: Arena) -> None:
    source = """
import os
def f(x):
    opened = []
    for fd in range(0, 1024):
        try:
            os.fstat(fd)
            opened.append(fd)
        except OSError:
            pass
    extra = set(os.environ) - {"HOME", "LANG", "LC_CTYPE", "TZ", "OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"}
    if opened != [0, 1, 2, 3] or extra or "HOST-SECRET" in str(os.environ):
        raise RuntimeError(f"{opened} {extra}")
    return x + 1
"""
    verdict = arena.attack(source)
    assert verdict.code is VerdictCode.AC, verdict.cases[0].diagnosis


def test_boxes_end_when_the_judge_is_killed(arena: Arena) -> None:
    """kill -9 of the judge's own process in the middle of a run leaves nothing behind."""
    script = (
        "import sys\nfrom attack_arena import python_problem\n"
        "from greenroom.judging import judge, sandbox\n"
        "judge(python_problem(seconds=60), 'def f(x):\\n    while True: pass\\n', sandbox=sandbox.by_name(sys.argv[1]))\n"
    )
    process = subprocess.Popen([sys.executable, "-c", script, arena.sandbox.tier], cwd=Path(__file__).parent)
    try:
        wanted = 4 if arena.sandbox.tier.startswith("sealed") else 3
        wait_until(lambda: len(descendants([process.pid])) >= wanted, "the judge did not start", 30)
        family = descendants([process.pid])
    finally:
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
    wait_until(lambda: not descendants(sorted(family)), "a box outlived the judge")


def test_the_judge_recovers_when_its_zygote_is_killed(arena: Arena) -> None:
    assert arena.attack(HONEST).code is VerdictCode.AC
    for pid in arena.launchers():
        os.kill(pid, signal.SIGKILL)
    assert judge(python_problem(), HONEST, sandbox=arena.sandbox).code is VerdictCode.AC
    arena.no_survivors()
