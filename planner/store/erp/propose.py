"""Decides how an export is proposed to be read: what each column is, and everything that must be asked before."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from planner.errors import UserError
from planner.store.erp.ask_bill import bill_questions
from planner.store.erp.ask_lists import order_questions, stock_questions
from planner.store.erp.layouts import Layout, Lexicon, layout_of, lexicon
from planner.store.erp.mapping import Answer, Known, Option, Question, Use, recalled
from planner.store.erp.mapping import Mapping as Mapped
from planner.store.erp.months import Days, Order, day_of, days_in
from planner.store.erp.numerals import Mark, Marks, marks_in, number_of
from planner.store.erp.plain import forecast_texts
from planner.store.erp.recognise import guesses, level_column, missing_in, roles_in
from planner.store.erp.records import Record, records_of
from planner.store.erp.roles import Shape
from planner.store.erp.source import Source, address
from planner.tables.case import Case
from planner.tables.column import Kind
from planner.tables.supply import Offer
from planner.tables.table import folded

DECIMAL = "decimal_mark"
"""Id of the question which decimal mark numbers have."""


def date_question(column: int) -> str:
    """Id of the question in which order the dates of a column are written."""
    return f"date_order.{column}"


def propose(
    source: Source,
    layout: str = "",
    *,
    case: Case | None = None,
    known: Lexicon | None = None,
    header: int | None = None,
    roles: Mapping[int, str] | None = None,
    answers: Mapping[str, Answer] | None = None,
    memory: Mapping[str, Any] | None = None,
) -> Mapped:
    """Propose how an export is to be read. Called again whenever the user changes a role or answers a question.

    Args:
        source: the export.
        layout: id of what it is; empty takes what it most likely is.
        case: the case it is for, which knows its own parts.
        known: what is known of exports, if it is at hand.
        header: place of the header row, where the user has chosen one.
        roles: the role of every column that plays one, where the user has chosen them; empty roles are left alone.
        answers: what has been answered; it may settle what else has to be asked.
        memory: what was remembered of an export with the same signature.

    Returns:
        The mapping; with ``missing`` roles or questions without an answer nothing can be applied.

    Raises:
        UserError: the layout is not known, or what was remembered cannot be read.
    """
    listed = (known or lexicon()).layouts
    given: dict[str, Answer] = dict(answers or {})
    if memory is not None:
        told, remembered, before = recalled(memory)
        layout, roles, given = layout or told, remembered if roles is None else roles, before | given
    mapping = _mapped(source, layout, listed, header, roles)
    mapping = replace(mapping, known=_known(case))
    asked = _common(source, mapping)
    mark, orders = _settled(asked, mapping, given)
    mapping = replace(
        mapping, mark=asked.marks.mark, orders=tuple(asked.told.items()), questions=tuple(asked.questions)
    )
    questions = list(asked.questions)
    if not mapping.missing:
        marks = [mark] if mark is not None else [Mark.POINT, Mark.COMMA] if asked.marks.example else [Mark.POINT]
        read = {one: records_of(source, mapping, None, one, orders) for one in marks}
        questions += _of_shape(source, mapping, read, given, case)
    return replace(mapping, questions=tuple(_with_answers(questions, given)))


def settled(mapping: Mapped, answers: Mapping[str, Answer]) -> tuple[Mark | None, dict[int, Order]]:
    """The decimal mark and the order of dates by column: told by the export, or answered."""
    mark = mapping.mark or (Mark(told) if (told := mapping.choice(answers, DECIMAL)) else None)
    orders = dict(mapping.orders)
    for one in mapping.uses:
        if told := mapping.choice(answers, date_question(one.column)):
            orders[one.column] = Order(told)
    return mark, orders


class _Common:
    """What numbers and dates leave open, whatever the export is."""

    def __init__(self, marks: Marks, told: dict[int, Order], questions: list[Question]) -> None:
        self.marks = marks
        self.told = told
        self.questions = questions


def _mapped(
    source: Source, layout: str, known: Iterable[Layout], header: int | None, roles: Mapping[int, str] | None
) -> Mapped:
    chosen = layout or source.layout
    if not chosen:
        words = f"'{source.name}' is like no export that is known."
        raise UserError(words, "Say what it is: a bill of materials, a stock list, open orders or a table of the case.")
    try:
        found = layout_of(known, chosen)
    except KeyError as error:
        raise UserError(f"There is no layout '{chosen}'.", "Choose one of the list.") from error
    if header is None:
        guess = next((one for one in source.guesses if one.layout == found.id), None)
        again = guess or next(iter(guesses(source.rows, [found])), None)
        header = again.header if again is not None else source.header or 0
    cells = source.rows[header][1] if 0 <= header < len(source.rows) else {}
    level = level_column(source.rows, header) if roles is None else None
    played = roles_in(found, cells, level) if roles is None else {c: role for c, role in roles.items() if role}
    months = forecast_texts(source, header) if found.shape is Shape.FORECAST else {}
    uses = tuple(
        _use(found, column, text, played.get(column, ""), months.get(column, ""))
        for column, text in source.headings(header).items()
    )
    named = {one.id: one.words for one in found.roles()}
    missing = tuple(named[one] for one in missing_in(found, (one.role for one in uses)))
    if found.shape is Shape.FORECAST and not months:
        missing = (*missing, "Months, each at the head of a column")
    return Mapped(found, header, uses, missing=missing)


def _use(layout: Layout, column: int, header: str, role: str, month: str) -> Use:
    if month:
        return Use(column, header, "", f"Demand in {month}", ("demand.quantity",))
    played = next((one for one in layout.roles() if one.id == role), None)
    if played is None:
        return Use(column, header)
    return Use(column, header, role, played.words, played.targets, layout.traps.get(role, ""))


def _known(case: Case | None) -> Known:
    """What the case says; nothing without one."""
    if case is None:
        return Known()
    lines = case.rows("bill_of_materials")
    items = {folded(row[0]) for row in case.rows("items")} | {folded(row[1]) for row in lines}
    parents = {folded(row[0]) for row in lines} | {folded(row[0]) for row in case.rows("products")}
    currency = case.settings.currency or ""
    rates = {currency.upper(): 1.0} if currency else {}
    for name, rate in case.rows("currencies"):
        if isinstance(name, str) and isinstance(rate, int | float):
            rates.setdefault(name.upper(), float(rate))
    return Known(
        frozenset(one for one in items if isinstance(one, str)),
        frozenset(one for one in parents if isinstance(one, str)),
        currency.upper(),
        tuple(rates.items()),
    )


def _common(source: Source, mapping: Mapped) -> _Common:
    kinds = {one.id: one.kind for one in mapping.layout.roles()}
    months = [one.column for one in mapping.uses if not one.role and one.targets]
    numbers = months + [one.column for one in mapping.uses if kinds.get(one.role) in (Kind.NUMBER, Kind.WHOLE)]
    texts = [(place, text) for column in numbers for place, text in _texts(source, mapping.header, column)]
    marks = marks_in(text for _, text in texts)
    questions = _about_marks(marks, texts)
    told, asked = _orders_of_days(source, mapping, [one for one in mapping.uses if kinds.get(one.role) is Kind.MONTH])
    return _Common(marks, told, questions + asked)


def _orders_of_days(source: Source, mapping: Mapped, uses: Iterable[Use]) -> tuple[dict[int, Order], list[Question]]:
    """The order of the dates of each column, where it or the others tell it, and what is asked else."""
    told: dict[int, Order] = {}
    doubtful: list[tuple[Use, Days, list[tuple[str, str]]]] = []
    for one in uses:
        listed = _texts(source, mapping.header, one.column)
        days = days_in(text for _, text in listed)
        if days.order is not None:
            told[one.column] = days.order
        elif days.example or days.torn:
            doubtful.append((one, days, listed))
    orders, torn = set(told.values()), any(days.torn for _, days, _ in doubtful)
    if len(orders) == 1 and not torn:  # one list writes all its dates alike
        return {**told, **{use.column: next(iter(orders)) for use, _, _ in doubtful}}, []
    return told, [_about_days(*one) for one in doubtful]


def _texts(source: Source, header: int, column: int) -> list[tuple[str, str]]:
    """Address and text of the cells of a column that are texts."""
    below = source.rows[header + 1 :]
    return [(address(number, column), cells[column]) for number, cells in below if isinstance(cells.get(column), str)]  # type: ignore[misc]  # a text


def _about_marks(marks: Marks, texts: list[tuple[str, str]]) -> list[Question]:
    if marks.mark is not None or not (marks.example or marks.torn):
        return []
    example = marks.torn[1] if marks.torn else marks.example
    places = tuple(place for place, text in texts if text.strip() in (marks.torn or (example,)))[:2]
    if marks.torn:
        words = (
            f"'{marks.torn[0]}' has a decimal point and '{marks.torn[1]}' a decimal comma. Which does the export use?"
        )
    else:
        words = f"'{example}' may be a thousand times more or less. Which is the decimal mark of the export?"
    options = []
    for mark, name in ((Mark.COMMA, "Comma"), (Mark.POINT, "Point")):
        number = number_of(example, mark)
        meant = f": '{example}' is {number:,.10g}" if number is not None else ""
        options.append(Option(mark.value, f"{name}{meant}"))
    return [Question(DECIMAL, words, tuple(options), places=places)]


def _about_days(use: Use, days: Days, texts: list[tuple[str, str]]) -> Question:
    example = days.example or next((text for _, text in texts if day_of(text, None)), "")
    options = []
    for order, name in ((Order.DAY_FIRST, "Day first"), (Order.MONTH_FIRST, "Month first")):
        day = day_of(example, order)
        meant = f": '{example}' is {day.day} {day:%B %Y}" if day is not None else ""
        options.append(Option(order.value, f"{name}{meant}"))
    words = f"'{example}' in the column '{use.header}' may be either of two days. Which comes first?"
    if days.torn:
        words = f"The dates in the column '{use.header}' are written in both orders. Which comes first?"
    usual = Order.DAY_FIRST.value if days.dotted and not days.torn else None
    places = tuple(place for place, text in texts if text.strip() == example)[:1]
    return Question(date_question(use.column), words, tuple(options), usual, places=places)


def _settled(asked: _Common, mapping: Mapped, answers: Mapping[str, Answer]) -> tuple[Mark | None, dict[int, Order]]:
    told = replace(mapping, mark=asked.marks.mark, orders=tuple(asked.told.items()), questions=tuple(asked.questions))
    usable = {id: one for id, one in answers.items() if _is_option(told.question(id), one)}
    return settled(told, usable)


def _of_shape(
    source: Source,
    mapping: Mapped,
    records: Mapping[Mark, list[Record]],
    answers: Mapping[str, Answer],
    case: Case | None,
) -> list[Question]:
    first = next(iter(records.values()))
    match mapping.layout.shape:
        case Shape.LEVELS | Shape.PAIRS | Shape.PARTS:
            return bill_questions(source, mapping, records, answers)
        case Shape.STOCK:
            return stock_questions(first, mapping, answers)
        case Shape.ORDERS:
            transits = (
                [one.transit_months for one in case.read(Offer) if isinstance(one.transit_months, int)] if case else []
            )
            return order_questions(first, mapping, answers, transits)
        case _:
            return []


def _with_answers(questions: Iterable[Question], answers: Mapping[str, Answer]) -> Iterable[Question]:
    """The questions, those answered before with their answer as the usual one."""
    for one in questions:
        given = answers.get(one.id)
        yield replace(one, usual=given) if given and _is_option(one, given) else one


def _is_option(question: Question | None, answer: Answer) -> bool:
    if question is None:
        return False
    values = {one.value for one in question.options}
    if question.several:
        return isinstance(answer, tuple) and values.issuperset(answer)
    return isinstance(answer, str) and (not values or answer in values)
