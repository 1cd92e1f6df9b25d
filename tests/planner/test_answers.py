"""Decides that questions are answered in a child as they are here, can be stopped, and load no solver where asked."""

from __future__ import annotations

import subprocess
import sys
import time

import pytest

from planner import answers
from planner.errors import UserError
from planner.events import Share, Stopped
from planner.insight.why import why
from planner.plan.actions import Deed
from planner.solve.options import Options
from planner.work import Job, call
from tests.planner.insight.asked import asking
from tests.planner.insight.test_baselines import halt

EXACT = Options(gap=0.0)


def test_a_child_answers_why_as_it_is_answered_here() -> None:
    ask = asking(halt())
    told: list[object] = []
    found = call(answers.why, ask.case, ask.plan, EXACT, 60.0, False, listen=told.append)
    here = why(ask.case, ask.plan, EXACT, switching=False)
    assert found.reasons[0].worth.without.more.value == here.reasons[0].worth.without.more.value
    assert any(isinstance(one, Share) for one in told)


def test_one_action_is_asked_by_its_name() -> None:
    ask = asking(halt())
    job = Job(answers.reason, ask.case, ask.plan, EXACT, Deed.QUALIFY, "Narva approval", 60.0)
    found = job.result()
    assert found is not None and found.switches


def test_two_cases_are_compared_in_a_child() -> None:
    ask = asking(halt())
    found = call(answers.comparison, ask.case, halt(stock=()), ask.plan, ask.plan)
    assert len(found.inputs) == 1 and found.plans is not None


def test_the_other_questions_are_answered_too() -> None:
    ask = asking(halt())
    assert call(answers.value, ask.case, EXACT).here_and_now.value == pytest.approx(630)
    assert len(call(answers.frontier, ask.case, EXACT)) == 5
    assert len(call(answers.baselines, ask.case, EXACT, ask.plan)) == 4
    assert call(answers.survival, ask.case, EXACT)[0].cost == pytest.approx(630)


def test_a_question_is_stopped_within_seconds() -> None:
    ask = asking(halt())
    began = time.monotonic()
    with pytest.raises(Stopped):
        call(answers.why, ask.case, ask.plan, EXACT, 60.0, True, stopping=lambda: True)
    assert time.monotonic() - began < 30.0  # most of it the child's start on a busy machine


def test_a_plan_older_than_its_data_is_refused_in_a_sentence() -> None:
    ask = asking(halt())
    with pytest.raises(UserError, match="older"):
        call(answers.why, halt(stock=()), ask.plan, EXACT, 60.0, False)


def test_whoever_only_asks_loads_no_solver() -> None:
    words = "import sys, planner.answers; print([one for one in ('pulp', 'highspy', 'pandas') if one in sys.modules])"
    done = subprocess.run([sys.executable, "-c", words], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
