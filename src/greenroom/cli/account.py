"""greenroom account: add somebody to a hosted server."""

import sys
from typing import Annotated

import typer

from greenroom.cli import output
from greenroom.cli.django import open_store

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command()
def account(
    name: Annotated[str, typer.Argument(help="The account's name.")],
    password_stdin: Annotated[bool, typer.Option("--password-stdin", help="Read the password from standard input.")] = False,
) -> None:
    """Add an account. The password is asked for, and never taken from the command line, where others could read it."""
    open_store()
    from greenroom.practice import learners  # noqa: PLC0415  (Django's models exist only after open_store)

    password = (
        sys.stdin.readline().rstrip("\n")
        if password_stdin
        else typer.prompt("Password", hide_input=True, confirmation_prompt=True, err=True)
    )
    learners.add(name, password)
    output.say(f"Added {name}. They log in where the server runs with GREENROOM_ACCOUNTS=1.")
