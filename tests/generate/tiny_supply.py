"""Decides who supplies a tiny random case, on what terms, and what it holds already."""

from __future__ import annotations

from typing import Any

from tests.generate.dice import Dice, pick, some

Rows = list[dict[str, Any]]
COUNTRIES = ("China", "Japan", "France", "Vietnam")


def supply(dice: Dice, tables: dict[str, Any], months: int, long: bool) -> dict[str, Any]:
    """Suppliers, offers and what bounds or binds them."""
    suppliers = _suppliers(dice, dice.whole(1, 2) if long else dice.whole(1, 4))
    uses = sorted({one["end_use"] for one in tables["products"] if one["end_use"]})
    offers = _offers(dice, suppliers, tables["items"], months, long, uses)
    _restrict(dice, offers, months, long)
    found: dict[str, Any] = {
        "suppliers": suppliers,
        "offers": offers,
        "currencies": [{"currency": "EUR", "rate": 1.25}],
        "capacity": _capacity(dice, suppliers, offers, months),
        "qualifications": _qualifications(dice, offers, months),
        "contracts": _contracts(dice, offers, months),
        "licences": _licences(dice, offers, months),
        "tolling": _tolling(dice, offers, tables["items"]),
    }
    return found


def _suppliers(dice: Dice, count: int) -> Rows:
    return [
        {
            "supplier": ("East", "North", "West", "South")[number],
            "country": COUNTRIES[number] if dice.chance(80) else "China",
            "feed_country": pick(dice, (None, "China", "China", "Japan")),
            "feed_share": pick(dice, (None, 0.4, 1)),
            "evidence": pick(dice, (None, "declared")),
        }
        for number in range(count)
    ]


def _offers(dice: Dice, suppliers: Rows, items: Rows, months: int, long: bool, uses: list[str]) -> Rows:
    """One to three sources of every item; sometimes a quantity break."""
    offers: Rows = []
    for item in items:
        first = dice.whole(0, len(suppliers) - 1)
        for step in range(1 if item["item"] == "Oxide" else dice.whole(1, min(2, len(suppliers)))):
            supplier = suppliers[(first + step) % len(suppliers)]["supplier"]
            offer = _offer(dice, supplier, item["item"], months, uses)
            offers.append(offer)
            if not long and dice.chance(15):
                least = max(offer.get("min_order") or 0, dice.whole(5, 15))
                offers.append({**offer, "offer": f"{supplier} much {item['item']}", "min_order": least, "price": 2})
    return offers


def _offer(dice: Dice, supplier: str, item: str, months: int, uses: list[str]) -> dict[str, Any]:
    opens_late = dice.chance(8)
    return {
        "offer": pick(dice, (None, None, f"{supplier} {item}")),
        "supplier": supplier,
        "item": item,
        "price": dice.whole(2, 4) if item == "Oxide" else dice.whole(3, 12),
        "currency": pick(dice, (None, None, None, "EUR")),
        "freight": pick(dice, (None, None, 1, 2)),
        "duty_rate": pick(dice, (None, None, 0.1, 0.25)),
        "production_months": pick(dice, (0, 0, 0, 1)),
        "transit_months": pick(dice, (0, 0, 0, 1)),
        "min_order": pick(dice, (None, None, None, dice.whole(2, 12))),
        "order_multiple": pick(dice, (None, None, None, None, dice.whole(2, 7))),
        "order_cost": pick(dice, (None, None, None, dice.whole(5, 40))),
        "from_month": 1 if opens_late else None,
        "to_month": months - 2 if not opens_late and dice.chance(8) else None,
        "end_uses": pick(dice, (None, None, None, *uses)),
    }


def _restrict(dice: Dice, offers: Rows, months: int, long: bool) -> None:
    """Caps on twelve months, the same for all offers of a supplier and item, and approvals still to be had."""
    caps: dict[tuple[str, str], dict[str, Any]] = {}
    for offer in offers:
        pair = (offer["supplier"], offer["item"])
        if pair not in caps:
            caps[pair] = {}
            if dice.chance(70 if long else 12):
                caps[pair] = {"max_12_months": dice.whole(5, 40), "ordered_before": pick(dice, (None, 6, 24, 60))}
        offer.update(caps[pair])
        if dice.chance(20) and offer["item"] != "Oxide":
            offer["qualification"] = pick(dice, (f"{offer['supplier']} approval", "Approval"))


def _capacity(dice: Dice, suppliers: Rows, offers: Rows, months: int) -> Rows:
    rows: Rows = []
    for supplier in suppliers:
        name = supplier["supplier"]
        items = list(dict.fromkeys(offer["item"] for offer in offers if offer["supplier"] == name))
        bounded: list[str | None] = list(some(dice, items, 55))
        if dice.chance(20):
            bounded.append(None)
        for item in bounded:
            first = pick(dice, (-3, 0, 0, 1))
            rows.append({"supplier": name, "item": item, "from_month": first, "per_month": dice.whole(4, 30)})
            if dice.chance(30):
                step = first + dice.whole(1, months)
                rows.append({"supplier": name, "item": item, "from_month": step, "per_month": dice.whole(0, 30)})
    return rows


def _qualifications(dice: Dice, offers: Rows, months: int) -> Rows:
    names = dict.fromkeys(offer["qualification"] for offer in offers if offer.get("qualification"))
    return [
        {
            "qualification": name,
            "months": dice.whole(0, 2),
            "cost": dice.whole(0, 60),
            "earliest_month": 1 if dice.chance(15) else None,
            "started_month": -dice.whole(1, 2) if dice.chance(15) else None,
        }
        for name in names
    ]


def _contracts(dice: Dice, offers: Rows, months: int) -> Rows:
    rows: Rows = []
    for offer in some(dice, offers, 14):
        first = dice.whole(0, months - 1)
        for number in range(dice.whole(1, 2) if dice.chance(20) else 1):
            signed = dice.chance(25)
            rows.append(
                {
                    "contract": f"Offtake {len(rows) + 1}",
                    "offer": offer["offer"] or f"{offer['supplier']} | {offer['item']}",
                    "sign_by": first,
                    "from_month": first - number,
                    "to_month": first + dice.whole(0, 3),
                    "per_month": dice.whole(2, 12),
                    "price": pick(dice, (None, dice.whole(2, 10))),
                    "take_or_pay": pick(dice, (None, 0.5, 1)),
                    "fee": pick(dice, (None, dice.whole(1, 15))),
                    "signed_month": -dice.whole(1, 3) if signed else None,
                }
            )
    return rows


def _licences(dice: Dice, offers: Rows, months: int) -> Rows:
    pairs = list(dict.fromkeys((offer["supplier"], offer["item"]) for offer in offers))
    return [
        {
            "licence": f"L-{number}",
            "supplier": supplier,
            "item": item,
            "quantity": dice.whole(3, 25),
            "from_month": dice.whole(-1, 1),
            "to_month": dice.whole(1, months),
            "status": pick(dice, (None, None, "granted", "applied")),
            "note": pick(dice, (None, "in hand")),
        }
        for number, (supplier, item) in enumerate(some(dice, pairs, 30))
    ]


def _tolling(dice: Dice, offers: Rows, items: Rows) -> Rows:
    if not any(item["item"] == "Oxide" for item in items):
        return []
    worked = some(dice, [offer for offer in offers if offer["item"] != "Oxide"], 60)
    return [
        {
            "offer": offer["offer"] or f"{offer['supplier']} | {offer['item']}",
            "material": "Oxide",
            "quantity_per_unit": pick(dice, (1, 0.5, 2)),
        }
        for offer in worked
    ]


def goods_in_hand(dice: Dice, tables: dict[str, Any], months: int) -> dict[str, Any]:
    """Stock, open orders, and store limits that the stock respects."""
    stock: Rows = []
    orders: Rows = []
    for item in tables["items"]:
        held = 0
        while dice.chance(35) and held < 30:
            quantity = dice.whole(1, 12)
            held += quantity
            stock.append(
                {
                    "item": item["item"],
                    "quantity": quantity,
                    "origin": pick(dice, (None, "China", "Japan")),
                    "feed_origin": pick(dice, (None, None, "China")),
                    "location": pick(dice, (None, "Store 1")),
                    "note": pick(dice, (None, "counted")),
                }
            )
        if dice.chance(15):
            item["max_stock"] = held + dice.whole(0, 12)
    for offer in some(dice, tables["offers"], 18):
        orders.append(_open_order(dice, offer, len(orders), months))
    return {"stock": stock, "open_orders": orders}


def _open_order(dice: Dice, offer: dict[str, Any], number: int, months: int) -> dict[str, Any]:
    name = offer["offer"] or f"{offer['supplier']} | {offer['item']}"
    left = dice.chance(30)
    return {
        "order_number": pick(dice, (None, f"450000{number}")),
        "supplier": offer["supplier"],
        "item": offer["item"],
        "quantity": dice.whole(1, 15),
        "ready_month": -dice.whole(1, 2) if left else dice.whole(-1, months),
        "arrival_month": dice.whole(-1, months) if left else None,
        "offer": name if dice.chance(60) else None,
        "note": pick(dice, (None, "confirmed")),
    }
