"""Decides whether the chart of a running solve tells what the run said: its steps, its room, its marks, its words."""

from __future__ import annotations

import itertools

import pytest

from planner.events import Progress
from planner.report.watched import MOST_STEPS, Step, Watched, scene

NARROWING = (
    Progress(2.0, None, 4.0e6, None),
    Progress(4.0, 5.0e6, 4.0e6, 0.2),
    Progress(8.0, 4.5e6, 4.4e6, 0.0222),
)


def watched(*told: Progress) -> Watched:
    made = Watched()
    for one in told:
        made = made.heard(one)
    return made


def heights(corners: tuple[Step, ...]) -> list[float]:
    return [height for _, height in corners]


def area(corners: tuple[Step, ...]) -> float:
    """Of a polygon (the shoelace formula)."""
    pairs = zip(corners, corners[1:] + corners[:1], strict=True)
    return abs(sum(x * next_y - next_x * y for (x, y), (next_x, next_y) in pairs)) / 2


def test_only_changes_are_steps() -> None:
    told = watched(*NARROWING, Progress(9.0, 4.5e6, 4.4e6, 0.0222))
    assert told.best == ((4.0, 5.0e6), (8.0, 4.5e6))
    assert told.bound == ((2.0, 4.0e6), (8.0, 4.4e6))
    assert told.gap == pytest.approx(0.1 / 4.5)
    assert told.last == 9.0


def test_lines_are_stairs_that_reach_to_now() -> None:
    shown = scene(watched(*NARROWING), 16.0, 0.005, "USD")
    assert [at for at, _ in shown.best] == [0.25, 0.5, 0.5, 1.0]
    assert [at for at, _ in shown.bound] == [0.125, 0.5, 0.5, 1.0]
    first, again, _, last = heights(shown.best)
    assert first == again > last > heights(shown.bound)[-1]


def test_the_band_is_what_lies_between_plan_and_bound_since_both_are_known() -> None:
    """From second 4 to 8 a million wide, then to 16 a tenth of that."""
    shown = scene(watched(*NARROWING), 16.0, 0.005, "USD")
    million = (heights(shown.best)[0] - heights(shown.best)[-1]) * 2
    assert area(shown.band) == pytest.approx(million * (4 / 16 + 0.1 * 8 / 16))
    assert min(at for at, _ in shown.band) == 0.25


def test_without_a_plan_or_without_a_bound_nothing_is_between_them() -> None:
    only_bound = scene(watched(NARROWING[0]), 3.0, 0.005, "USD")
    assert only_bound.best == only_bound.band == ()
    assert (only_bound.best_words, only_bound.bound_words) == ("", "USD 4.00 M")
    only_plan = scene(watched(Progress(1.0, 7.0, None, None)), 3.0, 0.005, "USD")
    assert only_plan.bound == only_plan.band == ()
    assert (only_plan.best_words, only_plan.bound_words) == ("USD 7.00", "")


def test_before_anything_is_known_there_are_seconds_alone() -> None:
    shown = scene(Watched(), 12.0, 0.005, "USD")
    assert (shown.best, shown.bound, shown.band, shown.costs) == ((), (), (), ())
    assert [mark.words for mark in shown.seconds] == ["0 s", "2 s", "4 s", "6 s", "8 s", "10 s", "12 s"]


def test_a_first_plan_far_off_does_not_press_the_rest_flat() -> None:
    """From ten times the cost to a gap of 1 %: the band still takes a twentieth of the room."""
    shown = scene(watched(Progress(1, 1e8, 9e6, 0.91), Progress(2, 1e7, 9.9e6, 0.01)), 3.0, 0.005, "USD")
    assert heights(shown.best)[0] > 1
    assert heights(shown.best)[-1] - heights(shown.bound)[-1] > 0.05


def test_a_proven_plan_is_still_drawn_within_the_room() -> None:
    shown = scene(watched(Progress(1, 100.0, 100.0, 0.0)), 3.0, 0.0, "USD")
    assert 0 < heights(shown.best)[-1] < 1
    assert heights(shown.best) == heights(shown.bound)
    assert (shown.best_words, shown.bound_words) == ("USD 100", "USD 100")


def test_costs_below_zero_are_drawn_too() -> None:
    shown = scene(watched(Progress(1, -1e6, -1.2e6, 0.2)), 3.0, 0.005, "USD")
    assert all(0 < height < 1 for height in (*heights(shown.best), *heights(shown.bound)))
    assert shown.bound_words == "USD −1.20 M"


def test_costs_that_are_close_are_told_apart() -> None:
    shown = scene(watched(Progress(1, 42.18e6, 42.14e6, 0.001)), 3.0, 0.005, "USD")
    assert (shown.best_words, shown.bound_words) == ("USD 42.18 M", "USD 42.14 M")


@pytest.mark.parametrize("end", [0.4, 7.0, 59.0, 601.0, 3600.0])
def test_marks_lie_within_the_room_and_are_neither_few_nor_many(end: float) -> None:
    shown = scene(watched(*NARROWING), end, 0.005, "USD")
    assert shown.unit == "USD M"
    for marks, most in ((shown.seconds, 7), (shown.costs, 5)):
        assert 2 <= len(marks) <= most
        assert all(0 <= mark.share <= 1 for mark in marks)
        assert len({mark.words for mark in marks}) == len(marks)


def test_the_last_values_are_told_in_a_sentence() -> None:
    sentences = [watched(*NARROWING[:many]).told(1_200.4, "USD") for many in range(4)]
    assert sentences == [
        "After 1,200 seconds: no plan yet, and nothing is proven",
        "After 1,200 seconds: no plan yet; its cost cannot be below USD 4.00 M",
        "After 1,200 seconds: the best plan costs USD 5.00 M, no plan can cost less than USD 4.00 M: better by at most "
        "20 %",
        "After 1,200 seconds: the best plan costs USD 4.50 M, no plan can cost less than USD 4.40 M: better by at most "
        "2.2 %",
    ]
    assert watched(Progress(1, 5.0e6, None, None)).told(3, "USD") == (
        "After 3 seconds: the best plan costs USD 5.00 M; how good it is is not proven yet"
    )


def test_ten_thousand_reports_leave_some_hundred_steps_with_the_first_and_the_last() -> None:
    told = watched(*(Progress(float(at), 2e6 - at, 1e6 + at, 0.5) for at in range(10_000)))
    for steps, end in ((told.best, 2e6 - 9_999), (told.bound, 1e6 + 9_999)):
        assert MOST_STEPS / 3 < len(steps) <= MOST_STEPS
        assert (steps[0][0], steps[-1]) == (0.0, (9_999.0, end))
        assert all(one < later for (one, _), (later, _) in itertools.pairwise(steps))


def test_a_bound_that_is_no_number_is_no_bound() -> None:
    assert watched(Progress(1.0, None, float("-inf"), None)).bound == ()
