"""Where one capability more of several is enough, as the slow reference scorer says it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maturity_core.model.ladder import Ladder
from maturity_core.testing.oracle_gaps import Demands
from maturity_core.testing.oracle_statistics import needed

if TYPE_CHECKING:
    from collections.abc import Collection

    from maturity_core.testing.oracle_gaps import Gap
    from maturity_core.testing.oracle_model import Model, Sheet
    from maturity_core.testing.oracle_results import Options
    from maturity_core.testing.oracle_targets import Goals


def choices(model: Model, sheet: Sheet, towards: Gap) -> dict[int, set[str]]:
    """Return the unmet counts of a target that one capability more meets, with the capabilities that could be it."""
    demands, found = Demands(model, sheet), dict[int, set[str]]()
    for index in _requirements(model, towards):
        requirement, items = model.requirements[index], model.items[index]
        if requirement.count is None or any(item.ladder not in model.capabilities for item in items):
            continue
        marks = {item.ladder: demands.now.mark(requirement, item) for item in items}
        reached = {item.ladder: demands.now.reaches(item, marks[item.ladder]) for item in items}
        applying = [value for value in reached.values() if value is not None]
        if demands.now.judge(index).state == "unmet" and needed(requirement, len(applying)) == sum(applying) + 1:
            able = [item for item in items if demands.best.reaches(item, marks[item.ladder])]
            found[index] = {Ladder.read(item.ladder).id for item in able if reached[item.ladder] is False}
    return {index: names for index, names in found.items() if names}


def beside(model: Model, sheet: Sheet, towards: Gap, but: Collection[int]) -> Options:
    """Return the options that a target of rungs asks for, but for some of its requirements."""
    demands = Demands(model, sheet)
    for index in _requirements(model, towards):
        if index not in but:
            demands.ask_requirement(index)
    return demands.settle()


def _requirements(model: Model, towards: Gap) -> list[int]:
    """Return the requirements at or below the rungs that are aimed at."""
    named: Goals = {} if isinstance(towards.target, tuple) else towards.target
    goals = [(ladder, goal) for ladder, goal in named.items() if isinstance(goal, int)]
    return [index for ladder, goal in goals for rung, index in model.rungs[ladder] if rung <= goal]
