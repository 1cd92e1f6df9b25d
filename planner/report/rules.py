"""Decides how licence rules are called in few words, and what is known of them beside what they hold."""

from __future__ import annotations

from planner.insight.licensing import RuleState

_SHORT = {
    "ndfeb_dy_tb": "NdFeB with Dy or Tb",
    "smco": "SmCo",
    "materials_seven_elements": "metals, alloys and oxides of seven elements",
    "five_more_elements": "Ho, Er, Tm, Eu, Yb (October 2025)",
    "foreign_content": "Chinese content abroad (October 2025)",
}


def rule_words(rule: str) -> str:
    """A rule in a few words; its name where there are none for it."""
    return _SHORT.get(rule, rule.replace("_", " "))


def state_words(state: RuleState) -> str:
    """``in force``; what is not known is said to be asked."""
    return "in force" if state is RuleState.IN_FORCE else "not known: ask"
