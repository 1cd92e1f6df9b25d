"""Decides that every sentence about "why" says what was found, and something else where something else was found."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from planner.insight.asking import Difference
from planner.insight.margins import Margin, Of, Source
from planner.insight.near_best import Alternative, Flip, NearBest
from planner.insight.solving import IMPOSSIBLE, Estimate
from planner.insight.switching import By, Switch
from planner.insight.why import Kept, Reason, Why
from planner.insight.without import Worth
from planner.months import Month
from planner.plan.actions import Action, Deed
from planner.report.because import Words, bounds, points, unanswered, words_for
from planner.report.found_how import AGAIN, DUALS, HELD, read_off
from planner.solve.chosen import Freedom

JANUARY = Month.parse("2027-01")
ORDER = Action(Deed.ORDER, "Ganzhou", JANUARY, (0,), now=True, value=1200.0)
APPROVAL = Action(Deed.QUALIFY, "Narva approval", JANUARY + 2, (3,), now=False)
REDESIGN = Action(Deed.REDESIGN, "Lean", JANUARY, (0,), now=True)
SAID = Words("USD", 1000.0, ("open", "stopped"))


def costs(value: float | None, low: float | None = None, high: float | None = None, **more: object) -> Difference:
    known = math.nan if value is None else value
    unknown = value is None
    estimate = Estimate(
        value,
        low if low is not None else (-math.inf if unknown else known),
        high if high is not None else (math.inf if unknown else known),
    )
    return replace(Difference(estimate, Freedom.ALL), **more)


def worth(without: Difference, later: Difference, earlier: Difference | None = None, action: Action = APPROVAL) -> str:
    return " ".join(SAID.worth(Worth(action, without, earlier, later)))


def test_an_action_is_told_with_what_it_costs_and_when() -> None:
    assert SAID.action(ORDER) == "Order from Ganzhou for USD 1.20 k now"
    assert SAID.action(REDESIGN) == "Start the redesign “Lean” now"
    assert SAID.action(APPROVAL).startswith("Start the qualification “Narva approval” in Mar 2027")
    assert SAID.action(replace(REDESIGN, deed=Deed.CONTRACT)) == "Sign the contract “Lean” now"


def test_the_cost_without_it_is_told_with_its_share() -> None:
    said = worth(costs(70), costs(50), costs(20))
    assert "Without it the plan would cost USD 70.0 more (7 %)." in said
    assert "A month later the plan would cost USD 50.0 more (5 %)." in said
    assert "A month earlier the plan would cost USD 20.0 more (2 %)." in said


def test_without_is_without_this_order_for_an_order() -> None:
    assert worth(costs(70), costs(50), action=ORDER).startswith("Without this order")


def test_a_wide_range_is_told_as_a_range_and_a_narrow_one_as_a_figure() -> None:
    assert "between USD 60.0 and USD 80.0 more" in worth(costs(70, 60, 80), costs(1))
    assert "USD 70.0 more" in worth(costs(70, 69.9, 70.1), costs(1))


def test_what_costs_nothing_cannot_be_done_or_is_not_known_is_told_so() -> None:
    nothing = worth(costs(-3, -6, 0), costs(0))
    assert nothing.count("no more, as far as can be told") == 2
    impossible = Difference(IMPOSSIBLE, Freedom.ALL)
    said = worth(impossible, impossible, impossible)
    assert "Without it there is no plan that keeps the limits." in said
    assert "It cannot be done a month later." in said and "It cannot be done a month earlier." in said
    assert "was not found in the time given" in worth(costs(None), costs(1))


def test_what_was_cut_short_is_told_with_what_it_costs_at_least() -> None:
    said = worth(costs(None, low=60.0), costs(50))
    assert "Without it the plan would cost at least USD 60.0 more (6 %); how much in all was not found" in said
    assert "at least" not in worth(costs(None, low=-5.0), costs(50))


def test_how_it_was_found_is_said_of_what_was_found() -> None:
    assert AGAIN in worth(costs(None), costs(50))
    assert AGAIN not in worth(costs(None), costs(None))


def test_one_more_that_was_cut_short_is_told_with_what_it_saves_at_most() -> None:
    point = bound(of=Of.LICENCE_SHARE, source=Source.SOLVED_AGAIN, saves=Estimate(None, -math.inf, 40.0))
    most = "would save at most USD 40.0; how much was not found in the time given."
    assert SAID.margin(point) == f"One point more of what may leave Ganzhou {most}"
    nothing = replace(point, saves=Estimate(None, -math.inf, 0.001))
    assert "would save hardly anything;" in SAID.margin(nothing)
    unknown = replace(point, saves=Estimate(None, -math.inf, math.inf))
    assert (
        SAID.margin(unknown)
        == "What one point more of what may leave Ganzhou would save was not found in the time given."
    )


def test_a_point_that_was_not_found_is_read_off_the_plan_instead() -> None:
    share = bound(of=Of.LICENCE_SHARE, item=None)
    point = replace(share, source=Source.SOLVED_AGAIN)
    asked = Why("", (), (share,), (point,), None)
    assert bounds(SAID, asked) == []
    lost = replace(asked, points=(replace(point, saves=Estimate(None, -math.inf, math.inf)),))
    assert len(bounds(SAID, lost)) == 1


def test_what_binds_is_not_called_nothing_where_it_was_not_found() -> None:
    assert SAID.binding(None) == "What binds it was not found in the time given."
    hurried = Reason(APPROVAL, Worth(APPROVAL, costs(None), None, costs(None)), None, None, ())
    assert not set(DUALS.values()) & set(SAID.reason(hurried))


@pytest.mark.parametrize("freedom", list(Freedom))
def test_it_says_what_was_held(freedom: Freedom) -> None:
    assert HELD[freedom] in worth(costs(70, freedom=freedom), costs(1))


def test_the_scenario_it_is_for_is_named_and_the_one_it_is_a_loss_in() -> None:
    said = worth(costs(130, by_scenario=(-20.0, 280.0)), costs(1))
    assert "It saves most if “stopped” comes: USD 280; it costs most if “open” comes: USD 20.0." in said
    assert "costs most" not in worth(costs(130, by_scenario=(0.0, 280.0)), costs(1))
    assert "comes" not in worth(costs(0, by_scenario=(0.0, 0.0)), costs(1))


def bound(**more: object) -> Margin:
    saves = Estimate(360.0, 360.0, 360.0)
    first = Margin(
        Of.CAPACITY, "Ganzhou", "Magnet", None, saves, 28.8, JANUARY, JANUARY + 3, Source.DUALS, Freedom.ORDERS
    )
    return replace(first, **more)


def test_what_binds_is_told_with_its_months_and_nothing_where_nothing_binds() -> None:
    said = SAID.binding((bound(),))
    assert "the capacity of Ganzhou for Magnet (from Jan to Apr 2027): USD 28.8." in said
    assert SAID.binding(()) == "No limit of supply, store or money binds what it is about."
    assert SAID.binding((bound(a_hundredth=0.0),)) == SAID.binding(())


@pytest.mark.parametrize("of", list(Of))
def test_one_more_of_anything_is_named_and_worth_money(of: Of) -> None:
    said = SAID.margin(bound(of=of, name="L1"))
    assert said.endswith(
        "would save USD 360 at most (read off the plan, its starts and placed orders held; not solved again)."
    )
    assert any(name in said for name in ("Ganzhou", "Magnet", "L1"))


def test_a_worth_says_how_it_was_found() -> None:
    again = bound(source=Source.SOLVED_AGAIN, freedom=Freedom.ALL)
    assert SAID.margin(again).endswith("USD 360 (solved again).")
    assert "most of the plan held" in SAID.margin(replace(again, freedom=Freedom.STARTS))
    assert "would save nothing" in SAID.margin(replace(again, saves=Estimate(0.0, 0.0, 0.0)))
    assert "not found in the time" in SAID.margin(replace(again, saves=Estimate(None, -math.inf, math.inf)))


def test_a_plan_that_would_cost_less_otherwise_says_so_only_where_that_is_sure() -> None:
    assert "Without it the plan would cost USD 30.0 less (3 %): within what planning left open." in worth(
        costs(-30), costs(0)
    )
    assert "no more, as far as can be told" in worth(costs(-30, -60, 10), costs(1))


@pytest.mark.parametrize(
    ("of", "binds", "more"),
    [
        (Of.CAPACITY, "the capacity of Ganzhou for Magnet", "One unit a month more of Magnet from Ganzhou"),
        (Of.SUPPLIER_CAPACITY, "the capacity of Ganzhou in kg", "One kg a month more from Ganzhou"),
        (Of.LICENCE_SHARE, "the share that may leave Ganzhou", "One point more of what may leave Ganzhou"),
        (Of.LICENCE, "the licence L1", "One unit more under the licence L1"),
        (
            Of.YEAR,
            "the cap of twelve months on Magnet from Ganzhou",
            "One unit more in twelve months of Magnet from Ganzhou",
        ),
        (Of.STORE, "the store for Magnet", "Room for one unit more of Magnet"),
        (Of.LIMIT, "the limit “L1”", "One more in the limit “L1”"),
        (Of.LEAD_TIME, "the lead time of Ganzhou", "A month less of production at Ganzhou"),
    ],
)
def test_every_bound_has_its_own_words(of: Of, binds: str, more: str) -> None:
    one = bound(of=of, name="L1")
    assert f" {binds} (from Jan to Apr 2027): USD 28.8." in SAID.binding((one,))
    assert SAID.margin(one).startswith(f"{more} would save USD 360")


def test_a_month_less_of_a_start_names_the_start() -> None:
    one = bound(of=Of.LEAD_TIME, supplier=None, name="Narva approval", source=Source.SOLVED_AGAIN)
    assert SAID.margin(one).startswith("A month less of “Narva approval” would save USD 360")


def test_what_is_read_off_the_plan_and_what_was_solved_again_says_so_on_a_terminal_too() -> None:
    reason = Reason(APPROVAL, Worth(APPROVAL, costs(70), None, costs(50)), (bound(),), None, ())
    told = SAID.reason(reason)
    assert told[told.index(SAID.binding((bound(),))) + 1] == DUALS[Source.DUALS]
    assert f"{AGAIN} {HELD[Freedom.ALL]}" in told
    why = Why("", (), (), (), NearBest((LEAN,), None, 5, 5, 0.01), (Kept("Magnet", costs(70)),))
    parts = dict(words_for(why, "USD", 1000.0, ("open", "stopped")))
    assert parts["Other first moves that are nearly as good"][-1] == AGAIN
    assert parts["Build the stock of Magnet"][-1] == f"{AGAIN} {HELD[Freedom.ALL]}"


LEAN = Alternative((Flip(Deed.REDESIGN, "Lean", now=True),), costs(2.0), 0.002)
KEPT = Alternative((Flip(Deed.CONTRACT, "Offtake", now=False),), costs(-1.0), -0.001)


def test_near_plans_are_told_one_by_one_and_together() -> None:
    both = Alternative((*LEAN.flips, *KEPT.flips), costs(3.0), 0.003)
    said = SAID.near_best(NearBest((LEAN, KEPT), both, 5, 5, 0.01))
    assert said[0] == "Start the redesign “Lean” now: USD 2.00 more (0.2 %)."
    assert said[1] == "Do not sign the contract “Offtake” now: costs no more, as far as can be told."
    assert said[2].startswith(
        "All these at once: Start the redesign “Lean” and do not sign the contract “Offtake” now: USD 3.00 more"
    )
    assert len(said) == 3


def test_many_starts_at_once_are_named_by_kind() -> None:
    flips = (
        Flip(Deed.QUALIFY, "Narva", now=True),
        Flip(Deed.REDESIGN, "Lean", now=False),
        Flip(Deed.QUALIFY, "Hanoi", now=True),
        Flip(Deed.CONTRACT, "Offtake", now=True),
    )
    said = SAID.near_best(NearBest((LEAN,), Alternative(flips, costs(3.0), 0.003), 5, 5, 0.01))
    assert said[1] == (
        "All these at once: Start the qualifications “Narva” and “Hanoi”; do not start the redesign “Lean”; sign the "
        "contract “Offtake” now: USD 3.00 more (0.3 %)."
    )


def test_suppliers_of_whom_a_point_more_is_worth_nothing_are_told_together() -> None:
    again = bound(of=Of.LICENCE_SHARE, source=Source.SOLVED_AGAIN, freedom=Freedom.ALL)
    none = replace(again, saves=Estimate(0.0, 0.0, 0.0))
    asked = (replace(none, supplier="Hanoi"), again, replace(none, supplier="Narva"))
    assert points(SAID, Why("", (), (), asked, None)) == [
        "One point more of what may leave Ganzhou would save USD 360 (solved again).",
        "One point more of what may leave Hanoi or Narva would save nothing (solved again).",
    ]


def test_questions_without_a_full_answer_are_counted() -> None:
    known = Reason(APPROVAL, Worth(APPROVAL, costs(70), None, costs(50)), (), bound(of=Of.LEAD_TIME), ())
    why = Why("", (known,), (), (), NearBest((), None, 5, 5, 0.01))
    assert unanswered(why) == 0
    late = Switch(APPROVAL, By.MONTHS, "Narva approval", 0.0, 0.0, None, exact=False, solves=1, freedom=Freedom.ALL)
    lost = replace(bound(), saves=Estimate(None, -math.inf, math.inf))
    partly = replace(known, worth=Worth(APPROVAL, costs(None), None, costs(50)), faster=lost, switches=(late,))
    near = NearBest((), None, 3, 5, 0.01)
    assert unanswered(replace(why, reasons=(partly,), points=(lost,), near_best=near)) == 6
    impossible = Worth(APPROVAL, Difference(IMPOSSIBLE, Freedom.ALL), None, costs(50))
    assert unanswered(replace(why, reasons=(replace(known, worth=impossible),))) == 0


def test_where_nothing_else_is_near_or_not_all_was_tried_that_is_told() -> None:
    assert SAID.near_best(NearBest((), None, 5, 5, 0.01)) == ["No other first move costs less than 1 % more."]
    assert SAID.near_best(NearBest((), None, 3, 5, 0.01)) == [
        "None of the other first moves tried costs less than 1 % more.",
        "Only 3 of 5 starts could be tried in the time given.",
    ]
    assert SAID.near_best(NearBest((), None, 0, 0, 0.01)) == [
        "There is nothing else that could be started, signed or left now."
    ]


def test_all_of_it_is_told_under_titles_and_a_share_once() -> None:
    reason = Reason(APPROVAL, Worth(APPROVAL, costs(70), None, costs(50)), (), bound(of=Of.LEAD_TIME), ())
    share_by_duals = bound(of=Of.LICENCE_SHARE)
    share_again = bound(of=Of.LICENCE_SHARE, source=Source.SOLVED_AGAIN)
    why = Why("", (reason,), (share_by_duals, bound()), (share_again,), NearBest((), None, 0, 0, 0.01))
    told = dict(words_for(why, "USD", 1000.0, ("open", "stopped")))
    assert len(told) == 3
    assert len(told["What one more would be worth"]) == 2
    bare = words_for(replace(why, margins=(), points=(), near_best=None), "USD", 1000.0, ("open", "stopped"))
    assert len(bare) == 1


def test_where_no_other_first_move_was_tried_nothing_is_claimed_of_them() -> None:
    none = SAID.near_best(NearBest((), None, 0, 5, 0.01))
    assert none == ["Of 5 other first moves none could be tried in the time given."]


def test_where_orders_were_of_any_size_what_binds_says_so_also_where_nothing_does() -> None:
    loose = bound(source=Source.LOOSE_DUALS)
    assert "orders of any size" in read_off((loose,), Freedom.ALL)
    assert read_off((), Freedom.ORDERS) == DUALS[Source.LOOSE_DUALS]
    assert read_off((), Freedom.ALL) == DUALS[Source.DUALS]
    assert "orders of any size" in SAID.margin(loose)
