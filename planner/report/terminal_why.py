"""Decides how the answers to "why" read on a terminal, as sentences for people and as one object for programs."""

from __future__ import annotations

from planner.insight.why import Why
from planner.plan.plan import Plan
from planner.report.because import Words, unanswered, words_for
from planner.report.listing import sentence
from planner.report.plain import plain
from planner.report.reasons import yardstick
from planner.report.words import counted


def why_object(why: Why, plan: Plan, currency: str) -> dict[str, object]:
    """The answers for another program.

    Returns:
        ``fingerprint`` of the case; ``currency``; ``objective`` of the plan; ``scenarios``: their names, in the order
        of every ``by_scenario``; ``unanswered``: how many questions got no full answer in the time given; ``reasons``,
        each with ``words``: its sentences; and the fields of ``planner.insight.why.Why``, differences as ``value``,
        ``low`` and ``high``, null where unknown or impossible.
    """
    found = plain(why)
    assert isinstance(found, dict)
    scenarios = _scenarios(plan)
    words = Words(currency, plan.objective, scenarios)
    for told, reason in zip(found["reasons"], why.reasons, strict=True):
        told["words"] = [words.action(reason.action), *words.reason(reason)]
    return {
        "currency": currency,
        "objective": plan.objective,
        "scenarios": list(scenarios),
        "unanswered": unanswered(why),
        **found,
    }


def why_lines(why: Why, plan: Plan, currency: str) -> list[str]:
    """The answers as sentences, action by action."""
    lines = sentence(yardstick(plan))
    for title, sentences in words_for(why, currency, plan.objective, _scenarios(plan)):
        lines += ["", *sentence(title)]
        for words in sentences:
            lines += sentence(words, "  - ", "    ")
    if open_ones := unanswered(why):
        number = counted(open_ones, "question")
        lines += ["", *sentence(f"{number} got no full answer in the time given; --seconds gives each of them more.")]
    return lines


def _scenarios(plan: Plan) -> tuple[str, ...]:
    return tuple(line.scenario for line in plan.scenario_costs)
