"""Drawing the questions of a round. The same seed draws the same agenda from the same bank."""

import random
from collections.abc import Iterable, Sequence
from typing import NoReturn

from greenroom.bank.question import Kind, Question
from greenroom.interviewing.events import Slot
from greenroom.interviewing.formats import Part, format_of
from greenroom.kernel.errors import BadInput
from greenroom.kernel.track import Level, Role, Stage

# What it costs a question to be picked. A question of another level is rather asked than one seen lately, and one seen
# lately rather than one meant for another stage. A repeated topic only decides among questions that are otherwise equal.
REPEATED_TOPIC = 0.5
OTHER_LEVEL = 1.0
SEEN_LATELY = 2.0
OTHER_STAGE = 4.0
# The usual kind of code question for a role comes up twice as often as the other.
USUAL_KIND_SHARE = 2 / 3


def draw(
    questions: Iterable[Question],
    *,
    role: Role,
    level: Level,
    stage: Stage,
    seed: int,
    avoid: frozenset[str] = frozenset(),
) -> tuple[Slot, ...]:
    """The agenda of one round, in the order it is asked; no question twice.

    Every question fits ``role``. ``level``, then ``stage``, give way when too few fit; ids in ``avoid`` come last but one.
    Raises Unsupported for a stage without a format, and BadInput naming every kind that the bank cannot fill.
    """
    rng = random.Random(seed)  # noqa: S311 - a repeatable draw, nothing secret
    pool = sorted((question for question in questions if role in question.roles), key=lambda question: question.id)
    picked: list[Question] = []
    slots: list[Slot] = []
    missing: list[str] = []
    for part in format_of(stage).parts:
        for _ in range(part.count):
            question = _pick(pool, picked, part.kinds_for(role), level, stage, avoid, rng)
            if question is None:
                missing.append(_named(part, role))
                continue
            picked.append(question)
            slots.append(Slot(question.id, question.kind, part.minutes))
    if missing:
        _refuse(missing, role, stage)
    return tuple(slots)


def fixed(questions: Sequence[Question], *, role: Role, stage: Stage) -> tuple[Slot, ...]:
    """The agenda made of exactly ``questions``, in that order. Raises BadInput when they do not fill the stage's format."""
    wanted = [part for part in format_of(stage).parts for _ in range(part.count)]
    fits = len(questions) == len(wanted) and all(
        question.kind in part.kinds_for(role) for question, part in zip(questions, wanted, strict=True)
    )
    if not fits:
        raise BadInput(
            f"A {stage.words} for {role.words} does not consist of {', '.join(question.id for question in questions)}.",
            todo=f"Name {len(wanted)} questions of these kinds, in this order: {', '.join(_named(part, role) for part in wanted)}.",
        )
    return tuple(Slot(question.id, question.kind, part.minutes) for question, part in zip(questions, wanted, strict=True))


def _pick(
    pool: Sequence[Question],
    picked: Sequence[Question],
    kinds: tuple[Kind, ...],
    level: Level,
    stage: Stage,
    avoid: frozenset[str],
    rng: random.Random,
) -> Question | None:
    topics = {question.topic for question in picked}
    # The usual kind first most of the time, all others after it: one draw whatever the pool holds, so that a new
    # question of one kind does not reshuffle the rest of the agenda.
    order = kinds if rng.random() < USUAL_KIND_SHARE else (*kinds[1:], *kinds[:1])
    lots = rng.random()
    best: list[Question] = []
    least: tuple[float, int] | None = None
    for question in pool:
        if question in picked or question.kind not in kinds:
            continue
        cost = (
            REPEATED_TOPIC * (question.topic in topics)
            + OTHER_LEVEL * (level not in question.levels)
            + SEEN_LATELY * (question.id in avoid)
            + OTHER_STAGE * (stage not in question.stages)
        )
        rank = (cost, order.index(question.kind))
        if least is None or rank < least:
            best, least = [question], rank
        elif rank == least:
            best.append(question)
    return best[int(lots * len(best))] if best else None


def _named(part: Part, role: Role) -> str:
    return " or ".join(kind.value for kind in part.kinds_for(role))


def _refuse(missing: Sequence[str], role: Role, stage: Stage) -> NoReturn:
    counts = {kinds: missing.count(kinds) for kinds in missing}
    wants = ", ".join(f"{count} more {kinds} question{'s' if count > 1 else ''}" for kinds, count in counts.items())
    raise BadInput(
        f"The packs cannot fill a {stage.words} for the role {role.words}. Missing: {wants}.",
        todo="Add a pack with such questions. If one did not load whole, greenroom pack check PACK lists its faults.",
    )
