"""What the command line writes is there and whole: plans, templates, copies, projects, wherever it is sent."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from planner import arguments, commands
from planner.commands import Exit
from planner.errors import UserError
from planner.plan.keep import keep
from planner.planning import plan
from planner.solve.options import Options
from planner.store.project import Project, load, save
from planner.store.reading import read_case
from planner.tables.case import Case
from tests.architecture.tree import ROOT
from tests.planner.commanded import COST, command, saved, two_sources


def test_a_plan_workbook_is_written_and_refused_as_a_case(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "plan.xlsx"
    assert command("plan", saved(tmp_path, two_sources()), "--out", out, "--gap", "0") == Exit.FINE
    assert out.exists()
    capsys.readouterr()
    assert command("check", out) == Exit.CASE_HAS_ERRORS
    assert "plan" in capsys.readouterr().err


def test_template_and_sample_are_sound_workbooks(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("template", "sample"):
        out = tmp_path / f"{name}.xlsx"
        assert command(name, out) == Exit.FINE
        capsys.readouterr()
        assert command("check", out, "--json") == Exit.FINE
        findings = json.loads(capsys.readouterr().out)["findings"]
        assert [finding for finding in findings if finding["severity"] == "error"] == []


def test_convert_copies_a_workbook_without_loss(tmp_path: Path) -> None:
    path = saved(tmp_path, two_sources())
    assert command("convert", path, tmp_path / "copy.xlsx") == Exit.FINE
    answers = [plan(two_sources(), Options(gap=0)), plan(_read(tmp_path / "copy.xlsx"), Options(gap=0))]
    assert answers[0].fingerprint == answers[1].fingerprint


def test_a_workbook_that_is_there_already_is_kept_beside_what_replaces_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    case = saved(tmp_path, two_sources())
    out = tmp_path / "mine.xlsx"
    for words in (("convert", case, out), ("template", out), ("sample", out), ("plan", case, "--out", out)):
        out.write_bytes(b"the only copy")
        capsys.readouterr()
        assert command(*words) == Exit.FINE
        assert (tmp_path / "mine.xlsx.bak").read_bytes() == b"the only copy"
        assert "'mine.xlsx' was there already: what it held is kept beside it as 'mine.xlsx.bak'." in (
            capsys.readouterr().err
        )
    assert command("convert", case, tmp_path / "new.xlsx") == Exit.FINE
    assert capsys.readouterr().err == ""


def test_convert_takes_a_case_to_a_project_and_back_without_loss(tmp_path: Path) -> None:
    path = saved(tmp_path, two_sources())
    assert command("convert", path, tmp_path / "case.remanence") == Exit.FINE
    assert command("convert", tmp_path / "case.remanence", tmp_path / "again.xlsx") == Exit.FINE
    assert load(tmp_path / "case.remanence").case == two_sources()
    assert _read(tmp_path / "again.xlsx") == two_sources()
    assert _read(tmp_path / "again.xlsx").fingerprint() == two_sources().fingerprint()


def test_convert_copies_a_project_with_its_plans_and_says_what_a_workbook_leaves_out(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    project = Project(two_sources(), (keep(plan(two_sources(), Options(gap=0)), two_sources(), "First"),), {"a": "b"})
    save(tmp_path / "case.remanence", project)
    assert command("convert", tmp_path / "case.remanence", tmp_path / "copy.remanence") == Exit.FINE
    assert load(tmp_path / "copy.remanence") == project
    assert capsys.readouterr().err == ""
    assert command("convert", tmp_path / "case.remanence", tmp_path / "copy.xlsx") == Exit.FINE
    assert "the plans and notes kept in the project stay there" in capsys.readouterr().err
    save(tmp_path / "rules.remanence", Project(two_sources(), (), {"licence_rules": "[1]", "hidden_magnets": "[]"}))
    assert command("convert", tmp_path / "rules.remanence", tmp_path / "rules.xlsx") == Exit.FINE
    assert "the licence rules as you said them kept in the project stay there" in capsys.readouterr().err


def test_a_project_is_planned_and_checked_like_its_workbook(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "case.remanence"
    save(path, Project(two_sources()))
    assert command("check", path, "--json") == Exit.FINE
    assert json.loads(capsys.readouterr().out) == {"findings": []}
    assert command("plan", path, "--json", "--gap", "0", "--out", tmp_path / "plan.xlsx") == Exit.FINE
    told = json.loads(capsys.readouterr().out)
    assert told["objective"] == pytest.approx(COST)
    assert told["fingerprint"] == two_sources().fingerprint()
    assert load(path) == Project(two_sources())


def test_a_project_with_errors_is_1_with_its_findings(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "case.remanence"
    save(path, Project(two_sources(stock=[{"item": "Magnte", "quantity": 5}])))
    assert command("check", path, "--json") == Exit.CASE_HAS_ERRORS
    out, err = capsys.readouterr()
    assert [one["severity"] for one in json.loads(out)["findings"]] == ["error"]
    assert "Magnet" in err


@pytest.mark.parametrize("words", [["plan"], ["check"], ["convert"]])
def test_a_damaged_project_is_a_case_with_an_error_that_names_the_backup(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], words: list[str]
) -> None:
    path = tmp_path / "case.remanence"
    for demand in (10, 20):
        save(path, Project(two_sources(stock=[{"item": "Magnet", "quantity": demand}])))
    path.write_bytes(path.read_bytes()[:3000])
    more = [tmp_path / "copy.remanence"] if words == ["convert"] else []
    assert command(*words, path, *more) == Exit.CASE_HAS_ERRORS
    err = capsys.readouterr().err
    assert "case.remanence.bak" in err
    assert "Traceback" not in err
    assert not (tmp_path / "copy.remanence").exists()


def test_convert_refuses_a_case_whose_cells_hold_errors(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "case.xlsx"
    path.write_bytes(b"nonsense")
    assert command("convert", path, tmp_path / "copy.xlsx") == Exit.CASE_HAS_ERRORS
    assert not (tmp_path / "copy.xlsx").exists()
    assert "case.xlsx" in capsys.readouterr().err


def _read(path: Path) -> Case:
    read = read_case(path).case
    assert read is not None
    return read


@pytest.mark.parametrize("word", ["--json", "--gap"])
def test_a_plan_goes_to_its_workbook_even_if_nobody_reads_the_lines(word: str, tmp_path: Path) -> None:
    """As in ``plan CASE --out PLAN.xlsx | head -1``."""
    path, out = saved(tmp_path, two_sources()), tmp_path / "plan.xlsx"
    words = [sys.executable, "main.py", "plan", path, "--out", out, word, *(["0"] if word == "--gap" else [])]
    program = subprocess.Popen(words, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert program.stdout is not None and program.stderr is not None
    program.stdout.close()
    assert program.wait(60) == Exit.FINE
    assert program.stderr.read() == ""
    program.stderr.close()
    assert out.exists()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a device that is always full")
def test_output_to_a_full_disk_is_a_sentence(tmp_path: Path) -> None:
    path = saved(tmp_path, two_sources())
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        words = [sys.executable, "main.py", "check", path]
        program = subprocess.run(words, cwd=ROOT, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert program.returncode == Exit.WRONG_USE
    assert program.stderr.startswith("Standard output takes no more: ")
    assert len(program.stderr.splitlines()) == 1


def test_a_terminal_that_knows_no_such_letter_gets_its_code(tmp_path: Path) -> None:
    path = saved(tmp_path, two_sources())
    program = subprocess.run(
        [sys.executable, "main.py", "plan", path, "--gap", "0"],
        cwd=ROOT,
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert program.returncode == Exit.FINE
    assert "Order 10 \\xd7 Magnet from East" in program.stdout


def test_a_plan_that_cannot_be_written_where_it_was_asked_for_is_kept_elsewhere(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The workbook of last week is open in Excel, which Windows then protects."""
    path, out = saved(tmp_path, two_sources()), tmp_path / "plan.xlsx"
    really = commands.write_plan

    def write(place: Path, *rest: Any, **more: Any) -> None:
        if place == out:
            raise UserError("'plan.xlsx' cannot be written.", "Close it.")
        really(place, *rest, **more)

    monkeypatch.setattr(commands, "write_plan", write)
    assert command("plan", path, "--json", "--gap", "0", "--out", out) == Exit.WRONG_USE
    told, err = capsys.readouterr()
    assert json.loads(told)["status"] == "proven"
    (spare,) = (one for one in tmp_path.glob("plan *.xlsx"))
    assert err == f"'plan.xlsx' cannot be written. It is in '{spare}' instead.\n"


def test_a_write_protected_place_is_said_before_the_work(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    path, out = saved(tmp_path, two_sources()), tmp_path / "plan.xlsx"
    monkeypatch.setattr(arguments.os, "access", lambda place, mode: place != tmp_path)  # root may write anywhere
    assert command("plan", path, "--out", out) == Exit.WRONG_USE
    out_words, err = capsys.readouterr()
    assert out_words == "" and "is write-protected" in err
