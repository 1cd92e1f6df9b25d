"""Who opened a file first may save it; what a crash left behind does not keep anybody out."""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
import time
from dataclasses import asdict, replace
from pathlib import Path

import pytest

from planner.errors import UserError
from planner.store import lock
from planner.store.lock import QUIET_SECONDS, Holder, Lock, acquire, lock_file


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "case.remanence"


def taken(path: Path) -> Lock:
    got = acquire(path)
    assert isinstance(got, Lock)
    return got


def left_by(path: Path, **more: object) -> Holder:
    """A lock somebody else has left."""
    holder = replace(taken(path).holder, **more)  # type: ignore[arg-type]  # its own fields
    lock_file(path).write_text(json.dumps(asdict(holder)), encoding="utf-8")
    return holder


def test_the_first_window_has_the_file_and_the_second_is_told_who(path: Path) -> None:
    first = taken(path)
    second = acquire(path)
    assert second == first.holder
    assert str(os.getpid()) not in second.words
    assert time.strftime("%H:") in second.words


def test_the_lock_lies_beside_the_file_and_goes_with_its_release(path: Path, tmp_path: Path) -> None:
    first = taken(path)
    assert [one.name for one in tmp_path.iterdir()] == [".~lock.case.remanence#"]
    first.release()
    assert list(tmp_path.iterdir()) == []
    first.release()
    taken(path)


def test_a_lock_whose_process_is_gone_is_taken_over(path: Path) -> None:
    child = subprocess.Popen([sys.executable, "-c", ""])
    child.wait()
    left_by(path, pid=child.pid, token="other")
    taken(path)


def test_a_process_with_the_number_of_one_that_is_gone_keeps_nobody_out_for_long(path: Path) -> None:
    other = left_by(path, began=1.0, token="other")
    assert acquire(path) == other
    os.utime(lock_file(path), (time.time() - QUIET_SECONDS - 1,) * 2)
    taken(path)


def test_a_lock_of_another_computer_holds_while_it_is_renewed(path: Path) -> None:
    other = left_by(path, host="elsewhere", pid=1, token="other")
    assert acquire(path) == other
    os.utime(lock_file(path), (time.time() - QUIET_SECONDS - 1,) * 2)
    ours = taken(path)
    assert not Lock(lock_file(path), other).renew()
    assert ours.renew()


def test_a_lock_is_taken_by_force_when_the_user_says_so(path: Path) -> None:
    first = taken(path)
    second = acquire(path, force=True)
    assert isinstance(second, Lock)
    assert not first.renew()
    first.release()
    assert second.renew()


def test_renewing_makes_a_lock_young_again(path: Path) -> None:
    first = taken(path)
    os.utime(first.file, (1_000_000, 1_000_000))
    assert first.renew()
    assert time.time() - first.file.stat().st_mtime < 60


@pytest.mark.parametrize("content", ["", "{", "[1]", '{"user": 1}', "[" * 5000])
def test_a_lock_that_says_nothing_is_taken_over_once_it_is_not_being_written(path: Path, content: str) -> None:
    lock_file(path).write_text(content)
    assert isinstance(acquire(path), Holder)
    os.utime(lock_file(path), (time.time() - 60,) * 2)
    taken(path)


def test_where_nothing_may_be_written_there_is_no_lock(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(errno.EACCES, "denied")

    monkeypatch.setattr(Path, "write_text", refuse)
    with pytest.raises(UserError, match="can be read but not saved"):
        acquire(path)


def test_a_disk_without_links_has_locks_too(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.EPERM, "no links here")

    monkeypatch.setattr(os, "link", refuse)
    first = taken(path)
    assert acquire(path) == first.holder


def test_of_many_who_ask_at_once_one_gets_it(path: Path) -> None:
    """Each child asks when the clock strikes; the lock of a process that is gone waits for them."""
    left_by(path, pid=2**22 + 1, token="other")
    script = (
        "import sys, time; from pathlib import Path\n"
        "from planner.store.lock import Lock, acquire\n"
        "while time.time() < float(sys.argv[2]): pass\n"
        "print(isinstance(acquire(Path(sys.argv[1])), Lock)); sys.stdout.flush(); time.sleep(1)\n"
    )
    start = str(time.time() + 2)
    children = [
        subprocess.Popen([sys.executable, "-c", script, path, start], stdout=subprocess.PIPE, text=True)
        for _ in range(4)
    ]
    said = [child.communicate(timeout=60)[0].strip() for child in children]
    assert sorted(said) == ["False", "False", "False", "True"]


def test_the_lock_of_a_link_is_that_of_its_file(path: Path, tmp_path: Path) -> None:
    if os.name == "nt":
        pytest.skip("links need a privilege there")
    path.write_text("")
    link = tmp_path / "link.remanence"
    link.symlink_to(path)
    assert lock_file(link) == lock_file(path)
    assert lock.is_alive(os.getpid(), taken(link).holder.began)
