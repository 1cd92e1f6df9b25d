"""The numbers behind every chart are those of the plan, added up by hand."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from planner.events import Progress
from planner.report import figures
from planner.report.stocks import middle
from tests.planner.report.charted import changed, heavy, shipment, whole_story
from tests.planner.report.stories import answer_to, decision, embargo, stock

MONTHS = [pd.Timestamp(2027, month, 1) for month in (1, 2, 3, 4)]


def test_every_chart_has_numbers_behind_it_and_a_test_reads_them() -> None:
    charts = {one for one in figures.__all__ if not one.endswith("_data") and one != "save"}
    assert {f"{one}_data" for one in charts} | {"save_data"} == {one for one in figures.__all__ if "_data" in one}
    read = "".join(path.read_text(encoding="utf-8") for path in Path(__file__).parent.glob("test_*.py"))
    assert [one for one in sorted(charts) if f"{one}_data(" not in read] == []


def amounts(frame: pd.DataFrame, supplier: str) -> list[float]:
    return frame[frame["supplier"] == supplier]["amount"].tolist()


def test_goods_count_in_the_month_they_arrive_along_the_scenarios_path() -> None:
    told, plan = whole_story()
    stop = figures.sourcing_mix_data(told, plan, "Stop")
    assert list(stop.columns) == ["month", "supplier", "country", "amount", "unit", "share"]
    assert stop["month"].tolist() == MONTHS * 2
    assert amounts(stop, "Ganzhou") == [10.0, 10.0, 0.0, 0.0]
    assert amounts(stop, "Narva") == [0.0, 0.0, 8.0, 2.0]
    assert set(stop["unit"]) == {"kg"}
    calm = figures.sourcing_mix_data(told, plan, "Calm")
    assert amounts(calm, "Ganzhou") == [10.0, 10.0, 10.0, 0.0]
    assert set(calm["supplier"]) == {"Ganzhou"}


def test_goods_that_arrive_after_the_plan_are_left_out() -> None:
    told = heavy(embargo())
    plan = answer_to(told, shipments=[shipment(4, 3, "Ganzhou", 20, 4), shipment(4, 3, "Ganzhou", 2, 3)])
    assert amounts(figures.sourcing_mix_data(told, plan, "Calm"), "Ganzhou") == [0.0, 0.0, 0.0, 1.0]


def test_goods_under_way_at_the_start_count_when_they_arrive_or_at_once_when_overdue() -> None:
    told = changed(
        heavy(embargo()),
        open_orders=[
            {"supplier": "ganzhou", "item": "magnet", "quantity": 6, "ready_month": -1, "arrival_month": 1},
            {"supplier": "Ganzhou", "item": "Magnet", "quantity": 4, "ready_month": -3, "arrival_month": -1},
            {"supplier": "Ganzhou", "item": "Magnet", "quantity": 99, "ready_month": 0},
        ],
    )
    assert amounts(figures.sourcing_mix_data(told, answer_to(told), "Calm"), "Ganzhou") == [2.0, 3.0, 0.0, 0.0]


def test_the_average_weighs_each_way_by_its_probability() -> None:
    told, plan = whole_story()
    mean = figures.sourcing_mix_data(told, plan, None)
    assert amounts(mean, "Ganzhou") == pytest.approx([10.0, 10.0, 0.8 * 10, 0.0])
    assert amounts(mean, "Narva") == pytest.approx([0.0, 0.0, 0.2 * 8, 0.2 * 2])


def test_without_a_mass_goods_count_at_standard_cost() -> None:
    told = embargo()
    frame = figures.sourcing_mix_data(told, answer_to(told, shipments=[shipment(0, 0, "Ganzhou", 20, 0)]), "Calm")
    assert amounts(frame, "Ganzhou") == [100.0, 0.0, 0.0, 0.0]
    assert set(frame["unit"]) == {"EUR"}


def test_a_material_is_not_counted_beside_the_magnets_made_of_it() -> None:
    told = changed(
        embargo(),
        items=[
            {"item": "Magnet", "standard_cost": 5, "mass_g": 500},
            {"item": "Oxide", "standard_cost": 50, "kind": "material"},
        ],
        suppliers=[{"supplier": "Ganzhou", "country": "China"}, {"supplier": "Mine", "country": "Australia"}],
        offers=[
            {"supplier": "Ganzhou", "item": "Magnet", "price": 4, "production_months": 0, "transit_months": 0},
            {"supplier": "Mine", "item": "Oxide", "price": 40, "production_months": 0, "transit_months": 0},
        ],
    )
    oxide = replace(shipment(0, 0, "Mine", 7, 0), offer="Mine | Oxide", item="Oxide")
    both = answer_to(told, shipments=[oxide, shipment(0, 0, "Ganzhou", 2, 0)])
    assert set(figures.sourcing_mix_data(told, both, "Calm")["supplier"]) == {"Ganzhou"}
    alone = answer_to(told, shipments=[oxide])
    assert amounts(figures.sourcing_mix_data(told, alone, "Calm"), "Mine") == [7.0, 0.0, 0.0, 0.0]


def test_shares_of_a_month_add_up_and_are_missing_where_nothing_arrives() -> None:
    told = heavy(embargo())
    plan = answer_to(told, shipments=[shipment(0, 0, "Ganzhou", 30, 0), shipment(0, 0, "Narva", 10, 0)])
    frame = figures.sourcing_mix_data(told, plan, "Calm")
    first = frame[frame["month"] == MONTHS[0]]
    assert dict(zip(first["supplier"], first["share"], strict=True)) == {"Ganzhou": 0.75, "Narva": 0.25}
    assert frame[frame["month"] == MONTHS[1]]["share"].isna().all()


def test_stock_and_cover_of_an_item_follow_the_scenario() -> None:
    told, plan = whole_story()  # every month needs 20 magnets
    frame = figures.stock_cover_data(told, plan, "magnet", "Stop")
    assert frame["month"].tolist() == MONTHS
    assert frame["stock"].tolist() == [40.0, 40.0, 10.0, 0.0]
    assert frame["months_of_cover"].tolist() == [2.0, 2.0, 0.5, 0.0]
    assert set(frame["item"]) == {"Magnet"}
    assert set(frame["unit"]) == {"pcs"}


def test_cover_in_the_chart_is_the_cover_of_the_plan() -> None:
    told, plan = whole_story()
    frame = figures.stock_cover_data(told, plan, "Magnet", "Calm")
    shown = dict(zip(frame["month"], frame["months_of_cover"], strict=True))
    for line in plan.stock:
        if line.node in (0, 1, 2, 4):
            assert shown[pd.Timestamp(line.month.first_day())] == line.months_of_cover


def test_all_stock_is_valued_at_standard_cost_in_every_scenario() -> None:
    told, plan = whole_story()
    frame = figures.stock_cover_data(told, plan, None, None)
    assert frame[frame["scenario"] == "Calm"]["stock"].tolist() == [200.0, 200.0, 200.0, 100.0]
    assert frame[frame["scenario"] == "Stop"]["stock"].tolist() == [200.0, 200.0, 50.0, 0.0]
    assert frame[frame["scenario"] == "Stop"]["months_of_cover"].tolist() == [2.0, 2.0, 0.5, 0.0]
    assert frame["item"].isna().all()


def test_cover_of_what_nothing_needs_is_missing_not_zero() -> None:
    told = changed(embargo(), items=[{"item": "Magnet", "standard_cost": 5}, {"item": "Spare", "standard_cost": 1}])
    plan = answer_to(told, stock=[replace(stock(0, 0, 3), item="Spare")])
    frame = figures.stock_cover_data(told, plan, "Spare", "Calm")
    assert frame["stock"].tolist() == [3.0, 0.0, 0.0, 0.0]
    assert frame["months_of_cover"].isna().all()


def test_the_median_is_the_value_below_which_half_the_probability_lies() -> None:
    values = [(5.0, 0.2), (1.0, 0.5), (9.0, 0.3)]
    assert [middle(values, part) for part in (0.0, 0.5, 0.51, 0.7, 0.71, 1.0)] == [1.0, 1.0, 5.0, 5.0, 9.0, 9.0]


def test_a_start_has_its_dates_its_cost_and_the_branch_it_is_for() -> None:
    told, plan = whole_story()
    frame = figures.starts_gantt_data(told, plan)
    first, second = frame.to_dict("records")
    assert (first["kind"], first["name"], first["when"], first["cost"]) == (
        "Qualification",
        "Narva approval",
        "",
        60000,
    )
    assert (first["start"], first["ready"]) == (MONTHS[0], MONTHS[2])
    assert second["when"] == "if “Stop” comes (20 %)"
    assert second["probability"] == pytest.approx(0.2)
    assert (second["start"], second["ready"]) == (MONTHS[2], pd.Timestamp(2027, 6, 1))


def test_a_start_has_a_row_for_each_month_in_which_a_branch_begins_it() -> None:
    told = embargo()
    plan = answer_to(told, decisions=[decision(3, 2, "redesign", "Ferrite"), decision(4, 3, "redesign", "Ferrite")])
    frame = figures.starts_gantt_data(told, plan)
    assert frame["start"].tolist() == MONTHS[2:]
    assert frame["when"].tolist() == ["if “Stop” comes (20 %)", "if “Calm” comes (80 %)"]


def test_what_began_before_the_plan_is_told_and_its_cost_is_spent() -> None:
    told = changed(
        embargo(),
        qualifications=[{"qualification": "Narva approval", "months": 3, "cost": 60000, "started_month": -1}],
        contracts=[
            {
                "contract": "Offtake",
                "offer": "Ganzhou | Magnet",
                "sign_by": -2,
                "from_month": 1,
                "to_month": 3,
                "per_month": 5,
                "fee": 70,
                "signed_month": -2,
            }
        ],
    )
    running, bound = figures.starts_gantt_data(told, answer_to(told)).to_dict("records")
    assert (running["start"], running["ready"], running["cost"]) == (pd.Timestamp(2026, 12, 1), MONTHS[2], 0.0)
    assert (bound["kind"], bound["start"]) == ("Contract", pd.Timestamp(2026, 11, 1))
    assert (bound["ready"], bound["until"], bound["cost"]) == (MONTHS[1], MONTHS[3], 0.0)


def test_scenarios_are_listed_dearest_first_with_their_part_of_the_tail() -> None:
    told, plan = whole_story()  # the tail is the worst 10 %, half of the stop's 20 %
    frame = figures.scenario_costs_data(told, plan)
    assert frame["scenario"].tolist() == ["Stop", "Calm"]
    assert frame["above_expected"].tolist() == [800.0, -200.0]
    assert frame["in_tail"].tolist() == pytest.approx([0.5, 0.0])


def test_what_is_never_delivered_is_counted_by_product_and_scenario() -> None:
    told, plan = whole_story()
    frame = figures.shortages_data(told, plan)
    assert frame["scenario"].tolist() == ["Calm", "Stop"]
    assert frame["wanted"].tolist() == [40.0, 40.0]
    assert frame["not_delivered"].tolist() == [0.0, 4.0]
    assert frame["share"].tolist() == [0.0, 0.1]


def test_the_gap_is_told_as_the_solve_told_it() -> None:
    history = [Progress(1.0, None, 90.0, None), Progress(2.0, 100.0, 90.0, 0.1), Progress(4.0, 95.0, 94.0, 1 / 95)]
    frame = figures.gap_over_time_data(history)
    assert frame["seconds"].tolist() == [1.0, 2.0, 4.0]
    assert frame["gap"].isna().tolist() == [True, False, False]
    assert frame["best"].tolist()[1:] == [100.0, 95.0]


def test_a_chart_without_rows_still_has_its_columns() -> None:
    told = embargo()
    plan = answer_to(told)
    assert "month" in figures.sourcing_mix_data(told, plan, "Calm")
    assert len(figures.starts_gantt_data(told, plan)) == 0
    assert len(figures.gap_over_time_data([])) == 0
