"""A file is replaced whole or not at all."""

import errno
import os
from pathlib import Path

import pytest

from planner.errors import UserError
from planner.store import safe
from planner.store.safe import replace_file


def write_new(path: Path) -> None:
    path.write_text("new")


def test_the_new_file_takes_the_place_of_the_old(tmp_path: Path) -> None:
    path = tmp_path / "plan.xlsx"
    path.write_text("old")
    replace_file(path, write_new)
    assert path.read_text() == "new"
    assert list(tmp_path.iterdir()) == [path]


def test_the_temporary_file_lies_beside_and_has_the_same_ending(tmp_path: Path) -> None:
    seen: list[Path] = []

    def write(path: Path) -> None:
        seen.append(path)
        write_new(path)

    replace_file(tmp_path / "plan.xlsx", write)
    assert seen[0].parent == tmp_path
    assert seen[0].suffix == ".xlsx"


def test_a_failure_while_writing_leaves_the_old_file_and_no_litter(tmp_path: Path) -> None:
    path = tmp_path / "case.xlsx"
    path.write_text("old")

    def write(target: Path) -> None:
        target.write_text("half")
        raise ValueError("broken off")

    with pytest.raises(ValueError, match="broken off"):
        replace_file(path, write)
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_full_disk_is_a_sentence_and_the_old_file_stays(tmp_path: Path) -> None:
    path = tmp_path / "case.xlsx"
    path.write_text("old")

    def write(target: Path) -> None:
        target.write_text("ha")
        raise OSError(errno.ENOSPC, "No space left on device")

    with pytest.raises(UserError, match="no room on the disk"):
        replace_file(path, write)
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def busy(code: int) -> PermissionError:
    error = PermissionError(errno.EACCES, "busy")
    error.winerror = code  # type: ignore[attr-defined]  # Windows alone has it
    return error


@pytest.mark.parametrize("code", [5, 32, 33])
def test_a_file_held_for_a_moment_on_windows_is_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    tries = []
    really = os.replace

    def replace(source: Path, target: Path) -> None:
        tries.append(1)
        if len(tries) < 3:
            raise busy(code)
        really(source, target)

    monkeypatch.setattr(safe.os, "replace", replace)
    monkeypatch.setattr(safe, "_PAUSE", 0.0)
    replace_file(tmp_path / "case.xlsx", write_new)
    assert len(tries) == 3
    assert (tmp_path / "case.xlsx").read_text() == "new"


def test_a_file_open_in_excel_is_said_with_the_cure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "case.xlsx"
    path.write_text("old")

    def replace(source: Path, target: Path) -> None:
        raise busy(32)

    monkeypatch.setattr(safe.os, "replace", replace)
    monkeypatch.setattr(safe, "_PAUSE", 0.0)
    with pytest.raises(UserError, match="open in Excel") as caught:
        replace_file(path, write_new)
    assert "copy" in caught.value.cure
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_that_does_not_exist_is_said(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="does not exist"):
        replace_file(tmp_path / "nowhere" / "case.xlsx", write_new)


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    (tmp_path / "case.xlsx").mkdir()
    with pytest.raises(UserError, match="is a folder"):
        replace_file(tmp_path / "case.xlsx", write_new)
    assert [one.name for one in tmp_path.iterdir()] == ["case.xlsx"]


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege there")
def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "shared").mkdir()
    real = tmp_path / "shared" / "case.xlsx"
    real.write_text("old")
    link = tmp_path / "case.xlsx"
    link.symlink_to(real)
    replace_file(link, write_new)
    assert link.is_symlink()
    assert real.read_text() == "new"


@pytest.mark.skipif(os.name == "nt", reason="there are no such modes")
def test_who_may_read_the_file_stays_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "case.xlsx"
    path.write_text("old")
    path.chmod(0o640)
    replace_file(path, write_new)
    assert path.stat().st_mode & 0o777 == 0o640
