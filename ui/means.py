"""Decides what a page is given by the window: the case, ways to ask and to act, and nothing of the other pages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from planner.solve.options import Options
from ui.dialogs.ask import Ask
from ui.document import Document
from ui.style import Look
from ui.tasks.task import Task


@dataclass(frozen=True, slots=True)
class Means:
    """What a page may use.

    Attributes:
        document: the case and its plans.
        ask: every box.
        look: the theme.
        options: how plans are sought now.
        command: triggers a command of ``ui.actions`` by its id, such as "plan".
        show_page: goes to another page by its id.
        watch: shows a task in the status bar while it runs.
        say: says in the status bar what was just done.
        show_table: goes to a table of the data by its id.
    """

    document: Document
    ask: Ask
    look: Look
    options: Callable[[], Options]
    command: Callable[[str], None]
    show_page: Callable[[str], None]
    watch: Callable[[Task], None]
    say: Callable[[str], None]
    show_table: Callable[[str], None]
