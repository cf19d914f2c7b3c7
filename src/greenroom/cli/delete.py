"""greenroom delete: the end of everything a learner has here."""

from typing import Annotated

import typer

from greenroom.cli import output
from greenroom.cli.django import learner, open_store

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command()
def delete(
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    account: Annotated[str | None, typer.Option(help="On a hosted server: whose.")] = None,
) -> None:
    """Delete every answer, mark, submission, verdict, draft and event, and the backup copies that are yours alone."""
    config = open_store()
    from greenroom.practice import archive  # noqa: PLC0415  (Django's models exist only after open_store)

    user = learner(account)
    if (
        not yes
        and typer.prompt("Everything will be deleted. To keep a copy, run greenroom export first. Type delete to go on") != "delete"
    ):
        output.say("Nothing was deleted.")
        raise typer.Exit(1)
    counts = archive.delete_everything(user, config.data)
    output.say(f"Deleted {sum(counts.values())} rows.")
