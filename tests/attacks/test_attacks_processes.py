"""Rows 1, 2, 11, 13, 14, 15 and 24: processes, threads, signals and system calls."""

import os
import platform

import pytest
from attack_arena import Arena, python_problem

from greenroom.judging import VerdictCode

pytestmark = pytest.mark.attack

# Each call must fail with EPERM; an attack that works raises, so that AC means "refused, and no harm done".
REFUSED = """
import ctypes, errno, os
libc = ctypes.CDLL(None, use_errno=True)

def refused(name, *arguments):
    ctypes.set_errno(0)
    result = libc.syscall(*arguments)
    if result != -1 or ctypes.get_errno() not in (errno.EPERM, errno.ENOSYS):
        raise RuntimeError(f"{name} gave {result}, errno {ctypes.get_errno()}")

def f(x):
%s
    return x + 1
"""
X86 = platform.machine() == "x86_64"
SYSCALLS = {
    # name: (x86_64, aarch64), then arguments
    "kill -1": (62, 129, "-1, 9"),
    "kill parent": (62, 129, "os.getppid() or 1, 9"),
    "ptrace": (101, 117, "16, 1, 0, 0"),
    "pidfd_open": (434, 434, "1, 0"),
    "pidfd_getfd": (438, 438, "3, 3, 0"),
    "process_vm_readv": (310, 270, "1, 0, 0, 0, 0, 0"),
    "unshare": (272, 97, "0x10000000"),
    "mount": (165, 40, "0, b'/tmp', b'tmpfs', 0, 0"),
    "umount2": (166, 39, "b'/tmp', 2"),
    "pivot_root": (155, 41, "b'.', b'.'"),
    "chroot": (161, 51, "b'/tmp'"),
    "setns": (308, 268, "3, 0"),
    "setuid": (105, 146, "0"),
    "execve": (59, 221, "b'/bin/sh', 0, 0"),
    "memfd_create": (319, 279, "b'x', 0"),
    "execveat": (322, 281, "0, b'', 0, 0, 0x1000"),
    "bpf": (321, 280, "0, 0, 0"),
    "perf_event_open": (298, 241, "0, 0, -1, -1, 0"),
    "userfaultfd": (323, 282, "0"),
    "keyctl": (250, 219, "0, -3, 0"),
    "add_key": (248, 217, "b'user', b'x', b'x', 1, -3"),
    "io_uring_setup": (425, 425, "8, 0"),
    "init_module": (175, 105, "0, 0, b''"),
    "reboot": (169, 142, "0, 0, 0, 0"),
    "clone3": (435, 435, "0, 0"),
    "seccomp": (317, 277, "0, 0, 0"),
    "open_by_handle_at": (304, 265, "3, 0, 0"),
    "pidfd_send_signal": (424, 424, "3, 9, 0, 0"),
    "tgkill another": (234, 131, "2, 2, 9"),
    "process_vm_writev": (311, 271, "1, 0, 0, 0, 0, 0"),
    "linkat": (265, 37, "-100, b'/usr/lib/os-release', -100, b'/tmp/x', 0"),
    "mknodat": (259, 33, "-100, b'/tmp/x', 0o060000, 0"),
    "socket": (41, 198, "2, 1, 0"),
    "io_uring_enter": (426, 426, "3, 1, 0, 0, 0"),
    "io_uring_register": (427, 427, "3, 0, 0, 0"),
    "request_key": (249, 218, "b'user', b'x', 0, 0"),
    "kexec_load": (246, 104, "0, 0, 0, 0"),
    "fsopen": (430, 430, "b'tmpfs', 0"),
    "open_tree": (428, 428, "-100, b'/tmp', 1"),
}


@pytest.mark.parametrize("name", SYSCALLS)
def test_a_system_call_that_leads_out_is_refused(arena: Arena, name: str) -> None:
    x86, arm, arguments = SYSCALLS[name]
    line = f"    refused({name!r}, {x86 if X86 else arm}, {arguments})"
    verdict = arena.attack(REFUSED % line)
    assert verdict.code is VerdictCode.AC, verdict.cases[0].diagnosis


@pytest.mark.parametrize(
    "source",
    [
        "import os\ndef f(x):\n    while True:\n        os.fork()\n",
        (
            "import os\ndef f(x):\n    if os.fork() == 0:\n        os.setsid()\n"
            "        if os.fork() == 0:\n            while True: pass\n        os._exit(0)\n"
            "    return x + 1\n"
        ),
        "import subprocess\ndef f(x):\n    subprocess.run(['/bin/sleep', '60'])\n    return x + 1\n",
        "import multiprocessing\ndef f(x):\n    multiprocessing.Process(target=print).start()\n    return x + 1\n",
    ],
    ids=["fork bomb", "daemon", "subprocess", "multiprocessing"],
)
def test_no_second_process_can_be_started(arena: Arena, source: str) -> None:
    assert arena.attack(source).code is VerdictCode.RTE


def test_a_thread_bomb_hits_its_own_limit(arena: Arena) -> None:
    source = (
        "import threading, time\ndef f(x):\n    while True:\n"
        "        threading.Thread(target=time.sleep, args=(60,), daemon=True).start()\n"
    )
    assert arena.attack(source).code in (VerdictCode.RTE, VerdictCode.MLE, VerdictCode.TLE)


def test_a_few_threads_are_allowed(arena: Arena) -> None:
    source = (
        "from concurrent.futures import ThreadPoolExecutor\ndef f(x):\n"
        "    with ThreadPoolExecutor(2) as pool:\n"
        "        return list(pool.map(lambda n: n + 1, [x]))[0]\n"
    )
    assert arena.attack(source).code is VerdictCode.AC


@pytest.mark.skipif(not X86, reason="i386 and x32 calls exist on x86_64 only")
@pytest.mark.parametrize("code", ["b8 14 00 00 00 cd 80 c3", "b8 27 00 00 40 0f 05 c3"], ids=["i386", "x32"])
def test_a_call_through_a_foreign_table_kills(arena: Arena, code: str) -> None:
    source = f"""
import ctypes, mmap
def f(x):
    page = mmap.mmap(-1, 4096, prot=mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC)
    page.write(bytes.fromhex({code!r}))
    ctypes.CFUNCTYPE(ctypes.c_long)(ctypes.addressof(ctypes.c_char.from_buffer(page)))()
    return x + 1
"""
    verdict = arena.attack(source)
    assert verdict.code is VerdictCode.RTE
    assert "forbidden system call" in verdict.cases[0].diagnosis


@pytest.mark.parametrize(
    "body",
    [
        "import sys\n    sys.setrecursionlimit(10**9)\n    def g(n): return g(n + 1)\n    return g(0)",
        "import sys\n    sys.setrecursionlimit(10**9)\n    a = []\n    for _ in range(2 * 10**5): a = [a]\n    return repr(a)",
        "import ctypes\n    ctypes.string_at(0)",
        "import os\n    os.abort()",
        "import signal, os\n    signal.raise_signal(signal.SIGKILL)\n    return 0",
    ],
    ids=["recursion", "C stack", "segfault", "abort", "own SIGKILL"],
)
def test_a_crash_is_a_run_time_error(arena: Arena, body: str) -> None:
    verdict = arena.attack(f"def f(x):\n    {body}\n", python_problem(seconds=10.0))
    assert verdict.code in (VerdictCode.RTE, VerdictCode.WA, VerdictCode.MLE)


def test_root_is_given_up(arena: Arena) -> None:
    """In the box root's own user id is gone where namespaces are; without them the tier must say that it keeps the user."""
    source = "import os\ndef f(x):\n    assert os.geteuid() != 0 and os.getuid() != 0\n    return x + 1\n"
    kept = arena.sandbox.tier == "filtered" and os.geteuid() == 0
    assert arena.attack(source).code is (VerdictCode.RTE if kept else VerdictCode.AC)
    assert not kept or any("your own user" in sentence for sentence in arena.sandbox.lacks)


def test_the_prlimit_of_a_box_cannot_be_raised(arena: Arena) -> None:
    source = """
import resource
def f(x):
    for which in (resource.RLIMIT_AS, resource.RLIMIT_CPU, resource.RLIMIT_NOFILE):
        try:
            resource.setrlimit(which, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
        except (OSError, ValueError):
            continue
        raise RuntimeError(which)
    return x + 1
"""
    assert arena.attack(source).code is VerdictCode.AC
