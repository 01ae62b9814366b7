"""The laws that hold for every framework, a file for each group."""

from __future__ import annotations

from maturity_core.testing.suite import (
    alone,
    batches,
    conditions,
    definition,
    first,
    gap_results,
    gaps,
    orders,
    outcomes,
    paths,
    profiled,
    reach,
    renaming,
    results,
    rounding,
    scoring,
    stated,
    states,
    steps,
)
from maturity_core.testing.suite.law import Law

ALL: tuple[Law, ...] = (
    *definition.LAWS,
    first.answers_get_a_result,
    stated.examples_hold,
    reach.every_level_reachable,
    alone.requirements_decide_or_follow,
    *scoring.LAWS,
    *states.LAWS,
    *paths.LAWS,
    *orders.LAWS,
    renaming.ids_are_only_names,
    rounding.levels_begin_at_plain_numbers,
    *conditions.LAWS,
    *profiled.LAWS,
    *results.LAWS,
    *batches.LAWS,
    *gaps.LAWS,
    *gap_results.LAWS,
    *steps.LAWS,
    *outcomes.LAWS,
)
