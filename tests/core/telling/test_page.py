"""The page that `str` of a result gives: 80 columns wide, in words, and nothing shown contradicts a level."""

from __future__ import annotations

import tomllib
from fractions import Fraction
from importlib.resources import files
from typing import Any

import pytest
from builders import capability, dimension, drawn, equal_levers, question, rule, scored, some_sheets, tiny, two
from hypothesis import given
from hypothesis import strategies as st

from maturity_core import NOT_APPLICABLE, UNANSWERED, Assessment, Framework, MaturityError, load_framework
from maturity_core.errors import is_obeyed
from maturity_core.model.node import altered
from maturity_core.telling.page.lines import WIDTH, paragraph, title

FRAMEWORKS = drawn()


MODELS = ["esg-customer-success", "johnny-grow-customer-service", "service-maturity-check", "tsia-customer-success"]


PARTS = ("level", "dimensions", "gaps", "steps", "comparison", "about")


LONG = "Supercalifragilisticexpialidocious" * 4


HOSTILE = "\x1b[31mred\x1b[0m \x07bell \u202eright to left \x9b5m \r\nnext"


def fits(page: str) -> bool:
    """Return whether a page is at most 80 columns wide and has no control characters."""
    return all(len(line) <= WIDTH and not any(is_obeyed(character) for character in line) for line in page.split("\n"))


def examples(name: str) -> list[dict[str, str]]:
    """Return the answers of every example organisation of a shipped model."""
    package = f"maturity_frameworks.{name.replace('-', '_')}"
    tables = tomllib.loads(files(package).joinpath("examples.toml").read_text("utf-8"))
    return [entry["answers"] for entry in tables["examples"]]


@pytest.mark.parametrize("name", MODELS)
@pytest.mark.wide
def test_every_example_of_every_model_fits_the_page(name: str) -> None:
    """80 columns, level first, and all the parts that a head of service looks for."""
    framework = load_framework(name)
    for sheet in examples(name):
        result = framework.assess(sheet)
        page = str(result)
        assert fits(page)
        assert result.level is not None
        assert page.startswith("No level yet. " if result.not_yet else f"Level: {result.level.name}")
        assert f"\n{framework.name}, edition {framework.edition}\n" in page
        assert ("\nNext steps\n" in page) != result.not_yet
        assert all(part in page for part in ("\nDimensions\n", "\nAbout this model\n"))
        assert "\n\n\n" not in page


@pytest.mark.parametrize("place", range(len(FRAMEWORKS)))
@pytest.mark.wide
def test_every_page_fits(place: int) -> None:
    """Whatever the framework and the answers."""
    for sheet in some_sheets(FRAMEWORKS[place], seed=place):
        page = str(FRAMEWORKS[place].assess(sheet))
        assert fits(page)
        assert "\n\n\n" not in page


@given(text=st.text(), indent=st.sampled_from(["", "  ", "  [x] "]))
def test_R3_paragraphs_are_80_columns_of_harmless_text(text: str, indent: str) -> None:
    """Escape codes, control and bidirectional characters are neutralised; words of any length are broken."""
    assert fits("\n".join(paragraph(text, indent)))


def test_paragraphs_indent_what_follows() -> None:
    """By as much as the first line, unless told otherwise."""
    text = "word " * 30

    assert [line[:6] for line in paragraph(text, "  [x] ")] == ["  [x] ", "      "]
    assert [line[:4] for line in paragraph(text, "  * ", "")] == ["  * ", "word"]
    assert paragraph("") == []


def test_titles_are_underlined() -> None:
    """As long as their longest line."""
    assert title("Gaps") == ["Gaps", "----"]
    assert [len(line) for line in title("x" * 100)] == [80, 20, 80]


def named(text: str) -> Framework:
    """Return a framework all of whose names and texts are `text`."""
    levels = [
        {
            "id": name,
            "name": f"{name} {text}",
            "summary": text,
            "patterns": [text],
            "advice": [{"circumstance": text, "soon": text, "start_now": text}],
        }
        for name in ("low", "mid", "high")
    ]
    requires = [{"capability": "goals", "credit": 1}]
    return two(
        name=text,
        edition=text,
        source={"title": text, "publisher": text, "date": text, "remark": text},
        levels=levels,
        level_lists={"own": [{"id": name, "name": f"{name} {text}"} for name in ("low", "mid", "high")]},
        dimensions=[dimension("work") | {"name": f"a {text}"}, dimension("people") | {"name": f"b {text}"}],
        capabilities=[
            capability("goals", remedy=text) | {"name": f"a {text}"},
            capability("plan", requires=requires) | {"name": f"b {text}"},
            capability("team", "people") | {"name": f"c {text}"},
        ],
        contrasts={"levels_apart": 1, "levels_below": 1, "options_apart": 1, "options_within": 2, "basis": "source"},
        levers={"show": 3, "basis": "source"},
        notes=[{"at": at, "text": text, "basis": "source"} for at in PARTS],
    )  # fmt: skip


@pytest.mark.parametrize(
    "text", [LONG, "word " * 60, "\u00e4\u00f6\u00fc " * 40, "<script>alert(1)</script> `$(x)` %s {0} \\n"]
)
def test_R3_long_and_strange_names_fit(text: str) -> None:
    """Names of any length are wrapped or cut, and otherwise unchanged."""
    framework = named(text.strip())

    for codes in ([2, 2, 0, 0], [UNANSWERED] * 4, [2, 2, 2, 2], [1, 1, 1, NOT_APPLICABLE]):
        assert fits(str(framework.assess(codes)))


def test_R3_escape_codes_in_a_stored_result_are_neutralised() -> None:
    """A file refuses them; a result that was tampered with is still harmless on a terminal."""
    framework = two(contrasts={"levels_below": 1, "levels_apart": 1, "basis": "source"})
    result = framework.assess([2, 2, 2, 0])
    record = altered(result.record, dimensions=tuple(altered(entry, name=HOSTILE) for entry in result.dimensions))

    page = str(Assessment(framework, (), record))

    assert "red" in page
    assert fits(page)
    with pytest.raises(MaturityError, match="without control characters"):
        Assessment.model_validate_json(record.model_dump_json())


def page_of(framework: Framework, *codes: int) -> str:
    """Return the page of a sheet."""
    return str(framework.assess(list(codes)))


S7: dict[str, tuple[dict[str, Any], str, str]] = {
    "2.96 of 3": ({"shown": [0, 3]}, "74/75", "2.96 on a scale of 0 to 3"),
    "2.9999 of 3": ({"shown": [0, 3]}, "29999/30000", "2.9999 on a scale of 0 to 3"),
    "all of 3": ({"shown": [0, 3]}, "1", "3.00 on a scale of 0 to 3"),
    "in per cent": ({}, "29999/30000", "99.997%"),
    "in hundreds": ({"shown": [0, 100]}, "29999/30000", "99.997 on a scale of 0 to 100"),
    "below 0": ({"shown": [-1, 1]}, "1/3", "-0.33 on a scale of -1 to 1"),
}


@pytest.mark.parametrize(("fields", "score", "shown"), S7.values(), ids=S7.keys())
def test_S7_U5_scores_below_a_bound_are_shown_below_it(fields: dict[str, Any], score: str, shown: str) -> None:
    """A score below a bound is never shown as the bound: 2.96 is not 3.0, and 99.997% is not 100%."""
    share = Fraction(score)
    weights = [str(share.numerator), str(share.denominator - share.numerator)]
    scores = [{"ladder": ["framework"], "mean_of": {"questions": "all"}, **fields}]
    questions = [question(f"q-{place}", scale="yes-no", weight=weight) for place, weight in enumerate(weights)]
    framework = tiny(
        questions=questions,
        scores=scores,
        headline="score",
        requirements=[rule("framework", level, mean=1) for level in ("mid", "high")],
    )

    result = framework.assess([1, 0])

    assert result.score_exact == share
    assert str(result).startswith(f"Score: {shown}\n")
    assert (result.level == framework.levels[2]) == (share == 1)
    assert f"\nScore: {shown}\n" in page_of(framework.model_copy(update={"headline": "level"}), 1, 0)


def test_S7_U5_what_was_measured_is_shown_below_what_is_asked() -> None:
    """What is unmet by little does not look met."""
    page = page_of(scored(["2999", "1"], "1"), 1, 0)

    assert "[ ] Middle: the questions must average at least 100%." in page
    assert "Now: 99.97%." in page.replace("\n      ", " ")


def test_a_total_is_shown_in_its_own_units() -> None:
    scores = [{"ladder": "framework", "total_of": {"dimensions": "all"}, "base": "10"}]

    assert "Score: 10.50\n" in page_of(two(scores=scores), 2, 1, 0, 0)


def test_steps_that_are_levers_say_what_they_close_and_the_others_are_named() -> None:
    levers = {"show": 2, "basis": "source"}
    page, german = (
        " ".join(two(levers=levers).assess([0, 0, 0, 0]).page(language=code).split()) for code in ("en", "de")
    )

    assert "Among your biggest levers." in page
    assert "Unter Ihren größten Hebeln." in german
    assert "Also " not in page
    beside = " ".join(page_of(equal_levers(), 0, 0).split())
    assert "Also a big lever, but not among these steps: Plan." in beside


def test_nothing_applies() -> None:
    """No level, no score, no reasons."""
    page = page_of(tiny(questions=[question("kept", not_applicable=True)]), NOT_APPLICABLE)

    assert page.startswith("Level: none, because nothing in this model applies to you\nScore: none\n")
    assert "Why" not in page
    assert "  Work  ....................\n" in page
    assert "You have reached everything that is within reach." in page


@pytest.mark.parametrize("headline", ["level", "score"])
def test_a_model_without_levels_shows_its_score(headline: str) -> None:
    """If no ladder has a level, levels are not mentioned."""
    page = page_of(tiny(requirements=[], headline=headline), 1, 2)

    assert page.splitlines()[0] == "Score: 75%"
    assert "evel" not in page
    assert "  1 answer is below what you need for a score of 80%: Plan (1).\n" in page
    assert "  1 step to a score of 80%.\n" in page
    assert "It raises one answer that is too low for a score of 80%." in " ".join(page.split())


def test_only_dimensions_with_levels_are_said_to_have_none() -> None:
    """A level that does not apply is missing; one that is never awarded is not."""
    questions = [question("kept", not_applicable=True), question("seen")]
    whole = [rule("framework", level, least=1, of={"questions": ["seen"]}) for level in ("mid", "high")]
    own = [rule("dimension work", level, least=1, of={"questions": ["kept"]}) for level in ("mid", "high")]

    assert "  Work  ##########..........     50%\n" in page_of(tiny(questions=questions, requirements=whole), 1, 1)
    levelled = tiny(questions=questions, requirements=[*whole, *own])
    assert "  Work  ##########..........     50%  no level\n" in page_of(levelled, NOT_APPLICABLE, 1)


def test_dimensions_on_the_scale_their_score_is_shown_on() -> None:
    """Each ladder has a scale of its own; the bar is the share of it."""
    scores = [{"ladder": "dimension work", "mean_of": {"questions": "all"}, "shown": [1, 5]}]
    page = page_of(two(scores=scores), 2, 1, 0, 0)

    assert "  Work    ##########..........    3.00  Middle" in page
    assert "  People  ....................      0%  Low" in page
