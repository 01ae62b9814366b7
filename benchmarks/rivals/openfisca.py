"""OpenFisca-Core: a variable for each question, formulas over whole arrays at a time, in single precision."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from openfisca_core.entities import Entity
from openfisca_core.periods import DateUnit
from openfisca_core.simulations import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

from rivals import Outputs, Subject
from rules import CUTS_A, TOP

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from rules import Rule

YEAR = "2026"


def variable(name: str, entity: Entity, value_type: type, formula: Callable[..., Any] | None = None) -> type[Variable]:
    """Return a variable: computed if there is a formula, otherwise an input."""
    fields = {"value_type": value_type, "entity": entity, "definition_period": DateUnit.YEAR, "label": name}
    return type(name, (Variable,), fields | ({"formula": formula} if formula else {}))


def levels_of(score: str) -> Callable[..., Any]:
    """Return the formula of a level."""
    return lambda organisation, period: sum(organisation(score, period) >= np.float32(cut) for cut in CUTS_A)


def system_of(rule: Rule) -> TaxBenefitSystem:
    """Return rule A as a system of variables."""
    entity = Entity("organisation", "organisations", "An organisation", "")
    system = TaxBenefitSystem([entity])
    for name in rule.ids:
        system.add_variable(variable(name, entity, int))

    def mean_of(own: list[int]) -> Callable[..., Any]:
        pairs = [(rule.ids[column], rule.weights[column]) for column in own]
        whole = np.float32(TOP * sum(weight for _, weight in pairs))
        return lambda organisation, period: (
            sum(np.maximum(organisation(name, period), 0) * weight for name, weight in pairs) / whole
        )

    for place, own in enumerate(rule.dimensions):
        system.add_variable(variable(f"score_{place}", entity, float, mean_of(own)))
        system.add_variable(variable(f"level_{place}", entity, int, levels_of(f"score_{place}")))

    def overall(organisation: Any, period: Any) -> Any:
        scores = [organisation(f"score_{place}", period) for place in range(len(rule.dimensions))]
        return sum(scores) / np.float32(len(scores))

    system.add_variable(variable("score", entity, float, overall))
    system.add_variable(variable("level", entity, int, levels_of("score")))
    return system


def rule_a(rule: Rule) -> Subject:
    """One simulation per run: all inputs set, every level and score calculated."""
    system = system_of(rule)
    places = range(len(rule.dimensions))

    def run(columns: list[NDArray[Any]]) -> Outputs:
        simulation = SimulationBuilder().build_default_simulation(system, len(columns[0]))
        for name, column in zip(rule.ids, columns, strict=True):
            simulation.set_input(name, YEAR, column)
        return {
            "levels": simulation.calculate("level", YEAR),
            "dimension_levels": np.stack([simulation.calculate(f"level_{place}", YEAR) for place in places], axis=1),
            "scores": simulation.calculate("score", YEAR),
            "dimension_scores": np.stack([simulation.calculate(f"score_{place}", YEAR) for place in places], axis=1),
        }

    return Subject(lambda matrix: [column.astype(np.int32) for column in matrix.T], run)
