"""Characters that a page cannot or should not carry as they are, each replaced by something a reader can see."""

import re

# Embeddings, overrides and isolates reorder what stands around them ("Trojan Source", CVE-2021-42574). The plain marks
# (U+200E, U+200F, U+061C) and the joiners stay: Arabic, Hebrew, Persian and Indic texts need them and they reorder nothing.
_BIDI = {
    "\u202a": "[LRE]",
    "\u202b": "[RLE]",
    "\u202c": "[PDF]",
    "\u202d": "[LRO]",
    "\u202e": "[RLO]",
    "\u2066": "[LRI]",
    "\u2067": "[RLI]",
    "\u2068": "[FSI]",
    "\u2069": "[PDI]",
}
_C0 = {chr(code): chr(0x2400 + code) for code in range(0x20) if chr(code) not in "\t\n"} | {"\x7f": "\u2421"}
_C1 = {chr(code): "\ufffd" for code in range(0x80, 0xA0)}
_SHOWN = _BIDI | _C0 | _C1
_ODD = re.compile(f"\r\n|[{''.join(re.escape(char) for char in _SHOWN)}\ud800-\udfff]")


def visible(text: str) -> str:
    """``text`` with control characters as their pictures (NUL is ␀), bidi controls by name and lone surrogates as U+FFFD.

    A carriage return before a newline goes; everything else stays as it is, so the result is always encodable.
    """
    return _ODD.sub(_shown, text)


def _shown(match: re.Match[str]) -> str:
    odd = match.group()
    return "\n" if odd == "\r\n" else _SHOWN.get(odd, "\ufffd")
