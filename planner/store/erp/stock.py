"""Decides what becomes of an exported stock list: free stock by part and place, nothing counted twice."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from planner.reference.library import Library
from planner.store.erp.draft import Making
from planner.store.erp.items import Part, add_items
from planner.store.erp.mapping import Answer
from planner.store.erp.mapping import Mapping as Mapped
from planner.store.erp.records import Record
from planner.store.erp.scope import those_that_count
from planner.store.texts import rows_in_words
from planner.tables.table import folded

SPECIAL, QUALITY = "special_stock", "in_quality"
"""Ids of the questions stock may raise."""

COUNT = "count"
"""The answer that such stock counts."""

_PLACES = ("plant", "location", "batch", "special_stock")


@dataclass(frozen=True, slots=True)
class Held:
    """A row of stock and the part it is of.

    Attributes:
        item: the part, perhaps named in a row above.
        record: what the row says.
    """

    item: str
    record: Record


def held_in(records: Sequence[Record], making: Making | None) -> list[Held]:
    """The rows that say how much there is of a part; a part may be named once above its places."""
    titled = not any(one.name("item") and _is_filled(one) for one in records if not one.is_total)
    found, left_out = [], []
    above = ""
    for one in records:
        item = one.name("item")
        if one.is_total:
            left_out.append(one.number)
        elif item and (_is_filled(one) or not titled):
            found.append(Held(item, one))
        elif item:
            above = item
        elif titled and above and _is_filled(one) and any(one.name(role) for role in _PLACES):
            found.append(Held(above, one))
        else:
            left_out.append(one.number)
    if making is not None:
        making.warn_of_rows("rows_left_out", "Left out, no part is named or it is a total: {rows}.", left_out)
    return found


def read_stock(
    records: Sequence[Record], mapping: Mapped, answers: Mapping[str, Answer], library: Library, making: Making
) -> None:
    """Add what a stock list says to a draft: stock, and the items it is of.

    Args:
        records: the rows below the header.
        mapping: what the columns are.
        answers: to its questions.
        library: for grades.
        making: takes rows and findings.
    """
    listed = held_in(records, making)
    wanted = those_that_count(listed, lambda one: (one.item, one.record), mapping, answers, making)
    making.give("stock", "item", "quantity", *_columns(mapping))
    special = []
    groups: dict[tuple[str, ...], list[tuple[Held, float]]] = {}
    for one in wanted:
        if one.record.name("special_stock") and mapping.choice(answers, SPECIAL) != COUNT:
            special.append(one.record.number)
            continue
        quantity = one.record.amount("quantity") or 0.0
        if mapping.choice(answers, QUALITY) == COUNT:
            quantity += one.record.amount("in_quality") or 0.0
        key = (str(folded(one.item)), *(str(folded(text)) for text in _place(one.record).values()))
        groups.setdefault(key, []).append((one, quantity))
    making.warn_of_rows("special_left_out", "Left out as special stock: {rows}.", special)
    below = []
    for several in groups.values():
        first = several[0][0]
        total = sum(quantity for _, quantity in several)
        if total < 0:
            below.append(first.record.number)
        elif total > 0:
            values = {role: text or None for role, text in _place(first.record).items()}
            making.add("stock", first.record.number, mapping.column("item"), item=first.item, quantity=total, **values)
            if len(several) > 1:
                rows = rows_in_words([one.record.number for one, _ in several])
                words = f"Stock of '{first.item}' at one place in rows {rows} was added up to {total:g}."
                making.warn("rows_added_up", words, number=first.record.number, table="stock", field="quantity")
    making.warn_of_rows(
        "below_nothing", "Counted as none, stock is below 0: {rows}. Correct it in the system it comes from.", below
    )
    costs = _costs(wanted, mapping, making)
    add_items(list(_parts(wanted, costs)), mapping, answers, library, making)


def _is_filled(record: Record) -> bool:
    return any(role in record.raw for role in ("quantity", "in_quality", "value"))


def _columns(mapping: Mapped) -> list[str]:
    """The columns of the stock the list speaks of."""
    held = {one.role for one in mapping.uses}
    given = {"location": ("location", "plant"), "note": ("note", "batch"), "origin": ("origin",)}
    given |= {"feed_origin": ("feed_origin",)}
    return [column for column, roles in given.items() if held.intersection(roles)]


def _place(record: Record) -> dict[str, str]:
    """Where and what stock is, beside its part."""
    batch = record.name("batch")
    return {
        "location": " ".join(text for role in ("plant", "location") if (text := record.name(role).strip())),
        "note": "; ".join(text for text in (record.name("note"), f"Batch {batch}" if batch else "") if text),
        "origin": record.name("origin"),
        "feed_origin": record.name("feed_origin"),
    }


def _parts(held: Sequence[Held], costs: Mapping[str, float]) -> Iterator[Part]:
    by_part: dict[str, tuple[str, list[Record]]] = {}
    for one in held:
        by_part.setdefault(str(folded(one.item)), (one.item, []))[1].append(one.record)
    for key, (name, records) in by_part.items():
        yield Part(name, records, costs.get(key))


def _costs(held: Sequence[Held], mapping: Mapped, making: Making) -> dict[str, float]:
    """Standard cost by folded part, from the value of the stock: value / quantity, in the currency of the case."""
    rates = dict(mapping.known.rates)
    sums: dict[str, tuple[float, float]] = {}
    foreign: dict[str, list[int]] = {}
    for one in held:
        value, quantity = one.record.amount("value"), one.record.amount("quantity")
        if not value or not quantity or value < 0 or quantity < 0 or one.record.name("special_stock"):
            continue
        currency = one.record.name("currency").upper()
        if currency and rates and currency not in rates:
            foreign.setdefault(currency, []).append(one.record.number)
            continue
        worth, count = sums.get(str(folded(one.item)), (0.0, 0.0))
        sums[str(folded(one.item))] = (worth + value * rates.get(currency, 1.0), count + quantity)
    for currency, numbers in foreign.items():
        words = f"Values in {currency} were not taken as standard costs: the case has no rate for it ({{rows}})."
        making.warn_of_rows("no_rate", words, numbers)
    return {key: worth / count for key, (worth, count) in sums.items()}
