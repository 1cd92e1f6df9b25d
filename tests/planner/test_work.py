"""Decides whether work in a child can be heard, stopped, limited and killed, and harms nobody when it dies."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from planner.errors import PlannerBug, UserError
from planner.events import Event, Phase, Share, Stopped
from planner.work import ChildDied, Death, Job, call
from tests.planner import work_targets as targets

MB = 1_000_000


def first_event(job: Job[object]) -> Event:
    for _ in range(600):
        told = job.poll()
        if told:
            return told[0]
        time.sleep(0.01)
    raise AssertionError("the child said nothing within 6 seconds")


def test_a_child_hands_back_what_its_function_returns() -> None:
    assert call(targets.add, 2, 3) == 5


def test_the_function_runs_in_another_process() -> None:
    assert call(targets.identity) != os.getpid()


def test_events_arrive_in_order_and_all_of_them() -> None:
    heard: list[Event] = []
    assert call(targets.count, 50, listen=heard.append) == "counted"
    assert heard == [Phase("Counting"), *(Share(done, 50, "pieces") for done in range(1, 51))]


def test_a_job_can_be_asked_without_waiting() -> None:
    job = Job(targets.work_until_stopped)
    assert first_event(job) == Phase("Working")
    assert job.running
    started = time.monotonic()
    job.poll()
    job.stop()
    assert time.monotonic() - started < 0.1
    assert job.result() == "the best so far"
    assert not job.running


def test_a_stop_that_is_honoured_brings_the_best_so_far() -> None:
    heard: list[Event] = []
    assert call(targets.work_until_stopped, listen=heard.append, stopping=lambda: bool(heard)) == "the best so far"


def test_a_stop_without_anything_to_hand_back_is_stopped() -> None:
    heard: list[Event] = []
    with pytest.raises(Stopped):
        call(targets.give_up_when_stopped, listen=heard.append, stopping=lambda: bool(heard))


def test_a_child_that_ignores_the_stop_is_killed_after_the_grace() -> None:
    job = Job(targets.hang, grace=0.3)
    first_event(job)
    asked = time.monotonic()
    job.stop()
    with pytest.raises(Stopped):
        job.result()
    assert 0.3 <= time.monotonic() - asked < 2


def test_a_killed_child_ends_at_once() -> None:
    job = Job(targets.hang)
    first_event(job)
    asked = time.monotonic()
    job.kill()
    with pytest.raises(Stopped):
        job.result()
    assert time.monotonic() - asked < 1


def test_a_crash_is_told_in_a_sentence_and_the_program_goes_on() -> None:
    heard: list[Event] = []
    with pytest.raises(ChildDied, match="broke off before it was finished") as caught:
        call(targets.crash, listen=heard.append)
    assert caught.value.death is Death.CRASHED
    assert "SIGABRT" in caught.value.detail or sys.platform == "win32"
    assert heard == [Phase("About to crash")]
    assert call(targets.add, 1, 1) == 2


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
def test_a_child_the_system_killed_is_told_as_out_of_memory() -> None:
    with pytest.raises(ChildDied, match="ran out of memory") as caught:
        call(targets.killed_by_the_system)
    assert caught.value.death is Death.MEMORY


def test_work_that_hangs_ends_at_its_time_limit() -> None:
    started = time.monotonic()
    with pytest.raises(ChildDied, match=r"longer than 0\.5 seconds") as caught:
        call(targets.hang, time_limit=0.5, grace=0.2)
    assert caught.value.death is Death.TIME
    assert time.monotonic() - started < 5


def test_work_asked_to_end_at_its_time_limit_may_still_hand_back_its_best() -> None:
    assert call(targets.work_until_stopped, time_limit=1.0) == "the best so far"


def test_work_that_gives_up_at_its_time_limit_is_told_as_too_slow() -> None:
    with pytest.raises(ChildDied, match="longer than 1 second "):
        call(targets.give_up_when_stopped, time_limit=1.0)


def test_a_child_that_eats_memory_slowly_is_ended_at_its_cap() -> None:
    with pytest.raises(ChildDied, match=r"more than 0\.2 GB of memory") as caught:
        call(targets.eat_slowly, memory_bytes=200 * MB, time_limit=60)
    assert caught.value.death is Death.MEMORY


@pytest.mark.skipif(sys.platform != "linux", reason="other systems do not refuse memory ahead of time")
def test_a_child_that_asks_for_a_terabyte_at_once_is_refused() -> None:
    with pytest.raises(ChildDied) as caught:
        call(targets.eat_at_once, memory_bytes=200 * MB)
    assert caught.value.death is Death.MEMORY


def test_a_users_error_travels_with_its_cure() -> None:
    with pytest.raises(UserError) as caught:
        call(targets.complain)
    assert (caught.value.message, caught.value.cure) == ("The sheet Items has no column 'price'.", "Add it.")


def test_a_fault_of_ours_travels_with_its_traceback() -> None:
    with pytest.raises(PlannerBug, match="two and two are five") as caught:
        call(targets.blunder)
    assert "in blunder" in caught.value.detail


def test_any_other_exception_is_a_fault_of_ours() -> None:
    with pytest.raises(PlannerBug, match="ZeroDivisionError: division by zero") as caught:
        call(targets.divide_by_zero)
    assert "in divide_by_zero" in caught.value.detail


def test_a_result_that_cannot_travel_is_a_fault_of_ours_and_no_hang() -> None:
    with pytest.raises(PlannerBug):
        call(targets.hand_back_what_cannot_travel)


def test_what_a_child_prints_never_reaches_standard_output(capfd: pytest.CaptureFixture[str]) -> None:
    assert call(targets.chatter) == "done"
    out, err = capfd.readouterr()
    assert out == ""
    assert "a library talks" in err
    assert "behind Python's back" in err


def test_a_child_may_have_a_child_of_its_own() -> None:
    assert call(targets.hand_on) == 42


def test_no_process_is_left_when_a_job_has_ended() -> None:
    before = {one.pid for one in psutil.Process().children(recursive=True)}
    job = Job(targets.hang)
    first_event(job)
    job.kill()
    job.wait()
    left = [one for one in psutil.Process().children(recursive=True) if one.pid not in before]
    assert [one for one in left if "spawn_main" in " ".join(one.cmdline())] == []


PARENT = """
import sys, time
from pathlib import Path
from planner.work import Job
from tests.planner.work_targets import leave_a_trace

if __name__ == "__main__":
    job = Job(leave_a_trace, Path(sys.argv[1]))
    while not job.poll():
        time.sleep(0.01)
    print("ready", flush=True)
    {ending}
"""


def run_parent(tmp_path: Path, ending: str) -> tuple[subprocess.Popen[str], Path]:
    script = tmp_path / "parent.py"
    script.write_text(PARENT.replace("{ending}", ending))
    trace = tmp_path / "trace"
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    parent = subprocess.Popen(
        [sys.executable, script, trace], env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert parent.stdout is not None
    assert parent.stdout.readline() == "ready\n"
    return parent, trace


def still_written(trace: Path) -> bool:
    for _ in range(40):
        before = trace.read_text()
        time.sleep(0.1)
        if trace.read_text() == before:
            return False
    return True


@pytest.mark.parametrize("ending", ["time.sleep(60)", "sys.exit(3)", "raise RuntimeError"])
def test_no_child_outlives_its_parent(tmp_path: Path, ending: str) -> None:
    parent, trace = run_parent(tmp_path, ending)
    if "sleep" in ending:
        parent.kill()
    parent.communicate(timeout=20)
    assert not still_written(trace)


SHORT_LIVED = """
import sys, time
from planner.work import Job
from tests.planner.work_targets import hang

if __name__ == "__main__":
    jobs = [Job(hang) for _ in range(3)]
    time.sleep(float(sys.argv[1]))
"""


@pytest.mark.parametrize("seconds", ["0", "0.02", "0.1", "0.3"])
def test_a_program_may_end_at_any_moment_of_its_childrens_lives(tmp_path: Path, seconds: str) -> None:
    script = tmp_path / "short.py"
    script.write_text(SHORT_LIVED)
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    done = subprocess.run(
        [sys.executable, script, seconds], env=environment, capture_output=True, text=True, timeout=60, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows sends Ctrl+C in another way")
def test_control_c_leaves_the_child_to_its_parent(tmp_path: Path) -> None:
    job = Job(targets.work_until_stopped)
    assert first_event(job) == Phase("Working")
    for one in psutil.Process().children():
        if "spawn_main" in " ".join(one.cmdline()):
            one.send_signal(signal.SIGINT)
    time.sleep(0.3)
    assert job.running
    job.stop()
    assert job.result() == "the best so far"
