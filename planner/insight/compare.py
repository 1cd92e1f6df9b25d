"""Decides what a comparison holds: what was entered differently, and what the plans do and cost differently."""

from __future__ import annotations

from dataclasses import dataclass

from planner.insight.compare_inputs import InputChange, compare_inputs
from planner.insight.compare_plans import PlanChange, Terms, compare_plans
from planner.months import Month
from planner.plan.actions import Deed
from planner.plan.plan import Plan
from planner.tables import choices, supply
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
    plans = None
    if old_plan is not None and new_plan is not None:
        plans = compare_plans(old_plan, new_plan, _terms(old), _terms(new))
    return Comparison(compare_inputs(old, new), plans, old.settings.currency, new.settings.currency)


def _terms(case: Case) -> Terms:
    """What has begun before the start of a case, and how it discounts."""
    begun: list[tuple[Deed, str, Month | None]] = []
    begun += [(Deed.QUALIFY, one.qualification, one.started_month) for one in case.read(supply.Qualification)]
    begun += [(Deed.REDESIGN, one.redesign, one.started_month) for one in case.read(choices.Redesign)]
    begun += [(Deed.CONTRACT, one.contract, one.signed_month) for one in case.read(supply.Contract)]
    settings = case.settings
    before = {
        (deed.value, name): month for deed, name, month in begun if month is not None and month < settings.start_month
    }
    return Terms(before, settings.discount_rate)
