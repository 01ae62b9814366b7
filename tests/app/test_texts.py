"""The tables of texts, one a language."""

from __future__ import annotations

import re

import pytest

from maturity_app.texts import LANGUAGE, filled, languages, texts
from maturity_core import MaturityError

PARTS = ("page", "report")


def places(text: str) -> set[str]:
    return set(re.findall(r"\{(\w+)\}", text))


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("part", PARTS)
def test_every_language_has_the_same_texts_with_the_same_places(part: str, language: str) -> None:
    model, table = texts(part), texts(part, language)
    counted = {name.removesuffix("-other") for name in model if name.endswith("-other")}
    shared = {name: text for name, text in table.items() if name in model or name.rpartition("-")[0] not in counted}
    further = {name: text for name, text in table.items() if name not in shared}  # forms that English does not have

    assert {name: places(text) for name, text in shared.items()} == {name: places(model[name]) for name in model}
    assert all(places(text) <= {"number"} for text in further.values())
    assert all(text.strip() for text in table.values())


def test_a_language_without_a_table_is_refused_with_those_there_are() -> None:
    with pytest.raises(MaturityError, match=r"no such language.*'enn'.*en.*did you mean 'en'") as caught:
        texts("page", "enn")

    assert [problem.got for problem in caught.value.problems] == ["'enn'"]
    assert LANGUAGE in languages()


def test_places_that_are_not_filled_stay() -> None:
    assert filled("{one} and {two} and {", one="{two}") == "{two} and {two} and {"
