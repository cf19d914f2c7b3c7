"""The closed set of question kinds."""

from enum import StrEnum


class Kind(StrEnum):
    CONCEPT = "concept"
    BEHAVIORAL = "behavioral"
    CODING = "coding"
    SQL = "sql"
    DEBUGGING = "debugging"
    DESIGN = "design"
    TAKE_HOME = "take-home"

    @property
    def judged(self) -> bool:
        """Whether answers are code, which the judge runs, rather than words, which the grader reads."""
        return self in (Kind.CODING, Kind.SQL, Kind.DEBUGGING)

    @property
    def suffix(self) -> str:
        """The file name ending of an answer in code; empty for kinds answered in words."""
        if not self.judged:
            return ""
        return ".sql" if self is Kind.SQL else ".py"
