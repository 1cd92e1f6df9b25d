"""Decides whether redesigns change something, in time, and within what engineering can do."""

from __future__ import annotations

from collections.abc import Iterator

from planner.checks import words
from planner.checks.rule import Rule, Spot, warning
from planner.checks.sight import Sight
from planner.tables.choices import Redesign, RedesignChange
from planner.tables.needs import Settings


def redesign_without_changes(sight: Sight) -> Iterator[Spot]:
    """A redesign changes at least one item."""
    changed = sight.names("redesign_changes.redesign")
    for row, one in enumerate(sight.rows(Redesign)):
        if one.redesign not in changed:
            yield Spot(
                f"{words.quoted(one.redesign)} changes nothing: it has no rows in Redesign changes. Add the items it "
                "no longer uses.",
                "redesigns",
                row,
                "redesign",
            )


def replaced_by_itself(sight: Sight) -> Iterator[Spot]:
    """An item is not replaced by as much of itself."""
    for row, one in enumerate(sight.rows(RedesignChange)):
        if one.replacement and one.replacement.casefold() == one.item.casefold() and one.ratio == 1:
            yield Spot(
                f"{words.quoted(one.redesign)} replaces {words.quoted(one.item)} by itself, which changes nothing. "
                "Enter another replacement, leave it blank for none, or enter the ratio if it uses less of it.",
                "redesign_changes",
                row,
                "replacement",
            )


def redesign_too_late(sight: Sight) -> Iterator[Spot]:
    """The first redesigned unit can be built within the horizon."""
    for row, one in enumerate(sight.rows(Redesign)):
        begins = max(sight.span.start, one.earliest_month or sight.span.start)
        ready = (one.started_month or begins) + one.months
        if ready > sight.last_month:
            yield Spot(
                f"{words.quoted(one.redesign)} is ready in {ready.words()} at the earliest, after the plan ends in "
                f"{sight.last_month.words()}: it cannot help. Plan more months, or correct its duration.",
                "redesigns",
                row,
                "months",
            )


def redesign_inside_another_product(sight: Sight) -> Iterator[Spot]:
    """A redesigned product goes into no other product, for there its base design stays."""
    for row, one in enumerate(sight.rows(Redesign)):
        if one.product.casefold() in sight.components:
            yield Spot(
                f"{words.quoted(one.redesign)} redesigns {words.quoted(one.product)}, which also goes into other "
                "products; those keep its base design. Add redesigns of those products if they change with it.",
                "redesigns",
                row,
                "product",
            )


def too_many_redesigns_running(sight: Sight) -> Iterator[Spot]:
    """No more redesigns run at the start than may run at once."""
    most = sight.rows(Settings)[0].max_parallel_redesigns
    start = sight.span.start
    running = [
        one.redesign
        for one in sight.rows(Redesign)
        if one.started_month is not None and one.started_month < start < one.started_month + one.months
    ]
    if most is not None and len(running) > most:
        yield Spot(
            f"{words.counted(len(running), 'redesign')} ({words.names(running)}) run at the start, but only {most} may "
            "run at once: none can start until they are done. Raise 'Redesigns at once', or correct what has started.",
            "case",
            0,
            "max_parallel_redesigns",
        )


RULES: tuple[Rule[Sight], ...] = (
    warning(redesign_without_changes),
    warning(replaced_by_itself),
    warning(redesign_too_late),
    warning(redesign_inside_another_product),
    warning(too_many_redesigns_running),
)
