"""A round held in the terminal: the same practice calls as the page makes."""

import sys

import typer
from django.contrib.auth.models import User
from django.utils import timezone

from greenroom.cli import output, show
from greenroom.cli.edit import edit
from greenroom.interviewing.state import RoundState, Turn
from greenroom.interviewing.transcript import transcript
from greenroom.kernel.errors import BadInput, Conflict
from greenroom.kernel.track import Level, Role, Stage
from greenroom.practice import content, rounds, worker
from greenroom.practice.models import Round

HELP = "End an answer with a line that holds only a full stop.  /hint  /dontknow  /skip  /pause  /end"
CODE_HELP = "Enter opens your editor.  /run  /submit  /hint  /dontknow  /skip  /pause  /end"


def hold(learner: User, *, role: Role, stage: Stage, level: Level, seed: int | None) -> Round:
    """Hold the round to its end, or until the learner leaves with Ctrl+C; then it is paused. Resumes one that is under way."""
    if not sys.stdin.isatty():
        raise BadInput("A round needs a terminal to type in.", todo="Play one from a file with --script FILE.")
    round = rounds.open_round(learner)
    if round is None:
        round = rounds.start(learner, role=role, stage=stage, level=level, seed=seed, now=timezone.now())
    else:
        output.say(f"Going on with the {round.stage} that is under way.")
        if rounds.view(learner, round.id, timezone.now()).state.paused:
            rounds.resume(learner, round.id, timezone.now())
    shown = 0
    while True:
        view = rounds.view(learner, round.id, timezone.now())
        shown = _show_news(view.state, shown)
        turn = view.state.open_turn
        if view.state.ended is not None:
            worker.drain()
            return rounds.find(learner, round.id)
        if turn is None:
            worker.drain()
            continue
        output.say(f"\n[{int(view.seconds_left // 60)} min left]  {CODE_HELP if turn.code else HELP}")
        try:
            _turn(learner, round, turn, view.draft)
        except Conflict as conflict:
            output.say(str(conflict))
        except KeyboardInterrupt:
            rounds.pause(learner, round.id, timezone.now())
            output.say("\nPaused. Everything is saved; greenroom mock goes on where you left.")
            raise typer.Exit(0) from None


def _show_news(state: RoundState, shown: int) -> int:
    lines = transcript(state)
    for line in lines[shown:]:
        show.said(line)
    return len(lines)


def _turn(learner: User, round: Round, turn: Turn, draft: str) -> None:
    if turn.code:
        _code_turn(learner, round, turn, draft)
        return
    text = _read_answer()
    if not _command(learner, round, turn, text.strip()):
        rounds.answer(learner, round.id, turn.number, text, timezone.now())


def _code_turn(learner: User, round: Round, turn: Turn, draft: str) -> None:
    question = content.library().question(turn.question)
    assert question.problem is not None
    source = draft or question.problem.starter
    word = input("> ").strip()
    if _command(learner, round, turn, word):
        return
    if word in ("/run", "/submit"):
        rounds.submit(learner, round.id, turn.number, source, timezone.now(), final=word == "/submit")
        worker.drain()
        run = rounds.view(learner, round.id, timezone.now()).state.turn(turn.number).attempts[-1]
        if run.verdict is not None:
            show.verdict(question.id, run.verdict)
        return
    changed = edit(source, suffix=".sql" if question.problem.language == "sqlite" else ".py")
    held = rounds.view(learner, round.id, timezone.now())
    rounds.save_draft(learner, round.id, turn.number, changed, held.revision, timezone.now())


def _command(learner: User, round: Round, turn: Turn, word: str) -> bool:
    now = timezone.now()
    match word:
        case "/hint":
            rounds.hint(learner, round.id, turn.number, now)
            output.say(rounds.view(learner, round.id, now).state.turn(turn.number).hints[-1].text)
        case "/dontknow":
            rounds.decline(learner, round.id, turn.number, now)
        case "/skip":
            rounds.skip(learner, round.id, turn.number, now)
        case "/end":
            rounds.end(learner, round.id, now)
        case "/pause":
            rounds.pause(learner, round.id, now)
            input("Paused. The clock stands still. Enter goes on. ")
            rounds.resume(learner, round.id, timezone.now())
        case _:
            return False
    return True


def _read_answer() -> str:
    lines: list[str] = []
    while True:
        try:
            line = input("> " if not lines else "  ")
        except EOFError:
            break
        if line == "." or (not lines and line.startswith("/")):
            return line if line.startswith("/") else "\n".join(lines)
        lines.append(line)
    return "\n".join(lines)
