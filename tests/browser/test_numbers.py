"""Numbers in the browser read the same as in Python: rounded alike, with the same digits next to every cut."""

from __future__ import annotations

import json
import random
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from builders import LEVELS, drawn, rule, tiny, two

from maturity_app.page.script import one_script
from maturity_core import load_framework, parse_framework, portable
from maturity_core.telling.wording import score_text
from maturity_core.telling.words import ENGLISH

if TYPE_CHECKING:
    from collections.abc import Sequence

    from playwright.sync_api import Page

    from maturity_core import Framework

decimal, percent = ENGLISH.decimal, ENGLISH.percent
TEXTS = (
    f"speak('en', {json.dumps(ENGLISH.texts('language'))});"
    """
const cutsOf = (texts) => texts.map(ratioOf);
const textsOf = (rows) => rows.map(([value, cuts]) => {
  return [percentText(ratioOf(value), cutsOf(cuts)), decimalText(ratioOf(value), cutsOf(cuts))];
});
const scoresOf = (data, scores) => {
  const { score, dimensions } = readFramework(data, { sentences: [], asked: {}, traits: {} });
  return [score, ...dimensions.map((entry) => entry.score)].map((made) => scores.map((text) => shownScore(made, text)));
};
"""
)
TOTAL = {"ladder": "framework", "total_of": {"questions": "all"}, "base": 0}
SCALE = {"ladder": "framework", "mean_of": {"dimensions": "all"}, "shown": [-1, "2.5"]}
MODELS = ["esg-customer-success", "johnny-grow-customer-service", "service-maturity-check", "tsia-customer-success"]


@pytest.fixture
def numbers(page: Page) -> Page:
    """A page with the functions that format numbers."""
    page.add_script_tag(content=one_script("framework.js") + TEXTS)
    return page


def fractions(seed: str, count: int) -> list[Fraction]:
    """Return numbers of all kinds: short and long, below and above zero, and ties."""
    chance = random.Random(seed)  # noqa: S311 - it only draws numbers
    found = [
        Fraction(chance.randint(-9999, 9999), chance.choice([3, 7, 8, 1000, 2000, 9999, 10**7 - 1]))
        for _ in range(count)
    ]
    return [*found, *(Fraction(part, 2000) for part in range(-9, 9)), Fraction(10**30 + 1, 10**30)]


def test_U5_numbers_read_the_same_in_the_browser(numbers: Page) -> None:
    """Without a cut, with an equal one, with one right next to them, and with several."""
    chance = random.Random("cuts")  # noqa: S311 - it only draws numbers
    rows: list[tuple[Fraction, list[Fraction]]] = []
    for value in fractions("numbers", 400):
        near = value + Fraction(chance.randint(-3, 3), 10 ** chance.randint(2, 9))
        rows += [(value, cuts) for cuts in ([], [value], [near], [near, value, Fraction(1)])]

    written = [[str(value), [str(cut) for cut in cuts]] for value, cuts in rows]
    found = numbers.evaluate("(rows) => textsOf(rows)", written)

    assert found == [[percent(value, cuts), decimal(value, cuts=cuts)] for value, cuts in rows]


FRAMEWORKS: dict[str, Sequence[Framework]] = {
    "everything": [parse_framework((Path(__file__).parents[1] / "data" / "everything.toml").read_text("utf-8"))],
    "a total": [tiny(scores=[TOTAL], requirements=[rule("framework", "mid", total="1.5", base=0)], levels=LEVELS[:2])],
    "a scale": [two(scores=[SCALE])],
    "models": [load_framework(name) for name in MODELS],
    "drawn": drawn(),
}


@pytest.mark.parametrize("name", FRAMEWORKS)
def test_U5_scores_read_the_same_in_the_browser(numbers: Page, name: str) -> None:
    """Next to every cut of every ladder, and in between."""
    for framework in FRAMEWORKS[name]:
        ladders = ["framework", *(f"dimension {entry.id}" for entry in framework.dimensions)]
        cuts = {cut for found in framework.chart.cuts.values() for cut in found}
        scores = [cut + Fraction(part, 10**5) for cut in sorted(cuts) for part in (-4, 0, 4)] + [Fraction(5, 12)]
        data = json.loads(json.dumps(portable(framework)))

        found = numbers.evaluate("([data, scores]) => scoresOf(data, scores)", [data, list(map(str, scores))])

        assert found == [[score_text(framework, ladder, score) for score in scores] for ladder in ladders]
