"""A file that is not what was saved is never believed, and said to be so in a sentence."""

from __future__ import annotations

import errno
import random
from pathlib import Path

import pytest

from planner.errors import UserError
from planner.events import Stopped
from planner.store.project import Damaged, Project, load, save
from planner.store.project_file import is_project
from tests.budget import examples
from tests.planner.store import saving
from tests.planner.store.projects import NAME, change, small, story


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / NAME


def test_a_bit_that_flips_never_gives_another_project(path: Path) -> None:
    """A third of such flips passes SQLite's own check."""
    save(path, story())
    data, dice = path.read_bytes(), random.Random(1)
    damaged = 0
    for _ in range(examples(1500)):
        place, bit = dice.randrange(len(data)), 1 << dice.randrange(8)
        path.write_bytes(data[:place] + bytes([data[place] ^ bit]) + data[place + 1 :])
        try:
            assert load(path) == story()
        except UserError as error:
            damaged += 1
            assert NAME in error.message
            assert error.cure
    assert damaged


def test_a_changed_value_is_noticed_even_where_the_file_is_sound(path: Path) -> None:
    save(path, story())
    change(path, "UPDATE case_offers SET price = 1")
    with pytest.raises(Damaged, match="does not hold what was saved"):
        load(path)


@pytest.mark.parametrize("share", [0.0, 0.001, 0.3, 0.99])
def test_a_file_cut_short_is_damaged(path: Path, share: float) -> None:
    save(path, story())
    data = path.read_bytes()
    path.write_bytes(data[: int(share * len(data))])
    with pytest.raises(UserError, match=NAME):
        load(path)


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE VIEW v AS SELECT 1",
        "CREATE TRIGGER t AFTER INSERT ON case_offers BEGIN DELETE FROM case_items; END",
        "CREATE INDEX i ON case_offers (price)",
        "CREATE TABLE other (a TEXT)",
        "CREATE TABLE other (_owner INTEGER, _row INTEGER, PRIMARY KEY (_owner, _row)) STRICT, WITHOUT ROWID",
        "CREATE VIRTUAL TABLE f USING fts5(a)",
        "CREATE TABLE g (a INTEGER, b AS (a + 1))",
        "ALTER TABLE case_offers ADD COLUMN more TEXT",
        "DROP TABLE case_offers",
        "PRAGMA journal_mode = WAL",
    ],
)
def test_what_we_never_make_is_not_believed(path: Path, statement: str) -> None:
    save(path, small())
    change(path, statement)
    with pytest.raises(Damaged):
        load(path)


def test_a_hidden_table_under_the_name_of_ours_is_not_believed(path: Path) -> None:
    save(path, small())
    change(
        path,
        "PRAGMA writable_schema = ON",
        "UPDATE sqlite_schema SET sql = 'CREATE VIRTUAL TABLE case_offers USING fts5(a)' WHERE name = 'case_offers'",
    )
    with pytest.raises(Damaged):
        load(path)


def test_a_file_of_a_newer_version_says_what_to_do(path: Path) -> None:
    save(path, small())
    change(path, "PRAGMA user_version = 99")
    with pytest.raises(UserError, match="newer version of Remanence") as caught:
        load(path)
    assert "Install" in caught.value.cure
    assert not isinstance(caught.value, Damaged)


@pytest.mark.parametrize("content", [b"", b"hello", b"PK\x03\x04", b"SQLite format 3\x00" + bytes(4000)])
def test_what_is_no_project_is_said_in_a_sentence(path: Path, content: bytes) -> None:
    path = path.with_suffix(".db")
    path.write_bytes(content)
    with pytest.raises(UserError, match="no project of Remanence"):
        load(path)


def test_another_programs_database_is_no_project(path: Path) -> None:
    change(path, "CREATE TABLE a (b TEXT)")
    with pytest.raises(UserError, match="no project of Remanence"):
        load(path)


def test_a_file_that_is_not_there_and_a_folder_are_said(path: Path, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="There is no file"):
        load(path)
    with pytest.raises(UserError, match="is a folder"):
        load(tmp_path)


def test_a_file_that_may_not_be_read_is_said(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    save(path, small())

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(errno.EACCES, "denied")

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(UserError, match="may not be read") as caught:
        load(path)
    assert "Close it" in caught.value.cure


def test_a_file_that_goes_round_in_circles_ends(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("planner.store.project_file._LEAST_ROW", 10_000)
    with pytest.raises(UserError, match="gave back something else"):
        save(path, Project(saving.project(100).case))


def test_loading_can_be_stopped(path: Path) -> None:
    save(path, story())
    with pytest.raises(Stopped):
        load(path, lambda: True)


@pytest.mark.parametrize("content", [b"", bytes(4096), b"hello"])
def test_a_project_without_its_beginning_is_damaged_and_names_its_backup(path: Path, content: bytes) -> None:
    """A disk that was full or lost its power leaves nothing, or noughts."""
    save(path, story())
    save(path, small())
    path.write_bytes(content)
    assert is_project(path)
    with pytest.raises(Damaged) as caught:
        load(path)
    assert caught.value.backup == path.with_name(f"{NAME}.bak")


def test_a_workbook_named_as_a_project_stays_a_workbook(path: Path) -> None:
    path.write_bytes(b"PK\x03\x04 and so on")
    assert not is_project(path)
