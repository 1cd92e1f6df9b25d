"""Decides how licence rules are called in few words, and what is known of them beside what they hold."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from planner.errors import UserError
from planner.insight.licensing import RuleState, asks_for_licence, state_of
from planner.insight.rule_changes import RuleChange
from planner.reference.library import Library

_SHORT = {
    "ndfeb_dy_tb": "NdFeB with Dy or Tb",
    "smco": "SmCo",
    "materials_seven_elements": "metals, alloys and oxides of seven elements",
    "five_more_elements": "Ho, Er, Tm, Eu, Yb (October 2025)",
    "foreign_content": "Chinese content abroad (October 2025)",
}

STATES = {RuleState.IN_FORCE: "in force", RuleState.ASK: "not known: ask", RuleState.OVER: "not in force"}
"""Whether a rule binds today, in words."""


@dataclass(frozen=True, slots=True)
class RuleTold:
    """A rule that asks for a licence, as it is taken now.

    Attributes:
        rule: its name.
        words: the same in a few words.
        meaning: the rule in full, and who made it.
        state: whether it binds, one of ``STATES``.
        since: the day from which it holds, as ``2025-04-04``; empty where not dated.
        source: where that comes from.
        changed: whether the user said so, and not the library.
    """

    rule: str
    words: str
    meaning: str
    state: str
    since: str
    source: str
    changed: bool


def rules_told(library: Library, changes: Iterable[RuleChange]) -> tuple[RuleTold, ...]:
    """The rules that ask for a licence, as a library says that holds the changes."""
    changed = {one.rule for one in changes}
    return tuple(
        RuleTold(
            one.rule,
            rule_words(one.rule),
            f"{one.description} ({one.authority})",
            state_words(state_of(one)),
            "" if one.from_date is None else one.from_date.isoformat(),
            one.source,
            one.rule in changed,
        )
        for one in library.licence_rules
        if asks_for_licence(one)
    )


def change_of(rule: str, state: str, since: str, source: str) -> RuleChange:
    """What the user entered of a rule.

    Raises:
        UserError: the day is none.
    """
    try:
        day = date.fromisoformat(since.strip()) if since.strip() else None
    except ValueError:
        raise UserError(f"“{since}” is no day.", "Write the day as 2025-04-04, or leave it blank.") from None
    return RuleChange(rule, next(one for one, words in STATES.items() if words == state), day, source.strip())


def rule_words(rule: str) -> str:
    """A rule in a few words; its name where there are none for it."""
    return _SHORT.get(rule, rule.replace("_", " "))


def state_words(state: RuleState) -> str:
    """``in force``; what is not known is said to be asked."""
    return STATES[state]
