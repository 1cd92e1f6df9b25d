"""What is minimised is the expected cost and the mean of the worst paths, weighed; added up by hand on two futures."""

from __future__ import annotations

from typing import Any

from planner.model.limits import define_limits
from planner.model.risk import define_objective
from tests.planner.model.reading import Story, lines
from tests.planner.model.stories import company, event, futures


def story(weight: float, *, settings: dict[str, Any] | None = None, **more: Any) -> tuple[str, str, list[str]]:
    """The tail's rows, the objective and what is minimised second, of two months; in February prices may double.

    Four magnets are in store, credited with 1 each; a lost drive costs 100.
    """
    tables: dict[str, Any] = {
        "stock": [{"item": "Magnet", "quantity": 4}],
        "scenarios": [{"scenario": "Calm", "probability": 0.75}, {"scenario": "Dear", "probability": 0.25}],
        "events": [event("Dear", "price", 2, first=1)],
    }
    told = Story(company(2, case={"cvar_level": 0.5, "closing_stock_value": 0.2} | (settings or {}), **tables | more))
    define_limits(told.program, told.sets, told.v)
    second: list[str] = []

    def objective(program: Any, sets: Any, v: Any) -> None:
        terms = define_objective(program, sets, v, weight)
        second.extend(
            f"{factor:g} {name}" for name, (_, factor) in zip(told.names(c for c, _ in terms), terms, strict=True)
        )

    rows = told.rows(objective, balance=True)
    return rows, told.objective(), second


def test_without_weight_on_the_tail_the_expected_cost_is_minimised_and_the_tail_has_no_rows() -> None:
    """Each node weighs its probability: an order costs 2 less its credit of 1 in January; 0.75 x 1, 0.25 x 3 later."""
    rows, objective, second = story(0.0)
    assert rows == ""
    assert objective == lines("""
        order[East | Magnet, Jan] + 0.75 order[East | Magnet, Feb if Calm] + 0.75 order[East | Magnet, Feb if Dear]
          + build[Drive, Jan] + 0.75 build[Drive, Feb if Calm] + 0.25 build[Drive, Feb if Dear]
          + 100 lost[Drive, Jan] + 75 lost[Drive, Feb if Calm] + 25 lost[Drive, Feb if Dear] - 4
    """)
    assert second == []


def test_the_tail_is_the_mean_of_the_worst_paths_added_up_along_the_tree() -> None:
    """Weight 0.5: half of each expected cost and of the threshold, and 0.5 x p / 0.5 of each tail at a level of 0.5.

    What is owned at the start is the same on all paths: it stands in the objective once, and in no path's cost.
    """
    rows, objective, _ = story(0.5)
    assert rows == lines("""
        cost[by Jan] = order[East | Magnet, Jan] + 100 lost[Drive, Jan] + build[Drive, Jan]
        cost[by Feb if Calm] = cost[by Jan] + order[East | Magnet, Feb if Calm] + 100 lost[Drive, Feb if Calm]
          + build[Drive, Feb if Calm]
        cost[by Feb if Dear] = cost[by Jan] + 3 order[East | Magnet, Feb if Dear] + 100 lost[Drive, Feb if Dear]
          + build[Drive, Feb if Dear]
        tail[Feb if Calm] >= cost[by Feb if Calm] - threshold
        tail[Feb if Dear] >= cost[by Feb if Dear] - threshold
    """)
    assert objective == lines("""
        0.5 order[East | Magnet, Jan] + 0.375 order[East | Magnet, Feb if Calm]
          + 0.375 order[East | Magnet, Feb if Dear]
          + 0.5 build[Drive, Jan] + 0.375 build[Drive, Feb if Calm] + 0.125 build[Drive, Feb if Dear]
          + 50 lost[Drive, Jan] + 37.5 lost[Drive, Feb if Calm] + 12.5 lost[Drive, Feb if Dear]
          + 0.5 threshold + 0.75 tail[Feb if Calm] + 0.25 tail[Feb if Dear] - 4
    """)


def test_where_the_tail_alone_is_weighed_the_expected_cost_comes_second() -> None:
    """Else a path outside the tail could waste without cost. The objective is the tail's alone."""
    _, objective, second = story(1.0)
    assert objective == "threshold + 1.5 tail[Feb if Calm] + 0.5 tail[Feb if Dear] - 4"
    assert "75 lost[Drive, Feb if Calm]" in second
    assert "0.75 order[East | Magnet, Feb if Dear]" in second


def test_one_path_is_its_own_tail() -> None:
    rows, objective, second = story(1.0, scenarios=futures("Calm"), events=[])
    assert rows == ""
    assert objective == lines("""
        order[East | Magnet, Jan] + order[East | Magnet, Feb] + build[Drive, Jan] + build[Drive, Feb]
          + 100 lost[Drive, Jan] + 100 lost[Drive, Feb] - 4
    """)
    assert second == []


def test_scenarios_that_never_differ_share_one_path_that_is_its_own_tail() -> None:
    rows, _, _ = story(0.5, events=[])
    assert rows == ""


def test_limits_that_cost_nothing_to_break_are_broken_no_more_than_they_must() -> None:
    _, objective, second = story(0.0, limits=[{"limit": "budget", "value": 10, "penalty": 0}])
    assert "slack" not in objective
    assert second == ["1 slack[budget, Jan]", "1 slack[budget, Feb if Calm]", "1 slack[budget, Feb if Dear]"]


def test_a_later_tail_weighs_each_path_beyond_it_more() -> None:
    """A level of 0.9 divides by 0.1: 0.5 x 0.75 / 0.1 and 0.5 x 0.25 / 0.1."""
    _, objective, _ = story(0.5, settings={"cvar_level": 0.9})
    assert objective.endswith("+ 0.5 threshold + 3.75 tail[Feb if Calm] + 1.25 tail[Feb if Dear] - 4")


def test_the_last_hundredth_can_be_the_tail() -> None:
    """A level of 0.99 divides by 0.01: 0.5 x 0.75 / 0.01 and 0.5 x 0.25 / 0.01."""
    _, objective, _ = story(0.5, settings={"cvar_level": 0.99})
    assert objective.endswith("+ 0.5 threshold + 37.5 tail[Feb if Calm] + 12.5 tail[Feb if Dear] - 4")
