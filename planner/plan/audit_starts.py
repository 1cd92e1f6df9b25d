"""Decides whether what a plan starts may start, and since when it runs at each node."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from planner.plan.audit_ledger import Ledger
from planner.plan.audit_objections import Objections

Since = Sequence[Sequence[int | None]]
"""By node and number: the month of the earliest start on the path, None before there is one."""


@dataclass(frozen=True, slots=True)
class Running:
    """Since when things run; months are counted from the start and negative before it.

    Attributes:
        qualify, redesign: month of the start.
        contract: first month of the contract in which it is signed; for one signed before the start its first month.
    """

    qualify: Since
    redesign: Since
    contract: Since

    def qualified(self, ledger: Ledger, node: int, offer: int) -> bool:
        """Whether an offer can take orders: its qualification, if it names one, has run its months."""
        number = ledger.facts.offers[offer].qualification
        if number is None:
            return True
        since = self.qualify[node][number]
        return since is not None and since + ledger.facts.qualifications[number].months <= ledger.month(node)

    def redesigned(self, ledger: Ledger, node: int, redesign: int) -> bool:
        """Whether a redesign has run its months."""
        since = self.redesign[node][redesign]
        return since is not None and since + ledger.facts.redesigns[redesign].months <= ledger.month(node)

    def engaged(self, ledger: Ledger, node: int, redesign: int) -> bool:
        """Whether engineering is at work on a redesign: from its start for its months."""
        since = self.redesign[node][redesign]
        return since is not None and since <= ledger.month(node) < since + ledger.facts.redesigns[redesign].months

    def reserving(self, ledger: Ledger, node: int, contract: int) -> bool:
        """Whether a contract runs: from max(first month, month of signing) to its last month."""
        since = self.contract[node][contract]
        return since is not None and since <= ledger.month(node) <= ledger.facts.contracts[contract].last


def running(ledger: Ledger) -> Running:
    """Since when everything runs, from the plan's decisions and what began before the start."""
    facts = ledger.facts
    begun = [one.started for one in facts.qualifications]
    under_way = [one.started for one in facts.redesigns]
    bound = [one.first if one.signed else None for one in facts.contracts]
    firsts = [one.first for one in facts.contracts]
    return Running(
        _since(ledger, "qualify", begun),
        _since(ledger, "redesign", under_way),
        [
            [None if at is None else max(first, at) for at, first in zip(row, firsts, strict=True)]
            for row in _since(ledger, "contract", bound)
        ],
    )


def _since(ledger: Ledger, kind: str, before: Sequence[int | None]) -> Since:
    found: list[list[int | None]] = []
    starts = ledger.starts[kind]
    for number, node in enumerate(ledger.tree.nodes):
        row = list(found[node.parent] if node.parent >= 0 else before)
        for one, at in enumerate(row):
            if at is None and (number, one) in starts:
                row[one] = node.month
        found.append(row)
    return found


def check(ledger: Ledger, runs: Running, objections: Objections) -> None:
    """Starts keep their months, come once on a path, and never where they are closed.

    Rules 5, 6, 7 and 9: earliest months and sign_by; at most one start on a path, none of what began before the start;
    ``closed`` stops a qualification if any offer naming it matches, a contract if its offer does; engineering runs no
    more redesigns at once than it can.
    """
    _once(ledger, runs, objections)
    facts, closed = ledger.facts, ledger.tree.outlook.closed
    for node, number in sorted(ledger.starts["qualify"]):
        one = facts.qualifications[number]
        words = f"start of qualification '{one.name}'"
        _not_before(ledger, objections, node, words, one.earliest)
        if any(closed[node][facts.offers[offer].pair] for offer in one.offers):
            objections.say(objections.at(node), words, "no start while a supplier is closed", "a start")
    for node, number in sorted(ledger.starts["redesign"]):
        design = facts.redesigns[number]
        _not_before(ledger, objections, node, f"start of redesign '{design.name}'", design.earliest)
    for node, number in sorted(ledger.starts["contract"]):
        contract = facts.contracts[number]
        words = f"signing of contract '{contract.name}'"
        if ledger.month(node) > contract.sign_by:
            by = facts.settings.start_month + contract.sign_by
            objections.say(objections.at(node), words, f"{by.words()} at the latest", "a later month")
        if closed[node][facts.offers[contract.offer].pair]:
            objections.say(objections.at(node), words, "no signature while the supplier is closed", "a signature")
    _engineering(ledger, runs, objections)


def _not_before(ledger: Ledger, objections: Objections, node: int, words: str, earliest: int) -> None:
    if ledger.month(node) < earliest:
        first = ledger.facts.settings.start_month + earliest
        objections.say(objections.at(node), words, f"{first.words()} at the earliest", "an earlier month")


def _once(ledger: Ledger, runs: Running, objections: Objections) -> None:
    """A start where something has started on the path already, or had before the plan."""
    facts, nodes = ledger.facts, ledger.tree.nodes
    begun = {
        "qualify": (
            [one.name for one in facts.qualifications],
            [one.started is not None for one in facts.qualifications],
        ),
        "redesign": ([one.name for one in facts.redesigns], [one.started is not None for one in facts.redesigns]),
        "contract": ([one.name for one in facts.contracts], [one.signed for one in facts.contracts]),
    }
    since = {"qualify": runs.qualify, "redesign": runs.redesign, "contract": runs.contract}
    for kind, (names, before) in begun.items():
        for node, number in sorted(ledger.starts[kind]):
            parent = nodes[node].parent
            if before[number] or (parent >= 0 and since[kind][parent][number] is not None):
                objections.say(objections.at(node), f"{kind} '{names[number]}'", "one start on a path", "another")


def _engineering(ledger: Ledger, runs: Running, objections: Objections) -> None:
    most = ledger.facts.settings.max_parallel_redesigns
    if most is None:
        return
    numbers = range(len(ledger.facts.redesigns))
    for node in range(len(ledger.tree.nodes)):
        count = sum(runs.engaged(ledger, node, number) for number in numbers)
        # What was started before the plan runs on, even if it alone is more than engineering would take on.
        before = sum(
            runs.engaged(ledger, node, number)
            for number in numbers
            if ledger.facts.redesigns[number].started is not None
        )
        objections.at_most(objections.at(node), "redesigns running at once", max(most, before), count)
