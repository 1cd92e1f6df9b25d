"""Decides whether scenarios add up and events say something their effect understands."""

from __future__ import annotations

import math
from collections.abc import Iterator

from planner.checks import words
from planner.checks.rule import Rule, Spot, error, warning
from planner.checks.sight import Sight
from planner.tables.choices import Event, Scenario
from planner.tables.needs import Product, Settings
from planner.tables.supply import Offer

TOTAL_WITHIN = 1e-6
"""How far the probabilities may be from 1 in all."""

LOWEST_TAIL = 0.5
"""Below this level the tail is more than half of all futures, and probably the other side was meant."""

FILTERS = ("supplier", "country", "item", "element", "end_use", "product")

UNDERSTOOD = {
    "availability": ("supplier", "country", "item", "element", "end_use"),
    "price": ("supplier", "country", "item", "element"),
    "duty": ("supplier", "country", "item", "element"),
    "delay": ("supplier", "country", "item", "element"),
    "closed": ("supplier", "country", "item", "element"),
    "demand": ("end_use", "product"),
}
"""The filters that mean something for each effect."""

NEUTRAL = {"availability": 1.0, "price": 1.0, "demand": 1.0, "duty": 0.0, "delay": 0.0}
"""Values that change nothing."""


def probabilities_not_one(sight: Sight) -> Iterator[Spot]:
    """The probabilities of the scenarios add up to 1."""
    listed = [scenario.probability for scenario in sight.rows(Scenario)]
    total = math.fsum(listed)
    if listed and abs(total - 1) > TOTAL_WITHIN:
        yield Spot(
            f"The probabilities of the scenarios add up to {words.number(float(f'{total:.9g}'))}, not to 1. Correct "
            f"them: {words.number(float(f'{abs(total - 1):.9g}'))} {'is missing' if total < 1 else 'is too much'}.",
            "scenarios",
            None,
            "probability",
        )


def scenario_left_out(sight: Sight) -> Iterator[Spot]:
    """A scenario has a probability above 0, or it is left out."""
    for row, scenario in enumerate(sight.rows(Scenario)):
        if scenario.probability == 0:
            yield Spot(
                f"{words.quoted(scenario.scenario)} has probability 0, so the plan leaves it out. Give it a "
                "probability if it should count.",
                "scenarios",
                row,
                "probability",
            )


def event_value(sight: Sight) -> Iterator[Spot]:
    """The value of an event is one its effect can take."""
    for row, event in enumerate(sight.rows(Event)):
        if wrong := _wrong_value(event.effect, event.value):
            yield Spot(
                f"Value in row {row + 1} of Events is {words.number(event.value)}; {wrong}.", "events", row, "value"
            )


def event_filter(sight: Sight) -> Iterator[Spot]:
    """An event filters only by what means something for its effect."""
    for row, event in enumerate(sight.rows(Event)):
        understood = UNDERSTOOD[event.effect]
        for field in FILTERS:
            named = getattr(event, field)
            if named and field not in understood:
                fits = words.listed([one.replace("_", " ") for one in understood], "or")
                yield Spot(
                    f"Row {row + 1} of Events filters {event.effect} by {field.replace('_', ' ')} "
                    f"({words.names(named)}), which means nothing there. Filter {event.effect} by {fits}, and clear "
                    "this cell.",
                    "events",
                    row,
                    field,
                )


def event_changes_nothing(sight: Sight) -> Iterator[Spot]:
    """The value of an event changes something."""
    for row, event in enumerate(sight.rows(Event)):
        if event.value == NEUTRAL.get(event.effect):
            yield Spot(
                f"Value in row {row + 1} of Events is {words.number(event.value)}, which leaves {event.effect} as it "
                "is. Enter what happens, or take the row out.",
                "events",
                row,
                "value",
            )


def known_too_late(sight: Sight) -> Iterator[Spot]:
    """An event is announced before it is over."""
    for row, event in enumerate(sight.rows(Event)):
        if event.known_from is not None and event.known_from > event.to_month:
            yield Spot(
                f"The event in row {row + 1} of Events becomes known in {event.known_from.words()}, after it is over "
                f"in {event.to_month.words()}. Enter when it is announced, or leave the cell blank: then it is seen "
                "as it happens.",
                "events",
                row,
                "known_from",
            )


def end_use_missing(sight: Sight) -> Iterator[Spot]:
    """Where events or offers go by end use, every product has one."""
    by_event = any(event.end_use for event in sight.rows(Event))
    if not by_event and not any(offer.end_uses for offer in sight.rows(Offer)):
        return
    for row, product in enumerate(sight.rows(Product)):
        if not product.end_use:
            yield Spot(
                f"{words.quoted(product.product)} has no end use, so {'events' if by_event else 'offers'} that go by "
                "end use pass it by. Enter its end use.",
                "products",
                row,
                "end_use",
            )


def tail_level_low(sight: Sight) -> Iterator[Spot]:
    """Where the tail counts, it is a tail: 0.9 is the mean of the worst 10 %, 0.1 that of nearly all."""
    settings = sight.rows(Settings)[0]
    if settings.risk_weight > 0 and settings.cvar_level < LOWEST_TAIL and len(sight.rows(Scenario)) > 1:
        level = settings.cvar_level
        yield Spot(
            f"Tail level (Case) is {words.number(level)}, so the tail is the mean of the worst "
            f"{words.rounded(100 * (1 - level))} %. If the worst {words.rounded(100 * level)} % are meant, write "
            f"{words.rounded(1 - level)}.",
            "case",
            0,
            "cvar_level",
        )


def _wrong_value(effect: str, value: float) -> str:
    """What is wrong with it, as half a sentence; empty if nothing is."""
    match effect:
        case "availability" if not 0 <= value <= 1:
            percent = f": {words.number(value)} % is {words.number(value / 100)}" if 1 < value <= 100 else ""
            return f"availability is a share from 0 (nothing leaves) to 1 (all may){percent}"
        case "price" | "demand" if value < 0:
            return f"{effect} takes a factor of 0 or more, 0.8 for 20 % less"
        case "delay" if value < 0 or value != int(value):
            return "a delay is whole months, 0 or more"
        case "closed" if value != 1:
            return "closed takes 1; to leave a month open, take it out of the event"
    return ""


RULES: tuple[Rule[Sight], ...] = (
    error(probabilities_not_one),
    error(event_value),
    error(event_filter),
    warning(scenario_left_out),
    warning(event_changes_nothing),
    warning(known_too_late),
    warning(end_use_missing),
    warning(tail_level_low),
)
