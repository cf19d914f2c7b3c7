"""What templates may call: text made safe, numbers in words, addresses of our own files."""

import hashlib
from datetime import timedelta
from functools import cache

from django import template
from django.contrib.staticfiles import finders
from django.templatetags.static import static
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from greenroom.judging.verdict import VerdictCode
from greenroom.kernel.glyphs import visible
from greenroom.web import rendering
from greenroom.web.caserows import case_rows

register = template.Library()


@register.filter
def markdown(text: str) -> SafeString:
    return rendering.markdown(text)


@register.filter
def markdown_line(text: str) -> SafeString:
    return rendering.markdown_line(text)


@register.filter
def words(text: str) -> SafeString:
    """A person's own words: escaped, with odd characters made visible and their direction kept to themselves."""
    return mark_safe(f'<bdi dir="auto">{escape(visible(text))}</bdi>')  # noqa: S308 - escaped here


@register.filter
def code(source: str, language: str) -> SafeString:
    return rendering.code(source, language)


@register.filter
def box(text: str) -> SafeString:
    """What stands in a ``<textarea>``. The newline in front is the one that HTML swallows; surrogates cannot be sent."""
    return mark_safe("\n" + escape(text.encode("utf-8", "replace").decode()))  # noqa: S308 - escaped here


@register.filter
def span_of(duration: timedelta | float | None) -> str:
    """A duration (seconds when it is a number) as a person says it: ``40 s``, ``12 min``, ``1 h 5 min``."""
    if duration is None:
        return ""
    seconds = int(duration.total_seconds() if isinstance(duration, timedelta) else duration)
    if seconds < 60:
        return f"{seconds} s"
    minutes = seconds // 60
    if minutes < 10 and seconds % 60:
        return f"{minutes} min {seconds % 60} s"
    return f"{minutes} min" if minutes < 60 else f"{minutes // 60} h {minutes % 60} min"


@register.filter
def minutes_left(seconds: float) -> str:
    """As the script of the page says it, so that nothing jumps when it takes over."""
    left = max(0, -int(-seconds // 1))
    return f"{-(-left // 60)} min left" if left >= 120 else f"{left // 60}:{left % 60:02d} left"


@register.filter
def spaced(name: str) -> str:
    """A slug as words, with acronyms as people write them."""
    return " ".join(_ACRONYMS.get(word, word) for word in str(name).replace("_", "-").split("-"))


_ACRONYMS = {word.lower(): word for word in ("AI", "ML", "LLM", "LLMs", "NLP", "RAG", "SQL", "MLOps", "A/B")}


@register.filter
def sentence(text: str) -> str:
    """With a capital letter in front; the rest as it is."""
    return text[:1].upper() + text[1:]


register.filter("case_rows", case_rows)


@register.filter
def shade(code: VerdictCode) -> str:
    """The colour of a verdict. Our own error is never shown in the learner's colour."""
    return {VerdictCode.AC: "hit", VerdictCode.IE: "partial"}.get(code, "wrong")


@register.simple_tag
def asset(name: str) -> str:
    """The address of one of our files, which changes when the file does: browsers may keep it as long as they like."""
    return f"{static(f'greenroom/{name}')}?v={_fingerprint(name)}"


@cache
def _fingerprint(name: str) -> str:
    path = finders.find(f"greenroom/{name}")
    if not isinstance(path, str):
        raise template.TemplateSyntaxError(f"there is no static file greenroom/{name}")
    with open(path, "rb") as file:
        return hashlib.sha256(file.read()).hexdigest()[:12]
