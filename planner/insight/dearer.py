"""Decides what it means that what an action buys is dearer, and how much dearer it may be before never is as good."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from planner.facts.facts import Facts, LimitFacts
from planner.insight.about import index_of, items_of
from planner.insight.asking import Asking, stood
from planner.insight.moves import held_or_planned
from planner.insight.without import Worth
from planner.plan.actions import Action, Deed
from planner.plan.figures import figures_of
from planner.tables.results import ScenarioCostLine

if TYPE_CHECKING:
    from planner.model.build import Model
    from planner.solve.arrays import Floats

_SURELY = 1 - 1e-6
"""Of the premium found what is told: the solver's last digits prove nothing."""


def dearer(facts: Facts, action: Action, factor: float) -> Facts:
    """The facts with the prices of what an action buys, or the cost of a redesign, so many times as high."""
    if action.deed is Deed.REDESIGN:
        at = index_of(facts, action)
        changes = list(facts.redesigns)
        changes[at] = replace(changes[at], cost=changes[at].cost * factor)
        return replace(facts, redesigns=tuple(changes))
    if action.deed is Deed.CONTRACT:
        at = index_of(facts, action)
        deals = list(facts.contracts)
        deals[at] = replace(deals[at], price=deals[at].price * factor)
        return replace(facts, contracts=tuple(deals))
    mine = _offers(facts, action)
    offers = tuple(
        replace(offer, price=offer.price * factor) if o in mine else offer for o, offer in enumerate(facts.offers)
    )
    return replace(facts, offers=offers)


def surely(asking: Asking, action: Action, worth: Worth, most: float) -> float | None:
    """The premium up to which a start is proven to cost less than never making it. Nothing is solved.

    Never starting it, none of what is dearer is bought: that costs the same at any premium, and its proven bound stays
    one. The plan, what it buys left as it is, costs at a premium x no more than now and x times ``rising``, for the
    cost of every scenario rises by x times what it pays for what is dearer, and the mean of the worst cases of a sum is
    no more than the sum of both means. So it pays while x * rising is less than never costs more at least.

    That is no switching point: planned anew at dearer prices it would cost less, and may pay for longer; and to start
    it a month later is another way, which is asked when a switching point is looked for. Of an order it proves nothing
    worth telling: left out now, the same is bought later, and dearer too.

    Args:
        asking: about which plan.
        action: what is started.
        worth: what it costs to do otherwise, as found; it may have been cut short.
        most: the highest premium that is told.

    Returns:
        A share of the price or cost; None where nothing is proven, or a hard limit on money may forbid the plan when
        prices are higher, or what stock is worth at the end would rise with them.
    """
    if action.deed is Deed.ORDER or not worth.without.possible or worth.without.more.low <= 0:
        return None
    own, scope = asking.own(), asking.scope(action)
    as_it_is = stood(asking, held_or_planned(own, action, scope), scope)
    if as_it_is is None or as_it_is.values is None or as_it_is.freedom is not worth.without.freedom:
        return None
    more = rising(own.model, action, as_it_is.values, asking.plan.risk_weight, most)
    if more is None:
        return None
    return most if more <= 0 else min(most, _SURELY * worth.without.more.low / more)


def rising(model: Model, action: Action, values: Floats, risk_weight: float, most: float) -> float | None:
    """By how much the weighted objective rises at most when what an action buys is twice as dear and the same is done.

    The rise of each scenario is what it pays for what is dearer, discounted, with the duty on it, and the penalties of
    soft limits that this breaks; the whole is weighed like costs: (1 - weight) * mean + weight * mean of the worst.

    Args:
        model: of the plan's case.
        action: what is started.
        values: of the columns, one plan.
        risk_weight: the plan's.
        most: a premium at which what stock is worth at the end may be no other than now.

    Returns:
        Case currency; None where a hard limit may be broken, or stock is worth more.
    """
    # PuLP loads slowly, and whoever holds a model has it already.
    from planner.model.costs import discount
    from planner.model.credit import closing_credits

    sets = model.sets
    facts, tree = sets.facts, sets.tree
    if closing_credits(facts, tree) != closing_credits(dearer(facts, action, 1.0 + most), tree):
        return None
    paid = _paid(model, action, values)
    rate = [discount(sets, t) for t in range(facts.months)]
    lines = []
    for scenario, leaf in enumerate(tree.leaves):
        path = sets.paths[leaf]
        total = sum(rate[t] * paid.here[n] for t, n in enumerate(path))
        for limit in facts.limits:
            broken = _broken(limit, [paid.committed[n] for n in path], [paid.ordered[n] for n in path])
            if limit.penalty is None and max(broken) > 0:
                return None
            months = [t if limit.kind == "budget" else sets.last for t in range(len(broken))]
            total += sum((limit.penalty or 0.0) * rate[t] * more for t, more in zip(months, broken, strict=True))
        one = facts.scenarios[scenario]
        lines.append(ScenarioCostLine(scenario=one.name, probability=one.probability, cost=total))
    return figures_of(lines, facts.settings.cvar_level, risk_weight).objective


@dataclass(frozen=True, slots=True)
class _Paid:
    """By node, what is paid for what is dearer, undiscounted: in all, of it as orders and starts, and by offer."""

    here: dict[int, float]
    committed: dict[int, float]
    ordered: dict[int, dict[int, float]]


def _paid(model: Model, action: Action, values: Floats) -> _Paid:
    """Of a redesign its cost, of a contract its units, of an approval the units of its offers outside contracts."""
    paid = _Paid(defaultdict(float), defaultdict(float), defaultdict(lambda: defaultdict(float)))
    if action.deed is Deed.REDESIGN:
        _begun(model, action, values, paid)
    elif action.deed is Deed.CONTRACT:
        _contracted(model, action, values, paid)
    else:
        _bought(model, action, values, paid)
    for n, by_offer in paid.ordered.items():
        paid.committed[n] += sum(by_offer.values())
    for n, money in paid.committed.items():
        paid.here[n] += money
    return paid


def _begun(model: Model, action: Action, values: Floats, paid: _Paid) -> None:
    # PuLP loads slowly, and whoever holds a model has it already.
    from planner.model.variables import beginning

    sets = model.sets
    at = index_of(sets.facts, action)
    cost, begun = sets.facts.redesigns[at].cost, sets.redesigns[at]
    for n in begun.starts:
        for column, factor in beginning(at, begun, model.variables.redesigned, n, sets):
            paid.committed[n] += factor * cost * float(values[column.position])


def _contracted(model: Model, action: Action, values: Floats, paid: _Paid) -> None:
    """Reserved units are ordered; what is paid though not taken is no order."""
    deal = index_of(model.sets.facts, action)
    contract, v = model.sets.facts.contracts[deal], model.variables
    for (c, n), column in v.reserved.items():
        if c == deal:
            paid.ordered[n][contract.offer] += contract.price * float(values[column.position])
    for (c, n), column in v.unpaid.items():
        if c == deal:
            paid.here[n] += contract.price * float(values[column.position])


def _bought(model: Model, action: Action, values: Floats, paid: _Paid) -> None:
    """Units ordered but those reserved, paid at a contract's price; and the duty, which goes by list price."""
    sets, v = model.sets, model.variables
    facts, outlook = sets.facts, sets.tree.outlook
    mine = _offers(facts, action)
    units = [(o, n, 1.0, column) for (o, n), column in v.order.items()]
    units += [(facts.contracts[c].offer, n, -1.0, column) for (c, n), column in v.reserved.items()]
    for o, n, sign, column in units:
        if o in mine:
            price = facts.offers[o].price * outlook.price[n][facts.offers[o].pair]
            paid.ordered[n][o] += sign * price * float(values[column.position])
    for (part, n), column in v.ship.items():
        offer = facts.offers[facts.parts[part].offer]
        if facts.parts[part].offer in mine:
            rate = offer.duty_rate + outlook.duty[n][offer.pair]
            paid.here[n] += rate * offer.price * float(values[column.position])


def _broken(limit: LimitFacts, committed: Sequence[float], ordered: Sequence[dict[int, float]]) -> list[float]:
    """By how much a limit on money is broken more at most, along one path: month by month of a budget, once of shares
    of order value; never of others."""
    inside = range(limit.first, limit.last + 1)
    if limit.kind == "budget":
        return [max(0.0, paid) if t in inside else 0.0 for t, paid in enumerate(committed)]
    if limit.kind not in ("max_share", "min_share"):
        return [0.0]
    of, among = set(limit.offers), set(limit.of_offers)
    part = sum(paid for t in inside for o, paid in ordered[t].items() if o in of)
    whole = sum(paid for t in inside for o, paid in ordered[t].items() if o in among)
    over = part - limit.value * whole
    return [max(0.0, over if limit.kind == "max_share" else -over)]


def _offers(facts: Facts, action: Action) -> set[int]:
    if action.deed is Deed.QUALIFY:
        return set(facts.qualifications[index_of(facts, action)].offers)
    items = items_of(facts, action)
    return {
        o
        for o, offer in enumerate(facts.offers)
        if facts.suppliers[offer.supplier].name == action.name and offer.item in items
    }
