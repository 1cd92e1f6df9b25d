"""Decides how a plan reads as advice: what to order, start and sign now, and what to do later."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from planner.insight.baselines import Baseline
from planner.months import Month
from planner.plan.actions import Action, Deed, orders_now, starts
from planner.plan.plan import Plan
from planner.report.advice import Sentence, Topic
from planner.report.headline import committed_soon
from planner.report.leads import bought, shortages, stock
from planner.report.path import Nodes
from planner.report.starts import told
from planner.report.words import counted, listed, money, months_between, quantity
from planner.tables import choices, supply
from planner.tables.case import Case
from planner.tables.results import OrderLine
from planner.tables.table import folded

__all__ = ["Sentence", "Topic", "sentences"]

_NAMED_ITEMS = 3


def sentences(case: Case, plan: Plan, ways: Sequence[Baseline] = ()) -> tuple[Sentence, ...]:
    """A plan as advice: orders and starts of the first month, later starts and when, stock, and who goes short.

    What is done comes from ``planner.plan.actions``, as everywhere else.

    Args:
        case: the case the plan answers.
        plan: an audited plan.
        ways: other ways to carry on, where they are known: then a sentence says what the plan buys.
    """
    nodes = Nodes(plan)
    return (
        *_orders(case, plan, nodes),
        *_starts(case, plan, nodes),
        *_later(plan, nodes),
        _money(case, plan, nodes),
        *bought(case, plan, ways, nodes),
        *stock(case, plan, nodes),
        *shortages(plan, nodes),
    )


def _orders(case: Case, plan: Plan, nodes: Nodes) -> Iterable[Sentence]:
    """One sentence for each supplier ordered from in the first month, dearest first."""
    countries = {folded(one.supplier): one.country for one in case.read(supply.Supplier)}
    production = {str(one.offer).casefold(): one.production_months for one in case.read(supply.Offer)}
    found = orders_now(plan)
    for first in nodes.first:
        mine = [one for one in found if first.node in one.nodes]
        for one in mine:
            country = countries.get(folded(one.name))
            where = f" ({country})" if country else ""
            worth = money(one.value, case.settings.currency)
            leaves, arrives = _leaves(one.orders, production), _arrival(one.orders)
            terms = f"{_goods(one.orders)}, for {worth}; {leaves}, to arrive {arrives}."
            yield _now(Topic.ORDER, [first.node], nodes, f"Order from {one.name}{where}", f": {terms}")
        if not mine:
            yield _now(Topic.ORDER, [first.node], nodes, "Order nothing", f" in {first.month.words()}.")


def _goods(lines: Sequence[OrderLine]) -> str:
    """``12,000 MG-101, 800 MG-102 and 3 other items``, dearest first."""
    amounts: dict[str, float] = defaultdict(float)
    worth: dict[str, float] = defaultdict(float)
    for line in lines:
        amounts[line.item] += line.quantity
        worth[line.item] += line.cost
    dearest = sorted(amounts, key=lambda item: -worth[item])
    shown = dearest if len(dearest) <= _NAMED_ITEMS + 1 else dearest[:_NAMED_ITEMS]
    words = [f"{quantity(amounts[item])} × {item}" for item in shown]
    if len(shown) < len(dearest):
        words.append(counted(len(dearest) - len(shown), "other item"))
    return listed(words)


def _leaves(lines: Iterable[OrderLine], production: Mapping[str, int]) -> str:
    """``must leave in Mar 2027``: when the goods are ready, if nothing holds them up."""
    return f"must leave {months_between(line.month + production[line.offer.casefold()] for line in lines)}"


def _arrival(lines: Iterable[OrderLine]) -> str:
    return months_between(line.arrives for line in lines)


def _now(topic: Topic, first: Sequence[int], nodes: Nodes, lead: str, terms: str) -> Sentence:
    """Something for the first month, with its condition where that month already differs between scenarios."""
    if condition := nodes.condition(first):
        lead = f"{condition[0].upper()}{condition[1:]}: {lead[0].lower()}{lead[1:]}"
    return Sentence(topic, f"{lead}{terms}", nodes.start, lead)


def _starts(case: Case, plan: Plan, nodes: Nodes) -> Iterable[Sentence]:
    """One sentence for each start or signature of the first month."""
    for one in starts(plan):
        if first := [node for node in one.nodes if nodes.month(node) == 0]:
            lead = f"{told(one.deed, one.name)} now"
            yield _now(Topic.START, first, nodes, lead, f": {_terms(case, one)}.")


def _later(plan: Plan, nodes: Nodes) -> Iterable[Sentence]:
    """One sentence for each start or signature after the first month: when, and in which scenarios."""
    found = []
    for one in starts(plan):
        by_month: dict[Month, list[int]] = defaultdict(list)
        for node in one.nodes:
            if nodes.month(node) > 0:
                by_month[nodes[node].month].append(node)
        whens = [f"in {month.words()} {nodes.condition(by_month[month])}".strip() for month in sorted(by_month)]
        if whens:
            lead = told(one.deed, one.name)
            found.append(Sentence(Topic.LATER, f"{lead} {', '.join(whens)}.", min(by_month), lead))
    return sorted(found, key=lambda sentence: sentence.month)


def _terms(case: Case, action: Action) -> str:
    """What a start of the first month costs and when it bears fruit."""
    currency, name = case.settings.currency, folded(action.name)
    if action.deed is Deed.QUALIFY:
        test = next(one for one in case.read(supply.Qualification) if folded(one.qualification) == name)
        return f"{money(test.cost, currency)}, orders are possible from {(action.month + test.months).words()}"
    if action.deed is Deed.REDESIGN:
        change = next(one for one in case.read(choices.Redesign) if folded(one.redesign) == name)
        ready = (action.month + change.months).words()
        return f"{money(change.cost, currency)}, {change.product} can be built so from {ready}"
    contract = next(one for one in case.read(supply.Contract) if folded(one.contract) == name)
    begins = max(contract.from_month, action.month)
    return (
        f"{quantity(contract.per_month)} units a month reserved from {begins.words()} to {contract.to_month.words()}, "
        f"fee {money(contract.fee, currency)}"
    )


def _money(case: Case, plan: Plan, nodes: Nodes) -> Sentence:
    """What is committed within 30, 90 and 180 days."""
    spans = [(days, committed_soon(case, plan, days // 30)) for days in (30, 90, 180)]
    sums = [f"{money(amount, case.settings.currency)} within {days} days" for days, amount in spans]
    return Sentence(Topic.MONEY, f"Money committed on average: {listed(sums)}.", nodes.start)
