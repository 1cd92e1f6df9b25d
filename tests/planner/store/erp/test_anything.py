"""Whatever a file holds, reading it as an export ends in a draft or a sentence; nothing else ever comes out."""

from __future__ import annotations

import random
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from planner.errors import UserError
from planner.store import erp
from planner.store.erp import Answer, Mapping
from planner.store.erp.session import Wish, preview, see
from planner.tables.case import Case
from planner.tables.edits import apply
from tests.budget import examples
from tests.builders import case
from tests.planner.store.erp.exports import KNOWN

HEADERS = sorted({spelt for layout in KNOWN.layouts for spelt in (*layout.own, *layout.general)})
IDS = [layout.id for layout in KNOWN.layouts]
CELLS = [
    "", " ", "0", "1", "2", "-3", "1.234", "1,5", "0,5", "12-", "1e9", "1E+11", "999999999999999999",
    "*", "**", ".1", "..2", "1.1", "1.1.1", "A", "B", "C", "MAG Magnet N42SH", "Total", "Summe",
    "TOP MODEL : X", "03/04/2027", "17.08.2026", "2027-01", "99/99/9999", "KW 60/2027", "X", "D", "T", "K",
    "kg", "PC", "EUR", "5 %", '"', "=1+1", "\u0000", "磁钢", "   indented", "--", "#REF!", "a" * 300,
    "100033 Narva",
]  # fmt: skip
TABLES = st.lists(st.lists(st.sampled_from(CELLS), min_size=1, max_size=7), max_size=9)


def every_answer(mapping: Mapping, dice: random.Random) -> dict[str, Answer]:
    """An answer to each question, one of those there are."""
    made: dict[str, Answer] = {}
    for one in mapping.questions:
        values = [option.value for option in one.options]
        if one.several:
            made[one.id] = tuple(dice.sample(values, dice.randint(0, len(values))))
        else:
            made[one.id] = dice.choice(values) if values else "Something"
    return made


def through(path: Path, layout: str, dice: random.Random) -> None:
    """Read a file to the end, answering whatever is asked, and merge what comes out."""
    known = case(
        items=[{"item": "A", "standard_cost": 1, "unit": "pcs"}],
        stock=[{"item": "A", "quantity": 1}],
        bill_of_materials=[{"parent": "C", "component": "A", "quantity": 1}],
        currencies=[{"currency": "EUR", "rate": 1.1}],
    )
    source = erp.look(path, KNOWN)
    answers: dict[str, Answer] = {}
    mapping = erp.propose(source, layout, case=known, known=KNOWN, answers=answers)
    for _ in range(4):
        answers |= every_answer(mapping, dice)
        mapping = erp.propose(source, layout, case=known, known=KNOWN, answers=answers)
    draft = erp.apply(source, mapping, answers, KNOWN)
    assert not [one for one in draft.findings if not one.message or not one.sheet]
    for mode in erp.Mode:
        difference = erp.merge(known, draft, dict.fromkeys(draft.tables, mode))
        changed = known.copy()
        undo = apply(changed, difference.edit)
        apply(changed, undo)
        assert changed == known
    shown(Wish(path, layout=layout, answers=answers), known)


def shown(wish: Wish, known: Case) -> None:
    """Show the same file step by step, with a magnet hidden in a part, and take what comes out back again."""
    sight = see(wish, known, {}, KNOWN)
    assert sight.mapping is not None
    assert len(sight.head) <= sight.rows
    found = preview(wish, known, {}, (erp.Hidden("A", "Within", 2.0),), KNOWN)
    changed = known.copy()
    apply(changed, apply(changed, found.edit))
    assert changed == known
    assert sum(one.added + one.changed + one.removed for one in found.counts) == len(found.changes)


@settings(max_examples=examples(400), derandomize=True, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.binary(max_size=200), st.sampled_from(IDS))
def test_any_bytes_end_in_a_draft_or_a_sentence(data: bytes, layout: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "export.txt"
        path.write_bytes(data)
        try:
            through(path, layout, random.Random(1))
        except UserError as error:
            assert error.message


@settings(max_examples=examples(800), derandomize=True, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.sampled_from(IDS),
    st.lists(st.sampled_from(HEADERS), min_size=2, max_size=7),
    TABLES,
    st.sampled_from("\t;,|"),
    st.integers(0, 99),
)
def test_any_cells_under_any_headers_end_in_a_draft_or_a_sentence(
    layout: str, headers: list[str], rows: list[list[str]], separator: str, seed: int
) -> None:
    text = "\n".join(separator.join(cells) for cells in [headers, *rows])
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "export.csv"
        path.write_text(text, encoding="utf-8")
        try:
            through(path, layout, random.Random(seed))
        except UserError as error:
            assert error.message


@settings(max_examples=examples(400), derandomize=True, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.sampled_from(IDS), TABLES, st.integers(0, 99))
def test_any_cells_under_the_right_headers_end_in_a_draft(layout: str, rows: list[list[str]], seed: int) -> None:
    known = next(one for one in KNOWN.layouts if one.id == layout)
    by_role = {role: header for header, role in {**known.general, **known.own}.items()}
    months = ["2027-01", "2027-02"] if layout == "forecast" else []
    headers = [header for role, header in by_role.items() if role][:14] + months
    text = "\n".join(";".join(cells) for cells in [headers, *rows])
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "export.csv"
        path.write_text(text, encoding="utf-8")
        try:
            through(path, layout, random.Random(seed))
        except UserError as error:
            assert error.message
