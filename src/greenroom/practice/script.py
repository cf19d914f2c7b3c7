"""A whole round played from a file of answers: for tests, demos, and seeing what a debrief looks like."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import yaml
from django.contrib.auth.models import User
from pydantic import BaseModel, ConfigDict, ValidationError

from greenroom.interviewing.state import RoundState, Turn
from greenroom.kernel.errors import BadInput
from greenroom.kernel.track import Level, Role, Stage
from greenroom.practice import rounds, worker
from greenroom.practice.models import Round

Clock = Callable[[], datetime]


class Words(BaseModel):
    """What the script says to one question. What it has no words for is met with "I don't know"."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    answer: str | None = None
    probes: dict[str, str] = {}
    """By probe id; ``any`` answers every other probe."""
    hints: int = 0
    code: str | None = None
    code_file: Path | None = None
    skip: bool = False


class Script(BaseModel):
    """``questions`` fixes the agenda; without it the bank draws one with ``seed``."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    role: Role | None = None
    stage: Stage | None = None
    level: Level = Level.MID
    seed: int = 1
    questions: tuple[str, ...] = ()
    answers: dict[str, Words] = {}


def read(path: Path) -> Script:
    """Read a script. Code files are taken from beside it. Raises BadInput with file, line or field."""
    try:
        document: Any = yaml.safe_load(path.read_text("utf-8"))
        script = Script.model_validate(document if document is not None else {})
        answers = {id: _with_code(words, path.parent) for id, words in script.answers.items()}
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        place = f"{path}:{mark.line + 1}" if mark else str(path)
        raise BadInput(f"{place}: not YAML: {getattr(error, 'problem', error)}.") from error
    except ValidationError as error:
        faults = "\n".join(f"{path}: {'.'.join(map(str, fault['loc']))}: {fault['msg']}" for fault in error.errors())
        raise BadInput(f"The script cannot be used:\n{faults}") from error
    except OSError as error:
        raise BadInput(f"Cannot read {error.filename}: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise BadInput(f"{path}: not UTF-8 (byte {error.start}).") from error
    return script.model_copy(update={"answers": answers})


def play(learner: User, script: Script, *, role: Role, stage: Stage, clock: Clock) -> Round:
    """Play the round to its end and return it."""
    round = rounds.start(
        learner, role=role, stage=stage, level=script.level, seed=script.seed, questions=script.questions, now=clock()
    )
    while (state := rounds.view(learner, round.id, clock()).state).ended is None:
        turn = state.open_turn
        if turn is None:
            worker.drain()
        else:
            _say(learner, round, state, turn, script, clock)
    worker.drain()
    return rounds.find(learner, round.id)


def _say(learner: User, round: Round, state: RoundState, turn: Turn, script: Script, clock: Clock) -> None:
    words = script.answers.get(turn.question, Words())
    if words.skip:
        rounds.skip(learner, round.id, turn.number, clock())
        return
    if turn.probe is None:
        for _ in range(words.hints - state.hints_of(turn.slot)):
            rounds.hint(learner, round.id, turn.number, clock())
    text = words.answer if turn.probe is None else words.probes.get(turn.probe, words.probes.get("any"))
    if turn.code and words.code is not None:
        rounds.submit(learner, round.id, turn.number, words.code, clock(), final=True)
    elif not turn.code and text is not None:
        rounds.answer(learner, round.id, turn.number, text, clock())
    else:
        rounds.decline(learner, round.id, turn.number, clock())


def _with_code(words: Words, folder: Path) -> Words:
    if words.code_file is None:
        return words
    return words.model_copy(update={"code": (folder / words.code_file).read_text("utf-8")})
