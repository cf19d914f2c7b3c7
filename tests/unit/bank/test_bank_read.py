"""Packs on disk: each begins as the starters, whole and valid, and is then broken in one way."""

import shutil
from pathlib import Path

import pytest

from greenroom.bank.kind import Kind
from greenroom.bank.read import Reading, read_pack
from greenroom.bank.starter import write_starter
from greenroom.kernel.errors import UnknownName
from greenroom.kernel.fault import Fault


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    for kind in Kind:
        write_starter(kind, tmp_path / "pack")
    return tmp_path / "pack"


def change(file: Path, old: str, new: str) -> int:
    """Replace ``old``, which must be there, once; returns the 1-based line it was on."""
    text = file.read_text()
    assert old in text
    file.write_text(text.replace(old, new, 1))
    return text[: text.index(old)].count("\n") + 1


def only(reading: Reading) -> Fault:
    assert len(reading.faults) == 1, "\n".join(map(str, reading.faults))
    return reading.faults[0]


def test_the_starters_are_one_question_of_each_kind(pack: Path) -> None:
    reading = read_pack(pack)
    assert reading.faults == ()
    assert {question.kind for question in reading.questions} == set(Kind)
    assert {question.pack for question in reading.questions} == {"my-pack"}


def test_every_file_lands_in_its_field(pack: Path) -> None:
    reading = read_pack(pack)
    questions = {question.id: question for question in reading.questions}
    coding, sql = questions["new-coding"].problem, questions["new-sql"].problem
    assert coding is not None
    assert sql is not None
    assert coding.starter == (pack / "coding/new-coding/starter.py").read_text()
    assert coding.generators == (pack / "coding/new-coding/generate.py").read_text()
    assert coding.reference_source == (pack / "coding/new-coding/submissions/accepted/direct.py").read_text()
    assert sql.schema_sql == (pack / "sql/new-sql/schema.sql").read_text()
    assert sorted((item.folder, item.name) for item in sql.submissions) == [
        ("accepted", "grouped.sql"),
        ("wrong_answer", "counts.sql"),
        ("wrong_answer", "no_grouping.sql"),
    ]
    assert questions["new-concept"].prompt == (pack / "concept/new-concept/prompt.md").read_text().strip()
    assert len(questions["new-concept"].samples) == 8


@pytest.mark.parametrize(
    ("file", "old", "new", "field", "message"),
    [
        ("concept/new-concept/question.yaml", "minutes: 5", "minutes: soon", "minutes", "valid integer"),
        ("concept/new-concept/question.yaml", "minutes: 5", "minutes: 5\ntopics: [a]", "topics", "did you mean topic?"),
        ("concept/new-concept/question.yaml", "weight: 2", "weigth: 2", "rubric.points[0].weigth", "did you mean weight?"),
        ("concept/new-concept/question.yaml", "weight: 2", "weight: 9", "rubric.points[0].weight", "less than or equal to 5"),
        ("concept/new-concept/question.yaml", "id: second-point", "id: first-point", "rubric.points[1].id", "two points"),
        ("concept/new-concept/question.yaml", "point: first-point", "point: firts", "rubric.probes[0].point", "no point 'firts'"),
        ("concept/new-concept/question.yaml", "stages: [phone-screen, onsite]", "stages: [phone]", "stages[0]", "'phone-screen'"),
        ("concept/new-concept/question.yaml", "roles: [ml-engineer, data-scientist]", "roles: []", "roles", "at least 1 item"),
        ("concept/new-concept/question.yaml", "topic: ml-fundamentals", "topic: ML Things", "topic", "joined by single hyphens"),
        ("concept/new-concept/question.yaml", "minutes: 5", "minutes: 5\nprompt: hello", "prompt", "comes from prompt.md"),
        ("concept/new-concept/question.yaml", "minutes: 5", "minutes: 5\nid: hello", "id", "name of the question's folder"),
        ("concept/new-concept/samples.yaml", "score: 0.9", "score: 9", "samples[1].score", "less than or equal to 1"),
        ("concept/new-concept/samples.yaml", "style: terse", "style: short", "samples[1].style", "'terse'"),
        (
            "concept/new-concept/samples.yaml",
            "hits: [first-point, second-point, third-point]",
            "hits: [first-point,\n    nth-point]",
            "samples[1].hits[1]",
            "no point 'nth-point'",
        ),
        (
            "concept/new-concept/samples.yaml",
            "misconceptions: [first-misconception]",
            "misconceptions: [earth-is-flat]",
            "samples[6].misconceptions[0]",
            "no misconception",
        ),
        (
            "concept/new-concept/samples.yaml",
            "partial: [third-point]",
            "partial: [first-point]",
            "samples[2].partial[0]",
            "both hit and partial",
        ),
        ("coding/new-coding/cases.yaml", "args: {values: [1, 2, 3]}", "data: SELECT 1", "cases[0].data", "takes args or generate"),
        (
            "coding/new-coding/cases.yaml",
            "args: {values: [5]}",
            "args: {values: {$array: [[1], 2]}}",
            "cases[1].args.values.$array",
            "equal",
        ),
        ("coding/new-coding/cases.yaml", "id: single", "id: example", "cases[1].id", "two cases"),
        ("coding/new-coding/cases.yaml", "function: many", "function: 2many", "cases[5].generate.function", "as Python has them"),
        ("coding/new-coding/question.yaml", "reference: direct.py", "reference: none.py", "problem.reference", "no file 'none.py'"),
        ("coding/new-coding/question.yaml", "language: python", "language: sqlite", "problem.language", "takes language python"),
        ("coding/new-coding/question.yaml", "seconds: 2.0", "seconds: 999", "problem.limits.seconds", "less than or equal to 60"),
        ("sql/new-sql/question.yaml", "profile: sql", "profile: numpy", "problem.profile", "does not go with"),
        ("sql/new-sql/question.yaml", "problem:", "problem:\n  starter: SELECT 1", "problem.starter", "starter.sql"),
        ("sql/new-sql/cases.yaml", 'data: "-- no rows"', "data_file: ../../pack.yaml", "cases[5].data_file", "own folder"),
        ("sql/new-sql/cases.yaml", 'data: "-- no rows"', "data_file: data/none.sql", "cases[5].data_file", "no file data/none.sql"),
        ("sql/new-sql/cases.yaml", 'data: "-- no rows"', "args: {}", "cases[5].args", "a sqlite problem takes data"),
        ("behavioral/new-behavioral/question.yaml", "star: action", "star: drama", "rubric.points[0].star", "'situation'"),
    ],
)
def test_a_fault_names_file_line_field_and_reason(pack: Path, file: str, old: str, new: str, field: str, message: str) -> None:
    line = change(pack / file, old, new)
    reading = read_pack(pack)
    found = [fault for fault in reading.faults if fault.field == field]
    assert len(found) == 1, "\n".join(map(str, reading.faults))
    assert found[0].path == pack / file
    assert found[0].line - line in ((0, 1) if "\n" in new else (0,))
    assert message in found[0].message
    broken = file.split("/")[1]
    assert {question.id for question in reading.questions} == {f"new-{kind}" for kind in Kind} - {broken}


def test_all_faults_at_once_those_of_fields_and_those_of_rules(pack: Path) -> None:
    question = pack / "concept/new-concept/question.yaml"
    lines = [
        change(question, "title:", "titel:"),
        change(question, "minutes: 5", "minutes: soon"),
        change(question, "need: should", "need: perhaps"),
        change(question, "point: second-point", "point: nowhere"),
    ]
    sample = change(pack / "concept/new-concept/samples.yaml", "score: 0.9", "score: high")
    case = change(pack / "coding/new-coding/cases.yaml", "id: negative", "id: Negative One")
    (pack / "design/new-design/strong.md").unlink()
    faults = read_pack(pack).faults
    assert [fault.line for fault in faults if fault.path == question] == [
        lines[0],
        *lines,
    ]  # a missing key has the line of what should hold it
    assert [fault.field for fault in faults if fault.path == question] == [
        "titel",
        "title",
        "minutes",
        "rubric.points[2].need",
        "rubric.probes[1].point",
    ]
    assert (sample, "samples[1].score") in {(fault.line, fault.field) for fault in faults}
    assert (case, "cases[3].id") in {(fault.line, fault.field) for fault in faults}
    assert pack / "design/new-design/strong.md" in {fault.path for fault in faults}


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("concept", "question.yaml"),
        ("concept", "prompt.md"),
        ("concept", "strong.md"),
        ("concept", "samples.yaml"),
        ("coding", "starter.py"),
        ("coding", "cases.yaml"),
        ("sql", "schema.sql"),
    ],
)
def test_a_missing_file_is_one_fault(pack: Path, kind: str, name: str) -> None:
    (pack / kind / f"new-{kind}" / name).unlink()
    fault = only(read_pack(pack))
    assert fault.path == pack / kind / f"new-{kind}" / name
    assert fault.message.startswith("is missing")


def test_missing_submissions_are_named(pack: Path) -> None:
    shutil.rmtree(pack / "coding/new-coding/submissions")
    assert {fault.path.name for fault in read_pack(pack).faults} == {"submissions", "question.yaml"}


def test_a_missing_generate_file_is_told_where_it_is_needed(pack: Path) -> None:
    (pack / "coding/new-coding/generate.py").unlink()
    assert only(read_pack(pack)).field == "cases[5].generate"


def test_an_empty_prompt_is_a_fault(pack: Path) -> None:
    (pack / "concept/new-concept/prompt.md").write_text(" \n")
    fault = only(read_pack(pack))
    assert (fault.path.name, fault.line, fault.field, fault.message) == ("prompt.md", 0, "", "is empty")


def test_broken_yaml_is_one_fault_at_its_line(pack: Path) -> None:
    line = change(pack / "concept/new-concept/question.yaml", "minutes: 5", "minutes: [5")
    fault = only(read_pack(pack))
    assert fault.path.name == "question.yaml"
    assert fault.line > line


def test_a_key_given_twice_leaves_the_question_out(pack: Path) -> None:
    change(pack / "concept/new-concept/question.yaml", "minutes: 5", "minutes: 5\nminutes: 6")
    reading = read_pack(pack)
    assert "twice" in only(reading).message
    assert "new-concept" not in {question.id for question in reading.questions}


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("concept/new-concept/notes.txt", "is not part of a concept question"),
        ("concept/new-concept/sample.yaml", "did you mean samples.yaml?"),
        ("coding/new-coding/submissions/wrong_answers/a.py", "did you mean wrong_answer?"),
        ("coding/new-coding/submissions/accepted/a.txt", "is a .py file"),
        ("concept/stray.md", "is a file; a concept question is a folder"),
        ("concepts/x/question.yaml", "did you mean concept?"),
        ("stray.txt", "is not part of a pack"),
        ("sql/new-sql/data/unused.sql", "no case in cases.yaml names this file"),
    ],
)
def test_what_does_not_belong_is_a_fault(pack: Path, name: str, message: str) -> None:
    (pack / name).parent.mkdir(parents=True, exist_ok=True)
    (pack / name).write_text("hello")
    assert message in only(read_pack(pack)).message


@pytest.mark.parametrize("name", [".git/config", ".DS_Store", "concept/new-concept/.notes", "README.md", "LICENSE"])
def test_hidden_files_and_a_readme_are_no_fault(pack: Path, name: str) -> None:
    (pack / name).parent.mkdir(parents=True, exist_ok=True)
    (pack / name).write_text("hello")
    assert read_pack(pack).faults == ()


@pytest.mark.parametrize("name", ["concept/nothing", "coding/new-coding/submissions/run_time_error"])
def test_an_empty_folder_is_a_fault(pack: Path, name: str) -> None:
    (pack / name).mkdir()
    fault = only(read_pack(pack))
    assert fault.path == pack / name
    assert fault.message.startswith("is empty")


def test_a_kind_folder_that_holds_nothing_is_a_fault(pack: Path) -> None:
    shutil.rmtree(pack / "design/new-design")
    assert only(read_pack(pack)).message == "is empty: it holds no design question"


@pytest.mark.parametrize("name", ["New_Concept", "new concept", "a--b", "x" * 65])
def test_a_folder_name_is_a_slug(pack: Path, name: str) -> None:
    (pack / "concept/new-concept").rename(pack / "concept" / name)
    fault = only(read_pack(pack))
    assert fault.path == pack / "concept" / name
    assert "hyphens" in fault.message or "64" in fault.message


def test_two_questions_with_one_id_name_both(pack: Path) -> None:
    shutil.copytree(pack / "design/new-design", pack / "take-home/new-design")
    reading = read_pack(pack)
    fault = only(reading)
    assert fault.path == pack / "take-home/new-design"
    assert str(pack / "design/new-design") in fault.message
    assert [question.kind for question in reading.questions if question.id == "new-design"] == [Kind.DESIGN]


def test_a_pack_of_a_newer_format_is_one_clear_fault(pack: Path) -> None:
    line = change(pack / "pack.yaml", "format: 1", "format: 2\nnovelty: 7")
    (pack / "stray.txt").write_text("hello")
    reading = read_pack(pack)
    fault = only(reading)
    assert (fault.line, fault.field) == (line, "format")
    assert "format 2" in fault.message
    assert "update Greenroom" in fault.message
    assert reading.pack is None
    assert reading.questions == ()


@pytest.mark.parametrize(
    ("old", "new", "field"),
    [
        ("format: 1", "format: one", "format"),
        ("id: my-pack", "id: My Pack", "id"),
        ("tolerance: 0.25", "tolerance: 25", "tolerance"),
    ],
)
def test_a_broken_pack_file_still_tells_of_its_questions(pack: Path, old: str, new: str, field: str) -> None:
    change(pack / "pack.yaml", old, new)
    change(pack / "concept/new-concept/question.yaml", "minutes: 5", "minutes: soon")
    reading = read_pack(pack)
    assert {fault.field for fault in reading.faults} == {field, "minutes"}
    assert reading.questions == ()


def test_no_pack_file(pack: Path) -> None:
    (pack / "pack.yaml").unlink()
    assert only(read_pack(pack)).path == pack / "pack.yaml"


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    assert str(only(read_pack(tmp_path / "none"))) == f"{tmp_path / 'none'}: there is no such folder"
    (tmp_path / "file").write_text("")
    assert "this is a file" in only(read_pack(tmp_path / "file")).message


def test_a_data_file_fills_a_case(pack: Path) -> None:
    (pack / "sql/new-sql/data").mkdir()
    (pack / "sql/new-sql/data/none.sql").write_text("-- nothing here\n")
    change(pack / "sql/new-sql/cases.yaml", 'data: "-- no rows"', "data_file: data/none.sql")
    reading = read_pack(pack)
    assert reading.faults == ()
    problem = next(question.problem for question in reading.questions if question.id == "new-sql")
    assert problem is not None
    assert problem.cases[5].data == "-- nothing here"
    assert reading.place("new-sql", "problem", "cases", 5, "data") == (pack / "sql/new-sql/data/none.sql", 0)


def test_place_finds_file_and_line_of_any_part(pack: Path) -> None:
    reading = read_pack(pack)
    samples = (pack / "concept/new-concept/samples.yaml").read_text().splitlines()
    path, line = reading.place("new-concept", "samples", 2, "score")
    assert path == pack / "concept/new-concept/samples.yaml"
    assert samples[line - 1] == "  score: 0.8"
    assert reading.place("new-concept", "prompt") == (pack / "concept/new-concept/prompt.md", 0)
    assert reading.place("new-coding", "problem", "submissions", 0, "source")[0].name == "direct.py"
    assert reading.place("new-coding", "id") == (pack / "coding/new-coding", 0)
    with pytest.raises(UnknownName, match="Did you mean new-concept"):
        reading.place("new-concpet")


def test_reading_twice_gives_the_same(pack: Path) -> None:
    change(pack / "concept/new-concept/question.yaml", "minutes: 5", "minutes: soon")
    assert read_pack(pack) == read_pack(pack)
