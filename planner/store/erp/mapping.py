"""Decides what becomes of each column of an export, what has to be asked before, and what is remembered of both."""

from __future__ import annotations

from collections.abc import Mapping as Dict
from dataclasses import dataclass
from typing import Any

from planner.errors import UserError
from planner.store.erp.layouts import Layout
from planner.store.erp.months import Order
from planner.store.erp.numerals import Mark

Answer = str | tuple[str, ...]
"""What is answered to a question: the value of an option, a text, or the values of several options."""

_MEMORY_VERSION = 1


@dataclass(frozen=True, slots=True)
class Option:
    """One possible answer: the value that is handed on, and the words for it."""

    value: str
    words: str


@dataclass(frozen=True, slots=True)
class Question:
    """What an export leaves open.

    Attributes:
        id: under which it is answered; the same for an export that looks the same next month.
        sentence: the question, with what makes it one.
        options: the answers there are; without any a text is entered.
        usual: the likeliest answer; None where only the user can know.
        several: whether any number of the options may be chosen.
        places: cells that show what is meant, such as ``B17``.
        anew: whether the answer is of this one file, such as its product, and so is not remembered for the next.
    """

    id: str
    sentence: str
    options: tuple[Option, ...] = ()
    usual: Answer | None = None
    several: bool = False
    places: tuple[str, ...] = ()
    anew: bool = False


@dataclass(frozen=True, slots=True)
class Use:
    """What becomes of a column.

    Attributes:
        column: its number, from 1.
        header: as it stands in the file.
        role: what it is, one of the layout's roles; empty where it is left alone.
        words: the role in words, and how its cells are read.
        targets: the columns of the case it ends up in, as "table.column".
        trap: what to beware of, in words; empty mostly.
    """

    column: int
    header: str
    role: str = ""
    words: str = ""
    targets: tuple[str, ...] = ()
    trap: str = ""


@dataclass(frozen=True, slots=True)
class Known:
    """What the case at hand says that helps to read an export.

    Attributes:
        items: its items and bill parts, folded.
        parents: parents of its bill and its products, folded.
        currency: its currency; empty where there is no case.
        rates: case currency per unit, by currency.
    """

    items: frozenset[str] = frozenset()
    parents: frozenset[str] = frozenset()
    currency: str = ""
    rates: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Mapping:
    """How an export is to be read.

    Attributes:
        layout: what it is.
        header: place of its header row among the source's rows.
        uses: what becomes of each column that has a header, in order.
        questions: what has to be answered, in the order of the work.
        missing: what no column is, though it is needed; words of the roles.
        mark: the decimal mark, where the export tells it.
        orders: the order of dates, by column, where the export tells it.
        known: what the case says.
    """

    layout: Layout
    header: int
    uses: tuple[Use, ...]
    questions: tuple[Question, ...] = ()
    missing: tuple[str, ...] = ()
    mark: Mark | None = None
    orders: tuple[tuple[int, Order], ...] = ()
    known: Known = Known()

    def column(self, role: str) -> int | None:
        """The column that plays a role."""
        return next((one.column for one in self.uses if one.role == role), None)

    def question(self, id: str) -> Question | None:
        return next((one for one in self.questions if one.id == id), None)

    def answer(self, answers: Dict[str, Answer], id: str) -> Answer | None:
        """What was answered, else what is usual; None where only the user can know, or nothing is asked."""
        asked = self.question(id)
        if asked is None:
            return None
        given = answers.get(id)
        return asked.usual if given is None or given == "" else given

    def choice(self, answers: Dict[str, Answer], id: str) -> str:
        """A single answer; empty where there is none."""
        given = self.answer(answers, id)
        return given if isinstance(given, str) else ""

    def unanswered(self, answers: Dict[str, Answer]) -> tuple[Question, ...]:
        """The questions that must be answered before anything is read, and whose answers are none of the options."""
        return tuple(one for one in self.questions if not _is_answered(one, self.answer(answers, one.id)))


def remembered(mapping: Mapping, answers: Dict[str, Answer]) -> dict[str, Any]:
    """What to remember of a mapping and its answers, as plain JSON, for an export with the same signature.

    Which parts count is not remembered: next month's export may have others, and the case knows its own by then. Nor is
    what only this file is about, such as the product of a bill: the next one may be another product's.
    """
    kept = {
        id: list(one) if isinstance(one, tuple) else one for id, one in answers.items() if not _of_content(mapping, id)
    }
    return {
        "version": _MEMORY_VERSION,
        "layout": mapping.layout.id,
        "roles": {str(one.column): one.role for one in mapping.uses},
        "answers": kept,
    }


def recalled(memory: Dict[str, Any]) -> tuple[str, dict[int, str], dict[str, Answer]]:
    """Layout, roles by column, and answers, from what was remembered.

    Raises:
        UserError: it is nothing that was remembered.
    """
    try:
        roles = {int(column): str(role) for column, role in memory["roles"].items()}
        answers: dict[str, Answer] = {
            str(id): tuple(map(str, one)) if isinstance(one, list) else str(one)
            for id, one in memory["answers"].items()
        }
        if memory["version"] != _MEMORY_VERSION:
            raise ValueError(memory["version"])
        return str(memory["layout"]), roles, answers
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        words = "What was remembered of such an export cannot be read."
        raise UserError(words, "Map its columns once more.") from error


def _of_content(mapping: Mapping, id: str) -> bool:
    asked = mapping.question(id)
    return asked is None or asked.anew


def _is_answered(question: Question, answer: Answer | None) -> bool:
    if answer is None:
        return False
    values = {one.value for one in question.options}
    if question.several:
        return isinstance(answer, tuple) and values.issuperset(answer)
    if not values:
        return isinstance(answer, str) and bool(answer.strip())
    return isinstance(answer, str) and answer in values
