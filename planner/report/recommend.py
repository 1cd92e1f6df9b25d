"""Decides how a plan reads as advice: what to order, start and sign now, what to do later, what it leads to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from planner.months import Month
from planner.plan.plan import Plan
from planner.report.headline import committed_soon
from planner.report.path import Nodes
from planner.report.words import counted, listed, money, months_between, quantity, share
from planner.tables import choices, needs, supply
from planner.tables.case import Case
from planner.tables.results import DecisionLine, NodeLine, OrderLine
from planner.tables.table import folded

_NAMED_ITEMS = 3


class Topic(Enum):
    """What a sentence is about."""

    ORDER = "order"
    START = "start"
    LATER = "later"
    MONEY = "money"
    STOCK = "stock"
    SHORTAGE = "shortage"


@dataclass(frozen=True, slots=True)
class Sentence:
    """A piece of advice, or what it leads to.

    Attributes:
        topic: what it is about.
        words: the sentence.
        month: when it is to be done or happens.
        lead: its opening words, which say what to do; empty where nothing is to be done.
    """

    topic: Topic
    words: str
    month: Month
    lead: str = ""


def sentences(case: Case, plan: Plan) -> tuple[Sentence, ...]:
    """A plan as advice: orders and starts of the first month, later starts and when, stock, and who goes short.

    Args:
        case: the case the plan answers.
        plan: an audited plan.
    """
    nodes = Nodes(plan)
    return (
        *_orders(case, plan, nodes),
        *_starts(case, plan, nodes),
        *_later(plan, nodes),
        _money(case, plan, nodes),
        *_stock(case, plan, nodes),
        *_shortages(plan, nodes),
    )


def _orders(case: Case, plan: Plan, nodes: Nodes) -> Iterable[Sentence]:
    """One sentence for each supplier ordered from in the first month, dearest first."""
    countries = {folded(one.supplier): one.country for one in case.read(supply.Supplier)}
    production = {str(one.offer).casefold(): one.production_months for one in case.read(supply.Offer)}
    for first in nodes.first:
        by_supplier: dict[str, list[OrderLine]] = defaultdict(list)
        for line in plan.orders:
            if line.node == first.node:
                by_supplier[line.supplier].append(line)
        for name, lines in sorted(by_supplier.items(), key=lambda pair: -sum(line.cost for line in pair[1])):
            country = countries.get(folded(name))
            where = f" ({country})" if country else ""
            terms = (
                f"{_goods(lines)}, for {_cost(lines, case)}; {_leaves(lines, production)}, to arrive {_arrival(lines)}."
            )
            yield _now(Topic.ORDER, first, nodes, f"Order from {name}{where}", f": {terms}")
        if not by_supplier:
            yield _now(Topic.ORDER, first, nodes, "Order nothing", f" in {first.month.words()}.")


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


def _cost(lines: Iterable[OrderLine], case: Case) -> str:
    return money(sum(line.cost for line in lines), case.settings.currency)


def _leaves(lines: Iterable[OrderLine], production: Mapping[str, int]) -> str:
    """``must leave in Mar 2027``: when the goods are ready, if nothing holds them up."""
    return f"must leave {months_between(line.month + production[line.offer.casefold()] for line in lines)}"


def _arrival(lines: Iterable[OrderLine]) -> str:
    return months_between(line.arrives for line in lines)


def _now(topic: Topic, first: NodeLine, nodes: Nodes, lead: str, terms: str) -> Sentence:
    """Something for the first month, with its condition where that month already differs between scenarios."""
    if condition := nodes.condition([first.node]):
        lead = f"{condition[0].upper()}{condition[1:]}: {lead[0].lower()}{lead[1:]}"
    return Sentence(topic, f"{lead}{terms}", first.month, lead)


def _starts(case: Case, plan: Plan, nodes: Nodes) -> Iterable[Sentence]:
    """One sentence for each start or signature of the first month."""
    for first in nodes.first:
        for line in plan.decisions:
            if line.node == first.node:
                yield _now(Topic.START, first, nodes, f"{_action(line)} now", f": {_terms(case, line)}.")


def _later(plan: Plan, nodes: Nodes) -> Iterable[Sentence]:
    """One sentence for each start or signature after the first month: when, and in which scenarios."""
    grouped: dict[tuple[str, str], list[DecisionLine]] = defaultdict(list)
    for line in plan.decisions:
        if nodes.month(line.node) > 0:
            grouped[line.kind, line.name].append(line)
    for lines in sorted(grouped.values(), key=lambda found: min(line.month for line in found)):
        by_month: dict[Month, list[int]] = defaultdict(list)
        for line in lines:
            by_month[line.month].append(line.node)
        whens = [f"in {month.words()} {nodes.condition(by_month[month])}".strip() for month in sorted(by_month)]
        lead = _action(lines[0])
        yield Sentence(Topic.LATER, f"{lead} {', '.join(whens)}.", min(by_month), lead)


def _action(line: DecisionLine) -> str:
    return {
        "qualify": f"Start the qualification “{line.name}”",
        "redesign": f"Start the redesign “{line.name}”",
        "contract": f"Sign the contract “{line.name}”",
    }.get(line.kind, f"{line.kind} “{line.name}”")


def _terms(case: Case, line: DecisionLine) -> str:
    """What a start costs and when it bears fruit."""
    currency, name = case.settings.currency, folded(line.name)
    if line.kind == "qualify":
        test = next(one for one in case.read(supply.Qualification) if folded(one.qualification) == name)
        return f"{money(test.cost, currency)}, orders are possible from {(line.month + test.months).words()}"
    if line.kind == "redesign":
        change = next(one for one in case.read(choices.Redesign) if folded(one.redesign) == name)
        ready = (line.month + change.months).words()
        return f"{money(change.cost, currency)}, {change.product} can be built so from {ready}"
    contract = next(one for one in case.read(supply.Contract) if folded(one.contract) == name)
    begins = max(contract.from_month, line.month)
    return (
        f"{quantity(contract.per_month)} units a month reserved from {begins.words()} to {contract.to_month.words()}, "
        f"fee {money(contract.fee, currency)}"
    )


def _money(case: Case, plan: Plan, nodes: Nodes) -> Sentence:
    """What is committed within 30, 90 and 180 days."""
    spans = [(days, committed_soon(case, plan, days // 30)) for days in (30, 90, 180)]
    told = [f"{money(amount, case.settings.currency)} within {days} days" for days, amount in spans]
    return Sentence(Topic.MONEY, f"Money committed on average: {listed(told)}.", nodes.start)


def _stock(case: Case, plan: Plan, nodes: Nodes) -> Iterable[Sentence]:
    """Where the value of the stock goes on average, and which item moves it most."""
    costs = {folded(one.item): one.standard_cost for one in case.read(needs.Item)}
    opening: dict[str, float] = defaultdict(float)
    for row in case.read(supply.Stock):
        opening[str(folded(row.item))] += row.quantity
    months = sorted({line.month for line in plan.nodes})
    mean: dict[str, dict[Month, float]] = defaultdict(lambda: defaultdict(float))
    names: dict[str, str] = {}
    for line in plan.stock:
        item = str(folded(line.item))
        names[item] = line.item
        mean[item][line.month] += line.quantity * nodes.probability(line.node)
    value = {month: sum(costs[item] * mean[item][month] for item in mean) for month in months}
    before = sum(costs.get(item, 0.0) * amount for item, amount in opening.items())
    peak = max(months, key=lambda month: (value[month], -month.ordinal))
    currency = case.settings.currency
    if value[peak] > 1.05 * before:
        top = max(mean, key=lambda item: costs[item] * (mean[item][peak] - opening[item]))
        words = (
            f"Stock builds up from {money(before, currency)} at the start to {money(value[peak], currency)} at the end "
            f"of {peak.words()} on average, most of it {names[top]}: from {quantity(opening[top])} to "
            f"{quantity(mean[top][peak])} units."
        )
    else:
        words = (
            f"Stock is run down from {money(before, currency)} at the start to {money(value[months[-1]], currency)} at "
            f"the end of {months[-1].words()} on average."
        )
    yield Sentence(Topic.STOCK, words, peak)


def _shortages(plan: Plan, nodes: Nodes) -> Iterable[Sentence]:
    """Who goes short, how likely, and what most."""
    last = max(line.month for line in plan.nodes)
    missed: dict[str, float] = defaultdict(float)
    short_nodes: set[int] = set()
    for line in plan.shortages:
        units = line.lost + (line.backordered if line.month == last else 0.0)
        if units > 1e-6:
            missed[line.product] += units * nodes.probability(line.node)
            short_nodes.add(line.node)
    if not missed:
        yield Sentence(Topic.SHORTAGE, "Every product is delivered in every scenario.", last)
        return
    hit = [one for one in plan.scenario_costs if any(n.node in short_nodes for n in nodes.of_scenario(one.scenario))]
    odds = share(sum(one.probability for one in hit))
    scenarios = f"in {len(hit)} of {counted(len(plan.scenario_costs), 'scenario')} ({odds} likely)"
    if len(hit) == len(plan.scenario_costs):
        scenarios = "in every scenario"
    dearest = sorted(missed, key=missed.__getitem__, reverse=True)
    who = f", all of them {dearest[0]}" if len(dearest) == 1 else f", most of them {dearest[0]}"
    others = f"; {counted(len(dearest) - 1, 'other product')} too" if len(dearest) > 1 else ""
    words = (
        f"Customers go short {scenarios}: on average {quantity(sum(missed.values()))} units are never delivered"
        f"{who}{others}."
    )
    yield Sentence(Topic.SHORTAGE, words, min(nodes[node].month for node in short_nodes))
