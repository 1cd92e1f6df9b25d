"""Decides whether the figures above a plan are the ones a board would trace."""

from dataclasses import replace

import pytest

from planner.report.headline import committed_soon, delivered, figures
from tests.planner.report.stories import answer_to, built, embargo, order, short


def test_the_headline_names_cost_tail_delivery_and_commitment() -> None:
    told = embargo()
    shown = figures(told, answer_to(told, production=[built(0, 0, 10)]))
    assert [(one.name, one.words) for one in shown] == [
        ("Expected cost", "EUR 1.20 k"),
        ("Cost if it goes badly", "EUR 2.00 M"),
        ("Delivered", "100 %"),
        ("Committed in 90 days", "EUR 0"),
    ]
    assert shown[1].note == "mean of the worst 10 %, discounted"
    assert shown[0].exact == "EUR 1,200.00"


def test_commitments_of_three_months_count_at_their_odds() -> None:
    told = embargo()
    plan = answer_to(
        told,
        orders=[order(0, 0, "Ganzhou", 1, 100, 1), order(3, 2, "Narva", 1, 50, 0), order(4, 3, "Narva", 1, 900, 0)],
    )
    assert committed_soon(told, plan) == pytest.approx(100 + 0.2 * 50)


def test_fees_are_counted_without_discount_and_freight_not_at_all() -> None:
    told = embargo()
    plan = answer_to(told)
    costs = (replace(plan.costs[0], qualification=60.0, order_fees=5.0, freight=7.0, duty=7.0), *plan.costs[1:])
    assert committed_soon(told, replace(plan, costs=costs)) == pytest.approx(65)


def test_what_is_delivered_is_weighed_and_the_worst_scenario_told() -> None:
    told = embargo()
    plan = answer_to(
        told,
        production=[built(0, 0, 10), built(1, 1, 10), built(2, 2, 10), built(4, 3, 10), built(3, 2, 5)],
        shortages=[short(3, 2, 5), short(5, 3, 6, late=4)],
    )
    average, worst = delivered(plan)
    assert worst == pytest.approx(25 / 40)
    assert average == pytest.approx((0.8 * 40 + 0.2 * 25) / 40)
