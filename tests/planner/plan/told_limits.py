"""Decides a plan worked out by hand that breaks each kind of soft limit by an amount known beforehand."""

from __future__ import annotations

from planner.facts.gather import gather
from tests.builders import case
from tests.planner.plan.at_once import at_once
from tests.planner.plan.stories import Story, story


def broken_limits() -> Story:
    """Five soft limits, each broken by an amount worked out by hand.

    Month 0: 12 magnets of East at 1, 2 of West at 2; 9 drives built, 1 lost at 100, 5 magnets left. Month 1: 5 of East
    at 1, 10 drives built. Share of China 17 of 21, 6.5 over a half. Fill 1 unit short of all. Cover short of a month by
    5, then 10. Stock worth 10, 4 over. Committed 16, 7 over.
    """
    told = case(
        products=[{"product": "Drive", "shortage_cost": 100}],
        demand={"Drive": [10, 10]},
        bill_of_materials=[{"parent": "Drive", "component": "Magnet", "quantity": 1}],
        items=[{"item": "Magnet", "standard_cost": 2}],
        suppliers=[{"supplier": "East", "country": "China"}, {"supplier": "West", "country": "France"}],
        offers=[at_once("East", "Magnet", 1), at_once("West", "Magnet", 2)],
        limits=[
            {"limit": "max_share", "value": 0.5, "country": "China", "penalty": 3},
            {"limit": "min_fill", "value": 1, "penalty": 4},
            {"limit": "min_cover", "value": 1, "penalty": 5},
            {"limit": "max_stock_value", "value": 6, "penalty": 6},
            {"limit": "budget", "value": 9, "penalty": 7},
        ],
    )
    words = [limit.words for limit in gather(told).limits]
    return story(
        told,
        orders=[
            (0, "East | Magnet", "East", "Magnet", 12.0, 12.0, 0),
            (0, "West | Magnet", "West", "Magnet", 2.0, 4.0, 0),
            (1, "East | Magnet", "East", "Magnet", 5.0, 5.0, 1),
        ],
        shipments=[
            (0, "East | Magnet", "Magnet", "Drive", 12.0, 0),
            (0, "West | Magnet", "Magnet", "Drive", 2.0, 0),
            (1, "East | Magnet", "Magnet", "Drive", 5.0, 1),
        ],
        stock=[(0, "Magnet", "Drive", 5.0, 0.5)],
        production=[(0, "Drive", "base", 9.0), (1, "Drive", "base", 10.0)],
        use=[(0, "Drive", "base", "Magnet", "Drive", 9.0), (1, "Drive", "base", "Magnet", "Drive", 10.0)],
        shortages=[(0, "Drive", 1.0, 0.0)],
        limits_broken=[
            (words[0], "base case", 6.5, 19.5),
            (words[1], "base case", 1.0, 4.0),
            (words[2], "0", 5.0, 25.0),
            (words[2], "1", 10.0, 50.0),
            (words[3], "0", 4.0, 24.0),
            (words[4], "0", 7.0, 49.0),
        ],
        costs={
            0: {"purchase": 16, "shortage": 100, "penalties": 98},
            1: {"purchase": 5, "penalties": 73.5},
        },
        scenario_costs={"base case": 292.5},
        figures=(292.5, 292.5, 292.5, 292.5),
    )
