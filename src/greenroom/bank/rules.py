"""The rules of the pack format that look at more than one field.

Each function takes raw input, perhaps malformed, and yields what is broken with its place. They skip what they cannot read:
a field of the wrong type is reported by the field itself.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from greenroom.bank.kind import Kind
from greenroom.bank.literal import literal_breaches
from greenroom.bank.value import Breach


def rubric_breaches(raw: Mapping[str, Any]) -> Iterator[Breach]:
    """Ids are unique, what is referred to exists, and something is a must."""
    for key, noun in (("points", "point"), ("misconceptions", "misconception"), ("probes", "probe")):
        yield from _repeats(raw, key, noun)
    points = _ids(_rows(raw, "points"))
    for index, probe in _rows(raw, "probes"):
        point = _text(probe, "point")
        if point is not None and point not in points:
            yield ("probes", index, "point"), f"there is no point {point!r} in this rubric"
    for index, belief in _rows(raw, "misconceptions"):
        point = _text(belief, "contradicts")
        if point is not None and point not in points:
            yield ("misconceptions", index, "contradicts"), f"there is no point {point!r} in this rubric"
    needs = [_text(point, "need") for _, point in _rows(raw, "points")]
    if needs and None not in needs and "must" not in needs:
        yield ("points",), "at least one point must have need: must"


def case_breaches(raw: Mapping[str, Any]) -> Iterator[Breach]:
    """One input, and typed literals that are well formed."""
    given = [name for name in ("args", "generate", "data") if raw.get(name) is not None]
    if len(given) != 1:
        yield (), f"a case needs exactly one of args, generate or data; this one has {', '.join(given) or 'none'}"
    if raw.get("generate") is not None and "expected" in raw:
        yield ("expected",), "a generated case takes its expected value from the reference; drop expected or generate"
    yield from literal_breaches(raw.get("args"), ("args",))
    yield from literal_breaches(raw.get("expected"), ("expected",))


def problem_breaches(raw: Mapping[str, Any]) -> Iterator[Breach]:
    """The reference exists, and language, profile and cases fit one another."""
    yield from _repeats(raw, "cases", "case")
    reference, language, profile = (_text(raw, key) for key in ("reference", "language", "profile"))
    accepted = {_text(item, "name") for _, item in _rows(raw, "submissions") if _text(item, "folder") == "accepted"}
    if reference is not None and reference not in accepted:
        yield ("reference",), f"there is no file {reference!r} in submissions/accepted"
    if language == "python" and raw.get("entry") is None:
        yield ("entry",), "is missing: a Python problem names the function to call"
    if language is not None and profile is not None and (language == "sqlite") != (profile == "sql"):
        yield ("profile",), f"profile {profile} does not go with language {language}"
    cases = list(_rows(raw, "cases"))
    for index, case in cases:
        yield from _input_fits(raw, language, index, case)
    if cases and not any(_get(case, "visible") for _, case in cases):
        yield ("cases",), "at least one case must have visible: true"


def question_breaches(raw: Mapping[str, Any]) -> Iterator[Breach]:
    """The parts fit the kind, and samples refer to what the rubric has."""
    yield from _repeats(raw, "samples", "sample")
    try:
        kind = Kind(raw.get("kind", ""))
    except ValueError:
        kind = None
    problem, rubric = raw.get("problem"), raw.get("rubric")
    if kind is not None and kind.judged:
        if problem is None:
            yield ("problem",), f"is missing: a {kind} question needs a problem"
        language = _text(problem, "language")
        if language in ("python", "sqlite") and (kind is Kind.SQL) != (language == "sqlite"):
            yield ("problem", "language"), f"a {kind} question takes language {'sqlite' if kind is Kind.SQL else 'python'}"
    elif kind is not None:
        if rubric is None:
            yield ("rubric",), f"is missing: a {kind} question needs a rubric"
        if not (_text(raw, "strong") or ""):
            yield ("strong",), f"a {kind} question needs a strong answer"
        if problem is not None:
            yield ("problem",), f"a {kind} question takes no problem"
    if rubric is not None:
        yield from _samples_refer(raw, rubric)
    elif raw.get("samples") and kind is not None and kind.judged:
        yield ("samples",), "samples need a rubric"


def _input_fits(raw: Mapping[str, Any], language: str | None, index: int, case: Any) -> Iterator[Breach]:
    takes = {"python": ("args", "generate"), "sqlite": ("data",)}.get(language or "", ("args", "generate", "data"))
    for name in ("args", "generate", "data"):
        if _get(case, name) is not None and name not in takes:
            yield ("cases", index, name), f"a {language} problem takes {' or '.join(takes)}, not {name}"
    if _get(case, "generate") is not None and not raw.get("generators"):
        yield ("cases", index, "generate"), "there is no generate.py to generate from"


def _samples_refer(raw: Mapping[str, Any], rubric: Any) -> Iterator[Breach]:
    known = {"hits": _ids(_rows(rubric, "points")), "misconceptions": _ids(_rows(rubric, "misconceptions"))}
    known["partial"] = known["hits"]
    for index, sample in _rows(raw, "samples"):
        for key, ids in known.items():
            noun = "misconception" if key == "misconceptions" else "point"
            for place, id in _rows(sample, key):
                if isinstance(id, str) and id not in ids:
                    yield ("samples", index, key, place), f"there is no {noun} {id!r} in the rubric"
        hits = {id for _, id in _rows(sample, "hits") if isinstance(id, str)}
        for place, id in _rows(sample, "partial"):
            if isinstance(id, str) and id in hits:
                yield ("samples", index, "partial", place), f"{id!r} is both hit and partial"


def _get(item: Any, key: str) -> Any:
    return item.get(key) if isinstance(item, Mapping) else getattr(item, key, None)


def _text(item: Any, key: str) -> str | None:
    value = _get(item, key)
    return value.strip() if isinstance(value, str) else None


def _rows(item: Any, key: str) -> Iterator[tuple[int, Any]]:
    value = _get(item, key)
    if isinstance(value, list | tuple):
        yield from enumerate(value)


def _ids(rows: Iterable[tuple[int, Any]]) -> set[str]:
    return {id for _, row in rows if (id := _text(row, "id")) is not None}


def _repeats(raw: Mapping[str, Any], key: str, noun: str) -> Iterator[Breach]:
    seen: set[str] = set()
    for index, item in _rows(raw, key):
        id = _text(item, "id")
        if id is not None and id in seen:
            yield (key, index, "id"), f"two {noun}s are called {id!r}"
        elif id is not None:
            seen.add(id)
