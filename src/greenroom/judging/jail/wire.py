"""Values on the wire: JSON for the structure, raw buffers for the numbers, hard caps on everything, never pickle.

A frame is 16 bytes of token, two big-endian lengths, the JSON and the buffers. Both ends use this file; the supervisor
treats what it decodes as hostile, so the caps and the exact types here are a boundary.

A value is written by its exact type. Anything else (a subclass, an object array, an object with ``__array__``) is refused,
because it could answer later questions about itself as it pleases.
"""

import json
import math
import re
import struct
from types import ModuleType
from typing import Any, Protocol

HEADER = struct.Struct("!16sII")
TEXT_CAP = 8 << 20
BUFFER_CAP = 64 << 20
NODE_CAP = 500_000
DEPTH_CAP = 48
INT_CAP = 100_000  # hexadecimal digits
LARGE = 64 << 10  # bytes of a body from which carrying it is told apart from the learner's own time
SAME_HASH_CAP = 16
DTYPE = re.compile(r"[<>|=]?(?:b1|[iu][1248]|f[248]|c(?:8|16)|U\d{1,5}|S\d{1,5}|[mM]8(?:\[\d*[a-zA-Zμ]{1,2}\])?)")


class Refused(Exception):
    """A value of a type that is not sent, or past a cap. The text names the type or cap, in words for the learner."""


class Malformed(Exception):
    """Bytes that are not a frame of this format, or past a cap."""


class Tables(Protocol):
    """How pandas objects are read and made: by pandas inside, by plain tuples in the supervisor."""

    def parts(self, value: object) -> tuple[str, list[Any]] | None:
        """``("f" or "r", plain parts)`` for a frame or a series of the exact type, None for anything else."""

    def frame(self, parts: list[Any]) -> object: ...

    def series(self, parts: list[Any]) -> object: ...


class Codec:
    """Turns values into frames and back. ``numpy`` is the module where there is one: without it there are no arrays."""

    def __init__(self, numpy: ModuleType | None, tables: Tables | None) -> None:
        self.numpy: Any = numpy
        self.tables = tables

    def pack(self, message: dict[str, Any], value: object = None) -> bytes:
        """The body of a frame: lengths, JSON, buffers; the token goes before it. Raises Refused."""
        writer = _Writer(self)
        node = writer.node(value, 0)
        text = json.dumps({"message": message, "value": node}).encode("ascii")
        if len(text) > TEXT_CAP:
            raise Refused(f"a value of more than {TEXT_CAP >> 20} MB of text")
        buffers = b"".join(writer.buffers)
        return struct.pack("!II", len(text), len(buffers)) + text + buffers

    def unpack(self, text: bytes, buffers: bytes) -> tuple[dict[str, Any], object]:
        """The message and the value of a frame. Raises Malformed."""
        if len(text) > TEXT_CAP or len(buffers) > BUFFER_CAP:
            raise Malformed("the frame is too large")
        if text.count(b",") + text.count(b"[") + text.count(b"{") > NODE_CAP:
            raise Malformed("the value has too many parts")
        try:
            whole = json.loads(text)
            message, node = whole["message"], whole["value"]
            if type(message) is not dict:
                raise Malformed("the message is no object")
            return message, _Reader(self, buffers).value(node, 0)
        except (ValueError, KeyError, TypeError, RecursionError, OverflowError, IndexError, MemoryError) as error:
            raise Malformed(f"not a frame: {type(error).__name__}") from None


class _Writer:
    def __init__(self, codec: Codec) -> None:
        self.numpy = codec.numpy
        self.tables = codec.tables
        self.buffers: list[bytes] = []
        self.size = 0
        self.count = 0

    def node(self, value: object, depth: int) -> object:
        self.count += 1
        if self.count > NODE_CAP // 2:
            raise Refused(f"a value of more than {NODE_CAP // 2} parts")
        if depth > DEPTH_CAP:
            raise Refused(f"a value nested more than {DEPTH_CAP} deep")
        kind = type(value)
        if value is None or kind is bool or kind is float or kind is str:
            return value
        if kind is int:
            return self._integer(value)  # type: ignore[arg-type]
        if kind is list or kind is tuple or kind is set or kind is frozenset:
            tag = {list: "l", tuple: "t", set: "s", frozenset: "z"}[kind]
            return [tag, [self.node(item, depth + 1) for item in value]]  # type: ignore[attr-defined]
        if kind is dict:
            return ["d", [[self.node(key, depth + 1), self.node(item, depth + 1)] for key, item in value.items()]]  # type: ignore[attr-defined]
        if kind is bytes:
            return ["y", *self._buffer(value)]  # type: ignore[arg-type]
        if kind is complex:
            return ["c", value.real, value.imag]  # type: ignore[attr-defined]
        return self._library(value, depth)

    def _integer(self, value: int) -> object:
        if -(2**63) <= value < 2**63:
            return value
        text = hex(value)
        if len(text) > INT_CAP:
            raise Refused("an integer of more than 100,000 hexadecimal digits")
        return ["i", text]

    def _library(self, value: Any, depth: int) -> object:
        kind = type(value)
        numpy = self.numpy
        if numpy is not None and kind is numpy.ndarray:
            if not DTYPE.fullmatch(value.dtype.str):
                raise Refused(f"a NumPy array of dtype {value.dtype}")
            if value.nbytes > BUFFER_CAP:
                raise Refused(f"an array of more than {BUFFER_CAP >> 20} MB")
            return ["a", value.dtype.str, list(value.shape), *self._buffer(value.tobytes())]
        if numpy is not None and isinstance(value, numpy.generic) and kind in numpy.sctypeDict.values():
            if not DTYPE.fullmatch(value.dtype.str):
                raise Refused(f"a NumPy scalar of dtype {value.dtype}")
            return ["g", value.dtype.str, *self._buffer(value.tobytes())]
        if self.tables is not None:
            parts = self.tables.parts(value)
            if parts is not None:
                return [parts[0], self.node(parts[1], depth + 1)]
        raise Refused(f"an object of type {kind.__module__}.{kind.__qualname__}")

    def _buffer(self, data: bytes) -> tuple[int, int]:
        start = self.size
        self.size += len(data)
        if self.size > BUFFER_CAP:
            raise Refused(f"a value of more than {BUFFER_CAP >> 20} MB")
        self.buffers.append(data)
        return start, len(data)


class _Reader:
    def __init__(self, codec: Codec, buffers: bytes) -> None:
        self.numpy = codec.numpy
        self.tables = codec.tables
        self.buffers = buffers

    def value(self, node: Any, depth: int) -> Any:
        if depth > 2 * DEPTH_CAP:
            raise Malformed("the value is nested too deep")
        kind = type(node)
        if node is None or kind is bool or kind is float or kind is str or kind is int:
            return node
        if kind is not list:
            raise Malformed("an unknown kind of value")
        tag = node[0]
        if tag == "l":
            return [self.value(item, depth + 1) for item in node[1]]
        if tag == "t":
            return tuple(self.value(item, depth + 1) for item in node[1])
        if tag in ("s", "z"):
            items = [self.value(item, depth + 1) for item in node[1]]
            _check_hashes(items)
            return set(items) if tag == "s" else frozenset(items)
        if tag == "d":
            pairs = [(self.value(key, depth + 1), self.value(item, depth + 1)) for key, item in node[1]]
            _check_hashes([key for key, _ in pairs])
            return dict(pairs)
        return self._scalar_or_array(node, depth)

    def _scalar_or_array(self, node: list[Any], depth: int) -> Any:
        tag = node[0]
        if tag == "i":
            if len(node[1]) > INT_CAP:
                raise Malformed("the integer is too large")
            return int(node[1], 16)
        if tag == "y":
            return self._buffer(node[1], node[2])
        if tag == "c":
            return complex(node[1], node[2])
        if tag in ("a", "g") and self.numpy is not None:
            return self._array(*node[1:]) if tag == "a" else self._array(node[1], [], node[2], node[3])[()]
        if tag in ("f", "r") and self.tables is not None:
            parts = self.value(node[1], depth + 1)
            return self.tables.frame(parts) if tag == "f" else self.tables.series(parts)
        raise Malformed("an unknown kind of value")

    def _array(self, dtype_text: str, shape: list[int], start: int, length: int) -> Any:
        if not DTYPE.fullmatch(dtype_text) or len(shape) > 16 or any(type(size) is not int or size < 0 for size in shape):
            raise Malformed("not an array")
        dtype = self.numpy.dtype(dtype_text)
        data = self._buffer(start, length)
        count = math.prod(shape)
        if count * dtype.itemsize != len(data) or max(shape, default=0) > BUFFER_CAP:
            raise Malformed("the array's shape does not fit its data")
        if not data:
            return self.numpy.zeros(shape, dtype)
        return self.numpy.frombuffer(data, dtype).reshape(shape).copy()

    def _buffer(self, start: int, length: int) -> bytes:
        if type(start) is not int or type(length) is not int or not 0 <= start <= start + length <= len(self.buffers):
            raise Malformed("a buffer outside the frame")
        return self.buffers[start : start + length]


def _check_hashes(keys: list[Any]) -> None:
    """Keys chosen to share one hash would make a dict of them take quadratic time in our own process."""
    seen: dict[str, int] = {}
    for key in keys:
        mark = str(hash(key))
        seen[mark] = seen.get(mark, 0) + 1
        if seen[mark] > SAME_HASH_CAP:
            raise Malformed("too many keys share one hash")
