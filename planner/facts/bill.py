"""Decides how much of each item one unit of a product takes, in its base design and redesigned."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from planner.errors import PlannerBug
from planner.facts.names import Numbering
from planner.tables.choices import RedesignChange
from planner.tables.needs import BillLine

Use = dict[int, float]
"""Units of an item (by its number) in one unit of a product, scrap included."""


def explode(lines: Iterable[BillLine], products: Sequence[str], items: Numbering) -> tuple[Use, ...]:
    """The base use of each product: the sum over all ways down the bill of the product of quantity / (1 - scrap).

    A component that is itself a parent is exploded, whether it is an item, an assembly or a product; one that is none
    counts when it is an item. A product that is no parent takes nothing.

    Returns:
        One use per product, only > 0, by rising item.

    Raises:
        PlannerBug: the bill has a loop; the checks should have said so.
    """
    below: dict[str, list[tuple[str, float]]] = {}
    for line in lines:
        gross = line.quantity / (1.0 - line.scrap_rate)
        below.setdefault(line.parent.casefold(), []).append((line.component.casefold(), gross))
    known: dict[str, Use] = {}
    for product in products:
        _explode_from(product.casefold(), below, items, known)
    return tuple(_listed(known[name]) if (name := product.casefold()) in below else {} for product in products)


def _explode_from(top: str, below: dict[str, list[tuple[str, float]]], items: Numbering, known: dict[str, Use]) -> None:
    """Depth first without recursion, so that no depth is too deep; every parent is exploded once."""
    todo = [top]
    opened: set[str] = set()
    while todo:
        name = todo[-1]
        if name in known:
            todo.pop()
            continue
        if name not in below:
            item = items.find(name)
            known[name] = {} if item is None else {item: 1.0}
            continue
        missing = [component for component, _ in below[name] if component not in known]
        if missing:
            if name in opened:
                raise PlannerBug(f"the bill of materials has a loop through '{name}'")
            opened.add(name)
            todo.extend(missing)
            continue
        use: Use = {}
        for component, gross in below[name]:
            for item, units in known[component].items():
                use[item] = use.get(item, 0.0) + gross * units
        known[name] = use
        todo.pop()


def redesigned(base: Use, changes: Iterable[RedesignChange], items: Numbering) -> Use:
    """The use after a redesign: new[i] = base[i] if i is not replaced, else 0; plus ratio * base[j] for every j that i
    replaces. All changes act together on the base use, so an item may be replaced and be a replacement."""
    listed = list(changes)
    use = dict(base)
    for change in listed:
        use.pop(items[change.item], None)
    for change in listed:
        if change.replacement is not None:
            item = items[change.replacement]
            use[item] = use.get(item, 0.0) + change.ratio * base.get(items[change.item], 0.0)
    return _listed(use)


def _listed(use: Use) -> Use:
    return {item: use[item] for item in sorted(use) if use[item] > 0}
