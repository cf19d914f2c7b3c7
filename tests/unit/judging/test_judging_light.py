"""What a server start pays for: verdicts and the sandbox, without NumPy."""

import subprocess
import sys

import pytest


@pytest.mark.parametrize(
    "line",
    [
        "import greenroom.judging.verdict",
        "import greenroom.interviewing.debrief",
        "from greenroom.judging import sandbox; sandbox.best()",
        "import greenroom.practice.once",
    ],
)
def test_numpy_is_not_loaded(line: str) -> None:
    code = f"{line}\nimport sys\nfound = {{'numpy', 'pandas', 'onnxruntime'}} & set(sys.modules)\nassert not found, found"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_judge_comes_when_asked_for_and_nothing_else_does() -> None:
    code = (
        "import sys\nfrom greenroom import judging\nassert 'numpy' not in sys.modules\n"
        "assert callable(judging.judge) and 'numpy' in sys.modules\n"
        "try:\n    judging.jugde\nexcept AttributeError:\n    pass\nelse:\n    raise SystemExit('no error')\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
