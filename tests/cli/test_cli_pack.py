"""greenroom pack: list, new, check on a pack of one's own."""

import json
import os
from pathlib import Path

import pytest
from cli_terminal import Greenroom

from greenroom.bank.kind import Kind


def test_the_list_can_be_narrowed(greenroom: Greenroom) -> None:
    everything = [json.loads(line) for line in greenroom("pack", "list", "--json").stdout.splitlines()]
    assert {"id", "pack", "kind", "topic", "title"} == set(everything[0])
    coding = [json.loads(line) for line in greenroom("pack", "list", "--kind", "coding", "--json").stdout.splitlines()]
    assert coding
    assert coding == [question for question in everything if question["kind"] == "coding"]
    words = greenroom("pack", "list", "nearest", "neighbours").stdout
    assert "knn-from-scratch" in words


@pytest.mark.parametrize("kind", list(Kind))
def test_a_starter_loads_and_the_check_names_what_is_left_to_do(greenroom: Greenroom, tmp_path: Path, kind: Kind) -> None:
    pack = tmp_path / "my-pack"
    assert greenroom("pack", "new", kind.value, "my-question", "--pack", str(pack)).returncode == 0
    done = greenroom("pack", "check", str(pack))
    assert "TODO" in done.stderr
    assert f"{pack / kind.value / 'my-question'}" in done.stderr
    assert done.stdout == ""
    greenroom.settings["GREENROOM_PACKS"] = str(pack)
    assert "my-question" in greenroom("pack", "list").stdout


def test_a_starter_does_not_write_over_a_question(greenroom: Greenroom, tmp_path: Path) -> None:
    arguments = ("pack", "new", "concept", "my-question", "--pack", str(tmp_path))
    assert greenroom(*arguments).returncode == 0
    prompt = tmp_path / "concept" / "my-question" / "prompt.md"
    prompt.write_text("my own words\n")
    again = greenroom(*arguments)
    assert again.returncode == 2
    assert prompt.read_text() == "my own words\n"


def test_a_broken_pack_tells_all_faults_and_the_others_still_load(greenroom: Greenroom, tmp_path: Path) -> None:
    pack = tmp_path / "broken"
    for name in ("first-question", "second-question"):
        assert greenroom("pack", "new", "concept", name, "--pack", str(pack)).returncode == 0
        file = pack / "concept" / name / "question.yaml"
        file.write_text(file.read_text().replace("minutes: ", "minuts: ").replace("need: must", "need: perhaps"))
    done = greenroom("pack", "check", str(pack), "--json")
    assert done.returncode == 1
    assert json.loads(done.stdout)["errors"] >= 4
    for name in ("first-question", "second-question"):
        assert f"{pack / 'concept' / name / 'question.yaml'}:" in done.stderr
    assert "minuts" in done.stderr
    assert "perhaps" in done.stderr or "need" in done.stderr

    greenroom.settings["GREENROOM_PACKS"] = os.pathsep.join([str(pack), str(tmp_path / "nowhere")])
    listed = greenroom("pack", "list")
    assert listed.returncode == 0
    assert "overfitting" in listed.stdout
    assert "minuts" in listed.stderr
    assert "nowhere" in listed.stderr
