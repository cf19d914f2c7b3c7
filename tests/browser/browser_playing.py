"""Playing a round as a learner does, for the browser tests."""

from playwright.sync_api import Page, expect

WORDS = (
    "Overfitting means that the model learns the noise of the training data, so it does well on the training set and badly on new "
    "data. I would use regularisation such as L2, early stopping and more data, and I would check with cross-validation. "
)


def start(page: Page) -> None:
    page.get_by_role("button", name="Start", exact=True).click()
    expect(page.locator("#room")).to_be_visible()


def number(page: Page) -> str:
    """The number of the open turn."""
    return page.locator("#turn input[name=turn]").get_attribute("value") or ""


def wait_for_turn(page: Page, *, after: str = "0") -> None:
    """Wait until a later turn than ``after`` is open, or the debrief has come."""
    later = "Number(document.querySelector('#turn input[name=turn]')?.value) > Number(after)"
    page.wait_for_function(f"after => document.getElementById('debrief') || {later}", arg=after)


def is_code(page: Page) -> bool:
    return page.locator("#turn textarea[data-editor]").count() > 0


def until_code(page: Page) -> None:
    """Answer in words until the coding problem is open."""
    for _ in range(20):
        wait_for_turn(page)
        if is_code(page):
            return
        now = number(page)
        page.locator("#text").fill(WORDS + f"That is what I say to question {now}.")
        page.locator("#text").press("Control+Enter")
        wait_for_turn(page, after=now)
    raise AssertionError("no coding problem came")
