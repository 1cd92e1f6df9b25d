"""After a crash unsaved work is offered: when it is newer than its file and different, and never otherwise."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from planner.errors import UserError
from planner.store import recovery
from planner.store.project import Project, save
from planner.store.recovery import Origin, clean, discard, find, origin, write
from planner.store.workbook_out import write_case
from tests.planner.store.projects import motors, story


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "state" / "recovery"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "case.remanence"


def crashed(path: Path | None, fingerprint: str = "", number: int = 0) -> Origin:
    """The origin of work whose process is gone."""
    child = subprocess.Popen([sys.executable, "-c", ""])
    child.wait()
    return replace(origin("Case", path, fingerprint, number), pid=child.pid)


def age(path: Path, seconds: float) -> None:
    os.utime(path, (time.time() - seconds,) * 2)


def test_newer_and_different_work_is_offered_whole(folder: Path, path: Path) -> None:
    save(path, Project(motors(1)))
    age(path, 60)
    copy = write(folder, story(), crashed(path))
    (found,) = find(folder)
    assert found.project == story()
    assert found.copy == copy
    assert found.origin.path == str(path.resolve())
    assert abs(found.written - time.time()) < 60


def test_work_equal_to_its_file_is_not_offered_and_goes(folder: Path, path: Path) -> None:
    save(path, story())
    age(path, 60)
    copy = write(folder, story(), crashed(path))
    assert find(folder) == ()
    assert not copy.exists()


def test_work_older_than_its_file_is_not_offered(folder: Path, path: Path) -> None:
    copy = write(folder, story(), crashed(path))
    age(copy, 60)
    save(path, Project(motors(1)))
    assert find(folder) == ()


def test_work_of_a_window_that_is_still_there_is_not_offered_and_stays(folder: Path) -> None:
    copy = write(folder, story(), origin("Case", None, "", 0))
    assert find(folder) == ()
    assert copy.exists()


def test_work_of_another_computer_is_not_offered_and_stays(folder: Path) -> None:
    copy = write(folder, story(), replace(crashed(None), host="elsewhere"))
    assert find(folder) == ()
    assert copy.exists()


def test_work_never_saved_is_offered(folder: Path) -> None:
    write(folder, story(), crashed(None))
    assert [one.origin.path for one in find(folder)] == [""]


def test_work_on_a_workbook_is_offered_when_the_case_differs(folder: Path, tmp_path: Path) -> None:
    book = tmp_path / "case.xlsx"
    write_case(motors(1), book)
    age(book, 60)
    write(folder, Project(motors(1)), crashed(book, motors(1).fingerprint(), 1))
    write(folder, Project(motors(2)), crashed(book, motors(1).fingerprint(), 2))
    (found,) = find(folder)
    assert found.project.case == motors(2)


def test_work_whose_file_is_gone_or_damaged_is_offered(folder: Path, path: Path, tmp_path: Path) -> None:
    write(folder, story(), crashed(tmp_path / "gone.remanence", number=1))
    path.write_text("damaged")
    age(path, 60)
    write(folder, story(), crashed(path, number=2))
    assert len(find(folder)) == 2


def test_one_copy_for_each_case_a_window_opens(folder: Path) -> None:
    first, second = crashed(None, number=1), crashed(None, number=2)
    for demand in (1, 2, 3):
        write(folder, Project(motors(demand)), first)
    write(folder, story(), second)
    assert len(list(folder.iterdir())) == 2
    clean(folder, first)
    assert [one.project for one in find(folder)] == [story()]
    discard(find(folder)[0].copy)
    assert find(folder) == ()


def test_the_newest_is_offered_first(folder: Path) -> None:
    old = write(folder, Project(motors(1)), crashed(None, number=1))
    age(old, 600)
    write(folder, Project(motors(2)), crashed(None, number=2))
    assert [one.project.case.rows("demand")[0][2] for one in find(folder)] == [2, 1]


def test_what_cannot_be_read_is_not_offered_and_goes_after_a_month(folder: Path) -> None:
    folder.mkdir(parents=True)
    broken = folder / "recovery-0.remanence"
    broken.write_text("broken")
    assert find(folder) == ()
    assert broken.exists()
    age(broken, 40 * 24 * 3600)
    assert find(folder) == ()
    assert not broken.exists()


def test_without_a_folder_there_is_nothing_to_offer(folder: Path) -> None:
    assert find(folder) == ()


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(UserError, match="cannot be made"):
        write(tmp_path / "file" / "state", story(), origin("Case", None, "", 0))


def test_the_note_of_a_copy_does_not_stay_with_the_work(folder: Path) -> None:
    write(folder, Project(motors(1), notes={"mine": "x"}), crashed(None))
    assert dict(find(folder)[0].project.notes) == {"mine": "x"}
    assert recovery.find(folder)[0].origin.title == "Case"
