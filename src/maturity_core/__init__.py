"""maturity-core: a framework is data, questions and requirements over them. Everything else reads the requirements.

A public name is imported when it is first asked for: whoever lists plugins does not wait for what scores.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from maturity_core.assessment import Assessment
    from maturity_core.batch import AssessmentBatch
    from maturity_core.errors import (
        AnswersError,
        ArgumentError,
        FrameworkError,
        MaturityError,
        MissingExtraError,
        NotFoundError,
        PluginError,
        Problem,
        TargetError,
    )
    from maturity_core.framework import Framework
    from maturity_core.lint import Finding, lint_framework
    from maturity_core.loading import packaged_framework, parse_framework, read_framework
    from maturity_core.nouns import Capability, Dimension, Level, Question
    from maturity_core.outputs import BatchGaps, BatchPlans
    from maturity_core.porting import portable, portable_schema
    from maturity_core.registry import PluginRecord, available_frameworks, check_plugins, list_plugins, load_framework
    from maturity_core.requirement import Requirement
    from maturity_core.results import Explanation, Gaps, Plan, Step
    from maturity_core.scale import Option, Scale
    from maturity_core.schema import extension_schema, framework_schema
    from maturity_core.scorer import Scorer, Standings
    from maturity_core.scorers import Coverage, CutPoints, Requirements, Staged, WeakestLink
    from maturity_core.short_path import ShortPath
    from maturity_core.states import DONT_KNOW, NO_GAP, NO_LEVEL, NO_STEP, NOT_APPLICABLE, UNANSWERED
    from maturity_core.tables.batch_scorer import BatchScorer
    from maturity_core.targets import Status
    from maturity_core.views import compare_views

else:  # not for checkers: they would take any name for one that this finds

    def __getattr__(name: str) -> object:
        if name not in _HOME:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        value = globals()[name] = getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
        return value


__all__ = [
    "DONT_KNOW",
    "NOT_APPLICABLE",
    "NO_GAP",
    "NO_LEVEL",
    "NO_STEP",
    "UNANSWERED",
    "AnswersError",
    "ArgumentError",
    "Assessment",
    "AssessmentBatch",
    "BatchGaps",
    "BatchPlans",
    "BatchScorer",
    "Capability",
    "Coverage",
    "CutPoints",
    "Dimension",
    "Explanation",
    "Finding",
    "Framework",
    "FrameworkError",
    "Gaps",
    "Level",
    "MaturityError",
    "MissingExtraError",
    "NotFoundError",
    "Option",
    "Plan",
    "PluginError",
    "PluginRecord",
    "Problem",
    "Question",
    "Requirement",
    "Requirements",
    "Scale",
    "Scorer",
    "ShortPath",
    "Staged",
    "Standings",
    "Status",
    "Step",
    "TargetError",
    "WeakestLink",
    "available_frameworks",
    "check_plugins",
    "compare_views",
    "extension_schema",
    "framework_schema",
    "lint_framework",
    "list_plugins",
    "load_framework",
    "packaged_framework",
    "parse_framework",
    "portable",
    "portable_schema",
    "read_framework",
]

_HOMES = {
    "assessment": "Assessment",
    "batch": "AssessmentBatch",
    "errors": "AnswersError ArgumentError FrameworkError MaturityError MissingExtraError NotFoundError PluginError "
    "Problem TargetError",
    "framework": "Framework",
    "lint": "Finding lint_framework",
    "loading": "packaged_framework parse_framework read_framework",
    "nouns": "Capability Dimension Level Question",
    "outputs": "BatchGaps BatchPlans",
    "porting": "portable portable_schema",
    "registry": "PluginRecord available_frameworks check_plugins list_plugins load_framework",
    "requirement": "Requirement",
    "results": "Explanation Gaps Plan Step",
    "scale": "Option Scale",
    "schema": "extension_schema framework_schema",
    "scorer": "Scorer Standings",
    "scorers": "Coverage CutPoints Requirements Staged WeakestLink",
    "states": "DONT_KNOW NOT_APPLICABLE NO_GAP NO_LEVEL NO_STEP UNANSWERED",
    "tables.batch_scorer": "BatchScorer",
    "short_path": "ShortPath",
    "targets": "Status",
    "views": "compare_views",
}
"""By the module that has them, the names that the imports above show to type checkers."""
_HOME = {name: module for module, names in _HOMES.items() for name in names.split()}


def __dir__() -> list[str]:
    return sorted(__all__)
