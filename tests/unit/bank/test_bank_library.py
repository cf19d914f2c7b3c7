import shutil
from pathlib import Path

import pytest

from greenroom.bank.kind import Kind
from greenroom.bank.library import Library
from greenroom.bank.starter import write_starter
from greenroom.kernel.errors import UnknownName
from greenroom.kernel.track import Level, Role, Stage


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    for kind in Kind:
        write_starter(kind, tmp_path / "pack")
    return tmp_path / "pack"


@pytest.fixture
def other(pack: Path, tmp_path: Path) -> Path:
    """A second pack with one question of its own and one whose id the first pack has too."""
    folder = tmp_path / "other"
    write_starter(Kind.CONCEPT, folder)
    write_starter(Kind.CONCEPT, folder, "dropout")
    (folder / "pack.yaml").write_text((folder / "pack.yaml").read_text().replace("id: my-pack", "id: other"))
    (folder / "concept/dropout/prompt.md").write_text("Why does DROPOUT help a deep network?")
    return folder


def ids(library: Library, **given: str) -> set[str]:
    return {question.id for question in library.find(**given)}


def test_a_question_by_name(pack: Path) -> None:
    assert Library.load([pack]).question("new-sql").kind is Kind.SQL


def test_an_unknown_question_offers_the_near_ones(pack: Path) -> None:
    with pytest.raises(UnknownName, match=r"There is no question called 'new-sqll'\. Did you mean new-sql"):
        Library.load([pack]).question("new-sqll")


def test_two_packs_with_one_id_name_both_and_the_first_stays(pack: Path, tmp_path: Path) -> None:
    shutil.copytree(pack, tmp_path / "copy")
    library = Library.load([pack, tmp_path / "copy"])
    assert len(library.faults) == 1
    assert library.faults[0].path == tmp_path / "copy/pack.yaml"
    assert str(pack) in library.faults[0].message
    assert len(library.packs) == 1
    assert library.place("new-sql", "id")[0].is_relative_to(pack)


def test_two_questions_with_one_id_name_both_and_the_first_stays(pack: Path, other: Path) -> None:
    library = Library.load([pack, other])
    assert [pack.id for pack in library.packs] == ["my-pack", "other"]
    assert len(library.faults) == 1
    assert library.faults[0].path == other / "concept/new-concept"
    assert str(pack / "concept/new-concept") in library.faults[0].message
    assert library.question("new-concept").pack == "my-pack"
    assert library.question("dropout").pack == "other"
    assert library.place("dropout", "minutes")[0] == other / "concept/dropout/question.yaml"


def test_a_pack_that_cannot_be_read_leaves_the_others(pack: Path, tmp_path: Path) -> None:
    library = Library.load([tmp_path / "none", pack])
    assert [fault.path for fault in library.faults] == [tmp_path / "none"]
    assert len(library.questions) == len(Kind)


def test_find_by_what_a_question_is_for(pack: Path) -> None:
    library = Library.load([pack])
    assert len(library.find()) == len(Kind)
    assert ids(library, kind=Kind.SQL) == ids(library, kind="sql") == {"new-sql"}
    assert ids(library, stage=Stage.RECRUITER_SCREEN) == {"new-behavioral"}
    assert ids(library, role=Role.PROMPT_ENGINEER) == set()
    assert ids(library, level=Level.SENIOR) == set()
    assert ids(library, topic="system-design") == {"new-design"}
    assert ids(library, kind="sql", topic="system-design") == set()


def test_find_by_words_wants_every_word_in_any_case(pack: Path, other: Path) -> None:
    library = Library.load([other, pack])
    assert ids(library, text="dropout") == {"dropout"}
    assert ids(library, text=" deep  Dropout NETWORK") == {"dropout"}
    assert ids(library, text="dropout sql") == set()
    assert ids(library, text="system-design") == {"new-design"}


def test_topics_are_sorted_and_single(pack: Path) -> None:
    assert Library.load([pack]).topics == (
        "behavioral",
        "coding",
        "debugging",
        "ml-fundamentals",
        "sql",
        "system-design",
        "take-home",
    )


def test_a_pack_by_name(pack: Path) -> None:
    library = Library.load([pack])
    assert library.pack("my-pack").tolerance == 0.25
    with pytest.raises(UnknownName, match="no pack called"):
        library.pack("mine")
