from pathlib import Path

import pytest

from greenroom.bank.finding import Severity
from greenroom.bank.kind import Kind
from greenroom.bank.lint import lint
from greenroom.bank.read import read_pack
from greenroom.bank.starter import write_starter
from greenroom.kernel.errors import BadInput, UnknownName


@pytest.mark.parametrize("kind", Kind)
def test_a_starter_is_valid_and_cannot_pass_unnoticed(kind: Kind, tmp_path: Path) -> None:
    written = write_starter(kind, tmp_path, "mine")
    assert all(path.is_file() for path in written)
    assert tmp_path / "pack.yaml" in written
    reading = read_pack(tmp_path)
    assert reading.faults == ()
    assert [question.id for question in reading.questions] == ["mine"]
    findings = lint(reading)
    assert all(finding.severity is Severity.ERROR for finding in findings)
    assert {finding.fault.message for finding in findings} <= {"still says TODO", "has 19 words; a strong answer has 100 to 240"}


@pytest.mark.parametrize("kind", Kind)
def test_a_finding_stands_for_every_todo(kind: Kind, tmp_path: Path) -> None:
    """Every line of text that says TODO has its finding, so that a finished question has no placeholder left."""
    write_starter(kind, tmp_path)
    found = {(finding.fault.path, finding.fault.line) for finding in lint(read_pack(tmp_path)) if "TODO" in finding.fault.message}
    for path in tmp_path.rglob("*"):
        if path.is_file():
            for number, line in enumerate(path.read_text().splitlines(), 1):
                if "TODO" in line and not line.startswith("#"):
                    assert (path, number) in found or (path, 0) in found, f"{path}:{number}"


def test_a_second_question_leaves_the_pack_file_alone(tmp_path: Path) -> None:
    write_starter(Kind.SQL, tmp_path)
    (tmp_path / "pack.yaml").write_text((tmp_path / "pack.yaml").read_text().replace("my-pack", "changed"))
    assert tmp_path / "pack.yaml" not in write_starter("concept", tmp_path)
    assert read_pack(tmp_path).questions[0].pack == "changed"


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    write_starter(Kind.SQL, tmp_path, "mine")
    mine = tmp_path / "sql/mine/prompt.md"
    mine.write_text("my own words")
    with pytest.raises(BadInput, match="is there already"):
        write_starter(Kind.SQL, tmp_path, "mine")
    assert mine.read_text() == "my own words"


@pytest.mark.parametrize("slug", ["../evil", "My Question", "a--b", "x" * 65])
def test_a_name_that_is_no_slug_is_refused(tmp_path: Path, slug: str) -> None:
    with pytest.raises(BadInput, match="lower-case"):
        write_starter(Kind.SQL, tmp_path / "pack", slug)
    assert list(tmp_path.iterdir()) == []


def test_an_unknown_kind_offers_the_near_ones(tmp_path: Path) -> None:
    with pytest.raises(UnknownName, match="Did you mean concept"):
        write_starter("concepts", tmp_path)


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(BadInput, match="cannot be written"):
        write_starter(Kind.SQL, tmp_path / "file")
