"""greenroom pack: list questions, check packs, start new questions."""

from pathlib import Path
from typing import Annotated

import typer

from greenroom.bank.kind import Kind
from greenroom.bank.places import pack_folders
from greenroom.bank.starter import write_starter
from greenroom.cli import output
from greenroom.cli.choice import choose
from greenroom.kernel.track import Level, Role, Stage
from greenroom.practice import content, packcheck

app = typer.Typer(add_completion=False, rich_markup_mode=None, help="List questions, check packs, start new questions.")


@app.command("list")
def list_questions(
    words: Annotated[list[str] | None, typer.Argument(help="Only questions with all these words.")] = None,
    kind: Annotated[str | None, typer.Option()] = None,
    role: Annotated[str | None, typer.Option()] = None,
    stage: Annotated[str | None, typer.Option()] = None,
    level: Annotated[str | None, typer.Option()] = None,
    topic: Annotated[str | None, typer.Option()] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON line a question on stdout.")] = False,
) -> None:
    """List questions of all packs."""
    library = content.library()
    for fault in library.faults:
        output.say(str(fault))
    for question in library.find(
        kind=choose(Kind, kind) if kind else None,
        role=choose(Role, role) if role else None,
        stage=choose(Stage, stage) if stage else None,
        level=choose(Level, level) if level else None,
        topic=topic,
        text=" ".join(words or ()),
    ):
        if as_json:
            output.data(
                {"id": question.id, "pack": question.pack, "kind": question.kind, "topic": question.topic, "title": question.title}
            )
        else:
            typer.echo(f"{question.id:<34} {question.kind:<11} {question.topic:<28} {question.title}")


@app.command()
def check(
    folders: Annotated[list[Path] | None, typer.Argument(help="Pack folders; left out, every pack that Greenroom loads.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON line a pack on stdout.")] = False,
) -> None:
    """Read everything, run every submission through the judge and every sample through the grader. Exit 1 on an error."""
    failed = False
    for folder in folders or pack_folders():
        outcome = packcheck.check(folder)
        failed = failed or bool(outcome.errors)
        for fault in outcome.errors:
            output.say(f"error    {fault}")
        for fault in outcome.warnings:
            output.say(f"warning  {fault}")
        worst = max((sample.distance for sample in outcome.samples), default=0.0)
        summary = {
            "pack": str(folder),
            "questions": outcome.questions,
            "submissions": outcome.submissions,
            "samples": len(outcome.samples),
            "mean_error": round(outcome.mean_error, 4),
            "worst_error": round(worst, 4),
            "errors": len(outcome.errors),
            "warnings": len(outcome.warnings),
        }
        if as_json:
            output.data(summary)
        else:
            output.say(
                f"{folder}: {outcome.questions} questions, {outcome.submissions} submissions judged, "
                f"{len(outcome.samples)} samples graded without themselves "
                f"(mean error {outcome.mean_error:.3f}, worst {worst:.3f}), "
                f"{len(outcome.errors)} errors, {len(outcome.warnings)} warnings."
            )
    raise typer.Exit(1 if failed else 0)


@app.command()
def new(
    kind: Annotated[str, typer.Argument(help="concept, behavioral, coding, sql, debugging, design or take-home.")],
    slug: Annotated[str | None, typer.Argument(help="The question's id: lower-case words joined by hyphens.")] = None,
    pack: Annotated[Path, typer.Option(help="The pack's folder.")] = Path(),
) -> None:
    """Write a starter question, ready to be filled in."""
    for path in write_starter(choose(Kind, kind), pack, slug):
        output.say(f"wrote {path}")
    output.say(f"Fill it in, then: greenroom pack check {pack}")
