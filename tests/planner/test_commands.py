"""Decides whether the command line keeps the contract: words, outputs, exit statuses, and no traceback for a user."""

from __future__ import annotations

import json
import math
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from planner import commands, planning
from planner.commands import Exit
from planner.events import Progress
from planner.plan.answer import Answer, without_plan
from planner.planning import plan
from planner.solve.options import Options
from planner.solve.outcome import Status
from planner.tables.case import Case
from tests.architecture.tree import ROOT
from tests.planner.commanded import COST, command, no_selftest, no_window, saved, two_sources

PLAN_KEYS = {
    "status",
    "objective",
    "expected_cost",
    "cvar",
    "worst_cost",
    "bound",
    "gap",
    "seconds",
    "fingerprint",
    "scenario_costs",
    "decisions",
}
FIGURES = ("objective", "expected_cost", "cvar", "worst_cost", "bound", "gap")


def test_without_words_the_window_opens() -> None:
    opened: list[Path | None] = []
    assert commands.main([], lambda path: opened.append(path) or 7, no_selftest) == 7
    assert opened == [None]


def test_a_file_alone_opens_the_window_on_it(tmp_path: Path) -> None:
    opened: list[Path | None] = []
    path = saved(tmp_path, two_sources(), "磁石 & ünïcode.xlsx")
    assert commands.main([str(path)], lambda path: opened.append(path) or 0, no_selftest) == 0
    assert opened == [path]


def test_selftest_is_handed_on() -> None:
    assert commands.main(["--selftest"], no_window, lambda: 5) == 5


@pytest.mark.parametrize(
    "words",
    [
        ["plan"],
        ["plan", "missing.xlsx"],
        ["missing.xlsx"],
        ["check", "."],
        ["pln", "x.xlsx"],
        ["--wrong"],
        ["check", "x.xlsx", "--gap", "0.1"],
        ["template"],
        ["template", "template.csv"],
        ["template", "nowhere/template.xlsx"],
        ["convert", "missing.xlsx", "out.xlsx"],
        ["convert", "README.md", "out.csv"],
        ["--selftest", "plan"],
    ],
)
def test_wrong_use_is_2_with_a_sentence_and_nothing_on_standard_output(
    words: list[str], capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert command(*words) == Exit.WRONG_USE
    out, err = capsys.readouterr()
    assert out == ""
    assert err.strip()
    assert "Traceback" not in err


@pytest.mark.parametrize(
    "words",
    [
        ["--gap", "-0.1"],
        ["--gap", "nan"],
        ["--gap", "wide"],
        ["--gap", "inf"],
        ["--time-limit", "0"],
        ["--time-limit", "-5"],
        ["--memory", "0"],
        ["--risk-weight", "1.5"],
        ["--seed", "-1"],
        ["--seed", "1.5"],
        ["--seed", str(2**31)],
        ["--out", "plan.pdf"],
        ["--out", "case.xlsx"],
        ["--out", "nowhere/plan.xlsx"],
    ],
)
def test_a_wrong_option_is_said_before_the_work(
    words: list[str], capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    saved(tmp_path, two_sources())
    before = (tmp_path / "case.xlsx").read_bytes()
    assert command("plan", "case.xlsx", "--json", *words) == Exit.WRONG_USE
    assert capsys.readouterr().out == ""
    assert (tmp_path / "case.xlsx").read_bytes() == before


def test_a_command_misspelt_is_recognised(capsys: pytest.CaptureFixture[str]) -> None:
    assert command("chekc") == Exit.WRONG_USE
    assert "Did you mean the command 'check'?" in capsys.readouterr().err


def test_help_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert command("--help") == Exit.FINE
    out = capsys.readouterr().out
    assert all(word in out for word in ("plan", "check", "template", "sample", "convert", "--selftest"))


def test_plan_prints_one_object_and_nothing_else(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert command("plan", saved(tmp_path, two_sources()), "--json", "--gap", "0") == Exit.FINE
    told = json.loads(capfd.readouterr().out)
    assert set(told) >= PLAN_KEYS
    assert told["status"] == "proven"
    assert told["objective"] == pytest.approx(COST)
    assert told["gap"] <= 1e-6
    assert told["bound"] <= told["objective"]
    assert told["scenario_costs"] == {"base case": pytest.approx(COST)}
    assert told["decisions"] == [
        {"node": 0, "month": "2027-01", "kind": "qualify", "name": "Approve North", "scenarios": ["base case"]}
    ]
    assert told["fingerprint"] == two_sources().fingerprint()
    assert all(math.isfinite(told[key]) for key in (*FIGURES, "seconds"))


def test_plan_reads_well(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert command("plan", saved(tmp_path, two_sources()), "--gap", "0") == Exit.FINE
    out = capsys.readouterr().out
    assert "This plan is proven: none is better." in out
    assert "260 USD" in out
    assert "Now, Jan 2027" in out
    assert "Qualify Approve North" in out
    assert "Order 10 × Magnet from East, 120 USD, to arrive Jan 2027" in out


def test_the_risk_weight_the_seed_and_the_memory_are_passed_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Options] = []

    def run(what: Case, options: Options, *rest: object, **more: object) -> Answer:
        asked.append(options)
        return without_plan(Status.STOPPED_WITHOUT_PLAN)

    monkeypatch.setattr(planning, "run", run)
    words = ("--gap", "0.01", "--time-limit", "7", "--risk-weight", "0.5", "--seed", "3", "--memory", "1.5")
    command("plan", saved(tmp_path, two_sources()), *words)
    assert asked == [Options(gap=0.01, time_limit=7.0, risk_weight=0.5, seed=3, memory_bytes=1_500_000_000)]


def test_a_case_with_errors_is_1_with_findings_and_their_cells(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wrong = two_sources(stock=[{"item": "Magnte", "quantity": 5}])
    path = saved(tmp_path, wrong)
    assert command("plan", path, "--json") == Exit.CASE_HAS_ERRORS
    out, err = capsys.readouterr()
    told = json.loads(out)
    assert told["status"] == "refused"
    assert all(told[key] is None for key in FIGURES)
    assert "Stock!A2" in err
    assert "Magnet" in err
    assert command("check", path, "--json") == Exit.CASE_HAS_ERRORS
    out, err = capsys.readouterr()
    first = json.loads(out)["findings"][0]
    assert {key: first[key] for key in ("severity", "sheet", "cell")} == {
        "severity": "error",
        "sheet": "Stock",
        "cell": "A2",
    }
    assert set(first) == {"severity", "rule", "sheet", "cell", "message"}
    assert "Stock!A2" in err


def test_a_sound_case_checks_clean(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = saved(tmp_path, two_sources())
    assert command("check", path) == Exit.FINE
    assert capsys.readouterr().out == "Nothing to mend.\n"
    assert command("check", path, "--json") == Exit.FINE
    assert json.loads(capsys.readouterr().out) == {"findings": []}


@pytest.mark.parametrize("content", [b"", b"nonsense", b"PK\x03\x04 cut off", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old"])
def test_a_file_that_is_no_workbook_is_refused_without_a_traceback(
    content: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "case.xlsx"
    path.write_bytes(content)
    assert command("plan", path, "--json") == Exit.CASE_HAS_ERRORS
    out, err = capsys.readouterr()
    assert json.loads(out)["status"] == "refused"
    assert "case.xlsx" in err
    assert "Traceback" not in err


def test_a_case_nothing_can_satisfy_is_4_and_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    impossible = two_sources(
        capacity=[
            {"supplier": "East", "item": "Magnet", "from_month": "2027-01", "per_month": 1},
            {"supplier": "North", "item": "Magnet", "from_month": "2027-01", "per_month": 1},
        ],
        limits=[{"limit": "min_fill", "value": 1}],
    )
    path = saved(tmp_path, impossible)
    assert command("plan", path, "--json") == Exit.INFEASIBLE
    told = json.loads(capsys.readouterr().out)
    assert told["status"] == "infeasible"
    assert told["objective"] is None
    assert told["decisions"] == []


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        (Status.STOPPED_WITHOUT_PLAN, Exit.NO_PLAN_IN_TIME),
        (Status.INFEASIBLE, Exit.INFEASIBLE),
        (Status.UNBOUNDED, Exit.OUR_FAULT),
        (Status.FAILED, Exit.OUR_FAULT),
        (Status.CANCELLED, Exit.STOPPED),
    ],
)
def test_every_ending_without_a_plan_has_its_exit_status(
    status: Status,
    expected: Exit,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(planning, "run", lambda *_, **__: without_plan(status, detail="the details"))
    assert command("plan", saved(tmp_path, two_sources()), "--json") == expected
    out, err = capsys.readouterr()
    assert json.loads(out)["status"] == status.value
    assert ("fault of the program" in err) == (expected is Exit.OUR_FAULT)


def test_memory_that_runs_out_is_5_and_no_fault_of_the_program(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command("plan", saved(tmp_path, two_sources()), "--json", "--memory", 0.02) == Exit.OUR_FAULT
    out, err = capsys.readouterr()
    assert json.loads(out)["status"] == "failed"
    assert "The work needed more than 0.02 GB of memory and was ended. Close other programs" in err
    assert "fault" not in err
    assert ".log" not in err


def test_a_fault_of_ours_is_5_with_a_log_and_no_traceback(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def blunder(*words: object, **more: object) -> Answer:
        raise ZeroDivisionError("a blunder")

    monkeypatch.setattr(planning, "run", blunder)
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", None)
    assert command("plan", saved(tmp_path, two_sources())) == Exit.OUR_FAULT
    err = capsys.readouterr().err
    assert "a blunder" in err
    assert "Traceback" not in err
    (log,) = tmp_path.glob("remanence-*.log")
    assert str(log) in err
    assert "ZeroDivisionError" in log.read_text()


def test_figures_that_are_not_numbers_become_null(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    answer = without_plan(Status.STOPPED_WITHOUT_PLAN, bound=-math.inf)
    monkeypatch.setattr(planning, "run", lambda *_, **__: answer)
    command("plan", saved(tmp_path, two_sources()), "--json")
    assert json.loads(capsys.readouterr().out)["bound"] is None


def test_stop_with_a_plan_in_hand_is_130_and_the_plan_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    found = plan(two_sources(), Options(gap=0))

    def stopped(what: Case, options: Options, listen: Any, stopping: Any, *, spent: float) -> Answer:
        listen(Progress(1.0, 500.0, 400.0, 0.2))
        os.kill(os.getpid(), signal.SIGINT)
        for _ in range(100):
            if stopping():
                break
            time.sleep(0.01)
        assert stopping()
        return Answer(Status.STOPPED_WITH_PLAN, plan=found.plan, objective=500.0, message="Stopped.")

    monkeypatch.setattr(planning, "run", stopped)
    out = tmp_path / "plan.xlsx"
    assert command("plan", saved(tmp_path, two_sources()), "--json", "--out", out) == Exit.STOPPED
    assert json.loads(capsys.readouterr().out)["status"] == "stopped_with_plan"
    assert out.exists()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows sends Ctrl+C in another way")
@pytest.mark.parametrize("seconds", [0.3, 1.0, 1.5, 4.0])
def test_control_c_ends_the_program_within_seconds_whenever_it_comes(tmp_path: Path, seconds: float) -> None:
    """The whole program, its children too, gets the signal, as from a terminal; the plan would take longer."""
    sample = tmp_path / "sample.xlsx"
    assert command("sample", sample) == Exit.FINE
    program = subprocess.Popen(
        [sys.executable, "main.py", "plan", sample, "--json", "--gap", "0"],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    time.sleep(seconds)
    asked = time.monotonic()
    os.killpg(program.pid, signal.SIGINT)
    out, err = program.communicate(timeout=30)
    assert time.monotonic() - asked < 12
    assert program.returncode == Exit.STOPPED, err
    assert not out or json.loads(out)["status"] in ("stopped_with_plan", "cancelled")
    assert "Traceback" not in err


def test_progress_is_silent_where_nobody_watches(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert command("plan", saved(tmp_path, two_sources()), "--gap", "0") == Exit.FINE
    assert capsys.readouterr().err == ""


def test_a_fault_of_ours_is_told_once(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: Any) -> None:
    answer = without_plan(Status.FAILED, message="The solver gave up.")
    monkeypatch.setattr(planning, "run", lambda *words, **more: answer)
    assert command("plan", saved(tmp_path, two_sources()), "--json") == Exit.OUR_FAULT
    assert capsys.readouterr().err.count("The solver gave up.") == 1
