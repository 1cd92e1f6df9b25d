"""Claims about cells: what is blank, of the wrong kind, out of bounds, not a choice, or there twice."""

from __future__ import annotations

import math

import pytest

from planner.checks.run import check
from planner.months import Month
from planner.tables.case import Case
from planner.tables.edits import DeleteRows
from tests import builders
from tests.planner.checks import story
from tests.planner.checks.story import item, line, of, offer, only, place, product, sound, spoiled, supplier

START = Month.parse(builders.START)


def test_empty_table_names_each_table_a_plan_cannot_do_without() -> None:
    found = of(Case(), "empty_table")
    assert [finding.table for finding in found] == ["products", "demand", "items"]
    assert found[0].message == "Products has no rows, and no plan can be made without any. Add at least one."


def test_blank_required_names_the_column_and_the_row() -> None:
    finding = only(sound(items=[{"item": "Magnet"}]), "blank_required")
    assert place(finding) == ("items", 0, "standard_cost")
    assert finding.message == "Standard cost of 'Magnet' (Items) is blank. Enter it, 0 only if it is none."


def test_blank_required_takes_a_name_of_blanks_for_none() -> None:
    assert place(only(spoiled(sound(), "suppliers", 1, "country", "  "), "blank_required")) == (
        "suppliers",
        1,
        "country",
    )


def test_blank_required_lets_zero_pass() -> None:
    assert not of(sound(items=[item("Magnet", standard_cost=0)]), "blank_required")


def test_blank_required_asks_for_the_start_month_of_a_new_case() -> None:
    fields = [finding.field for finding in of(Case(), "blank_required")]
    assert fields == ["start_month", "months"]


def test_blank_required_holds_for_demand_within_the_horizon_only() -> None:
    quantities = [*[10] * 6, None, None]
    case = sound(
        demand=[{"product": "Drive", "month": month, "quantity": units} for month, units in enumerate(quantities)]
        + [{"product": "Drive", "month": -1, "quantity": None}]
    )
    assert check(case) == ()
    finding = only(spoiled(case, "demand", 2, "quantity", None), "blank_required")
    assert place(finding) == ("demand", 2, "quantity")
    assert "'Drive', Mar 2027" in finding.message


@pytest.mark.parametrize("value", [True, math.nan, math.inf, -math.inf, "12", (1,)])
def test_wrong_kind_refuses_what_is_no_number(value) -> None:
    finding = only(spoiled(sound(), "offers", 0, "price", value), "wrong_kind")
    assert place(finding) == ("offers", 0, "price")
    assert finding.message.endswith("it takes a number. Write a number.")


@pytest.mark.parametrize(
    ("table", "field", "value", "wanted"),
    [
        ("offers", "production_months", 1.5, "a whole number"),
        ("offers", "production_months", True, "a whole number"),
        ("offers", "from_month", "2027-01", "a month such as 2027-01"),
        ("offers", "end_uses", "automotive", "names separated with ;"),
        ("offers", "end_uses", ("automotive", " "), "names separated with ;"),
        ("offers", "qualification", 7, "a name"),
        ("products", "description", 7.5, "a text"),
        ("items", "kind", 3, "a name"),
    ],
)
def test_wrong_kind_says_what_the_column_takes(table, field, value, wanted) -> None:
    assert f"it takes {wanted}." in only(spoiled(sound(), table, 0, field, value), "wrong_kind").message


def test_wrong_kind_says_that_an_optional_cell_may_be_blank() -> None:
    message = only(spoiled(sound(), "offers", 0, "freight", "x"), "wrong_kind").message
    assert message == "Freight of 'East | Magnet' (Offers) is 'x'; it takes a number. Write a number or leave it blank."


def test_blank_required_does_not_speak_of_none_where_none_is_out_of_bounds() -> None:
    finding = only(sound(case={"months": None}), "blank_required")
    assert finding.message == "Months (Case) is blank. Enter it."


def test_wrong_kind_cures_a_whole_number_written_as_another() -> None:
    case = spoiled(sound(), "offers", 0, "production_months", 2.0)
    mended = story.cured(case, only(case, "wrong_kind"))
    assert mended.rows("offers")[0] == sound(offers=[offer("East", production_months=2)]).rows("offers")[0]
    assert check(mended) == ()


def test_wrong_kind_cures_a_name_of_blanks_by_none() -> None:
    case = spoiled(sound(), "offers", 0, "currency", " ")
    assert check(story.cured(case, only(case, "wrong_kind"))) == ()


def test_out_of_bounds_names_value_and_bounds() -> None:
    finding = only(sound(bill_of_materials=[line("Drive", "Magnet", scrap_rate=-0.1)]), "out_of_bounds")
    assert place(finding) == ("bill_of_materials", 0, "scrap_rate")
    assert "is -0.1; it must be at least 0 and less than 1." in finding.message


def test_out_of_bounds_excludes_an_open_bound_itself() -> None:
    assert of(sound(bill_of_materials=[line("Drive", "Magnet", 0)]), "out_of_bounds")
    assert of(sound(bill_of_materials=[line("Drive", "Magnet", scrap_rate=1)]), "out_of_bounds")
    assert of(sound(case={"cvar_level": 1}), "out_of_bounds")
    assert not of(sound(case={"risk_weight": 1}), "out_of_bounds")


def test_out_of_bounds_suspects_percent_where_a_fraction_is_meant() -> None:
    finding = only(sound(case={"discount_rate": 8}), "out_of_bounds")
    assert finding.message.endswith("did you mean 0.08, which is 8 %?")


def test_out_of_bounds_limits_the_horizon_to_120_months() -> None:
    assert place(only(spoiled(sound(), "case", 0, "months", 121), "out_of_bounds")) == ("case", 0, "months")


def test_out_of_bounds_ignores_demand_outside_the_horizon() -> None:
    demand = [{"product": "Drive", "month": month, "quantity": 10} for month in range(6)]
    assert check(sound(demand=[*demand, {"product": "Drive", "month": -1, "quantity": -4}])) == ()


def test_too_large_stops_numbers_nobody_can_reckon_with() -> None:
    finding = only(sound(offers=[offer(max_12_months=1e18, ordered_before=0)]), "too_large")
    assert place(finding) == ("offers", 0, "max_12_months")
    assert "is 1e+18, more than can be reckoned with" in finding.message
    assert only(spoiled(sound(), "offers", 0, "production_months", 10**400), "too_large")


def test_not_a_choice_lists_the_choices_and_the_nearest() -> None:
    finding = only(sound(items=[item("Magnet", kind="magnett")]), "not_a_choice")
    assert finding.message == (
        "Kind of 'Magnet' (Items) is 'magnett'; it takes 'magnet', 'material' or 'assembly'. Did you mean 'magnet'?"
    )


def test_not_a_choice_cures_another_case_of_letters() -> None:
    case = sound(items=[item("Magnet", kind="Magnet")])
    assert check(story.cured(case, only(case, "not_a_choice"))) == ()


def test_repeated_key_compares_names_without_regard_to_case_and_names_both_rows() -> None:
    case = sound(items=[item("Magnet"), item("Other"), item("MAGNET", standard_cost=11)])
    finding = only(case, "repeated_key")
    assert place(finding) == ("items", 2, "item")
    assert finding.message == (
        "'Magnet' stands twice in Items, in rows 1 and 3 (the header not counted). Keep one of them, or rename one."
    )
    assert finding.cure is None


def test_repeated_key_cures_an_equal_row_by_deleting_it() -> None:
    case = sound(items=[item("Magnet"), item("Magnet")])
    finding = only(case, "repeated_key")
    assert finding.cure == DeleteRows("items", (1,))
    assert check(story.cured(case, finding)) == ()


def test_repeated_key_of_the_bill_asks_for_the_sum_and_has_no_certain_cure() -> None:
    case = sound(bill_of_materials=[line("Drive", "Magnet"), line("drive", "magnet")])
    finding = only(case, "repeated_key")
    assert finding.message.startswith("'Drive', 'Magnet' stands twice in Bill of materials")
    assert finding.message.endswith("If both are meant, write their sum in one row.")
    assert finding.cure is None


def test_repeated_key_counts_the_name_an_offer_gets_by_default() -> None:
    case = sound(offers=[offer("East"), offer("east", price=9, min_order=5)])
    finding = only(case, "repeated_key")
    assert place(finding) == ("offers", 1, "offer")
    assert finding.message.startswith("'East | Magnet' stands twice in Offers")
    assert finding.message.endswith("Give each offer a name of its own.")


def test_repeated_key_takes_a_blank_part_of_a_key_for_a_value() -> None:
    row = {"supplier": "East", "from_month": 0, "per_month": 5}
    by_item = {**row, "item": "Magnet"}
    twice = sound(items=[item("Magnet", mass_g=10)], capacity=[row, by_item, {**row, "per_month": 6}])
    assert place(only(twice, "repeated_key")) == ("capacity", 2, "supplier")


def test_repeated_key_of_demand_names_product_and_month() -> None:
    demand = [{"product": "Drive", "month": month, "quantity": 10} for month in (0, 1, 2, 3, 4, 5, 2)]
    message = only(sound(demand=demand), "repeated_key").message
    assert message.startswith("'Drive', Mar 2027 stands twice in Demand.")


def test_repeated_key_says_nothing_of_blank_keys() -> None:
    assert not of(sound(suppliers=[supplier("East"), supplier("West"), {}, {}]), "repeated_key")


def test_demand_month_missing_names_product_and_months() -> None:
    demand = [{"product": "Drive", "month": month, "quantity": 10} for month in (0, 3, 7)]
    finding = only(sound(demand=demand), "demand_month_missing")
    assert place(finding) == ("demand", 0, "product")
    assert finding.message == (
        "Demand of 'Drive' is not given for Feb 2027 to Mar 2027 and May 2027 to Jun 2027. Enter it, 0 where nothing "
        "is wanted."
    )


def test_demand_month_missing_leaves_a_product_without_any_demand_to_another_rule() -> None:
    case = sound(
        products=[product(), product("Pump")], bill_of_materials=[line("Drive", "Magnet"), line("Pump", "Magnet")]
    )
    assert not of(case, "demand_month_missing")
    assert of(case, "product_without_demand")


def test_horizon_too_late_ends_before_the_calendar() -> None:
    case = sound(case={"start_month": "9999-10"})
    assert place(only(case, "horizon_too_late")) == ("case", 0, "start_month")
    assert not of(sound(case={"start_month": str(START)}), "horizon_too_late")
