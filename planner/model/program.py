"""Decides how the model is written down: a PuLP problem whose columns and rows keep the order they were made in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import Enum

import pulp


class Column(pulp.LpVariable):  # type: ignore[misc]  # PuLP has no types
    """A variable that knows its place in every vector of values."""

    position: int

    __hash__ = object.__hash__  # PuLP's own is a Python function that gives the same identity, ten times slower


Term = tuple[Column, float]


class Sense(Enum):
    """How a row compares with its right side."""

    AT_MOST = pulp.LpConstraintLE
    AT_LEAST = pulp.LpConstraintGE
    EQUAL = pulp.LpConstraintEQ


class Program(pulp.LpProblem):  # type: ignore[misc]  # PuLP has no types
    """A minimisation whose columns know their place: ``column.position`` is the index into every vector of values.

    PuLP sorts its variables by name and registers them again at every row; both cost more than the rows themselves
    when there are a million of them, so this class keeps its own list.
    """

    def __init__(self) -> None:
        super().__init__("remanence", pulp.LpMinimize)
        self.columns: list[Column] = self._variables  # PuLP's own list: its file writers read it

    def column(self, code: str, low: float | None = 0.0, high: float | None = None, integer: bool = False) -> Column:
        """A new variable.

        Args:
            code: its name for the solver: a family and indices, never a user's text.
            low, high: its bounds; None is none.
            integer: whole values only.
        """
        category = pulp.LpInteger if integer else pulp.LpContinuous
        made = Column(code, low, high, category, _skip_v4_deprecation=True)  # owned by this problem, as in PuLP 4
        made.position = len(self.columns)
        self.columns.append(made)
        return made

    def row(self, code: str, terms: Sequence[Term], sense: Sense, right: float) -> None:
        """A new constraint: sum of coefficient * column, compared with ``right``. No column may stand twice."""
        expression = pulp.LpAffineExpression(terms)
        if len(expression) != len(terms):
            raise ValueError(f"a column stands twice in {code}")
        self.addConstraint(pulp.LpConstraint(expression, sense.value, code, right))

    def minimise(self, terms: Iterable[Term], constant: float) -> None:
        """Set the objective."""
        self.setObjective(pulp.LpAffineExpression(terms, constant))

    def variables(self) -> list[Column]:
        return self.columns

    def variablesDict(self) -> dict[str, Column]:  # noqa: N802 - PuLP's name
        """By code; PuLP's own leaves out columns that stand in no row, and then cannot take their values back."""
        return {column.name: column for column in self.columns}

    def _add_variables(self, variables: Iterable[Column]) -> None:
        """Columns are registered when they are made."""


def gathered(terms: Iterable[Term]) -> list[Term]:
    """The terms with each column once, its coefficients added up; zeros are left out."""
    sums: dict[Column, float] = {}
    for column, factor in terms:
        sums[column] = sums.get(column, 0.0) + factor
    return [(column, factor) for column, factor in sums.items() if factor != 0.0]
