"""greenroom doctor: what is at work here."""

import os
from typing import Annotated

import typer

from greenroom.cli import output, show
from greenroom.cli.django import open_store
from greenroom.kernel.errors import StoreUnavailable
from greenroom.practice import doctor as parts

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command()
def doctor(as_json: Annotated[bool, typer.Option("--json", help="Print the report as JSON on stdout.")] = False) -> None:
    """Check database, grader, sandbox and packs by using each once. Exit 0 when all work, 1 when one does not."""
    report = parts.report(_database())
    if as_json:
        output.data(parts.to_json(report))
    else:
        show.doctor(report)
    raise typer.Exit(0 if report.ok else 1)


def _database() -> parts.Part:
    url = os.environ.get("DATABASE_URL", "")
    vendor = "PostgreSQL" if url.startswith("postgres") else "SQLite"
    try:
        config = open_store()
    except StoreUnavailable as error:
        return parts.database_part(vendor, url, error)
    return parts.database_part(vendor, config.database_url)
