"""Decides that a week of survival costs what the extra stock costs, less what it saves."""

from __future__ import annotations

from typing import Any

import pytest

from planner.errors import UserError
from planner.events import Stopped
from planner.insight.survival import survival_cost
from planner.plan.plan import Plan
from planner.solve import whatif
from planner.solve.chosen import Freedom
from planner.solve.options import Options
from planner.steps import plan
from planner.tables.case import Case
from tests.builders import case

EXACT = Options(gap=0.0)
MONTH = 52 / 12


def steady(**more: Any) -> Case:
    """Ten drives a month for four months; a magnet costs 10 and keeping it 2 a month."""
    tables: dict[str, Any] = {
        "case": {"carrying_cost_rate": 2.4},
        "products": [{"product": "Drive", "shortage_cost": 100}],
        "demand": {"Drive": [10] * 4},
        "bill_of_materials": [{"parent": "Drive", "component": "Magnet", "quantity": 1}],
        "items": [{"item": "Magnet", "standard_cost": 10}],
        "suppliers": [{"supplier": "Ganzhou", "country": "China"}],
        "offers": [{"supplier": "Ganzhou", "item": "Magnet", "price": 10, "production_months": 0, "transit_months": 0}],
    }
    return case(**tables | more)


def test_a_month_of_cover_costs_its_purchase_and_four_months_of_keeping_it() -> None:
    none, one, two = survival_cost(steady(), EXACT, (MONTH, 2 * MONTH))
    assert (none.weeks, none.cost, none.more, none.a_week, none.held) == (0.0, pytest.approx(400), 0.0, None, 1.0)
    assert one.more == pytest.approx(10 * 10 + 4 * 10 * 2)
    assert two.more == pytest.approx(2 * (10 * 10 + 4 * 10 * 2))
    assert one.a_week == pytest.approx(180 / MONTH) == pytest.approx(two.a_week)
    assert one.held == two.held == 1.0


def test_cover_that_is_worth_something_at_the_end_costs_less() -> None:
    kept = steady(case={"carrying_cost_rate": 2.4, "closing_stock_value": 0.5})
    assert survival_cost(kept, EXACT, (MONTH,))[1].more == pytest.approx(180 - 50)


def test_cover_the_plan_holds_anyway_costs_nothing() -> None:
    found = survival_cost(steady(limits=[{"limit": "min_cover", "value": 1}]), EXACT, (MONTH,))
    assert found[1].more == pytest.approx(0)


def test_where_too_little_can_come_it_says_how_often_the_cover_is_there() -> None:
    """Twenty in stock and nothing to come: two of four months are served, so at the end of one there is no cover."""
    bare = steady(offers=(), stock=[{"item": "Magnet", "quantity": 20}])
    none, one = survival_cost(bare, EXACT, (MONTH,))
    assert one.held is not None and one.held <= 3 / 4
    assert none.cost == pytest.approx(2000 + 20) and one.cost is not None and one.cost <= 2000 + 60 + 1e-6


def planned(told: Case) -> Plan:
    found = plan(told, EXACT).plan
    assert found is not None
    return found


@pytest.mark.parametrize("small", (whatif.SMALL_ENOUGH, -1), ids=("whole", "starts held"))
def test_a_plan_at_hand_gives_the_same_price_without_planning_anew(small: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(whatif, "SMALL_ENOUGH", small)
    found = survival_cost(steady(), EXACT, (MONTH, 2 * MONTH), planned(steady()))
    assert [one.more for one in found] == pytest.approx([0, 180, 360])
    assert [one.a_week for one in found[1:]] == pytest.approx([180 / MONTH] * 2)
    assert [one.held for one in found] == [1.0, 1.0, 1.0]
    assert {one.freedom for one in found} == {Freedom.ALL if small > 0 else Freedom.ORDERS}
    assert not any(one.plan for one in found)


def test_with_a_plan_at_hand_starts_stay_as_they_are(monkeypatch: pytest.MonkeyPatch) -> None:
    """The only other source would have to be approved; the plan does not, so there is no cover to be had."""
    monkeypatch.setattr(whatif, "SMALL_ENOUGH", -1)
    narva = {"supplier": "Narva", "item": "Magnet", "price": 10, "production_months": 0, "transit_months": 0}
    told = steady(
        suppliers=[{"supplier": "Narva", "country": "Estonia"}],
        offers=[{**narva, "qualification": "Approval"}],
        qualifications=[{"qualification": "Approval", "months": 0, "cost": 1_000_000}],
        stock=[{"item": "Magnet", "quantity": 20}],
    )
    none, one = survival_cost(told, EXACT, (MONTH,), planned(told))
    assert none.cost is not None and one.cost is not None
    assert one.cost < 1_000_000
    assert one.held is not None and one.held <= 3 / 4


def test_a_plan_older_than_the_data_is_refused() -> None:
    with pytest.raises(UserError, match="older than the data"):
        survival_cost(steady(case={"carrying_cost_rate": 1.0}), EXACT, (MONTH,), planned(steady()))


def test_it_stops_when_asked() -> None:
    with pytest.raises(Stopped):
        survival_cost(steady(), EXACT, stopping=lambda: True)
