"""The packs of this process, read once."""

from collections.abc import Mapping
from functools import cache

from greenroom.bank.library import Library
from greenroom.bank.places import pack_folders
from greenroom.bank.question import Question


@cache
def library() -> Library:
    """All packs. Reading takes part of a second, so it happens at the first call and not at start-up."""
    return Library.load(pack_folders())


def questions() -> Mapping[str, Question]:
    return {question.id: question for question in library().questions}
