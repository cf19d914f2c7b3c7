"""Words of the vocabulary given as options: an unknown one answers with what exists."""

from enum import StrEnum
from typing import TypeVar

from greenroom.kernel.errors import UnknownName

Choice = TypeVar("Choice", bound=StrEnum)


def choose(vocabulary: type[Choice], name: str) -> Choice:
    """The member called ``name`` in any case, with spaces or underscores for hyphens. Raises UnknownName."""
    try:
        return vocabulary("-".join(name.strip().lower().replace("_", " ").split()))
    except ValueError:
        raise UnknownName(vocabulary.__name__.lower(), name, [member.value for member in vocabulary]) from None
