"""The framework as it was before the first answers, without anything it has remembered since."""

from __future__ import annotations

from contextlib import suppress
from copy import copy, deepcopy
from typing import TYPE_CHECKING

from maturity_core.scoring.code_engine import CodeEngine

if TYPE_CHECKING:
    from maturity_core.model.framework import Framework
    from maturity_core.model.scorer import Scorer


def scorer_at_first(framework: Framework) -> Scorer | None:
    """Return a copy of the scorer that was passed in, as it is before the first answers; None if there is none."""
    with suppress(Exception):  # finding what the framework raises is up to the laws
        if framework.scorer is None and isinstance(framework.engine, CodeEngine):
            return _copied(framework.engine.coded.scorer)
    return None


def fresh(framework: Framework, scorer: Scorer | None) -> Framework:
    """Return a framework with the same tables, and a copy of `scorer` if one was passed in."""
    if scorer is not None:
        return framework.with_scorer(_copied(scorer))
    return copy(framework)


def _copied(scorer: Scorer) -> Scorer:
    """Return a copy of a scorer, or the scorer itself if it cannot be copied."""
    try:
        return deepcopy(scorer)
    except Exception:  # noqa: BLE001 - whatever it holds
        return scorer
