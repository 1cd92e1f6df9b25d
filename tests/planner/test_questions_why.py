"""Decides whether the command line answers why, and compares cases and plans."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from planner import answers, commands, work
from planner.console import Exit
from planner.insight.why import turning_for
from planner.plan.keep import keep
from planner.planning import plan
from planner.solve.options import Options
from planner.store.project import Project, save
from planner.store.workbook_out import write_case
from planner.tables.case import Case
from tests.planner.insight.test_baselines import halt


def command(*words: object) -> int:
    def none(*given: object) -> int:
        raise AssertionError("no question opens a window")

    return commands.main([str(word) for word in words], none, none)


def saved(folder: Path, what: Case, name: str = "case") -> Path:
    path = folder / f"{name}.xlsx"
    write_case(what, path)
    return path


def told(capfd: pytest.CaptureFixture[str]) -> dict[str, Any]:
    found = json.loads(capfd.readouterr().out)
    assert isinstance(found, dict)
    return found


def test_why_tells_programs_the_cost_without_each_action(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert command("why", saved(tmp_path, halt()), "--json", "--gap", 0) == Exit.FINE
    found = told(capfd)
    (reason,) = found["reasons"]
    assert (reason["action"]["deed"], reason["action"]["name"]) == ("qualify", "Narva approval")
    assert reason["worth"]["without"]["more"]["value"] == pytest.approx(70)
    assert reason["worth"]["without"]["freedom"] == "all"
    assert reason["switches"] == []
    assert any("USD 70.0 more" in words for words in reason["words"])
    assert (found["currency"], found["objective"], found["scenarios"]) == (
        "USD",
        pytest.approx(630),
        ["open", "stopped"],
    )


def test_why_tells_people_and_what_would_change_our_mind_where_that_is_asked(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert command("why", saved(tmp_path, halt(stock=())), "--gap", 0, "--switching", "--seconds", 30) == Exit.FINE
    said = " ".join(capfd.readouterr().out.split())
    assert "Order from Ganzhou for USD 100 now" in said
    assert "Without this order the plan would cost USD 900 more" in said
    assert "If its prices were higher" in said


def test_what_would_change_our_mind_has_less_than_a_quarter_of_the_planning_time_and_what_is_open_is_counted(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    given: list[float | None] = []
    ask = work.call

    def heard(target: Any, *words: Any, **more: Any) -> Any:
        if target is answers.why:
            given.append(words[5])
        return ask(target, *words, **more)

    monkeypatch.setattr(work, "call", heard)
    path = tmp_path / "works.remanence"
    case = halt(stock=())
    slow = replace(plan(case, Options(gap=0.0)), seconds=480.0)
    save(path, Project(case, (keep(slow, case, "Slow"),)))
    assert command("why", path, "--switching") == Exit.FINE
    assert command("why", path, "--switching", "--seconds", 30) == Exit.FINE
    assert given == [turning_for(480.0), None]
    assert "got no full answer" not in capfd.readouterr().out
    assert command("why", path, "--seconds", 1e-6) == Exit.FINE
    assert "got no full answer in the time given; --seconds gives each of them more." in " ".join(
        capfd.readouterr().out.split()
    )


def test_two_cases_are_planned_and_compared(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    dear = halt(qualifications=[{"qualification": "Narva approval", "months": 2, "cost": 500}])
    files = saved(tmp_path, halt(), "old"), saved(tmp_path, dear, "new")
    assert command("compare", *files, "--json", "--gap", 0) == Exit.FINE
    found = told(capfd)
    (change,) = [one for one in found["inputs"] if one["table"] == "qualifications"]
    assert (change["row"], change["column"], change["old"], change["new"]) == ("Narva approval", "cost", 100, 500)
    assert found["plans"]["expected_old"] == pytest.approx(630)
    assert found["plans"]["expected_new"] == pytest.approx(700)
    assert [one["name"] for one in found["plans"]["starts"]] == ["Narva approval"]


def test_inputs_are_compared_without_planning(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    files = saved(tmp_path, halt(), "old"), saved(tmp_path, halt(stock=()), "new")
    assert command("compare", *files, "--inputs") == Exit.FINE
    said = capfd.readouterr().out
    assert "row removed" in said and "Expected cost" not in said


def test_the_two_plans_kept_last_in_a_project_are_compared(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    old, new = halt(), halt(stock=())
    kept = tuple(
        keep(plan(one, Options(gap=0.0)), one, name, datetime(2026, 11, day, tzinfo=UTC))
        for day, (name, one) in enumerate((("October", old), ("November", new)), start=1)
    )
    path = tmp_path / "works.remanence"
    save(path, Project(new, kept))
    assert command("compare", path, path) == Exit.FINE
    out, err = capfd.readouterr()
    assert "October" in err and "November" in err
    assert "row removed" in out and "Expected cost" in out and "stopped" in out
    assert command("compare", path, path, "--inputs") == Exit.FINE  # what was entered for each of the two plans
    out, err = capfd.readouterr()
    assert "row removed" in out and "Expected cost" not in out and "November" in err
    save(path, Project(new, kept[:1]))
    assert command("compare", path, path) == Exit.WRONG_USE
    assert "does not keep two plans" in capfd.readouterr().err


def test_a_case_with_errors_is_neither_explained_nor_compared(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    broken = saved(tmp_path, halt(items=()), "broken")
    sound = saved(tmp_path, halt(), "sound")
    assert command("why", broken) == Exit.CASE_HAS_ERRORS
    assert command("compare", sound, broken, "--gap", 0) == Exit.CASE_HAS_ERRORS
    out, err = capfd.readouterr()
    assert out == "" and "Items has no rows" in err


def test_a_file_that_is_not_there_is_wrong_use(tmp_path: Path) -> None:
    assert command("why", tmp_path / "nothing.xlsx") == Exit.WRONG_USE
    assert command("compare", saved(tmp_path, halt()), tmp_path / "nothing.xlsx") == Exit.WRONG_USE
