"""How well each claim of a rubric is made somewhere in an answer, as features that a model weighs.

Every stretch of the answer is compared with every text of a claim; the best pair is looked at closely for negation,
opposites, swapped partners, numbers and order. Nothing here knows the question's mark scheme, and nothing depends on the
answer's length.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np

from greenroom.grading.background import Chance
from greenroom.grading.ground import Ground, per_text, spans_of_words
from greenroom.grading.relation import Relation, relate
from greenroom.grading.said import Said, Stretch
from greenroom.inference.encoder import Floats

FEATURES: Final = (
    "cosine", "cosine_plain", "recall", "precision", "lexical", "key", "whole_best", "whole_mean", "spoken_best", "spoken_mean",
    "share", "specific", "second", "mean", "best_cosine", "best_recall", "echo", "near", "conflict", "denied", "swap", "numbers",
    "given", "opposed", "turned", "denial", "others", "chance", "chance_top",
)  # fmt: skip
SHARPNESS: Final = 8.0  # of the softmax that says which claim a stretch speaks for


@dataclass(frozen=True, slots=True, eq=False)
class Match:
    """The best support for one claim: ``features`` in the order of FEATURES, and the stretch that shows it.

    ``prose`` is how sure it is that the stretch is prose, ``conflict`` how far it says the opposite; both 0..1.
    ``vector`` is the stretch's own, less what is common to the rubric.
    """

    claim: str
    features: Floats
    stretch: Stretch
    vector: Floats
    prose: float
    conflict: float


@dataclass(frozen=True, slots=True, eq=False)
class _Table:
    """Answer words (n) by rubric words (r), stretches (m) by texts (t), stretches by claims (k), or one value a text."""

    similar: Floats  # (n, r)
    cosine: Floats  # (m, t)
    plain: Floats
    recall: Floats
    precision: Floats
    lexical: Floats
    base: Floats
    reached: Floats  # (m, r)
    whole: Floats  # (t,)
    spoken: Floats
    share: Floats  # (m, k)
    best: Floats


def match(said: Said, ground: Ground, chance: Chance, among: int) -> tuple[Match, ...]:
    """The best support for each claim, in order. The first ``among`` claims are the points, the rest misconceptions."""
    table = _compare(said, ground)
    whole = np.array([table.whole[ground.owners == index].max() for index in range(len(ground.claims))])
    common = (_denial(said), *chance.reached(said))
    vectors = ground.own_sentences(said.stretch_vectors)
    echo = said.stretch_vectors @ ground.prompt.sentence
    words = spans_of_words(ground)
    found: list[Match] = []
    for index, claim in enumerate(ground.claims):
        columns = np.flatnonzero(ground.owners == index)
        block = table.base[:, columns]
        row, column = np.unravel_index(int(np.argmax(block)), block.shape)
        text = int(columns[column])
        stretch = said.stretches[int(row)]
        begin, end = words[text]
        close = table.similar[stretch.first : stretch.last, begin:end]
        relation = relate(said, stretch, ground.texts[text], close, ground.prompt.content)
        others = np.delete(table.best[row], index)
        heaviest = begin + np.argsort(-ground.weights[begin:end], kind="stable")[:3]
        ranked = np.sort(block.max(axis=0))
        features = np.array(
            [
                table.cosine[row, text], table.plain[row, text], table.recall[row, text], table.precision[row, text],
                table.lexical[row, text], table.reached[row, heaviest].mean(),
                table.whole[columns].max(), table.whole[columns].mean(),
                table.spoken[columns].max(), table.spoken[columns].mean(), table.share[:, index].max(),
                block[row, column] - (others.max() if len(others) else 0.0),
                ranked[-2] if len(ranked) > 1 else ranked[-1], ranked.mean(),
                table.cosine[:, columns].max(), table.recall[:, columns].max(), echo[row], *_closely(relation),
                common[0], np.delete(whole[:among], index).mean() if index < among else whole[:among].mean(), *common[1:],
            ],
            np.float32,
        )  # fmt: skip
        prose = min(said.orders[part].prose for part in range(stretch.sentence, stretch.until + 1))
        found.append(Match(claim.id, features, stretch, vectors[int(row)], prose, relation.conflict))
    return tuple(found)


def _closely(relation: Relation) -> tuple[float, ...]:
    opposed = min(1.0, max(0.0, (relation.conflict - 0.2) / 0.4))
    turned = min(1.0, max(0.0, (relation.denied - 0.1) / 0.3))
    return (relation.near, relation.conflict, relation.denied, relation.swap, relation.numbers, relation.given, opposed, turned)


def _denial(said: Said) -> float:
    """How far the answer as a whole denies: nothing up to half of its sentences with a negation, and little for few sentences."""
    share = sum(reading.denies for reading in said.readings) / len(said.readings)
    return max(0.0, share - 0.5) * min(1.0, len(said.readings) / 5)


def _compare(said: Said, ground: Ground) -> _Table:
    cuts = list(ground.starts[:-1])
    similar = np.clip(ground.own_words(said.vectors) @ ground.words.T, 0.0, 1.0)
    numbering = {word: number for number, word in enumerate(dict.fromkeys((*said.stems, *ground.stems)))}
    same = (
        np.array([numbering[word] for word in said.stems])[:, None] == np.array([numbering[word] for word in ground.stems])[None, :]
    )
    reached = np.stack([similar[stretch.first : stretch.last].max(axis=0) for stretch in said.stretches])
    here = np.stack([same[stretch.first : stretch.last].any(axis=0) for stretch in said.stretches])
    nearest = np.maximum.reduceat(similar, cuts, axis=1)
    heard = np.zeros((len(said.stretches), len(said.stems)), np.float32)
    for row, stretch in enumerate(said.stretches):
        part = said.weights[stretch.first : stretch.last]
        heard[row, stretch.first : stretch.last] = part / max(float(part.sum()), 1e-6)
    cosine = ground.own_sentences(said.stretch_vectors) @ ground.sentences.T
    recall = per_text(reached, ground)
    precision = heard @ nearest
    lexical = per_text(here.astype(np.float32), ground)
    base = 0.4 * cosine + 0.4 * recall + 0.1 * precision + 0.1 * lexical
    best = np.stack([base[:, ground.owners == index].max(axis=1) for index in range(len(ground.claims))], axis=1)
    closest = np.stack([cosine[:, ground.owners == index].max(axis=1) for index in range(len(ground.claims))], axis=1)
    soft = np.exp(SHARPNESS * closest)
    return _Table(
        similar=similar,
        cosine=cosine,
        plain=said.stretch_vectors @ ground.plain.T,
        recall=recall,
        precision=precision,
        lexical=lexical,
        base=base,
        reached=reached,
        whole=per_text(similar.max(axis=0), ground),
        spoken=per_text(same.any(axis=0).astype(np.float32), ground),
        share=soft / soft.sum(axis=1, keepdims=True),
        best=best,
    )
