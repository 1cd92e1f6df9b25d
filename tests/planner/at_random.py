"""Decides what small cases property tests try: a few of everything, spelled in any case, events that often meet."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from tests.builders import case

COUNTRIES = ("China", "Japan", "Vietnam")
END_USES = ("automotive", "defence")
PRODUCTS = ("P0", "P1", "P2")
ITEMS = ("M0", "M1", "M2")
VALUES = {
    "availability": (0, 0.25, 0.5, 1),
    "price": (0.5, 1, 1.5, 2),
    "duty": (0, 0.1, 0.2, 0.3),
    "delay": (0, 1, 2, 3),
    "demand": (0, 0.5, 1, 2),
    "closed": (1,),
}
"""Few values, so that different events often make the same numbers."""


def some(names: tuple[str, ...] | list[str]) -> st.SearchStrategy[str]:
    """A filter: mostly blank, else one or two of the names, in any case."""
    filled = st.lists(st.sampled_from(names), min_size=1, max_size=2).map(";".join)
    return st.one_of(st.just(""), st.just(""), filled, filled.map(str.upper))


@st.composite
def events(draw: st.DrawFn, scenarios: int, months: int) -> dict[str, Any]:
    """One event of one of the scenarios, sometimes outside the horizon, sometimes announced."""
    effect = draw(st.sampled_from(tuple(VALUES)))
    first = draw(st.integers(-2, months + 1))
    row: dict[str, Any] = {
        "scenario": f"W{draw(st.integers(0, scenarios - 1))}",
        "from_month": first,
        "to_month": first + draw(st.integers(0, 4)),
        "known_from": draw(st.none() | st.integers(-2, months)),
        "effect": effect,
        "value": draw(st.sampled_from(VALUES[effect])),
    }
    if effect == "demand":
        return row | {"product": draw(some(["P0", "P1"])), "end_use": draw(some(END_USES))}
    row |= {
        "country": draw(some(COUNTRIES)),
        "supplier": draw(some(["S0", "S1"])),
        "item": draw(some(["M0", "M1"])),
        "element": draw(some(["Dy", "Tb"])),
    }
    return row | ({"end_use": draw(some(END_USES))} if effect == "availability" else {})


@st.composite
def tables(draw: st.DrawFn) -> dict[str, Any]:
    """The tables of a small case without error findings, in the words ``tests.builders.case`` takes."""
    months, scenarios = draw(st.integers(1, 6)), draw(st.integers(1, 4))
    made: dict[str, Any] = {
        "case": {"months": months},
        **_needs(draw, months),
        **_suppliers(draw),
        "scenarios": [{"scenario": f"W{number}", "probability": 1 / scenarios} for number in range(scenarios)],
        "events": draw(st.lists(events(scenarios, months), max_size=7)),
        **_bill(draw),
    }
    pairs = draw(st.lists(st.tuples(st.integers(0, 2), st.integers(0, 2)), max_size=5))
    return {**made, **_offers(draw, pairs), **_goods(draw, pairs[:2], months)}


def _needs(draw: st.DrawFn, months: int) -> dict[str, Any]:
    """Three products and what is wanted of them, three items, dysprosium in the first."""
    return {
        "products": [
            {
                "product": name,
                "shortage_cost": 100,
                "end_use": draw(st.sampled_from(("", *END_USES))),
                "excluded_origins": draw(some(COUNTRIES)),
            }
            for name in PRODUCTS
        ],
        "demand": {
            name: draw(st.lists(st.sampled_from((0, 10)), min_size=months, max_size=months)) for name in PRODUCTS
        },
        "items": [
            {"item": name, "standard_cost": 3, "kind": draw(st.sampled_from(("magnet", "magnet", "material")))}
            for name in ITEMS
        ],
        "composition": [{"of": "M0", "element": "Dy", "weight_percent": 3}],
    }


def _suppliers(draw: st.DrawFn) -> dict[str, Any]:
    """Three suppliers, fed from anywhere or nowhere."""
    return {
        "suppliers": [
            {
                "supplier": f"S{number}",
                "country": draw(st.sampled_from(COUNTRIES)),
                "feed_country": draw(st.sampled_from(("", *COUNTRIES))),
                "feed_share": draw(st.sampled_from((0, 0.5, 1))),
            }
            for number in range(3)
        ]
    }


def _bill(draw: st.DrawFn) -> dict[str, Any]:
    """Any items in any product, two of each."""
    uses = draw(st.sets(st.tuples(st.sampled_from(PRODUCTS), st.sampled_from(ITEMS))))
    return {
        "bill_of_materials": [{"parent": parent, "component": item, "quantity": 2} for parent, item in sorted(uses)]
    }


def _offers(draw: st.DrawFn, pairs: list[tuple[int, int]]) -> dict[str, Any]:
    """An offer for each pair of supplier and item, named in small letters."""
    return {
        "offers": [
            {
                "offer": f"O{number}",
                "supplier": f"s{supplier}",
                "item": f"m{item}",
                "price": 2,
                "production_months": 0,
                "transit_months": 1,
                "end_uses": draw(some(END_USES)),
            }
            for number, (supplier, item) in enumerate(pairs)
        ]
    }


def _goods(draw: st.DrawFn, pairs: list[tuple[int, int]], months: int) -> dict[str, Any]:
    """Stock of known and unknown origin, and an open order for each pair, some of them under way."""
    return {
        "stock": [
            {
                "item": f"M{draw(st.integers(0, 2))}",
                "quantity": quantity,
                "origin": draw(st.sampled_from(("", *COUNTRIES))),
            }
            for quantity in draw(st.lists(st.integers(0, 9), max_size=3))
        ],
        "open_orders": [
            {
                "supplier": f"S{supplier}",
                "item": f"M{item}",
                "quantity": 5,
                "ready_month": draw(st.integers(-1, months)),
                "arrival_month": draw(st.none() | st.integers(-1, months)),
            }
            for supplier, item in pairs
        ],
    }


cases = tables().map(lambda made: case(**made))
"""Small cases without error findings."""
