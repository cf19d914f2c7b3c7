from greenroom.judging.verdict import CaseResult, VerdictCode
from greenroom.web.caserows import case_rows


def case(id: str, verdict: VerdictCode, visible: bool, diagnosis: str = "") -> CaseResult:
    return CaseResult(id, verdict, visible, f"about {id}", diagnosis)


def test_visible_cases_stand_alone_and_hidden_ones_that_went_alike_share_a_row() -> None:
    rows = case_rows(
        [
            case("a", VerdictCode.AC, True),
            case("b", VerdictCode.AC, True),
            case("c", VerdictCode.AC, False),
            case("d", VerdictCode.WA, False, "values differ"),
            case("e", VerdictCode.AC, False),
            case("f", VerdictCode.WA, False, "shape differs"),
        ]
    )
    assert [(row.about, row.failed) for row in rows] == [
        (("about a",), False),
        (("about b",), False),
        (("about c", "about e"), False),
        (("about d",), True),
        (("about f",), True),
    ]


def test_no_cases_no_rows() -> None:
    assert case_rows([]) == []
