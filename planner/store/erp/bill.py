"""Decides what becomes of an exported bill of materials: lines between parents and parts, and the items they end in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from planner.reference.library import Library
from planner.store.erp.bill_lines import Line, lines_of
from planner.store.erp.bill_needs import Needs, needs_of_pairs, needs_of_tree
from planner.store.erp.bill_tree import Counting, counts_of_two, per_parent
from planner.store.erp.draft import Making
from planner.store.erp.items import Part, add_items
from planner.store.erp.mapping import Answer
from planner.store.erp.mapping import Mapping as Mapped
from planner.store.erp.records import Record
from planner.store.erp.roles import Shape
from planner.store.erp.scrap import scraps_of
from planner.store.erp.tree import Node, grown
from planner.tables.table import folded

COUNTS, LIST_FOR, ROOT, PARTS, ORDER = "quantity_counts", "list_for", "product", "parts", "list_order"
"""Ids of the questions a bill may raise."""

BY_LEVEL = "by_level"
"""The answer that a list goes level by level."""


@dataclass(frozen=True, slots=True)
class Laid:
    """The lines of a bill and how they hang together.

    Attributes:
        lines: the lines that count.
        roots: the tree; None where every line names its parent.
    """

    lines: tuple[Line, ...]
    roots: tuple[Node, ...] | None


def lay_out(records: Sequence[Record], mapping: Mapped, answers: Mapping[str, Answer], making: Making | None) -> Laid:
    """The lines of a bill and their tree, from the rows below the header."""
    found = lines_of(records, mapping, making)
    lines = found.lines
    if mapping.layout.shape is Shape.PAIRS:
        return Laid(lines, None)
    if mapping.choice(answers, ORDER) == BY_LEVEL:
        first = min((one.depth for one in lines), default=1)
        if making is not None:
            deeper = [one.number for one in lines if one.depth > first]
            making.warn_of_rows(
                "parents_unknown", "Left out, the list does not say what it belongs to: {rows}.", deeper
            )
        lines = tuple(one for one in lines if one.depth == first)
    root = mapping.choice(answers, ROOT).strip() or found.top
    if is_top(lines, root):
        lines = tuple(replace(one, depth=one.depth - lines[0].depth) for one in lines)
    roots, jumps = grown([one.depth for one in lines], [one.part for one in lines], root)
    if making is not None:
        for line in jumps:
            words = (
                f"'{lines[line].part}' lies more than one level below the row above it. A row in between is missing."
            )
            making.error("level_jump", words, number=lines[line].number, column=mapping.column("level"))
    return Laid(lines, tuple(roots))


def is_top(lines: Sequence[Line], product: str) -> bool:
    """Whether the first line is the product itself: it bears its name, and every other line lies deeper."""
    if not lines or _key(lines[0].part) != _key(product):
        return False
    return len(lines) > 1 and all(one.depth > lines[0].depth for one in lines[1:])


def read_bill(
    records: Sequence[Record], mapping: Mapped, answers: Mapping[str, Answer], library: Library, making: Making
) -> None:
    """Add what a bill says to a draft: its lines, the items they end in, and products the case does not have.

    Args:
        records: the rows below the header.
        mapping: what the columns are.
        answers: to its questions.
        library: for grades.
        making: takes rows and findings.
    """
    laid = lay_out(records, mapping, answers, making)
    counts = _counts(laid, mapping, answers, making)
    scraps = scraps_of(laid.lines, mapping, answers, making)
    if laid.roots is None:
        needs = needs_of_pairs(laid.lines, counts, scraps, making)
    else:
        needs = needs_of_tree(laid.roots, laid.lines, counts, scraps, making)
    kept = _kept(needs, mapping, answers, making)
    column = mapping.column("component")
    scrap = {"scrap_rate"} if mapping.column("scrap") is not None else set()
    making.give("bill_of_materials", "parent", "component", "quantity", *scrap)
    for parts in needs.values():
        for need in parts.values():
            if _key(need.part) in kept:
                more = {"scrap_rate": need.scrap or 0.0} if scrap else {}
                making.add(
                    "bill_of_materials",
                    need.lines[0].number,
                    column,
                    parent=need.parent,
                    component=need.part,
                    quantity=need.quantity,
                    **more,
                )
    leaves = [
        Part(need.part, [line.record for line in need.lines])
        for parts in needs.values()
        for key, need in parts.items()
        if key in kept and key not in needs
    ]
    add_items(leaves, mapping, answers, library, making)
    _add_products(needs, kept, mapping, making)


def leaves_of(laid: Laid) -> dict[str, list[Line]]:
    """The lines of every part that holds no other, by folded part, in the order of the file."""
    if laid.roots is None:
        parents = {_key(one.parent) for one in laid.lines}
    else:
        parents, waiting = set(), list(laid.roots)
        while waiting:
            node = waiting.pop()
            waiting.extend(node.children)
            if node.children:
                parents.add(_key(node.part))
    found: dict[str, list[Line]] = {}
    for line in laid.lines:
        if _key(line.part) not in parents and line.depth:
            found.setdefault(_key(line.part), []).append(line)
    return found


def quantities(lines: Sequence[Line], role: str) -> dict[int, float]:
    """The quantity of each line in a role, for one where the export counts for several; by index."""
    found = {}
    for index, line in enumerate(lines):
        quantity = line.record.amount(role)
        base = line.record.amount("base_quantity")
        if quantity is not None:
            found[index] = quantity / base if base is not None and base > 0 else quantity
    return found


def _counts(laid: Laid, mapping: Mapped, answers: Mapping[str, Answer], making: Making) -> dict[int, float]:
    """The quantity of each line in one of its parent; what cannot be is said and missing."""
    first, second = quantities(laid.lines, "quantity"), quantities(laid.lines, "total_quantity")
    counting = Counting.PRODUCT if mapping.choice(answers, COUNTS) == Counting.PRODUCT.value else Counting.PARENT
    if second and not first:
        first, second = second, {}
    if laid.roots is not None and first and second:
        straight, swapped = counts_of_two(laid.roots, first, second)
        if swapped and not straight:
            first = second
    sound = _sound(laid.lines, first, mapping, making)
    if laid.roots is None:
        return sound
    products = mapping.choice(answers, LIST_FOR)
    return per_parent(laid.roots, sound, counting, float(products) if products else 1.0)


def _sound(lines: Sequence[Line], counts: Mapping[int, float], mapping: Mapped, making: Making) -> dict[int, float]:
    """The quantities that are more than nothing."""
    column = mapping.column("quantity") or mapping.column("total_quantity")
    nothing, back = [], []
    for index, line in enumerate(lines):
        count = counts.get(index)
        if line.depth == 0:
            continue
        if count is None and "quantity" not in line.record.raw and "total_quantity" not in line.record.raw:
            words = f"The quantity of '{line.part}' is blank. Enter it, or delete the row."
            where = {"table": "bill_of_materials", "field": "quantity"}
            making.error("blank_quantity", words, number=line.number, column=column, **where)
        elif count is not None and count == 0:
            nothing.append(line.number)
        elif count is not None and count < 0:
            back.append(line.number)
    making.warn_of_rows("rows_left_out", "Left out, the quantity is 0: {rows}.", nothing)
    making.warn_of_rows("rows_left_out", "Left out, the quantity is below 0: {rows}.", back)
    return {index: count for index, count in counts.items() if count > 0}


def _kept(needs: Needs, mapping: Mapped, answers: Mapping[str, Answer], making: Making) -> set[str]:
    """The parts that count, and every assembly that leads to one; all of them where nothing was asked."""
    every = {key for parts in needs.values() for key in parts}
    chosen = mapping.answer(answers, PARTS)
    if not isinstance(chosen, tuple):
        return every
    kept = {_key(one) for one in chosen} & every
    above: dict[str, set[str]] = {}
    for parent, parts in needs.items():
        for part in parts:
            above.setdefault(part, set()).add(parent)
    waiting = list(kept)
    while waiting:
        for parent in above.get(waiting.pop(), ()):
            if parent not in kept:
                kept.add(parent)
                waiting.append(parent)
    numbers = [
        line.number for parts in needs.values() for key, one in parts.items() if key not in kept for line in one.lines
    ]
    making.warn_of_rows("parts_left_out", "Left out, no part that was chosen is in it: {rows}.", numbers)
    return kept


def _add_products(needs: Needs, kept: set[str], mapping: Mapped, making: Making) -> None:
    """Products: what is built and goes into nothing, where it leads to a part that counts."""
    inside = {key for parts in needs.values() for key in parts}
    for parent, parts in needs.items():
        if parent in inside or parent in mapping.known.parents or not kept.intersection(parts):
            continue
        first = next(iter(parts.values()))
        making.add("products", first.lines[0].number, mapping.column("parent"), product=first.parent)


def _key(part: str) -> str:
    return str(folded(part))
