"""Decides what must be asked of stock lists and lists of orders before they are read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from statistics import median_low

from planner.store.erp.mapping import Answer, Option, Question
from planner.store.erp.mapping import Mapping as Mapped
from planner.store.erp.orders import MOST_TRANSIT, TRANSIT, ordered_in
from planner.store.erp.records import Record
from planner.store.erp.scope import is_here, is_wanted, plants_question, scope_question
from planner.store.erp.source import address
from planner.store.erp.stock import COUNT, QUALITY, SPECIAL, held_in

_LEAVE_OUT = "leave_out"
_SPECIAL_WORDS = {
    "K": "K, the supplier's, lies here on consignment",
    "O": "O, ours, lies with a subcontractor",
    "W": "W, ours, lies with a customer",
    "E": "E, kept for a sales order",
    "Q": "Q, kept for a project",
    "B": "B, the customer's",
    "T": "T, in transit",
}


def stock_questions(records: Sequence[Record], mapping: Mapped, answers: Mapping[str, Answer]) -> list[Question]:
    """The questions a stock list raises: which parts, and whether special and inspected stock counts."""
    held = held_in(records, None)
    asked = plants_question(one.record for one in held)
    held = [one for one in held if is_here(one.record, _with(mapping, asked), answers)]
    asked += scope_question(((one.item, one.record) for one in held), mapping)
    counted = [one for one in held if is_wanted(one.item, one.record, _with(mapping, asked), answers)]
    special = [one for one in counted if one.record.name("special_stock")]
    if special:
        kinds = sorted({one.record.name("special_stock").upper() for one in special})
        listed = "; ".join(_SPECIAL_WORDS.get(kind, kind) for kind in kinds)
        options = (Option(_LEAVE_OUT, "Leave it out"), Option(COUNT, "Count it"))
        places = tuple(address(one.record.number, mapping.column("special_stock") or 1) for one in special[:3])
        rows = "1 row is" if len(special) == 1 else f"{len(special)} rows are"
        words = f"{rows} special stock ({listed}). Does it count as yours to use?"
        asked.append(Question(SPECIAL, words, options, places=places))
    inspected = [one for one in counted if (one.record.amount("in_quality") or 0.0) > 0]
    if inspected:
        options = (Option(_LEAVE_OUT, "No, only what is free"), Option(COUNT, "Yes, it will be released"))
        places = tuple(address(one.record.number, mapping.column("in_quality") or 1) for one in inspected[:3])
        rows = "1 row has" if len(inspected) == 1 else f"{len(inspected)} rows have"
        words = f"{rows} stock in quality inspection. Does it count?"
        asked.append(Question(QUALITY, words, options, _LEAVE_OUT, places=places))
    return asked


def order_questions(
    records: Sequence[Record], mapping: Mapped, answers: Mapping[str, Answer], transits: Sequence[int]
) -> list[Question]:
    """The questions a list of orders raises: which parts, and how long the goods are on their way.

    Args:
        records: its rows.
        mapping: what its columns are.
        answers: those there are already.
        transits: transit months of the offers the case has.
    """
    ordered = ordered_in(records, None)
    asked = plants_question(one.record for one in ordered)
    ordered = [one for one in ordered if is_here(one.record, _with(mapping, asked), answers)]
    asked += scope_question(((one.names["item"], one.record) for one in ordered), mapping)
    dated = next((one for one in ordered if one.record.day("due") and not one.record.day("ready")), None)
    if dated is not None or (mapping.column("due") is not None and mapping.column("ready") is None):
        options = tuple(
            Option(str(months), f"{months} month{'' if months == 1 else 's'}") for months in range(MOST_TRANSIT + 1)
        )
        usual = str(median_low(transits)) if transits and median_low(transits) <= MOST_TRANSIT else None
        words = (
            "Delivery dates are those at your plant. How long are the goods on their way? The plan needs the month in "
            "which they leave the supplier."
        )
        places = (address(dated.record.number, mapping.column("due") or 1),) if dated is not None else ()
        asked.append(Question(TRANSIT, words, options, usual, places=places))
    return asked


def _with(mapping: Mapped, asked: Sequence[Question]) -> Mapped:
    """The mapping with questions already asked, so that their usual answers count."""
    return Mapped(mapping.layout, mapping.header, mapping.uses, tuple(asked), known=mapping.known)
