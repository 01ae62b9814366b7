"""pydantic: a model with a field for each question checks every mapping, and a loop scores it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from pydantic import ConfigDict, create_model

from rivals import Subject
from rivals.plain import CREDITS, Result, arrays, mappings, scorer

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from rules import Rule


def checked_scorer(rule: Rule) -> Callable[[Mapping[str, str]], Result]:
    """Return rule A as a function of one mapping that is validated first."""
    answer: Any = Literal[tuple(CREDITS)]
    fields: dict[str, Any] = dict.fromkeys(rule.ids, (answer, "unanswered"))
    sheet = create_model("Sheet", __config__=ConfigDict(extra="forbid"), **fields)
    score, validate = scorer(rule), sheet.__pydantic_validator__.validate_python
    return lambda answers: score(validate(answers).__dict__)


def rule_a(rule: Rule) -> Subject:
    """A loop over mappings, each validated."""
    score = checked_scorer(rule)
    return Subject(lambda matrix: mappings(rule, matrix), lambda sheets: [score(sheet) for sheet in sheets], arrays)
