"""Names people type: what a slug is, and which known name comes closest."""

import difflib
import re
from collections.abc import Iterable

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def is_slug(text: str) -> bool:
    """Whether ``text`` is lower-case words of letters and digits joined by single hyphens."""
    return SLUG.fullmatch(text) is not None


def closest(name: str, known: Iterable[str], most: int = 3) -> tuple[str, ...]:
    """The known names nearest to ``name``, best first; empty when none is near."""
    folded = {candidate.casefold(): candidate for candidate in known}
    typed = re.sub(r"[\s_]+", "-", name.strip().casefold())
    near = difflib.get_close_matches(typed, folded, n=most, cutoff=0.6)
    if not near and len(typed) >= 3:
        near = sorted(candidate for candidate in folded if typed in candidate)[:most]
    return tuple(folded[candidate] for candidate in near)
