"""Decides that every sentence about what would change our mind says what was found, or proven, or neither."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from planner.insight.switching import By, Switch
from planner.months import Month
from planner.plan.actions import Action, Deed
from planner.report.because import Words
from planner.report.turned import proven, switched
from planner.solve.chosen import Freedom

JANUARY = Month.parse("2027-01")
ORDER = Action(Deed.ORDER, "Ganzhou", JANUARY, (0,), now=True, value=1200.0)
APPROVAL = Action(Deed.QUALIFY, "Narva approval", JANUARY + 2, (3,), now=False)
REDESIGN = Action(Deed.REDESIGN, "Lean", JANUARY, (0,), now=True)
SAID = Words("USD", 1000.0, ("open", "stopped"))


def switch(by: By, pays: float | None, fails: float | None, **more: Any) -> str:
    one = Switch(APPROVAL, by, "stopped", 0.0, pays, fails, exact=True, solves=9, freedom=Freedom.ALL)
    return switched(replace(one, **more))


def test_odds_are_told_from_either_side() -> None:
    down = switch(By.PROBABILITY, 0.067, 0.066, now=0.5)
    assert down == "If “stopped” were less likely than 50 %: it pays as long as that is more likely than about 6.7 %."
    up = switch(By.PROBABILITY, 0.7, 0.702, now=0.5)
    assert up == "If “stopped” were more likely than 50 %: it pays as long as that is less likely than about 70 %."
    assert switch(By.PROBABILITY, 1e-6, None, now=0.5).endswith("it pays at any odds.")


def test_prices_months_and_delays_have_their_own_words() -> None:
    assert "about 340 % more" in switch(By.PREMIUM, 3.375, 3.4375)  # no finer than it was found
    assert switch(By.PREMIUM, 2.6, 2.61) == "If its prices were higher: it pays up to about 260 % more."
    assert switch(By.PREMIUM, 4.0, None, action=REDESIGN) == "If its cost were higher: it pays even at 400 % more."
    assert switch(By.MONTHS, 1.0, 2.0) == (
        "If it took longer: it pays up to 1 month more, and no longer with 2 months more."
    )
    assert switch(By.MONTHS, 0.0, 1.0) == "If it took longer: it pays only without any further month."
    assert switch(By.DELAY, 12.0, None, name="Ganzhou") == (
        "If goods from Ganzhou came later: it pays even with 12 months more."
    )


def test_what_does_not_pay_even_now_or_is_not_found_is_told_so() -> None:
    assert "even as it is" in switch(By.PREMIUM, None, 0.0)
    assert "not found in the time" in switch(By.PREMIUM, None, None, exact=False)
    assert "not found in the time" in switch(By.PREMIUM, 0.0, None, exact=False)
    assert switch(By.PREMIUM, 1.0, 2.0, exact=False).endswith(
        "it still pays at 100 % more and no longer at 200 % more; where between was not found in time."
    )
    assert switch(By.MONTHS, 0.0, 12.0, exact=False).startswith(
        "If it took longer: it pays as it is and no longer with 12 months more"
    )


def test_what_was_not_found_is_told_in_one_sentence_after_what_was() -> None:
    lost = Switch(ORDER, By.PREMIUM, "Ganzhou", 0.0, None, None, exact=False, solves=1, freedom=Freedom.ALL)
    half = replace(lost, by=By.DELAY, pays_at=0.0)
    odds = replace(lost, by=By.PROBABILITY, name="stopped", now=0.05)
    known = replace(lost, by=By.PREMIUM, action=REDESIGN, pays_at=4.0, exact=True)
    assert SAID.mind((lost, half, known, odds)) == [
        "If its cost were higher: it pays even at 400 % more.",
        "If its prices were higher, if goods from Ganzhou came later or if “stopped” were less likely than 5 %: not "
        "found in the time given.",
    ]
    assert SAID.mind((lost,)) == ["If its prices were higher: not found in the time given."]
    assert SAID.mind(()) == []


def test_what_is_proven_of_dearer_goods_is_told_after_what_was_not_found_and_only_of_that() -> None:
    lost = Switch(
        REDESIGN, By.PREMIUM, "Lean", 0.0, None, None, exact=False, solves=1, freedom=Freedom.ALL, surely=0.4857
    )
    assert SAID.mind((lost,)) == [
        "If its cost were higher: not found in the time given.",
        "With its cost up to at least 48 % higher it costs less than never starting it: proven from the cost without "
        "it, the plan priced anew and left as it is. That is no point at which it would no longer pay.",
    ]
    deal = replace(lost, action=replace(REDESIGN, deed=Deed.CONTRACT), surely=2.1)
    assert proven(deal).startswith("With its prices up to at least 210 % higher it costs less than never signing it: ")
    assert proven(replace(lost, surely=0.009)) == proven(replace(lost, surely=None)) == ""
    found = replace(lost, pays_at=1.0, fails_at=1.01, exact=True, surely=None)
    assert SAID.mind((found,)) == ["If its cost were higher: it pays up to about 100 % more."]
