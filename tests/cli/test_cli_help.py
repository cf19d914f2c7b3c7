"""Help comes at once, and wrong use is told apart from everything else."""

import subprocess
import sys

import pytest
from cli_terminal import ROOT, Greenroom

from greenroom import __version__
from greenroom.cli.main import COMMANDS

HEAVY = ("django", "numpy", "onnxruntime", "pandas", "pydantic", "rich", "tokenizers", "typer", "uvicorn", "yaml")


@pytest.mark.parametrize("arguments", ["--help", "--version", ""])
def test_help_loads_nothing_heavy(arguments: str) -> None:
    program = (
        "import sys\n"
        "from greenroom.cli.main import run\n"
        "try:\n"
        f"    run({arguments.split()!r})\n"
        "except SystemExit:\n"
        "    pass\n"
        f"print(sorted(set(sys.modules) & set({HEAVY!r})), file=sys.stderr)\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stderr.strip() == "[]"


def test_help_names_every_command(greenroom: Greenroom) -> None:
    done = greenroom("--help")
    assert done.returncode == 0
    assert done.stderr == ""
    for command in COMMANDS:
        assert f"  {command} " in done.stdout


def test_no_command_is_wrong_use(greenroom: Greenroom) -> None:
    assert greenroom().returncode == 2


def test_version(greenroom: Greenroom) -> None:
    assert greenroom("--version").stdout == f"greenroom {__version__}\n"


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself_without_opening_a_store(greenroom: Greenroom, command: str) -> None:
    done = greenroom(command, "--help")
    assert done.returncode == 0
    assert "Usage: greenroom " + command in done.stdout
    assert not greenroom.data.exists()


@pytest.mark.parametrize(
    ("arguments", "meant"),
    [
        (("grad",), "grade"),
        (("grade", "over-fitting"), "overfitting"),
        (("grade", "overfiting", "--json"), "overfitting"),
        (("judge", "knn-from-scrach", "pyproject.toml"), "knn-from-scratch"),
        (("practice", "overfitting ", "--file", "pyproject.toml", "--role", "ml-enginer"), "ml-engineer"),
        (("mock", "--role", "data-scientits"), "data-scientist"),
        (("mock", "--stage", "phonescreen"), "phone-screen"),
        (("mock", "--level", "midd"), "mid"),
        (("pack", "list", "--kind", "conzept"), "concept"),
        (("pack", "new", "codding", "x"), "coding"),
    ],
)
def test_an_unknown_name_is_answered_with_the_nearest(greenroom: Greenroom, arguments: tuple[str, ...], meant: str) -> None:
    done = greenroom(*arguments)
    assert done.returncode == 2
    assert done.stdout == ""
    assert "Did you mean" in done.stderr
    assert meant in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ("grade", "overfitting", "--nonsense"),
        ("serve", "--port", "99999"),
        ("worker", "--threads", "0"),
        ("judge", "knn-from-scratch"),
        ("pack", "frobnicate"),
        ("grade",),
        ("grade", "overfitting", "--file", "no/such/file"),
        ("grade", "knn-from-scratch", "--file", "pyproject.toml"),
        ("judge", "overfitting", "pyproject.toml"),
        ("mock", "--stage", "onsite", "--script", "docs/examples/phone-screen.yaml"),
        ("mock",),
    ],
)
def test_wrong_use_is_exit_2_with_words_on_stderr_only(greenroom: Greenroom, arguments: tuple[str, ...]) -> None:
    done = greenroom(*arguments)
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.strip()
    assert "Traceback" not in done.stderr
