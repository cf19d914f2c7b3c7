"""Who interviews for what: roles, levels, and the stages of a loop."""

from enum import StrEnum


class Role(StrEnum):
    ML_ENGINEER = "ml-engineer"
    DATA_SCIENTIST = "data-scientist"
    PROMPT_ENGINEER = "prompt-engineer"
    RESEARCH_SCIENTIST = "research-scientist"

    @property
    def words(self) -> str:
        return {"ml-engineer": "ML engineer"}.get(self.value, self.value.replace("-", " "))


class Level(StrEnum):
    JUNIOR = "junior"
    MID = "mid"
    SENIOR = "senior"


class Stage(StrEnum):
    RECRUITER_SCREEN = "recruiter-screen"
    PHONE_SCREEN = "phone-screen"
    TAKE_HOME = "take-home"
    ONSITE = "onsite"

    @property
    def words(self) -> str:
        return self.value.replace("-", " ")
