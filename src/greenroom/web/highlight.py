"""A learner's own words with the grader's evidence marked in them, as safe HTML."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from html import escape

from django.utils.safestring import SafeString, mark_safe

from greenroom.kernel.glyphs import visible
from greenroom.kernel.score import Span


class Shade(IntEnum):
    """How a stretch of an answer counts. Where stretches overlap, the highest decides the colour."""

    HIT = 1
    PARTIAL = 2
    WRONG = 3

    @property
    def css(self) -> str:
        return self.name.lower()

    @property
    def words(self) -> str:
        return {"HIT": "said", "PARTIAL": "partly said", "WRONG": "wrong"}[self.name]


@dataclass(frozen=True, slots=True)
class Evidence:
    """One stretch: ``number`` is its row in the table beside the answer, ``label`` the claim that it bears on."""

    span: Span
    shade: Shade
    number: int
    label: str


def highlight(text: str, evidence: Sequence[Evidence] = ()) -> SafeString:
    """``text`` as HTML with a ``<mark>`` round each stretch of evidence.

    The text content of the result is ``visible(text)``, whatever the evidence. Spans beyond the end of the text are cut
    there. Cost is linear in the text plus, for each place where the set of stretches changes, the stretches open there.
    """
    starts: dict[int, list[Evidence]] = {}
    ends: dict[int, list[Evidence]] = {}
    for item in evidence:
        start, end = _between(text, item.span.start), _between(text, item.span.end)
        if start < end:
            starts.setdefault(start, []).append(item)
            ends.setdefault(end, []).append(item)
    parts: list[str] = []
    open_items: list[Evidence] = []
    before = 0
    for place in sorted({0, len(text), *starts, *ends}):
        parts.append(_piece(text[before:place], open_items))
        open_items = [item for item in open_items if item not in ends.get(place, ())] + starts.get(place, [])
        before = place
    # escape() in _piece is the only way that a learner's characters get into the result.
    return mark_safe(f'<bdi dir="auto">{"".join(parts)}</bdi>')  # noqa: S308


def _between(text: str, place: int) -> int:
    """``place`` within the text, and never between the two characters of one line end."""
    place = min(place, len(text))
    return place + 1 if text[place - 1 : place + 1] == "\r\n" else place


def _piece(text: str, items: Sequence[Evidence]) -> str:
    if not text:
        return ""
    shown = escape(visible(text), quote=False)
    if not items:
        return shown
    ordered = sorted(items, key=lambda item: (-item.shade, item.number))
    shade = ordered[0].shade
    numbers = ",".join(str(number) for number in sorted({item.number for item in items}))
    title = escape(visible("; ".join(f"{item.number} {item.shade.words}: {item.label}" for item in ordered)))
    return f'<mark class="{shade.css}" data-point="{numbers}" title="{title}">{shown}</mark>'
