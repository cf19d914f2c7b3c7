"""Questions, grades and a small player of rounds for the tests of this room."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta

from greenroom.bank.question import (
    Case,
    Kind,
    Misconception,
    Need,
    Point,
    Probe,
    Problem,
    Question,
    Rubric,
    Submission,
)
from greenroom.interviewing.events import (
    Answered,
    Asked,
    Declined,
    Ended,
    EndReason,
    Event,
    Judged,
    Marked,
    Opened,
    Paused,
    Resumed,
    Skipped,
    Slot,
    Submitted,
)
from greenroom.interviewing.hints import next_hint
from greenroom.interviewing.interviewer import next_moves
from greenroom.interviewing.state import RoundState, apply, fold
from greenroom.interviewing.turn import Turn
from greenroom.judging.verdict import CaseResult, Verdict, VerdictCode
from greenroom.kernel.rating import Interval, Rating, Signal
from greenroom.kernel.score import (
    Grade,
    GraderName,
    PointMark,
    PointVerdict,
    Score,
    SignalMark,
    Span,
    Unscored,
    UnscoredReason,
)
from greenroom.kernel.track import Level, Role, Stage

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
GRADER = GraderName("points", "1.0")
HIT, PARTIAL, MISS, CONTRADICTED = PointVerdict


def concept(id: str = "overfitting", topic: str = "generalisation", kind: Kind = Kind.CONCEPT) -> Question:
    """Four points: `noise` (must), `gap` (must), `fix` (should), `data` (bonus), with probes for all, two deep."""
    rubric = Rubric(
        points=(
            Point(id="noise", claim="The model learns the noise of the training set.", need=Need.MUST, weight=2.0),
            Point(id="gap", claim="It does well on training data and badly on new data.", need=Need.MUST, weight=1.0),
            Point(id="fix", claim="Regularisation or early stopping help.", need=Need.SHOULD, weight=1.0),
            Point(id="data", claim="More data helps.", need=Need.BONUS, weight=0.5),
        ),
        misconceptions=(
            Misconception(
                id="more-epochs", claim="Training longer cures it.", correction="Training longer makes it worse.", contradicts="fix"
            ),
        ),
        probes=(
            Probe(id="ask-gap", point="gap", ask="How would it show in the two errors?"),
            Probe(id="ask-noise", point="noise", ask="What exactly does the model learn that it should not?"),
            Probe(id="ask-noise-deep", point="noise", ask="Why does capacity matter there?", depth=2),
            Probe(id="ask-fix", point="fix", ask="What would you do about it?"),
            Probe(id="ask-data", point="data", ask="What else could you change than the model?"),
        ),
    )
    return Question(
        id=id,
        pack="core",
        kind=kind,
        title=id.replace("-", " ").capitalize(),
        topic=topic,
        roles=tuple(Role),
        levels=(Level.JUNIOR, Level.MID),
        stages=(Stage.PHONE_SCREEN, Stage.RECRUITER_SCREEN),
        minutes=5,
        prompt=f"What is {id}?",
        rubric=rubric,
        strong="It learns the noise.",
        hints=("Think of two errors.", "Which one is low?", "The training error is low."),
    )


def coding(id: str = "knn-from-scratch", kind: Kind = Kind.CODING) -> Question:
    problem = Problem(
        language="python",
        profile="numpy",
        entry="solve",
        starter="def solve(x):\n    ...\n",
        reference="main.py",
        cases=(Case(id="plain", visible=True, about="the example", args={"x": 1}),),
        submissions=(Submission(name="main.py", folder="accepted", source="def solve(x):\n    return x\n"),),
    )
    made = Question(
        id=id,
        pack="core",
        kind=Kind.CODING,
        title="KNN from scratch",
        topic="neighbours",
        roles=tuple(Role),
        levels=tuple(Level),
        stages=(Stage.PHONE_SCREEN,),
        minutes=12,
        prompt="Write `solve`.",
        strong="Return it.",
        hints=("Start small.",),
        problem=problem,
    )
    return made.model_copy(update={"kind": kind})


QUESTIONS: Mapping[str, Question] = {
    question.id: question
    for question in (
        concept("overfitting", "generalisation"),
        concept("attention", "transformers"),
        concept("rag", "retrieval"),
        coding(),
    )
}

AGENDA = (
    Slot("overfitting", Kind.CONCEPT, 5),
    Slot("attention", Kind.CONCEPT, 5),
    Slot("rag", Kind.CONCEPT, 5),
    Slot("knn-from-scratch", Kind.CODING, 12),
)


def opened(slots: tuple[Slot, ...] = AGENDA, seed: int = 7) -> Opened:
    return Opened(START, Role.ML_ENGINEER, Level.MID, Stage.PHONE_SCREEN, 30, seed, slots)


def score(
    verdicts: Mapping[str, PointVerdict],
    *,
    value: float | None = None,
    beliefs: Mapping[str, PointVerdict] | None = None,
    ratings: Mapping[Signal, int] | None = None,
    spans: Mapping[str, Span] | None = None,
) -> Score:
    """A score for `concept` questions: points not named are missed. ``value`` defaults to the weighted share of must and should."""
    weights = {"noise": 2.0, "gap": 1.0, "fix": 1.0, "data": 0.5}
    credit = {HIT: 1.0, PARTIAL: 0.5, MISS: 0.0, CONTRADICTED: 0.0}
    if value is None:
        value = min(1.0, sum(weights[id] * credit[verdict] for id, verdict in verdicts.items()) / 4.0)
    marks = tuple(_mark(id, verdicts.get(id, MISS), spans) for id in weights)
    wrong = tuple(_mark(id, verdict, spans) for id, verdict in (beliefs or {}).items())
    rated = ratings if ratings is not None else {Signal.TECHNICAL_ACCURACY: 3, Signal.COMMUNICATION_CLARITY: 3}
    signals = {
        signal: SignalMark(
            signal, Rating(rated[signal]), Interval(rated[signal] - 0.5, rated[signal] + 0.5).clamped(1, 4), "said so"
        )
        if signal in rated
        else SignalMark(signal, None, None, "nothing in this answer called for it")
        for signal in Signal
    }
    return Score(value, Interval(value - 0.1, value + 0.1).clamped(0, 1), marks, wrong, signals, GRADER)


def _mark(id: str, verdict: PointVerdict, spans: Mapping[str, Span] | None) -> PointMark:
    where = () if verdict is MISS else ((spans or {}).get(id, Span(0, 5)),)
    return PointMark(id, verdict, 0.0 if verdict is MISS else 0.9, where)


def unscored(reason: UnscoredReason = UnscoredReason.TOO_THIN) -> Unscored:
    return Unscored(reason, f"The answer was {reason.value}.", GRADER)


def verdict(code: VerdictCode = VerdictCode.AC, passed: int = 4, failed: int = 0) -> Verdict:
    cases = [CaseResult(f"ok-{n}", VerdictCode.AC, True, "plain input") for n in range(passed)]
    cases += [CaseResult(f"bad-{n}", code, n == 0, "ties", "labels differ where votes tie") for n in range(failed)]
    return Verdict(code, "sealed", 4.0, tuple(cases))


class Play:
    """Plays a round against the interviewer: every learner's act takes ``pace`` seconds."""

    def __init__(
        self, slots: tuple[Slot, ...] = AGENDA, *, seed: int = 7, questions: Mapping[str, Question] = QUESTIONS, pace: float = 40.0
    ) -> None:
        self.questions = questions
        self.pace = pace
        self.now = START
        self.log: list[Event] = [opened(slots, seed)]
        self.moves: list[Event] = []
        self._move()

    @property
    def state(self) -> RoundState:
        return fold(self.log)

    @property
    def turn(self) -> Turn:
        """The open turn."""
        turn = self.state.open_turn
        assert turn is not None
        return turn

    @property
    def asked(self) -> list[Asked]:
        return [event for event in self.log if isinstance(event, Asked)]

    def wait(self, seconds: float) -> "Play":
        self.now += timedelta(seconds=seconds)
        return self

    def put(self, event: Event) -> "Play":
        apply(self.state, event)
        self.log.append(event)
        self._move()
        return self

    def answer(self, text: str, grade: Grade, *, late: bool = False) -> "Play":
        number = self.turn.number
        self.wait(self.pace).put(Answered(self.now, number, f"a{number}", text, late))
        return self.put(Marked(self.now, number, f"a{number}", grade))

    def submit(self, result: Verdict, source: str = "def solve(x): ...", *, final: bool = True) -> "Play":
        turn = self.turn
        id = f"s{turn.number}-{len(turn.attempts)}"
        self.wait(self.pace).put(Submitted(self.now, turn.number, id, source, final))
        return self.put(Judged(self.now, turn.number, id, result))

    def decline(self) -> "Play":
        return self.wait(self.pace).put(Declined(self.now, self.turn.number))

    def skip(self) -> "Play":
        return self.wait(self.pace).put(Skipped(self.now, self.turn.number))

    def hint(self) -> "Play":
        return self.put(next_hint(self.state, self.questions[self.turn.question], self.now))

    def pause(self) -> "Play":
        return self.put(Paused(self.now))

    def resume(self) -> "Play":
        return self.put(Resumed(self.now))

    def end(self, reason: EndReason = EndReason.LEARNER) -> "Play":
        return self.put(Ended(self.now, reason))

    def all_of(self, acts: Sequence[str]) -> "Play":
        for act in acts:
            getattr(self, act)()
        return self

    def _move(self) -> None:
        self.moves = list(next_moves(self.state, self.questions, self.now))
        for move in self.moves:
            apply(self.state, move)
            self.log.append(move)
        assert next_moves(self.state, self.questions, self.now) == ()
