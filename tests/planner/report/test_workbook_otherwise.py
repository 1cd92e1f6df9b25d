"""The sheets of the plan workbook say otherwise where there is less to tell: nothing later, one future, no mass."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from planner.plan.answer import with_plan
from planner.plan.plan import Plan
from planner.report import figures
from planner.report.theme import LIGHT
from planner.report.workbook import write_plan
from planner.tables.case import Case
from tests.planner.report.charted import changed, heavy, shipment, whole_story
from tests.planner.report.stories import answer_to, embargo, order
from tests.planner.report.told import weights
from tests.planner.report.workbooks import lines


def said(tmp_path: Path, told: Case, plan: Plan) -> dict[str, list[str]]:
    path = tmp_path / "plan.xlsx"
    write_plan(path, told, with_plan(plan, (), plan.objective, 0.0))
    return {sheet.title: lines(sheet) for sheet in load_workbook(path)}


def under(figure: Any) -> str:
    """What stands on a figure outside of its panels and within them, as one text."""
    words = [*figure.texts, *(text for axes in figure.axes for text in axes.texts)]
    return " ".join(one.get_text().replace("\u00a0", " ") for one in words)


def test_a_plan_that_starts_nothing_later_says_so(tmp_path: Path) -> None:
    told = embargo()
    sheets = said(tmp_path, told, answer_to(told, orders=[order(0, 0, "Ganzhou", 40, 160, 1)]))
    assert any(
        one.endswith("Nothing further is started or signed in any scenario.") for one in sheets["Recommendation"]
    )


def test_without_scenarios_the_assumptions_say_that_one_future_is_certain(tmp_path: Path) -> None:
    told, plan = whole_story()
    one = changed(told, scenarios=[], events=[])
    assert "One certain future without events." in said(tmp_path, one, plan)["Assumptions"]
    assert "One certain future without events." not in said(tmp_path, told, plan)["Assumptions"]


def test_the_costs_say_how_much_the_tail_weighs(tmp_path: Path) -> None:
    told, plan = whole_story()
    for weight, words in ((0.3, "its mean cost with 30 %"), (0.0, "its mean cost with 0 %")):
        sheet = said(tmp_path, told, replace(plan, risk_weight=weight))["Cost by scenario"]
        assert any("The tail is the worst 10 % of the odds" in one and words in one for one in sheet)


def test_the_sheet_of_exposure_tells_what_is_not_known_instead_of_an_empty_table(tmp_path: Path) -> None:
    sheet = said(tmp_path, *whole_story())["Exposure"]
    assert "No rare earth is known in any product." in sheet
    assert "Not counted: Magnet, whose composition is not known." in sheet
    assert any("Whether Magnet needs a licence is not known" in one for one in sheet)
    assert "Together" not in sheet


def test_materials_that_arrive_beside_magnets_are_told_to_be_left_out() -> None:
    told = heavy(embargo())
    both = changed(
        told,
        items=[
            {"item": "Magnet", "standard_cost": 5, "mass_g": 500},
            {"item": "Oxide", "kind": "material", "unit": "kg", "standard_cost": 50},
        ],
        offers=[
            {"supplier": "Ganzhou", "item": "Magnet", "price": 4, "production_months": 1, "transit_months": 0},
            {"supplier": "Narva", "item": "Oxide", "price": 40, "production_months": 0, "transit_months": 0},
        ],
        qualifications=[],
    )
    magnets = shipment(0, 0, "Ganzhou", 9, 0)
    oxide = replace(shipment(1, 1, "Narva", 5, 1), offer="Narva | Oxide", item="Oxide")
    note = "Materials arrive too; they are not counted beside the magnets made of them."
    assert note in under(figures.sourcing_mix(both, answer_to(both, shipments=[magnets, oxide]), "Stop", LIGHT))
    assert note not in under(figures.sourcing_mix(both, answer_to(both, shipments=[magnets]), "Stop", LIGHT))


def test_the_weight_next_to_the_cases_own_is_marked_on_the_frontier() -> None:
    told, _ = whole_story()  # asks for 0.3
    assert "weight 50 % (nearest this case's)" in under(figures.cost_frontier(told, weights(), LIGHT))
