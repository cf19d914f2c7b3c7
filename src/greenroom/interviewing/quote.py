"""A few words of the learner's own, fit to be repeated by the interviewer."""

import re
from collections.abc import Sequence

from greenroom.kernel.score import Span

MOST_WORDS = 12

# Letters of any script, their combining marks, digits, spaces, and punctuation that neither HTML nor Markdown nor a
# terminal gives a meaning. Whatever else a span holds (markup, links, control and direction marks), it is not repeated.
_PLAIN = re.compile(r"[^\W_]+(?:[ ,;.'’%/+=-]+[^\W_]+)*")
_LINK = re.compile(r"www\.|\b[\w-]+\.(?:com|org|net|io|ai|dev|html?)\b", re.IGNORECASE)


def quote(answer: str, spans: Sequence[Span]) -> str | None:
    """At most twelve whole words from the first span that can be repeated safely, or None.

    The result holds no character that is special in HTML, Markdown or a terminal, and is on one line. A longer span
    is cut and ends in an ellipsis.
    """
    for span in spans:
        text = _safe(_whole_words(answer, span))
        if text is not None:
            return text
    return None


def _whole_words(answer: str, span: Span) -> str:
    start, end = min(span.start, len(answer)), min(span.end, len(answer))
    while 0 < start < len(answer) and not (answer[start - 1].isspace() or answer[start].isspace()):
        start -= 1
    while 0 < end < len(answer) and not (answer[end - 1].isspace() or answer[end].isspace()):
        end += 1
    return answer[start:end]


def _safe(text: str) -> str | None:
    words = text.split()
    cut = len(words) > MOST_WORDS
    kept = " ".join(words[:MOST_WORDS]).strip(" ,;.:!?'’\"“”()-")
    if not kept or len(kept) > 160 or _LINK.search(kept) or _PLAIN.fullmatch(kept) is None:
        return None
    return f"{kept}…" if cut else kept
