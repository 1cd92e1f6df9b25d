"""How long 50,000 rows of ten cells take to import, beside openpyxl loading and visiting the same cells.

Run with ``pytest --benchmarks tests/benchmarks/test_import_speed.py``; the figures are printed.
"""

from __future__ import annotations

import os
import platform
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import openpyxl
import psutil
import pytest

from planner.store.reading import read_case
from tests.planner.store.books import NAMESPACE, STORY, book, data, number, raw_book, text

ROWS = 50_000
HEADERS = [
    "offer",
    "supplier",
    "item",
    "price",
    "freight",
    "duty_rate",
    "production_months",
    "transit_months",
    "min_order",
    "from_month",
]
MOST_TIMES = 1.3
MOST_BYTES = 1_000_000_000
TURNS = 3

OPENPYXL = """
book = openpyxl.load_workbook(path, data_only=True)
seen = sum(cell.value is not None for sheet in book for row in sheet.iter_rows() for cell in row)
"""
OURS = """
imported = read_workbook(pathlib.Path(path))
seen = len(imported.draft.rows("offers")) * 10
assert not [one for one in imported.findings if one.table == "offers"]
"""
MEASURE = """
import pathlib, sys, time
import openpyxl, psutil
from planner.store.workbook_in import read_workbook
path = sys.argv[1]
started = time.perf_counter()
{work}
seconds = time.perf_counter() - started
info = psutil.Process().memory_info()
try:
    import resource
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)
except ImportError:
    peak = info.peak_wset
assert seen >= 500_000, seen
print(seconds, peak)
"""


def cells(row: int, words: list[str]) -> str:
    """The XML of one offer; words come in the form the workbook keeps texts in."""
    figures = [2.9 + row % 97 / 100, 0.1, 0.021, 2, 1, 2000, 46388 + 30 * (row % 24)]
    numbers = "".join(number(f"{letter}{row}", value) for letter, value in zip("DEFGHIJ", figures, strict=True))
    return "".join(words) + numbers.replace(f'<c r="J{row}">', f'<c r="J{row}" s="1">')


def inline(path: Path) -> Path:
    """Texts in the cells, as openpyxl writes them."""
    rows = [
        cells(
            row,
            [
                text(f"A{row}", f"Offer {row}"),
                text(f"B{row}", f"Supplier {row % 50}"),
                text(f"C{row}", f"MAG-{row:05d}"),
            ],
        )
        for row in range(2, ROWS + 2)
    ]
    return written(path, rows, "")


def shared(path: Path) -> Path:
    """Texts in a table of their own, as Excel writes them."""
    strings = [f"Supplier {number}" for number in range(50)]
    rows = []
    for row in range(2, ROWS + 2):
        first = len(strings)
        strings += [f"Offer {row}", f"MAG-{row:05d}"]
        places = (first, row % 50, first + 1)
        rows.append(
            cells(row, [f'<c r="{at}{row}" t="s"><v>{place}</v></c>' for at, place in zip("ABC", places, strict=True)])
        )
    return written(path, rows, "".join(f"<si><t>{one}</t></si>" for one in strings))


def written(path: Path, rows: list[str], strings: str) -> Path:
    head = "".join(text(f"{letter}1", header) for letter, header in zip("ABCDEFGHIJ", HEADERS, strict=True))
    styles = (
        f'<styleSheet xmlns="{NAMESPACE}"><fonts><font/></fonts><fills><fill><patternFill/></fill></fills>'
        "<borders><border/></borders>"
        '<cellStyleXfs><xf numFmtId="0"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="17"/></cellXfs>'
        "</styleSheet>"
    )
    sheet = data(head, *rows)
    return raw_book(path, {"Offers": sheet}, styles=styles, strings=f'<sst xmlns="{NAMESPACE}">{strings}</sst>')


def measured(work: str, path: Path) -> tuple[float, float]:
    """Seconds and peak bytes of a piece of work in a process of its own, without the start of that process."""
    done = subprocess.run(
        [sys.executable, "-c", MEASURE.format(work=work), str(path)], capture_output=True, text=True, check=True
    )
    seconds, peak = map(float, done.stdout.split())
    return seconds, peak


@pytest.mark.timeout(1200)
@pytest.mark.parametrize("write", [inline, shared])
def test_an_import_takes_little_longer_than_openpyxl_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], write: Callable[[Path], Path]
) -> None:
    path = write(tmp_path / "offers.xlsx")
    turns = [(measured(OPENPYXL, path), measured(OURS, path)) for _ in range(TURNS)]
    theirs = min(seconds for (seconds, _), _ in turns)
    ours = min(seconds for _, (seconds, _) in turns)
    peak = max(peak for _, (_, peak) in turns)
    started = time.perf_counter()
    read_case(book(tmp_path / "small.xlsx", STORY))
    child = time.perf_counter() - started
    with capsys.disabled():
        memory = psutil.virtual_memory().total / 2**30
        print(
            f"\n{os.cpu_count()} cores, {memory:.0f} GB, {platform.system()}, Python {platform.python_version()}, ",
            end="",
        )
        print(f"openpyxl {openpyxl.__version__}; {ROWS} rows of {len(HEADERS)} cells, texts {write.__name__}")
        print(f"openpyxl {theirs:.2f} s, import {ours:.2f} s: {ours / theirs:.2f} times; peak {peak / 1e6:.0f} MB")
        print(f"a child process and a small case in it: {child:.2f} s")
    assert ours <= MOST_TIMES * theirs
    assert peak < MOST_BYTES
