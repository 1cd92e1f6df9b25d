"""Decides how exposure reads in sentences: what needs a licence, of what that is not known, single sources."""

from __future__ import annotations

from collections.abc import Sequence

from planner.insight.contents import Lack
from planner.insight.exposure import Exposure
from planner.insight.licensing import RuleState
from planner.report.words import counted, listed

_NAMED = 6


def exposure_sentences(told: Exposure) -> tuple[str, ...]:
    """Licences needed under rules in force and under rules whose state is not known, and single sources."""
    found = [_in_force(told), _not_known(told), composition_unknown(told), _single(told)]
    return tuple(one for one in found if one)


def composition_unknown(told: Exposure) -> str:
    """Of which items it is not known whether they need a licence; empty where it is of all."""
    names = [one.item for one in told.not_counted if one.lack is Lack.COMPOSITION]
    if not names:
        return ""
    needs = "needs" if len(names) == 1 else "need"
    return f"Whether {_some(names)} {needs} a licence is not known: no composition."


def _in_force(told: Exposure) -> str:
    """Items in demand that are offered by somebody whose goods a rule in force holds, and those that are not."""
    bound = [one for one in told.licences if one.state is RuleState.IN_FORCE and one.bound]
    used = {one.item for one in bound if one.products}
    others = {one.item for one in bound} - used
    if not bound:
        return "No item is known to need an export licence under a rule in force."
    if not used:
        do = "does" if len(others) == 1 else "do"
        free = "No item in demand is known to need an export licence under a rule in force"
        return f"{free}; {len(others):,} that today's designs do not use {do}."
    words = f"{counted(len(used), 'item')} in demand cannot leave without an export licence under rules in force"
    if others:
        words += f", and neither can {len(others):,} that today's designs do not use"
    return f"{words}."


def _not_known(told: Exposure) -> str:
    bound = {one.item for one in told.licences if one.state is RuleState.IN_FORCE and one.bound}
    asked = sorted({one.item for one in told.licences if one.state is RuleState.ASK and one.bound} - bound)
    if not asked:
        return ""
    return f"{counted(len(asked), 'item')} more would need one under rules whose state is not known: {_some(asked)}."


def _single(told: Exposure) -> str:
    sources = told.single_sources
    if not sources:
        return ""
    waiting = sum(bool(one.waiting) for one in sources)
    hang = "hangs" if len(sources) == 1 else "hang"
    whose = f"{waiting:,} of them" if len(sources) > 1 else "it"
    open_to = f"a qualification not started yet would open another source for {whose}"
    open_to = open_to if waiting else "no qualification in the case would open another source"
    return f"{counted(len(sources), 'item')} {hang} on one supplier or one country; {open_to}."


def _some(names: Sequence[str]) -> str:
    more = [f"{len(names) - _NAMED:,} more"] if len(names) > _NAMED else []
    return listed([*names[:_NAMED], *more])
