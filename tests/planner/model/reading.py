"""Decides how a golden shows rows of the model: with names and months in place of codes, as one would say them."""

from __future__ import annotations

import textwrap
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import pulp

from planner.facts.gather import gather
from planner.model.costs import CostTerm
from planner.model.limits import define_limits
from planner.model.program import Column, Program
from planner.model.sets import Sets, decide
from planner.model.variables import Variables, make
from planner.scenarios.grow import grow
from planner.tables.case import Case

Define = Callable[[Program, Sets, Variables], Any]
_SIGN = {pulp.LpConstraintLE: "<=", pulp.LpConstraintGE: ">=", pulp.LpConstraintEQ: "="}


class Story:
    """A case with its sets and columns made, ready for one family of rules after the other."""

    def __init__(self, case: Case) -> None:
        facts = gather(case)
        self.sets = decide(facts, grow(facts))
        self.program = Program()
        self.v = make(self.program, self.sets)

    def rows(self, define: Define, *, balance: bool = False) -> str:
        """The rows a family adds, a line each.

        Args:
            define: the family.
            balance: whether its rows say what one quantity is: the first column alone on the left. Otherwise each
                side holds what is added there.
        """
        before = len(self.program.constraints())
        define(self.program, self.sets, self.v)
        words = Words(self.sets, self.v, self.program)
        return "\n".join(words.row(row, balance) for row in self.program.constraints()[before:])

    def cost(self, term: Callable[[Sets, Variables], Iterator[CostTerm]]) -> str:
        """A term of the cost, a line for each node: the columns of soft limits are there."""
        if self.sets.facts.limits and not self.v.slack:
            define_limits(self.program, self.sets, self.v)
        words = Words(self.sets, self.v, self.program)
        here: dict[int, list[tuple[Column, float]]] = defaultdict(list)
        for n, column, factor in term(self.sets, self.v):
            if factor:
                here[n].append((column, factor))
        return "\n".join(f"{words.when(n)}: {words.sum(here[n])}" for n in sorted(here))

    def objective(self) -> str:
        """What is minimised, columns in the order they were made."""
        words = Words(self.sets, self.v, self.program)
        found = self.program.objective
        terms = sorted(((column, factor) for column, factor in found.items()), key=lambda term: term[0].position)
        return words.sum(terms, found.constant)

    def names(self, columns: Iterable[Any]) -> list[str]:
        """Columns as people read them."""
        words = Words(self.sets, self.v, self.program)
        return [words.column(column) for column in columns]


def lines(text: str) -> str:
    """A golden as it stands in a test: indented, and each row on as many lines as it needs (further ones deeper)."""
    joined: list[str] = []
    for line in textwrap.dedent(text).strip().splitlines():
        if line.startswith(" "):
            joined[-1] += " " + line.strip()
        else:
            joined.append(line.rstrip())
    return "\n".join(joined)


class Words:
    """Says columns and rows in the names of the case."""

    def __init__(self, sets: Sets, v: Variables, program: Program) -> None:
        self.sets = sets
        self.facts = sets.facts
        self._said = self._columns(v)
        for column in program.columns:
            if column.name.startswith("sum_"):  # a running total a limit keeps to itself: sum_share_<limit>_<n>
                _, _, limit, n = column.name.split("_")
                self._said[column] = f"total[{self._limit(int(limit))} by {self.when(int(n))}]"

    def when(self, n: int) -> str:
        """The month of a node, and of which scenarios where it is not of all; the year where there are several."""
        node, start = self.sets.tree.nodes[n], self.facts.settings.start_month
        month = start + node.month
        said = month.words() if (start + self.sets.last).year > start.year else month.words()[:3]
        if len(node.scenarios) < len(self.facts.scenarios):
            said += " if " + " or ".join(self.facts.scenarios[w].name for w in node.scenarios)
        return said

    def column(self, column: Column) -> str:
        return self._said[column]

    def sum(self, terms: Iterable[tuple[Column, float]], constant: float = 0.0) -> str:
        """``2 order[A, Jan] - ship[A, Jan] + 5``; 0 where there is nothing."""
        parts = [(factor, self._said[column]) for column, factor in terms]
        if constant or not parts:
            parts.append((constant, ""))
        said = ""
        for factor, name in parts:
            sign = "-" if factor < 0 else "+"
            said += f" {sign} " if said else ("-" if factor < 0 else "")
            size = f"{abs(factor):.8g}"
            said += name if name and size == "1" else f"{size} {name}".strip()
        return said

    def row(self, row: pulp.LpConstraint, balance: bool) -> str:
        terms = list(row.expr.items())
        if balance:
            left, right = terms[:1], [(column, -factor) for column, factor in terms[1:]]
        else:
            left = [term for term in terms if term[1] > 0]
            right = [(column, -factor) for column, factor in terms if factor <= 0]
        return f"{self.sum(left)} {_SIGN[row.sense]} {self.sum(right, -row.constant)}"

    def _limit(self, index: int) -> str:
        limit = self.facts.limits[index]
        alike = [at for at, one in enumerate(self.facts.limits) if one.kind == limit.kind]
        return limit.kind if len(alike) == 1 else f"{limit.kind} {alike.index(index) + 1}"

    def _pool(self, g: int) -> str:
        pool = self.facts.pools[g]
        item = self.facts.items[pool.item]
        return item.name if len(item.pools) == 1 else f"{item.name} for {pool.name or 'nobody'}"

    def _part(self, part: int) -> str:
        offer = self.facts.offers[self.facts.parts[part].offer]
        pool = self.facts.pools[self.facts.parts[part].pool]
        return offer.name if len(offer.parts) == 1 else f"{offer.name} to {pool.name or 'nobody'}"

    def _lane(self, lane: int) -> str:
        pair = self.facts.pairs[self.facts.lanes[lane].pair]
        return "" if len(pair.lanes) == 1 else f" for {self.facts.lanes[lane].end_use or 'the rest'}"

    def _design(self, d: int) -> str:
        design = self.facts.designs[d]
        product = self.facts.products[design.product].name
        return product if design.redesign is None else f"{product} as {design.name}"

    def _inner(self, index: int, inner: int) -> str:
        limit = self.facts.limits[index]
        return (
            f"{self._limit(index)} of {self.facts.items[inner].name}" if "cover" in limit.kind else self._limit(index)
        )

    def _columns(self, v: Variables) -> dict[Any, str]:
        f, when = self.facts, self.when
        said: dict[Any, str] = {}
        by_offer = {"order": v.order, "place": v.place, "lots": v.lots, "wait": v.wait}
        for family, columns in by_offer.items():
            said |= {column: f"{family}[{f.offers[o].name}, {when(n)}]" for (o, n), column in columns.items()}
        said |= {column: f"ship[{self._part(part)}, {when(n)}]" for (part, n), column in v.ship.items()}
        said |= {column: f"stock[{self._pool(g)}, {when(n)}]" for (g, n), column in v.stock.items()}
        said |= {column: f"build[{self._design(d)}, {when(n)}]" for (d, n), column in v.build.items()}
        said |= {column: f"use[{self._pool(g)} in {self._design(d)}, {when(n)}]" for (d, g, n), column in v.use.items()}
        said |= {column: f"toll[{self._pool(g)}, {when(n)}]" for (g, n), column in v.toll.items()}
        for family, columns in {"lost": v.lost, "late": v.late}.items():
            said |= {column: f"{family}[{f.products[p].name}, {when(n)}]" for (p, n), column in columns.items()}
        started = ((v.qualified, f.qualifications), (v.redesigned, f.redesigns))
        for columns, things in started:
            said |= {column: f"begun[{things[i].name} by {when(n)}]" for (i, n), column in columns.items()}
        said |= {column: f"signed[{f.contracts[c].name} by {when(n)}]" for (c, n), column in v.signed.items()}
        for family, columns in {"reserved": v.reserved, "unpaid": v.unpaid}.items():
            said |= {column: f"{family}[{f.contracts[c].name}, {when(n)}]" for (c, n), column in columns.items()}
        said |= {
            column: f"licensed[{f.licences[k].name}{self._lane(lane)}, {when(n)}]"
            for (k, lane, n), column in v.licensed.items()
        }
        said |= {column: f"slack[{self._inner(i, j)}, {when(n)}]" for (i, j, n), column in v.slack.items()}
        said |= {column: f"cost[by {when(n)}]" for n, column in v.path_cost.items()}
        said |= {column: f"tail[{when(n)}]" for n, column in v.tail.items()}
        if v.threshold is not None:
            said[v.threshold] = "threshold"
        return said
