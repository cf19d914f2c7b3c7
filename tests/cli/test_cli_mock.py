"""greenroom mock --script: whole rounds, from the greeting to the debrief."""

from pathlib import Path
from typing import Any

import pytest
from cli_shapes import checked
from cli_terminal import Greenroom

PHONE, RECRUITER = "docs/examples/phone-screen.yaml", "docs/examples/recruiter-screen.yaml"


@pytest.fixture(scope="module")
def phone(tmp_path_factory: pytest.TempPathFactory) -> Any:
    greenroom = Greenroom(tmp_path_factory.mktemp("phone"))
    done = greenroom("mock", "--role", "ml-engineer", "--stage", "phone-screen", "--script", PHONE, "--json")
    assert done.returncode == 0, done.stderr
    return checked("mock", done.stdout)


def test_the_example_is_a_whole_round(phone: Any) -> None:
    (round,) = phone["rounds"]
    assert (round["ended"], round["complete"]) == ("finished", True)
    assert [question["id"] for question in round["questions"]] == [
        "overfitting",
        "l1-vs-l2-regularization",
        "attention-mechanism",
        "knn-from-scratch",
    ]
    assert [line["act"] for line in round["transcript"]][:2] == ["greeting", "question"]
    assert round["transcript"][-1]["act"] == "closing"


def test_the_example_is_probed_on_what_was_missed(phone: Any) -> None:
    questions = phone["rounds"][0]["questions"]
    probes = [answer["probe"] for question in questions for answer in question["answers"] if answer["probe"]]
    assert probes
    assert any(point["first"] != "hit" for question in questions for point in question["points"])


def test_every_mark_of_the_example_quotes_the_answer_it_points_to(phone: Any) -> None:
    for question in phone["rounds"][0]["questions"]:
        texts = {answer["turn"]: answer["text"] for answer in question["answers"]}
        for point in question["points"]:
            assert point["verdict"] == "miss" or point["evidence"]
            for place in point["evidence"]:
                assert texts[place["turn"]][place["start"] : place["end"]].strip()


def test_the_example_s_wrong_belief_and_wrong_tie_are_found(phone: Any) -> None:
    _, l1, _, knn = phone["rounds"][0]["questions"]
    assert "l2-selects" in {belief["id"] for belief in l1["misconceptions"]}
    assert knn["code"]["judged"]["verdict"] == "WA"
    assert any("tie" in case["about"] and case["verdict"] == "WA" for case in knn["code"]["judged"]["cases"])
    assert "knn-from-scratch" in {fix["question"] for fix in phone["fixes"]}


def test_the_example_is_rated_by_a_rule_and_not_at_either_end(phone: Any) -> None:
    assert phone["signals"]["technical_accuracy"]["rating"] in (2, 3)
    assert phone["hire_signal"]["signal"] not in ("strong no hire", "strong hire", "not enough to say")
    assert phone["hire_signal"]["rule"]


def test_the_second_example_declines_what_it_has_no_words_for(greenroom: Greenroom) -> None:
    done = greenroom("mock", "--stage", "recruiter-screen", "--script", RECRUITER, "--json")
    assert done.returncode == 0, done.stderr
    debrief = checked("mock", done.stdout)
    outcomes = {question["id"]: question["outcome"] for question in debrief["rounds"][0]["questions"]}
    assert outcomes["debugging-a-model"] == "scored"
    assert outcomes["explaining-to-non-technical"] == "declined"


def test_without_json_the_debrief_is_markdown_on_stdout(greenroom: Greenroom, tmp_path: Path) -> None:
    script = tmp_path / "nothing.yaml"
    script.write_text("seed: 3\n")
    done = greenroom("mock", "--role", "prompt-engineer", "--script", str(script))
    assert done.returncode == 0
    assert done.stdout.startswith("# Phone screen")
    assert "I don't know" in done.stdout or "don't know" in done.stdout


def test_a_seed_draws_the_same_questions_and_another_learner_s_round_does_not_matter(tmp_path: Path) -> None:
    script = tmp_path / "nothing.yaml"
    script.write_text("{}\n")
    drawn = []
    for number in range(2):
        done = Greenroom(tmp_path / str(number))("mock", "--seed", "7", "--script", str(script), "--json")
        drawn.append([question["id"] for question in checked("mock", done.stdout)["rounds"][0]["questions"]])
    assert drawn[0] == drawn[1]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("role: [", "script.yaml:1"),
        ("colour: blue", "colour"),
        ("answers: {overfitting: {anser: x}}", "answers.overfitting.anser"),
        ("questions: [overfiting, l1-vs-l2-regularization, attention-mechanism, knn-from-scratch]", "Did you mean overfitting?"),
        ("questions: [knn-from-scratch]", "Name 4 questions"),
        ("role: data-scientist", "data-scientist"),
        ("answers: {knn-from-scratch: {code_file: nowhere.py}}", "nowhere.py"),
    ],
)
def test_a_script_that_cannot_be_played_is_refused(greenroom: Greenroom, tmp_path: Path, text: str, says: str) -> None:
    script = tmp_path / "script.yaml"
    script.write_text(text)
    done = greenroom("mock", "--script", str(script), "--json")
    assert (done.returncode, done.stdout) == (2, "")
    assert says in done.stderr
    assert "Traceback" not in done.stderr
