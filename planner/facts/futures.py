"""Decides which scenarios count: those of probability above 0, or one certain future where none is declared."""

from __future__ import annotations

from collections.abc import Sequence

from planner.facts.facts import ScenarioFacts
from planner.tables.choices import Event, Scenario

CERTAIN = ScenarioFacts(name="base case", probability=1.0, events=())
"""The one future of a case that declares no scenario."""


def gather_scenarios(
    rows: Sequence[Scenario], events: Sequence[Event]
) -> tuple[tuple[ScenarioFacts, ...], tuple[Event, ...]]:
    """The scenarios that count, and all events that can happen in one of them, each in the order of the case."""
    if not rows:
        return (CERTAIN,), ()
    possible = {row.scenario.casefold(): row for row in rows if row.probability > 0}
    happening = tuple(event for event in events if event.scenario.casefold() in possible)
    listed: dict[str, list[Event]] = {name: [] for name in possible}
    for event in happening:
        listed[event.scenario.casefold()].append(event)
    total = sum(float(row.probability) for row in possible.values())
    scenarios = tuple(
        # The checks let a sum pass that is 1 to six decimals; the tail of a plan needs exactly 1.
        ScenarioFacts(row.scenario, float(row.probability) / total, tuple(listed[name]))
        for name, row in possible.items()
    )
    return scenarios, happening
