"""Markdown of a pack as safe HTML: no raw HTML, no images, code coloured by class, maths as MathML."""

import re
from collections.abc import Sequence
from functools import lru_cache
from html import escape

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict
from pygments import highlight as colour
from pygments.formatters import HtmlFormatter
from pygments.lexers import get_lexer_by_name
from pygments.util import ClassNotFound

from greenroom.kernel.glyphs import visible
from greenroom.web.maths import mathml

_CODE = HtmlFormatter(nowrap=True)
_CLEAN = nh3.Cleaner(
    tags=set("p br hr h2 h3 h4 h5 h6 strong em s code pre span ul ol li blockquote table thead tbody tr th td a".split()),  # noqa: SIM905
    attributes={"a": {"href", "title"}, "span": {"class"}, "pre": {"tabindex"}, "ol": {"start"}},
    url_schemes={"http", "https", "mailto"},
    link_rel="noopener noreferrer",
)
# A formula's place while the cleaner runs over the rest. Its own output has been cleaned already, and the HTML cleaner
# does not know MathML. U+E000 is private; visible text never reaches this stage with one in it.
_PLACE = "\ue000{}\ue000"
_PLACES = re.compile("\ue000(\\d+)\ue000")


@lru_cache(maxsize=512)
def markdown(text: str) -> SafeString:
    """A whole text: paragraphs, lists, tables, code and ``$maths$``. Headings start at h3: a page keeps its own h1 and h2."""
    return _render(text, inline=False)


@lru_cache(maxsize=512)
def markdown_line(text: str) -> SafeString:
    """One line of Markdown without the paragraph round it: a title, a claim, a spoken question."""
    return _render(text, inline=True)


def code(source: str, language: str) -> SafeString:
    """``source`` with tokens in ``<span class>``, for use inside ``<pre><code>``. Unknown languages stay plain."""
    return mark_safe(_coloured(visible(source), language))  # noqa: S308 - Pygments escapes, and so does the plain way


def _render(text: str, *, inline: bool) -> SafeString:
    formulas: list[str] = []
    env: dict[str, list[str]] = {"formulas": formulas}
    source = visible(text).replace("\ue000", "\ufffd")
    made = _READER.renderInline(source, env) if inline else _READER.render(source, env)
    clean = _CLEAN.clean(made)
    return mark_safe(_PLACES.sub(lambda match: formulas[int(match.group(1))], clean))  # noqa: S308 - both parts were cleaned


def _coloured(source: str, language: str) -> str:
    try:
        lexer = get_lexer_by_name({"sqlite": "sql"}.get(language, language), stripnl=False, ensurenl=False)
    except ClassNotFound:
        return escape(source, quote=False)
    return colour(source, lexer, _CODE)


def _fence(self: RendererHTML, tokens: Sequence[Token], place: int, options: OptionsDict, env: EnvType) -> str:
    token = tokens[place]
    language = token.info.split(maxsplit=1)[0] if token.info.strip() else ""
    # Focusable, so that a wide line can be scrolled to by keyboard.
    return f'<pre tabindex="0"><code>{_coloured(token.content, language)}</code></pre>\n'


def _formula(self: RendererHTML, tokens: Sequence[Token], place: int, options: OptionsDict, env: EnvType) -> str:
    token = tokens[place]
    env["formulas"].append(mathml(token.content, block=token.meta["block"]))
    return _PLACE.format(len(env["formulas"]) - 1)


def _heading(self: RendererHTML, tokens: Sequence[Token], place: int, options: OptionsDict, env: EnvType) -> str:
    token = tokens[place]
    level = min(int(token.tag[1]) + 2, 6)
    return f"<{'/' if token.nesting < 0 else ''}h{level}>"


def _inline_maths(state: StateInline, silent: bool) -> bool:
    """``$x$``, by Pandoc's rule: no space inside the signs, no digit after the closing one, so that prices stay prices."""
    match = _DOLLARS.match(state.src, state.pos)
    if match is None:
        return False
    if not silent:
        token = state.push("maths", "math", 0)
        token.content = (match["block"] or match["inline"]).strip()
        token.meta = {"block": match["block"] is not None}
    state.pos = match.end()
    return True


_DOLLARS = re.compile(r"\$\$(?P<block>(?:[^$\\]|\\.)+?)\$\$|\$(?!\s)(?P<inline>(?:[^$\\\n]|\\.)+?)(?<!\s)\$(?!\d)", re.DOTALL)


def _block_maths(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A line that starts with ``$$``, up to a line that ends with ``$$``."""
    first = state.src[state.bMarks[start] + state.tShift[start] : state.eMarks[start]].rstrip()
    if not first.startswith("$$") or state.is_code_block(start):
        return False
    last, lines = start, [first[2:]]
    while not lines[-1].endswith("$$"):
        last += 1
        if last >= end or state.isEmpty(last):
            return False
        lines.append(state.src[state.bMarks[last] + state.tShift[last] : state.eMarks[last]].rstrip())
    formula = "\n".join(lines)[:-2].strip()
    if "$$" in formula or not formula:
        return False
    if not silent:
        token = state.push("maths", "math", 0)
        token.content = formula
        token.meta = {"block": True}
        token.block = True
        token.map = [start, last + 1]
        state.line = last + 1
    return True


def _reader() -> MarkdownIt:
    reader = (
        MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"]).disable(["image", "html_block", "html_inline"])
    )
    reader.inline.ruler.before("escape", "maths", _inline_maths)
    reader.block.ruler.before("fence", "maths", _block_maths, {"alt": ["paragraph", "blockquote", "list"]})
    for name, rule in {
        "fence": _fence,
        "code_block": _fence,
        "maths": _formula,
        "heading_open": _heading,
        "heading_close": _heading,
    }.items():
        reader.add_render_rule(name, rule)
    return reader


_READER = _reader()
