"""The models: what goes in comes out, and what is wrong is reported whole."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from greenroom.bank.question import Case, Kind, Problem, Question, Rubric

slugs = st.from_regex(r"[a-z0-9]{1,6}(-[a-z0-9]{1,4})?", fullmatch=True)
texts = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1, max_size=20).filter(str.strip)
shares = st.floats(0, 1)
plain: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(slugs, inner, max_size=3),
    max_leaves=6,
)


@st.composite
def rubrics(draw: st.DrawFn) -> dict[str, Any]:
    ids = draw(st.lists(slugs, min_size=3, max_size=9, unique=True))
    points = [
        {
            "id": id,
            "claim": draw(texts),
            "need": "must" if index == 0 else draw(st.sampled_from(["must", "should", "bonus"])),
            "weight": draw(st.floats(0.1, 5)),
            "paraphrases": draw(st.lists(texts, max_size=2)),
        }
        for index, id in enumerate(ids)
    ]
    beliefs = [
        {
            "id": id,
            "claim": draw(texts),
            "correction": draw(texts),
            "cost": draw(shares),
            "contradicts": draw(st.sampled_from([None, *ids])),
        }
        for id in draw(st.lists(slugs, max_size=2, unique=True))
    ]
    probes = [
        {"id": id, "point": draw(st.sampled_from(ids)), "ask": draw(texts), "depth": draw(st.sampled_from([1, 2]))}
        for id in draw(st.lists(slugs, max_size=2, unique=True))
    ]
    return {"points": points, "misconceptions": beliefs, "probes": probes}


@st.composite
def worded(draw: st.DrawFn) -> dict[str, Any]:
    rubric = draw(rubrics())
    ids = [point["id"] for point in rubric["points"]]
    split = draw(st.integers(0, len(ids)))
    samples = [
        {
            "id": id,
            "style": "half",
            "answer": draw(texts),
            "score": draw(shares),
            "hits": ids[:split],
            "partial": ids[split:],
            "why": draw(texts),
        }
        for id in draw(st.lists(slugs, max_size=3, unique=True))
    ]
    return facts(draw) | {
        "kind": draw(st.sampled_from(["concept", "behavioral", "design", "take-home"])),
        "strong": draw(texts),
        "rubric": rubric,
        "samples": samples,
    }


def facts(draw: st.DrawFn) -> dict[str, Any]:
    return {
        "id": draw(slugs),
        "pack": draw(slugs),
        "title": draw(texts),
        "topic": draw(slugs),
        "roles": draw(st.lists(st.sampled_from(["ml-engineer", "data-scientist"]), min_size=1, unique=True)),
        "levels": ["junior"],
        "stages": ["onsite"],
        "minutes": draw(st.integers(1, 480)),
        "prompt": draw(texts),
    }


@st.composite
def coded(draw: st.DrawFn) -> dict[str, Any]:
    ids = draw(st.lists(slugs, min_size=1, max_size=3, unique=True))
    cases: list[dict[str, Any]] = [
        {"id": id, "about": draw(texts), "args": draw(st.dictionaries(slugs, plain, max_size=2))} for id in ids
    ]
    cases[0]["visible"] = True
    for case in cases:
        if draw(st.booleans()):
            case["expected"] = draw(plain)
    source = draw(texts.map(lambda text: f"\n\n  {text}\n"))
    problem = {
        "language": "python",
        "profile": "python",
        "entry": "solve",
        "starter": source,
        "reference": "a.py",
        "cases": cases,
        "submissions": [{"name": "a.py", "folder": "accepted", "source": source}],
    }
    return facts(draw) | {"kind": draw(st.sampled_from(["coding", "debugging"])), "problem": problem}


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=60)
@given(worded() | coded())
def test_a_question_comes_back_from_plain_values(raw: dict[str, Any]) -> None:
    question = Question.model_validate(raw)
    assert Question.model_validate(question.model_dump(exclude_unset=True)) == question
    assert Question.model_validate_json(question.model_dump_json(exclude_unset=True)) == question


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=30)
@given(coded())
def test_code_and_whether_a_result_is_expected_are_kept_to_the_letter(raw: dict[str, Any]) -> None:
    problem = Question.model_validate(raw).problem
    assert problem is not None
    assert problem.reference_source == raw["problem"]["starter"]
    for case, given_case in zip(problem.cases, raw["problem"]["cases"], strict=True):
        assert ("expected" in case.model_fields_set) == ("expected" in given_case)


def places(error: ValidationError) -> set[tuple[str | int, ...]]:
    return {item["loc"] for item in error.errors()}


def point(id: str, need: str = "must") -> dict[str, Any]:
    return {"id": id, "claim": "x", "need": need}


def test_a_rubric_reports_fields_and_rules_together() -> None:
    raw = {
        "points": [point("a"), point("a"), point("b", "maybe")],
        "misconceptions": [{"id": "m", "claim": "x", "contradicts": "z"}],
        "probes": [{"id": "p", "point": "z", "ask": "x"}, {"id": "p", "point": "a", "ask": "x"}],
    }
    with pytest.raises(ValidationError) as caught:
        Rubric.model_validate(raw)
    assert places(caught.value) == {
        ("points", 1, "id"),
        ("points", 2, "need"),
        ("misconceptions", 0, "contradicts"),
        ("misconceptions", 0, "correction"),
        ("probes", 0, "point"),
        ("probes", 1, "id"),
    }


def test_a_rubric_without_a_must() -> None:
    with pytest.raises(ValidationError, match="need: must") as caught:
        Rubric.model_validate({"points": [point(id, "should") for id in "abc"]})
    assert places(caught.value) == {("points",)}


@pytest.mark.parametrize(
    ("given_input", "at"),
    [
        ({}, ()),
        ({"args": {}, "data": "x"}, ()),
        ({"generate": {"function": "f", "seeds": [1]}, "expected": None}, ("expected",)),
        ({"args": {"a": {"$array": [[1], 2]}}}, ("args", "a", "$array")),
        ({"args": {}, "expected": {"$what": 1}}, ("expected",)),
    ],
)
def test_a_case_with_the_wrong_input(given_input: dict[str, Any], at: tuple[str, ...]) -> None:
    with pytest.raises(ValidationError) as caught:
        Case.model_validate({"id": "a", "about": "x"} | given_input)
    assert places(caught.value) == {at}


@pytest.mark.parametrize(
    ("change", "at"),
    [
        ({"entry": None}, ("entry",)),
        ({"reference": "b.py"}, ("reference",)),
        ({"profile": "sql"}, ("profile",)),
        ({"cases": [{"id": "a", "about": "x", "args": {}}]}, ("cases",)),
        ({"cases": [{"id": "a", "about": "x", "visible": True, "data": "x"}]}, ("cases", 0, "data")),
        (
            {"cases": [{"id": "a", "about": "x", "visible": True, "generate": {"function": "f", "seeds": [1]}}]},
            ("cases", 0, "generate"),
        ),
    ],
)
def test_a_problem_that_does_not_fit_together(change: dict[str, Any], at: tuple[str | int, ...]) -> None:
    raw = {
        "language": "python",
        "profile": "python",
        "entry": "solve",
        "starter": "",
        "reference": "a.py",
        "cases": [{"id": "a", "about": "x", "visible": True, "args": {}}],
        "submissions": [{"name": "a.py", "folder": "accepted", "source": ""}],
    }
    assert Problem.model_validate(raw).reference == "a.py"
    with pytest.raises(ValidationError) as caught:
        Problem.model_validate(raw | change)
    assert places(caught.value) == {at}


BARE: dict[str, Any] = {
    "id": "a", "pack": "p", "title": "x", "topic": "t", "roles": ["ml-engineer"], "levels": ["mid"], "stages": ["onsite"],
    "minutes": 5, "prompt": "x",
}  # fmt: skip


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind.judged])
def test_a_judged_kind_needs_a_problem(kind: Kind) -> None:
    with pytest.raises(ValidationError) as caught:
        Question.model_validate(BARE | {"kind": kind})
    assert places(caught.value) == {("problem",)}


@pytest.mark.parametrize("kind", [kind for kind in Kind if not kind.judged])
def test_a_kind_in_words_needs_a_rubric_and_a_strong_answer(kind: Kind) -> None:
    with pytest.raises(ValidationError) as caught:
        Question.model_validate(BARE | {"kind": kind})
    assert places(caught.value) == {("rubric",), ("strong",)}


def test_values_are_frozen() -> None:
    rubric = Rubric.model_validate({"points": [point(id) for id in "abc"]})
    with pytest.raises(ValidationError, match="frozen"):
        rubric.points = ()  # type: ignore[misc]
    assert rubric.point("b").id == "b"


def test_models_may_be_given_as_values_too() -> None:
    rubric = Rubric.model_validate({"points": [point(id) for id in "abc"]})
    question = Question(**BARE, kind=Kind.CONCEPT, rubric=rubric, strong="x")
    assert question.rubric is rubric
