"""Decides whether the command line answers what a case means: exposure, runways, playbook."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from planner import commands, planning
from planner.console import Exit
from planner.insight.licensing import RuleState
from planner.insight.rule_changes import NOTE, RuleChange, written
from planner.plan.answer import Answer
from planner.plan.keep import keep
from planner.planning import plan
from planner.solve.options import Options
from planner.store.project import Project, save
from planner.store.workbook_out import write_case
from planner.tables.case import Case
from tests.planner.insight.stories import company
from tests.planner.report.stories import embargo


def command(*words: object) -> int:
    def none(*given: object) -> int:
        raise AssertionError("no question opens a window")

    return commands.main([str(word) for word in words], none, none)


def saved(tmp_path: Path, what: Case) -> Path:
    path = tmp_path / "case.xlsx"
    write_case(what, path)
    return path


def told(capfd: pytest.CaptureFixture[str]) -> dict[str, Any]:
    found = json.loads(capfd.readouterr().out)
    assert isinstance(found, dict)
    return found


def stocked() -> Case:
    """50 Strong in store, 20 needed a month: 2.5 months. Drive earns 100 and is wanted 10 times a month."""
    return company(stock=[{"item": "Strong", "quantity": 50}, {"item": "Plain", "quantity": 99}])


def test_exposure_tells_programs_the_kilograms_worked_out_by_hand(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert command("exposure", saved(tmp_path, company()), "--json") == Exit.FINE
    found = told(capfd)
    assert (found["currency"], found["start_month"], found["months"]) == ("USD", "2027-01", 4)
    # Two magnets of 50 g with 2 % Dy are 2 g in a Drive; 40 Drives are 80 g.
    (dy,) = (one for one in found["needs"] if one["element"] == "Dy")
    assert (dy["product"], dy["grams"]) == ("Drive", pytest.approx(2.0))
    assert dy["monthly_kg"] == pytest.approx([0.02] * 4)
    assert dy["yearly_kg"] == {"2027": pytest.approx(0.08)}
    assert dy["total_kg"] == pytest.approx(0.08)
    (rule,) = (one for one in found["licences"] if one["rule"] == "ndfeb_dy_tb")
    assert (rule["item"], rule["state"], rule["since"]) == ("Strong", "in_force", "2025-04-04")
    assert (rule["bound"], rule["free"]) == (["Ganzhou"], ["Narva"])
    strong = next(one for one in found["contents"] if one["item"] == "Strong")
    assert strong["grams"] == {"Pr": pytest.approx(3.0), "Nd": pytest.approx(12.0), "Dy": pytest.approx(1.0)}


def test_what_a_project_says_of_licence_rules_counts_on_the_command_line_too(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """With the rule over, nothing asks for a licence and no stop of licences is left to last through."""
    over = written([RuleChange("ndfeb_dy_tb", RuleState.OVER, None, "our lawyer")])
    path = tmp_path / "case.remanence"
    found = {}
    for rules in ("", over):
        save(path, Project(stocked(), notes={NOTE: rules}), backups=False)
        assert command("exposure", path, "--json") == Exit.FINE
        licences = [one["rule"] for one in told(capfd)["licences"] if one["state"] == "in_force"]
        assert command("runway", path, "--json") == Exit.FINE
        stops = {one["stop"]["kind"] for one in told(capfd)["runways"]}
        found[rules] = licences, "every export licence" in stops or "licences" in stops
    assert found[""] == (["ndfeb_dy_tb"], True)
    assert found[over] == ([], False)


def test_exposure_tells_people_the_same_in_tables(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert command("exposure", saved(tmp_path, company())) == Exit.FINE
    out = capsys.readouterr().out
    drive = next(line.split() for line in out.splitlines() if line.strip().startswith("Drive"))
    assert drive == ["Drive", "2.88", "0.72", "0.24"]  # kg a year of Nd, Pr and Dy: three times those of four months
    assert "ndfeb_dy_tb" not in out
    assert out.count("NdFeB with Dy or Tb") == 2  # as a licence, and as money at risk
    assert "Narva approval" in out  # what would open another source


def test_runway_tells_programs_when_the_line_stands(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert command("runway", saved(tmp_path, stocked()), "--json") == Exit.FINE
    found = told(capfd)
    (ganzhou,) = (one for one in found["runways"] if one["stop"] == {"kind": "supplier", "name": "Ganzhou"})
    first = ganzhou["first"]
    assert (first["product"], first["stops_on"], first["items"]) == ("Drive", "2027-03-16", ["Strong"])
    assert (first["survival"], first["weeks"]) == (pytest.approx(2.5), pytest.approx(2.5 * 52 / 12))
    # Narva: two months to qualify, one to make; it has no bound.
    assert first["recovery"]["months"] == 3
    assert first["recovery"]["qualifications"] == ["Narva approval"]
    assert first["loss_per_week"] == pytest.approx(100 * 10 * 12 / 52)
    assert found["calm"] == []


def test_runway_tells_people_the_same_in_tables(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert command("runway", saved(tmp_path, stocked())) == Exit.FINE
    out = capsys.readouterr().out
    row = next(line for line in out.splitlines() if line.strip().startswith("Ganzhou stops"))
    assert row.split() == ["Ganzhou", "stops", "Drive", "10.8", "2027-03-16", "13.0", "Strong", "USD", "231"]


def test_the_playbook_of_a_new_plan_tells_the_parting(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert command("playbook", saved(tmp_path, embargo()), "--json", "--gap", "0") == Exit.FINE
    found = told(capfd)
    stop, calm = found["branches"]
    assert (stop["month"], stop["number"], stop["trigger"]) == ("2027-03", 3, "Nothing may leave China.")
    assert (stop["probability"], calm["probability"]) == (pytest.approx(0.2), pytest.approx(0.8))
    assert stop["month_late"] >= 0
    assert calm["month_late"] is None
    assert found["always"]
    assert found["currency"] == "EUR"


def test_the_playbook_tells_people_when_how_likely_and_what_a_delay_costs(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command("playbook", saved(tmp_path, embargo())) == Exit.FINE
    out = capsys.readouterr().out
    assert "Mar 2027 (month 3): Nothing may leave China." in out
    assert "20 % likely then" in out
    words = " ".join(out.split())
    assert "To act a month late would cost" in words
    assert "which a delay is measured against" in words


def test_the_brief_is_a_pdf_of_two_to_six_pages(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "brief.pdf"
    assert command("report", saved(tmp_path, embargo()), "--pdf", path, "--json", "--baselines") == Exit.FINE
    found = told(capfd)
    assert found["pdf"] == str(path)
    assert 2 <= found["pages"] <= 6
    assert found["status"] == "proven"
    assert path.read_bytes().startswith(b"%PDF")


def test_without_a_plan_there_is_no_brief(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "brief.pdf"
    wrong = company(stock=[{"item": "Strnog", "quantity": 5}])
    assert command("report", saved(tmp_path, wrong), "--pdf", path) == Exit.CASE_HAS_ERRORS
    assert not path.exists()
    assert capfd.readouterr().out == ""


def test_the_playbook_of_a_project_is_that_of_the_plan_it_keeps(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "case.remanence"
    answer = plan(embargo(), Options(gap=0))
    save(path, Project(embargo(), (keep(answer, embargo(), "Monday"),)))

    def run(*given: object, **more: object) -> Answer:
        raise AssertionError("there is a plan already")

    monkeypatch.setattr(planning, "run", run)
    assert command("playbook", path, "--json") == Exit.FINE
    out, err = capfd.readouterr()
    assert "“Monday”" in err
    assert json.loads(out)["fingerprint"] == embargo().fingerprint()


def test_a_plan_older_than_the_data_of_its_project_is_made_anew(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "case.remanence"
    older = keep(plan(embargo(), Options(gap=0)), embargo(), "Monday")
    now = stocked()
    save(path, Project(now, (replace(older),)))
    assert command("playbook", path, "--json") == Exit.FINE
    out, err = capfd.readouterr()
    assert "older than its data" in err
    assert json.loads(out)["fingerprint"] == now.fingerprint()


@pytest.mark.parametrize("question", ["exposure", "runway", "playbook"])
def test_a_case_with_errors_gets_its_findings_and_no_answer(
    question: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wrong = company(stock=[{"item": "Strnog", "quantity": 5}])
    assert command(question, saved(tmp_path, wrong), "--json") == Exit.CASE_HAS_ERRORS
    out, err = capsys.readouterr()
    assert out == ""
    assert "Stock!A2" in err
    assert "Traceback" not in err


@pytest.mark.parametrize(
    "words",
    [["exposure"], ["runway", "missing.xlsx"], ["report", "README.md"], ["report", "README.md", "--pdf", "x.txt"]],
)
def test_a_question_asked_wrongly_is_2(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert command(*words) == Exit.WRONG_USE
    out, err = capsys.readouterr()
    assert out == ""
    assert err.strip()
