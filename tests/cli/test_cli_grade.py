"""greenroom grade: from a file, a pipe, or a batch."""

import json
from pathlib import Path

import pytest
from cli_shapes import checked
from cli_terminal import Greenroom

ANSWER = (
    "A model overfits when it has learned the noise of its training data instead of the pattern that carries over. "
    "You see it when the training loss keeps falling while the validation loss rises. Against it I would add an L2 penalty "
    "or take a simpler model, collect more data, use dropout, or stop early when the validation error no longer improves."
)


def test_an_answer_from_a_pipe_is_scored_with_evidence(greenroom: Greenroom) -> None:
    done = greenroom("grade", "overfitting", "--json", stdin=ANSWER)
    assert (done.returncode, done.stderr) == (0, "")
    grade = checked("grade", done.stdout)
    assert grade["status"] == "scored"
    hits = [point for point in grade["points"] if point["verdict"] == "hit"]
    assert len(hits) >= 3
    for point in hits:
        for span in point["evidence"]:
            assert ANSWER[span["start"] : span["end"]].strip()


def test_a_file_gets_the_same_grade_as_a_pipe_and_no_store_is_made(greenroom: Greenroom, tmp_path: Path) -> None:
    file = tmp_path / "answer.txt"
    file.write_text(ANSWER)
    from_file = greenroom("grade", "overfitting", "--file", str(file), "--json")
    assert from_file.stdout == greenroom("grade", "overfitting", "--file", "-", "--json", stdin=ANSWER).stdout
    assert not greenroom.data.exists()


def test_words_for_people_go_to_stderr(greenroom: Greenroom) -> None:
    done = greenroom("grade", "overfitting", stdin=ANSWER)
    assert done.returncode == 0
    assert done.stdout == ""
    assert "Score" in done.stderr
    assert "grader" in done.stderr


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        ("", "empty"),
        ("x", "too-thin"),
        ("I don't know.", "declined"),
        ("The weather on the coast was lovely, and we had fish for dinner every evening of that long summer holiday.", "off-topic"),
    ],
)
def test_an_answer_that_cannot_be_graded_has_a_reason_and_no_digit(greenroom: Greenroom, answer: str, code: str) -> None:
    done = greenroom("grade", "overfitting", "--json", stdin=answer)
    assert done.returncode == 1
    grade = checked("grade", done.stdout)
    assert (grade["score"], grade["reason_code"]) == (None, code)


@pytest.mark.parametrize(
    "answer",
    [
        ANSWER.encode() + b"\x00\x00" + ANSWER.encode(),
        b"\xff\xfe\xfa " + ANSWER.encode(),
        "\u202eעברית\u202c ".encode() + ANSWER.encode(),
        b"<script>alert(1)</script> " + ANSWER.encode(),
        b"overfitting noise " * 11_000,
        b"\x1b[31m\x1b]0;title\x07" + ANSWER.encode(),
    ],
    ids=["nul", "not-utf-8", "right-to-left", "script", "200000-characters", "terminal-escapes"],
)
def test_odd_input_is_graded_or_refused_with_a_reason_and_cannot_steer_the_terminal(greenroom: Greenroom, answer: bytes) -> None:
    done = greenroom("grade", "overfitting", "--json", stdin=answer)
    assert done.returncode in (0, 1)
    checked("grade", done.stdout)
    shown = greenroom("grade", "overfitting", stdin=answer)
    assert shown.returncode == done.returncode
    assert not {"\x1b", "\x00", "\x07", "\u202e"} & set(shown.stdout + shown.stderr)


def test_a_batch_keeps_its_order_and_a_broken_line_keeps_its_place(greenroom: Greenroom, tmp_path: Path) -> None:
    batch = tmp_path / "answers.jsonl"
    batch.write_text(
        "\n".join(
            [
                json.dumps({"question": "overfitting", "answer": ANSWER}),
                "{not json",
                json.dumps({"question": "overfiting", "answer": ANSWER}),
                json.dumps({"question": "bias-variance-tradeoff", "answer": ""}),
                json.dumps({"question": "knn-from-scratch", "answer": ANSWER}),
                json.dumps({"question": "overfitting", "answer": 7}),
                json.dumps({"question": "overfitting", "answer": ANSWER}),
            ]
        )
    )
    done = greenroom("grade", "--batch", str(batch))
    assert done.returncode == 2
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert [line.get("question") for line in lines] == [
        "overfitting",
        None,
        "overfiting",
        "bias-variance-tradeoff",
        "knn-from-scratch",
        None,
        "overfitting",
    ]
    assert ["error" in line for line in lines] == [False, True, True, False, True, True, False]
    assert f"{batch}:2" in lines[1]["error"]
    assert "Did you mean overfitting?" in lines[2]["error"]
    assert lines[0] == lines[6]
    for number in (0, 3, 6):
        checked("grade", done.stdout.splitlines()[number])


def test_a_batch_without_faults_exits_0_although_an_answer_is_unscored(greenroom: Greenroom) -> None:
    lines = [json.dumps({"question": "overfitting", "answer": answer}) for answer in (ANSWER, "")]
    assert greenroom("grade", "--batch", "-", stdin="\n".join(lines)).returncode == 0
