"""Collaboration: asking, checking, giving credit, and handling disagreement."""

import re
from typing import Final

from greenroom.bank.question import Kind
from greenroom.grading.signals.basis import FEWEST_WORDS, Basis, Guide, listed, rated, unscored
from greenroom.kernel.rating import Rating, Signal
from greenroom.kernel.score import SignalMark

GUIDE: Final = Guide(
    "The person works with others: asks and checks, listens, credits others, and handles disagreement by reasons.",
    {
        Rating.VERY_WEAK: "Others appear only as obstacles, or the person decides over their heads.",
        Rating.WEAK: "Others are mentioned, but nobody is asked, heard or credited.",
        Rating.STRONG: "Asks or listens, and settles differences by reasons or evidence.",
        Rating.VERY_STRONG: "Seeks out other views, checks understanding, changes course for a good argument, "
        "and credits people by what they did.",
    },
)
KINDS: Final = (
    (
        "asking",
        re.compile(
            r"\b(?:i|we) (?:then |first |also |directly |just )*(?:asked|interviewed|consulted|sat down|checked "
            r"in|reached out|invited|sought)|"
            r"\bmay i ask|\bcan i (?:ask|clarify)|\bcould you (?:clarify|tell)|\bbefore i (?:answer|start).*\?|"
            r"\bwhat (?:do you|did they|they) (?:think|needed|wanted|worried)"
        ),
    ),
    (
        "checking understanding",
        re.compile(
            r"\b(?:make sure (?:that )?(?:we|they|everyone|i)|made sure (?:that )?(?:we|they|everyone|i)|does "
            r"that (?:make sense|answer)|is that what|repeated back|summari[sz]ed (?:what|their|it|the)|"
            r"confirmed (?:with|that)|wrote (?:it|them|this|that)? ?down|to check (?:that|whether)|on the same "
            r"page|agreed (?:on|that|to)|correct me if|let me know if|walked (?:them|him|her|people|everyone) "
            r"through)\b"
        ),
    ),
    (
        "listening",
        re.compile(
            r"\b(?:listened|heard (?:them|him|her|out|that)|(?:her|his|their) (?:point|concern|worry|view|side|"
            r"argument|perspective)s?|understood (?:why|that|their|his|her)|to understand (?:why|what|their|his|"
            r"her)|"
            r"feedback|turned out (?:that )?(?:they|he|she)|she was right|he was right|they were right|they had a point)\b"
        ),
    ),
    (
        "crediting others",
        re.compile(
            r"\b(?:thanks to|credit|(?:she|he|they|colleague|teammate|analyst|engineer|designer|manager) (?:had "
            r")?(?:suggested|proposed|came up|found|noticed|spotted|pointed out|taught|helped|pushed)|"
            r"with (?:the )?help (?:of|from)|together with|paired with|(?:her|his|their) idea|we (?:together|jointly))\b"
        ),
    ),
    (
        "handling disagreement",
        re.compile(
            r"\b(?:disagree\w*|pushed back|push back|conflict|objected|compromise|common ground|middle ground|"
            r"convinced?|persuaded|both sides|different (?:view|opinion)s?|"
            r"changed my mind|i was wrong|disagree and commit|escalat\w+|let the data|agreed to (?:test|try|run|measure))\b"
        ),
    ),
)
OTHERS: Final = re.compile(
    r"\b(?:team|colleagues?|teammates?|stakeholders?|manager|customers?|users?|they|them|she|he|client|lead|boss|"
    r"director|everyone)\b"
)


def rate(basis: Basis) -> SignalMark:
    """Scored for a story about work; for other questions only when the answer itself shows two kinds of it."""
    found = {name: basis.where(pattern) for name, pattern in KINDS}
    present = [name for name, where in found.items() if where]
    if basis.kind is not Kind.BEHAVIORAL and len(present) < 2:
        return unscored(Signal.COLLABORATION, "Nothing in this question called for working with others.")
    if basis.words < FEWEST_WORDS:
        return unscored(Signal.COLLABORATION, "The answer is too short to show how you work with others.")
    if not present and not basis.where(OTHERS):
        return unscored(Signal.COLLABORATION, "Nobody else appears in the answer.")
    level = 1.2 + 0.65 * len(present)
    if basis.kind is Kind.BEHAVIORAL:
        level = min(level, 1.75 + 2.25 * basis.content.value)
    absent = [name for name, _ in KINDS if name not in present]
    reason = f"It shows {listed(present)}" if present else "Others are mentioned, but none of them is asked, heard or credited"
    reason += f"; it does not show {listed(absent[:2])}." if absent and present else "."
    return rated(Signal.COLLABORATION, level, 0.7, reason, basis.spans([where[0] for where in found.values() if where]))
