"""Decides where what the user says of licence rules is kept: in the notes of the case, saved with its project."""

from __future__ import annotations

from planner.insight.rule_changes import NOTE, RuleChange, read, written
from ui.document import Document


def own_rules(document: Document) -> str:
    """What the user says of licence rules, as ``rule_changes.written``; empty where nothing."""
    return document.notes.get(NOTE, "")


def take_rule(document: Document, change: RuleChange) -> None:
    """A rule is as the user says from now on."""
    _keep(document, {**_known(document), change.rule: change})


def forget_rule(document: Document, rule: str) -> None:
    """A rule is as the library says again."""
    _keep(document, {name: one for name, one in _known(document).items() if name != rule})


def _known(document: Document) -> dict[str, RuleChange]:
    return {one.rule: one for one in read(own_rules(document))}


def _keep(document: Document, changes: dict[str, RuleChange]) -> None:
    if changes:
        document.notes[NOTE] = written(changes.values())
    else:
        document.notes.pop(NOTE, None)
    document.undo_stack.resetClean()  # no step that can be undone, yet something to save
