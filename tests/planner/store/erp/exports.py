"""Decides how a test tells an export in few words, and what it looks at in the draft."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from planner.store import erp
from planner.store.erp import Answer, Draft, Question, Source
from planner.store.erp import Mapping as Mapped
from planner.tables.case import Case
from planner.tables.inputs import table

KNOWN = erp.lexicon()


def text(folder: Path, content: str, name: str = "export.csv", encoding: str = "utf-8") -> Path:
    """Write an export as text; the first line may be left blank."""
    path = folder / name
    path.write_bytes(content.removeprefix("\n").replace("\n", "\r\n").encode(encoding))
    return path


def book(folder: Path, sheets: Mapping[str, list[list[Any]]], name: str = "export.xlsx") -> Path:
    """Write an export as a workbook."""
    made = Workbook()
    made.remove(made.worksheets[0])
    for title, rows in sheets.items():
        sheet = made.create_sheet(title)
        for row in rows:
            sheet.append(row)
    made.save(folder / name)
    return folder / name


class Reading:
    """An export on its way to a draft."""

    def __init__(self, path: Path, layout: str = "", case: Case | None = None, **answers: Answer) -> None:
        self.source: Source = erp.look(path, KNOWN)
        self.answers = {id.replace("__", "."): one for id, one in answers.items()}
        self.mapping: Mapped = erp.propose(self.source, layout, case=case, known=KNOWN, answers=self.answers)
        self.draft: Draft = erp.apply(self.source, self.mapping, self.answers, KNOWN)

    def question(self, id: str) -> Question:
        found = self.mapping.question(id)
        assert found is not None, [one.id for one in self.mapping.questions]
        return found

    @property
    def asked(self) -> list[str]:
        return [one.id for one in self.mapping.questions]

    def rows(self, table_id: str, *columns: str) -> list[tuple[Any, ...]]:
        """Some columns of the draft of a table; there must be no error."""
        assert not self.draft.has_errors, self.draft.findings
        declared = table(table_id)
        places = [declared.position(one) for one in columns]
        return [tuple(row[place] for place in places) for row in self.draft.tables.get(table_id, ())]

    def said(self, rule: str) -> list[str]:
        return [one.message for one in self.draft.findings if one.rule == rule]

    def errors(self) -> list[tuple[str, str]]:
        return [(one.rule, one.place) for one in self.draft.findings if one.is_error]


def bill(reading: Reading) -> list[tuple[Any, ...]]:
    return reading.rows("bill_of_materials", "parent", "component", "quantity")
