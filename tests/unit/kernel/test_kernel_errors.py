from pathlib import Path

from greenroom.kernel.errors import BadInput, Conflict, GreenroomError, PackFaults, StoreUnavailable, UnknownName, Unsupported
from greenroom.kernel.fault import Fault


def test_every_error_of_ours_is_one_tree() -> None:
    for kind in (UnknownName, BadInput, PackFaults, Conflict, StoreUnavailable, Unsupported):
        assert issubclass(kind, GreenroomError)


def test_an_error_says_what_happened_what_was_kept_and_what_to_do() -> None:
    error = BadInput("The answer is too long.", kept="It was saved.", todo="Shorten it.")
    assert (error.message, error.kept, error.todo) == ("The answer is too long.", "It was saved.", "Shorten it.")
    assert str(error) == "The answer is too long. It was saved. Shorten it."


def test_parts_that_are_empty_leave_no_space() -> None:
    assert str(BadInput("No.")) == "No."
    assert str(BadInput("No.", todo="Stop.")) == "No. Stop."


def test_an_unknown_name_offers_the_near_ones() -> None:
    error = UnknownName("question", "overfiting", ["overfitting", "attention-mechanism"])
    assert error.suggestions == ("overfitting",)
    assert str(error) == "There is no question called 'overfiting'. Did you mean overfitting?"


def test_an_unknown_name_with_none_near_lists_a_few() -> None:
    assert str(UnknownName("role", "xyzzy", ["b", "a"])).endswith("Known: a, b.")
    assert str(UnknownName("role", "xyzzy", [])).endswith("Known: none.")


def test_an_unknown_name_with_none_near_counts_many() -> None:
    assert str(UnknownName("role", "zzzz", [f"a{index}" for index in range(13)])).endswith("There are 13 to choose from.")


def test_pack_faults_shows_every_one() -> None:
    faults = [Fault(Path("a.yaml"), 3, "title", "is missing"), Fault(Path("b.md"), 0, "", "is empty")]
    error = PackFaults(faults)
    assert error.faults == tuple(faults)
    assert str(error) == "2 faults in the pack:\na.yaml:3: title: is missing\nb.md: is empty"
    assert str(PackFaults(faults[:1])).startswith("1 fault in the pack:")


def test_faults_sort_by_file_then_line() -> None:
    faults = [Fault(Path("b"), 1, "", ""), Fault(Path("a"), 10, "", ""), Fault(Path("a"), 9, "", "")]
    assert [(str(fault.path), fault.line) for fault in sorted(faults)] == [("a", 9), ("a", 10), ("b", 1)]
