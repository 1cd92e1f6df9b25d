"""Decides how comparisons are told in sentences: the plan beside other ways to carry on, weights, and two plans."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from planner.insight.baselines import Baseline
from planner.insight.compare import Comparison
from planner.insight.compare_inputs import InputChange
from planner.insight.compare_plans import Begun, OrderChange, PlanChange, StartChange
from planner.insight.frontier import Point
from planner.insight.policies import Policy
from planner.months import Month
from planner.plan.actions import Deed
from planner.report.figure_frontier import frontier_finding
from planner.report.words import counted, day, listed, money, months_between, quantity, share, signed_money
from planner.tables.case import Case
from planner.tables.column import Value

KINDS = {Deed.QUALIFY: "qualification", Deed.REDESIGN: "redesign", Deed.CONTRACT: "contract"}

_DOING = {
    Policy.CARRY_ON: "carrying on",
    Policy.STOCK_UP: "stocking up",
    Policy.DIVERSIFY: "diversifying only",
    Policy.RECOMMENDED: "the recommended plan",
}
MEANING = {
    Policy.CARRY_ON: "no new start; cover as today",
    Policy.STOCK_UP: "no new start; stock as pays",
    Policy.DIVERSIFY: "no redesign; at most today's cover",
    Policy.RECOMMENDED: "everything the case allows",
}
"""What each way to carry on may do, in words."""

_LITTLE = 0.5
"""Money below which a difference is none."""

_MOST = 3
"""Things told of each kind; the tables tell all."""


def ways_told(case: Case, told: Sequence[Baseline]) -> tuple[str, ...]:
    """The recommended plan beside other ways to carry on: first what it saves, then what may be regretted."""
    currency = case.settings.currency
    own = next((one for one in told if one.policy is Policy.RECOMMENDED and one.plan is not None), None)
    if own is None:
        return ("There is no recommended plan to compare with.",)
    others = [one for one in told if one is not own]
    words = [_beside(own, one, currency) for one in others if one.plan is not None]
    words += [_without_plan(one) for one in others if one.plan is None]
    if any(one.plan is not None for one in others):
        words.append(_regret(own, [one for one in others if one.plan is not None], currency))
        words.append(_how_known(own, case))
    return tuple(words)


def _beside(own: Baseline, other: Baseline, currency: str) -> str:
    """``The recommended plan costs USD 1.2 M less than carrying on, on average; in the worst scenario …``"""
    assert own.expected_cost is not None
    assert other.expected_cost is not None
    assert own.worst_cost is not None
    assert other.worst_cost is not None
    average = own.expected_cost - other.expected_cost
    worst = own.worst_cost - other.worst_cost
    first = f"The recommended plan costs {_apart(average, currency)} {_DOING[other.policy]}, on average"
    if len(own.scenarios) < 2:
        return f"{first}."
    worst_of = [max(one.scenarios, key=lambda row: row.cost).scenario for one in (other, own)]
    same = f"in the worst scenario (“{worst_of[0]}”)"
    where = same if worst_of[0] == worst_of[1] else "in the worst scenario of each"
    return f"{first}; {where}, {_apart_alone(worst, currency)}."


def _without_plan(one: Baseline) -> str:
    why = f": {listed(one.clashes)} cannot be kept" if one.clashes else f" ({one.status.value.replace('_', ' ')})"
    return f"For {_DOING[one.policy]} there is no plan{why}."


def _regret(own: Baseline, others: Sequence[Baseline], currency: str) -> str:
    """How much dearer each may turn out than the cheapest of them."""
    most = max(others, key=lambda one: one.worst_regret or 0.0)
    where = max(most.scenarios, key=lambda row: row.regret).scenario
    other = (
        f"{_DOING[most.policy]} may cost {money(most.worst_regret or 0.0, currency)} more than the cheapest "
        f"(if “{where}” comes)"
    )
    if max(own.worst_regret or 0.0, most.worst_regret or 0.0) < _LITTLE:
        return "Whatever comes, each of these ways costs as much as the recommended plan."
    if (own.worst_regret or 0.0) < _LITTLE:
        return f"Whatever comes, none of these ways is cheaper than the recommended plan; {other}."
    worst = max(own.scenarios, key=lambda row: row.regret)
    return (
        f"With hindsight the recommended plan is at most {money(worst.regret, currency)} dearer than the cheapest of "
        f"these ways (if “{worst.scenario}” comes); {other}."
    )


def _how_known(own: Baseline, case: Case) -> str:
    """What the figures are worth."""
    weight = own.plan.risk_weight if own.plan is not None else case.settings.risk_weight
    if weight <= 0:
        return "Every way was planned anew for the lowest expected cost and judged on the same scenarios."
    tail = share(1 - case.settings.cvar_level)
    return (
        f"Every way was planned anew with the same care for the worst {tail} of the odds (weight {share(weight)}) and "
        "judged on the same scenarios."
    )


def weights_told(case: Case, told: Sequence[Point]) -> tuple[str, ...]:
    """What safety costs: the two ends first, then where this case stands."""
    words = [f"{frontier_finding(case, told)}."]
    if len(told) < 2:
        return tuple(words)
    currency, asked = case.settings.currency, case.settings.risk_weight
    cheap = min(told, key=lambda one: (one.expected_cost, one.cvar))
    safe = min(told, key=lambda one: (one.cvar, one.expected_cost))
    more, less = safe.expected_cost - cheap.expected_cost, cheap.cvar - safe.cvar
    if more >= _LITTLE and less >= _LITTLE:
        words.append(
            f"Each {currency} more spent on average takes {currency} {quantity(less / more)} off the cost of the worst "
            f"{share(1 - case.settings.cvar_level)} of the odds."
        )
    nearest = min(told, key=lambda one: abs(one.risk_weight - asked))
    words.append(
        f"This case asks for a weight of {share(asked)}; at {share(nearest.risk_weight)} the plan costs "
        f"{money(nearest.expected_cost, currency)} on average and {money(nearest.cvar, currency)} if it goes badly."
    )
    beaten = [share(one.risk_weight) for one in told if one.dominated]
    if beaten:
        words.append(
            f"The plan found for {listed([f'weight {one}' for one in beaten])} is no better than another in both: it "
            "is within what planning leaves open, and not on the line."
        )
    return tuple(words)


def plan_named(name: str, made: datetime, expected_cost: float, currency: str) -> str:
    """What a plan is called in a list: ``Plan of 22 Nov 2026, 14:05 (USD 22.5 M expected)``, at the time made."""
    return f"{name} of {day(made.date())}, {made:%H:%M} ({money(expected_cost, currency)} expected)"


def plans_told(told: Comparison) -> tuple[str, ...]:
    """How two plans, or two cases, differ: the money first, then what is done, then what was entered."""
    plans = told.plans
    if plans is None:
        return (_entered(told.inputs), "Where one of the two has no plan, only what was entered can be compared.")
    if alike(told):
        return ("Nothing differs: the same was entered, and both plans do the same at the same cost.",)
    words = [_cost(plans, told)]
    words += [one for one in (_terms(plans, told), _where(plans, told)) if one]
    words += [one for one in (_first_orders(plans), _starts(plans)) if one]
    if not plans.orders and not plans.starts and plans.first is not None:
        words.append("Both plans order and start the same.")
    return (*words, _entered(told.inputs))


def alike(told: Comparison) -> bool:
    """Whether nothing differs: nothing entered, done or paid."""
    plans = told.plans
    if told.inputs or plans is None:
        return False
    paid = [(plans.expected_old, plans.expected_new), (plans.cvar_old, plans.cvar_new)]
    paid += [(plans.worst_old, plans.worst_new)]
    paid += [(one.old, one.new) for one in plans.scenarios if one.old is not None and one.new is not None]
    same = all(abs(new - old) < _LITTLE for old, new in paid)
    return same and plans.same_months and not (plans.orders or plans.starts or plans.stocks)


def _cost(plans: PlanChange, told: Comparison) -> str:
    old, new = money(plans.expected_old, told.currency_old), money(plans.expected_new, told.currency_new)
    if told.currency_old != told.currency_new:
        return f"The new plan costs {new} on average, the old one {old}: different currencies."
    if plans.shared:
        return _in_shared_months(plans, told)
    apart = plans.expected_new - plans.expected_old
    if abs(apart) < _LITTLE:
        first = f"Both plans cost {new} on average"
    else:
        first = f"The new plan costs {_apart(apart, told.currency_new)} the old one on average ({new}, not {old})"
    if not plans.same_months:
        return f"{first}; they cover different months, so their costs are of different spans."
    tail = plans.cvar_new - plans.cvar_old
    return f"{first}; if it goes badly, {_apart_alone(tail, told.currency_new)}."


def _in_shared_months(plans: PlanChange, told: Comparison) -> str:
    """What plans of different months cost in those that both cover."""
    assert plans.first is not None and plans.last is not None
    old, new = (sum(getattr(one, which) for one in plans.shared) for which in ("old", "new"))
    currency, span = told.currency_new, months_between([plans.first, plans.last])
    both = f"{money(new, currency)}, not {money(old, currency)}"
    first = f"{span[0].upper()}{span[1:]}, the months both cover, the new plan costs"
    return f"{first} {_apart(new - old, currency)} the old one on average ({both}, discounted to the first of them)."


def _terms(plans: PlanChange, told: Comparison) -> str:
    if told.currency_old != told.currency_new:
        return ""
    apart = sorted(plans.shared or plans.costs, key=lambda one: -abs(one.new - one.old))[:_MOST]
    words = [
        f"{term_in_words(one.term)} {signed_money(one.new - one.old, told.currency_new)}"
        for one in apart
        if abs(one.new - one.old) >= _LITTLE
    ]
    return f"Most of the difference: {listed(words)}." if words else ""


def term_in_words(term: str) -> str:
    """The name of a cost term: ``closing credit``."""
    return term.replace("_", " ")


def _where(plans: PlanChange, told: Comparison) -> str:
    """In how many scenarios the new plan is dearer or cheaper."""
    both = [one for one in plans.scenarios if one.old is not None and one.new is not None]
    if len(both) < 2 or told.currency_old != told.currency_new or not (plans.same_months or plans.shared):
        return ""
    apart = [(one.scenario, (one.new or 0.0) - (one.old or 0.0)) for one in both]
    dearer = [one for one in apart if one[1] >= _LITTLE]
    cheaper = [one for one in apart if one[1] <= -_LITTLE]
    if not dearer and not cheaper:
        return "Every scenario costs the same."
    name, most = max(apart, key=lambda one: abs(one[1]))
    if len(cheaper) == len(both) or len(dearer) == len(both):
        counts = f"It is {'cheaper' if cheaper else 'dearer'} in every scenario"
    else:
        told_in = [f"{word} in {len(one)}" for word, one in (("cheaper", cheaper), ("dearer", dearer)) if one]
        counts = f"Of {counted(len(both), 'scenario')} it is {listed(told_in)}"
    return f"{counts}; most in “{name}” ({signed_money(most, told.currency_new)})."


def _first_orders(plans: PlanChange) -> str:
    """What is ordered differently at once, else at all."""
    if not plans.orders or plans.first is None:
        return ""
    now = [one for one in plans.orders if abs(one.first_new - one.first_old) > 1e-6 * max(1.0, one.first_old)]
    if not now:
        return f"Orders of {plans.first.words()} stay; later ones differ for {_pairs(plans.orders)}."
    told = [_order(one) for one in now[:_MOST]]
    rest = f"; {_more(len(now), 'order')}" if len(now) > _MOST else ""
    return f"In {plans.first.words()}: {'; '.join(told)}{rest}."


def _order(one: OrderChange) -> str:
    apart = one.first_new - one.first_old
    who = f"{one.item} from {one.supplier}"
    if one.first_old <= 0:
        return f"order {quantity(one.first_new)} of {who}, which the old plan does not"
    if one.first_new <= 0:
        return f"no longer order {quantity(one.first_old)} of {who}"
    return f"order {quantity(abs(apart))} {'more' if apart > 0 else 'fewer'} of {who}"


def _pairs(orders: Sequence[OrderChange]) -> str:
    names = [f"{one.item} from {one.supplier}" for one in orders[:_MOST]]
    rest = [f"{len(orders) - _MOST:,} more"] if len(orders) > _MOST else []
    return listed([*names, *rest])


def _starts(plans: PlanChange) -> str:
    if not plans.starts:
        return ""
    told = [_start(one) for one in by_month(plans.starts)[:_MOST]]
    rest = f"; {_more(len(plans.starts), 'start')}" if len(plans.starts) > _MOST else ""
    return f"Starts: {'; '.join(told)}{rest}."


def _more(number: int, word: str) -> str:
    """``1 more order differs``: of those that are not told."""
    left = number - _MOST
    return f"{counted(left, f'more {word}')} {'differs' if left == 1 else 'differ'}"


def _start(one: StartChange) -> str:
    name = f"{KINDS[one.deed]} “{one.name}”"
    return f"{name} {begun(one.new)} instead of {begun(one.old)}"


def by_month(starts: Sequence[StartChange]) -> list[StartChange]:
    """Starts by the first month in which either plan makes them."""

    def first(one: StartChange) -> Month:
        return min(begun.month for begun in (one.old, one.new) if begun is not None)

    return sorted(starts, key=first)


def begun(one: Begun | None) -> str:
    """When something starts: ``Jan 2027 (20 % likely)``, or ``never``."""
    if one is None:
        return "never"
    sure = one.probability > 1 - 1e-9
    return one.month.words() if sure else f"{one.month.words()} ({share(one.probability)} likely)"


def entered(value: Value) -> str:
    """A value somebody entered, in words."""
    match value:
        case None:
            return "blank"
        case Month():
            return value.words()
        case float():
            return f"{value:,.10g}"
        case tuple():
            return "; ".join(value) or "blank"
        case _:
            return str(value)


def _entered(changes: Sequence[InputChange]) -> str:
    if not changes:
        return "What was entered is the same."
    tables = list(dict.fromkeys(one.table_title for one in changes))
    shown = [f"“{one}”" for one in tables[:_MOST]]
    rest = [counted(len(tables) - _MOST, "other table")] if len(tables) > _MOST else []
    return f"What was entered: {counted(len(changes), 'difference')}, in {listed([*shown, *rest])}."


def _apart(amount: float, currency: str) -> str:
    """``USD 1.2 M less than``, to stand before what it is compared with."""
    if abs(amount) < _LITTLE:
        return "as much as"
    return f"{money(abs(amount), currency)} {'more' if amount > 0 else 'less'} than"


def _apart_alone(amount: float, currency: str) -> str:
    if abs(amount) < _LITTLE:
        return "as much"
    return f"{money(abs(amount), currency)} {'more' if amount > 0 else 'less'}"
