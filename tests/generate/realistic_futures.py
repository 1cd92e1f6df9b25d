"""Decides what may befall a realistic case: licences halted, thawed, tightened, beginning alike and parting later."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import Any

Rows = list[dict[str, Any]]
CONTROLLED = "Dy;Tb;Sm"


@dataclass(frozen=True)
class Calendar:
    """When it happens, in months from the start, and to whom.

    ``early`` and ``late`` begin the two waves, both ``later`` in a long case.
    """

    later: int
    early: int
    late: int
    third: int
    months: int
    fire: str

    @property
    def last(self) -> int:
        return self.months - 1


def futures(dice: random.Random, tables: dict[str, Any], count: int, months: int) -> dict[str, Any]:
    """The first ``count`` of twelve scenarios, and their events; the first is calm."""
    told = _told(_calendar(dice, tables, months))[:count]
    total = sum(share for _, share, _ in told)
    shares = [round(share / total, 3) for _, share, _ in told]
    shares[0] = round(1 - sum(shares[1:]), 3)
    return {
        "scenarios": [
            {"scenario": name, "probability": share} for (name, _, _), share in zip(told, shares, strict=True)
        ],
        "events": [{**event, "scenario": name, "source": "assumption"} for name, _, events in told for event in events],
    }


def _calendar(dice: random.Random, tables: dict[str, Any], months: int) -> Calendar:
    later = 3 if months > 24 else 0
    early, late = dice.randint(2, 3) + later, dice.randint(5, 7) + later
    fire = next(one["supplier"] for one in tables["suppliers"] if one["country"] != "China")
    return Calendar(later, early, late, months // 3, months, fire)


def _told(when: Calendar) -> list[tuple[str, float, Rows]]:
    """Name, weight and events of the twelve, the likely ones first."""
    later, early, last = when.later, when.early, when.last
    duty = _event("duty", 0.25, later + 4, last, country="China", known_from=later + 3)
    return [
        ("Calm", 0.3, []),
        ("Halt, then thaw", 0.14, [_halt(when), _thaw(when), _dearer_while_halted(when)]),
        ("Halt that lasts", 0.1, _halt_that_lasts(when)),
        ("Tightening", 0.14, _tightening(when)),
        ("Tightening, then a halt", 0.1, [*_tightening(when), *_second_halt(when)]),
        ("No licence for defence", 0.08, _no_licence_for_defence(when)),
        ("Duty", 0.05, [duty]),
        (
            "Duty and boom",
            0.03,
            [duty, _event("demand", 1.2, when.third - 2, last, end_use="automotive;industrial")],
        ),
        ("Slump", 0.03, [_event("demand", 0.8, later + 5, when.third + 10)]),
        ("Fire", 0.01, _fire(when)),
        (
            "Slow ports",
            0.01,
            [
                _event("delay", 1.0, later + 3, 10),
                _event("delay", 1.0, later + 5, later + 6, country="China"),
            ],
        ),
        (
            "Halt, then no thaw for defence",
            0.01,
            [
                _halt(when),
                _event("availability", 0.0, early + 5, last, country="China", end_use="defence"),
                _thaw(when),
            ],
        ),
    ]


def _halt(when: Calendar) -> dict[str, Any]:
    return _event("availability", 0.0, when.early, when.early + 4, country="China", element=CONTROLLED)


def _thaw(when: Calendar) -> dict[str, Any]:
    return _event("availability", 0.5, when.early + 5, when.early + 8, country="China", element=CONTROLLED)


def _dearer_while_halted(when: Calendar) -> dict[str, Any]:
    return _event("price", 1.3, when.early, when.early + 8, country="China")


def _halt_that_lasts(when: Calendar) -> Rows:
    early = when.early
    return [
        _halt(when),
        _dearer_while_halted(when),
        _event("availability", 0.0, early + 5, early + 11, country="China", element=CONTROLLED),
        _event("closed", 1.0, early + 3, early + 8, country="China"),
    ]


def _tightening(when: Calendar) -> Rows:
    return [
        _event("availability", 0.6, when.late, when.late + 5, country="China", element=CONTROLLED),
        _event("price", 1.25, when.late, when.last, country="China"),
    ]


def _second_halt(when: Calendar) -> Rows:
    late = when.late
    return [
        _event("availability", 0.0, late + 6, late + 13, country="China", known_from=late + 4),
        _event("delay", 1.0, late + 6, when.last, country="China"),
    ]


def _no_licence_for_defence(when: Calendar) -> Rows:
    late = when.late
    return [
        _event("availability", 0.0, late + 1, when.last, country="China", end_use="defence", known_from=late - 1),
        _event("duty", 0.1, late + 1, when.last, country="China"),
    ]


def _fire(when: Calendar) -> Rows:
    later = when.later
    return [
        _event("availability", 0.0, later + 6, later + 11, supplier=when.fire),
        _event("closed", 1.0, later + 6, later + 9, supplier=when.fire),
    ]


def _event(effect: str, value: float, first: int, last: int, **filters: Any) -> dict[str, Any]:
    return {"effect": effect, "value": value, "from_month": first, "to_month": last, **filters}
