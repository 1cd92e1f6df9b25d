"""Decides that every action of a plan is asked every question, and that the answers belong to it."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from planner.errors import UserError
from planner.events import Event, Share, Stopped
from planner.insight import why as why_room
from planner.insight.margins import Of
from planner.insight.stockpile import without_stock
from planner.insight.switching import By
from planner.insight.why import seconds_for, turning_for, whole, why, why_this
from planner.insight.without import worth
from planner.plan.actions import Deed, actions
from planner.tables.case import Case
from planner.tables.edits import SetCells, apply
from tests.planner.insight.asked import EXACT, asking
from tests.planner.insight.embargo import embargo
from tests.planner.insight.test_baselines import halt


def ahead() -> Case:
    """Ten magnets for the second month, ordered in the first because the licences may stop."""
    told = embargo(0.5)
    apply(told, SetCells("demand", ((0, "quantity", 0.0),)))
    return told


def test_every_action_has_its_reason_in_the_order_of_the_plan() -> None:
    ask = asking(halt(stock=()))
    found = why(ask.case, ask.plan, EXACT)
    assert [(one.action.deed, one.action.now) for one in found.reasons] == [(Deed.ORDER, True), (Deed.QUALIFY, False)]
    assert found.fingerprint == ask.case.fingerprint()
    assert [one.supplier for one in found.points] == ["Ganzhou"]
    assert found.near_best is not None


def test_the_order_ahead_is_for_the_future_in_which_the_licences_stop() -> None:
    ask = asking(ahead())
    (reason,) = why(ask.case, ask.plan, EXACT).reasons
    assert reason.worth.without.by_scenario == pytest.approx([-20, 280])
    turned = {one.by: one.name for one in reason.switches}
    assert turned == {By.PREMIUM: "Ganzhou", By.DELAY: "Ganzhou", By.PROBABILITY: "stopped"}


def test_what_waits_is_not_asked_what_would_change_our_mind_unless_it_is_asked_alone() -> None:
    ask = asking(halt())
    (reason,) = why(ask.case, ask.plan, EXACT).reasons
    assert reason.switches == ()
    alone = why_this(ask.case, ask.plan, EXACT, Deed.QUALIFY, "Narva approval")
    assert alone is not None
    assert {one.by for one in alone.switches} == {By.PREMIUM, By.MONTHS, By.DELAY, By.PROBABILITY}
    assert alone.worth == reason.worth
    assert alone.faster is not None and alone.faster.of is Of.LEAD_TIME


def test_of_a_plan_without_such_an_action_nothing_can_be_told() -> None:
    ask = asking(halt())
    assert why_this(ask.case, ask.plan, EXACT, Deed.REDESIGN, "Lean") is None


def test_it_tells_how_far_it_is_and_stops_when_asked() -> None:
    ask = asking(ahead())
    told: list[Event] = []
    why(ask.case, ask.plan, EXACT, listen=told.append)
    shares = [one for one in told if isinstance(one, Share)]
    assert shares[0].done == 0 and shares[-1].done == shares[-1].total == 4
    answers = iter([False, False, True, True, True, True])
    with pytest.raises(Stopped):
        why(ask.case, ask.plan, EXACT, stopping=lambda: next(answers, True))


def test_a_plan_older_than_its_data_is_not_explained() -> None:
    ask = asking(ahead())
    with pytest.raises(UserError, match="older"):
        why(halt(), ask.plan, EXACT)


def test_a_question_has_its_usual_time_or_less_than_a_quarter_of_a_long_planning() -> None:
    assert seconds_for(10.0) == 20.0
    assert 0.2 * 600.0 <= seconds_for(600.0) < 0.25 * 600.0
    assert seconds_for(70.0) < 0.25 * 70.0


def test_an_answer_as_a_whole_has_no_more_than_a_question() -> None:
    assert turning_for(400.0) == seconds_for(400.0)
    assert turning_for(4.0) == 20.0


def test_what_the_other_questions_about_an_action_took_is_taken_off(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of 9 seconds 4 went into the cost without it: what would change our mind has 5; of 4.5 a half."""
    ask = asking(ahead())
    passed, given = [0.0], []
    known = why_room.worth

    def slow(*of: Any) -> Any:
        passed[0] += 4.0
        return known(*of)

    monkeypatch.setattr(why_room, "worth", slow)
    monkeypatch.setattr(why_room, "switches", lambda *of: given.append(of[-1]) or ())
    monkeypatch.setattr(why_room, "time", SimpleNamespace(monotonic=lambda: passed[0]))
    for turning in (9.0, 5.0, 4.5):
        why_this(ask.case, ask.plan, EXACT, Deed.ORDER, ask.plan.orders[0].supplier, turning=turning)
    assert given == [5.0, 1.0, 0.5]


def slowed(monkeypatch: pytest.MonkeyPatch, *names: str) -> list[Any]:
    """Let each of these questions take 4 seconds of a clock that stands still otherwise; what each was given."""
    passed, given = [0.0], []

    def slow(what: Any) -> Any:
        def asked(of: Any, *more: Any) -> Any:
            given.append(of.seconds)
            passed[0] += 4.0
            return what(of, *more)

        return asked

    for name in names:
        monkeypatch.setattr(why_room, name, slow(getattr(why_room, name)))
    monkeypatch.setattr(why_room, "time", SimpleNamespace(monotonic=lambda: passed[0]))
    return given


def test_no_question_about_an_action_has_more_than_what_is_left_for_all_of_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Of 9 seconds 4 went into what binds; of the 5 left the cost without it may take two thirds, but takes 4: the
    next has 1, and the last nothing."""
    ask = asking(ahead())
    given = slowed(monkeypatch, "margins", "worth", "a_month_faster")
    monkeypatch.setattr(why_room, "switches", lambda *of: given.append(of[-1]) or ())
    supplier = ask.plan.orders[0].supplier
    why_this(ask.case, ask.plan, EXACT, Deed.ORDER, supplier, seconds=20.0, turning=9.0)
    assert given == pytest.approx([20.0, 10 / 3, 1.0, 0.0])
    given.clear()
    why_this(ask.case, ask.plan, EXACT, Deed.ORDER, supplier, seconds=20.0)
    assert given == [20.0, 20.0, 20.0, None]


def test_the_questions_about_the_whole_share_the_time_for_all_of_them(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of 20 seconds near plans may take three quarters; they take 4, and the only supplier's point has what is left."""
    ask = asking(ahead())
    given = slowed(monkeypatch, "a_point_more", "near_best")
    whole(ask.case, ask.plan, EXACT, seconds=20.0, turning=20.0)
    assert given == [15.0, 16.0]
    given.clear()
    whole(ask.case, ask.plan, EXACT, seconds=20.0)
    assert given == [20.0, 20.0]


def test_where_that_time_is_over_it_is_told_as_not_known_and_the_rest_is_answered(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """With no time at all; what the order is worth, which had been found by then, is told."""
    ask = asking(ahead())
    order = ask.plan.orders[0]
    known = worth(ask, next(one for one in actions(ask.plan) if one.name == order.supplier))
    monkeypatch.setattr(why_room, "worth", lambda *of: known)
    hurried = why_this(ask.case, ask.plan, EXACT, Deed.ORDER, order.supplier, turning=0.0)
    assert hurried is not None
    assert {one.by for one in hurried.switches} == {By.PREMIUM, By.DELAY, By.PROBABILITY}
    assert not any(one.exact for one in hurried.switches)
    assert all(one.pays_at is None and one.fails_at is None for one in hurried.switches)
    assert hurried.worth.without.more.value == pytest.approx(130)


def test_a_stock_asked_about_among_all_is_answered_as_if_alone() -> None:
    ask = asking(ahead())
    told: list[Event] = []
    found = why(ask.case, ask.plan, EXACT, stocks=("Magnet",), listen=told.append)
    (kept,) = found.stocks
    assert kept.item == "Magnet"
    assert kept.change == without_stock(ask.case, ask.plan, EXACT, "Magnet")
    last = told[-1]
    assert isinstance(last, Share) and last.done == last.total == 5


def test_what_binds_is_not_known_where_the_plan_itself_was_not_solved_in_time() -> None:
    ask = asking(ahead())
    order = ask.plan.orders[0]
    hurried = why_this(ask.case, ask.plan, EXACT, Deed.ORDER, order.supplier, seconds=0.0)
    assert hurried is not None and hurried.binding is None
    told = why_this(ask.case, ask.plan, EXACT, Deed.ORDER, order.supplier)
    assert told is not None and told.binding is not None


def test_the_points_of_those_the_plan_buys_most_from_are_asked_first() -> None:
    """Both may be halted; whoever is the cheaper sells."""
    told = embargo(0.5)
    apply(told, SetCells("suppliers", ((1, "country", "China"),)))
    ask = asking(told)
    sellers = [one.supplier for one in why(ask.case, ask.plan, EXACT).points]
    bought = {line.supplier for line in ask.plan.orders}
    assert len(sellers) == 2 and sellers[0] in bought
    apply(told, SetCells("suppliers", ((0, "supplier", "Narva"), (1, "supplier", "Ganzhou"))))
    apply(told, SetCells("offers", ((0, "supplier", "Narva"), (1, "supplier", "Ganzhou"))))
    ask = asking(told)
    assert [one.supplier for one in why(ask.case, ask.plan, EXACT).points] == ["Narva", "Ganzhou"]


def test_points_are_asked_one_after_the_other_with_all_that_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of 20 seconds near plans and each point take 4: the first point may have 16, the second 12."""
    told = embargo(0.5)
    apply(told, SetCells("suppliers", ((1, "country", "China"),)))
    ask = asking(told)
    passed, given = [0.0], []

    def slow(what: Any) -> Any:
        def asked(of: Any, *more: Any) -> Any:
            given.append(of.seconds)
            passed[0] += 4.0
            return what(of, *more)

        return asked

    for name in ("a_point_more", "near_best"):
        monkeypatch.setattr(why_room, name, slow(getattr(why_room, name)))
    monkeypatch.setattr(why_room, "time", SimpleNamespace(monotonic=lambda: passed[0]))
    whole(ask.case, ask.plan, EXACT, seconds=20.0, turning=20.0)
    assert given == [15.0, 16.0, 12.0]
