"""CP-SAT of OR-Tools: the program of a route, which is plain data, asked of another solver."""

from __future__ import annotations

from time import process_time
from typing import TYPE_CHECKING, NamedTuple

from ortools.sat.python import cp_model

if TYPE_CHECKING:
    from collections.abc import Sequence

    from maturity_core.readers.program.parts import Line, Row


class Answer(NamedTuple):
    """The values that were found by variable, none if there are none; what nothing is below; and the seconds it took.

    Seconds are of processor time, and the making of the model is among them.
    """

    values: Sequence[int]
    bound: float
    proven: bool
    seconds: float


def lowest(size: int, rows: Sequence[Row], objective: Line, seconds: float) -> Answer:
    """Return values of 0 and 1 that meet the rows, at which the objective is lowest; one thread."""
    start = process_time()
    model = cp_model.CpModel()
    variables = [model.new_bool_var("") for _ in range(size)]
    for row in rows:
        model.add(total(variables, row.line) >= row.least)
    model.minimize(total(variables, objective))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.linearization_level = 2  # without it, its bounds are far off
    solver.parameters.max_time_in_seconds = seconds
    status = solver.solve(model)
    found = status in {cp_model.OPTIMAL, cp_model.FEASIBLE}
    values = [solver.value(variable) for variable in variables] if found else []
    return Answer(values, solver.best_objective_bound, status == cp_model.OPTIMAL, process_time() - start)


def total(variables: Sequence[cp_model.IntVar], line: Line) -> cp_model.LinearExprT:
    """Return a sum of variables times coefficients."""
    places, rises = [item for item, _ in line], [rise for _, rise in line]
    return cp_model.LinearExpr.weighted_sum([variables[place] for place in places], rises)
