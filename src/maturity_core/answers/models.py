"""The answers of one framework as a pydantic model and as a JSON Schema: for forms, services and their descriptions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import ConfigDict, Field, StrictFloat, StrictInt, WithJsonSchema, create_model
from pydantic.json_schema import GenerateJsonSchema

from maturity_core.answers.sheets import answer_code
from maturity_core.errors import Problem
from maturity_core.model.arguments import looked_up
from maturity_core.model.checked import After
from maturity_core.model.fields import number_text
from maturity_core.model.framework import framework_given
from maturity_core.model.node import Node
from maturity_core.model.states import NOT_APPLICABLE, OPEN, UNANSWERED, WORDS

if TYPE_CHECKING:
    from fractions import Fraction

    from maturity_core.model.framework import Framework
    from maturity_core.model.nouns import Question
    from maturity_core.model.scale import Scale


class AnswerSheet(Node, Mapping[str, Any]):
    """The answers of one organisation; also a mapping of question id to answer, for the answers that were given."""

    model_config = ConfigDict(serialize_by_alias=True)

    def __getitem__(self, question: str) -> Any:
        return looked_up(self._given(), question, "answer")

    def __iter__(self) -> Iterator[str]:  # type: ignore[override]  # a mapping yields its keys, a pydantic model yields pairs
        return iter(self._given())

    def __len__(self) -> int:
        return len(self._given())

    def _given(self) -> dict[str, Any]:
        fields = type(self).model_fields
        return {fields[name].alias or name: getattr(self, name) for name in fields if name in self.model_fields_set}


def answers_model(framework: Framework) -> type[AnswerSheet]:
    """Return the pydantic model of a framework's answers: for forms, and for services that take answers.

    It has one field per question, named after the question, which takes the ids of its options, the words for its
    states and, if the scale is numeric, a number within its bounds; or the values of its options, if they have some. A
    question may be left out, unless the framework requires an answer to every question. `Framework.assess` accepts
    whatever the model has read. The model is named after the framework's id and edition.

    Raises:
        ArgumentError: if `framework` is not a framework.

    >>> from maturity_core import load_framework
    >>> framework = load_framework("service-maturity-check")
    >>> Answers = answers_model(framework)
    >>> sheet = Answers.model_validate({"role-decided": "halfway"})
    >>> sheet["role-decided"], framework.assess(sheet).answers["role-decided"]
    ('halfway', 'halfway')
    """
    return framework_given(framework).sheet_model


def answers_schema(framework: Framework) -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of a framework's answers: `Framework.assess` accepts whatever fits it.

    Raises:
        ArgumentError: if `framework` is not a framework.

    >>> from maturity_core import load_framework
    >>> schema = answers_schema(load_framework("service-maturity-check"))
    >>> schema["properties"]["role-decided"]["title"]
    'How far has your company decided on the role of service?'
    """
    return {"$schema": GenerateJsonSchema.schema_dialect, **answers_model(framework).model_json_schema()}


def made_model(framework: Framework) -> type[AnswerSheet]:
    """Return a new model of a framework's answers; the framework keeps it."""
    fields: dict[str, Any] = {}
    for question in framework.questions:
        taken = hasattr(AnswerSheet, question.id)  # an attribute of every model, such as `copy`
        default: Any = ... if framework.open_questions == "reject" else WORDS[UNANSWERED]
        alias = question.id if taken else None
        scale = framework.scales[question.scale]
        about = Field(default, alias=alias, title=question.text, description=_about(question, scale))
        fields[f"{question.id}_" if taken else question.id] = (_answer(framework, question, scale), about)
    name = re.sub("[^A-Za-z0-9]+", "_", f"Answers {framework.id} {framework.edition}").strip("_")
    doc = f"Answers to {framework.name}, edition {framework.edition}."
    return create_model(name, __base__=AnswerSheet, __module__=__name__, __doc__=doc, **fields)


def _answer(framework: Framework, question: Question, scale: Scale) -> Any:
    """Return the type of an answer: ids of options or a number, and the words for the states it may have."""
    states = [] if framework.open_questions == "reject" else [*OPEN]
    states += [NOT_APPLICABLE] if question.not_applicable else []
    words = (*question.options.ids, *(WORDS[state] for state in states))
    named: Any = Literal[words]
    if not scale.takes_numbers:
        return named
    number: Any = Annotated[
        StrictInt | StrictFloat, After(partial(_fitting, question, scale)), WithJsonSchema(_numbers(scale))
    ]
    return number | named


def _numbers(scale: Scale) -> dict[str, Any]:
    """Return the schema of the numbers that a scale takes: those within its bounds, or the values of its options."""
    if not scale.numeric:
        values = [option.value for option in scale.options]
        return {"enum": [_plain(value) for value in values if values.count(value) == 1]}
    bounds = {"minimum": _plain(scale.lowest), "maximum": _plain(scale.highest)}
    return {
        "type": "integer" if scale.whole_numbers else "number",
        **{word: bound for word, bound in bounds.items() if bound is not None},
    }


def _fitting(question: Question, scale: Scale, number: float) -> float:
    """Return a number unchanged if it fits the scale; pydantic collects what is wrong with others."""
    found = answer_code(question, scale, number)
    if isinstance(found, Problem):
        raise ValueError("; allowed: ".join(filter(None, (found.what, found.allowed))))  # noqa: TRY004 - of its value
    return number


def _plain(bound: Fraction | None) -> float | None:
    """Return a bound as JSON writes it."""
    return bound if bound is None else int(bound) if bound.denominator == 1 else float(bound)


def _about(question: Question, scale: Scale) -> str:
    """Return what the answers mean, one per line; for a numeric scale, also which numbers it takes."""
    values = ["" if option.value is None else f" or {number_text(option.value)}" for option in scale.options]
    values = [""] * len(values) if scale.numeric else values
    options = [f"{option.id}{value}: {option.label}" for option, value in zip(question.options, values, strict=True)]
    if not scale.numeric:
        return "\n".join(options)
    bounds = [
        f"{word} {number_text(bound)}"
        for word, bound in (("from", scale.lowest), ("to", scale.highest))
        if bound is not None
    ]
    return "\n".join(
        [
            " ".join(
                filter(
                    None,
                    (
                        "A whole number" if scale.whole_numbers else "A number",
                        *bounds,
                        scale.unit and f"({scale.unit})",
                    ),
                )
            ),
            *options,
        ]
    )
