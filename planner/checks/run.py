"""Decides which rules a case is put to and in which order: cells and links first, sense when those are sound."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeVar

from planner.checks import (
    cells,
    free_names,
    links,
    sense_bill,
    sense_events,
    sense_items,
    sense_limits,
    sense_months,
    sense_offers,
    sense_orders,
    sense_reach,
    sense_redesigns,
    sense_start,
    sense_suppliers,
    sense_supply,
    sense_terms,
    sense_tree,
)
from planner.checks.joined import Foreseen, Joined
from planner.checks.rule import Rule
from planner.checks.sight import Sight
from planner.facts.gather import gather
from planner.reference.library import Library
from planner.scenarios.grow import grow
from planner.tables.case import Case
from planner.tables.finding import Finding
from planner.tables.inputs import INPUTS

S = TypeVar("S")

OF_CELLS: tuple[Rule[Sight], ...] = (*cells.RULES, *links.RULES, *free_names.RULES)
"""Asked of every case."""

OF_ROWS: tuple[Rule[Sight], ...] = (
    *sense_months.RULES,
    *sense_bill.RULES,
    *sense_items.RULES,
    *sense_orders.RULES,
    *sense_suppliers.RULES,
    *sense_offers.RULES,
    *sense_terms.RULES,
    *sense_redesigns.RULES,
    *sense_events.RULES,
    *sense_limits.RULES,
)
"""Asked when cells and links are sound."""

OF_SUPPLY: tuple[Rule[Joined], ...] = (*sense_supply.RULES, *sense_reach.RULES, *sense_start.RULES)
"""Asked when the rows make sense: they look at the case joined."""

OF_TREE: tuple[Rule[Foreseen], ...] = sense_tree.RULES
"""Asked last, when asked for: they look at the scenario tree."""

RULES: tuple[Rule[Any], ...] = (*OF_CELLS, *OF_ROWS, *OF_SUPPLY, *OF_TREE)
"""Every rule, in the order they are run."""


def check(case: Case, *, sense: bool = True, deep: bool = True, library: Library | None = None) -> tuple[Finding, ...]:
    """Everything that is wrong or odd in a case, from whatever source it comes.

    Args:
        case: any case; it is not changed.
        sense: ask whether the case makes sense too, not only its cells and links.
        deep: also run the rules that need the scenario tree, which takes longer to grow than all others to run.
        library: the reference library; read from its files when needed and not given.

    Returns:
        The findings by table in the order of the case, then by row, errors first.
    """
    sight = Sight(case, library)
    found = _run(OF_CELLS, sight)
    sense = sense and _sound(found)
    if sense:
        found += _run(OF_ROWS, sight)
    if sense and _sound(found):
        facts = gather(case, sight.library_composition)
        found += _run(OF_SUPPLY, Joined(sight, facts))
        if deep:
            found += _run(OF_TREE, Foreseen(sight, facts, grow(facts)))
    return tuple(sorted(found, key=_order))


def _run(rules: Iterable[Rule[S]], sight: S) -> list[Finding]:
    return [finding for rule in rules for finding in rule.findings(sight)]


def _sound(found: Iterable[Finding]) -> bool:
    return not any(finding.is_error for finding in found)


def _order(finding: Finding) -> tuple[int, int, bool, int]:
    """By table, row (what concerns no row first), errors first, then by column."""
    row = -1 if finding.row is None else finding.row
    table = _TABLES.get(finding.table)
    if table is None:
        return -1, row, not finding.is_error, 0
    columns = [column.id for column in INPUTS[table].columns]
    return table, row, not finding.is_error, columns.index(finding.field) if finding.field in columns else -1


_TABLES = {one.id: place for place, one in enumerate(INPUTS)}
