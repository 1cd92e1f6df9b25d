"""Decides what a change to one cell is: a small case, the cell, its new value, and what the best plan costs then."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from planner.checks.run import check
from planner.events import never
from planner.facts.gather import gather
from planner.model.build import build
from planner.scenarios.grow import grow
from planner.solve.arrays import arrays_of
from planner.solve.session import Session, Watch
from planner.tables.case import Case
from tests.planner.model.stories import company

Tables = dict[str, Any]


@dataclass(frozen=True)
class Change:
    """One column of the contract, seen at work.

    Attributes:
        column: ``table.column``.
        given: tables over the small company of ``stories``; ``months`` among them.
        to: the cell's new value in the first row, or values by row.
        costs: of the best plan before and after, added up by hand.
    """

    column: str
    given: Tables
    to: Any
    costs: tuple[float, float]

    def before(self) -> Case:
        return company(**_copied(self.given))

    def after(self) -> Case:
        table, column = self.column.split(".")
        tables = _copied(self.given)
        if table == "case":
            tables["case"] = tables.get("case", {}) | {column: self.to}
            return company(**tables)
        values = self.to if isinstance(self.to, dict) else {0: self.to}
        rows = [dict(row) for row in tables[table]]
        for number, value in values.items():
            rows[number][column] = value
        return company(**tables | {table: rows})


def _copied(tables: Tables) -> Tables:
    return {name: dict(listed) if isinstance(listed, dict) else listed for name, listed in tables.items()}


def cost(case: Case) -> float:
    """What the best plan of a sound case costs.

    Raises:
        AssertionError: the case has errors, or no plan.
    """
    errors = [finding.message for finding in check(case) if finding.is_error]
    assert errors == []
    facts = gather(case)
    ending = Session(arrays_of(build(facts, grow(facts)).program), threads=1).solve(Watch(never), seconds=60)
    assert ending.objective is not None
    return ending.objective
