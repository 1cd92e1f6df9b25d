"""Decides how the answers to "why" read on a terminal, as sentences for people and as one object for programs."""

from __future__ import annotations

from textwrap import wrap

from planner.insight.why import Why
from planner.plan.plan import Plan
from planner.report.because import Words, words_for
from planner.report.plain import plain

_WIDE = 100

YARDSTICK = (
    "All costs are the plan's own measure: expected cost, with the worst cases as heavy as the risk weight says."
)


def why_object(why: Why, plan: Plan, currency: str) -> dict[str, object]:
    """The answers for another program.

    Returns:
        ``fingerprint`` of the case; ``currency``; ``objective`` of the plan; ``scenarios``: their names, in the order
        of every ``by_scenario``; ``reasons``, each with ``words``: its sentences; and the fields of
        ``planner.insight.why.Why``, differences as ``value``, ``low`` and ``high``, null where unknown or impossible.
    """
    found = plain(why)
    assert isinstance(found, dict)
    scenarios = _scenarios(plan)
    words = Words(currency, plan.objective, scenarios)
    for told, reason in zip(found["reasons"], why.reasons, strict=True):
        told["words"] = [words.action(reason.action), *words.reason(reason)]
    return {"currency": currency, "objective": plan.objective, "scenarios": list(scenarios), **found}


def why_lines(why: Why, plan: Plan, currency: str) -> list[str]:
    """The answers as sentences, action by action."""
    lines = [*wrap(YARDSTICK, _WIDE)]
    for title, sentences in words_for(why, currency, plan.objective, _scenarios(plan)):
        lines += ["", *wrap(title, _WIDE)]
        for words in sentences:
            lines += wrap(words, _WIDE, initial_indent="  - ", subsequent_indent="    ")
    return lines


def _scenarios(plan: Plan) -> tuple[str, ...]:
    return tuple(line.scenario for line in plan.scenario_costs)
