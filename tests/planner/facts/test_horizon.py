"""Decides whether months of the case land where they should in the plan."""

from planner.facts.horizon import Horizon
from planner.months import Month

START = Month.of(2027, 1)
HORIZON = Horizon(START, 6)


def test_a_blank_window_is_the_whole_horizon() -> None:
    assert HORIZON.window(None, None) == (0, 5)


def test_a_window_is_clipped_to_the_horizon() -> None:
    assert HORIZON.window(START + -4, START + 40) == (0, 5)
    assert HORIZON.window(START + 2, START + 3) == (2, 3)


def test_a_window_outside_the_horizon_is_empty() -> None:
    for first, last in ((START + 6, None), (START + 600, START + 700), (None, START + -1), (None, START + -90)):
        begins, ends = HORIZON.window(first, last)
        assert begins > ends
        assert 0 <= begins <= 6
        assert -1 <= ends <= 5


def test_what_may_begin_before_the_start_begins_at_once() -> None:
    assert [HORIZON.earliest(month) for month in (None, START + -3, START + 2, START + 9)] == [0, 0, 2, 9]


def test_a_step_holds_until_the_next() -> None:
    rows = [(START + 4, 30.0), (START + 1, 10.0), (START + 2, 20.0)]
    assert HORIZON.steps(rows) == (0.0, 10.0, 20.0, 20.0, 30.0, 30.0)


def test_the_last_step_before_the_start_is_in_force_at_the_start() -> None:
    assert HORIZON.steps([(START + -5, 1.0), (START + -2, 2.0), (START + 3, 0.0)]) == (2.0, 2.0, 2.0, 0.0, 0.0, 0.0)


def test_steps_that_begin_after_the_horizon_let_nothing_leave() -> None:
    assert HORIZON.steps([(START + 9, 5.0)]) == (0.0,) * 6


def test_no_row_is_no_bound() -> None:
    assert HORIZON.steps([]) is None
