"""An answer kept in a project is the same answer when the project is loaded."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

from planner.plan.answer import Answer, without_plan
from planner.plan.keep import answer_of, keep
from planner.planning import plan
from planner.solve.options import Options
from planner.solve.outcome import Status
from planner.store.project import Project, load, save
from planner.tables.case import Case
from tests.builders import case


def drive() -> Case:
    return case(
        products=[{"product": "Drive", "shortage_cost": 100}],
        demand={"Drive": [10, 20]},
        bill_of_materials=[{"parent": "Drive", "component": "Magnet", "quantity": 1}],
        items=[{"item": "Magnet", "standard_cost": 3}],
        suppliers=[{"supplier": "East", "country": "China"}],
        offers=[{"supplier": "East", "item": "Magnet", "price": 2, "production_months": 0, "transit_months": 0}],
    )


def through_file(answer: Answer, folder: Path) -> Answer:
    save(folder / "case.remanence", Project(drive(), (keep(answer, drive(), "First"),)))
    return answer_of(load(folder / "case.remanence").plans[0])


def test_a_plan_comes_back_to_the_last_figure(tmp_path: Path) -> None:
    answer = plan(drive(), Options(gap=0))
    assert answer.plan is not None
    again = through_file(answer, tmp_path)
    assert again.plan == answer.plan
    assert again == replace(answer, findings=())


def test_an_answer_without_a_plan_comes_back_with_what_clashes(tmp_path: Path) -> None:
    answer = without_plan(Status.INFEASIBLE, clashes=("min_fill is 1", "capacity of East"))
    answer = replace(answer, fingerprint=drive().fingerprint())
    assert through_file(answer, tmp_path) == answer


def test_when_a_plan_was_made_is_kept_in_utc() -> None:
    noon = datetime(2026, 11, 22, 12, tzinfo=timezone(timedelta(hours=1)))
    assert keep(without_plan(Status.CANCELLED), drive(), "a", noon).made == "2026-11-22T11:00:00+00:00"
    made = datetime.fromisoformat(keep(without_plan(Status.CANCELLED), drive(), "a").made)
    assert abs(made - datetime.now(UTC)) < timedelta(minutes=1)


def test_the_case_of_a_kept_plan_does_not_change_with_the_case_planned() -> None:
    planned = drive()
    kept = keep(without_plan(Status.CANCELLED), planned, "a")
    assert kept.case is not planned
    assert kept.fingerprint == planned.fingerprint()
