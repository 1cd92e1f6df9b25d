"""Decides what a realistic case looks like: a maker of motors and pumps with Chinese magnets, in three sizes."""

from __future__ import annotations

import math
import random
from dataclasses import dataclass
from typing import Any, Literal

from planner.tables.case import Case
from tests.builders import case
from tests.generate.realistic_bill import bill_of_materials, explode, monthly_need, product_name
from tests.generate.realistic_changes import limits, redesigns
from tests.generate.realistic_futures import futures
from tests.generate.realistic_supply import supply

Rows = list[dict[str, Any]]
Size = Literal["small", "medium", "large"]
GRADES = {  # grade: family, highest temperature, energy product, price per kg in China, elements in percent by weight
    "N48M": ("sintered NdFeB", 100, 46, 52, {"Nd": 30.0}),
    "N42SH": ("sintered NdFeB", 150, 40, 68, {"Nd": 28.0, "Dy": 2.8}),
    "N38EH": ("sintered NdFeB", 200, 36, 98, {"Nd": 25.0, "Dy": 5.5, "Tb": 0.6}),
    "SmCo 30": ("SmCo 2:17", 300, 28, 112, {"Sm": 25.5}),
    "BN10": ("bonded NdFeB", 130, 9, 44, {"Nd": 26.0}),
}
PLAIN = {"N42SH": "N48M", "N38EH": "N42SH", "SmCo 30": "N38EH"}
"""What a redesign may use instead."""

END_USES = ("automotive", "industrial", "industrial", "consumer", "medical", "automotive", "defence")
OXIDE = "NdPr oxide"


@dataclass(frozen=True)
class Scale:
    """How much of everything."""

    products: int
    magnets: int
    suppliers: int
    months: int
    scenarios: int
    redesigns: int


SCALES: dict[Size, Scale] = {
    "small": Scale(12, 20, 6, 24, 6, 6),
    "medium": Scale(40, 60, 8, 36, 12, 15),
    "large": Scale(150, 250, 10, 36, 12, 30),
}


def realistic(size: Size, seed: int) -> Case:
    """The realistic case of a size and seed: sound, and shortages cost far more than supply."""
    scale, dice = SCALES[size], random.Random(f"{size} {seed}")
    tables: dict[str, Any] = {
        "case": {
            "name": f"{size.capitalize()} works {seed}",
            "start_month": "2027-01",
            "months": scale.months,
            "currency": "USD",
            "discount_rate": 0.08,
            "carrying_cost_rate": 0.25,
            "closing_stock_value": 0.8,
            "risk_weight": 0.3,
            "cvar_level": 0.9,
            "max_parallel_redesigns": max(2, scale.redesigns // 6),
        }
    }
    tables["items"] = _magnets(dice, scale.magnets)
    tables["grades"] = [
        {"grade": grade, "family": family, "max_temperature_c": heat, "energy_product_mgoe": product}
        for grade, (family, heat, product, _, _) in GRADES.items()
    ]
    tables["composition"] = [
        {"of": grade, "element": element, "weight_percent": percent, "evidence": "assumption"}
        for grade, (*_, elements) in GRADES.items()
        for element, percent in elements.items()
    ]
    tables["bill_of_materials"] = bill_of_materials(dice, tables["items"], scale.products)
    tables["products"], tables["demand"] = _products(dice, tables, scale)
    tables["items"].append(
        {"item": OXIDE, "kind": "material", "description": "neodymium-praseodymium oxide", "standard_cost": 65.0}
    )
    need = monthly_need(tables)
    tables |= supply(dice, tables, need, scale.suppliers, scale.months)
    tables |= redesigns(dice, tables, need, scale.redesigns, PLAIN)
    tables |= futures(dice, tables, scale.scenarios, scale.months)
    tables["limits"] = limits(dice, tables, need)
    return case(**tables)


def _magnets(dice: random.Random, count: int) -> Rows:
    """Magnets of every grade, the commonest twice as often; at least one of each."""
    grades = [*GRADES, "N42SH", "N48M"]
    rows: Rows = []
    for number in range(count):
        grade = grades[number % len(grades)]
        mass = float(round(math.exp(dice.uniform(math.log(6), math.log(160)))))
        price = GRADES[grade][3] * mass / 1000 * dice.uniform(1.05, 1.35) + 0.15
        rows.append(
            {
                "item": f"MAG-{number + 1:03d}",
                "kind": "magnet",
                "description": f"{grade}, {mass:g} g",
                "grade": grade,
                "mass_g": mass,
                "standard_cost": round(price, 2),
            }
        )
    return rows


def _products(dice: random.Random, tables: dict[str, Any], scale: Scale) -> tuple[Rows, dict[str, list[float]]]:
    """Products with a shortage cost of several times what their magnets cost, and a demand that breathes and grows."""
    costs = {one["item"]: one["standard_cost"] for one in tables["items"]}
    rows: Rows = []
    demand: dict[str, list[float]] = {}
    for number in range(scale.products):
        name = product_name(number)
        inside = explode(tables["bill_of_materials"], name)
        magnets = sum(costs[item] * units for item, units in inside.items())
        use = END_USES[number % len(END_USES)]
        rows.append(
            {
                "product": name,
                "end_use": use,
                "shortage_cost": round(20 + magnets * dice.uniform(4, 9), 1),
                "backorder_cost": round(1 + magnets * dice.uniform(0.2, 0.5), 2) if dice.random() < 0.4 else None,
                "excluded_origins": "China" if use == "defence" else None,
            }
        )
        base = math.exp(dice.uniform(math.log(60), math.log(900)))
        swing, phase, growth = dice.uniform(0.05, 0.25), dice.randrange(12), dice.uniform(-0.002, 0.012)
        demand[name] = [
            float(round(base * (1 + swing * math.sin(2 * math.pi * (t + phase) / 12)) * (1 + growth) ** t))
            for t in range(scale.months)
        ]
    return rows, demand
