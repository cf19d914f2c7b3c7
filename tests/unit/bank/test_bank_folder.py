"""A pack from a stranger: nothing outside of it is read, nothing hangs, nothing is unbounded."""

import os
from pathlib import Path

import pytest

from greenroom.bank.folder import MOST_BYTES, Folder
from greenroom.bank.kind import Kind
from greenroom.bank.read import read_pack
from greenroom.bank.starter import write_starter


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    write_starter(Kind.CONCEPT, tmp_path / "pack")
    return tmp_path / "pack"


@pytest.fixture
def prompt(pack: Path) -> Path:
    return pack / "concept/new-concept/prompt.md"


def messages(pack: Path) -> list[str]:
    reading = read_pack(pack)
    assert reading.questions == ()
    return [fault.message for fault in reading.faults]


def test_a_link_out_of_the_pack_is_refused(pack: Path, prompt: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret.md"
    secret.write_text("my diary")
    prompt.unlink()
    prompt.symlink_to(secret)
    assert "is a link that leads out of the pack; it was not followed" in messages(pack)
    assert not any("diary" in message for message in messages(pack))


@pytest.mark.parametrize("target", ["/etc", "/dev", "..", "../.."])
def test_a_folder_that_is_a_link_out_of_the_pack_is_refused(pack: Path, target: str) -> None:
    (pack / "coding").symlink_to(target)
    assert [fault.message for fault in read_pack(pack).faults] == ["is a link that leads out of the pack; it was not followed"]


def test_a_neighbour_whose_name_begins_alike_is_outside(pack: Path, prompt: Path, tmp_path: Path) -> None:
    (tmp_path / "pack-secret").mkdir()
    (tmp_path / "pack-secret/prompt.md").write_text("secret")
    prompt.unlink()
    prompt.symlink_to(tmp_path / "pack-secret/prompt.md")
    assert "is a link that leads out of the pack; it was not followed" in messages(pack)


def test_a_link_inside_the_pack_is_followed(pack: Path, prompt: Path) -> None:
    text = prompt.read_text()
    prompt.rename(pack / "README.md")
    prompt.symlink_to(pack / "README.md")
    assert read_pack(pack).questions[0].prompt == text.strip()


@pytest.mark.parametrize("target", ["nowhere.md", "prompt.md"])
def test_a_link_to_nowhere_or_to_itself_is_a_fault(pack: Path, prompt: Path, target: str) -> None:
    prompt.unlink()
    prompt.symlink_to(target)
    assert "is a link that leads nowhere" in messages(pack)


def test_the_pack_itself_may_be_a_link(pack: Path, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(pack)
    assert read_pack(tmp_path / "link").faults == ()


def test_a_pipe_does_not_hang(pack: Path, prompt: Path) -> None:
    prompt.unlink()
    os.mkfifo(prompt)
    assert "must be a file" in messages(pack)


def test_a_folder_in_place_of_a_file(pack: Path, prompt: Path) -> None:
    prompt.unlink()
    prompt.mkdir()
    assert "must be a file" in messages(pack)


def test_a_file_that_is_too_large(pack: Path, prompt: Path) -> None:
    prompt.write_bytes(b"x" * (MOST_BYTES + 1))
    assert messages(pack) == ["is larger than 1 MiB"]
    prompt.write_bytes(b"x" * MOST_BYTES)
    assert read_pack(pack).faults == ()


def test_bytes_that_are_not_utf8_have_their_line(pack: Path, prompt: Path) -> None:
    prompt.write_bytes(b"one\ntwo\nthr\xe9e\n")
    fault = read_pack(pack).faults[0]
    assert (fault.line, fault.message) == (3, "is not UTF-8 text; save it as UTF-8")


def test_a_nul_has_its_line(pack: Path, prompt: Path) -> None:
    prompt.write_bytes(b"one\ntwo\0\n")
    fault = read_pack(pack).faults[0]
    assert (fault.line, fault.message) == (2, "holds a NUL character")


def test_a_byte_order_mark_and_other_line_ends_are_no_fault(pack: Path, prompt: Path) -> None:
    prompt.write_bytes(b"\xef\xbb\xbfone\r\ntwo\rthree\n")
    assert read_pack(pack).questions[0].prompt == "one\ntwo\nthree"


def test_a_name_that_is_not_utf8_is_a_fault(pack: Path) -> None:
    (Path(os.fsdecode(os.fsencode(pack) + b"/concept/bad\xff"))).mkdir()
    fault = read_pack(pack).faults[0]
    assert fault.path == pack / "concept"
    str(fault).encode()


def test_entries_are_sorted_and_hidden_ones_passed_over(tmp_path: Path) -> None:
    for name in ("b", "a", ".hidden", "__pycache__"):
        (tmp_path / name).mkdir()
    folder = Folder(tmp_path)
    assert list(folder.entries(tmp_path)) == ["a", "b"]
    assert folder.faults == []
