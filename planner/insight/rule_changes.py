"""Decides what becomes of the library's licence rules when the user knows better: state, day and source of each."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from planner.insight.licensing import ASKED, OVER, RuleState
from planner.reference.library import Library, load
from planner.reference.trade import LicenceRule

NOTE = "licence_rules"
"""The note of a project in which changes are kept."""

_STATUS = {RuleState.IN_FORCE: "in force", RuleState.ASK: ASKED, RuleState.OVER: OVER}


@dataclass(frozen=True, slots=True)
class RuleChange:
    """What the user says of a rule.

    Attributes:
        rule: its name in the library.
        state: whether it binds today.
        since: the day from which it holds; None where not dated.
        source: how the user knows.
    """

    rule: str
    state: RuleState
    since: date | None
    source: str


def library_with(rules: str) -> Library:
    """The reference library, its licence rules as a kept text says."""
    return with_changes(load(), read(rules))


def with_changes(library: Library, changes: Iterable[RuleChange]) -> Library:
    """The library with these rules as the user says they are; what names no rule of it is left out."""
    known = {one.rule: one for one in changes}
    rules = tuple(_changed(rule, known[rule.rule]) if rule.rule in known else rule for rule in library.licence_rules)
    return dataclasses.replace(library, licence_rules=rules)


def _changed(rule: LicenceRule, change: RuleChange) -> LicenceRule:
    return dataclasses.replace(
        rule,
        status_mid_2026=_STATUS[change.state],
        from_date=change.since,
        source=change.source or "entered by the user",
        source_ids=(),
        confidence="as entered",
    )


def written(changes: Iterable[RuleChange]) -> str:
    """Changes as a text to keep with a project."""
    return json.dumps(
        [
            {
                "rule": one.rule,
                "state": one.state.name,
                "since": None if one.since is None else one.since.isoformat(),
                "source": one.source,
            }
            for one in sorted(changes, key=lambda each: each.rule)
        ]
    )


def read(text: str) -> tuple[RuleChange, ...]:
    """Changes from a kept text; what cannot be read as one is left out."""
    try:
        told = json.loads(text or "[]")
    except ValueError:
        return ()
    found = []
    for one in told if isinstance(told, list) else []:
        try:
            since = None if one["since"] is None else date.fromisoformat(one["since"])
            found.append(RuleChange(str(one["rule"]), RuleState[one["state"]], since, str(one["source"])))
        except (KeyError, TypeError, ValueError):
            continue
    return tuple(found)
