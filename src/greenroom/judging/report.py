"""What a learner is told of each case: everything for a visible case, a category for a hidden one."""

import builtins
from dataclasses import dataclass
from typing import Any

from greenroom.bank.question import Case, Checker
from greenroom.judging.checkers import Compare
from greenroom.judging.sandbox.talk import Answer, Stopped
from greenroom.judging.show import harmless, short
from greenroom.judging.verdict import CaseResult, VerdictCode

LONGEST = 1200
PRINTED = 16_000


@dataclass(frozen=True, slots=True)
class Outcome:
    """One run's outcome. ``hint`` gives no data away and is all that a hidden case tells; ``details`` may show data."""

    code: VerdictCode
    hint: str = ""
    details: str = ""
    expected: str | None = None
    got: str | None = None
    printed: str = ""
    milliseconds: float = 0.0


def outcome_of(answer: Answer | Stopped, expected: Any, rule: Checker, compare: Compare, source: str, file: str) -> Outcome:
    """The outcome of one call. Whatever the box answered, a wrong or unreadable answer is the learner's, never an error of ours."""
    if isinstance(answer, Stopped):
        return Outcome(answer.code, answer.reason, answer.reason, printed=answer.printed, milliseconds=answer.milliseconds)
    message, spent = answer.message, answer.milliseconds
    if "memory" in message:
        words = "the program ran out of memory"
        return Outcome(VerdictCode.MLE, words, words, printed=answer.printed, milliseconds=spent)
    if "refused" in message:
        words = "the result is not made of plain values"
        details = f"the result holds {message['refused']!s:.200}; return plain Python values, NumPy arrays or pandas frames"
        return Outcome(VerdictCode.WA, words, details, short(expected), None, answer.printed, spent)
    if "mutated" not in message:
        hint = error_words(message, source, file, with_data=False)
        details = error_words(message, source, file, with_data=True)
        return Outcome(VerdictCode.RTE, hint, details, printed=answer.printed, milliseconds=spent)
    difference = compare(expected, answer.value, rule)
    if difference is None:
        return Outcome(VerdictCode.AC, printed=answer.printed, milliseconds=spent)
    mutated = message["mutated"]
    changed = "; the call changed its own input in place" if isinstance(mutated, list) and mutated else ""
    named = f"; the call changed its input {', '.join(str(name)[:40] for name in mutated[:5])} in place" if changed else ""
    return Outcome(
        VerdictCode.WA,
        difference.category.words + changed,
        f"{difference.category.words}: {difference.details}{named}",
        short(expected),
        short(answer.value),
        answer.printed,
        spent,
    )


def case_result(case: Case, outcome: Outcome, milliseconds: float) -> CaseResult:
    """The outcome as the learner may see it: a hidden case shows neither data nor what was printed over it."""
    if not case.visible:
        return CaseResult(case.id, outcome.code, False, case.about, harmless(outcome.hint, LONGEST), milliseconds=milliseconds)
    return CaseResult(
        case.id,
        outcome.code,
        True,
        case.about,
        harmless(outcome.details, LONGEST),
        None if outcome.expected is None else harmless(outcome.expected, LONGEST),
        None if outcome.got is None else harmless(outcome.got, LONGEST),
        harmless(outcome.printed, PRINTED),
        milliseconds,
    )


def compile_words(message: dict[str, Any]) -> str:
    """A compile fault in words, with its line."""
    fault = message["compile"] if isinstance(message["compile"], dict) else {}
    line, text = fault.get("line"), str(fault.get("text", "")).strip()
    place = f"line {line}: " if isinstance(line, int) and line > 0 else ""
    return harmless(f"{place}{fault.get('message', 'does not compile')}{f': {text[:200]}' if text else ''}", LONGEST)


def error_words(message: dict[str, Any], source: str, file: str, *, with_data: bool) -> str:
    """An exception in words: its type and message, and the learner's own lines it came through. Other files are left out.

    Without data only the type, when it is a built-in one, and the line: a message can be made to carry the input.
    """
    if "entry" in message:
        return harmless(str(message["entry"]), LONGEST)
    error = message.get("error")
    if not isinstance(error, dict):
        return "the program gave no answer that can be read"
    kind = str(error.get("type", "Exception"))
    frames = [
        frame for frame in error.get("frames") or [] if isinstance(frame, list) and len(frame) == 2 and isinstance(frame[0], int)
    ]
    if not with_data:
        name = kind if isinstance(getattr(builtins, kind, None), type) else "an exception"
        return f"{name} on line {frames[-1][0]}" if frames else name
    lines = source.splitlines()
    words = [f"{kind}: {error.get('message', '')}" if error.get("message") else kind]
    for line, function in frames:
        text = lines[line - 1].strip() if 0 < line <= len(lines) else ""
        words.append(f"  {file}, line {line}, in {function!s:.80}: {text[:160]}")
    return harmless("\n".join(words), LONGEST)
