"""A framework in Hebrew in an English report: none of its texts moves what is beside it, in words or pictures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from right_to_left import COMMENT, SHEETS, WRITTEN, answers, hebrew, mixed, pieces_of, texts_of

from maturity_app.report.html import as_html
from maturity_app.report.markdown import as_markdown
from maturity_app.report.sections import report
from maturity_app.report.subject import Subject
from maturity_core.pictures.card import assessment_card, batch_card, framework_card
from maturity_core.pictures.results import dimensions_bars, heat_maps
from maturity_core.telling.isolating import BEGIN, END

if TYPE_CHECKING:
    from fractions import Fraction

    from maturity_core import Assessment

LANGUAGES = ("en", "he")


def assessed(language: str, share: Fraction) -> Assessment:
    """Return a result of a framework in Hebrew, which says that it is in this language."""
    framework = hebrew(language)
    sheet = answers(framework, share)
    return framework.assess(sheet.pop("answers"), sheet)


def shown(result: Assessment) -> dict[str, str]:
    """Return everything that is written as HTML or SVG about a result."""
    return {
        "report": as_html(report(Subject(result), full=True)),
        "card": assessment_card(result) or "",
        "card of many": batch_card(result.framework.assess_many([result.codes])),
        "card of the model": framework_card(result.framework),
        "bars": dimensions_bars(result),
        **heat_maps(result),
    }


@pytest.mark.parametrize("share", SHEETS.values(), ids=SHEETS.keys())
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_of_a_framework_stands_isolated(language: str, share: Fraction) -> None:
    result = assessed(language, share)
    known = texts_of(result.framework)
    told = shown(result)

    assert [(name, found) for name, text in told.items() for found in mixed(pieces_of(text), known)] == []
    assert "\ufffd" not in "".join(told.values())


@pytest.mark.parametrize("share", SHEETS.values(), ids=SHEETS.keys())
@pytest.mark.parametrize("language", LANGUAGES)
def test_so_it_does_in_every_line_of_markdown(language: str, share: Fraction) -> None:
    result = assessed(language, share)
    lines = as_markdown(report(Subject(result), full=True)).split("\n")

    assert mixed([(line, False) for line in lines], texts_of(result.framework)) == []
    assert "\ufffd" not in "".join(lines)


def test_by_a_profile_it_does_too() -> None:
    result = hebrew().profile("order-desk").assess({})
    told = as_html(report(Subject(result), full=True))

    assert result.framework.asked_by is not None
    assert f"<bdi>{result.framework.asked_by.name}</bdi>" in told
    assert mixed(pieces_of(told), texts_of(result.framework.whole)) == []


@pytest.mark.parametrize(
    "html",
    [
        f"<p>{WRITTEN}</p>",
        f"<p><bdi>{WRITTEN} 2</bdi></p>",
        f"<p><bdi>Why {WRITTEN}</bdi></p>",
        f'<p title="{WRITTEN}">-</p>',
        f"<title>{BEGIN}{WRITTEN}: 50%{END}</title>",
    ],
)
def test_a_place_that_does_not_isolate_is_found(html: str) -> None:
    assert len(mixed(pieces_of(html), {WRITTEN})) == 1


def test_a_comment_of_several_paragraphs_is_isolated_in_each() -> None:
    told: Any = as_html(report(Subject(assessed("en", SHEETS["every"])), full=True))
    first, yes, no = COMMENT.replace("\n\n- ", "\n- ").split("\n- ")

    assert f"<p>Comment: <bdi>{first}</bdi></p><ul><li><bdi>{yes}</bdi></li><li><bdi>{no}</bdi></li></ul>" in told
