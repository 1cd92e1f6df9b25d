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

from planner import arguments, commands, planning
from planner.commands import Exit
from planner.errors import UserError
from planner.events import Progress
from planner.plan.answer import Answer, without_plan
from planner.plan.keep import keep
from planner.planning import plan
from planner.solve.options import Options
from planner.solve.outcome import Status
from planner.store.project import Project, load, save
from planner.store.reading import read_case
from planner.store.workbook_out import write_case
from planner.tables.case import Case
from tests.architecture.tree import ROOT
from tests.builders import case

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
COST = 260.0
"""20 magnets of the second source at 2, 100 to approve it at once, and 10 of the first at 12 in the meantime."""


def two_sources(**more: Any) -> Case:
    return case(
        case={"name": "Two sources"},
        products=[{"product": "Drive", "shortage_cost": 1000}],
        demand={"Drive": [10, 10, 10]},
        bill_of_materials=[{"parent": "Drive", "component": "Magnet", "quantity": 1}],
        items=[{"item": "Magnet", "standard_cost": 4}],
        suppliers=[{"supplier": "East", "country": "CN"}, {"supplier": "North", "country": "AU"}],
        offers=[
            {"supplier": "East", "item": "Magnet", "price": 12, "production_months": 0, "transit_months": 0},
            {
                "supplier": "North",
                "item": "Magnet",
                "price": 2,
                "production_months": 0,
                "transit_months": 0,
                "qualification": "Approve North",
            },
        ],
        qualifications=[{"qualification": "Approve North", "months": 1, "cost": 100}],
        **more,
    )


def saved(tmp_path: Path, what: Case, name: str = "case.xlsx") -> Path:
    path = tmp_path / name
    write_case(what, path)
    return path


def no_window(path: Path | None) -> int:
    raise AssertionError(f"a window was asked for, on {path}")


def no_selftest() -> int:
    raise AssertionError("a selftest was asked for")


def command(*words: object) -> int:
    return commands.main([str(word) for word in words], no_window, no_selftest)


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


def test_a_plan_workbook_is_written_and_refused_as_a_case(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "plan.xlsx"
    assert command("plan", saved(tmp_path, two_sources()), "--out", out, "--gap", "0") == Exit.FINE
    assert out.exists()
    capsys.readouterr()
    assert command("check", out) == Exit.CASE_HAS_ERRORS
    assert "plan" in capsys.readouterr().err


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
    assert "plans kept in the project stay there" in capsys.readouterr().err


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


@pytest.mark.parametrize("words", [["check", "case.xlsx"], []])
def test_a_python_without_our_packages_is_told_the_command_that_brings_them(words: list[str]) -> None:
    bare = [sys.executable, "-S", str(ROOT / "main.py"), *words]  # -S: installed packages are not found
    told = subprocess.run(bare, capture_output=True, text=True, check=False, timeout=60)
    assert (told.returncode, told.stdout) == (Exit.WRONG_USE, "")
    assert "Traceback" not in told.stderr and "python -m uv run main.py" in told.stderr


def test_a_window_without_its_libraries_says_what_to_install(capsys: pytest.CaptureFixture[str]) -> None:
    def window(path: Path | None) -> int:
        raise ImportError("libEGL.so.1: cannot open shared object file: No such file or directory")

    assert commands.main([], window, no_selftest) == Exit.WRONG_USE
    err = capsys.readouterr().err
    assert "libEGL.so.1" in err and "README" in err


def test_a_fault_of_ours_is_told_once(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: Any) -> None:
    answer = without_plan(Status.FAILED, message="The solver gave up.")
    monkeypatch.setattr(planning, "run", lambda *words, **more: answer)
    assert command("plan", saved(tmp_path, two_sources()), "--json") == Exit.OUR_FAULT
    assert capsys.readouterr().err.count("The solver gave up.") == 1
