"""maturity-core: a framework is data, questions and requirements over them. Everything else reads the requirements.

Each folder is a room, and its `__init__` says what its files are for. All of them build on `errors` (the grammar of
problems, and the nearest valid name), `extras` (optional libraries) and `forms` (classes that work as pydantic types).
A public name is imported when it is first used, so listing plugins does not load the scoring engines.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from maturity_core.answers.facts import FactsLike, SheetFacts
    from maturity_core.answers.likes import AnswersLike, SheetsLike
    from maturity_core.answers.models import answers_model, answers_schema
    from maturity_core.assessing.assessment import Assessment
    from maturity_core.assessing.batch import AssessmentBatch
    from maturity_core.assessing.record_batches import RecordBatchScorer
    from maturity_core.assessing.routed import TargetLike
    from maturity_core.definition.installed import load_framework
    from maturity_core.definition.loading import (
        packaged_framework,
        parse_framework,
        read_framework,
        with_examples,
    )
    from maturity_core.definition.schema import extension_schema, framework_schema
    from maturity_core.definition.translating import with_translation
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
    from maturity_core.exchange.importing.imported import Imported, import_framework
    from maturity_core.exchange.portable import portable, portable_schema
    from maturity_core.exchange.sql.query import sql_query
    from maturity_core.lint import Finding, lint_framework
    from maturity_core.model.framework import Framework
    from maturity_core.model.nouns import Capability, Dimension, Level, Question
    from maturity_core.model.requirement import Requirement
    from maturity_core.model.scale import Option, Scale
    from maturity_core.model.scorer import Scorer, Standings
    from maturity_core.model.scorers import Coverage, CutPoints, Requirements, Staged, WeakestLink
    from maturity_core.model.states import DONT_KNOW, NO_GAP, NO_LEVEL, NO_STEP, NOT_APPLICABLE, UNANSWERED
    from maturity_core.people.archetypes import find_archetypes
    from maturity_core.people.editions import carry
    from maturity_core.people.history import compare_dates
    from maturity_core.people.likes import CarriedLike
    from maturity_core.people.outcomes import compare_outcomes, forecast
    from maturity_core.people.panel import compare_raters
    from maturity_core.people.peers import PeerGroup
    from maturity_core.people.published_peers import publish_peers, publish_segments
    from maturity_core.people.rollup import roll_up
    from maturity_core.people.views import compare_views
    from maturity_core.plugins.registry import (
        PluginRecord,
        available_frameworks,
        check_plugins,
        list_plugins,
    )
    from maturity_core.readers.proof.proving import prove
    from maturity_core.readers.short_path import ShortPath
    from maturity_core.results.alternatives import Alternatives
    from maturity_core.results.archetypes import Archetypes
    from maturity_core.results.batches import BatchGaps, BatchPlans
    from maturity_core.results.carried import Carried
    from maturity_core.results.explanation import Explanation
    from maturity_core.results.history import History
    from maturity_core.results.least_change import LeastChange
    from maturity_core.results.outcomes import Forecast, Outcomes
    from maturity_core.results.panel import RaterPanel
    from maturity_core.results.peers import PeerComparison, PublishedPeers
    from maturity_core.results.progress import Progress
    from maturity_core.results.proof import Proof
    from maturity_core.results.roadmap import Roadmap
    from maturity_core.results.rollup import RollUp
    from maturity_core.results.routes import Gaps, Plan, Status, Step
    from maturity_core.results.sensitivity import Sensitivity
    from maturity_core.results.what_if import WhatIf
    from maturity_core.results.whole import Result, ShortResult, result_schema

else:  # hidden from type checkers, which would otherwise accept any name

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
    "Alternatives",
    "AnswersError",
    "AnswersLike",
    "Archetypes",
    "ArgumentError",
    "Assessment",
    "AssessmentBatch",
    "BatchGaps",
    "BatchPlans",
    "Capability",
    "Carried",
    "CarriedLike",
    "Coverage",
    "CutPoints",
    "Dimension",
    "Explanation",
    "FactsLike",
    "Finding",
    "Forecast",
    "Framework",
    "FrameworkError",
    "Gaps",
    "History",
    "Imported",
    "LeastChange",
    "Level",
    "MaturityError",
    "MissingExtraError",
    "NotFoundError",
    "Option",
    "Outcomes",
    "PeerComparison",
    "PeerGroup",
    "Plan",
    "PluginError",
    "PluginRecord",
    "Problem",
    "Progress",
    "Proof",
    "PublishedPeers",
    "Question",
    "RaterPanel",
    "RecordBatchScorer",
    "Requirement",
    "Requirements",
    "Result",
    "Roadmap",
    "RollUp",
    "Scale",
    "Scorer",
    "Sensitivity",
    "SheetFacts",
    "SheetsLike",
    "ShortPath",
    "ShortResult",
    "Staged",
    "Standings",
    "Status",
    "Step",
    "TargetError",
    "TargetLike",
    "WeakestLink",
    "WhatIf",
    "answers_model",
    "answers_schema",
    "available_frameworks",
    "carry",
    "check_plugins",
    "compare_dates",
    "compare_outcomes",
    "compare_raters",
    "compare_views",
    "extension_schema",
    "find_archetypes",
    "forecast",
    "framework_schema",
    "import_framework",
    "lint_framework",
    "list_plugins",
    "load_framework",
    "packaged_framework",
    "parse_framework",
    "portable",
    "portable_schema",
    "prove",
    "publish_peers",
    "publish_segments",
    "read_framework",
    "result_schema",
    "roll_up",
    "sql_query",
    "with_examples",
    "with_translation",
]

_HOMES = {
    "answers.facts": "FactsLike SheetFacts",
    "answers.likes": "AnswersLike SheetsLike",
    "answers.models": "answers_model answers_schema",
    "assessing.assessment": "Assessment",
    "assessing.routed": "TargetLike",
    "assessing.batch": "AssessmentBatch",
    "errors": "AnswersError ArgumentError FrameworkError MaturityError MissingExtraError NotFoundError PluginError "
    "Problem TargetError",
    "model.framework": "Framework",
    "lint": "Finding lint_framework",
    "definition.installed": "load_framework",
    "definition.loading": "packaged_framework parse_framework read_framework with_examples",
    "model.nouns": "Capability Dimension Level Question",
    "results.batches": "BatchGaps BatchPlans",
    "exchange.importing.imported": "Imported import_framework",
    "exchange.portable": "portable portable_schema",
    "exchange.sql.query": "sql_query",
    "plugins.registry": "PluginRecord available_frameworks check_plugins list_plugins",
    "model.requirement": "Requirement",
    "results.explanation": "Explanation",
    "results.least_change": "LeastChange",
    "results.alternatives": "Alternatives",
    "results.proof": "Proof",
    "results.roadmap": "Roadmap",
    "results.routes": "Gaps Plan Status Step",
    "results.sensitivity": "Sensitivity",
    "results.what_if": "WhatIf",
    "results.whole": "Result ShortResult result_schema",
    "model.scale": "Option Scale",
    "definition.schema": "extension_schema framework_schema",
    "definition.translating": "with_translation",
    "model.scorer": "Scorer Standings",
    "model.scorers": "Coverage CutPoints Requirements Staged WeakestLink",
    "model.states": "DONT_KNOW NOT_APPLICABLE NO_GAP NO_LEVEL NO_STEP UNANSWERED",
    "assessing.record_batches": "RecordBatchScorer",
    "readers.proof.proving": "prove",
    "readers.short_path": "ShortPath",
    "people.archetypes": "find_archetypes",
    "results.archetypes": "Archetypes",
    "people.editions": "carry",
    "people.likes": "CarriedLike",
    "people.history": "compare_dates",
    "people.outcomes": "compare_outcomes forecast",
    "people.panel": "compare_raters",
    "results.outcomes": "Forecast Outcomes",
    "people.rollup": "roll_up",
    "results.panel": "RaterPanel",
    "results.rollup": "RollUp",
    "results.history": "History",
    "results.progress": "Progress",
    "people.peers": "PeerGroup",
    "people.published_peers": "publish_peers publish_segments",
    "people.views": "compare_views",
    "results.peers": "PeerComparison PublishedPeers",
    "results.carried": "Carried",
}
"""Public names by the module that defines them: the same names that the imports above show to type checkers."""
_HOME = {name: module for module, names in _HOMES.items() for name in names.split()}


def __dir__() -> list[str]:
    return sorted(__all__)
