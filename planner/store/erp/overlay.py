"""Decides how magnets hidden in bought parts are kept: lines of our own laid over the bill, again after each import."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from planner.errors import UserError
from planner.store.erp.merge import Change, Difference, Kind
from planner.tables.case import Case
from planner.tables.column import RawRow, Value
from planner.tables.edits import Edit, InsertRows, SetCells, Several
from planner.tables.finding import Finding, Severity
from planner.tables.inputs import table
from planner.tables.table import folded


@dataclass(frozen=True, slots=True)
class Hidden:
    """A magnet within a bought part, such as a motor, as its maker or a teardown tells it.

    Attributes:
        bought: the part that is bought.
        magnet: the item within it.
        quantity: of the magnet in one of the part, before scrap.
        scrap_rate: share lost while it is built in; 0 where that is the maker's affair.
        grade: of the magnet; None where it is not known.
        mass_g: of one magnet, in grams; None where it is not known.
        standard_cost: of one magnet, in case currency; None where it is not known.
    """

    bought: str
    magnet: str
    quantity: float
    scrap_rate: float = 0.0
    grade: str | None = None
    mass_g: float | None = None
    standard_cost: float | None = None


def lay(case: Case, overlay: Sequence[Hidden]) -> Difference:
    """What an overlay changes in a case: lines of the bill under bought parts, and the magnets as items.

    Laying it twice changes nothing the second time; lines it has in another quantity take that of the overlay.

    Returns:
        The edit with its changes. Findings say what no longer counts: a part that has a bill is always built from it,
        so its own stock, offers and orders have no effect.
    """
    bill, items = table("bill_of_materials"), table("items")
    lines = {bill.key_of(row): index for index, row in enumerate(case.rows(bill.id))}
    known = {items.key_of(row) for row in case.rows(items.id)}
    parents = {folded(row[0]) for row in case.rows(bill.id)}
    set_to: list[tuple[int, str, Value]] = []
    added: dict[str, list[RawRow]] = {bill.id: [], items.id: []}
    changes: list[Change] = []
    for one in overlay:
        line = bill.raw(
            parent=one.bought, component=one.magnet, quantity=one.quantity, scrap_rate=one.scrap_rate or None
        )
        index = lines.get(bill.key_of(line))
        words = f"{one.magnet} in {one.bought}, {one.quantity:g}"
        if index is None:
            lines[bill.key_of(line)] = -1
            added[bill.id].append(line)
            changes.append(Change(Kind.ADDED, bill.id, words))
        elif index >= 0:
            told = _other(case.rows(bill.id)[index], index, one)
            set_to += told
            changes += [Change(Kind.CHANGED, bill.id, words)] if told else []
        item = items.raw(
            item=one.magnet, kind="magnet", grade=one.grade, mass_g=one.mass_g, standard_cost=one.standard_cost
        )
        if items.key_of(item) not in known:
            known.add(items.key_of(item))
            added[items.id].append(item)
            changes.append(Change(Kind.ADDED, items.id, one.magnet))
    edits: list[Edit] = [SetCells(bill.id, tuple(set_to))] if set_to else []
    for id, rows in added.items():
        end = len(case.rows(id))
        if rows:
            edits.append(InsertRows(id, tuple((end + number, row) for number, row in enumerate(rows))))
    fresh = dict.fromkeys(one.bought for one in overlay if folded(one.bought) not in parents)
    return Difference(Several(tuple(edits)), tuple(changes), tuple(_idle(case, fresh)))


def as_json(overlay: Sequence[Hidden]) -> list[dict[str, Any]]:
    """The overlay as plain JSON, to be kept with the project."""
    return [asdict(one) for one in overlay]


def from_json(kept: Sequence[Mapping[str, Any]]) -> tuple[Hidden, ...]:
    """The overlay that was kept.

    Raises:
        UserError: it is none.
    """
    try:
        found = tuple(Hidden(**one) for one in kept)
        if all(_is_sound(one) for one in found):
            return found
    except (TypeError, ValueError):
        pass
    raise UserError("What was kept of magnets within bought parts cannot be read.", "Enter them once more.")


def _is_sound(one: Hidden) -> bool:
    numbers = (one.quantity, one.scrap_rate, one.mass_g, one.standard_cost)
    texts = (one.bought, one.magnet, one.grade)
    return all(isinstance(text, str | None) for text in texts) and all(
        isinstance(number, int | float | None) and not isinstance(number, bool) for number in numbers
    )


def _other(row: RawRow, index: int, one: Hidden) -> list[tuple[int, str, Value]]:
    """The cells of a line that are not as the overlay has them."""
    bill = table("bill_of_materials")
    wanted: dict[str, float] = {"quantity": one.quantity, "scrap_rate": one.scrap_rate}
    return [(index, id, value) for id, value in wanted.items() if (row[bill.position(id)] or 0.0) != value]


def _idle(case: Case, bought: Mapping[str, None]) -> list[Finding]:
    """What the case says of parts that are from now on built from their magnets."""
    found = []
    for part in bought:
        told = []
        for id, words in (("stock", "stock"), ("offers", "offers"), ("open_orders", "open orders")):
            place = table(id).position("item")
            count = sum(folded(row[place]) == folded(part) for row in case.rows(id))
            if count:
                told.append(words)
        if told:
            listed = " and ".join([", ".join(told[:-1]), told[-1]] if len(told) > 1 else told)
            words = (
                f"'{part}' is planned by the magnets within it from now on: its own {listed} have no effect. To go on "
                "planning the part itself, enter its magnet mass and grade at the item instead."
            )
            found.append(Finding("bought_part_opened", Severity.WARNING, words, "bill_of_materials"))
    return found
