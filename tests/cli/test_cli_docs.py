"""What the terminal can do is documented, and what is documented it can do."""

import importlib
import importlib.metadata
import json
import re
import tomllib
from collections.abc import Iterator
from typing import Any

import pytest
import typer
from cli_terminal import ROOT

from greenroom.cli.main import COMMANDS
from greenroom.site import config

DOCS = ROOT / "docs"
PAGE = (DOCS / "cli.md").read_text(encoding="utf-8")


def section(title: str) -> str:
    """The part of the page under ``## title`` or ``### title``, up to the next heading of the same depth or higher."""
    found = re.search(rf"^(##+) {re.escape(title)}$", PAGE, re.MULTILINE)
    assert found, f"docs/cli.md has no section {title!r}"
    rest = PAGE[found.end() :]
    end = re.search(rf"^#{{2,{len(found.group(1))}}} ", rest, re.MULTILINE)
    return rest[: end.start()] if end else rest


def commands() -> Iterator[tuple[str, Any]]:
    for name in COMMANDS:
        app: Any = typer.main.get_command(importlib.import_module(f"greenroom.cli.{name}").app)
        if isinstance(app, typer.core.TyperGroup):
            for part, command in app.commands.items():
                yield f"greenroom {name} {part}", command
        else:
            yield f"greenroom {name}", app


ALL = list(commands())


@pytest.mark.parametrize(("title", "command"), ALL, ids=[title for title, _ in ALL])
def test_every_option_and_argument_is_documented(title: str, command: Any) -> None:
    text = section(title)
    for parameter in command.params:
        if parameter.param_type_name == "option":
            for word in (*parameter.opts, *parameter.secondary_opts):
                assert f"`{word}" in text, f"{title} {word}"
        else:
            assert parameter.name is not None
            assert parameter.name.upper() in text, f"{title} {parameter.name.upper()}"


@pytest.mark.parametrize(("title", "command"), ALL, ids=[title for title, _ in ALL])
def test_every_documented_option_exists(title: str, command: Any) -> None:
    there = {word for parameter in command.params for word in (*parameter.opts, *parameter.secondary_opts)}
    assert set(re.findall(r"`(--[a-z-]+)", section(title))) <= there


def test_every_command_has_a_section_and_no_other_has() -> None:
    titles = set(re.findall(r"^## greenroom (\S+)$", PAGE, re.MULTILINE))
    assert titles == set(COMMANDS)


def test_every_setting_is_documented() -> None:
    assert config.__doc__ is not None
    settings = set(re.findall(r"^([A-Z][A-Z_]+) ", config.__doc__, re.MULTILINE))
    assert len(settings) >= 8
    page = (DOCS / "settings.md").read_text(encoding="utf-8")
    assert settings == set(re.findall(r"^\| `([A-Z_]+)` \|", page, re.MULTILINE))


def test_every_setting_that_the_code_reads_is_listed_in_the_configuration() -> None:
    assert config.__doc__ is not None
    read = {
        name
        for path in (ROOT / "src").rglob("*.py")
        for name in re.findall(r'"(GREENROOM_[A-Z_]+|DATABASE_URL)"', path.read_text(encoding="utf-8"))
    }
    assert read <= set(re.findall(r"^([A-Z][A-Z_]+) ", config.__doc__, re.MULTILINE))


def test_the_debrief_s_verdict_is_the_judge_s() -> None:
    mock = json.loads((DOCS / "schema" / "mock.schema.json").read_text(encoding="utf-8"))["$defs"]
    verdict = json.loads((DOCS / "schema" / "verdict.schema.json").read_text(encoding="utf-8"))
    assert mock["case"] == verdict["$defs"]["case"]
    own = ("problem", "file")
    assert mock["verdict"]["properties"] == {name: shape for name, shape in verdict["properties"].items() if name not in own}


def test_every_package_that_comes_along_is_listed_with_the_licence_it_states() -> None:
    _, _, part = (ROOT / "THIRD_PARTY.md").read_text(encoding="utf-8").partition("## Packages installed")
    licences = dict(re.findall(r"^\| ([a-z0-9-]+) \| [^|]+ \| ([^|]+) \|$", part.partition("|---|")[2], re.MULTILINE))
    needed = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]
    names = {re.split(r"[^a-z0-9-]", requirement)[0] for requirement in needed}
    assert set(licences) == names
    for name in names:
        stated = importlib.metadata.metadata(name).get("License-Expression")
        if stated:
            assert stated.split(" AND ")[0] == licences[name].removesuffix(" and others"), name


def links() -> Iterator[tuple[str, str]]:
    pages = [*ROOT.glob("*.md"), *DOCS.rglob("*.md"), *(ROOT / "design").glob("*.md"), *(ROOT / "bench").glob("*.md")]
    for page in pages:
        for target in re.findall(r"\]\(([^)\s]+)\)", page.read_text(encoding="utf-8")):
            if not target.startswith(("http", "#")):
                yield str(page.relative_to(ROOT)), target


@pytest.mark.parametrize(("page", "target"), sorted(links()))
def test_links_between_the_pages_lead_somewhere(page: str, target: str) -> None:
    path, _, anchor = target.partition("#")
    found = (ROOT / page).parent / path
    assert found.exists()
    if anchor:
        headings = re.findall(r"^#+ (.+)$", found.read_text(encoding="utf-8"), re.MULTILINE)
        assert anchor in {re.sub(r"[^a-z0-9 -]", "", heading.lower()).replace(" ", "-") for heading in headings}
