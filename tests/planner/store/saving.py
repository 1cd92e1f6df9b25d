"""Decides what a child does that is killed while it saves: one project after the other, without end.

Run as ``python -m tests.planner.store.saving FILE``; it prints a line when it has begun.
"""

from __future__ import annotations

import sys
from itertools import cycle
from pathlib import Path

from planner.store.project import Project, save
from tests.builders import case

SIZES = (3, 4000)
"""Rows of the two projects that are saved in turn."""


def project(rows: int) -> Project:
    """A project with so many rows of stock."""
    stock = [{"item": f"M{number}", "quantity": number} for number in range(rows)]
    return Project(case(stock=stock), notes={"rows": str(rows)})


if __name__ == "__main__":
    made = [project(rows) for rows in SIZES]
    print("saving", flush=True)
    for one in cycle(made):
        save(Path(sys.argv[1]), one)
