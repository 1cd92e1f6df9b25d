"""Decides which inequalities on lumps the relaxation breaks: no window of need is met by fractions of least orders.

All inequalities are mixed-integer roundings (Nemhauser and Wolsey 1990; the complemented form of Marchand and Wolsey
2001) of two rows that hold for an item in any window of months on a path of the tree:

    orders that arrive in it <= most used in it + units late before it + all that is left at its end
    orders that arrive in it + stock and goods ready before it + units lost or late or saved >= need in it

where each order is replaced by its yes or no: order = least * place + excess, or order = U * place - room.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from math import floor

from planner.model.bounds import largest_use
from planner.model.build import Model
from planner.solve.arrays import Floats
from planner.solve.cut import Cut

LONGEST = 12
"""Months in a window at most."""

TRIED = 2
"""Windows rounded for each node and row: those with the least room."""

TOLERANCE = 1e-3
"""Least violation, as a share of a month's need, worth a cut."""

PART = 0.02
"""The part of a quotient beyond the whole must be at least this far from 0 and 1."""

FRACTION = 1e-5
"""A yes or no this near to 0 or 1 is whole."""

SIZES = 4
"""Sizes by which a row is divided, at most."""

Terms = list[tuple[int, float]]


@dataclass(frozen=True, slots=True)
class Lump:
    """An order that is placed or not: positions, least quantity and U."""

    order: int
    place: int
    least: float
    most: float


@dataclass(slots=True)
class _Month:
    """An item at a node: what nominally arrives there, what is wanted, what is left.

    Attributes:
        lumps: orders placed or not, by offer, that arrive here when nothing is late.
        others: other orders that arrive here.
        need: units wanted here in the designs that use most.
        missed: (column, units) of what is not needed after all: lost, or built in designs that use less.
        late: (column, units) late at the end of the month.
        stock: stock at the end. left: that, and placed offers' goods ready or on their way.
        ready: by offer, the column of goods ready at its supplier.
        opened: units of open orders that arrive here when nothing is late.
    """

    lumps: list[tuple[int, Lump]] = field(default_factory=list)
    others: list[tuple[int, int]] = field(default_factory=list)
    need: float = 0.0
    missed: Terms = field(default_factory=list)
    late: Terms = field(default_factory=list)
    stock: list[int] = field(default_factory=list)
    left: list[int] = field(default_factory=list)
    ready: dict[int, int] = field(default_factory=dict)
    opened: float = 0.0


class Lumps:
    """The windows of one model; ``broken`` finds the inequalities a point breaks."""

    def __init__(self, model: Model, on_the_way: dict[int, dict[int, list[int]]]) -> None:
        """Take a model.

        Args:
            model: the case written down.
            on_the_way: by offer and node, the columns of its shipments on their way there.
        """
        self.sets = model.sets
        self.v = model.variables
        self.facts = model.sets.facts
        self.on_the_way = on_the_way
        tolled = {item for offer in self.facts.offers for item, _ in offer.tolling}
        placed = {o for o, _ in self.v.place}
        self.slow = self._slowest()
        self.items = {i: self._months(i, placed) for i in sorted({self.facts.offers[o].item for o in placed} - tolled)}

    def broken(self, values: Floats) -> list[Cut]:
        """The inequalities that a point of the relaxation breaks, the worst of each node and row."""
        cuts: list[Cut] = []
        for item, months in self.items.items():
            cuts += self._of_item(item, months, values)
        return cuts

    def _slowest(self) -> dict[int, int]:
        """By offer, the most months its goods are ever late."""
        delay = self.sets.tree.outlook.delay
        worst = [max((row[pair] for row in delay), default=0) for pair in range(len(self.facts.pairs))]
        return {o: int(worst[offer.pair]) for o, offer in enumerate(self.facts.offers)}

    def _months(self, item: int, placed: set[int]) -> list[_Month]:
        facts, sets, v = self.facts, self.sets, self.v
        demand = sets.tree.outlook.demand
        offers = [o for o, offer in enumerate(facts.offers) if offer.item == item]
        units = {p: largest_use(facts, p, item) for p in range(len(facts.products))}
        units = {p: most for p, most in units.items() if most > 0}
        saving = {
            d: units[p] - dict(facts.designs[d].use).get(item, 0.0) for p in units for d in facts.products[p].designs
        }
        opened = self._opened(item, offers)
        found = []
        for n, t in enumerate(sets.month):
            here = _Month(opened=opened[t])
            for o in offers:
                offer = facts.offers[o]
                ordered = t - offer.production - offer.transit
                m = sets.paths[n][ordered] if ordered >= 0 else -1
                if (o, m) in v.place:
                    order, place = v.order[o, m].position, v.place[o, m].position
                    here.lumps.append((o, Lump(order, place, offer.min_order, v.bounds[o, m])))
                elif (o, m) in v.order:
                    here.others.append((o, v.order[o, m].position))
                if (o, n) in v.wait:
                    here.ready[o] = v.wait[o, n].position
            for p, most in units.items():
                here.need += most * demand[n][p]
                if (p, n) in v.lost:
                    here.missed.append((v.lost[p, n].position, most))
                if (p, n) in v.late:
                    here.late.append((v.late[p, n].position, most))
            here.missed += [
                (v.build[d, n].position, less) for d, less in saving.items() if less > 0 and (d, n) in v.build
            ]
            here.stock = [v.stock[g, n].position for g in facts.items[item].pools if (g, n) in v.stock]
            here.left = here.stock + [here.ready[o] for o in offers if o in placed and o in here.ready]
            here.left += [ship for o in offers if o in placed for ship in self.on_the_way.get(o, {}).get(n, ())]
            found.append(here)
        return found

    def _opened(self, item: int, offers: list[int]) -> dict[int, float]:
        """By month, the units of open orders that arrive then when nothing is late."""
        found: dict[int, float] = defaultdict(float)
        for one in self.facts.waiting:
            if one.offer in offers:
                found[one.ready + self.facts.offers[one.offer].transit] += one.quantity
        for coming in self.facts.coming:
            if self.facts.pools[coming.pool].item == item:
                found[coming.arrives] += coming.quantity
        return found

    def _of_item(self, item: int, months: list[_Month], values: Floats) -> list[Cut]:
        """Both rows for every node; windows are judged by their room at the point before they are written out."""
        sets = self.sets
        count = len(months)
        wanted, brought, found_else, owed, left = ([0.0] * count for _ in range(5))
        for n, here in enumerate(months):
            parent = sets.parent[n]
            lumps = sum(values[lump.order] for _, lump in here.lumps)
            other = sum(values[at] for _, at in here.others) + here.opened
            other += sum(values[at] * units for at, units in here.missed)
            wanted[n] = here.need + (wanted[parent] if parent >= 0 else 0.0)
            brought[n] = lumps + (brought[parent] if parent >= 0 else 0.0)
            found_else[n] = other + (found_else[parent] if parent >= 0 else 0.0)
            owed[n] = sum(values[at] * units for at, units in here.late)
            left[n] = sum(values[at] for at in here.left)
        cuts: list[Cut] = []
        monthly = wanted[-1] / max(1, len(sets.paths[-1]))
        size = max((lump.least for here in months for _, lump in here.lumps), default=0.0)
        most = max(size, monthly)
        for n, t in enumerate(sets.month):
            path = sets.paths[n]
            above: list[tuple[float, int]] = []
            below: list[tuple[float, int]] = []
            for first in range(t, max(-1, t - LONGEST), -1):
                q = path[first - 1] if first > 0 else -1
                need = wanted[n] - (wanted[q] if q >= 0 else 0.0)
                came = brought[n] - (brought[q] if q >= 0 else 0.0)
                if came <= 1e-9:
                    continue
                room = need + left[n] + (owed[q] if q >= 0 else 0.0) - came
                if room < most:
                    above.append((room, first))
                if first > 0:
                    other = found_else[n] - found_else[q] + owed[n]
                    spare = came + other + sum(values[at] for at in months[q].stock) - need
                    if spare < most:
                        below.append((spare, first))
            for rows, write in ((above, self._above), (below, self._below)):
                made = [write(item, months, n, first, values) for _, first in sorted(rows)[:TRIED]]
                best = max((one for one in made if one is not None), default=None, key=lambda one: one[0])
                if best is not None and best[0] > TOLERANCE * monthly:
                    cuts.append(best[1])
        return cuts

    def _above(self, item: int, months: list[_Month], n: int, first: int, values: Floats) -> tuple[float, Cut] | None:
        """Orders that arrive in the window <= most used in it + late before it + all that is left at its end."""
        del item
        path = self.sets.paths[n]
        lumps = [lump for m in path[first:] for _, lump in months[m].lumps]
        right = sum(months[m].need for m in path[first:])
        rest: Terms = [(at, -1.0) for at in months[n].left]
        if first > 0:
            rest += [(at, -units) for at, units in months[path[first - 1]].late]
        return _best_rounding(lumps, 1.0, rest, right, values)

    def _below(self, item: int, months: list[_Month], n: int, first: int, values: Floats) -> tuple[float, Cut] | None:
        """Orders that arrive in the window, what there was, and what was not needed >= need in the window.

        Goods may be late by as much as their offer's slowest month: orders that should have come before count too.
        """
        del item
        path, before = self.sets.paths[n], self.sets.paths[n][first - 1]
        lumps, rest = [], []
        slowest = max(self.slow[o] for o in {o for m in path for o, _ in (*months[m].lumps, *months[m].others)})
        for t in range(max(0, first - slowest), len(path)):
            here = months[path[t]]
            lumps += [lump for o, lump in here.lumps if t >= first - self.slow[o]]
            rest += [(at, -1.0) for o, at in here.others if t >= first - self.slow[o]]
        right = 0.0
        for m in path[first:]:
            right += months[m].need
            rest += [(at, -units) for at, units in months[m].missed]
        right -= sum(months[path[t]].opened for t in range(max(0, first - slowest), len(path)))
        rest += [(at, -units) for at, units in months[n].late]
        rest += [(at, -1.0) for at in months[before].stock]
        for o in {o for m in path for o in months[m].ready}:
            left = first - 1 - self.facts.offers[o].transit - self.slow[o]
            at = months[path[left]].ready.get(o) if left >= 0 else None
            if at is not None:
                rest.append((at, -1.0))
        return _best_rounding(lumps, -1.0, rest, -right, values)


@dataclass(frozen=True, slots=True)
class _Row:
    """sum of factor * place + sum of factor * (something never below 0) <= right.

    Attributes:
        whole: (column, factor) of yes or no.
        loose: (factor below 0, terms of the something, its value at the point).
    """

    whole: Terms
    loose: list[tuple[float, Terms, float]]
    right: float


def _best_rounding(
    lumps: list[Lump], sign: float, rest: Terms, right: float, values: Floats
) -> tuple[float, Cut] | None:
    """The most broken rounding of sign * sum of orders + rest <= right; every factor in ``rest`` is negative.

    An order is replaced by its least quantity or by its U, whichever it is nearer to.
    """
    row = _Row([], [(factor, [(at, 1.0)], values[at]) for at, factor in rest], right)
    for lump in lumps:
        ordered, placed = values[lump.order], values[lump.place]
        excess, room = ordered - lump.least * placed, lump.most * placed - ordered
        if lump.least > 0 and excess <= room:
            row.whole.append((lump.place, sign * lump.least))
            if sign < 0:
                row.loose.append((-1.0, [(lump.order, 1.0), (lump.place, -lump.least)], max(0.0, excess)))
        else:
            row.whole.append((lump.place, sign * lump.most))
            if sign > 0:
                row.loose.append((-1.0, [(lump.place, lump.most), (lump.order, -1.0)], max(0.0, room)))
    sizes = sorted({abs(factor) for at, factor in row.whole if FRACTION < values[at] < 1 - FRACTION}, reverse=True)
    made = [_rounded(row, size, values) for size in sizes[:SIZES]]
    return max((one for one in made if one is not None), default=None, key=lambda one: one[0])


def _rounded(row: _Row, size: float, values: Floats) -> tuple[float, Cut] | None:
    """The row over ``size``, rounded: the violation in units and the inequality, None where it is not broken.

    What is placed by more than half is rounded from the other side.
    """
    turned = {at for at, _ in row.whole if values[at] > 0.5}
    right = row.right - sum(factor for at, factor in row.whole if at in turned)
    quotient = right / size
    part = quotient - floor(quotient)
    if not PART < part < 1 - PART:
        return None
    scale = size * (1.0 - part)
    limit = floor(quotient) * scale
    terms: dict[int, float] = defaultdict(float)
    violation = -limit
    for at, factor in row.whole:
        share = (-factor if at in turned else factor) / size
        rounded = scale * (floor(share) + max(0.0, share - floor(share) - part) / (1.0 - part))
        if at in turned:
            violation += rounded * (1.0 - values[at])
            terms[at] -= rounded
            limit -= rounded
        else:
            violation += rounded * values[at]
            terms[at] += rounded
    for factor, something, value in row.loose:
        violation += factor * value
        for at, each in something:
            terms[at] += factor * each
    if violation <= 0:
        return None
    return violation, Cut({at: factor for at, factor in terms.items() if factor != 0.0}, limit)
