"""Small closed word lists: function words, words that turn a statement round, opposites. All in American spelling."""

import re
from typing import Final


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _pairs(text: str) -> tuple[tuple[str, str], ...]:
    return tuple((left, right) for pair in text.split(",") for left, right in [pair.split()])


FUNCTION: Final = _words(
    """a an the this that these those it its itself they them their theirs he him his she her hers we us our ours you your yours
    i me my mine myself one some any each every all both either neither many much few more most other another such same
    own so too very just only also then than as at by for from in into of off on onto out over to up upon with within
    without about above after again against along among around before behind below beneath beside between beyond during
    through throughout toward under until via is am are was were be been being do does did doing done have has had having
    can could may might must shall should will would not no nor never and or but if because while although though since
    unless whereas whether when where which who whom whose what why how there here now yes ok okay well even still yet
    however therefore thus hence like get gets got getting let lets make makes made making use uses used using thing
    things way ways kind sort lot lots really basically actually essentially simply usually often sometimes generally
    typically mean means meaning say says said call called know think want need go goes going s t re ve ll d m don doesn
    didn isn aren wasn weren won wouldn shouldn couldn cannot can't don't doesn't didn't isn't aren't"""
)

NEGATORS: Final = _words(
    """not no never neither nor cannot can't don't doesn't didn't isn't aren't wasn't weren't won't wouldn't shouldn't couldn't
    hasn't haven't hadn't mustn't needn't ain't without hardly rarely barely nothing none nobody nowhere dont doesnt didnt
    isnt arent wont cant couldnt wouldnt shouldnt fail fails failed failing unable lack lacks lacking incapable refuse
    refuses false untrue incorrect wrong wrongly"""
)  # "stop", "prevent" and "avoid" are not here: "I stop early", "dropout prevents overfitting" deny nothing
# These say "not well" of the words around them, before as well as after.
SPOILERS: Final = _words(
    "badly poorly bad poor worse worst weak weakly terrible terribly struggle struggles struggling suffers suffer"
)
NOT_NEGATING: Final = re.compile(
    r"not (?:only|just|merely|simply|solely|to mention)|no (?:matter|doubt|wonder|problem)|why not|or not|not "
    r"sure|not un\w+|(?:do not|don't|not) forget"
)
DENIES_SENTENCE: Final = re.compile(
    r"\b(?:(?:it is|it's|that is) (?:not (?:true|the case|correct)|false|untrue|wrong|incorrect|a myth)|(?:i|we) "
    r"(?:do not|don't|would not|wouldn't)"
    r" (?:think|believe|agree|say)|contrary to)\b"
)
SCOPE_ENDS: Final = _words(
    """but because while whereas although though instead rather so which since however until unless therefore if it's they're
    only unlike despite"""
)

OPPOSITES: Final = _pairs(
    """high low, higher lower, highest lowest, increase decrease, increase reduce, increase lower, raise lower, grow shrink,
    rise fall, more less, more fewer, large small, larger smaller, big small, bigger smaller, long short, longer shorter,
    fast slow, faster slower, cheap expensive, cheaper expensive, strong weak, stronger weaker, simple complex, simpler complex,
    easy hard, easier harder, better worse, best worst, good bad, well badly, well poorly, good poor, many few, first last,
    before after, above below, over under, overfit underfit, bias variance, precision recall, train test, training test,
    training validation, seen unseen, always never, add remove, include exclude, same different, similar different,
    with without, lasso ridge, sparse dense, global local, static dynamic, early late, earlier later, internal external,
    positive negative, true false, correct incorrect, right wrong, parallel sequential, linear nonlinear, linear quadratic,
    frozen trainable, supervised unsupervised, encoder decoder, online offline, sharp flat, wide narrow, gain lose, gain loss,
    improve degrade, improve hurt, improve worsen, help hurt, up down, expand compress, success failure, succeed fail,
    accept reject, maximize minimize, maximum minimum, memorize generalize, absolute square, differentiable nondifferentiable,
    l1 l2, retrieval finetune, rag finetune, pretrain scratch, exact approximate, deterministic random, stale fresh,
    flexible rigid, possible impossible, visible hidden, enough insufficient, safe unsafe, relevant irrelevant,
    necessary unnecessary, stable unstable, reliable unreliable, bounded unbounded, row column, stack queue, head tail,
    input output, open closed, series parallel, rich poor, public private, manual automatic, agree disagree, like dislike,
    start end, win lose"""
)

_ENDINGS: Final = (
    ("izations", "ize"), ("ization", "ize"), ("izing", "ize"), ("izers", "ize"), ("izer", "ize"), ("ized", "ize"), ("izes", "ize"),
    ("ations", "ate"), ("ation", "ate"), ("iveness", "ive"), ("fulness", "ful"), ("ities", "ity"), ("ically", "ic"), ("ingly", ""),
    ("edly", ""), ("ments", "ment"), ("ies", "y"), ("ied", "y"), ("sses", "ss"), ("ings", ""), ("ing", ""), ("ers", ""), ("er", ""),
    ("ed", ""), ("ly", ""), ("est", ""), ("es", ""), ("s", ""), ("e", ""),
)  # fmt: skip


def stem(word: str) -> str:
    """A crude stem of a lower-case word, so that forms of one word compare equal. Not a word to show to anyone."""
    word = word.removesuffix("'s").replace("-", "")
    if len(word) <= 3 or not word.isalpha():
        return word
    for ending, replacement in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3 and not (ending == "s" and word.endswith("ss")):
            word = word[: len(word) - len(ending)] + replacement
            break
    if len(word) > 4 and word[-1] == word[-2] and word[-1] not in "lsz":
        word = word[:-1]
    return word[:-1] if word.endswith("e") and len(word) > 4 else word


def _opposites() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for pair in OPPOSITES:
        left, right = stem(pair[0]), stem(pair[1])
        found.setdefault(left, set()).add(right)
        found.setdefault(right, set()).add(left)
    return {word: frozenset(others) for word, others in found.items()}


OPPOSITE_OF: Final = _opposites()
