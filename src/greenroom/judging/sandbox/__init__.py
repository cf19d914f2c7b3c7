"""Sandboxes, one file each, found by name. ``best()`` is the strongest that works here; it is tried, never assumed."""

import importlib
import os
import pkgutil
import threading
from types import ModuleType

from greenroom.judging.sandbox.door import BoxFailure, Sandbox
from greenroom.judging.sandbox.selftest import faults
from greenroom.kernel.errors import UnknownName, Unsupported

SETTING = "GREENROOM_SANDBOX"
TODO = (
    "Allow user namespaces (on Ubuntu: sysctl kernel.apparmor_restrict_unprivileged_userns=0) or use a kernel with Landlock. "
    f"To run only code that you wrote yourself, without any wall, set {SETTING}=own-code-only."
)

_lock = threading.RLock()
_made: dict[str, Sandbox] = {}


def _modules() -> dict[str, ModuleType]:
    """The sandbox files by their tier's name: those that say how strong they are."""
    found = {}
    for entry in pkgutil.iter_modules(__path__):
        module = importlib.import_module(f"{__name__}.{entry.name}")
        if hasattr(module, "RANK"):
            found[module.TIER] = module
    return found


def known() -> tuple[str, ...]:
    """The names of all tiers, strongest first, whether or not they work here."""
    modules = _modules()
    return tuple(sorted(modules, key=lambda tier: -modules[tier].RANK))


def by_name(tier: str) -> Sandbox:
    """The sandbox of ``tier``, tried once in this process and kept. Raises UnknownName, or Unsupported when it fails here."""
    modules = _modules()
    if tier not in modules:
        raise UnknownName("sandbox tier", tier, modules)
    with _lock:
        if tier not in _made:
            try:
                sandbox: Sandbox = modules[tier].make()
                found = faults(sandbox, walled=not modules[tier].ASKED_FOR)
            except (OSError, BoxFailure) as error:
                raise Unsupported(f"The sandbox tier {tier!r} does not work here: {error}.", todo=TODO) from error
            if found:
                raise Unsupported(f"The sandbox tier {tier!r} failed its self-test: {'; '.join(found)}.", todo=TODO)
            _made[tier] = sandbox
        return _made[tier]


def best(asked: str | None = None) -> Sandbox:
    """The tier ``asked`` for (or named by GREENROOM_SANDBOX), else the strongest that works here.

    A tier without walls is never chosen silently. Raises Unsupported with the reason of each tier that failed.
    """
    asked = asked or os.environ.get(SETTING)
    if asked:
        return by_name(asked)
    modules = _modules()
    reasons = []
    with _lock:
        for tier in known():
            if modules[tier].ASKED_FOR:
                continue
            try:
                return by_name(tier)
            except Unsupported as error:
                reasons.append(error.message)
    raise Unsupported("No sandbox works on this machine, so code cannot be judged. " + " ".join(reasons), todo=TODO)
