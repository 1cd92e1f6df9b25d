"""Decides whether orders, reserved units, redesigned products and the store keep their rules."""

from __future__ import annotations

from planner.plan.audit_ledger import Ledger
from planner.plan.audit_objections import Objections
from planner.plan.audit_starts import Running
from planner.plan.plan import Plan

YEAR = 12


def check(ledger: Ledger, runs: Running, plan: Plan, objections: Objections) -> None:
    """Rules 5 to 9 as far as they bound quantities, and what the order table says of its rows."""
    _orders(ledger, runs, objections)
    _order_rows(ledger, plan, objections)
    _year_caps(ledger, objections)
    _reserved(ledger, runs, objections)
    _designs(ledger, runs, objections)
    _store(ledger, objections)


def _orders(ledger: Ledger, runs: Running, objections: Objections) -> None:
    """Open and qualified; order >= min_order; order = multiple * a whole number."""
    for (node, offer), quantity in sorted(ledger.order.items()):
        one = ledger.facts.offers[offer]
        place, words = objections.at(node), f"order of '{one.name}'"
        if not one.first <= ledger.month(node) <= one.last:
            objections.say(place, words, "an order within the months of the offer", "one outside")
        if not runs.qualified(ledger, node, offer):
            objections.say(place, words, "no order before it is qualified", f"{quantity:.10g}")
        objections.at_least(place, words, one.min_order, quantity, grain=one.min_order)
        if one.multiple:
            lots = round(quantity / one.multiple) * one.multiple
            objections.equal(place, f"{words} in multiples of {one.multiple:g}", lots, quantity, grain=one.multiple)


def _order_rows(ledger: Ledger, plan: Plan, objections: Objections) -> None:
    """Supplier and item are the offer's; cost is the price paid; arrives is month + production + transit, and the delay
    at the node where the goods leave in it: one that is met later is not known yet."""
    facts = ledger.facts
    offers = {one.name: number for number, one in enumerate(facts.offers)}
    for row in plan.orders:
        number = offers.get(row.offer)
        if number is None or (row.node, number) not in ledger.order:
            continue  # told when the row was entered
        one, place = facts.offers[number], objections.at(row.node)
        words = f"order of '{one.name}'"
        objections.same(place, f"supplier of {words}", facts.suppliers[one.supplier].name, row.supplier)
        objections.same(place, f"item of {words}", facts.items[one.item].name, row.item)
        gross = abs(row.quantity) * ledger.price(row.node, number)
        objections.money(place, f"cost of {words}", ledger.paid(row.node, number), row.cost, gross)
        known = 0 if one.production else ledger.tree.outlook.delay[row.node][one.pair]
        arrives = facts.settings.start_month + ledger.month(row.node) + one.production + one.transit + known
        objections.same(place, f"arrival of {words}", arrives, row.arrives)


def _year_caps(ledger: Ledger, objections: Objections) -> None:
    """Units of a pair ordered in any 12 months in a row <= max_12_months, less what of ordered_before still counts:
    ordered_before * (11 - t) / 12 in month t < 11; never below 0."""
    for one in ledger.facts.pairs:
        if one.max_12_months is None:
            continue
        supplier, item = ledger.facts.suppliers[one.supplier].name, ledger.facts.items[one.item].name
        for number, node in enumerate(ledger.tree.nodes):
            window = ledger.paths[number][max(0, node.month - YEAR + 1) :]
            ordered = sum(ledger.order.get((at, offer), 0.0) for at in window for offer in one.offers)
            past = one.ordered_before * max(0, YEAR - 1 - node.month) / YEAR
            words = f"'{item}' ordered of '{supplier}' in 12 months"
            most = max(0.0, one.max_12_months - past)
            objections.at_most(objections.at(number), words, most, ordered, one.max_12_months, len(window))


def _reserved(ledger: Ledger, runs: Running, objections: Objections) -> None:
    """reserved[c,n] <= per_month while the contract runs, else 0; an offer's reserved units are part of its order."""
    facts = ledger.facts
    for (node, contract), quantity in sorted(ledger.reserved.items()):
        one = facts.contracts[contract]
        most = one.per_month if runs.reserving(ledger, node, contract) else 0.0
        objections.at_most(objections.at(node), f"units bought under '{one.name}'", most, quantity, grain=one.per_month)
    for node, offer in sorted({(node, facts.contracts[c].offer) for node, c in ledger.reserved}):
        words = f"units bought under contracts of '{facts.offers[offer].name}'"
        ordered = ledger.order.get((node, offer), 0.0)
        objections.at_most(objections.at(node), words, ordered, ledger.reserved_of(node, offer))


def _designs(ledger: Ledger, runs: Running, objections: Objections) -> None:
    """A redesigned product is built only where its redesign has run its months."""
    for (node, design), quantity in sorted(ledger.build.items()):
        one = ledger.facts.designs[design]
        if one.redesign is not None and not runs.redesigned(ledger, node, one.redesign):
            words = f"'{ledger.facts.products[one.product].name}' built as '{one.name}'"
            objections.say(objections.at(node), words, "none before the redesign is done", f"{quantity:.10g}")


def _store(ledger: Ledger, objections: Objections) -> None:
    """Sum over an item's pools of stock <= max_stock."""
    for item, one in enumerate(ledger.facts.items):
        if one.max_stock is None:
            continue
        for node in range(len(ledger.tree.nodes)):
            words = f"stock of '{one.name}' in the store"
            stock = ledger.item_stock(node, item)
            objections.at_most(objections.at(node), words, one.max_stock, stock, grain=len(one.pools))
