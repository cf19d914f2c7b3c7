"""greenroom practice: one question in the terminal."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from greenroom.bank.kind import Kind
from greenroom.cli import output, show
from greenroom.cli.choice import choose
from greenroom.cli.django import learner, open_store
from greenroom.cli.edit import edit
from greenroom.cli.source import read_text
from greenroom.kernel.errors import BadInput
from greenroom.kernel.track import Role

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command()
def practice(
    question: Annotated[str | None, typer.Argument(help="A question's id; left out, one you never tried.")] = None,
    kind: Annotated[str | None, typer.Option(help="concept, behavioral, coding, sql, debugging or design.")] = None,
    role: Annotated[str | None, typer.Option(help="Only questions for this role.")] = None,
    file: Annotated[str | None, typer.Option("--file", "-f", help="Take the answer from a file, or - for standard input.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the result as JSON on stdout.")] = False,
) -> None:
    """Answer one question and see its marks. The attempt is kept with your others."""
    wanted = (choose(Kind, kind) if kind else None, choose(Role, role) if role else None)
    open_store()
    # Django's models exist only after open_store.
    from django.utils import timezone  # noqa: PLC0415

    from greenroom.practice import attempts, content, worker  # noqa: PLC0415

    user = learner(None)
    library = content.library()
    if question is None:
        found = library.find(kind=wanted[0], role=wanted[1])
        tried = attempts.tried(user)
        fresh = [item for item in found if item.id not in tried] or list(found)
        if not fresh:
            raise BadInput("No question fits.", todo="Leave out --kind or --role, or see greenroom pack list.")
        question = fresh[0].id
    asked = library.question(question)
    show.question(asked)
    if file is not None:
        text = read_text(file)
    elif not sys.stdin.isatty():
        raise BadInput("There is no terminal to type in.", todo="Give the answer with --file FILE, or --file - for standard input.")
    elif asked.problem is not None:
        text = edit(asked.problem.starter, suffix=Path(asked.problem.reference).suffix)
    else:
        output.say("Your answer opens in your editor.")
        text = edit("", suffix=".txt")
    if asked.kind.judged:
        submission = attempts.submit(user, question, text, timezone.now(), final=True)
        worker.drain()
        result = attempts.find_submission(user, submission.id)
    else:
        answer = attempts.answer(user, question, text, timezone.now())
        worker.drain()
        result = attempts.find_answer(user, answer.id)
    show.attempt(result, as_json=as_json)
