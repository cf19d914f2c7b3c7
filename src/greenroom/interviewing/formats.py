"""What a round of each stage is made of, as data."""

from collections.abc import Mapping
from dataclasses import dataclass

from greenroom.bank.question import Kind
from greenroom.kernel.errors import Unsupported
from greenroom.kernel.track import Role, Stage

CODE_KINDS: Mapping[Role, tuple[Kind, ...]] = {
    Role.ML_ENGINEER: (Kind.CODING, Kind.DEBUGGING),
    Role.RESEARCH_SCIENTIST: (Kind.CODING, Kind.DEBUGGING),
    Role.DATA_SCIENTIST: (Kind.CODING, Kind.SQL),
    Role.PROMPT_ENGINEER: (Kind.DEBUGGING, Kind.CODING),
}


@dataclass(frozen=True, slots=True)
class Part:
    """``count`` questions of ``minutes`` each, probes included. No ``kinds`` means code, of the kinds that suit the role."""

    count: int
    minutes: int
    kinds: tuple[Kind, ...] = ()

    def kinds_for(self, role: Role) -> tuple[Kind, ...]:
        """The kinds that may fill this part, the usual one first."""
        return self.kinds or CODE_KINDS[role]


@dataclass(frozen=True, slots=True)
class Format:
    """The minutes the parts leave over are for the greeting and the words between questions."""

    stage: Stage
    minutes: int
    parts: tuple[Part, ...]


FORMATS: Mapping[Stage, Format] = {
    Stage.PHONE_SCREEN: Format(Stage.PHONE_SCREEN, 30, (Part(3, 5, (Kind.CONCEPT,)), Part(1, 12))),
    Stage.RECRUITER_SCREEN: Format(Stage.RECRUITER_SCREEN, 30, (Part(3, 7, (Kind.BEHAVIORAL,)), Part(1, 6, (Kind.CONCEPT,)))),
}

_NOT_YET: Mapping[Stage, str] = {
    Stage.TAKE_HOME: "Single take-home questions are under Practise, where the pack has some.",
    Stage.ONSITE: "Single questions of the kinds it asks (concept, coding, sql, debugging, behavioral, design) are under Practise.",
}


def format_of(stage: Stage) -> Format:
    """The format of ``stage``. Raises Unsupported, naming what can be rehearsed, for a stage that has none."""
    found = FORMATS.get(stage)
    if found is None:
        can = " and ".join(known.words for known in FORMATS)
        raise Unsupported(
            f"A whole {stage.words} round cannot be rehearsed yet.",
            todo=f"Rounds to rehearse today: {can}. {_NOT_YET[stage]}",
        )
    return found
