"""The dispatcher. It knows every command's name and loads only the one that runs, so that help comes at once."""

import os
import sys
from collections.abc import Mapping
from importlib import import_module

from greenroom import __version__
from greenroom.kernel.errors import GreenroomError, UnknownName

#: Command -> one line of help. The module greenroom.cli.<command> holds the command itself.
COMMANDS: Mapping[str, str] = {
    "serve": "Open Greenroom in the browser.",
    "mock": "Hold a mock interview round in the terminal, or play one from a script.",
    "practice": "Practise one question in the terminal.",
    "grade": "Grade an answer in words.",
    "judge": "Judge code against a problem's cases.",
    "pack": "List, check and start question packs.",
    "doctor": "Say which database, grader and sandbox are at work, and what each protects.",
    "export": "Write everything you have here to one JSON file.",
    "delete": "Delete everything you have here.",
    "account": "Add an account on a hosted server.",
    "worker": "Grade and judge apart from the server.",
}


def usage() -> str:
    width = max(map(len, COMMANDS))
    lines = "\n".join(f"  {name:<{width}}  {about}" for name, about in COMMANDS.items())
    return (
        "Usage: greenroom COMMAND [OPTIONS]\n\n"
        "A rehearsal room for AI/ML job interviews that runs on your own machine.\n\n"
        f"Commands:\n{lines}\n\n"
        "Options:\n  --version  Show the version.\n  --help     Show this.\n\n"
        "greenroom COMMAND --help tells more. Start with: greenroom serve\n"
    )


def run(arguments: list[str] | None = None) -> None:
    """Run one command and leave with its exit code: 0 done, 1 a failing result, 2 wrong use or a clear error."""
    # The grader multiplies small matrices: a second thread doubles their cost and speeds nothing up. NumPy reads this at import.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    words = sys.argv[1:] if arguments is None else arguments
    if not words or words[0] in ("--help", "-h", "help"):
        sys.stdout.write(usage())
        sys.exit(0 if words else 2)
    if words[0] in ("--version", "-V"):
        sys.stdout.write(f"greenroom {__version__}\n")
        sys.exit(0)
    try:
        if words[0] not in COMMANDS:
            raise UnknownName("command", words[0], COMMANDS)
        command = import_module(f"greenroom.cli.{words[0]}")
        command.app(args=words[1:], prog_name=f"greenroom {words[0]}")
    except GreenroomError as error:
        for part in (error.message, error.kept, error.todo):
            if part:
                sys.stderr.write(f"{part}\n")
        sys.exit(2)
    except BrokenPipeError:
        # The reader of a pipe (head, less) has seen enough.
        sys.stderr.close()
        sys.exit(0)
