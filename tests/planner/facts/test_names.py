"""Decides whether names are told apart as people tell them apart."""

import pytest

from planner.errors import PlannerBug
from planner.facts.names import Numbering, folded_set


def test_names_are_numbered_in_the_order_written() -> None:
    numbers = Numbering("item", ("B", "A", "b", "C"))
    assert [numbers[name] for name in ("B", "A", "C")] == [0, 1, 2]
    assert len(numbers) == 3


def test_case_does_not_tell_names_apart_and_the_first_spelling_stays() -> None:
    numbers = Numbering("item", ("Straße", "STRASSE"))
    assert numbers["strasse"] == 0
    assert numbers.spelled("STRASSE") == "Straße"


def test_a_name_not_met_is_none_and_stays_as_it_is() -> None:
    numbers = Numbering("item", ("A",))
    assert numbers.find("B") is None
    assert numbers.spelled("B") == "B"


def test_a_number_asked_for_a_name_not_met_is_a_fault() -> None:
    with pytest.raises(PlannerBug, match="no item 'B'"):
        Numbering("item", ("A",))["B"]


def test_folding_joins_spellings() -> None:
    assert folded_set(("China", "CHINA", "Japan")) == {"china", "japan"}
