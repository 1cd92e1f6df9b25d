"""Decides who supplies a realistic case: cheap incumbents, dear newcomers to qualify, licences, ramps, tolling."""

from __future__ import annotations

import random
from typing import Any

from tests.generate.realistic_bill import explode

Rows = list[dict[str, Any]]
OXIDE = "NdPr oxide"
CONTROLLED = ("N42SH", "N38EH", "SmCo 30")
"""Grades whose export from China needs a licence."""

MAKERS: Rows = [  # premium: price over the Chinese; start, full: share of all magnets, in kg, at first and in the end
    {"supplier": "Ganzhou Magnetics", "country": "China", "premium": 1.0, "start": 0.9, "full": 0.9},
    {"supplier": "Baotou Permanent", "country": "China", "premium": 1.04, "start": 0.8, "full": 0.8},
    {
        "supplier": "Kansai Magnet",
        "country": "Japan",
        "feed": ("Australia", 0.5),
        "premium": 1.5,
        "start": 0.3,
        "full": 0.4,
    },
    {
        "supplier": "Rhein Magnet",
        "country": "Germany",
        "feed": ("China", 0.6),
        "premium": 1.45,
        "start": 0.15,
        "full": 0.4,
    },
    {
        "supplier": "Narwa Magnet",
        "country": "Estonia",
        "feed": ("Australia", 0.7),
        "premium": 1.6,
        "start": 0.0,
        "full": 0.35,
    },
    {"supplier": "Texas Magnet", "country": "United States", "premium": 1.75, "start": 0.05, "full": 0.4},
    {
        "supplier": "Red River Magnet",
        "country": "Vietnam",
        "feed": ("China", 0.8),
        "premium": 1.2,
        "start": 0.2,
        "full": 0.4,
    },
    {"supplier": "Ningbo Sintered", "country": "China", "premium": 0.97, "start": 0.7, "full": 0.7},
    {
        "supplier": "Gyeongsan Magnet",
        "country": "South Korea",
        "feed": ("Vietnam", 0.5),
        "premium": 1.4,
        "start": 0.1,
        "full": 0.4,
    },
]
REFINER = {"supplier": "Kuantan Oxides", "country": "Malaysia", "feed": ("Australia", 1.0)}


def supply(
    dice: random.Random, tables: dict[str, Any], need: dict[str, float], suppliers: int, months: int
) -> dict[str, Any]:
    """Suppliers with offers and all that bounds or binds them, stock of two months and orders on the way."""
    makers = MAKERS[: suppliers - 1]
    found: dict[str, Any] = {
        "suppliers": [_supplier(one) for one in (*makers, REFINER)],
        "currencies": [{"currency": "EUR", "rate": 1.08}],
        "offers": [],
        "tolling": [],
        "stock": [],
        "open_orders": [],
        "licences": [],
    }
    found["excluding"] = _excluding(tables)
    magnets = [one for one in tables["items"] if one["kind"] == "magnet"]
    for number, magnet in enumerate(magnets):
        _sources(dice, found, makers, magnet, need[magnet["item"]], number)
    del found["excluding"]
    _oxide(found, need, tables)
    kg = sum(one["mass_g"] / 1000 * need[one["item"]] for one in magnets)
    found["capacity"] = _capacity(dice, makers, found["offers"], need, kg, months)
    found["qualifications"] = _qualifications(dice, found["offers"])
    found["contracts"] = _contracts(dice, found["offers"], need, max(2, len(magnets) // 20), months)
    return found


def _excluding(tables: dict[str, Any]) -> dict[str, set[bool]]:
    """By item, whether products that use it exclude Chinese material: some do, some do not, or both."""
    found: dict[str, set[bool]] = {one["item"]: set() for one in tables["items"]}
    for product in tables["products"]:
        for item in explode(tables["bill_of_materials"], product["product"]):
            found[item].add(product["excluded_origins"] is not None)
    return found


def _supplier(maker: dict[str, Any]) -> dict[str, Any]:
    country, share = maker.get("feed", (maker["country"], 1.0))
    return {
        "supplier": maker["supplier"],
        "country": maker["country"],
        "feed_country": country,
        "feed_share": share,
        "evidence": "assumption",
    }


def _sources(
    dice: random.Random, found: dict[str, Any], makers: Rows, magnet: dict[str, Any], need: float, number: int
) -> None:
    """Two to five sources: an approved incumbent, an approved second for every other magnet, the rest to qualify.

    The incumbent is Chinese, unless no product that uses the magnet may contain Chinese material; where
    one may not, the second is free of it.
    """
    clean = [one for one in makers if "China" not in (one["country"], one.get("feed", ("",))[0])]
    excluding = found["excluding"][magnet["item"]]
    chinese = clean if excluding == {True} else [one for one in makers if one["country"] == "China"]
    others = clean if excluding == {True} else [one for one in makers if one["country"] != "China"]
    incumbent = chinese[number % len(chinese)]
    wanted = dice.choice((2, 3, 3, 4, 4, 5))
    others = [one for one in others if one is not incumbent]
    rest = dice.sample(others, min(len(others), wanted - 1))
    if True in excluding and not any(one in clean for one in rest):
        rest[0] = clean[number % len(clean)]
    if excluding == {False} and len(rest) < wanted - 1:
        rest.append(next(one for one in chinese if one is not incumbent))
    sources = [incumbent, *sorted(rest, key=lambda one: True in excluding and one not in clean)]
    second_known = number % 2 == 0 or True in excluding
    for place, maker in enumerate(sources):
        found["offers"].append(_offer(dice, maker, magnet, need, place == 0 or (place == 1 and second_known)))
    second = sources[1] if second_known else incumbent
    for maker, months in ((incumbent, 1.5), (second, 0.5)):
        found["stock"].append(
            {
                "item": magnet["item"],
                "quantity": float(round(months * need)),
                "origin": maker["country"],
                "feed_origin": maker.get("feed", (maker["country"], 1.0))[0],
                "location": "Main store",
            }
        )
    left = {"ready_month": -1, "arrival_month": 0}
    for order, due in enumerate((left, {"ready_month": 0}, {"ready_month": 1})):
        found["open_orders"].append(
            {
                "order_number": f"45{number:04d}{order}",
                "supplier": incumbent["supplier"],
                "item": magnet["item"],
                "quantity": float(max(1, round(dice.uniform(0.6, 1.0) * need))),
                **due,
            }
        )
    if magnet["grade"] in CONTROLLED and dice.random() < 0.5:
        found["licences"].append(
            {
                "licence": f"L-{number + 1:03d}",
                "supplier": incumbent["supplier"],
                "item": magnet["item"],
                "quantity": float(round(dice.uniform(1, 4) * need)),
                "from_month": 0,
                "to_month": dice.randint(5, 9),
                "status": dice.choice(("granted", "granted", "applied")),
            }
        )


def _offer(
    dice: random.Random, maker: dict[str, Any], magnet: dict[str, Any], need: float, approved: bool
) -> dict[str, Any]:
    chinese = maker["country"] == "China"
    controlled = chinese and magnet["grade"] in CONTROLLED
    family = "SmCo" if magnet["grade"].startswith("SmCo") else "bonded" if magnet["grade"] == "BN10" else "NdFeB"
    euro = maker["country"] in ("Germany", "Estonia")
    price = magnet["standard_cost"] * maker["premium"] * dice.uniform(0.95, 1.05)
    offer: dict[str, Any] = {
        "offer": f"{maker['supplier']} | {magnet['item']}",
        "supplier": maker["supplier"],
        "item": magnet["item"],
        "price": round(price / (1.08 if euro else 1), 3),
        "currency": "EUR" if euro else None,
        "freight": round((0.9 if chinese else 0.6) * magnet["mass_g"] / 1000 + 0.01, 3),
        "duty_rate": 0.021 if chinese else dice.choice((0.0, 0.021)),
        "production_months": dice.choice((2, 3)) if controlled else dice.choice((1, 2, 2)),
        "transit_months": 1 if maker["country"] != "Germany" else 0,
        "qualification": None if approved else f"{maker['supplier']}, {family}",
    }
    if dice.random() < 1 / 3:
        offer["min_order"] = float(round(need * dice.uniform(0.8, 2.5)) or 1)
    if controlled and dice.random() < 0.35:
        offer["order_cost"] = float(dice.choice((300, 600, 900, 1500)))
    if controlled and dice.random() < 0.4:
        offer["max_12_months"] = float(round(12 * need * dice.uniform(0.8, 1.1)))
        offer["ordered_before"] = float(round(12 * need * dice.uniform(0.5, 0.75)))
    return offer


def _oxide(found: dict[str, Any], need: dict[str, float], tables: dict[str, Any]) -> None:
    """One western offer in six works our oxide, at a lower price for the work alone."""
    masses = {one["item"]: one.get("mass_g", 1000.0) / 1000 for one in tables["items"]}
    grades = {one["item"]: one.get("grade") for one in tables["items"]}
    western = [
        one
        for one in found["offers"]
        if one["supplier"] in ("Rhein Magnet", "Narwa Magnet", "Texas Magnet") and grades[one["item"]] != "SmCo 30"
    ]
    kilograms = 0.0
    for offer in western[::6]:
        units = round(masses[offer["item"]] * 0.30 * 1.17 / 0.8, 4)
        found["tolling"].append({"offer": offer["offer"], "material": OXIDE, "quantity_per_unit": units})
        offer["price"] = round(offer["price"] * 0.72, 3)
        kilograms += units * need[offer["item"]]
    found["offers"].append(
        {
            "offer": f"{REFINER['supplier']} | {OXIDE}",
            "supplier": REFINER["supplier"],
            "item": OXIDE,
            "price": 66.0,
            "freight": 0.8,
            "production_months": 1,
            "transit_months": 1,
            "min_order": float(round(kilograms / 3) or 1),
        }
    )
    found["stock"].append({"item": OXIDE, "quantity": float(round(kilograms / 2)), "origin": "Malaysia"})


def _capacity(dice: random.Random, makers: Rows, offers: Rows, need: dict[str, float], kg: float, months: int) -> Rows:
    """Kg of every maker, newcomers ramping up; units for some offers."""
    rows: Rows = []
    for maker in makers:
        steps = 1 if maker["start"] == maker["full"] else 4
        for step in range(steps):
            share = maker["start"] + (maker["full"] - maker["start"]) * (step / (steps - 1) if steps > 1 else 0)
            rows.append(
                {
                    "supplier": maker["supplier"],
                    "from_month": round(step * months / 6),
                    "per_month": float(round(share * kg, 1)),
                }
            )
    for offer in offers:
        if offer["item"] != OXIDE and dice.random() < 0.35:
            rows.append(
                {
                    "supplier": offer["supplier"],
                    "item": offer["item"],
                    "from_month": 0,
                    "per_month": float(round(need[offer["item"]] * dice.uniform(0.7, 1.6)) or 1),
                }
            )
    return rows


def _qualifications(dice: random.Random, offers: Rows) -> Rows:
    names = dict.fromkeys(one["qualification"] for one in offers if one.get("qualification"))
    return [
        {
            "qualification": name,
            "months": dice.randint(3, 8),
            "cost": float(dice.randrange(15, 90) * 1000),
            "started_month": -dice.randint(1, 2) if place == 0 else None,
        }
        for place, name in enumerate(names)
    ]


def _contracts(dice: random.Random, offers: Rows, need: dict[str, float], count: int, months: int) -> Rows:
    """A few offtakes with dear makers, a little below their price."""
    western = [one for one in offers if one["supplier"] in ("Kansai Magnet", "Narwa Magnet", "Rhein Magnet")]
    rows: Rows = []
    for number, offer in enumerate(dice.sample(western, min(count, len(western)))):
        first = dice.randint(6, 9)
        rate = 1.08 if offer["currency"] else 1.0
        rows.append(
            {
                "contract": f"Offtake {number + 1}",
                "offer": offer["offer"],
                "sign_by": dice.randint(2, 6),
                "from_month": first,
                "to_month": min(months - 1, first + dice.choice((11, 23))),
                "per_month": float(round(need[offer["item"]] * dice.uniform(0.3, 0.6)) or 1),
                "price": round(offer["price"] * rate * 0.94, 3),
                "take_or_pay": dice.choice((0.6, 0.8)),
                "fee": float(dice.randrange(2, 12) * 1000),
            }
        )
    return rows
