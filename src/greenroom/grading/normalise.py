"""One spelling for every way to write the same words, with the way back to the learner's own characters."""

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

from greenroom.kernel.score import Span

PLAIN: Final = str.maketrans(
    {
        "\u2018": "'", "\u2019": "'", "\u201a": "'", "\u201b": "'", "\u2032": "'", "\u201c": '"', "\u201d": '"', "\u201e": '"',
        "\u00ab": '"', "\u00bb": '"', "\u2010": "-", "\u2011": "-", "\u2012": "-", "\u2013": " - ", "\u2014": " - ",
        "\u2212": "-", "\u2022": "-", "\u25cf": "-", "\u25aa": "-", "\u00b7": "-", "\u2026": "...", "\u00a0": " ", "\t": " ",
    }
)  # fmt: skip
WORD: Final = re.compile(r"[A-Za-z]+")

# Words in -ise and -yse whose s is no spelling variant: everything else of six letters or more is one.
KEEPS_S: Final = re.compile(
    r"(?:ra|pra|no|deno|po|pre|prec|conc|w|r|ar|prom|comprom|surpr|compr|enterpr|expert|prem|dev|disgu|cru|bru|parad|telev|"
    r"improv|franch|merchand|treat|inc|exc|exerc|otherw|likew|clockw|pairw|elementw|stepw|superv|unsuperv|self-superv|adv|rev|"
    r"dem|desp|chast|appra|apprent|gu|upr|ra|d|rem)is(?:e|ed|es|er|ers|ing|able|ely)?"
)
RULES: Final = (
    (re.compile(r"^([a-z]{3,})is(e|ed|es|er|ers|ing|able|ation|ations)$"), r"\1iz\2"),
    (re.compile(r"^(anal|paral|catal|electrol|hydrol|dial)ys(e|ed|es|er|ers|ing)$"), r"\1yz\2"),
    (
        re.compile(
            r"^(misbehavi|behavi|col|discol|fav|neighb|lab|hon|flav|hum|rum|harb|endeav|arm|vap|rig|sav|tum|vig)our"
            r"(s|ed|ing|al|able|ably|hood|hoods|ite|ites|ful|less)?$"
        ),
        r"\1or\2",
    ),
    (re.compile(r"^(cent|met|kilomet|millimet|lit|fib|theat|calib)re(s|d)?$"), r"\1er\2"),
    (
        re.compile(r"^(model|label|travel|cancel|channel|level|signal|tunnel|fuel|total|equal|initial)l(ed|ing|er|ers|ings)$"),
        r"\1\2",
    ),
    (re.compile(r"^(catal|dial|anal)ogue(s)?$"), r"\1og\2"),
    (re.compile(r"^(def|off|lic|pret)ence(s|d)?$"), r"\1ense\2"),
)
WHOLE: Final = {
    "programme": "program", "programmes": "programs", "artefact": "artifact", "artefacts": "artifacts", "grey": "gray",
    "practise": "practice", "practised": "practiced", "practising": "practicing", "practises": "practices", "learnt": "learned",
    "whilst": "while", "amongst": "among", "fulfil": "fulfill", "fulfils": "fulfills", "judgement": "judgment",
    "judgements": "judgments", "ageing": "aging",
    "acknowledgement": "acknowledgment", "maths": "math", "towards": "toward", "afterwards": "afterward",
    "sceptical": "skeptical", "cheque": "check", "tyre": "tire", "enrol": "enroll", "skilful": "skillful", "burnt": "burned",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Normal:
    """``text`` is fit to read; its character i came from ``[starts[i], ends[i])`` of the raw answer."""

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def span(self, start: int, end: int) -> Span:
        """The raw span behind ``text[start:end]``. Raises ValueError when that is empty."""
        if not start < end:
            raise ValueError(f"no characters between {start} and {end}")
        return Span(self.starts[start], max(self.ends[start:end]))


def normalise(raw: str) -> Normal:
    """Plain quotes, spaces and compatibility forms, no control characters, American spelling. Works on any string."""
    characters: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    position = 0
    while position < len(raw):
        end = position + 1
        while end < len(raw) and end - position < 8 and unicodedata.combining(raw[end]):
            end += 1
        for character in _plain(raw[position:end]):
            characters.append(character)
            starts.append(position)
            ends.append(end)
        position = end
    return _respell(Normal("".join(characters), tuple(starts), tuple(ends)))


def american(word: str) -> str:
    """The American spelling of one lower-case word; any other word comes back as it is."""
    if word in WHOLE:
        return WHOLE[word]
    if len(word) < 6 or KEEPS_S.fullmatch(word):
        return word
    for pattern, spelling in RULES:
        changed = pattern.sub(spelling, word)
        if changed != word:
            return changed
    return word


def _plain(cluster: str) -> str:
    category = unicodedata.category(cluster[0])
    if cluster[0] == "\n":
        return "\n"
    if category == "Cs":
        return "\ufffd"
    if category == "Cf":  # zero-width and direction marks
        return ""
    if category in ("Cc", "Zs", "Zl", "Zp") and cluster[0] != "\t":
        return "\n" if cluster[0] in "\r\v\f\x85\u2028\u2029" else " "
    return unicodedata.normalize("NFKC", cluster.translate(PLAIN))


def _respell(normal: Normal) -> Normal:
    pieces: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    last = 0
    for match in WORD.finditer(normal.text):
        word = match.group()
        new = american(word.lower())
        if new == word.lower():
            continue
        begin, end = match.span()
        new = new.capitalize() if word[0].isupper() else new
        kept = [min(begin + index, end - 1) for index in range(len(new))]
        pieces += [normal.text[last:begin], new]
        starts += [*normal.starts[last:begin], *(normal.starts[index] for index in kept)]
        ends += [*normal.ends[last:begin], *(normal.ends[index] for index in kept[:-1]), normal.ends[end - 1]]
        last = end
    pieces.append(normal.text[last:])
    return Normal("".join(pieces), (*starts, *normal.starts[last:]), (*ends, *normal.ends[last:]))
