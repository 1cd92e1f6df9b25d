"""Decides what becomes of an exported list of open orders: what is still to come, when it leaves, and at what price."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from planner.months import Month
from planner.reference.library import Library
from planner.store.erp.draft import Making
from planner.store.erp.items import Part, add_items
from planner.store.erp.mapping import Answer
from planner.store.erp.mapping import Mapping as Mapped
from planner.store.erp.records import Record
from planner.store.erp.scope import those_that_count
from planner.tables.column import Value
from planner.tables.table import folded

TRANSIT = "transit_months"
"""Id of the question how long goods are on their way."""

MOST_TRANSIT = 6

_TITLED = ("order_number", "supplier", "item")
"""What may stand in a row above the lines it is of, instead of in them."""

_NUMBERED = re.compile(r"\d{3,10}\s+(\S.*)")


@dataclass(frozen=True, slots=True)
class Ordered:
    """A line of an order.

    Attributes:
        record: what its row says.
        names: order number, supplier and item, by role, perhaps from a row above.
        quantity: what is still to come.
    """

    record: Record
    names: Mapping[str, str]
    quantity: float

    @property
    def supplier(self) -> str:
        """The name of the supplier, without the number before it."""
        told = self.names.get("supplier", "")
        found = _NUMBERED.fullmatch(told)
        return found[1] if found else told

    @property
    def order(self) -> str | None:
        """Number of the order and its line."""
        parts = [self.names.get("order_number", ""), self.record.name("position")]
        return "/".join(part for part in parts if part) if parts[0] else None


def ordered_in(records: Sequence[Record], making: Making | None) -> list[Ordered]:
    """The lines of orders that are still to come.

    An order number, supplier or part that no line has itself stands in the rows above its lines.
    """
    lines = [one for one in records if not one.is_total and _quantity(one) is not None]
    titled = [role for role in _TITLED if not any(one.name(role) for one in lines)]
    above: dict[str, str] = {}
    found: list[Ordered] = []
    gone: dict[str, list[int]] = {"deleted": [], "completed": [], "nothing": [], "nameless": []}
    for one in records:
        quantity = _quantity(one)
        if quantity is None or one.is_total:
            above |= {role: one.name(role) for role in titled if one.name(role)}
            if not any(one.name(role) for role in titled):
                gone["nameless"].append(one.number)
            continue
        names = {
            role: name
            for role in _TITLED
            if (name := one.name(role) or (above.get(role, "") if role in titled else ""))
        }
        state = next((role for role in ("deleted", "completed") if one.is_marked(role)), None)
        state = state or ("nameless" if "item" not in names else "nothing" if quantity <= 0 else None)
        if state is not None:
            gone[state].append(one.number)
        else:
            found.append(Ordered(one, names, quantity))
    if making is not None:
        _say(gone, making)
    return found


def read_orders(
    records: Sequence[Record], mapping: Mapped, answers: Mapping[str, Answer], library: Library, making: Making
) -> None:
    """Add what a list of orders says to a draft: open orders, their suppliers and items, and the prices paid.

    Args:
        records: the rows below the header.
        mapping: what the columns are.
        answers: to its questions.
        library: for grades.
        making: takes rows and findings.
    """
    listed = ordered_in(records, making)
    wanted = those_that_count(listed, lambda one: (one.names["item"], one.record), mapping, answers, making)
    transit = int(mapping.choice(answers, TRANSIT) or 0)
    making.give("open_orders", "order_number", "supplier", "item", "quantity", "ready_month")
    if mapping.column("quantity") is None and mapping.column("delivered") is None:
        words = "The quantity ordered was taken, the list does not say what is still to come: {rows}."
        making.warn_of_rows("ordered_taken", words, [one.record.number for one in wanted])
    for one in wanted:
        _add_order(one, transit, mapping, making)
    parts = [Part(one.names["item"], [one.record]) for one in wanted]
    add_items(parts, mapping, answers, library, making)
    _add_suppliers(wanted, mapping, making)
    _add_prices(wanted, mapping, making)


def _quantity(record: Record) -> float | None:
    """What is still to come: as the list says, else ordered less delivered."""
    told = record.amount("quantity")
    ordered = record.amount("ordered")
    if told is not None or ordered is None:
        return told
    return ordered - (record.amount("delivered") or 0.0)


def _say(gone: Mapping[str, Iterable[int]], making: Making) -> None:
    said = {
        "nameless": "Left out, no part is named, or it is a title or total: {rows}.",
        "deleted": "Left out as deleted: {rows}.",
        "completed": "Left out as completed: {rows}.",
        "nothing": "Left out, nothing is still to come: {rows}.",
    }
    for state, words in said.items():
        making.warn_of_rows("rows_left_out", words, gone[state])


def _add_order(one: Ordered, transit: int, mapping: Mapped, making: Making) -> None:
    number, column = one.record.number, mapping.column("item")
    ready, due = one.record.day("ready"), one.record.day("due")
    where = {"table": "open_orders", "field": "ready_month"}
    if ready is None and due is None:
        dated = mapping.column("due") or mapping.column("ready")
        if "due" not in one.record.raw and "ready" not in one.record.raw:
            making.error(
                "blank_date", "The delivery date is blank. Enter when it is due.", number=number, column=dated, **where
            )
        return
    if not one.supplier:
        words = "The supplier is blank. Enter who delivers it."
        making.error("blank_supplier", words, number=number, column=mapping.column("supplier"), table="open_orders")
        return
    values: dict[str, Value] = {
        "order_number": one.order,
        "supplier": one.supplier,
        "item": one.names["item"],
        "quantity": one.quantity,
        "ready_month": Month.containing(ready) if ready is not None else Month.containing(due or date.min) + -transit,
    }
    arrival, note = one.record.day("arrival"), one.record.name("note")
    if arrival is not None:
        values["arrival_month"] = Month.containing(arrival)
    if one.record.name("offer"):
        values["offer"] = one.record.name("offer")
    if ready is None and due is not None:
        note = "; ".join(text for text in (note, f"Due at the plant {due.isoformat()}") if text)
    if note:
        values["note"] = note
    making.add("open_orders", number, column, **values)


def _add_suppliers(wanted: Sequence[Ordered], mapping: Mapped, making: Making) -> None:
    seen: set[str] = set()
    for one in wanted:
        key = str(folded(one.supplier))
        if key and key not in seen:
            seen.add(key)
            making.add("suppliers", one.record.number, mapping.column("supplier"), supplier=one.supplier)


def _add_prices(wanted: Sequence[Ordered], mapping: Mapped, making: Making) -> None:
    """Offers with the price paid last: net price / price unit."""
    newest: dict[tuple[str, str], tuple[date, Ordered, float]] = {}
    for one in wanted:
        price = one.record.amount("price")
        if price is None or price <= 0 or not one.supplier:
            continue
        key = (str(folded(one.supplier)), str(folded(one.names["item"])))
        when = one.record.day("ordered_on") or date.min
        if key not in newest or when >= newest[key][0]:
            newest[key] = (when, one, price / (one.record.amount("price_unit") or 1.0))
    for _, one, price in newest.values():
        values: dict[str, Value] = {"supplier": one.supplier, "item": one.names["item"], "price": price}
        if one.record.name("currency"):
            values["currency"] = one.record.name("currency").upper()
        making.add("offers", one.record.number, mapping.column("price"), **values)
