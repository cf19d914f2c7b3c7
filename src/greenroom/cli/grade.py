"""greenroom grade: one answer, or a batch, to marks."""

import json
from typing import Annotated, Any

import typer

from greenroom.cli import output, show
from greenroom.cli.source import read_text
from greenroom.kernel.errors import BadInput, UnknownName
from greenroom.kernel.score import Unscored, to_json
from greenroom.practice.once import grade_once

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command()
def grade(
    question: Annotated[str, typer.Argument(help="The question's id; leave it out with --batch.")] = "",
    file: Annotated[str, typer.Option("--file", "-f", help="A file with the answer, or - for standard input.")] = "-",
    batch: Annotated[str, typer.Option(help='A file of JSON lines {"question": ..., "answer": ...}, or -.')] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Print the grade as JSON on stdout.")] = False,
) -> None:
    """Grade an answer in words. Exit 0 when it was scored, 1 when it is unscored, 2 for wrong use."""
    if batch:
        raise typer.Exit(_batch(batch))
    if not question:
        raise BadInput("No question was named.", todo="Try: greenroom grade overfitting --file answer.txt")
    text = read_text(file)
    result = grade_once(question, text)
    if as_json:
        output.data({"question": question, **to_json(result)})
    else:
        show.grade(question, text, result)
    raise typer.Exit(1 if isinstance(result, Unscored) else 0)


def _batch(place: str) -> int:
    """One JSON line out for each line in, in order. A line that cannot be graded says so in its place; the rest goes on."""
    worst = 0
    for number, line in enumerate(read_text(place).splitlines(), start=1):
        if line.strip():
            result = _line(line, f"{place}:{number}")
            worst = max(worst, 2 if "error" in result else 0)
            output.data(result)
    return worst


def _line(line: str, where: str) -> dict[str, Any]:
    try:
        asked = json.loads(line)
        question, answer = asked["question"], asked["answer"]
        if not isinstance(question, str) or not isinstance(answer, str):
            raise TypeError
    except (ValueError, KeyError, TypeError):
        return {"error": f'{where}: not a JSON object with the texts "question" and "answer".'}
    try:
        return {"question": question, **to_json(grade_once(question, answer))}
    except (UnknownName, BadInput) as error:
        return {"question": question, "error": f"{where}: {error}"}
