"""The framework as it was before the first answers: what it has noted since is not known to it."""

from __future__ import annotations

from contextlib import suppress
from copy import copy, deepcopy
from typing import TYPE_CHECKING

from maturity_core.scoring.engine import CodeEngine

if TYPE_CHECKING:
    from maturity_core.model.framework import Framework
    from maturity_core.model.scorer import Scorer


def scorer_at_first(framework: Framework) -> Scorer | None:
    """Return a copy of the scorer that was handed over, as it is before the first answers; none where there is none."""
    with suppress(Exception):  # what the framework raises is for the laws to find
        if framework.scorer is None and isinstance(framework.engine, CodeEngine):
            return _copied(framework.engine.coded.scorer)
    return None


def fresh(framework: Framework, scorer: Scorer | None) -> Framework:
    """Return a framework with the same tables, and with a copy of `scorer` where one was handed over."""
    if scorer is not None:
        return framework.with_scorer(_copied(scorer))
    return copy(framework)


def _copied(scorer: Scorer) -> Scorer:
    """Return a copy of a scorer; one that cannot be copied stands for itself."""
    try:
        return deepcopy(scorer)
    except Exception:  # noqa: BLE001 - whatever it holds
        return scorer
