"""Words for people go to stderr, data to stdout."""

import json
import sys
from typing import Any

from greenroom.kernel.glyphs import visible


def data(value: Any) -> None:
    """One JSON document on one line. ASCII only: nothing that a learner typed can steer a terminal."""
    sys.stdout.write(json.dumps(value, ensure_ascii=True, allow_nan=False) + "\n")
    sys.stdout.flush()


def say(text: str = "") -> None:
    """Words for a person. Control characters of foreign text are shown as visible signs."""
    sys.stderr.write(visible(text) + "\n")
    sys.stderr.flush()
