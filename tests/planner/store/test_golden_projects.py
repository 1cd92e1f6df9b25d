"""Projects of every version there ever was are opened by this one."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from planner.store.content import Bare, Content
from planner.store.migrations import STEPS, VERSION, migrate
from planner.store.project import load
from planner.store.project_file import read_tables
from tests.planner.store.projects import GOLDEN, layout_digest, story

FILES = sorted(GOLDEN.glob("version_*.remanence"))


def test_there_is_a_golden_project_of_every_version() -> None:
    assert [one.name for one in FILES] == [f"version_{number}.remanence" for number in range(1, VERSION + 1)]
    assert [read_tables(one, VERSION)[0] for one in FILES] == list(range(1, VERSION + 1))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_project_of_any_version_opens_with_all_it_held(path: Path) -> None:
    before = path.read_bytes()
    assert load(path) == story()
    assert path.read_bytes() == before


def test_whoever_changes_a_table_adds_a_version() -> None:
    """The layout of the tables of each version is on record: a new layout needs a step, a golden file and a line."""
    record = json.loads((GOLDEN / "layouts.json").read_text(encoding="utf-8"))
    assert record.get(str(VERSION)) == layout_digest(), (
        "The tables of the project file have changed. Add a step to planner/store/migrations.py, the digest "
        f"{layout_digest()} to tests/golden/projects/layouts.json, and a project of the new version beside it "
        "(save tests.planner.store.projects.story())."
    )


def test_a_step_makes_the_tables_of_one_version_those_of_the_next() -> None:
    """A story of three versions: a column is added, then another is renamed."""
    first: Content = {"a": Bare((("_owner", "INTEGER"), ("_row", "INTEGER"), ("x", "TEXT")), ((0, 0, "one"),))}

    def add(content: Content) -> Content:
        bare = content["a"]
        return {"a": Bare((*bare.columns, ("y", "REAL")), tuple((*row, None) for row in bare.rows))}

    def rename(content: Content) -> Content:
        bare = content["a"]
        return {"a": Bare((*bare.columns[:2], ("z", "TEXT"), *bare.columns[3:]), bare.rows)}

    third = migrate(first, 1, (add, rename))
    assert third["a"].rows == ((0, 0, "one", None),)
    assert [name for name, _ in third["a"].columns] == ["_owner", "_row", "z", "y"]
    assert migrate(add(first), 2, (add, rename)) == third
    assert migrate(third, 3, (add, rename)) == third
    assert migrate(first, VERSION, STEPS) == first
