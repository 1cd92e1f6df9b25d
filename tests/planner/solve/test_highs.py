"""A PuLP problem is solved and its status says what happened."""

from __future__ import annotations

import pulp
import pytest

from planner.solve.highs import Highs


def problem() -> tuple[pulp.LpProblem, pulp.LpVariable]:
    made = pulp.LpProblem("knapsack", pulp.LpMinimize)
    x = made.add_variable("x", 0, 10, pulp.LpInteger)
    y = made.add_variable("y", 0, 10)
    made += -3 * x - 2 * y
    made += 2 * x + y <= 7, "weight"
    made += y <= 2.5, "part"
    return made, x


def test_values_are_written_into_the_variables() -> None:
    made, x = problem()
    assert made.solve(Highs()) == pulp.LpStatusOptimal
    assert x.value() == pytest.approx(2.0)
    assert pulp.value(made.objective) == pytest.approx(-11.0)


def test_an_infeasible_problem_is_not_called_solved() -> None:
    made, x = problem()
    made += x >= 9, "too much"
    assert made.solve(Highs()) == pulp.LpStatusInfeasible


def test_no_time_is_not_called_optimal() -> None:
    made = pulp.LpProblem("hard", pulp.LpMinimize)
    columns = [made.add_variable(f"x_{at}", 0, 1, pulp.LpInteger) for at in range(50)]
    over = [made.add_variable(f"over_{at}", 0) for at in range(6)]
    made += pulp.lpSum(over)
    for at in range(6):
        weights = [(37 * (j + 3) * (at + 5)) % 97 + 1 for j in range(50)]
        made += pulp.lpDot(weights, columns) - over[at] == sum(weights) // 2 - 1, f"split_{at}"
    assert made.solve(Highs(seconds=0.0)) != pulp.LpStatusOptimal
