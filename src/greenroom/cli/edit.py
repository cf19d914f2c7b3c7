"""The learner's own editor."""

import os
import shlex
import subprocess
import tempfile
from pathlib import Path

from greenroom.kernel.errors import Unsupported


def edit(text: str, suffix: str) -> str:
    """Let the learner change ``text`` in $VISUAL or $EDITOR (else nano or vi). Raises Unsupported when none starts."""
    editor = os.environ.get("VISUAL") or os.environ.get("EDITOR") or "nano"
    with tempfile.TemporaryDirectory(prefix="greenroom-") as folder:
        path = Path(folder) / f"answer{suffix}"
        path.write_text(text, "utf-8", "surrogatepass")
        try:
            done = subprocess.run([*shlex.split(editor), str(path)], check=False)
        except OSError as error:
            raise Unsupported(
                f"The editor {editor!r} does not start: {error.strerror}.", todo="Set EDITOR to one that does."
            ) from error
        if done.returncode != 0:
            raise Unsupported(
                f"The editor {editor!r} left with an error, so nothing was taken over.", todo="Set EDITOR to another one."
            )
        return path.read_text("utf-8", "surrogatepass")
