"""Decides that leaving an action out, or moving it by a month, costs what it costs by hand, however much is held."""

from __future__ import annotations

import math

import pytest

from planner.errors import UserError
from planner.events import Stopped, never
from planner.insight.asking import Asking
from planner.insight.without import Worth, worth
from planner.plan.actions import actions
from planner.solve.chosen import Freedom
from planner.solve.options import Options
from planner.steps import plan
from planner.tables.case import Case
from tests.planner.insight.asked import asking
from tests.planner.insight.test_baselines import halt

EXACT = Options(gap=0.0)


def worths(case: Case) -> list[Worth]:
    ask = asking(case)
    return [worth(ask, action) for action in actions(ask.plan)]


def test_without_its_approval_the_plan_must_stock_up(freedom: Freedom) -> None:
    """700 for stock alone instead of 630: ``test_baselines``."""
    (one,) = worths(halt())
    assert one.without.more.value == pytest.approx(70)
    assert one.without.freedom is freedom
    assert one.without.possible


def test_a_month_later_needs_a_month_more_of_stock(freedom: Freedom) -> None:
    """Forty bought in the second month, thirty kept: 620 when nothing happens, 740 when the licences stop."""
    (one,) = worths(halt())
    assert one.later.more.value == pytest.approx((620 + 740) / 2 - 630)
    assert one.later.freedom is freedom


def test_a_month_earlier_is_paid_for_whatever_happens(freedom: Freedom) -> None:
    """Twenty bought in the second month, ten kept, 100 for the approval: 620 or 680."""
    (one,) = worths(halt())
    assert one.earlier is not None
    assert one.earlier.more.value == pytest.approx((620 + 680) / 2 - 630)


def test_without_the_first_order_ten_drives_are_lost(freedom: Freedom) -> None:
    """A later order of the same size does not bring them back."""
    first = worths(halt(stock=()))[0]
    assert first.without.more.value == pytest.approx(1000 - 100)
    assert first.later.more.value == pytest.approx(1000 - 100)
    assert first.earlier is None
    assert first.without.freedom is freedom


def test_what_may_not_start_later_cannot(freedom: Freedom) -> None:
    """The contract must be signed in the first month; it saves 4 on each of ten magnets a month, for a fee of 100."""
    signed = halt(
        stock=(),
        contracts=[
            {
                "contract": "Offtake",
                "offer": "Ganzhou | Magnet",
                "sign_by": 0,
                "from_month": 0,
                "to_month": 5,
                "per_month": 10,
                "price": 6,
                "fee": 10,
            }
        ],
        scenarios=(),
        events=(),
    )
    contract = next(one for one in worths(signed) if one.action.name == "Offtake")
    assert contract.later.more.value == math.inf
    assert not contract.later.possible
    assert contract.without.more.value == pytest.approx(6 * 10 * 4 - 10)


def test_what_the_limits_demand_cannot_be_left_out(freedom: Freedom) -> None:
    """Without Narva there is no way to buy a tenth of the value there."""
    told = halt(limits=[{"limit": "min_share", "value": 0.1, "supplier": "Narva"}, {"limit": "min_fill", "value": 0.5}])
    approval = next(one for one in worths(told) if one.action.name == "Narva approval")
    assert not approval.without.possible


def test_a_plan_of_older_data_is_not_asked() -> None:
    found = plan(halt(), EXACT).plan
    assert found is not None
    with pytest.raises(UserError, match="older"):
        Asking(halt(stock=()), found, EXACT, stopping=never, seconds=1.0)


def test_a_question_ends_when_the_user_wants_or_its_time_is_over() -> None:
    ask = asking(halt())
    stopped = Asking(halt(), ask.plan, EXACT, stopping=lambda: True, seconds=60.0)
    with pytest.raises(Stopped):
        worth(stopped, actions(ask.plan)[0])
    hurried = Asking(halt(), ask.plan, EXACT, stopping=never, seconds=0.0)
    assert worth(hurried, actions(ask.plan)[0]).without.more.value is None


def test_a_question_cut_short_leaves_the_next_one_its_time(freedom: Freedom) -> None:
    del freedom
    ask = asking(halt(), seconds=0.0)
    action = actions(ask.plan)[0]
    assert worth(ask, action).without.more.value is None
    ask.give(60.0)
    assert worth(ask, action).without.more.value == pytest.approx(70)
