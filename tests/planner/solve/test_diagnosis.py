"""Limits that clash are named as a smallest set, with how far each must give."""

from __future__ import annotations

from typing import Any

import pytest

from planner.events import never
from planner.facts.gather import gather
from planner.scenarios.grow import grow
from planner.solve import diagnosis, elastic
from planner.solve.diagnosis import explain
from planner.solve.session import Ending, How, Session
from tests.builders import case


def explained(limits: list[dict[str, Any]], **more: Any) -> tuple[str, ...]:
    """One magnet at 7 USD for 10 drives a month, any number at once."""
    tables: dict[str, Any] = {
        "case": {"months": 3},
        "products": [{"product": "Drive", "shortage_cost": 100}],
        "demand": {"Drive": [10, 10, 10]},
        "bill_of_materials": [{"parent": "Drive", "component": "Magnet", "quantity": 1}],
        "items": [{"item": "Magnet", "standard_cost": 5}],
        "suppliers": [{"supplier": "East", "country": "China"}],
        "offers": [{"supplier": "East", "item": "Magnet", "price": 7, "production_months": 0, "transit_months": 0}],
        "limits": limits,
    }
    facts = gather(case(**{**tables, **more}))
    return explain(facts, grow(facts), stopping=never, seconds=lambda: 60.0)


def test_a_budget_and_a_cover_that_clash_are_named_with_what_each_must_give() -> None:
    said = explained(
        [
            {"limit": "budget", "value": 50},
            {"limit": "min_cover", "value": 1.5, "item": "Magnet"},
            {"limit": "min_fill", "value": 0.0},
        ]
    )
    assert said == (
        "At most 50 USD committed in a month: it must rise to 105 USD.",
        "At least 1.5 months of cover of Magnet: it must fall to 0.71 months.",
    )


def test_a_limit_that_clashes_with_nothing_is_not_named() -> None:
    said = explained([{"limit": "min_fill", "value": 1.0}, {"limit": "budget", "value": 69}])
    assert len(said) == 2
    assert all("stock" not in sentence for sentence in said)
    assert said[1] == "At most 69 USD committed in a month: it must rise to 70 USD."


def test_one_limit_alone_can_be_too_much() -> None:
    said = explained([{"limit": "min_fill", "value": 1.0}], offers=[])
    assert said == ("At least 100 % of all products delivered: it must fall to 0 %.",)


def test_a_store_too_small_for_what_arrives_is_named() -> None:
    said = explained(
        [],
        items=[{"item": "Magnet", "standard_cost": 5, "max_stock": 20}],
        open_orders=[
            {
                "supplier": "East",
                "item": "Magnet",
                "quantity": 65,
                "ready_month": "2026-12",
                "arrival_month": "2027-02",
            }
        ],
    )
    assert said == ("At most 20 pcs of Magnet in store: it must rise to 55 pcs.",)


def test_soft_limits_never_clash() -> None:
    assert explained([{"limit": "min_cover", "value": 99, "item": "Magnet", "penalty": 1}]) == ()


def test_a_share_says_to_how_much_it_must_rise() -> None:
    said = explained([{"limit": "max_share", "value": 0.6, "country": "China"}, {"limit": "min_fill", "value": 1.0}])
    assert "At most 60 % from China of everything bought: it must rise to 100 %." in said


def test_money_is_told_to_the_unit_and_whole_orders_are_reckoned_with() -> None:
    """Three drives at least need a fee of 250 and 500 magnets at 7; with the other products' magnets none is nearer."""
    said = explained(
        [{"limit": "min_fill", "value": 0.1}, {"limit": "budget", "value": 100}],
        offers=[
            {
                "supplier": "East",
                "item": "Magnet",
                "price": 7,
                "production_months": 0,
                "transit_months": 0,
                "min_order": 500,
                "order_cost": 250,
            }
        ],
    )
    assert said == (
        "At least 10 % of all products delivered: it must fall to 0 %.",
        "At most 100 USD committed in a month: it must rise to 3,750 USD.",
    )


def test_a_budget_for_one_month_is_named_with_its_month() -> None:
    """Ten drives in February alone, and magnets are not offered before."""
    said = explained(
        [
            {"limit": "min_fill", "value": 1.0},
            {"limit": "budget", "value": 30, "from_month": 1, "to_month": 1},
        ],
        demand={"Drive": [0, 10, 0]},
        offers=[
            {
                "supplier": "East",
                "item": "Magnet",
                "price": 7,
                "production_months": 0,
                "transit_months": 0,
                "from_month": 1,
            }
        ],
    )
    assert said == (
        "At least 100 % of all products delivered: it must fall to 42.8 %.",
        "At most 30 USD committed in Feb 2027: it must rise to 70 USD.",
    )


def test_cover_of_what_nobody_needs_is_told_as_such() -> None:
    """Five coils lie in store, and no drive takes any: they are more months than any number."""
    said = explained(
        [{"limit": "max_cover", "value": 2}],
        items=[{"item": "Magnet", "standard_cost": 5}, {"item": "Coil", "standard_cost": 5}],
        stock=[{"item": "Coil", "quantity": 5}],
    )
    assert said == (
        "At most 2 months of cover of every item: no number of months is enough, since there is stock of Coil and the "
        "base designs need none of it at the end. Name the items the limit is for, or give it a penalty.",
    )


def test_most_cover_says_to_how_many_months_it_must_rise() -> None:
    """Of the 35 magnets there 10 are built in at once: 25 are two and a half months."""
    said = explained([{"limit": "max_cover", "value": 2}], stock=[{"item": "Magnet", "quantity": 35}])
    assert said == ("At most 2 months of cover of every item: it must rise to 2.5 months.",)


def test_limits_that_clash_with_others_only_are_not_named() -> None:
    """Two clashes at once: one of them is told, whole, and nothing of the other."""
    said = explained(
        [
            {"limit": "min_cover", "value": 3.0},
            {"limit": "max_cover", "value": 1.0},
            {"limit": "min_fill", "value": 1.0},
            {"limit": "budget", "value": 10},
        ]
    )
    covers, money = "months of cover" in said[0], "delivered" in said[0]
    assert covers != money or "USD" in said[1]
    assert len(said) == 2


def test_time_that_is_over_names_nothing() -> None:
    assert explained_in_no_time() == ()


def explained_in_no_time() -> tuple[str, ...]:
    facts = gather(case(limits=[{"limit": "min_fill", "value": 1.0}], products=[{"product": "A", "shortage_cost": 1}]))
    return explain(facts, grow(facts), stopping=lambda: True, seconds=lambda: 0.0)


LEAST_ORDER = {
    "supplier": "East",
    "item": "Magnet",
    "price": 7,
    "production_months": 0,
    "transit_months": 0,
    "min_order": 40,
}


def test_what_is_known_is_told_where_no_plan_is_found_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """All 30 drives need 210 USD of magnets in all, at orders of any size 70 a month; whole orders are 280 at once."""
    limits = [{"limit": "min_fill", "value": 1.0}, {"limit": "budget", "value": 50}]
    plain = Session.solve

    def without_plans(self: Session, *args: Any, **more: Any) -> Ending:
        return plain(self, *args, **more) if self._relaxed else Ending(How.TIME, None, None, None)

    monkeypatch.setattr(Session, "solve", without_plans)
    said = explained(limits, offers=[LEAST_ORDER])
    assert said[1].startswith("At most 50 USD committed in a month: it must rise to 70 USD at least; how much farther")


def test_a_value_that_is_enough_is_told_with_the_least_it_must_reach() -> None:
    change = diagnosis._Change(300.0, least=False, to=70.4)
    facts = gather(case(case={"months": 3}, limits=[{"limit": "budget", "value": 50}]))
    said = diagnosis._sentence(facts, elastic.hard_limits(facts)[0], change)
    assert said == (
        "At most 50 USD committed in a month: it is enough that it rises to 300 USD; it must rise to 70 USD at least."
    )
