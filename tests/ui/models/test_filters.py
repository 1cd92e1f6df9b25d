"""Decides whether a filter shows the rows it promises, and whether sorting keeps blanks last."""

import pytest

from planner.months import Month
from planner.tables.column import Value
from planner.tables.inputs import table
from ui.models.display import Display
from ui.models.filters import predicate, sorted_places

OFFERS, EVENTS = table("offers"), table("events")


@pytest.mark.parametrize(
    ("column", "text", "passing", "failing"),
    [
        (OFFERS.field("supplier"), "mag", "JL Mag", "Narva"),
        (OFFERS.field("supplier"), "=narva", "Narva", "Narva 2"),
        (OFFERS.field("supplier"), "<>narva", "JL Mag", "NARVA"),
        (OFFERS.field("price"), ">2", 2.1, 2.0),
        (OFFERS.field("price"), ">= 1,000", 1000.0, 999.0),
        (OFFERS.field("price"), "<2", 1.9, None),
        (OFFERS.field("price"), "=", None, 0.0),
        (OFFERS.field("price"), "<>", 0.0, None),
        (OFFERS.field("price"), "4.9", 14.95, 4.8),
        (OFFERS.field("from_month"), ">=2027-03", Month.of(2027, 3), Month.of(2027, 2)),
        (OFFERS.field("from_month"), "2027", Month.of(2027, 2), Month.of(2028, 2)),
        (EVENTS.field("country"), "=china", ("Vietnam", "China"), ("Vietnam",)),
        (EVENTS.field("country"), "<>china", ("Vietnam",), ("Vietnam", "China")),
    ],
)
def test_a_filter_lets_through_what_it_says(
    column: object, text: str, passing: Value, failing: Value, english: Display
) -> None:
    passes = predicate(column, text, english)  # type: ignore[arg-type]  # a column
    assert passes(passing)
    assert not passes(failing)


def test_a_comparison_that_cannot_be_read_is_looked_for_as_text(english: Display) -> None:
    passes = predicate(OFFERS.field("price"), "> abc", english)
    assert not passes(5.0)


def test_sorting_puts_blanks_last_both_ways_and_keeps_the_order_of_equals() -> None:
    values: list[Value] = [3.0, None, 1.0, 3.0, 2.0]
    assert sorted_places(values, range(5), falling=False) == [2, 4, 0, 3, 1]
    assert sorted_places(values, range(5), falling=True) == [0, 3, 4, 2, 1]


def test_names_sort_without_regard_to_case() -> None:
    assert sorted_places(["b", "A", "c"], range(3), falling=False) == [1, 0, 2]


def test_a_column_of_mixed_kinds_still_sorts() -> None:
    assert sorted_places(["x", 2.0, None], range(3), falling=False) == [1, 0, 2]


def test_a_comparison_in_a_column_of_mixed_kinds_passes_what_can_be_compared(english: Display) -> None:
    passes = predicate(OFFERS.field("price"), ">1", english)
    assert [passes(value) for value in (2.0, 1.0, "text", None, ("A",))] == [True, False, False, False, False]
