"""Write a starter question: a small, whole example with comments that says TODO wherever the author's own words belong."""

from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from greenroom.bank.kind import Kind
from greenroom.kernel.errors import BadInput, UnknownName
from greenroom.kernel.names import is_slug

SUFFIX = ".txt"
"""Every starter file ends in it, so that no tool takes the ``.py`` files among them for modules of ours."""


def write_starter(kind: Kind | str, folder: Path, slug: str | None = None) -> tuple[Path, ...]:
    """Write a starter question of ``kind`` into the pack at ``folder``; returns the files written.

    The question is ``folder/<kind>/<slug>``; ``slug`` is ``new-<kind>`` if not given. A folder that is no pack yet gets a
    ``pack.yaml`` too. Raises UnknownName for a kind there is not, and BadInput when the slug is not one, the question is there
    already (nothing is ever overwritten) or the folder cannot be written.
    """
    if kind not in list(Kind):
        raise UnknownName("kind", kind, [kind.value for kind in Kind])
    kind = Kind(kind)
    slug = slug or f"new-{kind}"
    if not is_slug(slug) or len(slug) > 64:
        raise BadInput(
            f"{slug!r} cannot be the name of a question.",
            todo="Use at most 64 characters: lower-case words and digits joined by single hyphens, such as l1-vs-l2.",
        )
    place = folder / kind / slug
    if place.exists() or place.is_symlink():
        raise BadInput(f"{place} is there already.", kept="Nothing was written.", todo="Choose another name for the question.")
    starters = files("greenroom.bank") / "starters"
    plan = list(_plan(starters / kind, place))
    if not (folder / "pack.yaml").exists():
        plan.insert(0, (folder / "pack.yaml", _text(starters / f"pack.yaml{SUFFIX}")))
    try:
        for path, text in plan:
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("x", encoding="utf-8", newline="\n") as file:
                file.write(text)
    except OSError as error:
        raise BadInput(
            f"{error.filename} cannot be written: {error.strerror}.", todo="Choose a folder you may write to."
        ) from error
    return tuple(path for path, _ in plan)


def _plan(source: Traversable, target: Path) -> list[tuple[Path, str]]:
    plan: list[tuple[Path, str]] = []
    for entry in sorted(source.iterdir(), key=lambda entry: entry.name):
        if entry.is_dir():
            plan += _plan(entry, target / entry.name)
        elif entry.name.endswith(SUFFIX):
            plan.append((target / entry.name.removesuffix(SUFFIX), _text(entry)))
    return plan


def _text(entry: Traversable) -> str:
    return entry.read_text(encoding="utf-8")
