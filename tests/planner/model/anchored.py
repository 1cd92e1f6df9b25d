"""Decides how CBC is handed the model: every column stands in a row."""

from __future__ import annotations

from planner.model.program import Program, Sense


def anchored(program: Program) -> Program:
    """The same with a row for each column that stands nowhere: PuLP names such a column in the file's bounds alone, and
    CBC refuses the file."""
    standing = {column for row in program.constraints() for column in row.expr} | set(program.objective)
    for column in program.columns:
        if column not in standing:
            program.row(f"anchor_{column.position}", [(column, 1.0)], Sense.AT_LEAST, 0.0)
    return program
