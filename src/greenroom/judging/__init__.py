"""From submitted code to a Verdict. Runs nothing of a learner's outside a sandbox.

Importing this package, its ``verdict`` or its ``sandbox`` is cheap. ``judge`` brings NumPy, and comes when it is first asked for:
a server starts, folds its rounds and shows verdicts without it.
"""

from typing import TYPE_CHECKING

from greenroom.judging.verdict import CaseResult, Verdict, VerdictCode, to_json

if TYPE_CHECKING:
    from greenroom.judging.supervisor import judge
else:

    def __getattr__(name: str) -> object:
        if name != "judge":
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from greenroom.judging.supervisor import judge  # noqa: PLC0415 -- see above: it imports NumPy

        return judge


__all__ = ["CaseResult", "Verdict", "VerdictCode", "judge", "to_json"]
