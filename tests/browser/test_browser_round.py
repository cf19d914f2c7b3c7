"""A whole phone screen, and what can come between: reload, a second tab, a server that dies, no scripts."""

import re
import signal

import pytest
from axe_playwright_python.sync_playwright import Axe
from browser_playing import WORDS, is_code, number, start, until_code, wait_for_turn
from browser_server import Open, Server
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser


def clean(page: Page) -> None:
    found = Axe().run(page).response["violations"]
    assert found == [], [(item["id"], [node["html"][:200] for node in item["nodes"]]) for item in found]
    wide, seen = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    assert wide <= seen


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 360)])
def test_a_phone_screen_from_start_to_debrief(own_server: Server, browse: Open, scheme: str, width: int) -> None:
    page = browse(own_server, scheme=scheme, width=width).page("/")
    start(page)
    clean(page)
    expect(page.locator(".steps")).to_have_attribute("aria-label", "Question 1 of 4")
    expect(page.locator("[data-clock]")).to_contain_text(re.compile(r"\d+ min left"))
    page.get_by_role("button", name="A hint").click()
    expect(page.locator("#hints")).to_contain_text("Hint 1")
    until_code(page)
    clean(page)
    editor = page.locator(".cm-content")
    editor.focus()
    page.keyboard.press("Control+'")
    expect(page.locator("#runs .verdict")).to_be_visible()
    clean(page)
    editor.focus()
    page.keyboard.press("Control+Enter")
    page.locator("#debrief").wait_for()
    expect(page.locator("#debrief .note")).to_have_count(0)
    expect(page.get_by_role("heading", name="Signals")).to_be_visible()
    expect(page.locator("section.question")).to_have_count(4)
    expect(page.get_by_text("Asked further").first).to_be_visible()
    page.evaluate("document.querySelectorAll('details').forEach(fold => fold.open = true)")
    clean(page)
    page.get_by_role("link", name="What next?").click()
    expect(page.get_by_role("heading", name="How ready am I?")).to_be_visible()
    clean(page)


def test_the_draft_survives_reload_second_tab_and_kill(own_server: Server, browse: Open) -> None:
    watched = browse(own_server)
    watched.allowed_statuses = {0}
    page = watched.page("/")
    start(page)
    page.locator("#text").fill("First words.")
    expect(page.locator("[data-saved]")).to_contain_text("Saved")
    page.reload()
    expect(page.locator("#text")).to_have_value("First words.")
    second = watched.context.new_page()
    second.goto(page.url)
    expect(second.locator("#text")).to_have_value("First words.")
    own_server.stop(signal.SIGKILL)
    page.locator("#text").fill("First words. Typed while the server was dead.")
    expect(page.locator("[data-saved]")).to_contain_text("Kept in this browser")
    own_server.start()
    page.reload()
    expect(page.locator("#text")).to_have_value("First words. Typed while the server was dead.")
    expect(page.locator("[data-saved]")).to_contain_text("Saved")
    page.locator("#text").fill(WORDS)
    page.get_by_role("button", name="Answer").click()
    wait_for_turn(page, after="1")
    watched.allowed_statuses = {0, 409}
    second.locator("#text").fill("The second tab answers too late.")
    second.get_by_role("button", name="Answer").click()
    expect(second.locator("#notice")).to_contain_text("moved on")
    expect(second.locator("#typed")).to_have_value("The second tab answers too late.")
    second.reload()
    assert number(second) == number(page)


def test_two_tabs_with_different_words_lose_neither(own_server: Server, browse: Open) -> None:
    watched = browse(own_server)
    page = watched.page("/")
    start(page)
    second = watched.context.new_page()
    second.goto(page.url)
    page.locator("#text").fill("The words of the first tab.")
    expect(page.locator("[data-saved]")).to_contain_text("Saved just now")
    second.locator("#text").fill("The words of the second tab.")
    expect(second.locator(".note")).to_contain_text("Both are kept")
    second.reload()
    expect(second.locator("#text")).to_have_value("The words of the second tab.")
    second.get_by_text("Another tab had other words here").click()
    expect(second.locator("details.note")).to_contain_text("The words of the first tab.")


def test_pause_stops_the_clock_and_brings_the_words_back(own_server: Server, browse: Open) -> None:
    page = browse(own_server).page("/")
    start(page)
    page.locator("#text").fill("Half a thought")
    page.get_by_role("button", name="Pause").click()
    expect(page.get_by_role("heading", name="Paused")).to_be_visible()
    clean(page)
    before = page.locator("[data-clock]").get_attribute("data-remaining")
    page.reload()
    assert page.locator("[data-clock]").get_attribute("data-remaining") == before
    page.goto(own_server.url)
    expect(page.get_by_text("the clock is paused")).to_be_visible()
    page.get_by_role("link", name="Resume").click()
    page.get_by_role("button", name="Go on").click()
    expect(page.locator("#text")).to_have_value("Half a thought")


def test_a_round_without_scripts(own_server: Server, browse: Open) -> None:
    page = browse(own_server, scripts=False).page("/")
    page.get_by_role("button", name="Start", exact=True).click()
    page.locator("#text").fill("Half a thought")
    page.get_by_role("button", name="A hint").click()
    expect(page.locator("#text")).to_have_value("Half a thought")
    expect(page.locator("#hints")).to_contain_text("Hint 1")
    page.get_by_role("button", name="I don't know").click()
    page.locator("#turn").wait_for()
    assert number(page) == "2"
    page.get_by_role("button", name="Skip").click()
    page.locator("#turn").wait_for()
    page.get_by_text("End the round early").click()
    page.get_by_role("button", name="End the round").click()
    expect(page.locator("#debrief")).to_be_visible()


def test_answering_and_being_asked_further_by_keyboard_alone(own_server: Server, browse: Open) -> None:
    page = browse(own_server).page("/")
    page.get_by_role("button", name="Start", exact=True).focus()
    page.keyboard.press("Enter")
    page.locator("#text:focus").wait_for()
    page.keyboard.type(WORDS)
    page.keyboard.press("Control+Enter")
    wait_for_turn(page, after="1")
    if not is_code(page):
        page.locator("#text:focus").wait_for()
    page.keyboard.type("More.")
    assert page.locator("#text").input_value().endswith("More.")


def test_deleting_everything_needs_the_words(own_server: Server, browse: Open) -> None:
    watched = browse(own_server)
    watched.allowed_statuses = {422}
    page = watched.page("/")
    start(page)
    page.locator("#text").fill("Words that also stand in this browser's storage.")
    expect(page.locator("[data-saved]")).to_contain_text("Saved")
    page.goto(own_server.url + "/data/")
    with page.expect_download() as export:
        page.get_by_role("link", name="Export everything").click()
    assert export.value.suggested_filename.endswith(".json")
    page.get_by_label("to confirm").fill("delete")
    page.get_by_role("button", name="Delete everything").click()
    expect(page.get_by_text("Nothing was deleted")).to_be_visible()
    expect(page.get_by_label("to confirm")).to_have_value("delete")
    clean(page)
    page.get_by_label("to confirm").fill("delete everything")
    page.get_by_role("button", name="Delete everything").click()
    expect(page.get_by_role("heading", name="Everything is deleted")).to_be_visible()
    kept = page.evaluate("[...Object.entries(localStorage), ...Object.entries(sessionStorage)].flat().join()")
    assert "browser's storage" not in kept
    page.get_by_role("link", name="Start afresh").click()
    expect(page.get_by_role("heading", name="Find out where you stand")).to_be_visible()
