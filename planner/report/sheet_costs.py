"""Decides what the sheet Cost by scenario shows: what each future costs, of which parts, and what it delivers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from planner.plan.plan import Plan
from planner.report import book_charts
from planner.report.book_charts import Data
from planner.report.book_page import EXACT_SHARE, POINTS, SHARE, WHOLE, Field, Page, breadth
from planner.report.figure_costs import costs_finding, tail_shares
from planner.report.losses import losses
from planner.report.odds import odds_format
from planner.report.path import Nodes
from planner.report.words import share
from planner.tables.case import Case
from planner.tables.results import COST_TERMS, CostLine
from planner.tables.table import table_of

TITLE = "Cost by scenario"

_NAME, _NUMBER = 34.0, 14.0
_CENTIMETRES = (24.0, 10.0)  # of the chart, where the sheet is so wide


def add_costs(book: Any, case: Case, plan: Plan) -> None:
    """Add the sheet: scenarios, dearest first, and the parts of their costs, which add up."""
    currency, level = case.settings.currency, case.settings.cvar_level
    terms = [term for term in COST_TERMS if any(getattr(line, term) for line in plan.costs)]
    page = Page(book, TITLE, (_NAME, *(_NUMBER,) * max(5, 1 + len(terms))))
    tail = share(1 - level)
    page.heading(
        costs_finding(plan, currency),
        f"Discounted, in {currency}. The tail is the worst {tail} of the odds; the plan weighs its mean cost with "
        f"{share(plan.risk_weight)}, the expected cost with the rest.",
    )
    lines = sorted(plan.scenario_costs, key=lambda line: -line.cost)
    tails, delivered = tail_shares(plan, level), _delivered(case, plan)
    page.across("Scenarios", "section")
    likely = odds_format(line.probability for line in lines)
    fields = (
        Field("Scenario"),
        Field("Likely", likely),
        Field("Cost", WHOLE),
        Field("Above expected", WHOLE),
        Field("Of it in the tail", SHARE),
        Field("Demand delivered", EXACT_SHARE),
    )
    rows = page.table(
        fields,
        [
            (
                line.scenario,
                line.probability,
                line.cost,
                line.cost - plan.expected_cost,
                tails[line.scenario],
                delivered[line.scenario],
            )
            for line in lines
        ],
    )
    page.add(["Expected", 1.0, plan.expected_cost], ["total name", "total", "total"], ["", likely, WHOLE])
    page.add([f"Mean of the worst {tail}", None, plan.cvar], ["total name", "total", "total"], ["", "", WHOLE])
    page.blank()
    chart = book_charts.bars(
        page.sheet, Data(rows.header, rows.first, rows.last, 1, (3,)), costs_finding(plan, currency), currency
    )
    width, height = _CENTIMETRES
    book_charts.put(page.sheet, chart, 1, page.row + 1, min(width, 0.97 * breadth(page.widths) / POINTS), height)
    for _ in range(21):
        page.blank()
    _parts(page, plan, terms, [line.scenario for line in lines])
    page.print_on_paper(case.settings.name or TITLE)


def _parts(page: Page, plan: Plan, terms: Sequence[str], scenarios: Sequence[str]) -> None:
    """A row per scenario and one for the expected cost: the terms side by side, then their sum."""
    page.across("What the costs consist of", "section")
    titles = {one.id: one.title for one in table_of(CostLine).columns}
    nodes = Nodes(plan)
    by_node = {line.node: line for line in plan.costs}
    fields = [Field("Scenario"), *(Field(titles[term], WHOLE) for term in terms), Field("Together", WHOLE)]
    rows = []
    for name in scenarios:
        parts = [sum(getattr(by_node[node.node], term) for node in nodes.of_scenario(name)) for term in terms]
        rows.append((name, *parts, sum(parts)))
    page.table(fields, rows)
    expected = [sum(nodes.probability(line.node) * getattr(line, term) for line in plan.costs) for term in terms]
    numbers = len(terms) + 1
    page.add(["Expected", *expected, sum(expected)], ["total name", *["total"] * numbers], ["", *[WHOLE] * numbers])


def _delivered(case: Case, plan: Plan) -> dict[str, float]:
    """By scenario the share of all products wanted that is delivered; 1 where nothing is wanted."""
    wanted: dict[str, float] = {}
    missed: dict[str, float] = {}
    for one in losses(case, plan):
        wanted[one.scenario] = wanted.get(one.scenario, 0.0) + one.wanted
        missed[one.scenario] = missed.get(one.scenario, 0.0) + one.missed
    return {name: 1 - missed[name] / wanted[name] if wanted[name] else 1.0 for name in wanted}
