import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from greenroom.kernel.names import SLUG, closest, is_slug
from greenroom.kernel.track import Level, Role, Stage


@pytest.mark.parametrize("text", ["a", "l1-vs-l2", "2024", "a-b-c"])
def test_slugs(text: str) -> None:
    assert is_slug(text)


@pytest.mark.parametrize("text", ["", "-a", "a-", "a--b", "A", "a_b", "a b", "é", "a\n", "../a"])
def test_not_slugs(text: str) -> None:
    assert not is_slug(text)


def test_closest_comes_best_first() -> None:
    assert closest("overfit", ["underfitting", "overfitting", "attention"])[0] == "overfitting"


def test_closest_forgives_case_spaces_and_underscores() -> None:
    assert closest(" Phone_Screen ", ["phone-screen", "onsite"]) == ("phone-screen",)


def test_closest_finds_a_part_of_a_long_name() -> None:
    assert closest("rag", ["rag-vs-fine-tuning-and-much-more", "onsite"]) == ("rag-vs-fine-tuning-and-much-more",)


def test_closest_gives_nothing_rather_than_something_far() -> None:
    assert closest("zz", ["overfitting"]) == ()
    assert closest("", ["overfitting"]) == ()


def test_closest_gives_at_most_the_number_asked() -> None:
    assert len(closest("abc", ["abcd", "abce", "abcf", "abcg"])) == 3
    assert len(closest("abc", ["abcd", "abce", "abcf", "abcg"], 1)) == 1


@settings(deadline=None)
@given(st.lists(st.from_regex(SLUG, fullmatch=True).filter(lambda text: len(text) < 40), min_size=1, unique=True), st.data())
def test_a_known_name_is_closest_to_itself(known: list[str], data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(known))
    assert closest(name, known)[0] == name


def test_tracks_have_words_for_people() -> None:
    assert Role.ML_ENGINEER.words == "ML engineer"
    assert Role.DATA_SCIENTIST.words == "data scientist"
    assert Stage.PHONE_SCREEN.words == "phone screen"
    assert list(Level) == [Level.JUNIOR, Level.MID, Level.SENIOR]
    assert all(is_slug(name) for name in (*Role, *Level, *Stage))
