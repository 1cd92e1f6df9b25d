"""Claims about names that refer to other rows."""

from __future__ import annotations

import pytest

from planner.checks.run import check
from planner.reference.library import load
from planner.tables.edits import SetCells
from planner.tables.inputs import INPUTS
from tests.planner.checks import story
from tests.planner.checks.story import (
    calm_and_halt,
    cured,
    event,
    item,
    line,
    of,
    offer,
    only,
    place,
    sound,
    supplier,
)


def test_unknown_name_suggests_the_nearest_known_name() -> None:
    finding = only(sound(offers=[offer(what="Magnit"), offer("East"), offer("West")]), "unknown_name")
    assert place(finding) == ("offers", 0, "item")
    assert finding.message == (
        "Item of 'East | Magnit' (Offers) names 'Magnit', which is not in Items. Did you mean 'Magnet'? Correct the "
        "name, or add a row for it."
    )


def test_unknown_name_sees_a_letter_typed_for_a_digit() -> None:
    items = [item("MG-192"), item("MG-102"), item("Magnet")]
    finding = only(sound(items=items, offers=[offer("East"), offer("West"), offer(what="MG-1O2")]), "unknown_name")
    assert "Did you mean 'MG-102'?" in finding.message


def test_unknown_name_of_a_product_with_demand_is_told_once_not_for_every_month() -> None:
    finding = only(sound(demand={"Drive": [1, 2, 3], "Drvie": [1, 2, 3]}), "unknown_name")
    assert place(finding) == ("demand", 3, "product")
    assert finding.message == (
        "Product in Demand names 'Drvie', which is not in Products. Did you mean 'Drive'? Correct the name, or add a "
        "row for it."
    )


def test_unknown_name_is_not_asked_of_a_table_that_has_no_rows_at_all() -> None:
    found = check(sound(items=[]))
    assert {one.rule for one in found if one.is_error} == {"empty_table"}


def test_unknown_name_stays_on_one_line() -> None:
    finding = only(sound(offers=[offer(what="Mag\nnet"), offer("East"), offer("West")]), "unknown_name")
    assert "names 'Mag↵net'" in finding.message


def test_unknown_name_compares_without_regard_to_case() -> None:
    assert check(sound(offers=[offer("EAST", "magnet"), offer("West")])) == ()


def test_unknown_name_suggests_nothing_where_nothing_is_near() -> None:
    assert (
        "Did you mean" not in only(sound(offers=[offer("Zzz"), offer("East"), offer("West")]), "unknown_name").message
    )


def test_unknown_name_looks_into_lists() -> None:
    case = calm_and_halt(event(supplier="East;Nobody"))
    finding = only(case, "unknown_name")
    assert place(finding) == ("events", 0, "supplier")
    assert "'Nobody'" in finding.message


def test_unknown_name_takes_any_of_several_fields() -> None:
    bill = [line("Drive", "Motor"), line("Motor", "Magnet")]
    assert check(sound(bill_of_materials=bill)) == ()
    message = only(sound(bill_of_materials=[*bill, line("Drive", "Screw")]), "unknown_name").message
    assert "not in any of Items, Bill of materials and Products" in message


def test_unknown_name_counts_the_name_an_offer_gets_by_default() -> None:
    contract = {"contract": "C", "sign_by": 1, "from_month": 1, "to_month": 4, "per_month": 5}
    assert check(sound(contracts=[{**contract, "offer": "east | MAGNET"}])) == ()
    finding = only(sound(contracts=[{**contract, "offer": "East/Magnet"}]), "unknown_name")
    assert "Did you mean 'East | Magnet'?" in finding.message
    assert "'supplier | item'" in finding.message


def test_unknown_name_knows_the_grades_of_the_library() -> None:
    assert check(sound(items=[item("Magnet", grade="n42sh")])) == ()
    assert check(sound(items=[item("Magnet", grade="N42SH")]), library=load()) == ()
    finding = only(sound(items=[item("Magnet", grade="N42SX")]), "unknown_name")
    assert "'N42SX', which is not in Grades. Did you mean 'N42S" in finding.message


def test_unknown_name_knows_a_grade_as_what_a_composition_is_of() -> None:
    rows = [{"of": name, "element": "Nd", "weight_percent": 30} for name in ("N42SH", "Magnet")]
    assert check(sound(composition=rows)) == ()
    assert of(sound(composition=[{**rows[0], "of": "Nothing"}]), "unknown_name")


def test_unknown_name_refuses_events_without_scenarios() -> None:
    assert place(only(sound(events=[event()]), "unknown_name")) == ("events", 0, "scenario")


_LINKED = [(one.id, column.id) for one in INPUTS for column in one.columns if column.links]


@pytest.mark.parametrize(("table", "field"), _LINKED, ids=lambda one: one)
def test_unknown_name_guards_every_linked_column(table, field) -> None:
    """In a case with rows in every table, a name nobody knows is found wherever it may stand."""
    case = story.rich()
    (column,) = [column for one in INPUTS if one.id == table for column in one.columns if column.id == field]
    value = ("Nobody at all",) if column.kind.value.startswith("list") else "Nobody at all"
    rule = "unknown_currency" if field == "currency" else "unknown_name"
    assert (table, 0, field) in [place(finding) for finding in of(story.spoiled(case, table, 0, field, value), rule)]


def test_leading_zeros_are_never_joined_silently_and_have_a_certain_cure() -> None:
    case = sound(
        items=[item("00123")],
        bill_of_materials=[line("Drive", "00123")],
        offers=[offer(what="123"), offer("West", "00123")],
    )
    finding = only(case, "leading_zeros")
    assert finding.is_error
    assert place(finding) == ("offers", 0, "item")
    assert "names '123'; '00123' differs from it only by leading zeros. Did you mean '00123'?" in finding.message
    assert finding.cure == SetCells("offers", ((0, "item", "00123"),))
    assert check(cured(case, finding)) == ()
    assert not of(case, "unknown_name")


def test_leading_zeros_in_a_list_are_cured_in_place() -> None:
    case = calm_and_halt(event(supplier="East;7"), suppliers=[supplier("East"), supplier("West"), supplier("007")])
    assert only(case, "leading_zeros").cure == SetCells("events", ((0, "supplier", ("East", "007")),))


def test_leading_zeros_that_fit_two_names_have_no_certain_cure() -> None:
    case = sound(
        items=[item("Magnet"), item("07"), item("007")],
        bill_of_materials=[line("Drive", "Magnet"), line("Drive", "07"), line("Drive", "007"), line("Drive", "7")],
    )
    finding = only(case, "leading_zeros")
    assert "Did you mean '07' or '007'?" in finding.message
    assert finding.cure is None


def test_leading_zeros_part_a_parent_from_its_product() -> None:
    case = sound(
        products=[story.product("0815")],
        demand={"0815": [10] * 6},
        bill_of_materials=[line("815", "Magnet")],
    )
    finding = only(case, "leading_zeros")
    assert place(finding) == ("bill_of_materials", 0, "parent")
    assert check(cured(case, finding)) == ()


def test_unknown_currency_names_the_currency_and_where_to_add_it() -> None:
    finding = only(sound(offers=[offer(currency="EUR"), offer("West")]), "unknown_currency")
    assert place(finding) == ("offers", 0, "currency")
    assert "'EUR', which has no rate. Add 'EUR' to Currencies" in finding.message


def test_unknown_currency_knows_the_case_currency() -> None:
    assert not of(sound(offers=[offer(currency="usd"), offer("West")]), "unknown_currency")
    in_yen = sound(case={"currency": "JPY"}, offers=[offer(currency="JPY"), offer("West")])
    assert not of(in_yen, "unknown_currency")
    assert not of(
        sound(offers=[offer(currency="EUR"), offer("West")], currencies=[{"currency": "eur", "rate": 1.1}]),
        "unknown_currency",
    )
