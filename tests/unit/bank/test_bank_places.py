import os
from pathlib import Path

from greenroom.bank.kind import Kind
from greenroom.bank.places import built_in, pack_folders
from greenroom.bank.starter import write_starter


def test_the_built_in_packs_come_first() -> None:
    assert pack_folders({}) == (built_in() / "core",)
    assert (built_in() / "core" / "pack.yaml").is_file()


def test_the_variable_adds_packs_and_folders_of_packs(tmp_path: Path) -> None:
    for name in ("b", "a"):
        write_starter(Kind.CONCEPT, tmp_path / "many" / name)
    write_starter(Kind.CONCEPT, tmp_path / "one")
    value = os.pathsep.join(map(str, [tmp_path / "one", tmp_path / "many", tmp_path / "one"]))
    assert pack_folders({"GREENROOM_PACKS": value})[1:] == (tmp_path / "one", tmp_path / "many/a", tmp_path / "many/b")


def test_an_entry_that_is_not_there_is_kept_for_the_reader_to_tell(tmp_path: Path) -> None:
    assert pack_folders({"GREENROOM_PACKS": str(tmp_path / "none")})[1:] == (tmp_path / "none",)


def test_empty_entries_mean_nothing() -> None:
    assert pack_folders({"GREENROOM_PACKS": f"{os.pathsep} {os.pathsep}"}) == pack_folders({})
