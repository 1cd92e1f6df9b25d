"""Decides what an export becomes once its columns are known and its questions answered: the draft of some tables."""

from __future__ import annotations

from collections.abc import Mapping

from planner.store.erp.bill import read_bill
from planner.store.erp.draft import Draft, Making
from planner.store.erp.layouts import Lexicon, lexicon
from planner.store.erp.mapping import Answer
from planner.store.erp.mapping import Mapping as Mapped
from planner.store.erp.orders import read_orders
from planner.store.erp.plain import read_forecast, read_table
from planner.store.erp.propose import settled
from planner.store.erp.records import records_of
from planner.store.erp.roles import Shape
from planner.store.erp.source import Source
from planner.store.erp.stock import read_stock


def apply(
    source: Source, mapping: Mapped, answers: Mapping[str, Answer] | None = None, known: Lexicon | None = None
) -> Draft:
    """Read an export as it has been mapped.

    Args:
        source: the export.
        mapping: what its columns are, as ``propose`` gave it, with these answers.
        answers: to its questions; what is not answered takes the usual answer.
        known: what is known of exports, if it is at hand.

    Returns:
        The draft. What cannot be read, a column that is missing and a question only the user can answer are errors in
        it, each with its place.
    """
    given = dict(answers or {})
    making = Making(source.sheet)
    for words in mapping.missing:
        number = source.rows[mapping.header][0] if mapping.header < len(source.rows) else 1
        making.error("missing_column", f"No column is '{words}'. Choose which one it is.", number=number, column=1)
    for question in mapping.unanswered(given):
        where = {"cell": question.places[0]} if question.places else {}
        making.error("unanswered", f"{question.sentence} Answer this first.", **where)
    if mapping.missing or mapping.unanswered(given):
        return making.handed_over()
    mark, orders = settled(mapping, given)
    records = records_of(source, mapping, making, mark, orders)
    library = (known or lexicon()).library
    match mapping.layout.shape:
        case Shape.LEVELS | Shape.PAIRS | Shape.PARTS:
            read_bill(records, mapping, given, library, making)
        case Shape.STOCK:
            read_stock(records, mapping, given, library, making)
        case Shape.ORDERS:
            read_orders(records, mapping, given, library, making)
        case Shape.FORECAST:
            read_forecast(source, records, mapping, mark, making)
        case Shape.TABLE:
            read_table(records, mapping, making)
    return making.handed_over()
