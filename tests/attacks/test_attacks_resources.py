"""Rows 3 to 7, 23 and 25: time, memory, output and files."""

import resource
import time

import pytest
from attack_arena import Arena, memory, python_problem

from greenroom.judging import VerdictCode
from greenroom.judging.verdict import to_json

pytestmark = pytest.mark.attack


@pytest.mark.parametrize(
    "body",
    [
        "b = bytearray(1 << 33)",
        "import numpy as np; b = np.ones(1 << 30)",
        "b = []\n    while True: b.append(bytearray(1 << 22))",
        "b = 'x'\n    while True: b += b",
    ],
    ids=["bytearray", "numpy", "slowly", "text"],
)
def test_memory_is_limited(arena: Arena, body: str) -> None:
    assert arena.attack(f"def f(x):\n    {body}\n    return x + 1\n").code is VerdictCode.MLE


def test_a_sparse_file_is_no_way_round_the_memory_limit(arena: Arena) -> None:
    source = (
        "import mmap\ndef f(x):\n    with open('/tmp/a', 'w+b') as file:\n"
        "        file.truncate(1 << 34)\n        m = mmap.mmap(file.fileno(), 1 << 34)\n"
        "        m[:] = b'x' * (1 << 34)\n"
    )
    wanted = VerdictCode.RTE if arena.sandbox.tier == "filtered" else VerdictCode.MLE  # filtered has no scratch folder at all
    assert arena.attack(source).code is wanted


def test_touching_more_of_a_file_than_the_scratch_folder_holds(arena: Arena) -> None:
    source = (
        "import mmap\ndef f(x):\n    with open('/tmp/a', 'w+b') as file:\n"
        "        file.truncate(64 << 20)\n        m = mmap.mmap(file.fileno(), 64 << 20)\n"
        "        for at in range(0, 64 << 20, 4096): m[at] = 1\n"
    )
    assert arena.attack(source).code in (VerdictCode.MLE, VerdictCode.RTE)


@pytest.mark.parametrize(
    "body",
    [
        "while True: pass",
        "import re; re.match('(a+)+$', 'a' * 64 + 'b')",
        "str(7 ** (10 ** 8))",
        (
            "import signal\n"
            "    for n in (signal.SIGALRM, signal.SIGTERM, signal.SIGINT, signal.SIGXCPU): signal.signal(n, signal.SIG_IGN)\n"
            "    while True: pass"
        ),
        "import time; time.sleep(60)",
        "d = {}\n    for n in range(10**7): d[n * (2**61 - 1)] = n",
    ],
    ids=["loop", "regex", "big power", "signals ignored", "sleep", "colliding hashes"],
)
def test_time_is_limited(arena: Arena, body: str) -> None:
    verdict = arena.attack(f"import sys\ndef f(x):\n    {body}\n    return x + 1\n")
    assert verdict.code in (VerdictCode.TLE, VerdictCode.MLE)


def test_a_loop_is_stopped_close_to_the_limit(arena: Arena) -> None:
    """Within 20% of the limit in CPU time, which is what a busy machine leaves to measure."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    verdict = arena.attack("def f(x):\n    while True: pass\n", python_problem(seconds=1.0))
    assert verdict.code is VerdictCode.TLE
    assert len(verdict.cases) == 1
    assert verdict.cases[0].milliseconds >= 990
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before < 1.2


def test_a_sleeper_does_not_block_others(arena: Arena) -> None:
    start = time.monotonic()
    assert arena.attack("import time\ndef f(x):\n    time.sleep(3600)\n").code is VerdictCode.TLE
    assert time.monotonic() - start < 600


@pytest.mark.parametrize("stream", ["stdout", "stderr"])
def test_a_flood_of_output_is_cut_off_with_memory_flat(arena: Arena, stream: str) -> None:
    before = memory()
    verdict = arena.attack(f"import sys\ndef f(x):\n    while True: print('x' * 10**6, file=sys.{stream})\n")
    assert verdict.code is VerdictCode.OLE
    assert memory() - before < 64 << 20


@pytest.mark.parametrize(
    "body",
    [
        "open('/tmp/big', 'wb').write(b'x' * (100 << 20))",
        "for n in range(100000): open(f'/tmp/{n}', 'w').close()",
        "kept = [open('/dev/null') for _ in range(100000)]",
    ],
    ids=["file size", "inodes", "open files"],
)
def test_files_are_limited(arena: Arena, body: str) -> None:
    assert arena.attack(f"def f(x):\n    {body}\n    return x + 1\n").code is VerdictCode.RTE


def test_a_decompression_bomb(arena: Arena) -> None:
    source = (
        "import zlib\ndef f(x):\n    bomb = zlib.compress(bytes(1 << 26))\n"
        "    data = zlib.decompress(zlib.decompress(zlib.compress(bomb)) ) * 64\n"
        "    return x + 1\n"
    )
    assert arena.attack(source).code in (VerdictCode.MLE, VerdictCode.TLE)


def test_one_line_of_ten_megabytes_is_cut(arena: Arena) -> None:
    verdict = arena.attack("def f(x):\n    print('y' * 10**7)\n    return x + 1\n")
    assert verdict.code is VerdictCode.OLE
    assert all(len(case.printed) <= 16_100 for case in verdict.cases)


def test_output_is_shown_harmless(arena: Arena) -> None:
    text = "\\x1b[31m red \\x00 nul \\u202e bidi \\ud800 surrogate \\u2066\\x9b"
    verdict = arena.attack(f"def f(x):\n    print('{text}')\n    print('y' * 30000)\n    return x + 1\n")
    assert verdict.code is VerdictCode.AC
    printed = verdict.cases[0].printed
    assert "red" in printed
    assert not set("\x1b\x00\u202e\ud800\u2066\x9b") & set(printed)
    assert len(printed) <= 16_100
    str(to_json(verdict)).encode("utf-8")
