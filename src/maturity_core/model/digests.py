"""The digests of a framework: of its content, of its rules, and of the words each question is asked in.

The last two cover what a file states, without defaults: a new optional field changes neither until a file uses it.
Fields that are not listed here (names, summaries, help, links, language, advice, sources, reasons, profiles, whether
open sheets are refused) are in neither. Those of a profile cover the whole framework, and which questions are asked.
"""

from __future__ import annotations

import hashlib
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING, Any

from maturity_core.model.fields import is_list, is_table, number_text
from maturity_core.model.measure import MADE_OF, Measure
from maturity_core.model.node import Node
from maturity_core.model.nouns import (
    Advice,
    Capability,
    Dimension,
    Level,
    Needed,
    Pattern,
    Prerequisite,
    Question,
    Remedy,
    ScorerChoice,
    Sign,
)
from maturity_core.model.requirement import ITEM_KINDS, Filter, Items, Requirement, Score
from maturity_core.model.scale import Option, Scale
from maturity_core.model.scorers import Coverage, CutPoints, Staged, WeakestLink
from maturity_core.model.shows import Contrasts, Levers
from maturity_core.model.statistics import STATISTICS
from maturity_core.model.translated import Translated

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from maturity_core.model.entries import Entries
    from maturity_core.model.scorer import Scorer

RULES: Mapping[type[Node], tuple[str, ...]] = {
    Level: ("id", "patterns", "advice"),
    Pattern: ("questions",),
    Advice: ("questions",),
    Sign: ("question", "at_least", "at_most"),
    Dimension: ("id", "weight", "levels"),
    Prerequisite: ("capability", "level", "value", "credit"),
    Remedy: ("question", "now", "to"),
    Capability: ("id", "dimension", "effort", "worth", "remedies", "weight", "levels", "requires", "leans_on", "tags"),
    Question: (
        *("id", "capability", "scale", "weight", "stage", "tags", "trait", "outcome", "led_by"),
        *("not_applicable", "counts_as", "needs"),
    ),
    Needed: ("question", "option"),
    ScorerChoice: ("kind", "settings"),
    Filter: ("tag", "stage", "from_stage", "up_to", "from_weight", "dimension", "capability", "ids"),
    Items: ITEM_KINDS,
    Measure: ("id", "weight", "levels", *MADE_OF, "by", "reaching", "base", "top", "shown"),
    Requirement: ("ladder", "level", *STATISTICS, "of", "by", "reaching", "base", "top"),
    Score: ("ladder", "mean_of", "total_of", "by", "base", "top", "shown", "marks"),
    Option: ("id", "value", "credit", "level"),
    Scale: ("options", "whole_numbers", "cuts", "cut_falls", "better", "lowest", "highest", "counts_as"),
    CutPoints: ("kind", "ladder", "levels", "of", "by", "cuts"),
    Staged: ("kind", "ladder", "levels", "of", "by", "mean", "share", "reaching"),
    WeakestLink: ("kind", "ladder", "levels", "of", "by", "cuts"),
    Coverage: ("kind", "ladder", "levels", "of", "share", "count"),
    Contrasts: ("levels_apart", "levels_below", "options_apart", "options_within", "from_level"),
    Levers: ("show",),
}
"""The fields of each table that count as rules. Those of the framework itself are in `FRAMEWORK_RULES`."""
FRAMEWORK_RULES = (
    *("scorer", "contrasts", "levers", "levels", "level_lists", "scales"),
    *("dimensions", "capabilities", "questions", "measures", "rules", "requirements", "scores"),
)
WORDS: Mapping[type[Node], tuple[str, ...]] = {Question: ("text", "labels"), Option: ("label",), Scale: ("unit",)}
"""The fields of each table that hold the wording of a question."""
ORDERED = frozenset(
    {"levels", "level_lists", "options", "cuts", "shown", "marks", "whole_numbers", "patterns", "advice", "remedies"}
)
"""Lists whose order matters; all others are sorted."""
KINDS = frozenset({"kind"})
"""Fields that tell one table from another: they are included even if they have their default."""
SHORT = 8
"""How many hexadecimal digits the digest of a question's words has."""


class Identified(Translated):
    """Base of what has digests."""

    if TYPE_CHECKING:
        questions: Entries[Question]
        scales: dict[str, Scale]

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the content, as hexadecimal text: two framework objects with the same digest score the same."""
        if self.asked_by is not None:  # that of a profile covers the whole framework
            return _sha([self.whole.digest, self.asked_by.id])
        content = _text(self.model_dump(mode="json"))
        if self._scorer is not None:
            content += f"{type(self._scorer).__module__}.{type(self._scorer).__qualname__}"
        return hashlib.sha256(content.encode("ascii")).hexdigest()

    @cached_property
    def rules_digest(self) -> str:
        """SHA-256 of the rules, as hexadecimal text: what decides levels, scores, gaps and steps, but no wording.

        Defaults, id and edition are left out: two editions that differ only in their texts have the same digest.

        >>> from maturity_core import Framework, load_framework
        >>> framework = load_framework("service-maturity-check")
        >>> reworded = framework.questions[0].model_copy(update={"text": "Is it written down?"})
        >>> tables = {name: getattr(framework, name) for name in Framework.model_fields}
        >>> other = Framework(**tables | {"questions": [reworded, *framework.questions[1:]]})
        >>> other.rules_digest == framework.rules_digest, other.digest == framework.digest
        (True, False)
        """
        asked = None if self.asked_by is None else self.questions.ids
        return rules_digest(self.whole, self._scorer, asked)

    @property
    def words_digests(self) -> dict[str, str]:
        """Eight hexadecimal digits for the wording of each question, by id: its text, option labels and unit.

        >>> from maturity_core import load_framework
        >>> len(load_framework("service-maturity-check").words_digests["role-decided"])
        8
        """
        return dict(self._words_digests)

    @cached_property
    def _words_digests(self) -> dict[str, str]:
        return words_digests(self)


def rules_digest(framework: Identified, scorer: Scorer | None, asked: Collection[str] | None = None) -> str:
    """Return the SHA-256 of what decides levels, scores, gaps and steps, as hexadecimal text.

    Args:
        framework: the framework; its id, its edition and all of its texts are left out.
        scorer: the scorer in code that it was given, if any: its class is part of the rules.
        asked: the ids of the questions that a profile asks; None if all are asked.
    """
    said: dict[str, Any] = _fields(framework, FRAMEWORK_RULES)
    if scorer is not None:
        said["given_scorer"] = f"{type(scorer).__module__}.{type(scorer).__qualname__}"
    if asked is not None:
        said["asked"] = sorted(asked)
    return _sha(said)


def words_digests(framework: Identified) -> dict[str, str]:
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
            if is_list(value) and not any(found[name]):  # entries of which no field counts, such as plain patterns
                del found[name]
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
    import json  # noqa: PLC0415 - scoring needs no digest

    return json.dumps(said, sort_keys=True, ensure_ascii=True)


def _sha(said: Any) -> str:
    return hashlib.sha256(_text(said).encode("ascii")).hexdigest()
