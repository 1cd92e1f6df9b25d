"""Decides what is shown of an export at every step before it is taken, and what taking it would change."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from planner.errors import UserError
from planner.events import never
from planner.store.erp.apply import apply
from planner.store.erp.draft import Draft
from planner.store.erp.encodings import OFFERED
from planner.store.erp.layouts import Lexicon, lexicon
from planner.store.erp.look import look
from planner.store.erp.mapping import Answer, Question
from planner.store.erp.mapping import Mapping as Mapped
from planner.store.erp.merge import Change, Kind, Mode, merge, usual_modes
from planner.store.erp.overlay import Hidden, lay
from planner.store.erp.propose import propose
from planner.store.erp.source import Guess, Source, text_of
from planner.store.texts import shortened
from planner.tables import edits
from planner.tables.case import Case
from planner.tables.edits import Several
from planner.tables.finding import Finding
from planner.tables.inputs import INPUTS
from planner.tables.table import Layout as TableLayout
from planner.tables.table import folded

_HEAD = 60  # rows shown, among which the header row may be chosen
_WIDEST = 60  # columns shown of them
_SAMPLES = 3  # values shown of a column
_LOOKED = 2_000  # rows looked through for them
_LONGEST = 60  # letters of a cell that are shown

Memories = Mapping[str, Mapping[str, Any]]
"""What was remembered of exports, as ``mapping.remembered`` gave it, by signature."""


@dataclass(frozen=True, slots=True)
class Wish:
    """How an export is to be read, as far as the user has chosen; what is left open is found out.

    Attributes:
        path: the file.
        sheet, encoding, separator: as of ``look``.
        layout, header, roles, answers: as of ``propose``.
    """

    path: Path
    sheet: str = ""
    encoding: str = ""
    separator: str = ""
    layout: str = ""
    header: int | None = None
    roles: Mapping[int, str] | None = None
    answers: Mapping[str, Answer] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Sight:
    """What is seen of an export: enough to show and correct how it is read, whatever its size.

    Attributes:
        name, sheet, sheets, encoding, separator: as of ``Source``.
        encodings: those to choose from; none for a workbook.
        rows: how many rows have cells.
        head: number and cells, as texts from column A on, of the first rows that have cells.
        header: place of the header row among them.
        guesses: what it may be, surest first.
        layouts: id and title of everything it can be read as.
        mapping: how it is read; None where it is like nothing that is known.
        samples: some values below each header, by column.
        signature: under which its mapping is remembered.
        recalled: whether it is read as was remembered.
        answers: what was answered, remembered ones among them.
    """

    name: str
    sheet: str
    sheets: tuple[str, ...]
    encoding: str
    encodings: tuple[str, ...]
    separator: str
    rows: int
    head: tuple[tuple[int, tuple[str, ...]], ...]
    header: int
    guesses: tuple[Guess, ...]
    layouts: tuple[tuple[str, str], ...]
    mapping: Mapped | None
    samples: Mapping[int, tuple[str, ...]]
    signature: str
    recalled: bool
    answers: Mapping[str, Answer]


@dataclass(frozen=True, slots=True)
class TableCount:
    """What becomes of a table: rows now, how many are added, changed and removed, and rows afterwards.

    ``mode`` is None where the table is left alone.
    """

    table: str
    mode: Mode | None
    now: int
    added: int
    changed: int
    removed: int

    @property
    def after(self) -> int:
        return self.now + self.added - self.removed


@dataclass(frozen=True, slots=True)
class Preview:
    """What taking an export would do.

    Attributes:
        mapping: how it was read.
        unanswered: questions that must be answered first; then nothing else is told.
        findings: of the export with its cells, and of the merge; errors first. With an error it must not be taken.
        counts: table by table.
        changes: row by row.
        edit: all of it as one step.
        says_nothing: whether the export, read so, has nothing for any table.
    """

    mapping: Mapped
    unanswered: tuple[Question, ...]
    findings: tuple[Finding, ...]
    counts: tuple[TableCount, ...]
    changes: tuple[Change, ...]
    edit: Several
    says_nothing: bool

    @property
    def allowed(self) -> bool:
        """Whether it may be taken."""
        return not self.unanswered and not any(one.is_error for one in self.findings)


def see(
    wish: Wish, case: Case, memories: Memories, known: Lexicon | None = None, stopping: Callable[[], bool] = never
) -> Sight:
    """Look at an export and propose how it is read.

    Args:
        wish: what was chosen so far; where nothing was, what was remembered of such an export counts.
        case: the case it is for.
        memories: what is remembered.
        known: what is known of exports, if it is at hand.
        stopping: asked now and then.

    Raises:
        UserError: it cannot be read at all, see ``look``.
        Stopped: stopping said yes.
    """
    known = known or lexicon()
    source = _looked(wish, known, stopping)
    mapping, answers, recalled = _proposed(source, wish, case, memories, known)
    header = mapping.header if mapping is not None else wish.header or source.header or 0
    doubts = () if source.sheets else (source.encoding, *source.doubts)
    return Sight(
        name=source.name,
        sheet=source.sheet,
        sheets=source.sheets,
        encoding=source.encoding,
        encodings=tuple(dict.fromkeys((*doubts, *OFFERED))) if doubts else (),
        separator=source.separator,
        rows=len(source.rows),
        head=tuple(_head(source)),
        header=header,
        guesses=source.guesses,
        layouts=tuple((one.id, one.title) for one in known.layouts),
        mapping=mapping,
        samples=_samples(source, header),
        signature=source.signature(header),
        recalled=recalled,
        answers=answers,
    )


def preview(
    wish: Wish,
    case: Case,
    modes: Mapping[str, Mode | None],
    hidden: Sequence[Hidden] = (),
    known: Lexicon | None = None,
    stopping: Callable[[], bool] = never,
) -> Preview:
    """Read an export and tell what taking it would change; the case is not touched.

    Args:
        wish: how it is read; as in the sight that was shown, so that nothing is found out anew.
        case: the case it is for.
        modes: how each table is merged, None to leave it alone; tables not named have their usual mode.
        hidden: magnets within bought parts, laid over the bill afterwards.
        known, stopping: as of ``see``.
    """
    known = known or lexicon()
    source = _looked(wish, known, stopping)
    mapping, answers, _ = _proposed(source, wish, case, {}, known)
    if mapping is None:
        raise UserError(f"'{source.name}' is like no export that is known.", "Say what it is first.")
    if open_questions := mapping.unanswered(answers):
        return Preview(mapping, open_questions, (), (), (), Several(()), says_nothing=False)
    draft = apply(source, mapping, answers, known)
    wanted = {id: modes.get(id, usual) for id, usual in usual_modes(draft).items()}
    difference = merge(case, draft, {id: mode for id, mode in wanted.items() if mode is not None})
    findings = [*draft.findings, *(one for one in difference.findings if one not in draft.findings)]
    changes, edit = difference.changes, difference.edit
    if hidden and not any(one.is_error for one in findings):
        merged = case.copy()
        edits.apply(merged, edit)
        laid = lay(merged, _still_there(hidden, merged))
        changes, edit = (*changes, *laid.changes), Several((*edit.edits, *laid.edit.edits))
        findings += laid.findings
    return Preview(
        mapping=mapping,
        unanswered=(),
        findings=tuple(sorted(findings, key=lambda one: not one.is_error)),
        counts=tuple(_counts(case, draft, wanted, changes)),
        changes=changes,
        edit=edit,
        says_nothing=not any(draft.tables.values()),
    )


def _looked(wish: Wish, known: Lexicon, stopping: Callable[[], bool]) -> Source:
    chosen = {"sheet": wish.sheet, "encoding": wish.encoding, "separator": wish.separator}
    return look(wish.path, known, stopping=stopping, **chosen)


def _proposed(
    source: Source, wish: Wish, case: Case, memories: Memories, known: Lexicon
) -> tuple[Mapped | None, Mapping[str, Answer], bool]:
    """How it is read, what is answered, and whether that was remembered."""
    if not wish.layout and wish.header is None and wish.roles is None:
        for place in range(min(_HEAD, len(source.rows))):
            memory = memories.get(source.signature(place)) if len(source.rows[place][1]) > 1 else None
            mapping = _recalled(source, place, memory, wish, case, known) if memory is not None else None
            if mapping is not None:
                kept = {one.id: one.usual for one in mapping.questions if _was_answered(one.id, memory)}
                return mapping, {**{id: one for id, one in kept.items() if one is not None}, **wish.answers}, True
    if not (wish.layout or source.layout):
        return None, wish.answers, False
    mapping = propose(
        source,
        wish.layout,
        case=case,
        known=known,
        header=wish.header,
        roles=wish.roles,
        answers=wish.answers,
    )
    return mapping, wish.answers, False


def _recalled(
    source: Source, place: int, memory: Mapping[str, Any], wish: Wish, case: Case, known: Lexicon
) -> Mapped | None:
    """What was remembered, laid over the export; None where that cannot be read any more."""
    try:
        return propose(source, case=case, known=known, header=place, answers=wish.answers, memory=memory)
    except UserError:
        return None


def _was_answered(id: str, memory: Mapping[str, Any] | None) -> bool:
    return memory is not None and id in memory.get("answers", {})


def _head(source: Source) -> Iterable[tuple[int, tuple[str, ...]]]:
    """The first rows as they are shown."""
    for number, cells in source.rows[:_HEAD]:
        last = min(max(cells), _WIDEST)
        yield number, tuple(_shown(text_of(cells.get(column))) for column in range(1, last + 1))


def _samples(source: Source, header: int) -> dict[int, tuple[str, ...]]:
    """Some different values of each column that has a header."""
    found: dict[int, dict[str, None]] = {column: {} for column in source.headings(header)}
    wanting = set(found)
    for _, cells in source.rows[header + 1 : header + 1 + _LOOKED]:
        for column in list(wanting):
            if text := text_of(cells.get(column)).strip():
                found[column][_shown(text)] = None
                if len(found[column]) >= _SAMPLES:
                    wanting.discard(column)
        if not wanting:
            break
    return {column: tuple(texts) for column, texts in found.items()}


def _shown(text: str) -> str:
    return shortened(text) if len(text) > _LONGEST else text


def _still_there(hidden: Iterable[Hidden], case: Case) -> list[Hidden]:
    """Those within parts the case knows: an export of another product does not have them."""
    lines, items = case.rows("bill_of_materials"), case.rows("items")
    parts = {folded(row[1]) for row in lines} | {folded(row[0]) for row in items}
    return [one for one in hidden if folded(one.bought) in parts]


def _counts(
    case: Case, draft: Draft, modes: Mapping[str, Mode | None], changes: Iterable[Change]
) -> Iterable[TableCount]:
    tally: dict[tuple[str, Kind], int] = {}
    for one in changes:
        tally[one.table, one.kind] = tally.get((one.table, one.kind), 0) + 1
    touched = {id for id, _ in tally} | set(draft.tables)
    for declared in INPUTS:
        if declared.id in touched and declared.layout is not TableLayout.SETTINGS:
            added, changed, removed = (tally.get((declared.id, kind), 0) for kind in Kind)
            now = len(case.rows(declared.id))
            yield TableCount(declared.id, modes.get(declared.id, Mode.UPDATE), now, added, changed, removed)
