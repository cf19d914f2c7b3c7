"""What a form brings, read into values. Anything else than the forms of these pages send is BadInput."""

from enum import StrEnum
from typing import TypeVar

from django.http import HttpRequest

from greenroom.kernel.errors import BadInput, UnknownName

Name = TypeVar("Name", bound=StrEnum)

MOST_CHARACTERS = 200_000


def text_of(request: HttpRequest) -> str:
    """The words or code of the form, as typed: browsers send every line end as CR LF, which is undone here."""
    text = request.POST.get("text", "").replace("\r\n", "\n")
    if len(text) > MOST_CHARACTERS:
        raise BadInput(
            f"That text has {len(text):,} characters; the most that can be saved is {MOST_CHARACTERS:,}.",
            kept="It is below, and in the box if you go back.",
            todo="Shorten it and send it again.",
        )
    return text


def number_of(request: HttpRequest, name: str) -> int:
    raw = request.POST.get(name, "")
    if not raw.isascii() or not raw.isdigit() or len(raw) > 9:
        raise BadInput(f"The form's {name} is {raw!r}, which is no number.", todo="Reload the page and send it again.")
    return int(raw)


def choice_of(noun: str, raw: str, names: type[Name]) -> Name:
    """Raises UnknownName, which offers the nearest names."""
    try:
        return names(raw)
    except ValueError:
        raise UnknownName(noun, raw, [name.value for name in names]) from None
