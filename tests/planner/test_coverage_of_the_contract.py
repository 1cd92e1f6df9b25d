"""Every column a plan can depend on is seen at work: a case in which a changed cell changes the cost of the plan."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

import pytest

from planner.checks import sense_events, sense_limits
from planner.tables.case import Case
from planner.tables.choices import EFFECTS, LIMITS, Event, Limit
from planner.tables.column import Kind, Value
from planner.tables.inputs import INPUTS
from tests.generate.tiny import tiny_case
from tests.planner.model.changes import Change, cost
from tests.planner.model.changes_choices import CHOICES, FILTERS, OTHER_VALUES
from tests.planner.model.changes_limits import LIMITED, STORIES
from tests.planner.model.changes_needs import NEEDS
from tests.planner.model.changes_supply import SUPPLY

CHANGES = [*NEEDS, *SUPPLY, *CHOICES, *LIMITED]

DOCUMENTARY = {
    "case.name": "the title",
    "products.description": "for people",
    "items.description": "for people",
    "items.unit": "says whether a material weighs its own quantity; the checks ask for a mass where it does not",
    "grades.grade": "a name others point at: what it holds stands in the composition",
    "grades.family": "for the exposure and the advice",
    "grades.max_temperature_c": "for people who look for another grade",
    "grades.energy_product_mgoe": "for people who look for another grade",
    "composition.evidence": "a source",
    "stock.location": "for people",
    "stock.note": "for people",
    "open_orders.order_number": "for people",
    "open_orders.note": "for people",
    "suppliers.evidence": "a source",
    "contracts.contract": "a name nobody points at",
    "licences.licence": "a name nobody points at",
    "licences.note": "for people",
    "scenarios.description": "for people",
    "events.source": "a source",
}
"""Columns no plan depends on, and why."""


def named(change: Change) -> str:
    """The column, and for events and limits of what effect or kind."""
    rows = change.given.get(change.column.split(".")[0], [{}])
    kind = rows[0].get("effect") or rows[0].get("limit") if isinstance(rows, list) and rows else ""
    return f"{change.column} {kind or ''}".strip()


@pytest.mark.parametrize("change", CHANGES, ids=named)
def test_a_changed_cell_changes_the_plan(change: Change) -> None:
    before, after = change.costs
    assert before != after
    assert cost(change.before()) == pytest.approx(before)
    assert cost(change.after()) == pytest.approx(after)


def test_every_column_of_the_contract_is_seen_at_work_or_said_to_be_for_people() -> None:
    declared = {f"{one.id}.{column.id}" for one in INPUTS for column in one.columns}
    seen = {change.column for change in CHANGES}
    assert seen & set(DOCUMENTARY) == set()
    assert declared - seen - set(DOCUMENTARY) == set()
    assert seen | set(DOCUMENTARY) <= declared


def test_every_effect_is_seen_at_work_with_every_filter_that_means_something_for_it() -> None:
    assert {effect: set(filters) for effect, filters in FILTERS.items()} == {
        effect: set(sense_events.UNDERSTOOD[effect]) for effect in EFFECTS
    }
    seen = {named(change) for change in CHANGES}
    assert set(OTHER_VALUES) == set(EFFECTS) - {"closed"}
    asked = {effect: {*FILTERS[effect], "from_month", "to_month"} for effect in EFFECTS}
    for effect in OTHER_VALUES:
        asked[effect].add("value")
    assert {f"events.{column} {effect}" for effect in EFFECTS for column in asked[effect]} <= seen


def test_every_kind_of_limit_is_seen_at_work_hard_and_soft_with_every_filter_it_understands() -> None:
    assert set(STORIES) == set(LIMITS)
    seen: dict[str, set[str]] = defaultdict(set)
    for change in LIMITED:
        seen[change.given["limits"][0]["limit"]].add(change.column.removeprefix("limits."))
    for kind in LIMITS:
        assert seen[kind] >= {"value", "penalty", "from_month", "to_month", *sense_limits.UNDERSTOOD[kind]}, kind


def values(cases: Iterable[Case]) -> dict[str, set[Value]]:
    """By column the values it takes in some of the cases, where a blank cell means its default."""
    made: dict[str, set[Value]] = defaultdict(set)
    for case in cases:
        for one in INPUTS:
            for row in case.rows(one.id):
                for column, value in zip(one.columns, row, strict=True):
                    made[f"{one.id}.{column.id}"].add(column.default if value is None else value)
    return made


def unmade(made: dict[str, set[Value]]) -> list[str]:
    """The columns a plan depends on that are never filled with anything but their default, and choices never made."""
    found = []
    for one in INPUTS:
        for column in one.columns:
            name = f"{one.id}.{column.id}"
            if name in DOCUMENTARY:
                continue
            if not made[name] - {column.default, None, ()}:
                found.append(name)
            if column.kind is Kind.CHOICE:
                found += [f"{name} = {choice}" for choice in column.choices if choice not in made[name]]
    return found


def test_every_choice_of_a_column_the_plan_depends_on_is_made_somewhere() -> None:
    assert unmade(values(case for change in CHANGES for case in (change.before(), change.after()))) == []


def test_random_tiny_cases_use_every_column_the_plan_depends_on() -> None:
    """What the oracle and the audit are held against leaves nothing of the contract out."""
    assert unmade(values(tiny_case(seed) for seed in range(300))) == []


def test_random_tiny_cases_hold_every_kind_of_limit_hard_and_soft_and_every_filter_of_every_effect() -> None:
    kinds: set[tuple[str, bool]] = set()
    filters: set[tuple[str, str]] = set()
    for seed in range(300):
        case = tiny_case(seed)
        kinds |= {(limit.limit, limit.penalty is None) for limit in case.read(Limit)}
        for event in case.read(Event):
            filters |= {(event.effect, name) for name in (*sense_events.FILTERS, "known_from") if getattr(event, name)}
    assert {effect for effect, name in filters if name == "known_from"} == set(EFFECTS)
    assert kinds == {(kind, hard) for kind in LIMITS for hard in (True, False)}
    assert filters >= {(effect, name) for effect in EFFECTS for name in sense_events.UNDERSTOOD[effect]}
