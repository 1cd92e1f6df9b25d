"""Decides how findings, progress and an answer read on a terminal, as lines for people and objects for programs."""

from __future__ import annotations

import math
from collections.abc import Iterable

from planner.events import Event, Phase, Progress, Share
from planner.plan.answer import Answer
from planner.plan.plan import Plan
from planner.report.words import share
from planner.tables.case import Case
from planner.tables.finding import Finding
from planner.tables.results import DecisionLine, NodeLine

_VERBS = {"qualify": "Qualify", "redesign": "Start redesign", "contract": "Sign"}
_MOST_NAMED = 3  # scenarios named on one line


def finding_line(finding: Finding) -> str:
    """``error  Items!C4  The item …``, on one line."""
    place = f"{finding.place}  " if finding.place else ""
    return f"{finding.severity.value}  {place}{finding.message}"


def count_line(findings: Iterable[Finding]) -> str:
    """``2 errors, 1 warning``, or that there is nothing to mend."""
    listed = list(findings)
    errors = sum(finding.is_error for finding in listed)
    warnings = len(listed) - errors
    parts = [_counted(errors, "error")] if errors else []
    parts += [_counted(warnings, "warning")] if warnings else []
    return ", ".join(parts) if parts else "Nothing to mend."


def event_line(event: Event) -> str | None:
    """What to show of an event; None for one that is not for a terminal."""
    match event:
        case Phase():
            return f"{event.words} …"
        case Share():
            return f"{event.done:,} of {event.total:,} {event.words}"
        case Progress():
            best = "no plan yet" if event.best is None else f"best {event.best:,.0f}"
            gap = "" if event.gap is None else f", gap {_percent(event.gap)}"
            return f"{event.seconds:.0f} s: {best}{gap}"
        case _:
            return None


def answer_object(answer: Answer) -> dict[str, object]:
    """The answer for another program; a figure that does not exist is None."""
    plan = answer.plan
    scenarios = {node.node: list(node.scenarios) for node in plan.nodes} if plan is not None else {}
    return {
        "status": answer.status.value,
        "objective": _finite(answer.objective),
        "expected_cost": _finite(answer.expected_cost),
        "cvar": _finite(answer.cvar),
        "worst_cost": _finite(answer.worst_cost),
        "bound": _finite(answer.bound),
        "gap": _finite(answer.gap),
        "seconds": _finite(answer.seconds),
        "fingerprint": answer.fingerprint or None,
        "scenario_costs": {line.scenario: _finite(line.cost) for line in plan.scenario_costs} if plan else {},
        "decisions": [
            {
                "node": line.node,
                "month": str(line.month),
                "kind": line.kind,
                "name": line.name,
                "scenarios": scenarios[line.node],
            }
            for line in (plan.decisions if plan else ())
        ],
        "message": answer.message,
        "clashes": list(answer.clashes),
    }


def findings_object(findings: Iterable[Finding]) -> dict[str, object]:
    """The findings for another program; a place that does not exist is None."""
    listed = [
        {
            "severity": finding.severity.value,
            "rule": finding.rule,
            "sheet": finding.sheet or None,
            "cell": finding.cell or None,
            "message": finding.message,
        }
        for finding in findings
    ]
    return {"findings": listed}


_THESE_CLASH = "These clash; it is enough that one of them gives:"


def answer_lines(answer: Answer, case: Case) -> list[str]:
    """The whole answer: how it ended, what it costs, what to do now and what later.

    Args:
        answer: of the case.
        case: for its currency, its tail level and its start.
    """
    lines = [answer.message]
    lines += [_THESE_CLASH] if len(answer.clashes) > 1 else []
    lines += [f"  {clash}" for clash in answer.clashes]
    if answer.plan is None:
        return lines
    lines += ["", *_figures(answer, answer.plan, case)]
    first_nodes = {node.node for node in answer.plan.nodes if node.parent is None}
    lines += ["", *_now(answer.plan, first_nodes, case)]
    later = _later(answer.plan, first_nodes)
    return [*lines, "", "Later", *later] if later else lines


def _figures(answer: Answer, plan: Plan, case: Case) -> list[str]:
    settings = case.settings
    tail = f"Mean of the worst {100 * (1 - settings.cvar_level):g} %"
    worst = max(plan.scenario_costs, key=lambda line: line.cost).scenario if plan.scenario_costs else ""
    rows: list[tuple[str, float | None, str]] = [
        ("Expected cost", answer.expected_cost, ""),
        (tail, answer.cvar, ""),
        ("Worst scenario", answer.worst_cost, worst),
        ("Weighted objective", answer.objective, f"weight of the tail {share(plan.risk_weight)}"),
        ("No plan costs less than", answer.bound, "" if answer.gap is None else f"gap {_percent(answer.gap)}"),
    ]
    shown = [(words, _money(value, settings.currency), note) for words, value, note in rows]
    wide = max(len(words) for words, _, _ in shown)
    figure = max(len(value) for _, value, _ in shown)
    lines = [f"{words:<{wide}}  {value:>{figure}}  {note}".rstrip() for words, value, note in shown]
    return [*lines, f"{'Time':<{wide}}  {f'{answer.seconds:,.1f} s':>{figure}}"]


def _now(plan: Plan, first_nodes: set[int], case: Case) -> list[str]:
    """What to do in the first month; with several first nodes each line says in which scenarios."""
    nodes = {node.node: node for node in plan.nodes}

    def where(node: int) -> str:
        return f"  ({_scenarios(nodes[node])})" if len(first_nodes) > 1 else ""

    lines = [
        f"  {_VERBS.get(line.kind, line.kind)} {line.name}{where(line.node)}"
        for line in plan.decisions
        if line.node in first_nodes
    ]
    lines += [
        f"  Order {_amount(line.quantity)} × {line.item} from {line.supplier}, "
        f"{_money(line.cost, case.settings.currency)}, to arrive {line.arrives.words()}{where(line.node)}"
        for line in plan.orders
        if line.node in first_nodes
    ]
    return [f"Now, {case.settings.start_month.words()}", *(lines or ["  Nothing to order, start or sign."])]


def _later(plan: Plan, first_nodes: set[int]) -> list[str]:
    """Starts and signatures after the first month, each with the scenarios it is for."""
    nodes = {node.node: node for node in plan.nodes}
    listed = sorted(
        (line for line in plan.decisions if line.node not in first_nodes),
        key=lambda line: (line.month.ordinal, line.node),
    )
    return [_later_line(line, nodes[line.node], len(plan.scenario_costs)) for line in listed]


def _later_line(line: DecisionLine, node: NodeLine, all_scenarios: int) -> str:
    condition = "" if len(node.scenarios) == all_scenarios else f", if {_scenarios(node)}"
    return f"  {line.month.words()}{condition}: {_VERBS.get(line.kind, line.kind)} {line.name}"


def _scenarios(node: NodeLine) -> str:
    named = list(node.scenarios[:_MOST_NAMED])
    more = len(node.scenarios) - len(named)
    return " or ".join(named) + (f" or {more} more" if more else "")


def _finite(value: float | None) -> float | None:
    return value if value is not None and math.isfinite(value) else None


def _counted(count: int, word: str) -> str:
    return f"{count:,} {word}{'' if count == 1 else 's'}"


def _amount(quantity: float) -> str:
    return f"{quantity:,.0f}" if float(quantity).is_integer() or quantity >= 1000 else f"{quantity:,.4g}"


def _percent(share: float) -> str:
    return f"{100 * share:.2f} %"


def _money(value: float | None, currency: str) -> str:
    return "unknown" if value is None else f"{value:,.0f} {currency}"
