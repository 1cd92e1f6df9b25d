"""Decides what one more of something would be worth to a plan: capacity, licence share, lead time; and what binds."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import Enum
from typing import TYPE_CHECKING

from planner.facts.facts import Facts
from planner.insight.about import around, index_of, items_of
from planner.insight.ahead import Ahead, ahead_of
from planner.insight.asking import Asking, known, wide
from planner.insight.solving import Estimate
from planner.months import Month
from planner.plan.actions import Action, Deed
from planner.scenarios.tree import Tree
from planner.solve.chosen import Freedom, Scope

if TYPE_CHECKING:
    from planner.model.levers import Lever

_NOTHING = 1e-9
POINT = 0.01


class Of(Enum):
    """What there may be one more of.

    CAPACITY: a unit a month of an item from a supplier, in the months in which any may leave. SUPPLIER_CAPACITY: a kg a
    month likewise.
    LICENCE_SHARE: a point of what may leave a supplier, in months in which less than all may. LICENCE: a unit under a
    licence in hand. YEAR: a unit in any twelve months. STORE: room for a unit. LIMIT: one unit of money of a limit.
    LEAD_TIME: a month less of production, approval or engineering.
    """

    CAPACITY = "capacity"
    SUPPLIER_CAPACITY = "supplier_capacity"
    LICENCE_SHARE = "licence_share"
    LICENCE = "licence"
    YEAR = "year"
    STORE = "store"
    LIMIT = "limit"
    LEAD_TIME = "lead_time"


class Source(Enum):
    """How a figure was found: read off the plan with its starts and placed orders held, or with its starts held and
    orders of any size; or by solving again."""

    DUALS = "duals"
    LOOSE_DUALS = "duals_with_orders_of_any_size"
    SOLVED_AGAIN = "solved_again"


@dataclass(frozen=True, slots=True)
class Margin:
    """What one more of something is worth.

    Attributes:
        of: of what.
        supplier, item, name: whose; ``name`` is that of the licence, limit, qualification or redesign; None where it
            does not apply.
        saves: what one more saves, in the plan's weighted objective and case currency. From duals: for the first little
            bit of it, starts held, and placed orders too unless its source says otherwise; where a bound just suffices
            it may be what one less would cost, which is the most one more can save. By solving again: for all of it.
        a_hundredth: what a hundredth more of the bound saves, in case currency: what binds most, whatever its unit;
            0 where it was not asked.
        binds_from, binds_to: the first and last month in which it binds; None where it was solved again.
        source: how it was found.
        freedom: what was free.
    """

    of: Of
    supplier: str | None
    item: str | None
    name: str | None
    saves: Estimate
    a_hundredth: float
    binds_from: Month | None
    binds_to: Month | None
    source: Source
    freedom: Freedom


def margins(asking: Asking, scope: Scope | None = None) -> tuple[Margin, ...]:
    """Every bound that binds the plan, those that bind most first, from the duals of the plan's own linear program.

    Args:
        asking: about which plan.
        scope: what the next questions set free: where all starts are held for them, the duals are those of what they
            are compared with, orders being of any size. None is nothing.

    Raises:
        Stopped: the user asked for it.
    """
    # PuLP loads slowly, and only children of the window ever come here.
    from planner.model.levers import levers

    asking.begin()
    whatif = asking.own()
    loose = scope is not None and whatif.linear(scope)
    if scope is not None and loose:
        asking.standing(whatif, {}, wide(asking, scope))
    duals = whatif.loose_duals() if loose else whatif.duals()
    asking.heard()
    if duals is None:
        return ()
    source = Source.LOOSE_DUALS if loose else Source.DUALS
    rows = {code: at for at, code in enumerate(whatif.arrays.rows)}
    right = whatif.arrays.row_upper
    found = []
    for lever in levers(whatif.model.sets, rows):
        worth = [(n, change, -float(duals[rows[code]]), float(right[rows[code]])) for code, change, n in lever.rows]
        saves = sum(change * each for _, change, each, _ in worth)
        hundredth = 0.01 * sum(each * bound for _, change, each, bound in worth if change)
        if saves > _NOTHING:
            months = [whatif.model.sets.month[n] for n, change, each, _ in worth if change * each > _NOTHING]
            found.append(_margin(asking.facts, lever, source, saves, hundredth, months))
    return tuple(sorted(found, key=lambda one: -one.a_hundredth))


def _margin(facts: Facts, lever: Lever, source: Source, saves: float, hundredth: float, months: list[int]) -> Margin:
    start = facts.settings.start_month
    name = None
    if lever.licence is not None:
        name = facts.licences[lever.licence].name
    elif lever.limit is not None:
        name = facts.limits[lever.limit].words
    return Margin(
        of=Of[lever.kind.name],
        supplier=None if lever.supplier is None else facts.suppliers[lever.supplier].name,
        item=None if lever.item is None else facts.items[lever.item].name,
        name=name,
        saves=Estimate(saves, saves, saves),
        a_hundredth=hundredth,
        binds_from=start + min(months) if months else None,
        binds_to=start + max(months) if months else None,
        source=source,
        freedom=Freedom.ORDERS,
    )


def binding(facts: Facts, action: Action, found: Iterable[Margin]) -> tuple[Margin, ...]:
    """Of the bounds that bind, those an action has to do with: of its items, of whoever offers them, and of money."""
    items = {facts.items[item].name for item in items_of(facts, action)}
    suppliers = {facts.suppliers[pair.supplier].name for pair in facts.pairs if facts.items[pair.item].name in items}
    return tuple(
        one
        for one in found
        if (one.item in items if one.item is not None else one.supplier in suppliers or one.of is Of.LIMIT)
    )


def a_point_more(asking: Asking, supplier: int, ahead: Ahead | None = None) -> Margin:
    """What a point more of what may leave a supplier is worth, in all months and scenarios in which less than all may:
    by solving again, so that it also counts where nothing may leave now.

    Args:
        asking: about which plan.
        supplier: index into the suppliers of the facts.
        ahead: the program, where ``point_ahead`` has it written.

    Raises:
        Stopped: the user asked for it.
    """
    facts = asking.facts
    items = {facts.pairs[k].item for k in facts.suppliers[supplier].pairs}
    about = around(facts, items)
    saves, freedom = _saved(asking, facts, _opened(asking, supplier), about, ahead)
    return Margin(
        Of.LICENCE_SHARE,
        facts.suppliers[supplier].name,
        None,
        None,
        saves,
        0.0,
        None,
        None,
        Source.SOLVED_AGAIN,
        freedom,
    )


def point_ahead(asking: Asking, supplier: int) -> Ahead | None:
    """Have the program of ``a_point_more`` written beside other work, where that takes long."""
    return ahead_of(asking.facts, _opened(asking, supplier), asking.chosen, asking.plan.risk_weight)


def _opened(asking: Asking, supplier: int) -> Tree:
    """A point more may leave the supplier wherever less than all may."""
    facts, tree = asking.facts, asking.tree
    lanes = {lane for k in facts.suppliers[supplier].pairs for lane in facts.pairs[k].lanes}
    more = tuple(
        tuple(min(1.0, share + POINT) if lane in lanes else share for lane, share in enumerate(at))
        for at in tree.outlook.availability
    )
    return replace(tree, outlook=replace(tree.outlook, availability=more))


def a_month_faster(asking: Asking, action: Action, ahead: Ahead | None = None) -> Margin | None:
    """What a month less is worth: of the supplier's production for an order, of an approval or of engineering for its
    start. None where there is no month to save.

    Args:
        asking: about which plan.
        action: which action.
        ahead: the program, where ``month_ahead`` has it written.

    Raises:
        Stopped: the user asked for it.
    """
    facts = _faster(asking.facts, action)
    if facts is None:
        return None
    saves, freedom = _saved(asking, facts, asking.tree, asking.scope(action), ahead)
    return _of_a_month(action, saves, freedom)


def month_from_ahead(asking: Asking, action: Action, ahead: Ahead) -> Margin | None:
    """The same by what is written ahead alone; None where that says nothing.

    Raises:
        Stopped: the user asked for it.
    """
    asking.begin()
    found = _saved_ahead(asking, asking.scope(action), ahead)
    return None if found is None else _of_a_month(action, *found)


def _of_a_month(action: Action, saves: Estimate, freedom: Freedom) -> Margin:
    name = None if action.deed is Deed.ORDER else action.name
    supplier = action.name if action.deed is Deed.ORDER else None
    return Margin(Of.LEAD_TIME, supplier, None, name, saves, 0.0, None, None, Source.SOLVED_AGAIN, freedom)


def month_ahead(asking: Asking, action: Action) -> Ahead | None:
    """Have the program of ``a_month_faster`` written beside other work, where that takes long."""
    facts = _faster(asking.facts, action)
    return None if facts is None else ahead_of(facts, asking.tree, asking.chosen, asking.plan.risk_weight)


def _faster(facts: Facts, action: Action) -> Facts | None:
    if action.deed is Deed.CONTRACT:
        return None
    if action.deed is Deed.ORDER:
        items = items_of(facts, action)
        offers = tuple(
            replace(offer, production=offer.production - 1)
            if facts.suppliers[offer.supplier].name == action.name and offer.item in items and offer.production > 0
            else offer
            for offer in facts.offers
        )
        return None if offers == facts.offers else replace(facts, offers=offers)
    at = index_of(facts, action)
    if action.deed is Deed.QUALIFY:
        test = facts.qualifications[at]
        quicker = replace(test, months=test.months - 1)
        tests = (*facts.qualifications[:at], quicker, *facts.qualifications[at + 1 :])
        return replace(facts, qualifications=tests) if test.months > 0 else None
    change = facts.redesigns[at]
    sooner = replace(change, months=change.months - 1)
    return (
        replace(facts, redesigns=(*facts.redesigns[:at], sooner, *facts.redesigns[at + 1 :]))
        if change.months > 0
        else None
    )


def _saved(asking: Asking, facts: Facts, tree: Tree, scope: Scope, ahead: Ahead | None) -> tuple[Estimate, Freedom]:
    """What changed facts save, the same things being free before and after."""
    asking.begin()
    own, scope = asking.own(), wide(asking, scope)
    before = asking.standing(own, {}, scope)
    found = None if ahead is None else _saved_ahead(asking, scope, ahead)
    if found is not None:
        return found
    if not asking.time_for_another:
        return Estimate(None, -math.inf, math.inf), before.freedom
    other = asking.of(facts, tree)
    after = asking.standing(other, {}, scope)
    if before.freedom is not after.freedom:
        before = asking.standing(own, {}, scope, starts_held=True)
        after = asking.standing(other, {}, scope, starts_held=True)
    return known(before).less(known(after)), after.freedom


def _saved_ahead(asking: Asking, scope: Scope, ahead: Ahead) -> tuple[Estimate, Freedom] | None:
    """The same by what is written ahead, where the starts are held."""
    own = asking.own()
    before = asking.standing(own, {}, scope)
    after = None if before.basis is None else ahead.reply(own, before.basis)
    asking.heard()
    return None if after is None else (known(before).less(known(after)), after.freedom)
