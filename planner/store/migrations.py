"""Decides how the tables of an older project file become those of the present version, one version at a time."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from planner.store.content import Content

Step = Callable[[Content], Content]
"""The tables of one version in, those of the next one out; neither reads a file nor changes what it is given."""

STEPS: tuple[Step, ...] = ()
"""The step from version 1 to 2, from 2 to 3, and so on.

Whoever changes the columns of a table of a case or a plan adds a step here and a golden file of the new version; the
test of golden files says so.
"""

VERSION = len(STEPS) + 1
"""The version of the files we write."""


def migrate(content: Content, version: int, steps: Sequence[Step] = STEPS) -> Content:
    """The content of a file of an older version as it would stand in one of ours; the seal has been looked at before.

    Args:
        content: its tables.
        version: its version, from 1 to ours.
        steps: those to go through; others in tests.
    """
    for step in steps[version - 1 :]:
        content = step(content)
    return content
