"""All packs together: find a question by name, by what it is for, or by its words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Self

from greenroom.bank.kind import Kind
from greenroom.bank.pack import Pack
from greenroom.bank.question import Question
from greenroom.bank.read import Reading, read_pack
from greenroom.kernel.errors import UnknownName
from greenroom.kernel.fault import Fault
from greenroom.kernel.track import Level, Role, Stage


@dataclass(frozen=True)
class Library:
    """Questions of all packs, in the order of the packs. Ids of packs and of questions are unique; the first one stays."""

    packs: tuple[Pack, ...]
    questions: tuple[Question, ...]
    faults: tuple[Fault, ...]
    readings: Mapping[str, Reading]
    """By pack id."""

    @classmethod
    def load(cls, paths: Iterable[Path]) -> Self:
        """Read the packs in ``paths``. Faults are in ``faults``, whatever could be read is there all the same."""
        readings: dict[str, Reading] = {}
        questions: dict[str, Question] = {}
        faults: list[Fault] = []
        for path in paths:
            reading = read_pack(path)
            faults += reading.faults
            if reading.pack is None:
                continue
            id = reading.pack.id
            if id in readings:
                message = f"two packs are called {id!r}; the other, which stays, is {readings[id].root}"
                faults.append(Fault(path / "pack.yaml", 0, "id", message))
                continue
            readings[id] = reading
            for question in reading.questions:
                if question.id in questions:
                    other = readings[questions[question.id].pack].place(question.id, "id")[0]
                    message = f"two questions are called {question.id!r}; the other, which stays, is {other}"
                    faults.append(Fault(reading.place(question.id, "id")[0], 0, "", message))
                else:
                    questions[question.id] = question
        packs = tuple(reading.pack for reading in readings.values() if reading.pack is not None)
        return cls(packs, tuple(questions.values()), tuple(faults), readings)

    def question(self, id: str) -> Question:
        """The question called ``id``. Raises UnknownName, which offers the nearest names."""
        found = self._by_id.get(id)
        if found is None:
            raise UnknownName("question", id, self._by_id)
        return found

    def pack(self, id: str) -> Pack:
        """The pack called ``id``. Raises UnknownName."""
        for pack in self.packs:
            if pack.id == id:
                return pack
        raise UnknownName("pack", id, self.readings)

    def place(self, question_id: str, *path: str | int) -> tuple[Path, int]:
        """File and line of a part of a question. Raises UnknownName."""
        return self.readings[self.question(question_id).pack].place(question_id, *path)

    def find(
        self,
        *,
        kind: Kind | str | None = None,
        role: Role | str | None = None,
        stage: Stage | str | None = None,
        level: Level | str | None = None,
        topic: str | None = None,
        text: str = "",
    ) -> tuple[Question, ...]:
        """The questions that fit everything given, in library order. ``text``: every word is in id, title, topic or prompt."""
        words = text.casefold().split()
        return tuple(
            question
            for question in self.questions
            if (kind is None or question.kind == kind)
            and (role is None or role in question.roles)
            and (stage is None or stage in question.stages)
            and (level is None or level in question.levels)
            and (topic is None or question.topic == topic)
            and (not words or all(word in self._texts[question.id] for word in words))
        )

    @cached_property
    def topics(self) -> tuple[str, ...]:
        """Every topic that a question has, sorted."""
        return tuple(sorted({question.topic for question in self.questions}))

    @cached_property
    def _by_id(self) -> Mapping[str, Question]:
        return {question.id: question for question in self.questions}

    @cached_property
    def _texts(self) -> Mapping[str, str]:
        return {item.id: f"{item.id} {item.title} {item.topic} {item.prompt}".casefold() for item in self.questions}
