"""Decides that what is written ahead in a process of its own answers as what is written here does."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import pytest

from planner.errors import PlannerBug
from planner.events import Stopped
from planner.insight import ahead
from planner.insight.ahead import Ahead
from planner.insight.asking import Asking
from planner.insight.margins import Margin, a_month_faster, month_ahead, month_from_ahead
from planner.insight.why import why_this
from planner.plan.actions import Action, actions
from planner.work import ChildDied
from tests.planner.insight.asked import EXACT, asking
from tests.planner.insight.test_baselines import halt

pytestmark = pytest.mark.usefixtures("large")


@pytest.fixture
def large(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is small counts as so large that starts are held and programs are written ahead."""
    monkeypatch.setattr("planner.solve.whatif.SMALL_ENOUGH", -1)
    monkeypatch.setattr("planner.solve.whatif.STARTS_FREE", -1)
    monkeypatch.setattr(ahead, "WORTH_IT", 0)
    monkeypatch.setattr(ahead.os, "cpu_count", lambda: 2)


def the_action(ask: Asking) -> Action:
    (one,) = actions(ask.plan)
    return one


@pytest.fixture(autouse=True)
def ended(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No process outlives its test."""
    begun: list[Ahead] = []
    begin = Ahead.__init__

    def heard(self: Ahead, *of: Any) -> None:
        begin(self, *of)
        begun.append(self)

    monkeypatch.setattr(Ahead, "__init__", heard)
    yield
    for one in begun:
        one.end()
        one._job.wait(10.0)


def written(ask: Asking) -> Ahead:
    found = month_ahead(ask, the_action(ask))
    assert found is not None
    return found


def a_month(ask: Asking, how: Callable[[Asking, Action], Margin | None]) -> float:
    found = how(ask, the_action(ask))
    assert found is not None
    assert found.saves.value is not None
    return found.saves.value


def test_a_month_less_is_worth_the_same_wherever_it_is_written() -> None:
    ask = asking(halt())
    here = a_month(ask, a_month_faster)
    assert a_month(ask, partial(month_from_ahead, ahead=written(ask))) == pytest.approx(here)


def test_a_whole_answer_is_the_same_with_two_questions_side_by_side(monkeypatch: pytest.MonkeyPatch) -> None:
    ask = asking(halt())
    action = the_action(ask)
    both = why_this(ask.case, ask.plan, EXACT, action.deed, action.name)
    monkeypatch.setattr(ahead.os, "cpu_count", lambda: 1)
    one = why_this(ask.case, ask.plan, EXACT, action.deed, action.name)
    assert both is not None
    assert one is not None
    assert both.worth.without.more.value == pytest.approx(one.worth.without.more.value)
    assert both.faster is not None
    assert one.faster is not None
    assert both.faster.saves.value == pytest.approx(one.faster.saves.value)


@pytest.mark.parametrize("end", [ChildDied("It died."), Stopped("It was killed.")])
def test_where_the_process_dies_the_program_is_written_here(monkeypatch: pytest.MonkeyPatch, end: Exception) -> None:
    ask = asking(halt())
    here = a_month(ask, a_month_faster)
    far = written(ask)

    def died(job: object) -> object:
        raise end

    monkeypatch.setattr(ahead.Job, "result", died)
    assert a_month(ask, partial(a_month_faster, ahead=far)) == pytest.approx(here)


def test_a_fault_in_the_process_is_not_hidden(monkeypatch: pytest.MonkeyPatch) -> None:
    ask = asking(halt())
    far = written(ask)

    def at_fault(job: object) -> object:
        raise PlannerBug("it is broken")

    monkeypatch.setattr(ahead.Job, "result", at_fault)
    with pytest.raises(PlannerBug, match="broken"):
        a_month_faster(ask, the_action(ask), far)


def test_who_waits_for_it_can_be_stopped_and_waits_no_longer_than_there_is_time(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ask = asking(halt())
    action = the_action(ask)
    a_month_faster(ask, action)
    far = written(ask)
    ask.give(0.0)
    assert month_from_ahead(ask, action, far) is None
    ask.give(60.0)
    monkeypatch.setattr(ask, "stopping", lambda: True)
    with pytest.raises(Stopped):
        month_from_ahead(ask, action, far)


def test_nothing_is_written_ahead_of_a_small_case_or_where_there_is_one_core(monkeypatch: pytest.MonkeyPatch) -> None:
    ask = asking(halt())
    monkeypatch.setattr(ahead.os, "cpu_count", lambda: 1)
    assert month_ahead(ask, the_action(ask)) is None
    monkeypatch.setattr(ahead.os, "cpu_count", lambda: 2)
    monkeypatch.setattr(ahead, "WORTH_IT", 30_000)
    assert month_ahead(ask, the_action(ask)) is None
