"""Decides which words the command line takes, and what they ask for."""

from __future__ import annotations

import argparse
import difflib
import math
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from planner.errors import UserError
from planner.solve.options import Options
from planner.store.project import SUFFIX as PROJECT

_USUAL = Options()


@dataclass(frozen=True, slots=True)
class OpenWindow:
    """Open the window, on a file if one is given."""

    file: Path | None


@dataclass(frozen=True, slots=True)
class TrySelf:
    """Try the program without a screen."""


@dataclass(frozen=True, slots=True)
class PlanCase:
    """Plan the case in a file; write the plan to ``out`` if that is given."""

    case: Path
    out: Path | None
    json: bool
    options: Options


@dataclass(frozen=True, slots=True)
class CheckCase:
    """Say what is wrong with the case in a file."""

    case: Path
    json: bool


@dataclass(frozen=True, slots=True)
class WriteTemplate:
    """Write an empty workbook to fill in."""

    out: Path


@dataclass(frozen=True, slots=True)
class WriteSample:
    """Write the sample case."""

    out: Path


@dataclass(frozen=True, slots=True)
class Convert:
    """Turn a workbook into a project file, or back."""

    case: Path
    out: Path


@dataclass(frozen=True, slots=True)
class ShowExposure:
    """Tell how exposed the case in a file is."""

    case: Path
    json: bool


@dataclass(frozen=True, slots=True)
class ShowRunway:
    """Tell how long every line of the case in a file lasts."""

    case: Path
    json: bool


@dataclass(frozen=True, slots=True)
class ShowPlaybook:
    """Tell what to do when what becomes known, from the plan kept in a project or a new one."""

    case: Path
    json: bool
    options: Options


@dataclass(frozen=True, slots=True)
class WriteReport:
    """Write the brief of a case to ``pdf``, with the other ways to carry on if ``baselines``."""

    case: Path
    pdf: Path
    json: bool
    baselines: bool
    options: Options


@dataclass(frozen=True, slots=True)
class ShowWhy:
    """Tell why the plan of a case does what it does; with ``switching`` also what would change its mind."""

    case: Path
    json: bool
    seconds: float | None
    switching: bool
    options: Options


@dataclass(frozen=True, slots=True)
class Compare:
    """Tell how two cases and their plans differ; of ``inputs`` alone where that is asked."""

    old: Path
    new: Path
    json: bool
    inputs: bool
    options: Options


Plain = OpenWindow | TrySelf | PlanCase | CheckCase | WriteTemplate | WriteSample | Convert
Question = ShowExposure | ShowRunway | ShowPlaybook | WriteReport | ShowWhy | Compare
Asked = Plain | Question


def read_arguments(arguments: Sequence[str]) -> Asked:
    """What is asked. A lone word that is no command is a file for the window.

    Args:
        arguments: the words after the program's name.

    Raises:
        SystemExit: with 2 for wrong use, which has been explained on standard error; with 0 after --help.
        UserError: a file to read is not there.
    """
    if not arguments:
        return OpenWindow(None)
    first = arguments[0]
    if len(arguments) == 1 and first not in _COMMANDS and not first.startswith("-"):
        return OpenWindow(_existing(Path(first)))
    words = _parser().parse_args(arguments)
    if words.selftest:
        return TrySelf()
    asked: Asked = _COMMANDS[words.command](words)
    return asked


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="main.py",
        usage="main.py [FILE] | --selftest | COMMAND ...",
        description="Remanence plans what to buy, stock, qualify and redesign when magnets become scarce. "
        "Without a command it opens its window, on FILE if one is given.",
        allow_abbrev=False,
    )
    parser.add_argument("--selftest", action="store_true", help="try the program without a screen")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", title="commands", prog="main.py")
    plan = commands.add_parser("plan", help="plan a case", allow_abbrev=False)
    plan.add_argument("case", metavar="CASE", type=Path)
    plan.add_argument("--out", metavar="PLAN.xlsx", type=Path, help="write the plan as a workbook")
    _add_json(plan)
    _add_options(plan)
    check = commands.add_parser("check", help="say what is wrong with a case", allow_abbrev=False)
    check.add_argument("case", metavar="CASE", type=Path)
    _add_json(check)
    _add_questions(commands)
    template = commands.add_parser("template", help="write an empty workbook to fill in", allow_abbrev=False)
    template.add_argument("out", metavar="OUT.xlsx", type=Path)
    sample = commands.add_parser("sample", help="write the sample case", allow_abbrev=False)
    sample.add_argument("out", metavar="OUT.xlsx", type=Path)
    convert = commands.add_parser("convert", help="turn a workbook into a project file, or back", allow_abbrev=False)
    convert.add_argument("case", metavar="IN", type=Path)
    convert.add_argument("out", metavar="OUT", type=Path)
    return parser


def _add_questions(commands: Any) -> None:
    """The commands that answer questions about a case."""
    for name, words in (
        ("exposure", "tell how much of which rare earth hangs on whom"),
        ("runway", "tell how long every line lasts when something stops"),
        ("playbook", "tell what to do when what becomes known"),
        ("report", "write a brief of a case and its plan as a PDF"),
    ):
        question = commands.add_parser(name, help=words, allow_abbrev=False)
        question.add_argument("case", metavar="CASE", type=Path)
        _add_json(question)
        if name in ("playbook", "report"):
            _add_options(question)
        if name == "report":
            question.add_argument("--pdf", metavar="OUT.pdf", type=Path, required=True, help="the file to write")
            question.add_argument(
                "--baselines", action="store_true", help="compare with other ways to carry on (plans three times more)"
            )

    why = commands.add_parser("why", help="tell why a plan does what it does", allow_abbrev=False)
    why.add_argument("case", metavar="CASE", type=Path)
    _add_json(why)
    why.add_argument(
        "--seconds",
        metavar="S",
        type=_number("seconds, more than 0", 1e-9),
        help="seconds each question may take (default 20, or 22 %% of what planning took where that was a minute; as "
        "long for all that is asked about one action with --switching)",
    )
    why.add_argument(
        "--switching", action="store_true", help="find what would change the plan's mind about what it does now"
    )
    _add_options(why)
    compare = commands.add_parser("compare", help="tell how two cases and their plans differ", allow_abbrev=False)
    compare.add_argument("old", metavar="A", type=Path)
    compare.add_argument("new", metavar="B", type=Path)
    _add_json(compare)
    compare.add_argument("--inputs", action="store_true", help="compare what was entered, without planning")
    _add_options(compare)


def _add_json(command: argparse.ArgumentParser) -> None:
    command.add_argument("--json", action="store_true", help="print one object and nothing else")


def _add_options(command: argparse.ArgumentParser) -> None:
    """How a case is planned."""
    command.add_argument(
        "--gap",
        metavar="G",
        type=_number("a fraction, 0 or more", 0.0),
        default=_USUAL.gap,
        help="a plan within this fraction of the bound counts as proven (default %(default)g)",
    )
    command.add_argument(
        "--time-limit",
        metavar="S",
        type=_number("seconds, more than 0", 1e-9),
        default=_USUAL.time_limit,
        help="seconds it may take (default %(default)g)",
    )
    command.add_argument(
        "--risk-weight", metavar="W", type=_number("a number from 0 to 1", 0.0, 1.0), help="replaces the case's"
    )
    command.add_argument("--seed", metavar="N", type=_seed, default=_USUAL.seed, help="for every random choice")
    most = _number("gigabytes, more than 0", 1e-9)
    command.add_argument("--memory", metavar="GB", type=most, help="most it may use (default 3/4 of the machine's)")


def _options(words: Any) -> Options:
    memory = None if words.memory is None else round(words.memory * 1e9)
    return Options(words.gap, words.time_limit, words.risk_weight, words.seed, memory)


def _plan_case(words: Any) -> PlanCase:
    if words.out is not None:
        _place(words.out, words.case)
    return PlanCase(_existing(words.case), words.out, words.json, _options(words))


def _write_report(words: Any) -> WriteReport:
    pdf = _place(words.pdf, words.case, (".pdf",))
    return WriteReport(_existing(words.case), pdf, words.json, words.baselines, _options(words))


def _show_why(words: Any) -> ShowWhy:
    return ShowWhy(_existing(words.case), words.json, words.seconds, words.switching, _options(words))


def _compare(words: Any) -> Compare:
    return Compare(_existing(words.old), _existing(words.new), words.json, words.inputs, _options(words))


_COMMANDS: dict[str, Callable[[Any], Asked]] = {
    "plan": _plan_case,
    "check": lambda words: CheckCase(_existing(words.case), words.json),
    "exposure": lambda words: ShowExposure(_existing(words.case), words.json),
    "runway": lambda words: ShowRunway(_existing(words.case), words.json),
    "playbook": lambda words: ShowPlaybook(_existing(words.case), words.json, _options(words)),
    "report": _write_report,
    "why": _show_why,
    "compare": _compare,
    "template": lambda words: WriteTemplate(_place(words.out)),
    "sample": lambda words: WriteSample(_place(words.out)),
    "convert": lambda words: Convert(_existing(words.case), _place(words.out, words.case, (".xlsx", PROJECT))),
}


def _number(words: str, low: float, high: float = math.inf) -> Callable[[str], float]:
    """A reader of finite numbers between bounds."""

    def read(text: str) -> float:
        try:
            value = float(text)
        except ValueError:
            value = math.nan
        if not (low <= value <= high and math.isfinite(value)):
            raise argparse.ArgumentTypeError(f"it takes {words}, not '{text}'")
        return value

    return read


def _seed(text: str) -> int:
    if not (text.isascii() and text.isdigit() and int(text) < 2**31):
        raise argparse.ArgumentTypeError(f"it takes a whole number from 0 to {2**31 - 1}, not '{text}'")
    return int(text)


def _existing(path: Path) -> Path:
    """The path, if there is a file."""
    if path.is_file():
        return path
    if path.is_dir():
        raise UserError(f"'{path}' is a folder.", "Name a file in it.")
    if path.exists():
        raise UserError(f"'{path}' is no ordinary file.", "Name a workbook or a project.")
    near = difflib.get_close_matches(path.name, _COMMANDS, 1)
    meant = f"Did you mean the command '{near[0]}'?" if near else "Check the name and the folder."
    raise UserError(f"There is no file '{path}'.", meant)


def _place(out: Path, case: Path | None = None, endings: tuple[str, ...] = (".xlsx",)) -> Path:
    """The path, if a file with such an ending may be written there: better said before the work than after."""
    if out.suffix.casefold() not in endings:
        raise UserError(f"'{out}' does not end in {' or '.join(endings)}.", "Give it a name that does.")
    if out.is_dir():
        raise UserError(f"'{out}' is a folder.", "Give it another name.")
    if not out.absolute().parent.is_dir():
        raise UserError(f"The folder '{out.absolute().parent}' does not exist.", "Choose a folder that exists.")
    for one in (out.absolute().parent, out):
        if one.exists() and not os.access(one, os.W_OK):
            raise UserError(f"'{one}' is write-protected.", "Choose another place, or lift the protection.")
    if case is not None and case.exists() and out.exists() and out.samefile(case):
        raise UserError(f"'{out}' is the case itself and would be overwritten.", "Choose another name.")
    return out
