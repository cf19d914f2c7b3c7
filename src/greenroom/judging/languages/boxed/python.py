"""Python inside the box: runs the learner's module and calls one function of it. Standard library only, imports nothing of ours."""

import linecache
import sys
import types
from typing import Any

FILE = "solution.py"


class NotCompiled(Exception):
    """The source is no Python. ``line`` is 1-based, 0 when unknown."""

    def __init__(self, message: str, line: int, text: str) -> None:
        super().__init__(message)
        self.line = line
        self.text = text


class NoEntry(Exception):
    """The source runs but does not define what is asked for."""


DEEPEST = 100_000
_set_limit = sys.setrecursionlimit


def _capped(limit: int) -> None:
    """A deeper stack than this eats all memory before it ends; an error says more."""
    _set_limit(min(limit, DEEPEST))


class Program:
    """The learner's module, loaded. Raises NotCompiled, NoEntry, or whatever the module's own body raises."""

    def __init__(self, program: dict[str, Any]) -> None:
        source, entry = program["source"], program["entry"]
        try:
            code = compile(source, FILE, "exec", dont_inherit=True)
        except SyntaxError as error:
            raise NotCompiled(error.msg or "invalid syntax", error.lineno or 0, (error.text or "").rstrip("\n")) from None
        except (ValueError, MemoryError, RecursionError, OverflowError) as error:
            raise NotCompiled(f"the source cannot be compiled ({type(error).__name__})", 0, "") from None
        sys.setrecursionlimit = _capped
        module = types.ModuleType("solution")
        sys.modules["solution"] = module
        linecache.cache[FILE] = (len(source), None, source.splitlines(keepends=True), FILE)
        exec(code, module.__dict__)  # noqa: S102 -- the whole point of the box
        if not callable(module.__dict__.get(entry)):
            what = "is not a function" if entry in module.__dict__ else "is not defined"
            raise NoEntry(f"{entry} {what}")
        self.module = module
        self.entry = entry

    def run(self, message: dict[str, Any], value: Any) -> object:
        """Call the function with ``value`` as keyword arguments, after ``rng`` when the message gives a seed."""
        function = self.module.__dict__[self.entry]
        if "seed" in message:
            return function(sys.modules["numpy"].random.default_rng(message["seed"]), **value)
        return function(**value)
