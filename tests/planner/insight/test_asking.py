"""Decides that questions about a plan share what they have in common, and say no more than is known when cut short."""

from __future__ import annotations

import math
from typing import Any

import highspy
import pytest

from planner.insight.asking import Asking, Difference
from planner.insight.margins import a_month_faster
from planner.insight.moves import as_planned, left_out
from planner.insight.near_best import near_best
from planner.insight.otherwise import otherwise
from planner.insight.solving import Estimate
from planner.insight.switching import premium
from planner.insight.without import worth
from planner.plan.actions import Action, actions
from planner.solve.carried import carried
from planner.solve.chosen import Freedom, Scope
from planner.solve.own import Own
from planner.solve.session import Ending, How, Session
from tests.planner.insight.asked import asking
from tests.planner.insight.test_baselines import halt
from tests.planner.insight.test_near_best import two_rotors


def the_action(ask: Asking) -> Action:
    (one,) = actions(ask.plan)
    return one


def counted(ask: Asking, monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """Hear every solve."""
    heard: list[Any] = []
    asked = Asking.ask

    def hearing(self: Asking, *what: Any, **how: Any) -> Any:
        heard.append(what)
        return asked(self, *what, **how)

    begin = Own.begin

    def beginning(self: Own, scope: Scope) -> Any:
        heard.append((self, scope))
        return begin(self, scope)

    monkeypatch.setattr(Asking, "ask", hearing)
    monkeypatch.setattr(Own, "begin", beginning)
    return heard


def test_what_three_questions_are_compared_with_is_solved_once(
    freedom: Freedom, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without, earlier and later, and the plan as it is: four solves, not six."""
    del freedom
    ask = asking(halt())
    heard = counted(ask, monkeypatch)
    worth(ask, the_action(ask))
    assert len(heard) == 4


def hold_all_starts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("planner.solve.whatif.SMALL_ENOUGH", -1)
    monkeypatch.setattr("planner.solve.whatif.STARTS_FREE", -1)


def test_what_is_cut_short_is_known_to_cost_at_least_so_much(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without its approval the plan costs 70 more; cut short where the solver stood at 40 more, it is at least that."""
    hold_all_starts(monkeypatch)
    ask = asking(halt())
    whatif, action = ask.own(), the_action(ask)
    ask.begin()
    bounds, planned, scope = left_out(whatif, action), as_planned(whatif, action), ask.scope(action)
    assert ask.compare(whatif, bounds, planned, scope).more.value == pytest.approx(70)
    stood = ask.standing(whatif, planned, scope).objective
    assert stood is not None
    monkeypatch.setattr(Session, "solve", lambda *of, **how: Ending(How.TIME, None, None, None))
    monkeypatch.setattr(Session, "at_least", lambda of: stood + 40)
    cut = ask.compare(whatif, bounds, planned, scope).more
    assert (cut.value, cut.high) == (None, math.inf)
    assert cut.low == pytest.approx(40)


def test_asked_no_farther_than_is_wanted_a_difference_is_never_told_too_high(monkeypatch: pytest.MonkeyPatch) -> None:
    hold_all_starts(monkeypatch)
    ask = asking(halt())
    whatif, action = ask.own(), the_action(ask)
    ask.begin()
    bounds, planned, scope = left_out(whatif, action), as_planned(whatif, action), ask.scope(action)
    cut = ask.compare(whatif, bounds, planned, scope, enough=30.0).more
    assert 30 - 1e-3 <= cut.low <= 70 + 1e-6
    assert cut.value is None or cut.value == pytest.approx(70)


def test_doing_otherwise_is_the_lesser_of_never_and_a_month_later(monkeypatch: pytest.MonkeyPatch) -> None:
    """A redesign for 498 saves 500: never costs 2 more, a month later 98 more."""
    hold_all_starts(monkeypatch)
    ask = asking(two_rotors(498, 700))
    whatif = ask.own()
    action = next(one for one in actions(ask.plan) if one.name == "Lean")
    ask.begin()
    what = (ask, whatif, action, as_planned(whatif, action), ask.scope(action))
    assert otherwise(*what).more.value == pytest.approx(2)


def test_of_two_ways_the_cheaper_is_not_told_as_the_least_while_the_other_may_cost_less(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ask = asking(two_rotors(498, 700))
    whatif = ask.own()
    action = next(one for one in actions(ask.plan) if one.name == "Lean")

    def told(*found: Estimate) -> Estimate:
        answers = iter(found)  # a month later, then never
        monkeypatch.setattr(ask, "compare", lambda *of, **how: Difference(next(answers), Freedom.ORDERS))
        return otherwise(ask, whatif, action, {}, ask.scope(action)).more

    ninety_eight, cut = Estimate(98.0, 98.0, 98.0), Estimate(None, 1.0, math.inf)
    assert told(ninety_eight, cut) == Estimate(None, 1.0, 98.0)
    assert told(ninety_eight, Estimate(None, 99.0, math.inf)) == ninety_eight
    assert told(cut, Estimate(None, 2.0, math.inf)) == cut


def test_a_start_known_to_cost_too_much_counts_as_tried(freedom: Freedom) -> None:
    del freedom
    found = near_best(asking(two_rotors(900, 900)))
    assert (found.singles, found.tried, found.possible) == ((), 2, 2)


def test_where_the_time_does_not_suffice_to_write_another_model_none_is_written(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ask = asking(halt(), seconds=5.0)
    ask.own()
    monkeypatch.setattr(ask, "_writing", 10.0)
    monkeypatch.setattr(ask, "of", lambda *of: pytest.fail("a model was written"))
    faster = a_month_faster(ask, the_action(ask))
    assert faster is not None and faster.saves.value is None
    turned = premium(ask, the_action(ask))
    assert turned.fails_at is None and not turned.exact


def test_a_part_of_a_questions_time_ends_before_it_and_the_rest_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    ask = asking(halt(), seconds=10.0)
    now = [100.0]
    monkeypatch.setattr("planner.insight.asking.time.monotonic", lambda: now[0])
    ask.begin()
    with ask.part(0.5):
        now[0] = 106.0
        assert not ask.in_time
    assert ask.in_time


def test_a_basis_is_carried_by_codes_and_what_is_new_is_at_rest() -> None:
    status = highspy.HighsBasisStatus
    basis = highspy.HighsBasis()
    basis.col_status, basis.row_status = [status.kBasic, status.kUpper], [status.kLower, status.kBasic]
    found = carried(basis, (["a", "b"], ["r", "s"]), (["b", "c"], ["s", "r", "t"]))
    assert list(found.col_status) == [status.kUpper, status.kLower]
    assert list(found.row_status) == [status.kBasic, status.kLower, status.kBasic]


def test_a_month_less_is_worth_the_same_from_the_basis_of_the_other_model(freedom: Freedom) -> None:
    """The approval a month shorter: one month of stock less is kept, as from nothing."""
    ask = asking(halt())
    first = a_month_faster(ask, the_action(ask))
    worth(ask, the_action(ask))
    again = a_month_faster(ask, the_action(ask))
    assert first is not None and again is not None
    assert again.saves.value == pytest.approx(first.saves.value)
    assert again.freedom is freedom


def test_once_the_time_is_over_nothing_is_begun(monkeypatch: pytest.MonkeyPatch) -> None:
    hold_all_starts(monkeypatch)
    ask = asking(halt())
    worth(ask, the_action(ask))
    solves: list[object] = []
    monkeypatch.setattr(Session, "solve", lambda *of, **how: solves.append(of))
    ask.give(0.0)
    late = worth(ask, the_action(ask))
    assert not solves
    assert late.without.more.value is None


def test_a_question_leaves_what_is_compared_with_as_it_is_where_all_starts_are_held(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What an approval is worth and what a month less of it is worth are compared with the very same plan: asked
    once, then twice more and once in the model of other months."""
    hold_all_starts(monkeypatch)
    ask = asking(halt())
    heard = counted(ask, monkeypatch)
    worth(ask, the_action(ask))
    before = len(heard)
    a_month_faster(ask, the_action(ask))
    assert len(heard) == before + 1
