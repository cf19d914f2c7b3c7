"""An answer made ready for matching: its words with vectors, and the stretches of it that could carry a point."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from greenroom.grading.normalise import Normal
from greenroom.grading.order import Order, order
from greenroom.grading.reading import Reading, read
from greenroom.grading.segments import Sentence, asks, sentences, words
from greenroom.inference.encoder import Encoder, Floats
from greenroom.kernel.score import Span


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words ``[first, last)`` of the answer, characters ``[start, end)`` of the normalised text, inside sentences
    ``sentence``..``until`` of those that claim something."""

    first: int
    last: int
    start: int
    end: int
    sentence: int
    until: int


@dataclass(frozen=True, slots=True, eq=False)
class Said:
    """An answer of n words and m stretches. ``vectors`` (n, width), ``stretch_vectors`` (m, width) unit rows.

    ``sentences`` and ``readings`` are the whole answer. Everything below them leaves out the questions put to the interviewer,
    which claim nothing, unless the answer is nothing else: then ``asks`` is set. ``orders`` has one entry for each sentence left.
    """

    normal: Normal
    sentences: tuple[Sentence, ...]
    readings: tuple[Reading, ...]
    asks: bool
    stems: tuple[str, ...]
    weights: Floats
    turned: NDArray[np.bool_]
    vectors: Floats
    stretches: tuple[Stretch, ...]
    stretch_vectors: Floats
    order: Order
    orders: tuple[Order, ...]

    def span(self, stretch: Stretch) -> Span:
        """The place of a stretch in the raw answer."""
        return self.normal.span(stretch.start, stretch.end)


def hear(encoder: Encoder, normal: Normal) -> Said:
    """Split, encode and index a normalised answer. Raises ValueError when it holds no word."""
    parts = sentences(normal)
    if not parts:
        raise ValueError("an answer without words cannot be heard")
    readings = read(encoder, [part.text for part in parts])
    claiming = [(part, reading) for part, reading in zip(parts, readings, strict=True) if not asks(part)]
    said_parts, said_readings = zip(*(claiming or zip(parts, readings, strict=True)), strict=True)
    spoken = [words(part.text) for part in said_parts]
    whole = order(spoken)
    stretches, vectors = _stretches(said_parts, said_readings)
    return Said(
        normal=normal,
        sentences=parts,
        readings=readings,
        asks=not claiming,
        stems=tuple(word for reading in said_readings for word in reading.stems),
        weights=np.concatenate([reading.weights for reading in said_readings]),
        turned=np.concatenate([reading.turned for reading in said_readings]),
        vectors=np.concatenate([reading.vectors for reading in said_readings]),
        stretches=stretches,
        stretch_vectors=vectors,
        order=whole,
        orders=tuple(order([part]).among(whole) for part in spoken),
    )


def _stretches(parts: tuple[Sentence, ...], readings: tuple[Reading, ...]) -> tuple[tuple[Stretch, ...], Floats]:
    """Every clause, every two neighbouring clauses of a sentence, every sentence, every two neighbouring sentences.

    A question makes no point ("Should I go into multiple heads?"), so its sentence is left out, unless all are questions.
    """
    asks = [part.text.rstrip().endswith("?") for part in parts]
    asks = [False] * len(parts) if all(asks) else asks
    found: dict[tuple[int, int], tuple[Stretch, Floats]] = {}
    bases = np.cumsum([0, *(len(reading.starts) for reading in readings)]).tolist()

    def add(first: int, last: int, start: int, end: int, sentence: int, until: int, vector: Floats | None = None) -> None:
        if last > first and (first, last) not in found:
            if vector is None:
                reading, base = readings[sentence], bases[sentence]
                vector = reading.vectors[first - base : last - base].mean(axis=0)
            found[first, last] = (Stretch(first, last, start, end, sentence, until), vector)

    for index, (part, reading) in enumerate(zip(parts, readings, strict=True)):
        if asks[index]:
            continue
        base = bases[index]
        add(base, bases[index + 1], part.start, part.end, index, index, reading.sentence)
        edges = [
            (
                base + sum(begin < clause.start - part.start for begin in reading.starts),
                base + sum(begin < clause.end - part.start for begin in reading.starts),
            )
            for clause in part.clauses
        ]
        for left, right in [(k, k) for k in range(len(edges))] + [(k, k + 1) for k in range(len(edges) - 1)]:
            end = part.start + len(part.text[: part.clauses[right].end - part.start].rstrip(" ,:;-("))
            add(edges[left][0], edges[right][1], part.clauses[left].start, max(end, part.clauses[left].start + 1), index, index)
        if index + 1 < len(parts) and not asks[index + 1]:
            both = reading.sentence + readings[index + 1].sentence
            add(base, bases[index + 2], part.start, parts[index + 1].end, index, index + 1, both)
    vectors = np.stack([vector for _, vector in found.values()])
    norms = np.linalg.norm(vectors, axis=1, keepdims=True)
    return tuple(stretch for stretch, _ in found.values()), (vectors / np.maximum(norms, 1e-9)).astype(np.float32)
