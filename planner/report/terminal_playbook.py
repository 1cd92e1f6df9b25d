"""Decides how a playbook reads on a terminal, as sentences for people and as one object for programs."""

from __future__ import annotations

from collections.abc import Sequence

from planner.plan.plan import Plan
from planner.report.listing import sentence
from planner.report.plain import plain
from planner.report.playbook import Playbook
from planner.report.words import share


def playbook_object(told: Playbook, plan: Plan, currency: str) -> dict[str, object]:
    """A playbook for another program.

    Returns:
        ``fingerprint`` of the case; ``currency``; ``always``: what is done now, as sentences; ``branches``, each with
        ``node`` of the plan, ``month``, ``number`` (of the month, from 1), ``situation``, ``trigger``, ``scenarios``,
        ``chance`` (once the situation is given), ``probability`` (seen from the start), ``actions``, ``act_by``,
        ``act_within`` (days; null where nothing else is to be done than otherwise), and ``month_late``: what it costs
        to act a month late when this comes, null where that was not computed, as for the ``likeliest`` way.
    """
    return {"fingerprint": plan.fingerprint, "currency": currency, **_fields(told)}


def _fields(told: Playbook) -> dict[str, object]:
    found = plain(told)
    assert isinstance(found, dict)
    return found


def playbook_lines(told: Playbook, currency: str) -> list[str]:
    """A playbook as sentences: what is done whatever comes, then what becomes known, and what is done then."""
    lines = ["Whatever comes", *_listed(told.always)]
    if not told.branches:
        lines += ["", "There is one scenario only: nothing else to wait for."]
    for one in told.branches:
        lines += ["", *sentence(f"{one.month.words()} (month {one.number}): {one.trigger}")]
        known = f" {one.situation[:1].upper()}{one.situation[1:]}." if one.situation else ""
        lines += _wrapped(f"{share(one.chance)} likely then, {share(one.probability)} seen from today.{known}")
        lines += _wrapped(f"{one.urgency} {one.price(currency)}")
        lines += _listed(one.actions)
    return lines


def _listed(sentences: Sequence[str]) -> list[str]:
    return [line for words in sentences for line in sentence(words, "  - ", "    ")]


def _wrapped(words: str) -> list[str]:
    return sentence(words, "  ", "  ")
