"""Decides whether the licences in hand cover what left under them.

A plan does not say which units left under which licence, so a split is looked for. Going down the tree, each node takes
what it needs from the licences that end first. For one pair that is exact, on a tree as on a path: of the licences
valid in a month, whatever one that ends sooner can still do later, one that ends later can do too, so taking the
sooner one leaves no future worse off; and the choice looks at nothing but the past, so all branches below share it.

Where a supplier-wide bound asks for more licensed kg than its pairs do and several pairs have licences, it matters for
the future which pair gives them. When taking them in the same order fails there, a linear system decides.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from planner.plan.audit_ledger import Ledger
from planner.plan.audit_objections import Objections, figure

_ROUNDING = 1e-9


@dataclass(frozen=True, slots=True)
class Need:
    """Licensed units of a pair at a node: ``least`` to ``most``, and how far the least may be missed."""

    least: float
    most: float
    slack: float

    @property
    def asked(self) -> float:
        return max(0.0, self.least - self.slack)


@dataclass(frozen=True, slots=True)
class _Missing:
    """What no licence covers at a node: units of a pair, or kg of the supplier where ``pair`` is None."""

    node: int
    pair: int | None
    amount: float


Needs = Mapping[tuple[int, int], Need]
"""By node and pair."""
Extras = Mapping[tuple[int, int], float]
"""Licensed kg asked for beyond the least of the pairs, by node and supplier."""


def check(ledger: Ledger, supplier: int, needs: Needs, extras: Extras, objections: Objections) -> None:
    """Tell where units of a supplier left that neither availability nor a granted licence lets leave."""
    missing = _taken_in_order(ledger, supplier, needs, extras)
    if not missing:
        return
    pairs = ledger.facts.suppliers[supplier].pairs
    licensed = [pair for pair in pairs if ledger.facts.pairs[pair].licences]
    coupled = len(licensed) > 1 and any(key[1] == supplier for key in extras)
    if coupled and _some_split(ledger, supplier, needs, extras):
        return
    for one in missing:
        place = objections.at(one.node)
        name = ledger.facts.suppliers[supplier].name
        if one.pair is None:
            objections.say(place, f"kg leaving '{name}'", "licences for all of it", f"{_told(one.amount)} kg without")
        else:
            item = ledger.facts.items[ledger.facts.pairs[one.pair].item].name
            need = needs[one.node, one.pair]
            most = f"at most {_told(need.most - one.amount - need.slack)}"
            objections.say(place, f"'{item}' of '{name}' leaving, licences counted", most, figure(need.most))


def _told(amount: float) -> str:
    """An amount rid of the slack it was taken with."""
    return figure(max(0.0, float(f"{amount:.4g}") if amount > 1e-3 else 0.0))


def _kg(ledger: Ledger, pair: int) -> float:
    return ledger.facts.items[ledger.facts.pairs[pair].item].kg or 0.0


def _taken_in_order(ledger: Ledger, supplier: int, needs: Needs, extras: Extras) -> list[_Missing]:
    """Serve every node from the licences that end first, its pairs' own needs before the supplier's extra."""
    facts = ledger.facts
    pairs = facts.suppliers[supplier].pairs
    order = sorted((k for pair in pairs for k in facts.pairs[pair].licences), key=lambda k: (facts.licences[k].last, k))
    at_start = {k: facts.licences[k].quantity for k in order}
    left: list[dict[int, float]] = []
    missing: list[_Missing] = []
    for number, node in enumerate(ledger.tree.nodes):
        have = dict(left[node.parent] if node.parent >= 0 else at_start)
        left.append(have)
        valid = [k for k in order if facts.licences[k].first <= node.month <= facts.licences[k].last]
        spare: dict[int, float] = {}
        for pair in pairs:
            need = needs[number, pair]
            own = [k for k in valid if facts.licences[k].pair == pair]
            short = _take(have, own, need.asked)
            spare[pair] = need.most - need.asked
            if short > _ROUNDING:
                missing.append(_Missing(number, pair, short))
        extra = extras.get((number, supplier), 0.0)
        for k in valid:
            pair, kg = facts.licences[k].pair, _kg(ledger, facts.licences[k].pair)
            if extra > 0 and kg > 0:
                wanted = min(spare[pair], extra / kg)
                given = wanted - _take(have, [k], wanted)
                spare[pair] -= given
                extra -= given * kg
        if extra > _ROUNDING:
            missing.append(_Missing(number, None, extra))
    return missing


def _take(have: dict[int, float], licences: Sequence[int], wanted: float) -> float:
    """Take units from licences in order; what could not be had."""
    for k in licences:
        given = min(wanted, have[k])
        have[k] -= given
        wanted -= given
    return wanted


def _some_split(ledger: Ledger, supplier: int, needs: Needs, extras: Extras) -> bool:
    """Whether the linear system of a supplier's licences has a solution.

    Unknown: units x[k,n] under licence k at node n, at nodes that need any. For each pair and node
    least <= sum over its k of x <= most; for each node with an extra, sum of kg * x >= kg of the least + extra;
    for each licence and path, sum of x <= quantity.
    """
    facts = ledger.facts
    pairs = facts.suppliers[supplier].pairs
    wanting = [
        node
        for node in range(len(ledger.tree.nodes))
        if (node, supplier) in extras or any(needs[node, pair].asked > 0 for pair in pairs)
    ]
    column: dict[tuple[int, int], int] = {}
    for node in wanting:
        for pair in pairs:
            for k in facts.pairs[pair].licences:
                if (
                    facts.licences[k].first <= ledger.month(node) <= facts.licences[k].last
                    and needs[node, pair].most > 0
                ):
                    column[k, node] = len(column)
    rows: list[tuple[dict[int, float], float]] = []
    for node in wanting:
        every: dict[int, float] = {}
        for pair in pairs:
            own = {column[k, node]: 1.0 for k in facts.pairs[pair].licences if (k, node) in column}
            rows.append((own, needs[node, pair].most))
            rows.append((dict.fromkeys(own, -1.0), -needs[node, pair].asked))
            every |= {at: -_kg(ledger, pair) for at in own}
        if (node, supplier) in extras:
            least = sum(_kg(ledger, pair) * needs[node, pair].asked for pair in pairs)
            rows.append((every, -least - extras[node, supplier]))
    for leaf in set(ledger.tree.leaves):
        for pair in pairs:
            for k in facts.pairs[pair].licences:
                on_path = {column[k, node]: 1.0 for node in ledger.paths[leaf] if (k, node) in column}
                rows.append((on_path, facts.licences[k].quantity))
    return solvable(rows, len(column))


def solvable(rows: Sequence[tuple[Mapping[int, float], float]], columns: int) -> bool:
    """Whether some x >= 0 keeps every row a.x <= b, by the least-index criss-cross method (Terlaky 1985: finite).

    Args:
        rows: coefficients by column, and b.
        columns: how many unknowns.
    """
    width = columns + len(rows)
    table = [[a.get(j, 0.0) for j in range(columns)] + [0.0] * len(rows) + [b] for a, b in rows]
    basis = list(range(columns, width))
    for place, row in enumerate(table):
        row[columns + place] = 1.0
    while True:
        short = [place for place, row in enumerate(table) if row[width] < -_ROUNDING]
        if not short:
            return True
        place = min(short, key=lambda one: basis[one])
        entering = next((j for j in range(width) if table[place][j] < -_ROUNDING), None)
        if entering is None:
            return False
        pivot = table[place][entering]
        table[place] = [value / pivot for value in table[place]]
        for other, row in enumerate(table):
            factor = row[entering]
            if other != place and factor:
                table[other] = [v - factor * w for v, w in zip(row, table[place], strict=True)]
        basis[place] = entering
