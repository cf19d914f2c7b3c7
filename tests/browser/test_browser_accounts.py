"""Who may see what: logging in, other learners' rounds, forms from elsewhere, foreign host names, the headers of every page."""

import subprocess
import sys
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPResponse
from urllib.parse import urlencode, urlsplit

import pytest
from browser_playing import start
from browser_server import Open, Server
from playwright.sync_api import Page, expect
from test_browser_pages import check

pytestmark = pytest.mark.browser

PASSWORD = "a long enough password"
NOBODYS = "00000000-0000-4000-8000-000000000000"
CLOSED = [
    "/",
    "/rounds/",
    "/rounds/new",
    f"/rounds/{NOBODYS}/",
    f"/rounds/{NOBODYS}/room",
    f"/rounds/{NOBODYS}/turns/1/runs",
    f"/rounds/{NOBODYS}/debrief",
    f"/rounds/{NOBODYS}/debrief.md",
    f"/rounds/{NOBODYS}/debrief.json",
    "/questions/",
    "/questions/overfitting/",
    f"/questions/overfitting/answers/{NOBODYS}/",
    f"/questions/overfitting/code/{NOBODYS}/",
    "/data/",
    "/data/export",
    "/doctor",
]


@pytest.fixture(scope="module")
def cohort(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server with accounts for two learners."""
    made = Server(tmp_path_factory.mktemp("cohort"), settings={"GREENROOM_ACCOUNTS": "1"})
    made.start()
    for name in ("first", "second"):
        command = [sys.executable, "-m", "greenroom", "account", name, "--password-stdin"]
        subprocess.run(command, env=made.environment, input=PASSWORD + "\n", text=True, check=True, capture_output=True)
    yield made
    made.stop()


def ask(server: Server, path: str, *, method: str = "GET", body: str = "", headers: dict[str, str] | None = None) -> HTTPResponse:
    """One request as any program could send it; the response with its body read into ``.words``."""
    connection = HTTPConnection("127.0.0.1", server.port, timeout=20)
    form = {"Content-Type": "application/x-www-form-urlencoded"} if body else {}
    connection.request(method, path, body.encode(), {**form, **(headers or {})})
    response = connection.getresponse()
    response.words = response.read().decode()  # type: ignore[attr-defined]
    connection.close()
    return response


def log_in(page: Page, name: str) -> None:
    page.get_by_label("Name").fill(name)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()


@pytest.mark.parametrize("path", CLOSED)
def test_without_logging_in_only_the_login_page_is_seen(cohort: Server, path: str) -> None:
    response = ask(cohort, path)
    assert response.status == 302
    assert urlsplit(response.headers["Location"]).path == "/login"


def test_the_login_page_and_the_health_check_are_open(cohort: Server) -> None:
    assert ask(cohort, "/login").status == 200
    assert ask(cohort, "/health").status == 200


def test_logging_in_and_another_learners_round(cohort: Server, browse: Open) -> None:
    one, two = browse(cohort), browse(cohort, width=360, scheme="dark")
    two.allowed_statuses = {404}
    page = one.page("/rounds/")
    check(page)
    page.get_by_label("Name").fill("first")
    page.get_by_label("Password").fill("not the password")
    page.get_by_role("button", name="Log in").click()
    expect(page.get_by_role("alert")).to_contain_text("do not fit together")
    expect(page.get_by_label("Name")).to_have_value("first")
    check(page)
    log_in(page, "first")
    expect(page).to_have_url(one.home + "/rounds/")
    page.goto(one.home)
    start(page)
    theirs = urlsplit(page.url).path
    other = two.page("/")
    log_in(other, "second")
    for path in (theirs, theirs + "room", theirs + "debrief", theirs + "debrief.json", theirs + "turns/1/runs"):
        response = other.goto(two.home + path)
        assert response is not None
        assert response.status == 404, path
    check(other)
    expect(page.locator("#text")).to_be_visible()


def test_logging_out(cohort: Server, browse: Open) -> None:
    page = browse(cohort).page("/")
    log_in(page, "second")
    page.get_by_role("button", name="Log out second").click()
    expect(page.get_by_role("heading", name="Log in")).to_be_visible()
    page.goto(cohort.url + "/data/")
    expect(page.get_by_role("heading", name="Log in")).to_be_visible()


@pytest.mark.parametrize("path", ["/rounds/start", "/questions/overfitting/act", f"/rounds/{NOBODYS}/act", "/data/delete"])
def test_a_form_from_elsewhere_is_refused_and_its_words_come_back(server: Server, path: str) -> None:
    words = "Words <b>of mine</b> that took me ten minutes."
    response = ask(server, path, method="POST", body=urlencode({"text": words, "act": "answer"}))
    assert response.status == 403
    assert "Words &lt;b&gt;of mine&lt;/b&gt; that took me ten minutes." in response.words  # type: ignore[attr-defined]
    assert "Nothing was changed" in response.words  # type: ignore[attr-defined]


def test_a_form_sent_by_another_site_is_refused_even_with_a_token(server: Server) -> None:
    token = "a" * 32
    headers = {"Cookie": f"csrftoken={token}", "Origin": "https://elsewhere.example"}
    response = ask(server, "/rounds/start", method="POST", body=urlencode({"csrfmiddlewaretoken": token}), headers=headers)
    assert response.status == 403


@pytest.mark.parametrize("host", ["elsewhere.example", "localhost.elsewhere.example", "127.0.0.1.elsewhere.example:8765", ""])
def test_a_foreign_host_name_is_refused(server: Server, host: str) -> None:
    assert ask(server, "/", headers={"Host": host}).status == 400


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1:1", "[::1]:8765"])
def test_this_machines_own_names_are_served(server: Server, host: str) -> None:
    assert ask(server, "/", headers={"Host": host}).status == 200


@pytest.mark.parametrize("path", ["/", "/questions/overfitting/", "/data/", "/nothing-here"])
def test_every_page_carries_the_security_headers(server: Server, path: str) -> None:
    headers = ask(server, path).headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Cache-Control"] == "no-store"
