"""Decides what may befall a realistic case: licences halted, thawed, tightened, beginning alike and parting later."""

from __future__ import annotations

import random
from typing import Any

Rows = list[dict[str, Any]]
CONTROLLED = "Dy;Tb;Sm"


def futures(dice: random.Random, tables: dict[str, Any], count: int, months: int) -> dict[str, Any]:
    """The first ``count`` of twelve scenarios, and their events; the first is calm."""
    later = 3 if months > 24 else 0
    early, late = dice.randint(2, 3) + later, dice.randint(5, 7) + later
    halt = _event("availability", 0.0, early, early + 4, country="China", element=CONTROLLED)
    tighten = [
        _event("availability", 0.6, late, late + 5, country="China", element=CONTROLLED),
        _event("price", 1.25, late, months - 1, country="China"),
    ]
    thaw = _event("availability", 0.5, early + 5, early + 8, country="China", element=CONTROLLED)
    third = months // 3
    fire = next(one["supplier"] for one in tables["suppliers"] if one["country"] != "China")
    told: list[tuple[str, float, Rows]] = [
        ("Calm", 0.3, []),
        ("Halt, then thaw", 0.14, [halt, thaw, _event("price", 1.3, early, early + 8, country="China")]),
        (
            "Halt that lasts",
            0.1,
            [
                halt,
                _event("price", 1.3, early, early + 8, country="China"),
                _event("availability", 0.0, early + 5, early + 11, country="China", element=CONTROLLED),
                _event("closed", 1.0, early + 3, early + 8, country="China"),
            ],
        ),
        ("Tightening", 0.14, tighten),
        (
            "Tightening, then a halt",
            0.1,
            [
                *tighten,
                _event("availability", 0.0, late + 6, late + 13, country="China", known_from=late + 4),
                _event("delay", 1.0, late + 6, months - 1, country="China"),
            ],
        ),
        (
            "No licence for defence",
            0.08,
            [
                _event(
                    "availability", 0.0, late + 1, months - 1, country="China", end_use="defence", known_from=late - 1
                ),
                _event("duty", 0.1, late + 1, months - 1, country="China"),
            ],
        ),
        ("Duty", 0.05, [_event("duty", 0.25, later + 4, months - 1, country="China", known_from=later + 3)]),
        (
            "Duty and boom",
            0.03,
            [
                _event("duty", 0.25, later + 4, months - 1, country="China", known_from=later + 3),
                _event("demand", 1.2, third - 2, months - 1, end_use="automotive;industrial"),
            ],
        ),
        ("Slump", 0.03, [_event("demand", 0.8, later + 5, third + 10)]),
        (
            "Fire",
            0.01,
            [
                _event("availability", 0.0, later + 6, later + 11, supplier=fire),
                _event("closed", 1.0, later + 6, later + 9, supplier=fire),
            ],
        ),
        (
            "Slow ports",
            0.01,
            [_event("delay", 1.0, later + 3, 10), _event("delay", 1.0, later + 5, later + 6, country="China")],
        ),
        (
            "Halt, then no thaw for defence",
            0.01,
            [halt, _event("availability", 0.0, early + 5, months - 1, country="China", end_use="defence"), thaw],
        ),
    ]
    chosen = told[:count]
    total = sum(share for _, share, _ in chosen)
    shares = [round(share / total, 3) for _, share, _ in chosen]
    shares[0] = round(1 - sum(shares[1:]), 3)
    return {
        "scenarios": [
            {"scenario": name, "probability": share} for (name, _, _), share in zip(chosen, shares, strict=True)
        ],
        "events": [
            {**event, "scenario": name, "source": "assumption"} for name, _, events in chosen for event in events
        ],
    }


def _event(effect: str, value: float, first: int, last: int, **filters: Any) -> dict[str, Any]:
    return {"effect": effect, "value": value, "from_month": first, "to_month": last, **filters}
