"""greenroom mock: a round in the terminal, or played from a script."""

from pathlib import Path
from typing import Annotated

import typer

from greenroom.cli import output, show
from greenroom.cli.choice import choose
from greenroom.cli.django import learner, open_store
from greenroom.kernel.errors import BadInput
from greenroom.kernel.track import Level, Role, Stage

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command()
def mock(
    role: Annotated[str, typer.Option(help="ml-engineer, data-scientist, prompt-engineer or research-scientist.")] = "ml-engineer",
    stage: Annotated[str, typer.Option(help="phone-screen or recruiter-screen.")] = "phone-screen",
    level: Annotated[str | None, typer.Option(help="junior, mid or senior.")] = None,
    seed: Annotated[int | None, typer.Option(help="Draws the same questions again.")] = None,
    script: Annotated[Path | None, typer.Option(help="Play a YAML file of answers and code instead of asking you.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the debrief as JSON on stdout.")] = False,
) -> None:
    """Hold a mock interview round, then print its debrief. Type your answers; a lone full stop ends one."""
    chosen_role, chosen_stage = choose(Role, role), choose(Stage, stage)
    chosen_level = choose(Level, level) if level is not None else None
    open_store()
    # Django's models exist only after open_store.
    from django.utils import timezone  # noqa: PLC0415

    from greenroom.cli import talk  # noqa: PLC0415
    from greenroom.interviewing.report import debrief_json, debrief_markdown  # noqa: PLC0415
    from greenroom.practice import rounds  # noqa: PLC0415
    from greenroom.practice import script as scripts  # noqa: PLC0415

    user = learner(None)
    if script is not None:
        lines = scripts.read(script)
        changes = {"level": chosen_level, "seed": seed}
        lines = lines.model_copy(update={name: value for name, value in changes.items() if value is not None})
        if lines.role not in (None, chosen_role) or lines.stage not in (None, chosen_stage):
            raise BadInput(
                f"{script} is written for {lines.role} and {lines.stage}, not for {chosen_role} and {chosen_stage}.",
                todo="Leave out its role and stage, or give the same ones.",
            )
        played = scripts.play(user, lines, role=chosen_role, stage=chosen_stage, clock=timezone.now)
    else:
        played = talk.hold(user, role=chosen_role, stage=chosen_stage, level=chosen_level or Level.MID, seed=seed)
    debrief = rounds.debrief(user, played.id)
    if as_json:
        output.data(debrief_json(debrief))
    else:
        show.markdown(debrief_markdown(debrief))
