"""The last files are kept, and a save that fails leaves the old project."""

from __future__ import annotations

import errno
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from planner.errors import UserError
from planner.store import project as project_module
from planner.store.project import Damaged, Project, load, save
from planner.store.project_file import write_tables
from tests.architecture.tree import ROOT
from tests.budget import examples
from tests.planner.store import saving
from tests.planner.store.projects import NAME, motors, names, small


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / NAME


# What is kept.


def test_the_last_three_files_are_kept(path: Path, tmp_path: Path) -> None:
    for demand in range(6):
        save(path, Project(motors(demand)))
    assert names(tmp_path) == [NAME, f"{NAME}.bak", f"{NAME}.bak2", f"{NAME}.bak3"]
    held = [load(tmp_path / one).case.rows("demand")[0][2] for one in names(tmp_path)]
    assert held == [5, 4, 3, 2]


def test_saving_the_same_again_pushes_no_backup_out(path: Path, tmp_path: Path) -> None:
    for demand in (1, 2, 2, 2, 2):
        save(path, Project(motors(demand)))
    assert names(tmp_path) == [NAME, f"{NAME}.bak"]
    assert load(tmp_path / f"{NAME}.bak") == Project(motors(1))


def test_a_damaged_file_names_its_newest_whole_backup(path: Path, tmp_path: Path) -> None:
    for demand in (1, 2, 3):
        save(path, Project(motors(demand)))
    path.write_bytes(path.read_bytes()[:5000])
    (tmp_path / f"{NAME}.bak").write_bytes(b"gone")
    with pytest.raises(Damaged, match="is damaged") as caught:
        load(path)
    assert caught.value.backup == tmp_path / f"{NAME}.bak2"
    assert f"'{NAME}.bak2'" in caught.value.cure
    assert load(caught.value.backup) == Project(motors(1))


def test_a_damaged_file_without_a_backup_says_so(path: Path) -> None:
    save(path, small())
    path.write_bytes(path.read_bytes()[:5000])
    with pytest.raises(Damaged, match="is damaged") as caught:
        load(path)
    assert caught.value.backup is None
    assert "no whole backup" in caught.value.cure


def test_backups_are_kept_where_the_disk_knows_no_links(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.EPERM, "no links here")

    monkeypatch.setattr(os, "link", refuse)
    for demand in (1, 2):
        save(path, Project(motors(demand)))
    assert load(path.with_name(f"{NAME}.bak")) == Project(motors(1))


def test_what_a_killed_save_left_is_swept_away_later(path: Path, tmp_path: Path) -> None:
    old, fresh, other = tmp_path / ".0123456789ab.remanence", tmp_path / ".0123456789ac.remanence", tmp_path / ".a"
    for one in (old, fresh, other):
        one.write_text("left over")
    os.utime(old, (time.time() - 7200,) * 2)
    os.utime(other, (time.time() - 7200,) * 2)
    save(path, small())
    assert names(tmp_path) == sorted([other.name, fresh.name, NAME])


# Saves that fail.


def failing(error: Exception) -> Callable[..., None]:
    def write(target: Path, *_: object) -> None:
        target.write_bytes(b"half")
        raise error

    return write


@pytest.mark.parametrize("number", [1, 2])
def test_a_disk_that_fills_up_leaves_the_old_project(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    save(path, Project(motors(1)))
    before = path.read_bytes()
    monkeypatch.setattr(project_module, "write_tables", failing(OSError(errno.ENOSPC, "No space left on device")))
    for _ in range(number):
        with pytest.raises(UserError, match="no room on the disk"):
            save(path, Project(motors(2)))
    assert path.read_bytes() == before
    assert names(tmp_path) == [NAME]


@pytest.mark.skipif(sys.platform == "win32", reason="files have no such limit there")
@pytest.mark.parametrize("room", [0, 4096, 60_000, 200_000])
def test_a_disk_that_really_takes_no_more_leaves_the_old_project(path: Path, tmp_path: Path, room: int) -> None:
    """The system refuses to let files of a child grow beyond ``room`` bytes."""
    save(path, small())
    before = path.read_bytes()
    script = (
        "import resource, signal, sys; from pathlib import Path\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        f"resource.setrlimit(resource.RLIMIT_FSIZE, ({room}, {room}))\n"
        "from planner.errors import UserError\n"
        "from planner.store.project import save\n"
        "from tests.planner.store.saving import project\n"
        "try:\n    save(Path(sys.argv[1]), project(9000))\n"
        "except UserError as error:\n    print(error)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, path], cwd=ROOT, capture_output=True, text=True, check=True, timeout=60
    )
    assert NAME in done.stdout
    assert path.read_bytes() == before
    assert names(tmp_path) == [NAME]


def test_a_full_database_is_a_full_disk(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    save(path, Project(motors(1)))
    really = sqlite3.connect

    def connect(*words: Any, **more: Any) -> sqlite3.Connection:
        base = really(*words, **more)
        base.execute("PRAGMA max_page_count = 3")
        return base

    monkeypatch.setattr(sqlite3, "connect", connect)
    with pytest.raises(UserError, match="no room on the disk"):
        save(path, Project(motors(2)))
    monkeypatch.undo()
    assert load(path) == Project(motors(1))
    assert names(tmp_path) == [NAME]


def test_a_disk_that_gives_back_something_else_leaves_the_old_project(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    save(path, Project(motors(1)))
    before = path.read_bytes()

    def spoil(target: Path, *rest: Any) -> None:
        write_tables(target, *rest)
        data = target.read_bytes()
        place = data.index(b"Magnet")
        target.write_bytes(data[:place] + b"Magnat" + data[place + 6 :])

    monkeypatch.setattr(project_module, "write_tables", spoil)
    with pytest.raises(UserError, match="gave back something else"):
        save(path, Project(motors(2)))
    assert path.read_bytes() == before
    assert names(tmp_path) == [NAME]


@pytest.mark.skipif(sys.platform == "win32", reason="there is no kill -9")
def test_a_kill_in_the_middle_of_a_save_leaves_the_old_project_or_the_new(path: Path, tmp_path: Path) -> None:
    whole = [saving.project(rows) for rows in saving.SIZES]
    save(path, whole[0])
    dice, found = random.Random(2), set()
    tries = examples(200)
    for turn in range(10 * tries):
        if turn >= tries and found == {0, 1}:  # on a busy machine the first save may take longer than any wait below
            break
        child = subprocess.Popen(
            [sys.executable, "-m", "tests.planner.store.saving", path], cwd=ROOT, stdout=subprocess.PIPE
        )
        assert child.stdout is not None
        child.stdout.readline()
        time.sleep(dice.uniform(0.0, 0.12))
        child.send_signal(signal.SIGKILL)
        child.wait()
        child.stdout.close()
        for one in (path, *tmp_path.glob(f"{NAME}.bak*")):
            found.add(whole.index(load(one)))
    assert found == {0, 1}
