"""Two digests of a framework: of its rules, and of the words each question is asked in.

Both cover what a file states, without defaults: a new optional field changes neither until a file uses it. Fields that
are not listed here (names, summaries, help, links, language, advice, sources, reasons, whether open sheets are refused)
are in neither.
"""

from __future__ import annotations

import hashlib
import json
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from maturity_core.model.fields import is_list, is_table, number_text
from maturity_core.model.node import Node
from maturity_core.model.nouns import Capability, Dimension, Level, Prerequisite, Question, ScorerChoice
from maturity_core.model.requirement import Filter, Items, Requirement, Score
from maturity_core.model.scale import Option, Scale
from maturity_core.model.scorers import Coverage, CutPoints, Staged, WeakestLink
from maturity_core.model.shows import Contrasts, Levers
from maturity_core.model.statistics import STATISTICS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from maturity_core.model.framework import Framework
    from maturity_core.model.scorer import Scorer

RULES: Mapping[type[Node], tuple[str, ...]] = {
    Level: ("id",),
    Dimension: ("id", "weight", "levels"),
    Prerequisite: ("capability", "level", "value", "credit"),
    Capability: ("id", "dimension", "effort", "weight", "levels", "requires", "leans_on"),
    Question: ("id", "capability", "scale", "weight", "stage", "not_applicable", "counts_as"),
    ScorerChoice: ("kind", "settings"),
    Filter: ("stage", "up_to", "dimension", "capability", "ids"),
    Items: ("questions", "capabilities", "dimensions"),
    Requirement: ("ladder", "level", *STATISTICS, "of", "by", "reaching", "base", "top"),
    Score: ("ladder", "mean_of", "total_of", "by", "base", "top", "shown", "marks"),
    Option: ("id", "value", "credit"),
    Scale: ("options", "whole_numbers", "cuts", "cut_falls", "better", "lowest", "highest", "counts_as"),
    CutPoints: ("kind", "ladder", "levels", "of", "by", "cuts"),
    Staged: ("kind", "ladder", "levels", "by", "mean", "share", "reaching"),
    WeakestLink: ("kind", "ladder", "levels", "of", "by", "cuts"),
    Coverage: ("kind", "ladder", "levels", "of", "share", "count"),
    Contrasts: ("levels_apart", "levels_below", "options_apart", "options_within", "from_level"),
    Levers: ("show",),
}
"""The fields of each table that count as rules. Those of the framework itself are in `FRAMEWORK_RULES`."""
FRAMEWORK_RULES = (
    *("scorer", "contrasts", "levers", "levels", "level_lists", "scales"),
    *("dimensions", "capabilities", "questions", "rules", "requirements", "scores"),
)
WORDS: Mapping[type[Node], tuple[str, ...]] = {Question: ("text", "labels"), Option: ("label",), Scale: ("unit",)}
"""The fields of each table that hold the wording of a question."""
ORDERED = frozenset({"levels", "level_lists", "options", "cuts", "shown", "marks", "whole_numbers"})
"""Lists whose order matters; all others are sorted."""
KINDS = frozenset({"kind"})
"""Fields that tell one table from another: they are included even if they have their default."""
SHORT = 8
"""How many hexadecimal digits the digest of a question's words has."""


def rules_digest(framework: Framework, scorer: Scorer | None) -> str:
    """Return the SHA-256 of what decides levels, scores, gaps and steps, as hexadecimal text.

    Args:
        framework: the framework; its id, its edition and all of its texts are left out.
        scorer: the scorer in code that it was given, if any: its class is part of the rules.
    """
    said: dict[str, Any] = _fields(framework, FRAMEWORK_RULES)
    if scorer is not None:
        said["given_scorer"] = f"{type(scorer).__module__}.{type(scorer).__qualname__}"
    return _sha(said)


def words_digests(framework: Framework) -> dict[str, str]:
    """Return, by question id, a short digest of the question's text, its option labels and the unit of its scale."""
    found: dict[str, str] = {}
    for question in framework.questions:
        words: dict[str, Any] = {"text": question.text, "labels": [option.label for option in question.options]}
        if unit := framework.scales[question.scale].unit:
            words["unit"] = unit
        found[question.id] = _sha(words)[:SHORT]
    return found


def _fields(node: Node, names: tuple[str, ...]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name in names:
        value = getattr(node, name)
        field = type(node).model_fields[name]
        if name in KINDS or field.is_required() or value != field.get_default(call_default_factory=True):
            found[name] = _said(value, ordered=name in ORDERED)
    return found


def _said(value: Any, *, ordered: bool) -> Any:
    if isinstance(value, Node):
        return _fields(value, RULES[type(value)])
    if is_table(value):
        return {name: _said(entry, ordered=ordered) for name, entry in value.items()}
    if is_list(value):
        entries = [_said(entry, ordered=False) for entry in value]
        return entries if ordered else sorted(entries, key=_text)
    return number_text(value) if isinstance(value, Fraction) else value


def _text(said: Any) -> str:
    return json.dumps(said, sort_keys=True, ensure_ascii=True)


def _sha(said: Any) -> str:
    return hashlib.sha256(_text(said).encode("ascii")).hexdigest()
