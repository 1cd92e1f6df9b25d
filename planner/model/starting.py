"""Rule 9 decides what beginning means: once begun it stays begun; only so many redesigns run at once."""

from __future__ import annotations

from planner.model.program import Program, Sense, gathered
from planner.model.sets import Sets
from planner.model.variables import Variables, beginning


def define_beginnings(program: Program, sets: Sets, v: Variables) -> None:
    """begun[n] >= begun[before n]: it begins at most once on any path, and never ends."""
    families = (
        ("qualified", sets.qualifications, v.qualified),
        ("redesigned", sets.redesigns, v.redesigned),
        ("signed", sets.contracts, v.signed),
    )
    for family, all_begun, columns in families:
        for index, begun in enumerate(all_begun):
            for n in begun.starts:
                terms = beginning(index, begun, columns, n, sets)
                if len(terms) > 1:
                    program.row(f"stays_{family}_{index}_{n}", terms, Sense.AT_LEAST, 0.0)


def define_engineering(program: Program, sets: Sets, v: Variables) -> None:
    """Redesigns running at n <= max_parallel_redesigns; r runs for months(r) months from its start on."""
    facts = sets.facts
    most = facts.settings.max_parallel_redesigns
    if most is None:
        return
    for n, t in enumerate(sets.month):
        terms = []
        running = 0
        for r, redesign in enumerate(facts.redesigns):
            if redesign.started is not None:
                running += redesign.started + redesign.months > t
                continue
            begun = sets.redesigns[r]
            over = begun.deciding(n, sets.paths)
            now = begun.since[n]
            if redesign.months and now >= 0:
                terms.append((v.redesigned[r, now], 1.0))
                if over >= 0:
                    terms.append((v.redesigned[r, over], -1.0))
        left = gathered(terms)
        if left:
            program.row(f"engineering_{n}", left, Sense.AT_MOST, max(0.0, most - running))
