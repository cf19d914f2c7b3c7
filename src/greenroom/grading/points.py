"""How well each claim of a rubric is made somewhere in an answer, as features that a model weighs.

Every stretch of the answer is compared with every text of a claim; the best pair is looked at closely for negation,
opposites, swapped partners, numbers and order. Nothing here knows the question's mark scheme, and nothing depends on the
answer's length.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from greenroom.grading.background import Chance
from greenroom.grading.ground import Ground, per_text, spans_of_words
from greenroom.grading.naming import name
from greenroom.grading.relation import Relation, relate
from greenroom.grading.said import Said, Stretch
from greenroom.inference.encoder import Floats

FEATURES: Final = (
    "cosine", "cosine_plain", "recall", "precision", "lexical", "key", "whole_best", "whole_mean", "spoken_best",
    "spoken_mean", "share", "specific", "second", "mean", "best_cosine", "best_recall", "echo", "near", "conflict", "denied",
    "swap", "numbers", "given", "opposed", "turned", "denial", "others", "chance", "chance_top", "named", "named_apart",
    "named_anywhere", "named_first", "named_dense",
)  # fmt: skip
NEARLY: Final = 0.06  # support that a narrower piece of evidence may lack
SHARPNESS: Final = 8.0  # of the softmax that says which claim a stretch speaks for


@dataclass(frozen=True, slots=True, eq=False)
class Match:
    """The best support for one claim: ``features`` in the order of FEATURES, and the ``stretch`` that shows it.

    ``prose``, 0..1, is how sure it is that the support is prose; ``relation`` is how it stands to the claim.
    ``vector`` is the support's own, less what is common to the rubric.
    """

    claim: str
    features: Floats
    stretch: Stretch
    vector: Floats
    prose: float
    relation: Relation

    @property
    def near(self) -> float:
        """Cosine of the support and the wording it is nearest to."""
        return float(self.features[FEATURES.index("cosine_plain")])

    @property
    def lead(self) -> float:
        """How much better the support fits this claim than any other; negative when it rather speaks for another."""
        return float(self.features[FEATURES.index("specific")])


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


def match(said: Said, ground: Ground, chance: Chance, own: tuple[dict[str, float], ...], among: int) -> tuple[Match, ...]:
    """The best support for each claim, in order. The first ``among`` claims are the points, the rest misconceptions.

    ``own``: the words that set each claim apart, as ``naming.vocabularies`` gives them.
    """
    table = _compare(said, ground)
    named = name(said, ground, own)
    whole = np.array([table.whole[ground.owners == index].max() for index in range(len(ground.claims))])
    common = (_denial(said), *chance.reached(said))
    vectors = ground.own_sentences(said.stretch_vectors)
    echo = said.stretch_vectors @ ground.prompt.sentence
    words = spans_of_words(ground)
    found: list[Match] = []
    for index, claim in enumerate(ground.claims):
        columns = np.flatnonzero(ground.owners == index)
        block = table.base[:, columns]
        row, column = (int(place) for place in np.unravel_index(int(np.argmax(block)), block.shape))
        text = int(columns[column])
        stretch = said.stretches[row]
        begin, end = words[text]
        close = table.similar[stretch.first : stretch.last, begin:end]
        relation = relate(said, stretch, ground.texts[text], close, ground.prompt.content)
        others = np.delete(table.best[row], index)
        lead = block[row, column] - (others.max() if len(others) else 0.0)
        ranked = np.sort(block.max(axis=0))
        rest = np.delete(whole[:among], index) if index < among else whole[:among]
        values = (
            *_of_pair(table, row, text, begin + np.argsort(-ground.weights[begin:end], kind="stable")[:3]),
            *(table.whole[columns].max(), table.whole[columns].mean(), table.spoken[columns].max(), table.spoken[columns].mean()),
            *(table.share[:, index].max(), lead, ranked[-2] if len(ranked) > 1 else ranked[-1], ranked.mean()),
            *(table.cosine[:, columns].max(), table.recall[:, columns].max(), echo[row], *_closely(relation)),
            *(common[0], rest.mean() if len(rest) else 0.0, *common[1:]),
            *(named.best[index], named.apart[index], named.anywhere[index], named.said[index], named.dense[index]),
        )
        prose = min(said.orders[part].prose for part in range(stretch.sentence, stretch.until + 1))
        shown = _narrowest(said.stretches, table.best[:, index], row)
        found.append(Match(claim.id, np.array(values, np.float32), shown, vectors[row], prose, relation))
    return tuple(found)


def _of_pair(table: _Table, row: int, text: int, heaviest: NDArray[np.intp]) -> tuple[float, ...]:
    values = (table.cosine, table.plain, table.recall, table.precision, table.lexical)
    return (*(float(value[row, text]) for value in values), float(table.reached[row, heaviest].mean()))


def _narrowest(stretches: tuple[Stretch, ...], support: Floats, row: int) -> Stretch:
    """The shortest part of the best stretch that supports the claim nearly as well: what a reader is shown."""
    best = stretches[row]
    inside = [
        (other.last - other.first, place)
        for place, other in enumerate(stretches)
        if best.first <= other.first and other.last <= best.last and support[place] >= support[row] - NEARLY
    ]
    return stretches[min(inside)[1]]


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
