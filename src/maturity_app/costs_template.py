"""A file of costs to fill in: every capability with what it costs by default."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maturity_app.lines import WIDTH, wrapped
from maturity_core.model.fields import number_text
from maturity_core.telling.origin import edition_text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from fractions import Fraction

    from maturity_core import Framework
    from maturity_core.telling.words import Words


def costs_template(framework: Framework, words: Words) -> str:
    """Return a TOML file of costs that changes nothing as it is, with comments on what else may be written."""
    return "\n".join([*_lines(framework, words), ""])


def _lines(framework: Framework, words: Words) -> Iterator[str]:
    show, prices = words.part("show"), framework.chart.prices
    capability = framework.capabilities[0].id
    question = framework.questions[0]
    yield from _comment(show.say("costs-of", model=edition_text(framework, words), id=framework.id))
    yield from _comment(show.say("costs-change"))
    yield "#"
    yield from _comment(show.say("costs-capability"))
    yield f"#   {capability} = 3"
    yield from _comment(show.say("costs-parts"))
    yield f"#   {capability} = {{ begin = 2, step = 0.5 }}"
    yield from ["", "[capabilities]"]
    for dimension in framework.dimensions:
        yield from ["", "#" * WIDTH, *_comment(dimension.name)]
        for entry in framework.capabilities:
            if entry.dimension == dimension.id:
                yield from ["", *_comment(entry.name)]
                yield from _comment(show.count("costs-steps", prices.spread[entry.id]))
                yield f"{entry.id} = {_number(entry.effort)}"
    yield from ["", "", "#" * WIDTH, *_comment(show.say("costs-question"))]
    yield f"#   {question.id} = 2"
    yield from _comment(show.say("costs-options"))
    yield f"#   {question.id} = {{ {question.options[-1].id} = 4 }}"
    yield "[questions]"


def _number(value: Fraction) -> str:
    """Return a number as TOML: a fraction is a text."""
    text = number_text(value)
    return f'"{text}"' if "/" in text else text


def _comment(text: str) -> Iterator[str]:
    yield from wrapped(text, "# ")
