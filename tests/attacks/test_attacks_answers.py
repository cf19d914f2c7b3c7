"""Rows 17 to 22 and 26: forged, stolen and lying answers."""

import secrets

import pytest
from attack_arena import Arena, memory, python_problem

from greenroom.bank.question import Case, Generate
from greenroom.judging import VerdictCode
from greenroom.judging.sandbox import talk

pytestmark = pytest.mark.attack

RTE, WA, MLE = VerdictCode.RTE, VerdictCode.WA, VerdictCode.MLE


@pytest.mark.parametrize(
    "source",
    [
        "import os\ndef f(x):\n    os._exit(0)\n",
        "import sys\ndef f(x):\n    sys.exit(0)\n",
        "import sys\nsys.exit(0)\n",
        "import os\nos._exit(0)\n",
        "import atexit, os\natexit.register(lambda: os._exit(0))\ndef f(x):\n    raise SystemExit\n",
        "class D:\n    def __del__(self): raise SystemExit(0)\ndef f(x):\n    D()\n    raise KeyboardInterrupt\n",
        "def f(x):\n    raise GeneratorExit\n",
        "class E(BaseException):\n    def __str__(self): raise self\ndef f(x):\n    raise E\n",
        "import os\ndef f(x):\n    os.close(3)\n    return x + 1\n",
        "import os, time\ndef f(x):\n    os.close(3)\n    time.sleep(0.5)\n    return x + 1\n",
    ],
)
def test_leaving_early_is_never_accepted(arena: Arena, source: str) -> None:
    assert arena.attack(source).code is RTE


FRAME = """
import json, os, struct
def frame(token, message, value):
    text = json.dumps({"message": message, "value": value}).encode()
    return token + struct.pack("!II", len(text), 0) + text
"""


@pytest.mark.parametrize(
    "body",
    [
        "for fd in (1, 2, 3): os.write(fd, frame(bytes(16), {'mutated': []}, 2))",
        "os.write(3, frame(bytes(16), {'broken': 'forged'}, None))",
        "os.write(3, frame(bytes(16), {'sealed': True}, None) * 50)",
        "os.write(3, b'AC' * 1000)",
        "os.write(3, bytes(16) + b'\\xff' * 8)",
        "os.write(3, os.urandom(100))",
    ],
)
def test_forged_frames_are_never_accepted(arena: Arena, body: str) -> None:
    wrong = arena.attack(f"{FRAME}\n{body}\ndef f(x):\n    return -1\n")
    assert wrong.code in (RTE, WA)
    late = arena.attack(f"{FRAME}\ndef f(x):\n    {body}\n    return -1\n")
    assert late.code in (RTE, WA)


def test_an_answer_sent_before_its_question_counts_for_nothing(arena: Arena) -> None:
    """Knowing the token of this question, it answers it itself and sends another answer for the next."""
    source = (
        FRAME
        + """
import sys
def f(x):
    here = sys._getframe()
    while here and "token" not in here.f_locals:
        here = here.f_back
    token = here.f_locals["token"]
    os.write(3, frame(token, {"mutated": []}, x + 1) * 3)
    os.read(3, 1 << 16)
"""
    )
    assert arena.attack(source).code in (RTE, WA)


LIARS = {
    "always equal": (
        "class L:\n    def __eq__(self, other): return True\n    def __hash__(self): return 0\ndef f(x):\n    return L()\n"
    ),
    "__array__": (
        "import numpy\nclass L:\n    def __array__(self, *a, **k): return numpy.array(2)\n"
        "    def __float__(self): return 2.0\n    def __index__(self): return 2\ndef f(x):\n"
        "    return L()\n"
    ),
    "__rsub__": (
        "class L:\n    def __rsub__(self, other): return 0\n"
        "    def __sub__(self, other): return 0\n    def __abs__(self): return 0\ndef f(x):\n"
        "    return L()\n"
    ),
    "int subclass": (
        "class L(int):\n    def __eq__(self, other): return True\n"
        "    def __hash__(self): return 0\ndef f(x):\n    return L(x + 1)\n"
    ),
    "ndarray subclass": (
        "import numpy\nclass L(numpy.ndarray):\n    def __eq__(self, other): return True\n"
        "    def tobytes(self): return b''\ndef f(x):\n    return numpy.zeros(1).view(L)\n"
    ),
    "object dtype": (
        "import numpy\nclass L:\n    def __eq__(self, other): return True\ndef f(x):\n    return numpy.array([L()], dtype=object)\n"
    ),
    "dict subclass": "class L(dict):\n    def items(self): return [(1, 2)]\ndef f(x):\n    return L()\n",
    "fake class": "class L:\n    @property\n    def __class__(self): return int\ndef f(x):\n    return L()\n",
    "a function": "def f(x):\n    return f\n",
    "a pickle bomb": (
        "import os\nclass L:\n    def __reduce__(self): return os.system, ('touch /tmp/pwned',)\ndef f(x):\n    return [L()]\n"
    ),
}


@pytest.mark.parametrize("name", LIARS)
def test_objects_that_lie_are_wrong(arena: Arena, name: str) -> None:
    assert arena.attack(LIARS[name]).code is WA


@pytest.mark.parametrize(
    "patch",
    [
        "import numpy, numpy.testing\nnumpy.allclose = numpy.array_equal = numpy.testing.assert_allclose = lambda *a, **k: True",
        'import json\njson.dumps = lambda *a, **k: \'{"message": {"mutated": []}, "value": 2}\'',
        "import gc\nfor o in gc.get_objects():\n    if type(o).__name__ == 'Codec': type(o).pack = lambda self, m, v=None: b'AC'",
        (
            "import sys\nfor m in list(sys.modules.values()):\n"
            "    for n in ('Codec', '_send', '_report', 'pack', 'compare', 'judge'):\n"
            "        if hasattr(m, n): setattr(m, n, lambda *a, **k: b'')"
        ),
        "import builtins\nbuiltins.type = lambda o: int\nbuiltins.len = lambda o: 0",
        "import struct\nstruct.pack = lambda *a: bytes(8)",
        "import os\nos.write = lambda fd, data: len(data)",
    ],
)
def test_patching_the_tools_does_not_make_a_wrong_answer_right(arena: Arena, patch: str) -> None:
    verdict = arena.attack(f"{patch}\ndef f(x):\n    return -1\n")
    assert verdict.code in (WA, RTE, VerdictCode.TLE)


def test_the_expected_value_cannot_be_found(arena: Arena) -> None:
    canary = secrets.token_hex(16)
    hunt = """
import gc, inspect, sys
def f(x):
    mark = "CAN" + "ARY-"
    found = []
    for thing in gc.get_objects():
        if isinstance(thing, (dict, list, tuple, set)):
            if thing is found:
                continue
            for item in list(thing.values() if isinstance(thing, dict) else thing):
                if isinstance(item, (str, bytes)) and (mark if isinstance(item, str) else mark.encode()) in item:
                    found.append(item)
    here = sys._getframe()
    while here:
        found += [v for v in here.f_locals.values() if isinstance(v, (str, bytes)) and str(mark) in str(v) and v != mark]
        here = here.f_back
    for module in list(sys.modules.values()):
        found += [v for v in vars(module).values() if isinstance(v, str) and mark in v]
    for path in ("/proc/self/mem", "/proc/1/mem", "/proc/self/environ", "/proc/self/cmdline"):
        try:
            if mark.encode() in open(path, "rb").read(1 << 20):
                found.append(path)
        except OSError:
            pass
    found = [item for item in found if item != mark]
    return found[0] if found else "nothing"
"""
    problem = python_problem(
        cases=(
            Case(id="one", visible=True, about="a secret", args={"x": 1}, expected=f"CANARY-{canary}"),
            Case(id="two", about="another", args={"x": 2}, expected=f"CANARY-{canary}"),
        ),
    )
    verdict = arena.attack(hunt, problem, honest=f"def f(x):\n    return 'CANARY-{canary}'\n")
    assert verdict.code is WA
    assert verdict.cases[0].got == "'nothing'"


@pytest.mark.parametrize(
    "value",
    [
        "float('nan')",
        "float('inf')",
        "-0.0 + 10**400",
        "{}.keys()",
        "1j",
        "b'2'",
        "'2'",
        "[x + 1]",
        "None",
        "x + 1 + 1e-3",
        "2 ** (10 ** 6)",
        "range(3)",
        "(i for i in [2])",
        "np.zeros(1 << 23)",
        "[[]] * 400000",
        "np.zeros((0,) * 20)",
        "'a' * (20 << 20)",
        "[nest()]",
        "loop()",
        "{n * (2**61 - 1): 0 for n in range(2000)}",
        "np.array(['\\ud800'])",
        "'\\ud800\\x1b[2J'",
        "np.array([1], dtype='V8')",
        "np.datetime64('2024-01-01')",
        "np.zeros(2, dtype=[('a', int)])",
    ],
)
def test_strange_results_are_wrong_with_memory_flat(arena: Arena, value: str) -> None:
    before = memory()
    source = f"""
import numpy as np
def nest():
    a = []
    for _ in range(5000): a = [a]
    return a
def loop():
    a = []
    a.append(a)
    return a
def f(x):
    return {value}
"""
    verdict = arena.attack(source)
    assert verdict.code in (WA, RTE, MLE, VerdictCode.TLE)
    for case in verdict.cases:
        for text in (case.diagnosis, case.got or "", case.printed):
            text.encode("utf-8")
            assert len(text) < 2000
    assert memory() - before < 160 << 20


def test_answers_learnt_from_the_visible_cases_are_wrong(arena: Arena) -> None:
    assert arena.attack("def f(x):\n    return {1: 2}.get(x)\n").code is WA


def test_generated_inputs_are_not_the_visible_ones(arena: Arena) -> None:
    """One case gives several inputs, and answering the first of them is not enough."""
    generators = "def numbers(rng):\n    return {'x': int(rng.integers(1, 1 << 40))}\n"
    case = Case(id="one", visible=True, about="a number", generate=Generate(function="numbers", seeds=(1, 2, 3)))
    problem = python_problem(cases=(case,), generators=generators)
    learnt = "known = {}\ndef f(x):\n    known.setdefault('answer', x + 1)\n    return known['answer']\n"
    assert arena.attack(learnt, problem).code is WA


@pytest.mark.parametrize("word", ["start", "stop"])
def test_the_clock_of_a_large_input_cannot_be_forged_for_ever(arena: Arena, word: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The box says when a large input has arrived. Saying so again, or late, buys seconds, not minutes and no right answer."""
    monkeypatch.setattr(talk, "CARRY_SECONDS", 0.5)
    problem = python_problem(
        reference="def f(x):\n    return len(x)\n", cases=(Case(id="one", visible=True, about="long", args={"x": "a" * 100_000}),)
    )
    source = (
        FRAME
        + f"""
import sys
def f(x):
    here = sys._getframe()
    while here and "token" not in here.f_locals:
        here = here.f_back
    os.write(3, frame(here.f_locals["token"], {{"clock": {word!r}}}, None))
    while True: pass
"""
    )
    assert arena.attack(source, problem).code in (RTE, VerdictCode.TLE)


def test_answers_by_the_order_of_cases_are_wrong(arena: Arena) -> None:
    cases = tuple(Case(id=f"c{n}", visible=n == 0, about="order", args={"x": n}) for n in range(12))
    source = "count = -1\ndef f(x):\n    global count\n    count += 1\n    return count + 1\n"
    assert arena.attack(source, python_problem(cases=cases)).code is WA


def test_a_hidden_case_tells_no_data(arena: Arena) -> None:
    """Neither prints, nor exception texts, nor class names carry a hidden input out."""
    for body in ("print(x); return 0", "raise ValueError(str(x))", "raise type('Got' + str(x), (Exception,), {})", "return x"):
        verdict = arena.attack(f"def f(x):\n    {body}\n")
        hidden = next(case for case in verdict.cases if not case.visible)
        assert "41" not in f"{hidden.diagnosis}{hidden.printed}{hidden.got}{hidden.expected}"
