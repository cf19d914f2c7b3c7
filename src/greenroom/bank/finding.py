"""What a content check finds in a question that is well formed."""

from dataclasses import dataclass
from enum import StrEnum

from greenroom.bank.value import Steps
from greenroom.kernel.fault import Fault


class Severity(StrEnum):
    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Finding:
    """An ``error`` fails ``greenroom pack check``; a ``warning`` asks the author to look again."""

    severity: Severity
    fault: Fault

    def __str__(self) -> str:
        text = f"{self.fault.field}: {self.fault.message}" if self.fault.field else self.fault.message
        place = f"{self.fault.path}:{self.fault.line}" if self.fault.line else str(self.fault.path)
        return f"{place}: {self.severity}: {text}"


Complaint = tuple[Severity, Steps, str]
"""What a check yields: how bad, where in the Question, and what."""
