"""Decides which tables tell of licence rules: what falls under which, what the rules say, where only a paper tells."""

from __future__ import annotations

from collections import defaultdict

from planner.insight.exposure import Exposure
from planner.insight.licensing import asks_for_licence, state_of
from planner.reference.library import Library
from planner.report import answer_table as column
from planner.report.answer_table import AnswerTable, answer_table
from planner.report.rules import rule_words, state_words


def licences_table(told: Exposure) -> AnswerTable:
    """Every item under a rule: one row for each item and rule."""
    return answer_table(
        "Licences needed",
        "Every item that falls under an export licence rule, by what it holds, and from whom it can be had without.",
        (
            column.text("Item", "What needs a licence.", key=True),
            column.text("Rule", "The rule in a few words."),
            column.text("State", "Whether it binds today; what is not known is to be asked."),
            column.day("Since", "The day from which it holds.", blank="not dated"),
            column.names("Holds", "What in the item the rule is about.", blank="its family alone"),
            column.names("Held", "Suppliers whose goods need the licence.", blank="nobody who offers it"),
            column.names("Free", "Suppliers of it that the rule does not bind.", blank="nobody"),
            column.names("Products", "Whose base design uses it.", blank="none in demand"),
            column.text("Known from", "Whose composition says so."),
            column.text("By", "Who made the rule."),
            column.text("What it says", "The rule in full."),
            column.text("Source", "Where that comes from."),
        ),
        (
            (
                one.item,
                _named(one.rule),
                state_words(one.state),
                None if one.since is None else one.since.isoformat(),
                one.elements or None,
                one.bound or None,
                one.free or None,
                one.products or None,
                one.basis.value,
                one.authority,
                one.description,
                f"{one.source} ({one.confidence} confidence)",
            )
            for one in told.licences
        ),
    )


def rules_table(told: Exposure, library: Library) -> AnswerTable:
    """Every rule of the library, those that ask for a licence first."""
    items: dict[str, list[str]] = defaultdict(list)
    for one in told.licences:
        items[one.rule].append(one.item)
    rules = sorted(library.licence_rules, key=lambda rule: not asks_for_licence(rule))
    return answer_table(
        "Licence rules",
        "The rules and practice that came with the program, each with its date and source.",
        (
            column.text("Rule", "The rule in a few words.", key=True),
            column.text("What it says", "The rule in full."),
            column.text("Kind", "Whether it asks for a licence, or tells how things are done."),
            column.text("State", "As last known."),
            column.day("Since", "The day from which it holds.", blank="not dated"),
            column.day("Until", "The day on which it ends.", blank="no end known"),
            column.names("Elements", "What it is about.", blank="any"),
            column.names("Items", "Which of the case fall under it.", blank="none"),
            column.text("By", "Who made it."),
            column.text("Source", "Where it comes from."),
            column.text("Confidence", "How sure that is."),
        ),
        (
            (
                _named(rule.rule),
                rule.description,
                "licence needed" if asks_for_licence(rule) else "practice",
                state_words(state_of(rule)) if asks_for_licence(rule) else rule.status_mid_2026,
                None if rule.from_date is None else rule.from_date.isoformat(),
                None if rule.to_date is None else rule.to_date.isoformat(),
                rule.elements or None,
                tuple(items[rule.rule]) or None,
                rule.authority,
                rule.source,
                rule.confidence,
            )
            for rule in rules
        ),
    )


def doubts_table(told: Exposure) -> AnswerTable:
    """Where only the figure of a grade decides."""
    return answer_table(
        "Ask for a declaration",
        "Items that need a licence, or do not, only by the figure of their grade, which could be wrong: ask the maker "
        "to declare what the part holds.",
        (
            column.text("Item", "Ask for this one.", key=True),
            column.text("Rule", "What hangs on it."),
            column.text("Element", "What may or may not be in it."),
            column.number("Assumed", "% of mass", "What the library says of the grade.", places=2),
            column.number("At least", "% of mass", "The low end.", places=2),
            column.number("At most", "% of mass", "The high end.", places=2),
            column.text("Source", "Where that comes from."),
        ),
        (
            (
                one.item,
                _named(one.rule),
                one.element,
                one.weight_percent,
                one.low,
                one.high,
                f"{one.source} ({one.confidence} confidence)",
            )
            for one in told.doubts
        ),
    )


def _named(rule: str) -> str:
    """A rule at the beginning of a cell."""
    words = rule_words(rule)
    return words[:1].upper() + words[1:]
