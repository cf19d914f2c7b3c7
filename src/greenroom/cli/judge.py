"""greenroom judge: code to verdicts."""

from typing import Annotated

import typer

from greenroom.cli import output, show
from greenroom.cli.source import read_text
from greenroom.judging.verdict import VerdictCode, to_json
from greenroom.practice.once import judge_once

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command()
def judge(
    problem: Annotated[str, typer.Argument(help="The problem's id, such as knn-from-scratch.")],
    files: Annotated[list[str], typer.Argument(help="Files with code, or - for standard input.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON verdict a file on stdout.")] = False,
) -> None:
    """Judge code. Exit 0 when every file is accepted, 1 when one is not, 2 for wrong use."""
    sources = [read_text(file) for file in files]
    accepted = True
    for file, verdict in zip(files, judge_once(problem, sources), strict=True):
        accepted = accepted and verdict.code is VerdictCode.AC
        if as_json or len(files) > 1:
            output.data({"problem": problem, "file": file, **to_json(verdict)})
        else:
            show.verdict(problem, verdict)
    raise typer.Exit(0 if accepted else 1)
