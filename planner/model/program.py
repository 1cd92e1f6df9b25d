"""Decides how the model is written down: a PuLP problem whose columns and rows keep the order they were made in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import Enum

import pulp

# A model has hundreds of thousands of columns and rows. PuLP's constructors look for characters a solver's name may not
# hold, guess what kind of thing they were given and keep what undoes later changes; our codes need no such look, and
# nothing is changed later. Leaving that out halves the time of building.


class Column(pulp.LpVariable):  # type: ignore[misc]  # PuLP has no types
    """A variable that knows its place in every vector of values."""

    name: str = ""
    varValue: float | None = None  # noqa: N815 - PuLP's name
    dj = None
    modified = True

    def __init__(self, code: str, low: float | None, high: float | None, integer: bool, position: int) -> None:
        self.name = code
        self.lowBound = low
        self.upBound = high
        self.cat = pulp.LpInteger if integer else pulp.LpContinuous
        self.position = position

    __hash__ = object.__hash__  # PuLP's own is a Python function that gives the same identity, ten times slower

    @property
    def hash(self) -> int:
        return id(self)


Term = tuple[Column, float]


class Sum(pulp.LpAffineExpression):  # type: ignore[misc]  # PuLP has no types
    """Columns with their coefficients, each once."""

    name = None
    constant = 0.0

    def __init__(self, terms: Iterable[Term]) -> None:
        dict.__init__(self, terms)


class Row(pulp.LpConstraint):  # type: ignore[misc]  # PuLP has no types
    """A constraint: a sum, compared with its right side."""

    name: str = ""
    pi = None
    slack = None
    modified = True

    def __init__(self, code: str, terms: Sequence[Term], sense: int, right: float) -> None:
        self.name = code
        self.expr = Sum(terms)
        self.sense = sense
        self.constant = -right


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
        made = Column(code, low, high, integer, len(self.columns))
        self.columns.append(made)
        return made

    def row(self, code: str, terms: Sequence[Term], sense: Sense, right: float) -> None:
        """A new constraint: sum of coefficient * column, compared with ``right``. No column may stand twice."""
        made = Row(code, terms, sense.value, right)
        if len(made.expr) != len(terms):
            raise ValueError(f"a column stands twice in {code}")
        if code in self._constraints:
            raise ValueError(f"there is a row {code} already")
        self._constraints[code] = made

    def coded(self, code: str) -> Row:
        """The constraint of this code.

        Raises:
            KeyError: there is none.
        """
        row: Row = self._constraints[code]
        return row

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
