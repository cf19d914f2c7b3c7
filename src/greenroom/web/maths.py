"""LaTeX maths to MathML, which browsers draw by themselves: no client script."""

from functools import lru_cache
from html import escape

import nh3
from latex2mathml import exceptions
from latex2mathml.converter import convert

_TAGS = set(
    "math mrow mi mo mn ms mtext mspace mfrac msqrt mroot msub msup msubsup munder mover munderover mtable mtr mtd mstyle mpadded "  # noqa: SIM905
    "mphantom menclose mmultiscripts mprescripts none".split()
)
_ANYWHERE = set(
    "mathvariant displaystyle scriptlevel stretchy fence form separator lspace rspace minsize maxsize symmetric largeop "  # noqa: SIM905
    "movablelimits accent accentunder linethickness width height depth voffset columnalign rowspacing columnspacing columnlines "
    "rowlines notation".split()
)
_CLEAN = nh3.Cleaner(tags=_TAGS, attributes={"*": _ANYWHERE, "math": {"display"}})

# What the converter raises for LaTeX that it cannot read. Its own errors share no base class, and some malformed input
# runs off the end of its lists.
_UNREADABLE: tuple[type[Exception], ...] = (
    *(error for error in vars(exceptions).values() if isinstance(error, type) and issubclass(error, Exception)),
    IndexError,
    KeyError,
    ValueError,
    TypeError,
    AttributeError,
    StopIteration,
    RuntimeError,
    RecursionError,
)


@lru_cache(maxsize=2048)
def mathml(latex: str, *, block: bool = False) -> str:
    """``latex`` as safe MathML; as its own source in ``<code>`` when it cannot be read."""
    # The converter writes \text{<b>} as a tag, so the signs become commands first. \href and \style are dropped by the cleaner.
    asked = latex.replace("<", r"\lt ").replace(">", r"\gt ")
    try:
        made = convert(asked, display="block" if block else "inline")
    except _UNREADABLE:
        return f"<code>{escape(latex, quote=False)}</code>"
    clean = _CLEAN.clean(made)
    # A wide formula scrolls, so it must be reachable by keyboard.
    return clean.replace("<math ", '<math tabindex="0" ', 1) if block else clean
