"""greenroom serve: it starts, answers, and says in one sentence why it cannot."""

import contextlib
import os
import shutil
import signal
import socket
import sqlite3
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from cli_terminal import Greenroom, Server

QUIET = ("serve", "--port", "0", "--no-browser")


def one_clear_message(words: str) -> str:
    assert "Traceback" not in words
    lines = words.strip().splitlines()
    assert 1 <= len(lines) <= 3, words
    return words


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_it_answers_on_a_free_port_and_stops_when_told(greenroom: Greenroom, how: signal.Signals) -> None:
    with Server(greenroom) as server:
        status, body, _ = server.browser().get("/")
        assert status == 200
        assert "Greenroom" in body
        server.process.send_signal(how)
        assert server.process.wait(60) == 0
    assert "Stopped. Everything is saved." in "".join(server.words)


def test_an_unknown_host_name_is_refused(greenroom: Greenroom) -> None:
    with Server(greenroom) as server:
        host, port = server.url.removeprefix("http://").split(":")
        with socket.create_connection((host, int(port)), timeout=60) as plain:
            plain.sendall(b"GET / HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n")
            assert plain.makefile("rb").readline().startswith(b"HTTP/1.1 400")


def test_a_port_in_use_is_said_with_another_way(greenroom: Greenroom) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = greenroom("serve", "--no-browser", "--port", str(port))
    assert done.returncode == 2
    assert f"Port {port} is in use." in one_clear_message(done.stderr)
    assert "--port 0" in done.stderr


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.1", "example.org"])
def test_others_are_let_in_with_accounts_only(greenroom: Greenroom, host: str) -> None:
    done = greenroom(*QUIET, "--host", host)
    assert done.returncode == 2
    assert "GREENROOM_ACCOUNTS=1" in one_clear_message(done.stderr)


def test_an_address_that_is_not_this_machine_s_is_said(greenroom: Greenroom) -> None:
    greenroom.settings["GREENROOM_ACCOUNTS"] = "1"
    done = greenroom(*QUIET, "--host", "192.0.2.1")
    assert done.returncode == 2
    assert "Cannot listen on 192.0.2.1" in one_clear_message(done.stderr)


def test_with_accounts_every_page_but_the_login_asks_who_you_are(greenroom: Greenroom) -> None:
    greenroom("account", "ada", "--password-stdin", stdin="a long enough one\n")
    greenroom.settings["GREENROOM_ACCOUNTS"] = "1"
    with Server(greenroom) as server:
        browser = server.browser()
        for path in ("/", "/rounds/", "/questions/", "/data/", "/data/export", "/doctor"):
            assert "/login" in browser.get(path)[2]
        status, _, url = browser.post("/login", {"username": "ada", "password": "a long enough one"})
        assert (status, url) == (200, server.url + "/")


@pytest.mark.parametrize(
    ("settings", "says"),
    [
        ({"GREENROOM_WORKERS": "many"}, "GREENROOM_WORKERS is 'many'"),
        ({"DATABASE_URL": "oracle://x/y"}, "DATABASE_URL starts with 'oracle'"),
        ({"DATABASE_URL": "postgres://nobody@127.0.0.1:1/none"}, "does not answer"),
    ],
)
def test_a_setting_that_cannot_be_used_is_named(greenroom: Greenroom, settings: dict[str, str], says: str) -> None:
    greenroom.settings |= settings
    done = greenroom(*QUIET)
    assert done.returncode == 2
    assert says in one_clear_message(done.stderr)


def test_a_data_folder_that_cannot_be_made_is_said(nobody: Greenroom, open_folder: Path) -> None:
    if os.geteuid() != 0:
        open_folder.chmod(0o555)
    done = nobody(*QUIET, cwd=Path("/"))
    open_folder.chmod(0o755)
    assert done.returncode == 2
    assert str(nobody.data) in one_clear_message(done.stderr)
    assert "GREENROOM_DATA" in done.stderr


def test_a_read_only_store_is_found_at_the_start(nobody: Greenroom, open_folder: Path) -> None:
    if os.geteuid() == 0:
        shutil.chown(open_folder, 65534, 65534)
    assert nobody("export", cwd=Path("/")).returncode == 0
    for path in nobody.data.iterdir():
        path.chmod(0o444 if path.is_file() else 0o555)
    nobody.data.chmod(0o555)
    try:
        done = nobody(*QUIET, cwd=Path("/"))
    finally:
        nobody.data.chmod(0o755)
    assert done.returncode == 2
    assert str(nobody.data) in one_clear_message(done.stderr)


def test_another_user_s_secret_key_is_said(nobody: Greenroom) -> None:
    if os.geteuid() != 0:
        pytest.skip("only root can make a file that the user running the tests cannot read")
    Greenroom(nobody.data)("export")
    nobody.data.chmod(0o755)
    done = nobody(*QUIET, cwd=Path("/"))
    assert done.returncode == 2
    assert "GREENROOM_DATA" in one_clear_message(done.stderr)


def test_a_database_from_a_newer_version_is_refused_and_not_changed(greenroom: Greenroom) -> None:
    greenroom("export")
    file = greenroom.data / "greenroom.sqlite3"
    with contextlib.closing(sqlite3.connect(file, isolation_level=None)) as database:
        database.execute(
            "INSERT INTO django_migrations (app, name, applied) VALUES ('practice', '9999_from_the_future', '2030-01-01')"
        )
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    before = file.read_bytes()
    for command in (QUIET, ("export",), ("worker",)):
        done = greenroom(*command)
        assert done.returncode == 2
        assert "newer Greenroom" in one_clear_message(done.stderr)
        assert "Update Greenroom" in done.stderr
    assert file.read_bytes() == before


def test_a_file_that_is_no_database_is_refused_and_kept(greenroom: Greenroom) -> None:
    greenroom.data.mkdir()
    file = greenroom.data / "greenroom.sqlite3"
    file.write_bytes(b"these are my holiday pictures" * 100)
    done = greenroom(*QUIET)
    assert done.returncode == 2
    assert "not a database that Greenroom can read" in one_clear_message(done.stderr)
    assert file.read_bytes() == b"these are my holiday pictures" * 100


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of one megabyte."""
    place = tmp_path / "disk"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(place)]
    if os.geteuid() != 0 or subprocess.run(mount, capture_output=True, check=False).returncode != 0:
        pytest.skip("a small file system can only be mounted by root")
    yield place
    subprocess.run(["umount", str(place)], check=True)


def test_a_full_disk_at_the_start_is_said(small_disk: Path) -> None:
    (small_disk / "ballast").write_bytes(b"x" * (900 * 1024))
    greenroom = Greenroom(small_disk / "data")
    for _ in range(2):
        done = greenroom(*QUIET)
        assert done.returncode == 2
        assert "full" in one_clear_message(done.stderr) or "No space left" in done.stderr
    (small_disk / "ballast").unlink()
    assert greenroom("export").returncode == 0


def test_a_disk_that_fills_up_loses_nothing_that_was_saved(small_disk: Path) -> None:
    greenroom = Greenroom(small_disk / "data")
    with Server(greenroom) as server:
        browser = server.browser()
        status, _, url = browser.post("/rounds/start", {"role": "ml-engineer", "level": "mid", "stage": "phone-screen"})
        assert status == 200
        place = url.removeprefix(server.url)
        saved = browser.post(f"{place}turns/1/draft", {"text": "saved before", "revision": 0})
        assert saved[0] == 200
        with contextlib.suppress(OSError), (small_disk / "ballast").open("wb") as ballast:
            while True:
                ballast.write(b"x" * 4096)
                ballast.flush()
        status, page, _ = browser.post(f"{place}turns/1/draft", {"text": "typed when it was full " * 4000, "revision": 1})
        assert status == 503
        assert "full" in page
        assert "saved before" in browser.get(place)[1]
        (small_disk / "ballast").unlink()
        assert browser.post(f"{place}turns/1/draft", {"text": "saved after", "revision": 1})[0] == 200
        assert "saved after" in browser.get(place)[1]
