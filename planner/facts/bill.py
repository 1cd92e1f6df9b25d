"""Decides how much of each item one unit of a product takes, in its base design and redesigned."""

from __future__ import annotations

from collections.abc import Iterable

from planner.errors import PlannerBug
from planner.facts.names import Numbering
from planner.tables.choices import RedesignChange
from planner.tables.needs import BillLine

Use = dict[int, float]
"""Units of an item (by its number), only > 0, by rising item; scrap included."""


class Bill:
    """The bill of materials, each parent exploded once, when it is first asked for."""

    def __init__(self, lines: Iterable[BillLine], items: Numbering) -> None:
        """Take in the bill.

        Args:
            lines: as entered; a component counts quantity / (1 - scrap).
            items: the items' numbers.
        """
        self._items = items
        self._below: dict[str, list[tuple[str, float]]] = {}
        for line in lines:
            gross = line.quantity / (1.0 - line.scrap_rate)
            self._below.setdefault(line.parent.casefold(), []).append((line.component.casefold(), gross))
        self._known: dict[str, Use] = {}

    def is_parent(self, name: str) -> bool:
        """Whether it is built from components."""
        return name.casefold() in self._below

    def base(self, product: str) -> Use:
        """What one unit of the product takes: the sum over all ways down the bill of the product of gross quantities.
        A product that is no parent takes nothing.

        Raises:
            PlannerBug: the bill has a loop; the checks should have said so.
        """
        return self.contents(product) if self.is_parent(product) else {}

    def redesigned(self, product: str, changes: Iterable[RedesignChange]) -> Use:
        """What one unit takes after a redesign: new[i] = base[i] if i is not replaced, else 0; plus ratio * base[j] for
        every j that i replaces. All changes act together on the base use, so an item may be replaced and be a
        replacement. A replacement with a bill of its own is exploded."""
        base, listed = self.base(product), list(changes)
        use = dict(base)
        for change in listed:
            use.pop(self._items[change.item], None)
        for change in listed:
            taken = base.get(self._items[change.item], 0.0)
            if change.replacement is not None and taken > 0:
                for item, units in self.contents(change.replacement).items():
                    use[item] = use.get(item, 0.0) + change.ratio * taken * units
        return dict(sorted(use.items()))

    def contents(self, name: str) -> Use:
        """The items in one unit: of a parent what it is built from, whether it is an item, an assembly or a product; of
        an item itself; of anything else nothing. Depth first without recursion, so that no depth is too deep."""
        top = name.casefold()
        todo, opened = [top], set[str]()
        while todo:
            name = todo[-1]
            missing = [component for component, _ in self._below.get(name, ()) if component not in self._known]
            if name in self._known:
                todo.pop()
            elif not missing:
                self._known[name] = self._added_up(name)
            elif name in opened:
                raise PlannerBug(f"the bill of materials has a loop through '{name}'")
            else:
                opened.add(name)
                todo.extend(missing)
        return self._known[top]

    def _added_up(self, name: str) -> Use:
        if name not in self._below:
            item = self._items.find(name)
            return {} if item is None else {item: 1.0}
        use: Use = {}
        for component, gross in self._below[name]:
            for item, units in self._known[component].items():
                use[item] = use.get(item, 0.0) + gross * units
        return dict(sorted(use.items()))
