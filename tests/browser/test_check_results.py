"""The result in the browser says what `str(assessment)` says, section by section, word for word."""

from __future__ import annotations

import json
import os
import random
import re
import tomllib
from importlib.resources import files
from itertools import islice, pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from builders import LEVELS, addressed, equal_levers, question, rule, tiny, two
from checked import choose
from spoken import CODE, foreign, teach

from maturity_core import load_framework, parse_framework
from maturity_core.telling.page import lines
from maturity_core.telling.plurals import plural_form
from maturity_core.telling.tables import languages
from maturity_core.telling.words import Words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Page

    from maturity_core import Framework

    Check = Callable[..., Page]
    Take = Callable[[str], None]
    Visit = Callable[[str], None]

MODELS = ["esg-customer-success", "johnny-grow-customer-service", "service-maturity-check", "tsia-customer-success"]
LONG = os.environ.get("MATURITY_PROFILE") == "long"
MARK = re.compile(r"^\s*(\[[x -]\]|[*+!>-]|\d+\.)\s+")
BAR = re.compile(r"[#.]{20}")
SECTIONS = """() => [...document.querySelectorAll("[data-section]:not(.screen)")].map((section) => {
  section.open = true;
  section.querySelectorAll(".extra").forEach((part) => { part.hidden = true; });
  return section.innerText;
})"""


@pytest.fixture(autouse=True)
def endless_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    """The page of text is not wrapped, because line ends do not matter here."""
    monkeypatch.setattr(lines, "WIDTH", 10**6)


def told(text: str) -> str:
    """Return a text without its layout."""
    return " ".join(text.split())


def sections(page_of_text: str) -> list[str]:
    """Return the sections of a page of text, each starting with its title, without underlines, bars and bullets."""
    found: list[list[str]] = [[]]
    for line, below in pairwise([*page_of_text.split("\n"), ""]):
        if below and set(below) == {"-"} and len(below) == len(line):
            found.append([line])
        elif not re.fullmatch(r"-+|=+", line):
            found[-1].append(BAR.sub("", MARK.sub("", line)))
    return [told(" ".join(section)) for section in found]


def examples(model: str) -> Iterator[dict[str, Any]]:
    """Yield the answers of a model's example organisations; for every fourth, also with a third left open."""
    text = files(f"maturity_frameworks.{model.replace('-', '_')}").joinpath("examples.toml").read_text("utf-8")
    drawn = random.Random(model)  # noqa: S311 - it only chooses which answers are left out
    for place, entry in enumerate(tomllib.loads(text)["examples"]):
        yield entry["answers"]
        if place % 4 == 0:
            left = [name for name in entry["answers"] if drawn.random() < 1 / 3]
            yield entry["answers"] | {name: drawn.choice(["dont-know", "unanswered"]) for name in left}


def shown(page: Page, take: Take, visit: Visit, answers: dict[str, Any]) -> list[str]:
    """Return the sections of the result of these answers, as the browser shows them."""
    take(json.dumps({"answers": answers}))
    page.evaluate("document.querySelector('dialog[open] .main')?.click()")
    visit("#/result")
    return [told(text) for text in page.evaluate(SECTIONS)]


@pytest.mark.parametrize("model", MODELS)
def test_the_example_organisations_read_the_same_results(check: Check, take: Take, visit: Visit, model: str) -> None:
    framework = load_framework(model)
    page = check(framework)

    for answers in islice(examples(model), 0, None, 1 if LONG else 3):
        assert shown(page, take, visit, answers) == sections(str(framework.assess(answers)))


@pytest.mark.parametrize("model", MODELS)
def test_U6_too_few_answers_read_the_same_range_and_no_plan(check: Check, take: Take, visit: Visit, model: str) -> None:
    """None, one, and all of one dimension; no rung of the picture is marked as the present one."""
    framework = load_framework(model)
    page = check(framework)
    choose(page, "Show my level while I answer")
    first = framework.questions[0]
    dimension = framework.capability(first.capability).dimension
    own = [entry for entry in framework.questions if framework.capability(entry.capability).dimension == dimension]

    for answered in ([], [first], own):
        answers = {entry.id: entry.options[1].id for entry in answered}
        result = framework.assess(answers)
        assert shown(page, take, visit, answers) == sections(str(result))
        assert page.locator(".ladder .here").count() == (not result.not_yet)
        visit("#/questions")
        assert page.locator(".so-far .here").count() == (not result.not_yet)


TOTAL = {"ladder": "framework", "total_of": {"questions": "all"}, "base": 0}
OTHERS: dict[str, Callable[[], Framework]] = {
    "everything": lambda: parse_framework((Path(__file__).parents[1] / "data" / "everything.toml").read_text("utf-8")),
    "score first, on a scale": lambda: two(
        headline="score", scores=[{"ladder": "framework", "mean_of": {"dimensions": "all"}, "shown": [0, 5]}]
    ),
    "a total": lambda: tiny(
        scores=[TOTAL], requirements=[rule("framework", "mid", total=1, base=0)], levels=LEVELS[:2]
    ),
    "no levels": lambda: tiny(requirements=[]),
    "marks on a scale": lambda: two(
        levels=[],
        requirements=[],
        headline="score",
        scores=[{"ladder": "framework", "mean_of": {"questions": "all"}, "shown": [0, 3], "marks": ["0.5", "1.25"]}],
    ),
    "a total without levels": lambda: two(
        requirements=[], scores=[{"ladder": "framework", "total_of": {"questions": "all"}, "top": 10}]
    ),
    "equal levers": equal_levers,
    "levers that unlock": lambda: two(levers={"show": 3, "basis": "source"}),
    "patterns, remedies and a trait": addressed,
    "traits that count otherwise": lambda: tiny(
        levels=LEVELS[:2],
        questions=[
            question("kept"),
            question("seen", stage="mid", trait="always", not_applicable=True, counts_as="often"),
            question("held", stage="mid", trait=True, needs={"question": "kept", "option": "often"}),
        ],
        requirements=[rule("framework", "mid", mean="0.25")],
    ),
    "what may not apply": lambda: tiny(
        questions=[question("kept", not_applicable=True), question("seen", not_applicable=True)]
    ),
}


@pytest.mark.parametrize("case", OTHERS)
def test_frameworks_of_all_kinds_read_the_same_results(check: Check, take: Take, visit: Visit, case: str) -> None:
    framework = OTHERS[case]()
    page = check(framework)
    drawn = random.Random(case)  # noqa: S311 - it only draws answers

    for _ in range(6):
        answers = {
            entry.id: drawn.choice(
                [option.id for option in entry.options]
                + ["dont-know", "unanswered", *(["not-applicable"] * 2 if entry.not_applicable else [])]
            )
            for entry in framework.questions
        }
        assert shown(page, take, visit, answers) == sections(str(framework.assess(answers)))


@pytest.mark.parametrize(("language", "about"), [(CODE, foreign("About this model")), ("de", "Über dieses Modell")])
@pytest.mark.parametrize("case", OTHERS)
def test_another_language_is_spoken_word_for_word_as_in_python(  # noqa: PLR0913, PLR0917 - its fixtures
    check: Check,
    take: Take,
    visit: Visit,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    case: str,
    language: str,
    about: str,
) -> None:
    """With its numbers, its plurals, its tensions and strengths, and the sentences of requirements."""
    (tmp_path / "texts").mkdir()
    teach(tmp_path / "texts", monkeypatch)
    framework = OTHERS[case]()
    page = check(framework, language)
    drawn = random.Random(case)  # noqa: S311 - it only draws answers

    for _ in range(3):
        answers = {entry.id: drawn.choice([option.id for option in entry.options]) for entry in framework.questions}
        found = shown(page, take, visit, answers)
        assert found == sections(framework.assess(answers).page(language=language))
        assert about in found[-1]


@pytest.mark.parametrize("language", languages())
def test_a_browser_tells_the_same_plurals_apart(page: Page, language: str) -> None:
    """By the browser's own rules, while Python uses those of the table."""
    texts = Words.of(language).tables["language"]
    rules = {key.removeprefix("plural-"): rule for key, rule in texts.items() if key.startswith("plural-")}
    form = "(language) => [...Array(1000).keys()].map((n) => new Intl.PluralRules(language).select(n))"

    assert page.evaluate(form, language) == [plural_form(rules, number) for number in range(1000)]
