from greenroom.bank.question import Kind, Misconception, Need, Point, Question, Rubric
from greenroom.interviewing.standing import BeliefStanding, Evidence, PointStanding
from greenroom.kernel.rating import Interval
from greenroom.kernel.score import GraderName, PointMark, PointVerdict, Score, Span
from greenroom.kernel.track import Level, Role, Stage
from greenroom.web.marksheet import Told, sheet, sheet_of_grade

POINTS = tuple(Point(id=f"p{number}", claim=f"Claim {number}.", need=Need.MUST) for number in (1, 2, 3))
BELIEF = Misconception(id="m", claim="The reverse.", correction="Not so.")
QUESTION = Question(
    id="q",
    pack="core",
    kind=Kind.CONCEPT,
    title="Q",
    topic="t",
    roles=(Role.ML_ENGINEER,),
    levels=(Level.MID,),
    stages=(Stage.PHONE_SCREEN,),
    minutes=5,
    prompt="Why?",
    strong="Because.",
    rubric=Rubric(points=POINTS, misconceptions=(BELIEF,)),
)
ANSWER = "first second third"


def graded() -> Score:
    return Score(
        0.5,
        Interval(0.3, 0.7),
        (
            PointMark("p1", PointVerdict.HIT, 0.9, (Span(0, 5),)),
            PointMark("p2", PointVerdict.PARTIAL, 0.5, (Span(6, 12),)),
            PointMark("p3", PointVerdict.MISS, 0.1),
        ),
        (PointMark("m", PointVerdict.HIT, 0.8, (Span(13, 18),)),),
        {},
        GraderName("points", "1.0"),
    )


def test_rows_are_numbered_and_the_answer_carries_the_same_numbers() -> None:
    made = sheet_of_grade(QUESTION, ANSWER, graded())
    assert [(row.number, row.css, row.words) for row in made.points] == [
        (1, "hit", "said"),
        (2, "partial", "partly"),
        (3, "miss", "not said"),
    ]
    assert [(row.number, row.css, row.correction) for row in made.beliefs] == [(4, "wrong", "Not so.")]
    html = made.heard[0].html
    assert '<mark class="hit" data-point="1"' in html
    assert '<mark class="partial" data-point="2"' in html
    assert '<mark class="wrong" data-point="4"' in html


def test_a_belief_that_was_not_voiced_has_no_row() -> None:
    grade = graded()
    quiet = Score(grade.value, grade.interval, grade.points, (PointMark("m", PointVerdict.MISS, 0.1),), grade.signals, grade.grader)
    assert sheet_of_grade(QUESTION, ANSWER, quiet).beliefs == ()


def test_evidence_is_marked_only_in_the_answer_it_comes_from() -> None:
    standing = PointStanding(POINTS[0], PointVerdict.MISS, PointVerdict.HIT, 2, (Evidence(2, Span(0, 3), PointVerdict.HIT),))
    made = sheet([Told(1, "one"), Told(2, "two", asked="And?")], [standing], [])
    assert "<mark" not in made.heard[0].html
    assert "<mark" in made.heard[1].html
    assert made.points[0].words == "said when asked"


def test_a_belief_taken_back_is_no_longer_wrong() -> None:
    held = BeliefStanding(BELIEF, 1, True, (Evidence(1, Span(0, 3), PointVerdict.HIT),))
    row = sheet([Told(1, "one")], [], [held]).beliefs[0]
    assert (row.css, row.words) == ("partial", "taken back")


def test_the_bar_says_how_many_points_were_said() -> None:
    bar = sheet_of_grade(QUESTION, ANSWER, graded()).bar
    assert bar is not None
    assert 'aria-label="1 of 3 points said"' in bar
    assert sheet([Told(1, "x")], [], []).bar is None
