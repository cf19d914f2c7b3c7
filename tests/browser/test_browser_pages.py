"""Every page, light and dark, wide and narrow: nothing that axe finds, nothing off the machine, nothing that overflows."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from browser_playing import WORDS
from browser_server import Open, Server
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

PAGES = ["/", "/questions/", "/questions/?kind=coding&text=scratch", "/questions/?text=nothingfitsthis", "/questions/overfitting/",
         "/questions/knn-from-scratch/", "/rounds/", "/rounds/new", "/data/", "/doctor", "/login"]  # fmt: skip
LOOKS = [("light", 1280), ("dark", 1280), ("light", 360), ("dark", 360)]


def check(page: Page) -> None:
    found = Axe().run(page).response["violations"]
    assert found == [], [(item["id"], [node["html"][:200] for node in item["nodes"]]) for item in found]
    wide, seen = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    assert wide <= seen, f"{page.url} is {wide} px wide in a window of {seen}"


@pytest.mark.parametrize(("scheme", "width"), LOOKS)
def test_every_page(server: Server, browse: Open, scheme: str, width: int) -> None:
    watched = browse(server, scheme=scheme, width=width)
    for path in PAGES:
        check(watched.page(path))


@pytest.mark.parametrize(("path", "status"), [("/nothing-here", 404), ("/questions/overfiting/", 404), ("/rounds/start", 405)])
def test_error_pages(server: Server, browse: Open, path: str, status: int) -> None:
    watched = browse(server)
    watched.allowed_statuses = {status}
    page = watched.page(path)
    check(page)
    if status == 404:
        assert page.get_by_text("What to do").is_visible()


def test_an_unknown_question_offers_the_near_one(server: Server, browse: Open) -> None:
    watched = browse(server)
    watched.allowed_statuses = {404}
    page = watched.page("/questions/overfiting/")
    page.get_by_role("link", name="overfitting", exact=True).click()
    assert page.get_by_role("heading", level=1).is_visible()


@pytest.mark.parametrize(("scheme", "width"), LOOKS)
def test_a_graded_answer(server: Server, browse: Open, scheme: str, width: int) -> None:
    page = browse(server, scheme=scheme, width=width).page("/questions/overfitting/")
    page.locator("#text").fill(WORDS)
    page.get_by_role("button", name="Answer").click()
    page.locator("#result .marksheet mark").first.wait_for()
    page.locator("#result details").first.click()
    check(page)


def test_hostile_words_are_shown_harmless(server: Server, browse: Open) -> None:
    page = browse(server).page("/questions/overfitting/")
    hostile = "<script>window.hit = 1</script><img src=x onerror='window.hit = 1'> Overfitting fits noise. \u202eevil\u202c ‮ שלום"
    page.locator("#text").fill(hostile + " It does well on training data and badly on new data.")
    page.get_by_role("button", name="Answer").click()
    expect(page.locator("#result h2")).to_have_text(re.compile(r"^\s*(Graded|Not graded)"))
    assert page.evaluate("window.hit") is None
    assert "<script>window.hit" in page.locator("#result").inner_text()
    assert "[RLO]evil[PDF]" in page.locator("#result").inner_text()


def test_code_is_judged_and_the_editor_has_a_way_out(server: Server, browse: Open) -> None:
    page = browse(server).page("/questions/knn-from-scratch/")
    editor = page.locator(".cm-content")
    editor.focus()
    page.keyboard.press("Control+End")
    page.keyboard.type("\nif True:\npass")
    assert page.locator("#text").input_value().endswith("if True:\n    pass")
    page.keyboard.press("Escape")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Submit"
    editor.focus()
    page.keyboard.press("Control+'")
    page.locator("#result .verdict").wait_for()
    assert page.locator("#result .cases tbody tr").count() >= 1
    check(page)


def test_without_scripts_everything_can_be_done(server: Server, browse: Open) -> None:
    page = browse(server, scripts=False).page("/questions/overfitting/")
    page.locator("#text").fill(WORDS)
    page.get_by_role("button", name="Answer").click()
    page.locator("#result .marksheet").wait_for()
    page.goto(server.url + "/questions/knn-from-scratch/")
    page.locator("#text").fill("def knn_predict(X_train, y_train, X_test, k=3):\n    return 1\n")
    page.get_by_role("button", name="Submit").click()
    page.locator("#result .verdict").wait_for()


def test_filters_and_their_empty_state(server: Server, browse: Open) -> None:
    page = browse(server).page("/questions/")
    page.get_by_label("Kind").select_option("sql")
    page.get_by_role("button", name="Show").click()
    assert "kind=sql" in page.url
    page.get_by_label("Words").fill("zzzz")
    page.get_by_role("button", name="Show").click()
    assert page.get_by_text("Nothing fits all of these filters").is_visible()


def test_the_box_is_empty_after_an_answer_and_full_after_an_error(server: Server, browse: Open) -> None:
    watched = browse(server)
    watched.allowed_statuses = {403}
    page = watched.page("/questions/bias-variance-tradeoff/")
    page.locator("#text").fill("Bias is what a too simple model gets wrong.")
    expect(page.locator("[data-saved]")).to_contain_text("Saved just now")
    watched.context.clear_cookies()
    page.get_by_role("button", name="Answer").click()
    expect(page.locator("#typed")).to_have_value("Bias is what a too simple model gets wrong.")
    page.goto(server.url + "/questions/bias-variance-tradeoff/")
    expect(page.locator("#text")).to_have_value("Bias is what a too simple model gets wrong.")
    page.get_by_role("button", name="Answer").click()
    page.get_by_role("heading", name="raded").first.wait_for()
    expect(page.locator("#text")).to_have_value("")
    page.goto(server.url + "/questions/bias-variance-tradeoff/")
    expect(page.locator("#text")).to_have_value("")
