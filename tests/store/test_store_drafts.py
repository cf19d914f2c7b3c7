"""Drafts: whatever stood in a box can be found again, also when two tabs disagree."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from greenroom.practice import drafts
from greenroom.practice.models import Draft

pytestmark = pytest.mark.django_db(transaction=True)

HOSTILE = [
    "",
    "\x00",
    "a\x00b",
    "\ud800",
    "مرحبا",
    "</textarea><script>alert(1)</script>",
    "x" * 200_000,
    "\u202eabc",
    "🙂",
    "e\u0301",
]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_any_text_comes_back_as_it_was(learner, clock, text):
    drafts.save(learner, "place", text, 0, clock())
    assert drafts.latest(learner, "place").text == text


@settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(text=st.text(st.characters()))
def test_every_string_survives_the_database(learner, clock, text):
    Draft.objects.all().delete()
    drafts.save(learner, "place", text, 0, clock())
    assert drafts.latest(learner, "place").text == text


def test_saving_on_top_of_what_was_loaded_replaces_it(learner, clock):
    first = drafts.save(learner, "place", "one", 0, clock())
    second = drafts.save(learner, "place", "one two", first.revision, clock())
    assert not second.forked
    assert Draft.objects.count() == 1


def test_two_tabs_lose_nothing(learner, clock):
    base = drafts.save(learner, "place", "shared start", 0, clock()).revision
    drafts.save(learner, "place", "from tab one", base, clock())
    forked = drafts.save(learner, "place", "from tab two", base, clock())
    assert forked.forked
    assert drafts.latest(learner, "place").text == "from tab two"
    assert drafts.other_texts(learner, "place") == ["from tab one"]


def test_saving_the_same_text_again_changes_nothing(learner, clock):
    first = drafts.save(learner, "place", "one", 0, clock())
    assert drafts.save(learner, "place", "one", 0, clock.forward(seconds=9)) == first


def test_drafts_are_each_learners_own(learner, other, clock):
    drafts.save(learner, "place", "mine", 0, clock())
    assert drafts.latest(other, "place") is None
