"""doctor, practice, export, delete, account: what is kept, and its end."""

import json
import stat
from pathlib import Path

import pytest
from cli_shapes import checked
from cli_terminal import Greenroom

ANSWER = "Bias is the error of a model that is too simple, variance of one that follows its training data. <b>ü\u202e"


def test_doctor_names_every_part(greenroom: Greenroom) -> None:
    done = greenroom("doctor", "--json")
    report = checked("doctor", done.stdout)
    assert done.returncode == (0 if report["ok"] else 1)
    assert report["database"]["ok"]
    assert report["grader"]["ok"]
    assert str(greenroom.data) in report["database"]["summary"]
    assert report["sandbox"]["protects"]
    words = greenroom("doctor")
    assert words.stdout == ""
    for part in ("Database", "Grader", "Sandbox", "Packs"):
        assert part in words.stderr


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("postgres://somebody:secret-word@127.0.0.1:1/none", "does not answer"),
        ("mysql://somebody:secret-word@127.0.0.1/none", "DATABASE_URL"),
    ],
)
def test_doctor_tells_of_a_database_that_is_not_there_and_no_password(greenroom: Greenroom, url: str, says: str) -> None:
    greenroom.settings["DATABASE_URL"] = url
    done = greenroom("doctor", "--json")
    assert done.returncode in (1, 2)
    assert says in done.stdout + done.stderr
    assert "secret-word" not in done.stdout + done.stderr
    assert "Traceback" not in done.stderr


def test_an_attempt_is_kept_exported_and_deleted(greenroom: Greenroom, tmp_path: Path) -> None:
    done = greenroom("practice", "bias-variance-tradeoff", "--file", "-", "--json", stdin=ANSWER)
    assert done.returncode == 0
    checked("grade", done.stdout)

    file = tmp_path / "mine.json"
    assert greenroom("export", str(file)).returncode == 0
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    kept = checked("export", file.read_text())
    assert [answer["text"] for answer in kept["answers"]] == [ANSWER]
    assert kept["marks"][0]["answer_id"] == kept["answers"][0]["id"]
    assert kept["jobs"][0]["state"] == "done"

    again = greenroom("export", str(file))
    assert again.returncode == 2
    assert "exists already" in again.stderr

    refused = greenroom("delete", stdin="no\n")
    assert refused.returncode == 1
    assert len(json.loads(greenroom("export").stdout)["answers"]) == 1

    assert greenroom("delete", "--yes").returncode == 0
    empty = checked("export", greenroom("export").stdout)
    assert not any(empty[table] for table in ("answers", "marks", "jobs", "drafts", "rounds", "events"))
    assert not any(b"too simple" in path.read_bytes() for path in greenroom.data.rglob("*") if path.is_file())


def test_code_is_practised_too(greenroom: Greenroom) -> None:
    done = greenroom("practice", "knn-from-scratch", "--file", "-", "--json", stdin="def knn_predict(*a, **k):\n    return None\n")
    assert done.returncode == 0
    assert checked("verdict", done.stdout)["verdict"] == "WA"
    assert checked("export", greenroom("export").stdout)["submissions"][0]["final"] is True


def test_an_account_is_added_once_and_has_its_own_data(greenroom: Greenroom) -> None:
    assert greenroom("account", "ada", "--password-stdin", stdin="a long enough one\n").returncode == 0
    twice = greenroom("account", "ada", "--password-stdin", stdin="a long enough one\n")
    assert twice.returncode == 2
    assert "already" in twice.stderr
    short = greenroom("account", "bob", "--password-stdin", stdin="short\n")
    assert short.returncode == 2
    assert "10 characters" in short.stderr
    greenroom("practice", "bias-variance-tradeoff", "--file", "-", stdin=ANSWER)
    assert checked("export", greenroom("export", "--account", "ada").stdout)["answers"] == []
    unknown = greenroom("export", "--account", "adda")
    assert unknown.returncode == 2
    assert "Did you mean ada?" in unknown.stderr
