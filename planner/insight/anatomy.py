"""Decides how a product comes apart: its bill as a tree, quantities and rare earths rolled up, whatever is amiss."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from planner.facts.composition import compositions
from planner.insight.contents import RARE_EARTHS
from planner.reference.library import Library
from planner.tables.case import Case
from planner.tables.choices import RedesignChange
from planner.tables.column import RawRow
from planner.tables.needs import BillLine, Composition, Item
from planner.tables.table import table_of

MOST_PARTS = 20_000
"""Places in a tree; a bill that opens into more is cut off there, and says so."""
MOST_LEVELS = 60
"""Levels of a tree; no bill of a product that can be built has more."""

_SPELLED = {element.casefold(): element for element in RARE_EARTHS}


@dataclass(frozen=True, slots=True)
class Part:
    """A place in the tree of a product.

    Attributes:
        name: of the part, as first written in the bill.
        quantity: of it in one parent, before scrap; None for the product itself, or where the bill does not say.
        scrap: share lost while it is built in.
        units: of it in one product, scrap included; 0 where a quantity above is not known.
        grams: (rare earth, grams of it in one product, at this place and below), by atomic number.
        lack: what keeps it from being counted, as words; empty where nothing does.
        parts: the places below it.
    """

    name: str
    quantity: float | None
    scrap: float
    units: float
    grams: tuple[tuple[str, float], ...]
    lack: str
    parts: tuple[Part, ...]

    def walk(self) -> Iterator[Part]:
        """This place and all below it."""
        waiting = [self]
        while waiting:
            one = waiting.pop()
            yield one
            waiting.extend(reversed(one.parts))

    @property
    def uncounted(self) -> tuple[str, ...]:
        """The parts at and below this place whose rare earths are not known, each once."""
        return tuple(dict.fromkeys(one.name for one in self.walk() if one.lack))


class Anatomy:
    """Takes products of one case apart; the case may have errors, and is read once.

    Args:
        case: as it is.
        library: knows the composition of grades the case has no rows for.
    """

    def __init__(self, case: Case, library: Library) -> None:
        self._known = _Known(case, library)
        self._left = MOST_PARTS

    def of(self, product: str, changes: Sequence[RedesignChange] = ()) -> Part:
        """The tree of one unit of a product, in its base design or with the changes of a redesign.

        A part that a change names is shown as its replacement, in its ratio.
        """
        self._left = MOST_PARTS
        swaps = {one.item.casefold(): one for one in changes if one.item}
        return self._part(product, None, 0.0, 1.0, (), swaps)

    def _part(
        self,
        name: str,
        quantity: float | None,
        scrap: float,
        units: float,
        above: tuple[str, ...],
        swaps: Mapping[str, RedesignChange],
    ) -> Part:
        key, known = name.casefold(), self._known
        self._left -= 1
        lines = known.below(key)
        if key in above:
            return Part(name, quantity, scrap, units, (), "it goes into itself", ())
        if self._left <= 0 or len(above) > MOST_LEVELS:
            return Part(name, quantity, scrap, units, (), "the bill is too large to show", ())
        if lines:
            parts = tuple(self._line(line, units, (*above, key), swaps) for line in lines)
            return Part(name, quantity, scrap, units, _added(parts), "", parts)
        held, lack = known.content(key) if above else ({}, "")
        grams = tuple((element, units * held[element]) for element in RARE_EARTHS if element in held)
        return Part(name, quantity, scrap, units, grams, lack, ())

    def _line(self, line: BillLine, units: float, above: tuple[str, ...], swaps: Mapping[str, RedesignChange]) -> Part:
        gross = _gross(line)
        swap = swaps.get(line.component.casefold())
        if swap is None or self._known.below(line.component.casefold()):
            return self._part(line.component, line.quantity, line.scrap_rate or 0.0, units * gross, above, swaps)
        if swap.replacement is None:
            return Part(f"{line.component}, left out", 0.0, 0.0, 0.0, (), "", ())
        ratio = swap.ratio or 1.0
        quantity = None if line.quantity is None else line.quantity * ratio
        return self._part(swap.replacement, quantity, line.scrap_rate or 0.0, units * gross * ratio, above, {})


def _gross(line: BillLine) -> float:
    """Need of one parent, scrap included; 0 where the bill does not say a sound one."""
    scrap = line.scrap_rate or 0.0
    return line.quantity / (1.0 - scrap) if line.quantity is not None and scrap < 1.0 else 0.0


def _added(parts: Sequence[Part]) -> tuple[tuple[str, float], ...]:
    sums: dict[str, float] = defaultdict(float)
    for one in parts:
        for element, grams in one.grams:
            sums[element] += grams
    return tuple((element, sums[element]) for element in RARE_EARTHS if element in sums)


class _Known:
    """What a case says of parts by their folded names; only rows that are asked for are read, for a case is large."""

    def __init__(self, case: Case, library: Library) -> None:
        self._library = library
        self._lines = _by_first(case.rows("bill_of_materials"))
        self._items = _by_first(case.rows("items"))
        self._rows = _by_first(case.rows("composition"))
        self._contents: dict[str, tuple[dict[str, float], str]] = {}

    def below(self, part: str) -> list[BillLine]:
        """The lines of the bill below a part."""
        lines = (table_of(BillLine).typed(row) for row in self._lines.get(part, ()))
        return [one for one in lines if one.component]

    def content(self, part: str) -> tuple[dict[str, float], str]:
        """Grams of each rare earth in one unit of an item, and what is not known of it."""
        if part not in self._contents:
            self._contents[part] = self._content(part)
        return self._contents[part]

    def _content(self, part: str) -> tuple[dict[str, float], str]:
        listed = self._items.get(part)
        if not listed:
            return {}, "it is no item"
        item = table_of(Item).typed(listed[0])
        raw = [*self._rows.get(part, ()), *self._rows.get((item.grade or "").casefold(), ())]
        rows = [table_of(Composition).typed(row) for row in raw]
        sound = [one for one in rows if one.element and one.weight_percent is not None]
        (held,) = compositions([item], sound, self._library.composition)
        rare = {_SPELLED[one.casefold()]: share for one, share in held.items() if one.casefold() in _SPELLED}
        mass = _grams_of(item)
        if not held:
            return {}, "" if item.kind == "assembly" else "its composition is not known"
        if mass is None and rare:
            return {}, "its magnet mass is not known"
        return {element: share / 100.0 * (mass or 0.0) for element, share in rare.items()}, ""


def _by_first(rows: Sequence[RawRow]) -> dict[str, list[RawRow]]:
    """Rows by the folded name in their first column; those without one are passed over."""
    found: dict[str, list[RawRow]] = defaultdict(list)
    for row in rows:
        if isinstance(row[0], str):
            found[row[0].casefold()].append(row)
    return found


def _grams_of(item: Item) -> float | None:
    """Magnet mass of one unit; a material counted in kg weighs 1000."""
    if item.mass_g is not None:
        return item.mass_g
    return 1000.0 if item.kind == "material" and (item.unit or "kg").casefold() == "kg" else None
