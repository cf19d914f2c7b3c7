"""What every sandbox backend must do: one suite, run against each that works here."""

import threading

from judging_sources import KNN, TOP, TOTALS

from greenroom.bank.question import Case, Checker, Generate, Problem, Submission
from greenroom.judging import Verdict, VerdictCode, judge
from greenroom.judging.sandbox.door import Sandbox
from greenroom.judging.verdict import from_json, to_json

AC, WA, TLE, MLE, OLE, RTE, CE = (VerdictCode[name] for name in ("AC", "WA", "TLE", "MLE", "OLE", "RTE", "CE"))


def changed(problem: Problem, **limits: float) -> Problem:
    return problem.model_copy(update={"limits": problem.limits.model_copy(update=limits)})


def in_body(line: str) -> str:
    return KNN.replace("    found = []", f"    found = []\n    {line}")


def test_the_reference_is_accepted(tier: Sandbox, knn: Problem, sales: Problem, groups: Problem) -> None:
    for problem, source in ((knn, KNN), (sales, TOTALS), (groups, TOP)):
        verdict = judge(problem, source, sandbox=tier)
        assert verdict.code is AC, (verdict.message, verdict.cases)
        assert verdict.tier == tier.tier
        assert [case.id for case in verdict.cases] == [case.id for case in problem.cases]
        assert verdict.passed == len(problem.cases)
        assert from_json(to_json(verdict)).code is AC


def test_visible_only_runs_the_visible_cases(tier: Sandbox, knn: Problem) -> None:
    verdict = judge(knn, KNN, visible_only=True, sandbox=tier)
    assert [case.id for case in verdict.cases] == ["two-clusters", "nearest"]


def test_a_wrong_answer_shows_its_visible_case_and_hides_the_rest(tier: Sandbox, knn: Problem) -> None:
    verdict = judge(knn, KNN.replace("np.array(found)", "np.array(found)[::-1]"), sandbox=tier)
    assert verdict.code is WA
    shown, hidden = verdict.cases[0], verdict.cases[2]
    assert "order" in shown.diagnosis
    assert shown.expected is not None
    assert "0, 1" in shown.expected
    assert shown.got is not None
    assert hidden.expected is None
    assert hidden.got is None
    assert hidden.about == "random points"


def test_a_loop_is_a_timeout_and_ends_the_submission(tier: Sandbox, knn: Problem) -> None:
    verdict = judge(changed(knn, seconds=0.5), in_body("while True: pass"), sandbox=tier)
    assert verdict.code is TLE
    assert len(verdict.cases) == 1
    assert "not run" in verdict.message


def test_a_sleeper_is_a_timeout(tier: Sandbox, knn: Problem) -> None:
    assert judge(changed(knn, seconds=0.5), in_body("import time; time.sleep(60)"), sandbox=tier).code is TLE


def test_carrying_a_large_input_is_not_the_learners_time(tier: Sandbox, groups: Problem) -> None:
    """Reading 60,000 rows of text takes longer than this limit; the call itself does next to nothing."""
    rows = "def rows(rng):\n    import pandas\n    return {'df': pandas.DataFrame({'g': [f'row {n}' for n in range(60_000)]})}\n"
    case = Case(id="long", about="many rows", generate=Generate(function="rows", seeds=(1,)))
    reference = Submission(name="plain.py", folder="accepted", source="def top(df):\n    return len(df)\n")
    update = {"generators": rows, "cases": (case,), "submissions": (reference,), "checker": Checker()}
    problem = changed(groups.model_copy(update=update), seconds=0.2)
    verdict = judge(problem, reference.source, sandbox=tier)
    assert verdict.code is AC, verdict
    slept = "import time\ndef top(df):\n    time.sleep(1)\n    return len(df)\n"  # past the limit, within the time to carry
    assert judge(problem, slept, sandbox=tier).code is TLE


def test_too_much_memory(tier: Sandbox, knn: Problem) -> None:
    assert judge(knn, in_body("kept = bytearray(8 << 30)"), sandbox=tier).code is MLE


def test_too_much_output(tier: Sandbox, knn: Problem) -> None:
    assert judge(knn, in_body("while True: print('x' * 1000)"), sandbox=tier).code is OLE


def test_prints_are_shown_for_visible_cases_only(tier: Sandbox, knn: Problem) -> None:
    verdict = judge(knn, in_body("print('k is', k)"), sandbox=tier)
    assert verdict.code is AC
    assert [case.printed for case in verdict.cases] == ["k is 3\n", "k is 1\n", ""]


def test_an_exception_shows_the_learners_own_lines(tier: Sandbox, knn: Problem) -> None:
    verdict = judge(knn, in_body("np.ones(3) @ np.ones(4)"), sandbox=tier)
    assert verdict.code is RTE
    shown = verdict.cases[0].diagnosis
    assert "ValueError" in shown
    assert "solution.py, line 5, in knn_predict: np.ones(3) @ np.ones(4)" in shown
    assert "greenroom" not in shown
    assert verdict.cases[2].diagnosis == "ValueError on line 5"


def test_a_wrong_signature_says_so(tier: Sandbox, knn: Problem) -> None:
    verdict = judge(knn, KNN.replace("X_test, k=3", "X, k=3"), sandbox=tier)
    assert verdict.code is RTE
    assert "unexpected keyword argument 'X_test'" in verdict.cases[0].diagnosis


def test_a_missing_function_says_so(tier: Sandbox, knn: Problem) -> None:
    verdict = judge(knn, "def knn(): pass", sandbox=tier)
    assert verdict.code is RTE
    assert verdict.message.startswith("knn_predict is not defined")


def test_a_syntax_error_names_its_line(tier: Sandbox, knn: Problem, sales: Problem) -> None:
    verdict = judge(knn, KNN.replace("found = []", "found = ["), sandbox=tier)
    assert verdict.code is CE
    assert verdict.message.startswith("line 4: ")
    verdict = judge(sales, "SELECT name\nFRUM sales", sandbox=tier)
    assert verdict.code is CE
    assert verdict.message.startswith("line 2: ")


def test_leaving_is_a_run_time_error(tier: Sandbox, knn: Problem) -> None:
    for line in ("import os; os._exit(0)", "raise SystemExit(0)", "import ctypes; ctypes.string_at(0)"):
        assert judge(knn, in_body(line), sandbox=tier).code is RTE


def test_a_changed_input_is_named(tier: Sandbox, knn: Problem) -> None:
    verdict = judge(knn, in_body("X_train *= 0"), sandbox=tier)
    assert verdict.code is WA
    assert "changed its input X_train in place" in verdict.cases[0].diagnosis
    assert "changed its own input" in verdict.cases[2].diagnosis


def test_cases_do_not_share_changed_inputs(tier: Sandbox, knn: Problem) -> None:
    source = KNN.replace("    return np.array(found)", "    found = np.array(found)\n    X_train *= 0\n    return found")
    assert judge(knn, source, sandbox=tier).code is AC


def test_four_threads_judge_at_once(tier: Sandbox, knn: Problem) -> None:
    """Right and wrong submissions side by side, each with its own verdict."""
    found: list[tuple[VerdictCode, Verdict]] = []
    sources = [
        (AC, KNN),
        (WA, KNN.replace("[:k]", "[:1]").replace("argmax", "argmin")),
        (RTE, in_body("1 / 0")),
        (OLE, in_body("while True: print(k)")),
    ]

    def work(start: int) -> None:
        for step in range(3):
            wanted, source = sources[(start + step) % 4]
            found.append((wanted, judge(knn, source, sandbox=tier)))

    threads = [threading.Thread(target=work, args=(start,)) for start in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 12
    assert [verdict.code for _, verdict in found] == [wanted for wanted, _ in found]


def test_it_says_what_it_protects_and_lacks(tier: Sandbox) -> None:
    for sentence in (*tier.protects, *tier.lacks):
        assert sentence.endswith(".")
    assert tier.protects
    assert tier.lacks
