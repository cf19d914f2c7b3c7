"""greenroom judge: one file, several files, and code that misbehaves."""

from pathlib import Path

import pytest
from cli_shapes import checked
from cli_terminal import ROOT, Greenroom

KNN = ROOT / "packs" / "core" / "coding" / "knn-from-scratch" / "submissions"
RIGHT, WRONG = str(KNN / "accepted" / "row_by_row.py"), str(KNN / "wrong_answer" / "nearest_wins_tie.py")


def test_accepted_code_exits_0_and_its_verdict_fits_the_schema(greenroom: Greenroom) -> None:
    done = greenroom("judge", "knn-from-scratch", RIGHT, "--json")
    assert (done.returncode, done.stderr) == (0, "")
    verdict = checked("verdict", done.stdout)
    assert verdict["verdict"] == "AC"
    assert verdict["tier"]
    assert all(case["verdict"] == "AC" for case in verdict["cases"])


def test_wrong_code_exits_1_and_hidden_cases_show_no_data(greenroom: Greenroom) -> None:
    done = greenroom("judge", "knn-from-scratch", WRONG, "--json")
    assert done.returncode == 1
    verdict = checked("verdict", done.stdout)
    assert verdict["verdict"] == "WA"
    hidden = [case for case in verdict["cases"] if not case["visible"]]
    assert hidden
    assert all((case["expected"], case["got"], case["printed"]) == (None, None, "") for case in hidden)


def test_several_files_give_one_line_each_in_order(greenroom: Greenroom, tmp_path: Path) -> None:
    broken = tmp_path / "broken.py"
    broken.write_text("def knn_predict(:\n")
    done = greenroom("judge", "knn-from-scratch", RIGHT, WRONG, str(broken), RIGHT)
    assert done.returncode == 1
    verdicts = [checked("verdict", line) for line in done.stdout.splitlines()]
    assert [(verdict["file"], verdict["verdict"]) for verdict in verdicts] == [
        (RIGHT, "AC"),
        (WRONG, "WA"),
        (str(broken), "CE"),
        (RIGHT, "AC"),
    ]


def test_a_missing_file_is_named_before_anything_is_judged(greenroom: Greenroom) -> None:
    done = greenroom("judge", "knn-from-scratch", RIGHT, "no/such.py")
    assert (done.returncode, done.stdout) == (2, "")
    assert "no/such.py" in done.stderr


@pytest.mark.parametrize("source", [b"", b"\x00", b"\xff\xfe", b"# " + b"x" * 300_000], ids=["empty", "nul", "not-utf-8", "long"])
def test_odd_source_is_a_verdict_and_no_crash(greenroom: Greenroom, source: bytes) -> None:
    done = greenroom("judge", "knn-from-scratch", "-", "--json", stdin=source)
    assert done.returncode == 1
    assert checked("verdict", done.stdout)["verdict"] in ("CE", "RTE")


def test_what_the_code_prints_cannot_steer_the_terminal(greenroom: Greenroom) -> None:
    source = 'def knn_predict(X_train, y_train, X_test, k=3):\n    print("\\x1b[2J\\x07 hello")\n    return X_test\n'
    done = greenroom("judge", "knn-from-scratch", "-", stdin=source)
    assert done.returncode == 1
    assert "hello" in done.stderr
    assert "\x1b" not in done.stderr


def test_without_a_sandbox_the_refusal_says_what_to_do(greenroom: Greenroom) -> None:
    greenroom.settings["GREENROOM_SANDBOX"] = "seald"
    done = greenroom("judge", "knn-from-scratch", RIGHT)
    assert (done.returncode, done.stdout) == (2, "")
    assert "Did you mean sealed?" in done.stderr
