"""What ``pack.yaml`` says of a pack."""

from typing import Annotated, Literal

from pydantic import Field

from greenroom.bank.question import Share, Slug, Text
from greenroom.bank.value import Value

FORMAT = 1
"""The newest pack format that this program reads."""


class Pack(Value):
    """One pack.

    ``tolerance`` is the largest allowed difference between a sample's mark and what the grader gives it when the sample is
    left out of what the grader learns from; ``misses`` is how many samples of the pack may lie outside it.
    """

    format: Literal[1]
    id: Slug
    title: Text
    licence: Text
    description: Text
    tolerance: Share = 0.25
    misses: Annotated[int, Field(ge=0)] = 0
