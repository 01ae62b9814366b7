"""Which engine evaluates a framework."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maturity_core.errors import PluginError, Problem
from maturity_core.plugins.registry import load_scorer
from maturity_core.scoring.engine import RuleEngine

if TYPE_CHECKING:
    from maturity_core.model.framework import Framework
    from maturity_core.model.nouns import ScorerChoice
    from maturity_core.model.scorer import Scorer
    from maturity_core.scoring.engine import Engine


def engine_for(framework: Framework, scorer: Scorer | None) -> Engine:
    """Return the engine for the scorer given, or the one the file names, or else for the requirements.

    Raises:
        PluginError: the scorer that the file names is unknown or broken, or cannot be created with its settings.
    """
    if scorer is None and framework.scorer is not None:
        scorer = _made(framework.scorer)
    if scorer is None:
        return RuleEngine(framework)
    from maturity_core.scoring.code_engine import CodeEngine  # noqa: PLC0415 - most frameworks have no scorer in code

    return CodeEngine(framework, scorer)


def _made(choice: ScorerChoice) -> Scorer:
    """Return the scorer that a file names, created with its settings if the plugin provides a class."""
    found = load_scorer(choice.kind)
    settings = {name.replace("-", "_"): value for name, value in choice.settings.items()}
    if not isinstance(found, type):
        if settings:
            problem = Problem(
                "this scorer takes no settings", "scorer.settings", ", ".join(choice.settings), hint="remove them"
            )
            raise PluginError([problem])
        return found
    try:
        return found(**settings)
    except Exception as error:
        what = f"the scorer cannot be created with these settings: {type(error).__name__}: {error}"
        raise PluginError([Problem(what, "scorer.settings", ", ".join(settings) or "none")]) from error
