"""Each check is shown a question that is right, and then one that it must complain of, at its line."""

import re
from pathlib import Path

import pytest

from greenroom.bank.finding import Finding, Severity
from greenroom.bank.kind import Kind
from greenroom.bank.lint import DOUBLE, VAGUE, lint
from greenroom.bank.lint_samples import rough_score
from greenroom.bank.read import read_pack
from greenroom.bank.starter import write_starter


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """A pack in which every placeholder has been replaced by words: nothing to complain of."""
    for kind in Kind:
        write_starter(kind, tmp_path)
    for path in tmp_path.rglob("*"):
        if path.suffix in (".yaml", ".md"):
            words = "Words " * 150 if path.name == "strong.md" else re.sub(r"TODO(: [^\"\n]*)?", "Words", path.read_text())
            path.write_text(words)
    return tmp_path


def change(file: Path, old: str, new: str) -> int:
    text = file.read_text()
    assert old in text
    file.write_text(text.replace(old, new, 1))
    return text[: text.index(old)].count("\n") + 1


def only(pack: Path) -> Finding:
    reading = read_pack(pack)
    assert reading.faults == ()
    findings = lint(reading)
    assert len(findings) == 1, "\n".join(map(str, findings))
    return findings[0]


def test_a_finished_question_of_each_kind_has_no_finding(pack: Path) -> None:
    reading = read_pack(pack)
    assert (len(reading.questions), reading.faults, lint(reading)) == (len(Kind), (), ())


CONCEPT, CODING = "concept/new-concept", "coding/new-coding"


@pytest.mark.parametrize(
    ("file", "old", "new", "severity", "field", "message"),
    [
        ("pack.yaml", 'licence: "Words"', "licence: TODO", "error", "licence", "TODO"),
        (f"{CONCEPT}/question.yaml", 'title: "Words"', "title: TODO", "error", "title", "TODO"),
        (f"{CONCEPT}/samples.yaml", 'why: "Words"', "why: TODO", "error", "samples[0].why", "TODO"),
        (f"{CODING}/cases.yaml", "about: one value", "about: TODO", "error", "cases[1].about", "TODO"),
        (f"{CONCEPT}/prompt.md", "Words", "Words " * 91, "warning", "", "91 words"),
        (f"{CONCEPT}/strong.md", "Words " * 51, "", "error", "", "99 words"),
        (f"{CONCEPT}/strong.md", "Words ", "Words " * 92, "error", "", "241 words"),
        ("design/new-design/strong.md", "Words " * 51, "", "error", "", "99 words"),
        (f"{CODING}/strong.md", "Words " * 150, "", "warning", "", "is missing"),
        (f"{CONCEPT}/question.yaml", 'claim: "Words"', "claim: Understands dropout", "error", "rubric.points[0].claim", "vague"),
        (
            f"{CONCEPT}/question.yaml",
            'claim: "Words"',
            "claim: It grows; it falls",
            "warning",
            "rubric.points[0].claim",
            "two claims",
        ),
        (f"{CONCEPT}/question.yaml", "point: second-point", "point: first-point", "error", "rubric.points[1]", "no probe"),
        (f"{CONCEPT}/question.yaml", "weight: 2", "weight: 2.6", "warning", "rubric.points[0].weight", "46% of the weight"),
        (
            f"{CONCEPT}/question.yaml",
            "need: bonus",
            "need: bonus\n      weight: 3",
            "warning",
            "rubric.points[3].weight",
            "any must",
        ),
        (f"{CONCEPT}/samples.yaml", "score: 0.9", "score: 0.6", "warning", "samples[1].score", "add up to about 1.00"),
        (f"{CODING}/starter.py", "def total", "def sum_up", "error", "", "does not define total"),
        (f"{CODING}/submissions/accepted/direct.py", "def total", "def sum_up", "error", "", "does not define total"),
        (f"{CODING}/cases.yaml", "visible: true", "visible: false", None, "", ""),
        (f"{CODING}/question.yaml", '  - "Words"\n', "", "error", "hints", "there are 2 hints"),
        ("sql/new-sql/schema.sql", "CREATE", "", None, "", ""),
    ],
)
def test_a_finding_has_its_severity_line_and_reason(
    pack: Path, file: str, old: str, new: str, severity: str | None, field: str, message: str
) -> None:
    line = change(pack / file, old, new)
    if severity is None:
        assert lint(read_pack(pack)) == ()
        return
    finding = only(pack)
    assert finding.fault.path == pack / file
    assert (finding.severity, finding.fault.field) == (severity, field)
    assert message in finding.fault.message
    whole_file = not field
    in_item = field in ("rubric.points[1]", "hints") or "\n" in new
    if not in_item:
        assert finding.fault.line == (0 if whole_file else line)
    assert str(finding).startswith(f"{pack / file}:")
    assert f" {severity}: " in str(finding)


def test_a_generator_that_is_not_there_is_told_where_it_is_asked_for(pack: Path) -> None:
    change(pack / CODING / "generate.py", "def many", "def few")
    finding = only(pack)
    assert (finding.fault.path.name, finding.fault.field) == ("cases.yaml", "cases[5].generate.function")
    assert finding.fault.message == "generate.py does not define many"


@pytest.mark.parametrize("count", [100, 240])
def test_a_strong_answer_may_have_the_first_and_the_last_length_allowed(pack: Path, count: int) -> None:
    (pack / CONCEPT / "strong.md").write_text("Words " * count)
    assert lint(read_pack(pack)) == ()


def test_concept_questions_name_sources(pack: Path) -> None:
    file = pack / CONCEPT / "question.yaml"
    file.write_text(file.read_text()[: file.read_text().index("sources:")])
    assert only(pack).fault.message == "a concept question names the sources of its facts"


def samples(pack: Path, keep: list[int], scores: list[float] | None = None) -> list[str]:
    file = pack / CONCEPT / "samples.yaml"
    parts = file.read_text().split("\n- id: ")
    kept = [parts[index + 1] for index in keep]
    if scores:
        kept = [re.sub(r"score: \S+", f"score: {score}", part) for part, score in zip(kept, scores, strict=True)]
    file.write_text("\n".join(f"- id: {part}" for part in kept))
    return [finding.fault.message for finding in lint(read_pack(pack)) if finding.severity is Severity.ERROR]


def test_eight_samples(pack: Path) -> None:
    assert samples(pack, [0, 1, 2, 3, 4, 5, 6]) == ["there are 7 samples; the grader needs at least 8"]


def test_samples_reach_down(pack: Path) -> None:
    scores = [1.0, 0.9, 0.8, 0.7, 0.4, 0.2, 0.2, 0.2]
    assert samples(pack, list(range(8)), scores) == ["the lowest score is 0.2; one must be 0.15 or less"]


def test_samples_reach_up(pack: Path) -> None:
    scores = [0.85, 0.85, 0.8, 0.7, 0.4, 0.15, 0.1, 0]
    assert samples(pack, list(range(8)), scores) == ["the highest score is 0.85; one must be 0.9 or more"]


def test_samples_have_five_different_scores(pack: Path) -> None:
    assert samples(pack, list(range(8)), [1, 1, 1, 0.7, 0.3, 0, 0, 0]) == [
        "there are 4 different scores; at least 5 cover the scale"
    ]


def test_every_must_is_hit_by_one_sample_and_missed_by_one(pack: Path) -> None:
    file = pack / CONCEPT / "samples.yaml"
    text = file.read_text()
    file.write_text(text.replace(", second-point", ""))
    assert "no sample hits the must point 'second-point'" in [finding.fault.message for finding in lint(read_pack(pack))]
    lines = [line for line in text.splitlines() if not line.startswith(("  hits:", "  partial:"))]
    file.write_text("\n".join(line.replace("  answer:", "  hits: [first-point]\n  answer:") for line in lines))
    assert "no sample misses the must point 'first-point'" in [finding.fault.message for finding in lint(read_pack(pack))]


def test_a_confident_wrong_sample_names_its_misconception(pack: Path) -> None:
    change(pack / CONCEPT / "samples.yaml", "  misconceptions: [first-misconception]\n", "")
    assert only(pack).fault.message == "is confident and wrong, but names no misconception"


def test_cases_and_submissions_are_enough(pack: Path) -> None:
    file = pack / CODING / "cases.yaml"
    file.write_text(file.read_text()[: file.read_text().index("- id: negative")])
    (pack / CODING / "submissions/wrong_answer/skips_first.py").unlink()
    assert [finding.fault.message for finding in lint(read_pack(pack))] == [
        "too few cases: 3 of at least 6",
        "too few hidden cases: 1 of at least 2",
        "too few in wrong_answer: 1 of at least 2; they show that the cases catch mistakes",
    ]


def test_an_sql_question_has_tables(pack: Path) -> None:
    (pack / "sql/new-sql/schema.sql").write_text(" \n")
    assert only(pack).fault.message == "is empty: it makes the tables"


def test_behavioral_and_design_points_say_where_they_belong(pack: Path) -> None:
    for kind, key in (("behavioral", "star"), ("design", "step")):
        file = pack / kind / f"new-{kind}" / "question.yaml"
        file.write_text(re.sub(rf"\n      {key}: \w+", "", file.read_text()))
    assert [finding.severity for finding in lint(read_pack(pack))] == [Severity.WARNING] * 2


@pytest.mark.parametrize(
    "claim",
    [
        "Understands overfitting",
        "The answer mentions dropout",
        "Knows about L1",
        "Has a good understanding of bias",
        "is aware of drift",
    ],
)
def test_vague_claims(claim: str) -> None:
    assert VAGUE.match(claim)


@pytest.mark.parametrize(
    "claim",
    [
        "A model that knows its training data by heart overfits",
        "Attention mentions no order",
        "Knowledge distillation trains a small model",
    ],
)
def test_claims_that_only_sound_vague(claim: str) -> None:
    assert not VAGUE.match(claim)


@pytest.mark.parametrize(
    "claim", ["L1 gives zeros; L2 does not", "It shrinks weights and also selects", "It overfits, and it needs more data"]
)
def test_double_claims(claim: str) -> None:
    assert DOUBLE.search(claim)


@pytest.mark.parametrize("claim", ["Precision and recall trade off", "Bias, variance and noise add up to the error"])
def test_single_claims_with_an_and(claim: str) -> None:
    assert not DOUBLE.search(claim)


def test_the_rough_score_adds_points_and_takes_costs(pack: Path) -> None:
    question = next(question for question in read_pack(pack).questions if question.kind is Kind.CONCEPT)
    assert question.rubric is not None
    full, _, _, _, half, *_ = question.samples
    assert rough_score(question.rubric, full) == 1.0
    assert rough_score(question.rubric, half) == pytest.approx(2 / 5)
    wrong = half.model_copy(update={"misconceptions": ("first-misconception",), "partial": ("third-point",)})
    assert rough_score(question.rubric, wrong) == pytest.approx(2.5 / 5 - 0.15)
