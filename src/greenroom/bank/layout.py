"""Which files a question has, by kind, and which fields of the models come from which file."""

from collections.abc import Mapping
from dataclasses import dataclass

from greenroom.bank.kind import Kind

PACK_FILES = frozenset({"pack.yaml", "README.md", "CHANGELOG.md", "LICENSE", "LICENSE.md", "LICENSE.txt", "NOTICE"})
"""Files that may stand beside the kind folders. Only ``pack.yaml`` is read."""

VERDICTS = ("accepted", "wrong_answer", "time_limit_exceeded", "run_time_error")
"""The folders inside ``submissions``; each is the verdict that its files must get."""

QUESTION_ELSEWHERE: Mapping[str, str] = {
    "id": "the name of the question's folder",
    "kind": "the name of the folder above",
    "pack": "pack.yaml",
    "prompt": "prompt.md",
    "strong": "strong.md",
    "samples": "samples.yaml",
}
"""Fields of a Question that are not written in ``question.yaml``, and where they come from."""

PROBLEM_ELSEWHERE: Mapping[str, str] = {
    "starter": "starter.py or starter.sql",
    "schema_sql": "schema.sql",
    "generators": "generate.py",
    "cases": "cases.yaml",
    "submissions": "the folder submissions",
}
"""The same for ``problem:``."""


@dataclass(frozen=True, slots=True)
class Layout:
    """``required`` and ``optional`` map a name in the question's folder to what it is for."""

    required: Mapping[str, str]
    optional: Mapping[str, str]

    @property
    def names(self) -> frozenset[str]:
        return frozenset(self.required) | frozenset(self.optional)


def layout_of(kind: Kind) -> Layout:
    required = {"question.yaml": "the question's facts", "prompt.md": "the question as it is asked"}
    optional: dict[str, str] = {}
    samples = {"samples.yaml": "graded sample answers"}
    strong = {"strong.md": "a strong answer"}
    if kind.judged:
        required |= {
            f"starter{kind.suffix}": "what the editor opens with",
            "cases.yaml": "the tests",
            "submissions": "submissions with the verdict each must get",
        }
        optional |= strong | samples
        if kind is Kind.SQL:
            required["schema.sql"] = "the tables"
            optional["data"] = "SQL files that fill the tables, named by data_file in cases.yaml"
        else:
            optional["generate.py"] = "functions that make inputs"
    else:
        required |= strong
        if kind in (Kind.CONCEPT, Kind.BEHAVIORAL):
            required |= samples
        else:
            optional |= samples
    return Layout(required, optional)
