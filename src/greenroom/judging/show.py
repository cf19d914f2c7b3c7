"""Short printable forms of values, and text made harmless: no escape codes, no invisible or direction-changing characters."""

import unicodedata

import numpy

from greenroom.judging.values import Column, Frame, Series

LONGEST = 300
SAFE_CONTROLS = "\n\t"
HIDDEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


def harmless(text: str, longest: int | None = None) -> str:
    """``text`` with control, format (bidi), surrogate and unassigned characters escaped, cut at ``longest`` characters."""
    cut = text if longest is None or len(text) <= longest else text[:longest] + "…"
    if cut.isascii() and cut.isprintable():
        return cut
    return "".join(char if char in SAFE_CONTROLS or unicodedata.category(char) not in HIDDEN else _escape(char) for char in cut)


def _escape(char: str) -> str:
    code = ord(char)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def short(value: object, longest: int = LONGEST) -> str:
    """``value`` as a learner may read it, at most about ``longest`` characters. Works on any decoded value."""
    return harmless(_form(value, longest), longest)


def _form(value: object, room: int) -> str:
    if isinstance(value, int) and not isinstance(value, bool) and value.bit_length() > 4096:
        return f"an integer of {value.bit_length()} bits"
    if isinstance(value, str):
        return repr(value[: room + 1])
    if isinstance(value, bytes):
        return repr(value[:room])
    if isinstance(value, numpy.ndarray):
        text = numpy.array2string(value, threshold=20, edgeitems=3, separator=", ").replace("\n", "")
        return f"array({' '.join(text.split())}, shape {value.shape}, {value.dtype})"
    if isinstance(value, numpy.datetime64):
        return str(value)
    if isinstance(value, numpy.generic):
        return repr(value.item())
    if isinstance(value, Frame):
        return "frame(" + ", ".join(_column(column, room) for column in value.columns[:8]) + ")"
    if isinstance(value, Series):
        return f"series({_column(value.column, room)})"
    if isinstance(value, (list, tuple, set, frozenset)):
        brackets = {list: ("[", "]"), tuple: ("(", ")")}
        left, right = brackets.get(type(value), ("{", "}"))
        items = list(value)
        inner = ", ".join(_form(item, room) for item in items[:20])
        comma = "," if isinstance(value, tuple) and len(items) == 1 else ""
        return f"{left}{inner}{', …' if len(items) > 20 else comma}{right}"
    if isinstance(value, dict):
        inner = ", ".join(f"{_form(key, room)}: {_form(item, room)}" for key, item in list(value.items())[:20])
        return "{" + inner + (", …}" if len(value) > 20 else "}")
    return repr(value)


def _column(column: Column, room: int) -> str:
    items = list(column.values[:8])
    cells = ", ".join(_form(item, room) for item in items)
    return f"{_form(column.name, room)} ({column.dtype or 'any'}): [{cells}{', …' if len(column.values) > 8 else ''}]"
