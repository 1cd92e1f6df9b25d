"""Decides whether the one door keeps its word: a true status, a plan only when audited, an end to everything."""

import time

import pytest

from planner import planning
from planner.events import BetterPlan, Event, Phase, Progress
from planner.planning import Answer, Rooms
from planner.reference.sample import sample_case
from planner.solve.options import Options
from planner.solve.outcome import Status
from planner.tables.case import Case
from planner.tables.edits import SetCells, apply
from planner.tables.inputs import table
from tests.builders import case
from tests.planner import planning_fakes as fakes

COST = 1040.0
"""20 magnets at 2, and the 10 drives of the first month that no magnet can reach, at 100."""


def three_months(**more: object) -> Case:
    return case(
        products=[{"product": "Drive", "shortage_cost": 100}],
        demand={"Drive": [10, 10, 10]},
        bill_of_materials=[{"parent": "Drive", "component": "Magnet", "quantity": 1}],
        items=[{"item": "Magnet", "standard_cost": 1}],
        suppliers=[{"supplier": "North", "country": "AU"}],
        offers=[{"supplier": "North", "item": "Magnet", "price": 2, "production_months": 1, "transit_months": 0}],
        **more,
    )


def impossible() -> Case:
    return three_months(limits=[{"limit": "min_fill", "value": 1}])


def full_of_errors() -> Case:
    return case(products=[{"product": "Drive"}], demand={"Ghost": [10]})


def in_child(what: Case, rooms: Rooms, options: Options | None = None) -> tuple[Answer, list[Event]]:
    heard: list[Event] = []
    answer = planning.run(what, options or Options(gap=0), heard.append, rooms=rooms, grace=0.5)
    return answer, heard


def assert_is_the_plan(answer: Answer) -> None:
    assert answer.plan is not None
    assert answer.objective == pytest.approx(COST)
    assert [(line.month.words(), line.quantity) for line in answer.plan.orders] == [("Jan 2027", 20.0)]


def test_a_case_is_planned_and_proven() -> None:
    heard: list[Event] = []
    answer = planning.plan(three_months(), Options(gap=0), heard.append)
    assert answer.status is Status.PROVEN
    assert_is_the_plan(answer)
    assert answer.gap == pytest.approx(0.0, abs=1e-6)
    assert answer.fingerprint == three_months().fingerprint()
    assert [event.words for event in heard if isinstance(event, Phase)][:3] == [
        "Checking the case",
        "Growing the scenario tree",
        "Building the model",
    ]
    assert any(isinstance(event, BetterPlan) for event in heard)
    assert answer.history == tuple(event for event in heard if isinstance(event, Progress))


def test_a_child_answers_as_this_process_does() -> None:
    answer = planning.run(three_months(), Options(gap=0))
    assert answer.status is Status.PROVEN
    assert_is_the_plan(answer)
    assert answer.plan == planning.plan(three_months(), Options(gap=0)).plan


def test_a_run_can_be_polled_without_waiting() -> None:
    run = planning.start(three_months(), Options(gap=0))
    longest = 0.0
    heard: list[Event] = []
    while run.running:
        before = time.monotonic()
        heard += run.poll()
        longest = max(longest, time.monotonic() - before)
        time.sleep(0.01)
    assert longest < 0.1
    assert run.answer().status is Status.PROVEN
    assert any(isinstance(event, Progress) for event in heard)


def test_how_the_solve_came_along_is_told_by_the_clock_of_the_whole_run() -> None:
    run = planning.start(three_months(), Options(gap=0), spent=100.0)
    answer = run.answer()
    assert answer.history
    assert all(100.0 <= one.seconds <= answer.seconds for one in answer.history)


def test_seconds_count_from_the_reading_of_the_file() -> None:
    assert planning.plan(three_months(), Options(gap=0), spent=100.0).seconds > 100.0


def test_the_risk_weight_asked_for_replaces_the_cases() -> None:
    answer = planning.plan(three_months(), Options(gap=0, risk_weight=0.25))
    assert answer.plan is not None
    assert answer.plan.risk_weight == 0.25


def test_a_case_with_errors_is_refused_with_its_findings() -> None:
    answer = planning.plan(full_of_errors())
    assert answer.status is Status.REFUSED
    assert any(finding.is_error for finding in answer.findings)
    assert (answer.plan, answer.objective, answer.bound, answer.gap) == (None, None, None, None)


def test_a_case_nothing_can_satisfy_is_infeasible_and_the_limit_is_named() -> None:
    answer = planning.plan(impossible())
    assert answer.status is Status.INFEASIBLE
    assert answer.plan is None
    (clash,) = answer.clashes
    assert clash.startswith("At least 100 % of all products delivered")


def test_a_plan_that_fails_its_audit_is_not_shown() -> None:
    answer = planning.plan(three_months(), Options(gap=0), rooms=fakes.rooms(take=fakes.extract_wrongly))
    assert answer.status is Status.FAILED
    assert answer.plan is None
    assert answer.objective is None
    assert "objective" in answer.detail


def test_no_plan_in_the_time_given_is_said_so() -> None:
    answer = planning.plan(three_months(), rooms=fakes.rooms(fakes.find_nothing_in_time))
    assert (answer.status, answer.plan, answer.bound) == (Status.STOPPED_WITHOUT_PLAN, None, 5.0)


def test_a_stop_before_the_solve_cancels() -> None:
    assert planning.plan(three_months(), stopping=lambda: True).status is Status.CANCELLED


def test_the_gap_is_taken_from_the_plans_own_figures() -> None:
    stops = iter([False] * 6 + [True] * 1000)
    answer = planning.plan(
        three_months(),
        Options(gap=0),
        stopping=lambda: next(stops),
        rooms=fakes.rooms(fakes.find_and_wait_for_the_stop),
    )
    assert answer.status is Status.STOPPED_WITH_PLAN
    assert answer.gap == pytest.approx(100 / COST)


def test_a_gap_that_is_reached_counts_as_proven_however_the_solve_ended() -> None:
    stops = iter([False] * 6 + [True] * 1000)
    answer = planning.plan(
        three_months(),
        Options(gap=0.5),
        stopping=lambda: next(stops),
        rooms=fakes.rooms(fakes.find_and_wait_for_the_stop),
    )
    assert answer.status is Status.PROVEN


def test_ten_thousand_better_plans_are_not_all_sent() -> None:
    heard: list[Event] = []
    planning.plan(three_months(), Options(gap=0), heard.append, rooms=fakes.rooms(fakes.find_many))
    assert 1 <= sum(isinstance(event, BetterPlan) for event in heard) < 1000


def test_stop_brings_the_best_plan_so_far() -> None:
    seen: list[Event] = []
    answer = planning.run(
        three_months(),
        Options(gap=0),
        seen.append,
        lambda: any(isinstance(event, BetterPlan) for event in seen),
        rooms=fakes.rooms(fakes.find_and_wait_for_the_stop),
    )
    assert answer.status is Status.STOPPED_WITH_PLAN
    assert_is_the_plan(answer)


def test_stop_without_a_plan_cancels() -> None:
    seen: list[Event] = []
    answer = planning.run(
        three_months(),
        listen=seen.append,
        stopping=lambda: any(isinstance(event, Progress) for event in seen),
        rooms=fakes.rooms(fakes.wait_for_the_stop),
    )
    assert (answer.status, answer.plan) == (Status.CANCELLED, None)


def test_a_solver_that_ignores_the_stop_is_killed_and_its_last_plan_audited() -> None:
    seen: list[Event] = []
    asked: list[float] = []

    def stopping() -> bool:
        if any(isinstance(event, BetterPlan) for event in seen) and not asked:
            asked.append(time.monotonic())
        return bool(asked)

    answer = planning.run(three_months(), Options(gap=0), seen.append, stopping, rooms=fakes.rooms(fakes.find_and_hang))
    assert 4.9 < time.monotonic() - asked[0] < 10
    assert answer.status is Status.PROVEN  # its bound was known by then
    assert_is_the_plan(answer)


def test_a_solver_that_ignores_the_clock_is_killed_and_its_last_plan_audited() -> None:
    answer, _ = in_child(three_months(), fakes.rooms(fakes.find_and_hang), Options(gap=0, time_limit=15.0))
    assert_is_the_plan(answer)
    assert answer.seconds < 60


def test_a_solver_that_ignores_the_clock_without_a_plan_found_none_in_time() -> None:
    answer, _ = in_child(three_months(), fakes.rooms(fakes.hang), Options(time_limit=2.0))
    assert (answer.status, answer.plan) == (Status.STOPPED_WITHOUT_PLAN, None)


@pytest.mark.parametrize("seconds", [1e-9, 0.05])
def test_hardly_any_time_is_no_plan_in_time_and_not_a_stop(seconds: float) -> None:
    answer = planning.run(three_months(), Options(time_limit=seconds))
    assert (answer.status, answer.plan) == (Status.STOPPED_WITHOUT_PLAN, None)


def test_time_that_is_over_before_the_solve_is_no_plan_in_time() -> None:
    assert planning.plan(three_months(), Options(time_limit=1e-9)).status is Status.STOPPED_WITHOUT_PLAN


def test_a_time_limit_is_kept_within_two_seconds() -> None:
    """The sample cannot be proven so exactly in so little time: a plan or none, the clock ends it."""
    answer = planning.run(sample_case(), Options(gap=0, time_limit=6.0))
    assert answer.status in (Status.STOPPED_WITH_PLAN, Status.STOPPED_WITHOUT_PLAN)
    assert answer.seconds < 6.0 + 2.0


def test_a_crash_before_any_plan_is_a_failure_told_in_a_sentence() -> None:
    answer, _ = in_child(three_months(), fakes.rooms(fakes.abort))
    assert answer.status is Status.FAILED
    assert "broke off" in answer.message


def test_a_solve_that_needs_more_memory_than_allowed_is_a_failure_told_in_a_sentence() -> None:
    answer = planning.run(three_months(), Options(memory_bytes=20_000_000))
    assert (answer.status, answer.plan) == (Status.FAILED, None)
    assert "0.02 GB of memory" in answer.message


@pytest.mark.parametrize("ending", [fakes.find_and_abort, fakes.find_and_blunder])
def test_a_crash_after_a_plan_keeps_the_plan_once_it_is_audited(ending: object) -> None:
    answer, heard = in_child(three_months(), fakes.rooms(ending))  # type: ignore[arg-type]  # one of the fakes
    assert any(isinstance(event, BetterPlan) for event in heard)
    assert answer.status.has_plan
    assert_is_the_plan(answer)
    assert "passed its audit and is kept" in answer.message


def test_a_plan_left_behind_by_a_crash_is_not_shown_when_its_audit_fails() -> None:
    answer, _ = in_child(three_months(), fakes.rooms(fakes.find_and_abort, fakes.extract_wrongly))
    assert (answer.status, answer.plan) == (Status.FAILED, None)


def test_the_case_may_be_edited_while_it_is_planned() -> None:
    what = three_months()
    run = planning.start(what, Options(gap=0))
    what._replace("offers", [])
    assert_is_the_plan(run.answer())


def test_a_case_planned_again_in_a_child_begins_where_the_last_proof_ended() -> None:
    price = table("offers").position("price")
    sample = sample_case()
    first = planning.run(sample, Options(gap=0.02))
    apply(sample, SetCells("offers", ((0, "price", 1.05 * float(str(sample.rows("offers")[0][price]))),)))
    heard: list[Event] = []
    again = planning.run(sample, Options(gap=0.02), heard.append, before=first)
    assert first.trail is not None and again.trail is not None
    assert (again.status, again.trail.cuts) == (Status.PROVEN, first.trail.cuts)
    assert again.plan is not None and first.plan is not None
    assert {(line.kind, line.name) for line in again.plan.decisions} == {
        (line.kind, line.name) for line in first.plan.decisions
    }
    known = [event.best for event in heard if isinstance(event, Progress) and event.best is not None]
    assert again.objective is not None and known[0] <= again.objective * 1.01  # the plan there was, with little to mend
