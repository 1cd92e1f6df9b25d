"""Decides whether the published time-to-survive model, as written here, gives what one works out by hand."""

from __future__ import annotations

import math

import pytest

from tests.oracle.tts import Network, time_to_survive

SHARED_STOCK = Network(
    demand={"Pump": 100, "Servo": 20},
    use={("Pump", "Magnet"): 2, ("Servo", "Magnet"): 2},
    stock={"Magnet": 1200},
    sites={("East", "Magnet"): None},
)
"""240 magnets a month: 1200 last 5 months."""

TWO_SOURCES = Network(
    demand={"Drive": 50},
    use={("Drive", "Magnet"): 2},
    stock={"Magnet": 50},
    sites={("East", "Magnet"): 80, ("North", "Magnet"): 60},
)
"""Without East 60 of 100 a month still come: 50 cover the 40 that are missing for 1.25 months."""

SHARED_PLANT = Network(
    demand={"Drive": 10, "Pump": 30},
    use={("Drive", "Large"): 4, ("Pump", "Small"): 2, ("Drive", "Small"): 1},
    stock={"Large": 60, "Small": 35},
    sites={("East", "Large"): None, ("East", "Small"): None, ("North", "Large"): None, ("North", "Small"): 100},
    mass={"Large": 0.05, "Small": 0.01},
    kilograms={"North": 2.0},
)
"""Without East: 40 Large and 70 Small a month weigh 2.7 kg, North makes 2.0 kg; the 60 Large and 35 Small on hand weigh
3.35 kg and cover the missing 0.7 kg for 3.35 / 0.7 months, unless one of them runs out before: they do not, for North
makes what the stock lacks."""

THREE_TIERS = Network(
    demand={"A": 10, "B": 10, "C": 5},
    use={("A", "x"): 1, ("A", "y"): 1, ("B", "y"): 1, ("B", "z"): 1, ("C", "z"): 2},
    stock={"x": 200, "y": 30, "z": 100},
    sites={("East", "x"): 20, ("East", "y"): 30, ("West", "y"): 15, ("West", "z"): 15},
)
"""Without East: y needs 20 a month, West makes 15, 30 cover 5 for 6 months; z needs 20, West makes 15, 100 cover 5 for
20; x lasts 20. Without West: y needs 20 and has 30; z needs 20 a month: 5 months."""

KNOWN = [
    (SHARED_STOCK, ("East",), 5.0),
    (SHARED_STOCK, (), math.inf),
    (TWO_SOURCES, ("East",), 1.25),
    (TWO_SOURCES, ("North",), 2.5),
    (TWO_SOURCES, ("East", "North"), 0.5),
    (SHARED_PLANT, ("East",), 3.35 / 0.7),
    (SHARED_PLANT, ("North",), math.inf),
    (THREE_TIERS, ("East",), 6.0),
    (THREE_TIERS, ("West",), 5.0),
    (THREE_TIERS, ("East", "West"), 1.5),
]


@pytest.mark.parametrize(("network", "disrupted", "months"), KNOWN)
def test_the_published_model_gives_the_answer_worked_out_by_hand(
    network: Network, disrupted: tuple[str, ...], months: float
) -> None:
    assert time_to_survive(network, disrupted) == pytest.approx(months)
