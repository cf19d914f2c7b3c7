"""The views through Django's own client: what a form may bring, what comes back, and who may see what."""

import json
import re
from datetime import UTC, datetime
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db.utils import OperationalError
from django.test import Client
from django.urls import reverse

from greenroom.kernel.track import Level, Role, Stage
from greenroom.practice import drafts, learners, rounds
from greenroom.practice.models import Answer, Round

pytestmark = pytest.mark.django_db(transaction=True)

QUESTION = "/questions/overfitting/"
PAGES = ["/", "/questions/", QUESTION, "/questions/knn-from-scratch/", "/rounds/", "/rounds/new", "/data/", "/health"]


@pytest.fixture
def client() -> Client:
    return Client(raise_request_exception=False, headers={"host": "localhost"})


@pytest.fixture
def strict() -> Client:
    return Client(enforce_csrf_checks=True, raise_request_exception=False, headers={"host": "localhost"})


@pytest.fixture
def open_round() -> Round:
    return start(learners.local())


def start(learner: User) -> Round:
    now = datetime.now(UTC)
    return rounds.start(learner, role=Role.ML_ENGINEER, stage=Stage.PHONE_SCREEN, level=Level.MID, now=now, seed=7)


def act(client: Client, round: Round, name: str, **fields: Any) -> Any:
    return client.post(reverse("round-act", args=[round.id]), {"act": name, "turn": 1, "revision": 0, **fields})


@pytest.mark.parametrize("path", PAGES)
def test_every_page_comes_with_its_headers(client: Client, path: str) -> None:
    page = client.get(path)
    assert page.status_code == 200
    assert "script-src 'self'" in page["Content-Security-Policy"]
    assert page["Cache-Control"] == "no-store"
    assert not re.search(rb"<script(?![^>]* src=)|<style|\son\w+=|\sstyle=", page.content)


@pytest.mark.parametrize("path", ["/rounds/start", QUESTION + "act", QUESTION + "draft", "/data/delete"])
def test_no_post_without_its_token_and_the_words_come_back(strict: Client, path: str) -> None:
    page = strict.post(path, {"text": "what I <b>typed</b>", "sure": "delete everything"})
    assert page.status_code == 403
    assert "what I &lt;b&gt;typed&lt;/b&gt;" in page.content.decode()
    assert not Answer.objects.exists()


def test_a_strange_host_is_refused(client: Client) -> None:
    assert client.get("/", headers={"host": "elsewhere.example"}).status_code == 400


@pytest.mark.parametrize("path", ["/rounds/start", QUESTION + "act", "/data/delete"])
def test_what_changes_something_cannot_be_fetched(client: Client, path: str) -> None:
    assert client.get(path).status_code == 405


@pytest.mark.parametrize(
    "text", ["", "x", "a\x00b", "<script>alert(1)</script>", "שלום \u202er", "é" * 200_000, "\nfirst line empty"]
)
def test_any_answer_is_kept_as_typed_and_shown_harmless(client: Client, text: str) -> None:
    reply = client.post(QUESTION + "act", {"act": "answer", "text": text.replace("\n", "\r\n"), "revision": 0})
    assert reply.status_code == 302
    assert Answer.objects.get().text == text
    page = client.get(reply["Location"])
    assert page.status_code == 200
    assert b"<script>alert" not in page.content
    assert b"\x00" not in page.content


def test_more_than_can_be_saved_comes_back_whole(client: Client) -> None:
    page = client.post(QUESTION + "act", {"act": "answer", "text": "x" * 200_001, "revision": 0})
    assert page.status_code == 400
    assert "x" * 200_001 in page.content.decode()
    assert not Answer.objects.exists()


def test_a_button_that_does_not_exist(client: Client, open_round: Round) -> None:
    assert client.post(QUESTION + "act", {"act": "explode", "text": "x"}).status_code == 400
    assert act(client, open_round, "explode", text="x").status_code == 400
    assert act(client, open_round, "answer", text="x", turn="one").status_code == 400


def test_an_unknown_role_offers_the_near_one(client: Client) -> None:
    page = client.post("/rounds/start", {"role": "ml-enginer", "level": "mid", "stage": "phone-screen"})
    assert page.status_code == 404
    assert "Did you mean ml-engineer" in page.content.decode()
    assert b"/questions/ml-engineer" not in page.content


def test_starting_twice_goes_on_with_the_open_round(client: Client) -> None:
    form = {"role": "ml-engineer", "level": "mid", "stage": "phone-screen"}
    first, second = client.post("/rounds/start", form), client.post("/rounds/start", form)
    assert first["Location"] == second["Location"]
    assert Round.objects.count() == 1


def test_a_double_click_is_one_answer_and_no_error(client: Client, open_round: Round) -> None:
    assert act(client, open_round, "answer", text="The same words.").status_code == 302
    assert act(client, open_round, "answer", text="The same words.").status_code == 302
    assert Answer.objects.count() == 1


def test_a_late_tab_is_told_and_its_words_come_back(client: Client, open_round: Round) -> None:
    act(client, open_round, "answer", text="The first.")
    page = act(client, open_round, "answer", text="The second.")
    assert page.status_code == 409
    assert "The second." in page.content.decode()
    place = drafts.place_in_round(open_round.id, 1)
    assert drafts.latest(learners.local(), place).text == "The second."  # type: ignore[union-attr]


def test_every_other_button_keeps_what_stands_in_the_box(client: Client, open_round: Round) -> None:
    act(client, open_round, "hint", text="Half a thought")
    page = client.get(reverse("round", args=[open_round.id])).content.decode()
    assert "Half a thought</textarea>" in page
    assert "Hint 1" in page


def test_htmx_gets_fragments_and_errors_for_their_place(client: Client, open_round: Round) -> None:
    address = reverse("round-act", args=[open_round.id])
    form = {"act": "answer", "turn": 1, "revision": 0, "text": "The words."}
    fragment = client.post(address, form, headers={"hx-request": "true"})
    assert fragment.content.strip().startswith(b'<div id="room"')
    assert client.get(reverse("round-fragment", args=[open_round.id])).status_code == 204
    late = client.post(address, {**form, "text": "Other words."}, headers={"hx-request": "true"})
    assert (late.status_code, late["HX-Retarget"]) == (409, "#notice")
    assert b"<html" not in late.content


def test_the_draft_speaks_json(client: Client, open_round: Round) -> None:
    address = reverse("round-draft", args=[open_round.id, 1])
    first = client.post(address, {"text": "one\r\ntwo", "revision": 0}, headers={"accept": "application/json"})
    assert json.loads(first.content) == {"revision": 1, "forked": False}
    assert drafts.latest(learners.local(), drafts.place_in_round(open_round.id, 1)).text == "one\ntwo"  # type: ignore[union-attr]
    other = client.post(address, {"text": "other", "revision": 0}, headers={"accept": "application/json"})
    assert json.loads(other.content)["forked"] is True
    wrong = client.post(address, {"text": "x", "revision": "many"}, headers={"accept": "application/json"})
    assert wrong.status_code == 400
    assert "error" in json.loads(wrong.content)


def test_another_learners_things_are_not_here(client: Client) -> None:
    other = start(learners.add("somebody-else", "a long enough password"))
    for name in ("round", "round-fragment", "debrief", "debrief-markdown", "debrief-json"):
        assert client.get(reverse(name, args=[other.id])).status_code == 404
    assert act(client, other, "end").status_code == 404


def test_an_early_end_leads_to_a_debrief_in_three_forms(client: Client, open_round: Round) -> None:
    act(client, open_round, "decline")
    act(client, open_round, "end", turn=2)
    assert client.get(reverse("round", args=[open_round.id]))["Location"] == reverse("debrief", args=[open_round.id])
    page = client.get(reverse("debrief", args=[open_round.id])).content.decode()
    assert "declined" in page
    assert json.loads(client.get(reverse("debrief-json", args=[open_round.id])).content)["hire_signal"]
    assert client.get(reverse("debrief-markdown", args=[open_round.id])).content.startswith(b"#")


def test_a_debrief_of_a_round_under_way_goes_back_to_the_room(client: Client, open_round: Round) -> None:
    page = client.get(reverse("debrief", args=[open_round.id]))
    assert page["Location"] == reverse("round", args=[open_round.id])


def test_deleting_takes_the_exact_words(client: Client, open_round: Round) -> None:
    assert client.post("/data/delete", {"sure": "yes"}).status_code == 422
    assert Round.objects.exists()
    assert client.post("/data/delete", {"sure": "Delete everything "}).status_code == 200
    assert not Round.objects.exists()


def test_a_database_that_fails_is_explained(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: User) -> None:
        raise OperationalError("database or disk is full")

    monkeypatch.setattr(rounds, "open_round", full)
    page = client.get("/")
    assert page.status_code == 503
    assert "is full" in page.content.decode()


def test_an_error_of_ours_has_a_page(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_: User) -> None:
        raise RuntimeError("a bug")

    monkeypatch.setattr(rounds, "open_round", broken)
    page = client.get("/")
    assert page.status_code == 500
    assert "it is our fault" in page.content.decode()
    assert "a bug" not in page.content.decode()
