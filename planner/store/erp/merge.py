"""Decides what a draft changes in a case: rows added, changed and taken out, as one edit and in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any

from planner.months import Month
from planner.store.erp.draft import Draft
from planner.store.erp.items import unit_of
from planner.tables.case import Case
from planner.tables.column import Column, RawRow, Value
from planner.tables.edits import DeleteRows, Edit, InsertRows, ReplaceTables, SetCells, Several
from planner.tables.finding import Finding, Severity
from planner.tables.inputs import INPUTS
from planner.tables.table import Table, folded


class Mode(Enum):
    """What becomes of a table's rows; the value is what is remembered."""

    UPDATE = "update"
    ADD = "add"
    REPLACE = "replace"


class Kind(Enum):
    """What happens to a row."""

    ADDED = "added"
    CHANGED = "changed"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Change:
    """What happens to one row.

    Attributes:
        kind: added, changed or removed.
        table: id of the table.
        words: the row, and what changes in it.
        origin: the cell of the export it comes from; empty for a row removed.
    """

    kind: Kind
    table: str
    words: str
    origin: str = ""


@dataclass(frozen=True, slots=True)
class Difference:
    """What a draft changes.

    Attributes:
        edit: all of it as one step, for ``edits.apply``; it changes nothing where there are no changes.
        changes: row by row, in the order of the tables.
        findings: what forbids it or should be looked at; with an error it must not be applied.
    """

    edit: Several
    changes: tuple[Change, ...]
    findings: tuple[Finding, ...] = ()

    def of(self, kind: Kind) -> tuple[Change, ...]:
        """The changes of a kind."""
        return tuple(one for one in self.changes if one.kind is kind)


_IDENTITY: dict[str, tuple[str, ...]] = {
    "stock": ("item", "location", "note"),
    "open_orders": ("order_number", "supplier", "item", "ready_month"),
    "offers": ("supplier", "item"),
}
"""What makes two rows the same where that is not the key."""

_LOOSER: dict[str, tuple[str, ...]] = {"open_orders": ("order_number", "supplier", "item")}
"""What makes them the same where only one on each side is left: an order whose date has moved."""

_GROUPS = {"bill_of_materials": "parent", "stock": "item"}
"""Rows of the same group are told together: what the draft does not name in one it names is gone."""

_KEPT_IN_GROUP = {"stock": ("origin", "feed_origin")}
"""What the rows of a group keep where all of them agree: an export of stock does not say where it was made."""

USUAL: dict[str, Mode] = {
    "items": Mode.UPDATE,
    "suppliers": Mode.ADD,
    "products": Mode.ADD,
    "open_orders": Mode.REPLACE,
}
"""The mode of a table unless the user chooses another; of others it is UPDATE."""


def usual_modes(draft: Draft) -> dict[str, Mode]:
    """A mode for each table of a draft: what the next export of the same kind should mostly do."""
    return {id: USUAL.get(id, Mode.UPDATE) for id in draft.tables}


def merge(case: Case, draft: Draft, modes: Mapping[str, Mode]) -> Difference:
    """What a draft changes in a case; the case is not touched.

    UPDATE changes the rows that are the same, adds the others, and takes out what an assembly or a part no longer
    has; columns the export says nothing of stay. ADD adds rows that are not there. REPLACE gives the table the rows of
    the draft alone, which keep what rows that were the same said beyond it. Names are the same without regard to case.

    Args:
        case: the case.
        draft: the draft, without errors.
        modes: for each table that is to be merged; others stay as they are.
    """
    edits: list[Edit] = []
    changes: list[Change] = []
    findings = [one for one in draft.findings if one.is_error]
    for declared in INPUTS:
        mode = modes.get(declared.id)
        if mode is None or declared.id not in draft.tables:
            continue
        work = _Merging(declared, case.rows(declared.id), draft)
        edits += work.edits(mode)
        changes += work.changes
        findings += work.findings
    return Difference(Several(tuple(edits)), tuple(changes), tuple(findings))


class _Merging:
    """One table."""

    def __init__(self, declared: Table[Any], rows: Sequence[RawRow], draft: Draft) -> None:
        self._table = declared
        self._rows = rows
        self._new = draft.tables[declared.id]
        self._origins = draft.origins.get(declared.id, ())
        self._given = draft.given.get(declared.id, frozenset())
        self._fills = draft.fills.get(declared.id, frozenset())
        self._sheet = draft.sheet
        self.changes: list[Change] = []
        self.findings: list[Finding] = []

    def edits(self, mode: Mode) -> list[Edit]:
        same = self._matched()
        torn = self._torn() if mode is not Mode.REPLACE else set()
        made = [self._laid_over(place, same.get(place)) for place in range(len(self._new))]
        if mode is Mode.REPLACE:
            return self._replaced(made, same)
        cells: list[tuple[int, str, Value]] = []
        added: list[RawRow] = []
        for place, row in enumerate(made):
            index = same.get(place)
            if place in torn:
                continue
            if index is None:
                self._note(Kind.ADDED, row, self._origins[place])
                added.append(row)
            elif mode is Mode.UPDATE and row != self._rows[index]:
                cells += self._changed(index, row, self._origins[place])
        gone = self._gone(set(same.values())) if mode is Mode.UPDATE else []
        edits: list[Edit] = []
        if cells:
            edits.append(SetCells(self._table.id, tuple(cells)))
        if gone:
            edits.append(DeleteRows(self._table.id, tuple(gone)))
        if added:
            end = len(self._rows) - len(gone)
            edits.append(InsertRows(self._table.id, tuple((end + number, row) for number, row in enumerate(added))))
        return edits

    def _replaced(self, made: Sequence[RawRow], same: Mapping[int, int]) -> list[Edit]:
        for place, row in enumerate(made):
            index = same.get(place)
            if index is None:
                self._note(Kind.ADDED, row, self._origins[place])
            elif row != self._rows[index]:
                self._changed(index, row, self._origins[place])
        for index in sorted(set(range(len(self._rows))) - set(same.values())):
            self._note(Kind.REMOVED, self._rows[index])
        return [] if list(made) == list(self._rows) else [ReplaceTables(((self._table.id, tuple(made)),))]

    def _matched(self) -> dict[int, int]:
        """The row of the case that is the same as one of the draft, by place in the draft."""
        found: dict[int, int] = {}
        columns = self._identity()
        for identity in (columns, _LOOSER.get(self._table.id, ())):
            if not identity:
                continue
            left = self._by(identity, self._rows, set(found.values()))
            for key, places in self._by(identity, self._new, set(found)).items():
                indices = left.get(key, [])
                if len(places) == len(indices) == 1 or identity is columns:
                    found.update(zip(places, indices, strict=False))
        return found

    def _torn(self) -> set[int]:
        """Offers of the draft that could be several of the case's, such as steps of price by quantity."""
        columns = self._identity()
        if self._table.id != "offers" or "offer" in columns:
            return set()
        held = self._by(columns, self._rows, set())
        found = set()
        for key, places in self._by(columns, self._new, set()).items():
            if len(held.get(key, ())) > 1:
                found.update(places)
                words = f"There are several offers of {self._words(self._new[places[0]])}: none of them was changed."
                cell = self._origins[places[0]]
                told = Finding("several_offers", Severity.WARNING, words, "offers", sheet=self._sheet, cell=cell)
                self.findings.append(told)
        return found

    def _identity(self) -> tuple[str, ...]:
        """The columns that make two rows the same: the key where the draft gives it, else what stands for it."""
        keys = tuple(one.id for one in self._table.keys)
        if keys and self._given.issuperset(keys):
            return keys
        return _IDENTITY.get(self._table.id) or keys or tuple(one.id for one in self._table.columns)

    def _by(
        self, columns: Iterable[str], rows: Sequence[RawRow], taken: set[int]
    ) -> dict[tuple[Value, ...], list[int]]:
        places = [self._table.position(one) for one in columns]
        by_key: dict[tuple[Value, ...], list[int]] = {}
        for number, row in enumerate(rows):
            if number not in taken:
                key = tuple(folded(row[place]) for place in places)
                if key == (None,) and self._table.id == "offers":  # a blank name has a default
                    key = (folded(self._table.typed(row).offer),)
                by_key.setdefault(key, []).append(number)
        return by_key

    def _laid_over(self, place: int, index: int | None) -> RawRow:
        """The row of the draft, with what it does not say from the row that is the same, or its group."""
        row = self._new[place]
        if index is None:
            return self._with_group(row)
        before = self._rows[index]
        made = [self._value(one, value, old) for one, value, old in zip(self._table.columns, row, before, strict=True)]
        self._look_at_unit(place, row, before)
        return tuple(made)

    def _value(self, column: Column, value: Value, old: Value) -> Value:
        """The value of the draft, unless it says nothing, or the same in other words."""
        if column.id not in self._given or value is None or folded(value) == folded(old):
            return old
        if old is None and value == column.default:
            return old
        if old is not None and column.id in self._fills:
            return old
        same_unit = (
            column.id == "unit" and isinstance(old, str) and isinstance(value, str) and unit_of(old) == unit_of(value)
        )
        return old if same_unit else value

    def _with_group(self, row: RawRow) -> RawRow:
        """A row that is new, with what all rows of its group agree on."""
        group = _GROUPS.get(self._table.id)
        made = list(row)
        for column in _KEPT_IN_GROUP.get(self._table.id, ()):
            place, key = self._table.position(column), self._table.position(group or "")
            held = {one[place] for one in self._rows if folded(one[key]) == folded(row[key])}
            if made[place] is None and len(held) == 1:
                made[place] = held.pop()
        return tuple(made)

    def _gone(self, kept: set[int]) -> list[int]:
        """Rows of the groups the draft names that it does not name themselves."""
        group = _GROUPS.get(self._table.id)
        if group is None:
            return []
        place = self._table.position(group)
        named = {folded(row[place]) for row in self._new}
        gone = [index for index, row in enumerate(self._rows) if index not in kept and folded(row[place]) in named]
        for index in gone:
            self._note(Kind.REMOVED, self._rows[index])
        return gone

    def _changed(self, index: int, row: RawRow, origin: str) -> list[tuple[int, str, Value]]:
        before = self._rows[index]
        columns = [one for one, old, new in zip(self._table.columns, before, row, strict=True) if old != new]
        at = {one.id: self._table.position(one.id) for one in columns}
        told = "; ".join(f"{one.title} {_shown(before[at[one.id]])} → {_shown(row[at[one.id]])}" for one in columns)
        self.changes.append(Change(Kind.CHANGED, self._table.id, f"{self._words(before)}: {told}", origin))
        return [(index, one.id, row[at[one.id]]) for one in columns]

    def _note(self, kind: Kind, row: RawRow, origin: str = "") -> None:
        self.changes.append(Change(kind, self._table.id, self._words(row), origin))

    def _words(self, row: RawRow) -> str:
        """A row in words: what identifies it, and its quantity."""
        columns = list(_IDENTITY.get(self._table.id) or [one.id for one in self._table.keys])
        columns += [
            one for one in ("quantity", "price") if one in {c.id for c in self._table.columns} and one not in columns
        ]
        shown = [
            _shown(row[self._table.position(one)]) for one in columns if row[self._table.position(one)] is not None
        ]
        return ", ".join(shown) or "a blank row"

    def _look_at_unit(self, place: int, row: RawRow, before: RawRow) -> None:
        """Note an item the export counts in another unit than the case: its quantities would be wrong."""
        if self._table.id != "items" or "unit" not in self._given:
            return
        at, kind = self._table.position("unit"), before[self._table.position("kind")]
        old, new = before[at] or ("kg" if kind == "material" else "pcs"), row[at]
        if isinstance(old, str) and isinstance(new, str) and unit_of(old).casefold() != unit_of(new).casefold():
            words = (
                f"'{_shown(before[0])}' is counted in {old} in the case and in {new} in the export. Have the export "
                "count it in the same, or change its unit and all its quantities in the case."
            )
            cell = self._origins[place]
            found = Finding("other_unit", Severity.ERROR, words, "items", field="unit", sheet=self._sheet, cell=cell)
            self.findings.append(found)


def _shown(value: Value) -> str:
    if value is None:
        return "blank"
    if isinstance(value, Month):
        return str(value)
    if isinstance(value, tuple):
        return "; ".join(value)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return f"{value:,.10g}"
    return str(value)
