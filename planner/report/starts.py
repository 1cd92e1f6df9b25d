"""Decides what starts when: qualifications, redesigns and contracts of a plan, from start to first use, by branch."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from planner.errors import PlannerBug
from planner.months import Month
from planner.plan.actions import Deed
from planner.plan.plan import Plan
from planner.report.path import Nodes
from planner.report.words import counted, listed, money
from planner.tables import choices, supply
from planner.tables.case import Case
from planner.tables.results import DecisionLine

KINDS = {"qualify": "Qualification", "redesign": "Redesign", "contract": "Contract"}
"""The kinds of decisions of a plan, as people call what is started, in the order they are told."""


@dataclass(frozen=True, slots=True)
class Start:
    """Something that is started or signed, in one month, in one or more branches.

    Attributes:
        kind: as in the plan's decisions.
        name: of what is started.
        begins: the month.
        ready: the first month it bears fruit: orders on it, units of it, units reserved.
        until: the last month of a contract; None for what lasts.
        cost: one-off, in case currency; 0 for what began before the plan, whose cost is spent.
        condition: ``if “Licences stop” comes (12 %)``; empty where it holds whatever happens.
        scenarios: in which it starts in this month; empty for what began before the plan.
        probability: of these scenarios together.
        country: the supplier's; None for a redesign.
        before: it began before the plan.
    """

    kind: str
    name: str
    begins: Month
    ready: Month
    until: Month | None
    cost: float
    condition: str
    scenarios: tuple[str, ...]
    probability: float
    country: str | None
    before: bool


def starts(case: Case, plan: Plan) -> tuple[Start, ...]:
    """Everything that starts, and what had begun before the plan; by kind, then month."""
    nodes = Nodes(plan)
    by_month: dict[tuple[str, str, Month], list[int]] = defaultdict(list)
    for line in plan.decisions:
        by_month[line.kind, line.name, line.month].append(line.node)
    terms = _Terms(case)
    found = [*terms.begun_before(nodes.start)]
    for (kind, name, month), where in by_month.items():
        found.append(terms.start(kind, name, month, _Branch.of(nodes, where)))
    order = list(KINDS)
    return tuple(sorted(found, key=lambda one: (order.index(one.kind), one.begins, -one.probability, one.name)))


def never_started(case: Case, plan: Plan) -> tuple[str, ...]:
    """Names of what the case offers to start and the plan starts in no scenario."""
    started = {(one.kind, one.name.casefold()) for one in starts(case, plan)}
    return tuple(name for kind, name in _Terms(case).names() if (kind, name.casefold()) not in started)


def told(deed: Deed, name: str) -> str:
    """``Start the qualification “Narva”``.

    Raises:
        KeyError: an order is not started.
    """
    return {
        Deed.QUALIFY: f"Start the qualification “{name}”",
        Deed.REDESIGN: f"Start the redesign “{name}”",
        Deed.CONTRACT: f"Sign the contract “{name}”",
    }[deed]


def action(line: DecisionLine) -> str:
    """The same of a decision of a plan."""
    return told(Deed(line.kind), line.name)


def finding(case: Case, plan: Plan) -> str:
    """What is started now and for how much, and how many starts wait, as a title."""
    listing = starts(case, plan)
    first = min(line.month for line in plan.nodes)
    now = [one for one in listing if one.begins == first and not one.before]
    later = {(one.kind, one.name) for one in listing if one.begins > first} - {(one.kind, one.name) for one in now}
    waiting = f"{_number(len(later))} {'starts' if len(later) == 1 else 'start'} later"
    if now:
        sums = money(sum(one.cost for one in now if one.probability > 1 - 1e-9), case.settings.currency)
        always = all(one.probability > 1 - 1e-9 for one in now)
        said = f"{_kinds(now)} {_verb(now)} in {first.words()}"
        said += f" for {sums}" if always else ""
        return f"{said}; {waiting}" if later else said
    if later:
        month = min(one.begins for one in listing if one.begins > first)
        first_of = "" if len(later) == 1 else ", the first"
        return f"Nothing starts now; {waiting}{first_of} in {month.words()}"
    return "The plan starts nothing new"


def _verb(now: Sequence[Start]) -> str:
    """``starts``; contracts alone are signed."""
    if all(one.kind == "contract" for one in now):
        return "is signed" if len(now) == 1 else "are signed"
    return "starts" if len(now) == 1 else "start"


def _kinds(now: Iterable[Start]) -> str:
    """``Two qualifications and one redesign``."""
    counts: dict[str, set[str]] = defaultdict(set)
    for one in now:
        counts[one.kind].add(one.name)
    parts = []
    for kind, word in KINDS.items():
        if number := len(counts[kind]):
            parts.append(f"{_number(number)} {word.lower()}{'' if number == 1 else 's'}")
    said = listed(parts)
    return said[0].upper() + said[1:]


_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


def _number(count: int) -> str:
    return _NUMBERS[count] if count < len(_NUMBERS) else counted(count, "").strip()


@dataclass(frozen=True, slots=True)
class _Branch:
    """In which futures something happens."""

    condition: str
    scenarios: tuple[str, ...]
    probability: float

    @classmethod
    def of(cls, nodes: Nodes, where: Sequence[int]) -> _Branch:
        names = tuple(name for node in where for name in nodes[node].scenarios)
        return cls(nodes.condition(where), names, sum(nodes.probability(node) for node in where))


class _Terms:
    """What the case says of everything that can be started."""

    def __init__(self, case: Case) -> None:
        self._tests = {one.qualification.casefold(): one for one in case.read(supply.Qualification)}
        self._changes = {one.redesign.casefold(): one for one in case.read(choices.Redesign)}
        self._contracts = {one.contract.casefold(): one for one in case.read(supply.Contract)}
        countries = {one.supplier.casefold(): one.country for one in case.read(supply.Supplier)}
        self._country: dict[tuple[str, str], str] = {}
        for offer in case.read(supply.Offer):
            where = countries.get(offer.supplier.casefold(), "")
            if offer.qualification:
                self._country.setdefault(("qualify", offer.qualification.casefold()), where)
            for contract in self._contracts.values():
                if contract.offer.casefold() == offer.offer.casefold():
                    self._country["contract", contract.contract.casefold()] = where

    def names(self) -> Iterable[tuple[str, str]]:
        yield from (("qualify", one.qualification) for one in self._tests.values())
        yield from (("redesign", one.redesign) for one in self._changes.values())
        yield from (("contract", one.contract) for one in self._contracts.values())

    def begun_before(self, start: Month) -> Iterable[Start]:
        """What was under way or bound before the plan."""
        begun = [("qualify", one.qualification, one.started_month) for one in self._tests.values()]
        begun += [("redesign", one.redesign, one.started_month) for one in self._changes.values()]
        begun += [("contract", one.contract, one.signed_month) for one in self._contracts.values()]
        for kind, name, month in begun:
            if month is not None and month < start:
                yield self.start(kind, name, month, None)

    def start(self, kind: str, name: str, month: Month, branch: _Branch | None) -> Start:
        """One start with what the case says of it; without a branch it began before the plan.

        Raises:
            PlannerBug: the case has nothing of that kind and name.
        """
        key, until = name.casefold(), None
        if kind == "qualify" and key in self._tests:
            ready, cost = month + self._tests[key].months, self._tests[key].cost
        elif kind == "redesign" and key in self._changes:
            ready, cost = month + self._changes[key].months, self._changes[key].cost
        elif kind == "contract" and key in self._contracts:
            contract = self._contracts[key]
            ready, until, cost = max(contract.from_month, month), contract.to_month, contract.fee
        else:
            raise PlannerBug(f"the plan starts '{name}' ({kind}), which the case does not have")
        country = self._country.get((kind, key))
        if branch is None:
            return Start(kind, name, month, ready, until, 0.0, "", (), 1.0, country, True)
        who, odds = branch.scenarios, branch.probability
        return Start(kind, name, month, ready, until, cost, branch.condition, who, odds, country, False)
