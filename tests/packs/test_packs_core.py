"""The core pack holds what it promises: every kind, the guide's own questions, and enough for every round."""

from collections import Counter

import pytest

from greenroom.bank.library import Library
from greenroom.bank.lint import lint
from greenroom.bank.places import built_in
from greenroom.bank.read import read_pack
from greenroom.interviewing.agenda import draw
from greenroom.interviewing.formats import FORMATS
from greenroom.kernel.track import Level, Role

GUIDE = {
    "overfitting",
    "bias-variance-tradeoff",
    "l1-vs-l2-regularization",
    "attention-mechanism",
    "fine-tuning-vs-from-scratch",
    "rag-vs-fine-tuning",
    "hallucinations-in-production",
    "knn-from-scratch",
}


@pytest.fixture(scope="module")
def library():
    return Library.load([built_in() / "core"])


def test_the_pack_reads_without_a_fault_and_passes_the_lint(library):
    assert not library.faults
    assert not lint(read_pack(built_in() / "core"))


def test_every_kind_that_can_be_asked_is_there(library):
    counts = Counter(question.kind.value for question in library.questions)
    least = {"concept": 9, "behavioral": 3, "coding": 4, "sql": 2, "debugging": 1, "design": 1}
    assert {kind: counts[kind] for kind in least if counts[kind] < least[kind]} == {}


def test_the_questions_of_the_guide_have_their_ids(library):
    assert {question.id for question in library.questions} >= GUIDE


def test_words_come_with_graded_samples_over_the_whole_scale(library):
    for question in library.questions:
        if question.kind in ("concept", "behavioral"):
            scores = [sample.score for sample in question.samples]
            assert len(scores) >= 8, question.id
            assert min(scores) <= 0.15, question.id
            assert max(scores) >= 0.9, question.id


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("stage", FORMATS)
def test_every_role_can_hold_every_round_at_every_level(library, role, stage):
    for level in Level:
        for seed in range(5):
            slots = draw(library.questions, role=role, level=level, stage=stage, seed=seed)
            assert len({slot.question for slot in slots}) == sum(part.count for part in FORMATS[stage].parts)
