"""greenroom export: everything a learner has here, as one JSON file."""

import json
import os
from pathlib import Path
from typing import Annotated

import typer

from greenroom.cli import output
from greenroom.cli.django import learner, open_store
from greenroom.kernel.errors import BadInput

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command()
def export(
    file: Annotated[Path | None, typer.Argument(help="Where to write; left out, it goes to stdout.")] = None,
    account: Annotated[str | None, typer.Option(help="On a hosted server: whose.")] = None,
) -> None:
    """Write every answer, mark, submission, verdict, draft and event to one JSON file."""
    open_store()
    # Django's models exist only after open_store.
    from django.utils import timezone  # noqa: PLC0415

    from greenroom.practice import archive  # noqa: PLC0415

    data = archive.export(learner(account), timezone.now())
    if file is None:
        output.data(data)
        return
    try:
        with open(os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as handle:
            json.dump(data, handle, indent=1)
    except FileExistsError:
        raise BadInput(f"{file} exists already.", kept="It was not changed.", todo="Choose another name.") from None
    except OSError as error:
        raise BadInput(f"Cannot write {file}: {error.strerror}.") from error
    output.say(f"Written to {file}.")
