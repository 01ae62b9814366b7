"""The goals, each with what was measured."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from arrow import ARRAYS, BATCH
from contest import ALONE, CP_SAT, LIMITS
from plans import WITH, WITHOUT
from report import MEGABYTE, copy_ratios, digits, table
from routes import MODELS, NEXT, TOP
from rules import PUBLISHED
from single import VALIDATED
from startup import CORE, DEPENDENCIES, EVERYTHING, first_level, reading
from subjects import OURS

MILLION = 10**6
Results = Mapping[str, Any]
"""What each part measured, by its name."""


@dataclass(frozen=True)
class Goal:
    """A bound, at most or at least, and a function that reads the figure from the results."""

    text: str
    bound: float | None
    figure: Callable[[Results], float]
    at_least: bool = False

    def row(self, results: Results) -> list[str]:
        """Return the goal, the bound, the figure, and whether the goal was reached."""
        bound = "-" if self.bound is None else f"{'≥' if self.at_least else '≤'} {self.bound}"
        try:
            figure = self.figure(results)
        except KeyError:  # this part was not requested
            return [self.text, bound, "not measured", "-"]
        if self.bound is None:
            return [self.text, bound, digits(figure), "-"]
        reached = figure >= self.bound if self.at_least else figure <= self.bound
        return [self.text, bound, digits(figure), "yes" if reached else "no"]


def against(rule: str, rival: str) -> Callable[[Results], float]:
    """Return a function that gives a rival's time for a million organisations as a multiple of ours."""

    def ratio(results: Results) -> float:
        seconds = results["batch"][rule, MILLION][0]["seconds"]
        return float(seconds[rival] / seconds[OURS])

    return ratio


def of_copy(*rules: str) -> Callable[[Results], float]:
    """Return a function that gives our time as a multiple of a copy's: best process, worst rule."""
    return lambda results: max(copy_ratios(results["batch"][rule, MILLION])[0] for rule in rules)


def quotient(part: str, above: str, below: str) -> Callable[[Results], float]:
    """Return a function that gives the ratio of two figures of a part."""
    return lambda results: float(results[part][above] / results[part][below])


def of_loops(results: Results) -> float:
    """Return how many times as long as ours a loop takes, of the model where that is least."""
    return min(float(own[VALIDATED] / own[OURS]) for own in results["loops"].values())


def of_start(results: Results) -> float:
    """Return what a first level takes, as a multiple of the dependencies and the file read, where that is highest."""
    return max(quotient("startup", first_level(model), reading(model))(results) for model in MODELS)


def of_routes(end: str, figure: str, place: int) -> Callable[[Results], float]:
    """Return a function that gives a figure of the routes that lead there, of the model where it is highest."""
    return lambda results: max(own[figure][place] for name, own in results["routes"].items() if name.endswith(end))


def of_contest(named: str, figure: Callable[[Mapping[str, Any]], float]) -> Callable[[Results], float]:
    """Return a function that gives a figure of the contest, of the case with this in its name where it is highest."""
    return lambda results: max(figure(own) for name, own in results["contest"]["cases"].items() if named in name)


def left_open(own: Mapping[str, Any]) -> float:
    """Return by which part the lowest cost that our solver found may be too high after the last limit, in percent."""
    return float(100 * own[ALONE]["gaps"][f"{LIMITS[-1]}"])


def dearest(own: Mapping[str, Any]) -> float:
    """Return our routes' cost as a multiple of the cheapest rival's, where it is highest."""
    rivals: list[float | None] = [own[CP_SAT]["cost"]] if CP_SAT in own else []
    least = [own["next steps"]["least"], own["greedy"]["least"], *(cost for cost in rivals if cost)]
    return 1 / float(min(least))


def memory(results: Results) -> float:
    """Return the most megabytes that we needed beyond input and output."""
    own = (found["extra"] for (_, _, subject), found in results["memory"].items() if subject == OURS)
    return float(max(own) / MEGABYTE)


GOALS = (
    Goal("A, a million: times a copy", 6, of_copy("A")),
    Goal("B, a million, levels, scores and gaps: times a copy", 6.5, of_copy("B")),
    Goal("the first steps of the plans of B: times levels, scores and gaps", None, quotient("plans", WITH, WITHOUT)),
    Goal("the slowest published model, a million, levels and scores: times a copy", 8, of_copy(*PUBLISHED)),
    Goal("next steps against proven routes, cost, median of the worst model", 1.05, of_routes("", "ratios", 0)),
    Goal("the same, 90th percentile", 1.25, of_routes("", "ratios", 1)),
    Goal("a proven route to the next level, s, median of the slowest model", 0.05, of_routes(NEXT, "seconds", 0)),
    Goal("a proven route to the top, s, median of the slowest model", 0.15, of_routes(TOP, "seconds", 0)),
    Goal("routes against the cheapest of all rivals, times the cost", 1, of_contest("", dearest)),
    Goal("200 capabilities, staged: open after 2 s, %", 0, of_contest("staged, 200", left_open)),
    Goal("200 capabilities, means: open after 2 s, %", 1, of_contest("means, 200", left_open)),
    Goal("A against polars on all cores", 3, against("A", "polars"), at_least=True),
    Goal("B against polars on all cores", 5, against("B", "polars"), at_least=True),
    Goal("A against DuckDB", 10, against("A", "duckdb"), at_least=True),
    Goal("A against pandas", 10, against("A", "pandas"), at_least=True),
    Goal("A against OpenFisca-Core", 10, against("A", "openfisca-core"), at_least=True),
    Goal("two threads against one, A, ten million", 1.6, quotient("threads", "1", "2"), at_least=True),
    Goal("an Arrow batch against arrays, A, 65,536", 1.15, quotient("arrow", BATCH, ARRAYS)),
    Goal("one mapping of 20 answers against pydantic", 6, quotient("single", VALIDATED, OURS), at_least=True),
    Goal("one mapping against pydantic and a loop, slowest published model", 2, of_loops, at_least=True),
    Goal("import maturity_core against numpy, pydantic and a class", 1.15, quotient("startup", CORE, DEPENDENCIES)),
    Goal("load a model, one level, against numpy, pydantic and its file read, slowest model", 1.3, of_start),
    Goal(
        "import every public name against numpy, pydantic and a class",
        None,
        quotient("startup", EVERYTHING, DEPENDENCIES),
    ),
    Goal("memory beyond input and output, MB", 8, memory),
)


def goal_lines(results: Results) -> Iterator[str]:
    """Yield the goals with what was measured."""
    yield from ("## Goals", "")
    yield from table(["", "goal", "measured", "reached"], [goal.row(results) for goal in GOALS])
