"""The four signals, one file each: definition, what each rating means, and how it is read from an answer."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from greenroom.grading.signals import collaboration, communication_clarity, reasoning_depth, technical_accuracy
from greenroom.grading.signals.basis import Basis, Guide
from greenroom.kernel.rating import Signal
from greenroom.kernel.score import SignalMark

GUIDES: Final[Mapping[Signal, Guide]] = MappingProxyType(
    {
        Signal.REASONING_DEPTH: reasoning_depth.GUIDE,
        Signal.COMMUNICATION_CLARITY: communication_clarity.GUIDE,
        Signal.TECHNICAL_ACCURACY: technical_accuracy.GUIDE,
        Signal.COLLABORATION: collaboration.GUIDE,
    }
)
"""Definition and anchors of each signal, to show beside its rating."""


def rate(basis: Basis) -> dict[Signal, SignalMark]:
    """Every signal, rated or unscored with a reason."""
    marks = (
        reasoning_depth.rate(basis),
        communication_clarity.rate(basis),
        technical_accuracy.rate(basis),
        collaboration.rate(basis),
    )
    return {mark.signal: mark for mark in marks}
