"""Decides whether the declared tables are those of the data contract: every table, column, key, default and choice."""

from __future__ import annotations

from typing import Any

import pytest

from planner.tables.column import Column, Kind
from planner.tables.inputs import INPUTS, table
from planner.tables.results import COST_TERMS, RESULTS
from planner.tables.table import Layout, Table

CONTRACT = {
    "Case": "name start_month! months! currency discount_rate carrying_cost_rate closing_stock_value risk_weight "
    "cvar_level max_parallel_redesigns",
    "Products": "product*! description end_use shortage_cost! backorder_cost excluded_origins",
    "Demand": "product*! month*! quantity!",
    "Bill of materials": "parent*! component*! quantity! scrap_rate",
    "Items": "item*! kind description unit grade mass_g standard_cost! max_stock",
    "Grades": "grade*! family max_temperature_c energy_product_mgoe",
    "Composition": "of*! element*! weight_percent! evidence",
    "Stock": "item! quantity! origin feed_origin location note",
    "Open orders": "order_number supplier! item! quantity! ready_month! arrival_month offer note",
    "Suppliers": "supplier*! country! feed_country feed_share evidence",
    "Offers": "offer* supplier! item! price! currency freight duty_rate production_months! transit_months! min_order "
    "order_multiple order_cost max_12_months ordered_before qualification from_month to_month end_uses",
    "Currencies": "currency*! rate!",
    "Capacity": "supplier*! item* from_month*! per_month!",
    "Qualifications": "qualification*! months! cost! earliest_month started_month",
    "Contracts": "contract*! offer! sign_by! from_month! to_month! per_month! price take_or_pay fee signed_month",
    "Licences": "licence*! supplier! item! quantity! from_month! to_month! status note",
    "Tolling": "offer*! material*! quantity_per_unit!",
    "Redesigns": "redesign*! product! months! cost! unit_cost earliest_month started_month",
    "Redesign changes": "redesign*! item*! replacement ratio",
    "Scenarios": "scenario*! probability! description",
    "Events": "scenario! from_month! to_month! known_from effect! value! supplier country item element end_use product "
    "source",
    "Limits": "limit! value! supplier country item product from_month to_month penalty",
}
"""The tables of the data contract, ``*`` a key column, ``!`` required."""

DEFAULTS: dict[str, dict[str, Any]] = {
    "Case": {
        "currency": "USD",
        "discount_rate": 0.08,
        "carrying_cost_rate": 0.25,
        "closing_stock_value": 0.8,
        "risk_weight": 0.3,
        "cvar_level": 0.9,
    },
    "Bill of materials": {"scrap_rate": 0},
    "Items": {"kind": "magnet"},
    "Suppliers": {"feed_share": 0},
    "Offers": {"freight": 0, "duty_rate": 0, "order_cost": 0, "ordered_before": 0},
    "Contracts": {"take_or_pay": 0, "fee": 0},
    "Licences": {"status": "granted"},
    "Redesigns": {"unit_cost": 0},
    "Redesign changes": {"ratio": 1},
}
"""What a blank cell means where it means a value; every other blank has a meaning of its own or is a finding."""

CHOICES = {
    ("Items", "kind"): ("magnet", "material", "assembly"),
    ("Grades", "family"): ("sintered NdFeB", "bonded NdFeB", "SmCo 1:5", "SmCo 2:17", "ferrite"),
    ("Licences", "status"): ("granted", "applied"),
    ("Events", "effect"): ("availability", "price", "duty", "delay", "demand", "closed"),
    ("Limits", "limit"): (
        "max_share",
        "min_share",
        "min_cover",
        "max_cover",
        "max_stock_value",
        "budget",
        "min_fill",
    ),
}

MONTHS = {
    "start_month",
    "month",
    "ready_month",
    "arrival_month",
    "from_month",
    "to_month",
    "earliest_month",
    "started_month",
    "sign_by",
    "signed_month",
    "known_from",
}

LISTS = {
    "Products": ("excluded_origins",),
    "Offers": ("end_uses",),
    "Events": ("supplier", "country", "item", "element", "end_use", "product"),
    "Limits": ("supplier", "country", "item", "product"),
}

PLAN = {
    "Summary": "key value",
    "Nodes": "node parent month probability scenarios",
    "Decisions": "node month kind name",
    "Orders": "node month offer supplier item quantity cost arrives",
    "Waiting": "node month offer quantity",
    "Reserved": "node month contract quantity",
    "Shipments": "node month offer item pool quantity arrival_month",
    "Stock": "node month item pool quantity months_of_cover",
    "Production": "node month product design quantity",
    "Use": "node month product design item pool quantity",
    "Shortages": "node month product lost backordered",
    "Limits broken": "limit scenario_or_node amount cost",
    "Scenario costs": "scenario probability cost",
    "Costs": "node month purchase take_or_pay order_fees freight duty carrying qualification redesign contract_fees "
    "redesign_units shortage backorder penalties closing_credit",
}

EVERY = [(one, field) for one in (*INPUTS, *RESULTS) for field in one.columns]


def marked(field: Column) -> str:
    return field.id + "*" * field.key + "!" * field.required


def named(pair: tuple[Table[Any], Column]) -> str:
    return f"{pair[0].title}.{pair[1].id}"


def test_the_tables_are_those_of_the_contract_in_its_order() -> None:
    assert [one.title for one in INPUTS] == list(CONTRACT)


@pytest.mark.parametrize("one", INPUTS, ids=lambda one: one.title)
def test_a_table_has_the_columns_of_the_contract(one: Table[Any]) -> None:
    assert [marked(field) for field in one.columns] == CONTRACT[one.title].split()


@pytest.mark.parametrize("one", INPUTS, ids=lambda one: one.title)
def test_a_blank_cell_means_what_the_contract_says(one: Table[Any]) -> None:
    stated = {field.id: field.default for field in one.columns if field.default not in (None, ())}
    assert stated == DEFAULTS.get(one.title, {})


@pytest.mark.parametrize("one", INPUTS, ids=lambda one: one.title)
def test_a_table_takes_the_choices_months_and_lists_of_the_contract(one: Table[Any]) -> None:
    for field in one.columns:
        choices = CHOICES.get((one.title, field.id))
        assert (field.kind is Kind.CHOICE) == (choices is not None)
        assert choices is None or field.choices == choices
        assert (field.kind is Kind.MONTH) == (field.id in MONTHS)
        assert (field.kind is Kind.NAMES) == (field.id in LISTS.get(one.title, ()))


def test_the_plan_has_the_sheets_and_columns_of_the_contract() -> None:
    assert {one.title: " ".join(field.id for field in one.columns) for one in RESULTS} == PLAN


def test_cost_terms_are_the_columns_of_the_costs() -> None:
    assert tuple(PLAN["Costs"].split()[2:]) == COST_TERMS


def test_the_settings_are_the_one_table_of_pairs_and_demand_the_one_with_months_across() -> None:
    assert [one.title for one in INPUTS if one.layout is Layout.SETTINGS] == ["Case"]
    assert [one.title for one in INPUTS if one.layout is Layout.MONTHS] == ["Demand"]


@pytest.mark.parametrize("pair", EVERY, ids=named)
def test_a_column_says_what_it_is_and_what_blank_means(pair: tuple[Table[Any], Column]) -> None:
    field = pair[1]
    assert field.title
    assert field.meaning.endswith(".")
    assert field.title[0].isupper()
    if field.choices and field.kind is Kind.CHOICE and field.default is not None:
        assert field.default in field.choices
    if field.required:
        assert field.default is None
        assert not field.blank


@pytest.mark.parametrize("pair", [(one, field) for one in INPUTS for field in one.columns], ids=named)
def test_an_example_is_a_value_its_column_takes(pair: tuple[Table[Any], Column]) -> None:
    field = pair[1]
    if field.required:
        assert field.example is not None
    if field.numeric and field.example is not None:
        assert isinstance(field.example, int | float)
        assert not field.outside(field.example)
    if field.kind is Kind.CHOICE and field.example is not None:
        assert field.example in field.choices


@pytest.mark.parametrize("one", INPUTS, ids=lambda one: one.title)
def test_a_link_leads_to_a_column_that_exists(one: Table[Any]) -> None:
    for field in one.columns:
        for link in field.links:
            table_id, _, column_id = link.partition(".")
            assert table(table_id).field(column_id).kind is Kind.NAME
