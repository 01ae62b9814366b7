"""Pictures of a roadmap: its phases over time, and what each level costs."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from maturity_core.model.ladder import FRAMEWORK
from maturity_core.pictures.curve import Stop, curve
from maturity_core.pictures.phases import Task, phases
from maturity_core.telling import LANGUAGE
from maturity_core.telling.phases import by_level, span_text
from maturity_core.telling.roadmap import point_texts
from maturity_core.telling.wording import level_name, score_text
from maturity_core.telling.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from maturity_core.model.framework import Framework
    from maturity_core.results.phases import Phase
    from maturity_core.results.roadmap import Roadmap


def roadmap_phases(framework: Framework, roadmap: Roadmap, language: Words | str = LANGUAGE) -> str:
    """Return the steps of a roadmap over its phases, and by when which level is reached.

    How far a phase has got is how much of its budget is spent. Steps to begin with are drawn in full colour.

    Raises:
        ArgumentError: there is no table for the language.

    >>> from maturity_core import load_framework
    >>> framework = load_framework("service-maturity-check")
    >>> drawn = roadmap_phases(framework, framework.assess([2] * 20).roadmap("strategic", periods=2))
    >>> drawn.startswith('<svg xmlns="http://www.w3.org/2000/svg" role="img"')
    True
    """
    words = Words.of(language).isolated()
    show = words.part("show")
    axis = show.say("phases-phase" if by_level(roadmap) else "phases-period")
    names = [str(phase.period) for phase in roadmap.phases]
    told = {phase.level: f"{axis} {phase.period}: {_place(framework, phase, words)}" for phase in roadmap.phases[::-1]}
    remarks = [*reversed(told.values())]
    return phases(show.say("phases-picture"), axis, names, list(_tasks(roadmap, words)), remarks)


def _place(framework: Framework, phase: Phase, words: Words) -> str:
    """Return the level when a phase is done, or the score if there are no levels."""
    if phase.level is None:
        return score_text(framework, FRAMEWORK, phase.score_exact or Fraction(0), words)
    return level_name(framework, FRAMEWORK, phase.level)


def _tasks(roadmap: Roadmap, words: Words) -> Iterator[Task]:
    """Yield the steps in the order in which they begin; by level, a capability may come twice."""
    begun: dict[str, tuple[Fraction, Fraction]] = {}
    for place, phase in enumerate(roadmap.phases):
        spent, whole = Fraction(0), (phase.budget_exact or phase.cost_exact) or Fraction(1)
        for part in phase.steps:
            begins = place + spent / whole
            spent += part.cost_exact
            first, cost = begun.pop(part.capability, (begins, Fraction(0)))
            if part.done:
                shown = span_text(part, cost + part.cost_exact, words)
                yield Task(words.apart(part.name), shown, first, place + spent / whole, part.pathfinder)
            else:
                begun[part.capability] = first, cost + part.cost_exact


def roadmap_curve(framework: Framework, roadmap: Roadmap, language: Words | str = LANGUAGE) -> str:
    """Return what each level costs at least; or each mark of the score, in a framework without levels.

    There is something to draw only if the roadmap was asked for with a budget, or leads from level to level.

    Raises:
        ArgumentError: there is no table for the language.

    >>> from maturity_core import load_framework
    >>> framework = load_framework("service-maturity-check")
    >>> "Strategic: 6.5" in roadmap_curve(framework, framework.assess([2] * 20).roadmap(budget=3))
    True
    """
    words = Words.of(language).isolated()
    points = [point for point in roadmap.curve if point.level is not None] or roadmap.curve
    told = [(point_texts(framework, point, words), point.cost_exact) for point in points]
    stops = [Stop(words.apart(name), cost, shown) for (name, shown), cost in told]
    here = Stop(words.say("mark-here"), Fraction(0), words.number(Fraction(0)))
    return curve(words.part("show").say("curve-picture"), [here, *stops])
