import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st
from interviewing_stage import coding, concept

from greenroom.bank.question import Kind, Question
from greenroom.interviewing.agenda import draw
from greenroom.interviewing.events import Slot
from greenroom.interviewing.formats import format_of
from greenroom.kernel.errors import BadInput, Unsupported
from greenroom.kernel.track import Level, Role, Stage

BANK = (
    *(concept(f"concept-{n}", f"topic-{n % 3}") for n in range(6)),
    *(concept(f"story-{n}", f"story-topic-{n}", Kind.BEHAVIORAL) for n in range(3)),
    *(coding(f"coding-{n}") for n in range(2)),
    coding("sql-0", Kind.SQL),
    coding("debugging-0", Kind.DEBUGGING),
)


def drawn(
    questions: tuple[Question, ...] = BANK,
    seed: int = 1,
    avoid: frozenset[str] = frozenset(),
    role: Role = Role.ML_ENGINEER,
    level: Level = Level.MID,
    stage: Stage = Stage.PHONE_SCREEN,
) -> tuple[Slot, ...]:
    return draw(questions, role=role, level=level, stage=stage, seed=seed, avoid=avoid)


@given(st.integers(), st.randoms())
def test_the_same_seed_draws_the_same_whatever_the_order_of_the_bank(seed: int, shuffle: object) -> None:
    mixed = list(BANK)
    shuffle.shuffle(mixed)  # type: ignore[attr-defined]
    assert drawn(tuple(mixed), seed) == drawn(BANK, seed)


def test_other_seeds_draw_other_agendas() -> None:
    assert len({drawn(seed=seed) for seed in range(20)}) > 5


@pytest.mark.parametrize(
    ("role", "kinds"),
    [
        (Role.ML_ENGINEER, {Kind.CODING, Kind.DEBUGGING}),
        (Role.RESEARCH_SCIENTIST, {Kind.CODING, Kind.DEBUGGING}),
        (Role.DATA_SCIENTIST, {Kind.CODING, Kind.SQL}),
        (Role.PROMPT_ENGINEER, {Kind.DEBUGGING, Kind.CODING}),
    ],
)
def test_a_phone_screen_is_three_concepts_and_code_that_suits_the_role(role: Role, kinds: set[Kind]) -> None:
    seen = set()
    for seed in range(30):
        slots = drawn(seed=seed, role=role)
        assert [slot.kind for slot in slots[:3]] == [Kind.CONCEPT] * 3
        assert [slot.minutes for slot in slots] == [5, 5, 5, 12]
        seen.add(slots[3].kind)
    assert seen == kinds


def test_a_recruiter_screen_is_three_stories_and_a_concept() -> None:
    assert [slot.kind for slot in drawn(stage=Stage.RECRUITER_SCREEN)] == [Kind.BEHAVIORAL] * 3 + [Kind.CONCEPT]


@given(st.integers())
def test_topics_differ_and_no_question_comes_twice(seed: int) -> None:
    slots = drawn(seed=seed)
    topics = [next(question.topic for question in BANK if question.id == slot.question) for slot in slots]
    assert len(set(topics)) == 4
    assert len({slot.question for slot in slots}) == 4


@given(st.integers())
def test_questions_seen_lately_come_last(seed: int) -> None:
    avoid = frozenset({"concept-0", "concept-1", "concept-2", "coding-0", "coding-1"})
    assert not avoid & {slot.question for slot in drawn(seed=seed, avoid=avoid)}


def test_all_seen_lately_still_makes_a_round() -> None:
    assert len(drawn(avoid=frozenset(question.id for question in BANK))) == 4


def test_another_level_is_taken_only_when_too_few_fit() -> None:
    senior = tuple(question.model_copy(update={"levels": (Level.SENIOR,)}) for question in BANK[3:6])
    bank = (*BANK[:3], *senior, *BANK[6:])
    for seed in range(20):
        assert {slot.question for slot in drawn(bank, seed)[:3]} == {"concept-0", "concept-1", "concept-2"}


def test_the_level_gives_way_before_the_stage() -> None:
    only = {"levels": (Level.SENIOR,)}
    elsewhere = {"stages": (Stage.ONSITE,)}
    bank = (
        *BANK[:2],
        BANK[2].model_copy(update=only),
        *(question.model_copy(update=elsewhere) for question in BANK[3:6]),
        *BANK[6:],
    )
    for seed in range(20):
        assert {slot.question for slot in drawn(bank, seed)[:3]} == {"concept-0", "concept-1", "concept-2"}


def test_the_stage_gives_way_when_it_must_but_the_role_never() -> None:
    elsewhere = tuple(question.model_copy(update={"stages": (Stage.ONSITE,)}) for question in BANK)
    assert len(drawn(elsewhere)) == 4
    others = tuple(question.model_copy(update={"roles": (Role.DATA_SCIENTIST,)}) for question in BANK)
    with pytest.raises(BadInput):
        drawn(others)


def test_everything_that_is_missing_is_named_at_once() -> None:
    with pytest.raises(BadInput) as caught:
        drawn(BANK[:2])
    assert "1 more concept question, 1 more" in str(caught.value)
    assert "debugging question" in str(caught.value)


@pytest.mark.parametrize("stage", [Stage.TAKE_HOME, Stage.ONSITE])
def test_stages_without_a_format_say_what_there_is(stage: Stage) -> None:
    with pytest.raises(Unsupported, match=r"phone screen and recruiter screen.*Practise"):
        format_of(stage)


def test_the_parts_of_every_format_fit_its_minutes() -> None:
    for stage, role in itertools.product((Stage.PHONE_SCREEN, Stage.RECRUITER_SCREEN), Role):
        form = format_of(stage)
        assert sum(part.count * part.minutes for part in form.parts) < form.minutes
        assert all(part.kinds_for(role) for part in form.parts)
