"""Decides the sound little case that the stories about findings spoil, and how they ask for a finding."""

from __future__ import annotations

from typing import Any

from planner.checks.run import check
from planner.months import Month
from planner.tables import edits
from planner.tables.case import Case
from planner.tables.finding import Finding
from tests import builders

MONTHS = 6


def sound(**tables: Any) -> Case:
    """A case nobody can object to: one Drive a month's worth of demand, one magnet in it, two sources. Any table given
    replaces its own; ``case`` is laid over its settings."""
    usual: dict[str, Any] = {
        "products": [product()],
        "demand": {"Drive": [10] * MONTHS},
        "bill_of_materials": [line("Drive", "Magnet")],
        "items": [item("Magnet")],
        "suppliers": [supplier("East", "China"), supplier("West", "France")],
        "offers": [offer("East"), offer("West", price=12)],
    }
    return builders.case(**{**usual, **tables, "case": {"months": MONTHS, **tables.get("case", {})}})


def product(name: str = "Drive", **more: Any) -> dict[str, Any]:
    return {"product": name, "shortage_cost": 500, "end_use": "automotive", **more}


def line(parent: str, component: str, quantity: float = 1, **more: Any) -> dict[str, Any]:
    return {"parent": parent, "component": component, "quantity": quantity, **more}


def item(name: str, **more: Any) -> dict[str, Any]:
    return {"item": name, "standard_cost": 10, **more}


def supplier(name: str, country: str = "Japan", **more: Any) -> dict[str, Any]:
    return {"supplier": name, "country": country, **more}


def offer(of: str = "East", what: str = "Magnet", **more: Any) -> dict[str, Any]:
    return {"supplier": of, "item": what, "price": 10, "production_months": 0, "transit_months": 1, **more}


def event(effect: str = "availability", value: float = 0, **more: Any) -> dict[str, Any]:
    return {"scenario": "Halt", "from_month": 3, "to_month": 4, "effect": effect, "value": value, **more}


def calm_and_halt(*events: dict[str, Any], **tables: Any) -> Case:
    """The sound case with a calm scenario and one in which the events happen."""
    scenarios = [{"scenario": "Calm", "probability": 0.75}, {"scenario": "Halt", "probability": 0.25}]
    return sound(**{"scenarios": scenarios, "events": list(events), **tables})


def of(case: Case, rule: str) -> list[Finding]:
    """What one rule finds in a case."""
    return [finding for finding in check(case) if finding.rule == rule]


def only(case: Case, rule: str) -> Finding:
    """The one finding of a rule in a case."""
    (finding,) = of(case, rule)
    return finding


def place(finding: Finding) -> tuple[str, int | None, str | None]:
    return finding.table, finding.row, finding.field


def cured(case: Case, finding: Finding) -> Case:
    """The case after the cure of a finding."""
    assert finding.cure is not None
    mended = case.copy()
    edits.apply(mended, finding.cure)
    return mended


def spoiled(case: Case, table: str, row: int, field: str, value: Any) -> Case:
    """The case with one cell changed, to whatever value."""
    changed = case.copy()
    edits.apply(changed, edits.SetCells(table, ((row, field, value),)))
    return changed


def rich() -> Case:
    """A sound case with rows in every table."""
    return calm_and_halt(
        event(country="China", element="Dy", end_use="automotive", known_from=2),
        event("demand", 1.2, product="Drive"),
        event("closed", 1, supplier="West"),
        case={"closing_stock_value": 0.5, "max_parallel_redesigns": 2},
        products=[product(excluded_origins="Russia;China", backorder_cost=4), product("Pump", end_use="industrial")],
        demand={"Drive": [10] * MONTHS, "Pump": [5] * MONTHS},
        bill_of_materials=[
            line("Drive", "Motor"),
            line("Motor", "Magnet", 2, scrap_rate=0.02),
            line("Pump", "Magnet"),
        ],
        items=[
            item("Magnet", grade="N42SH", mass_g=20),
            item("Lean magnet", grade="Own"),
            item("Oxide", kind="material"),
        ],
        grades=[{"grade": "Own", "family": "sintered NdFeB"}],
        composition=[{"of": "Own", "element": "Nd", "weight_percent": 30}],
        stock=[{"item": "Magnet", "quantity": 30, "origin": "Japan", "feed_origin": "China"}],
        open_orders=[{"supplier": "East", "item": "Magnet", "quantity": 4, "ready_month": 1}],
        suppliers=[supplier("East", "China"), supplier("West", "France", feed_country="China", feed_share=0.4)],
        offers=[
            offer("East", max_12_months=900, ordered_before=100),
            offer("West", price=8, currency="EUR", qualification="West approval", end_uses="automotive;industrial"),
            offer("West", "Lean magnet"),
            offer("East", "Oxide"),
        ],
        currencies=[{"currency": "EUR", "rate": 1.1}],
        capacity=[
            {"supplier": "East", "item": "Magnet", "from_month": 0, "per_month": 50},
            {"supplier": "East", "item": "Magnet", "from_month": 3, "per_month": 80},
        ],
        qualifications=[{"qualification": "West approval", "months": 2, "cost": 100}],
        contracts=[
            {
                "contract": "Offtake",
                "offer": "East | Magnet",
                "sign_by": 2,
                "from_month": 1,
                "to_month": 5,
                "per_month": 5,
            }
        ],
        licences=[
            {"licence": "L-1", "supplier": "East", "item": "Magnet", "quantity": 9, "from_month": 0, "to_month": 4}
        ],
        tolling=[{"offer": "West | Lean magnet", "material": "Oxide", "quantity_per_unit": 0.1}],
        redesigns=[{"redesign": "Lean", "product": "Drive", "months": 2, "cost": 50}],
        redesign_changes=[{"redesign": "Lean", "item": "Magnet", "replacement": "Lean magnet", "ratio": 0.8}],
        limits=[
            {"limit": "max_share", "value": 0.6, "supplier": "East", "penalty": 5},
            {"limit": "min_cover", "value": 1, "item": "Magnet", "from_month": 3, "penalty": 1},
        ],
    )


def large() -> Case:
    """150 products, 250 items, 1000 offers, 36 months, 12 scenarios of 8 events."""
    months, countries = 36, ("China", "Japan", "Vietnam", "Germany", "Estonia", "France")
    magnets = [f"Magnet {n}" for n in range(250)]
    makers = [f"Maker {n}" for n in range(40)]
    pairs = [(makers[(n * 7 + n // 250) % 40], magnets[n % 250]) for n in range(1000)]
    products = [f"Drive {n}" for n in range(150)]
    return sound(
        case={"months": months},
        products=[product(name) for name in products],
        demand={name: [10 + n % 7] * months for n, name in enumerate(products)},
        bill_of_materials=[line(name, magnets[(n * 6 + k) % 250]) for n, name in enumerate(products) for k in range(6)],
        items=[item(name, grade="N42SH", mass_g=20) for name in magnets],
        stock=[{"item": name, "quantity": 100, "origin": "Japan"} for name in magnets],
        suppliers=[supplier(name, countries[n % 6]) for n, name in enumerate(makers)],
        offers=[offer(maker, magnet, production_months=2) for maker, magnet in pairs],
        capacity=[{"supplier": s, "item": i, "from_month": 0, "per_month": 900} for s, i in pairs],
        scenarios=[{"scenario": f"Future {n}", "probability": 1 / 12} for n in range(12)],
        events=[
            event(scenario=f"Future {n}", country=countries[k % 6], from_month=3 + k, to_month=5 + n + k)
            for n in range(12)
            for k in range(8)
        ],
    )


def month(offset: int) -> Month:
    """A month counted from the start."""
    return Month.parse(builders.START) + offset
