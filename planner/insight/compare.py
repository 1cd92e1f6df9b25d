"""Decides what a comparison holds: what was entered differently, and what the plans do and cost differently."""

from __future__ import annotations

from dataclasses import dataclass

from planner.insight.compare_inputs import InputChange, compare_inputs
from planner.insight.compare_plans import PlanChange, compare_plans
from planner.plan.plan import Plan
from planner.tables.case import Case


@dataclass(frozen=True, slots=True)
class Comparison:
    """How two cases, and their plans where there are any, differ.

    Attributes:
        inputs: what was entered differently.
        plans: what the plans do and cost differently; None where one of them is missing.
        currency_old, currency_new: in which the money of each is.
    """

    inputs: tuple[InputChange, ...]
    plans: PlanChange | None
    currency_old: str
    currency_new: str


def compare(old: Case, new: Case, old_plan: Plan | None = None, new_plan: Plan | None = None) -> Comparison:
    """Compare two cases and their plans. For two plans of one case give the case twice."""
    plans = None if old_plan is None or new_plan is None else compare_plans(old_plan, new_plan)
    return Comparison(compare_inputs(old, new), plans, old.settings.currency, new.settings.currency)
