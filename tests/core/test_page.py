"""The page that `str` of a result gives: 80 columns, in words, and nothing shown contradicts a level."""

from __future__ import annotations

import tomllib
import unicodedata
from fractions import Fraction
from importlib.resources import files
from typing import Any

import pytest
from builders import LEVELS, Product, capability, dimension, drawn, question, rule, scored, tiny, two
from hypothesis import given
from hypothesis import strategies as st

from maturity_core import DONT_KNOW, NOT_APPLICABLE, UNANSWERED, Assessment, Framework, load_framework
from maturity_core.page.lines import WIDTH, paragraph, title
from maturity_core.testing.strategies import answers

FRAMEWORKS = drawn()
MODELS = ["esg-customer-success", "johnny-grow-customer-service", "service-maturity-check", "tsia-customer-success"]
LONG = "Supercalifragilisticexpialidocious" * 4
HOSTILE = "\x1b[31mred\x1b[0m \x07bell \u202eright to left \x9b5m \r\nnext"


def fits(page: str) -> bool:
    """Say whether a page is at most 80 columns wide and holds no character that a terminal obeys."""
    return all(
        len(line) <= WIDTH and not any(unicodedata.category(character) in {"Cc", "Cf"} for character in line)
        for line in page.split("\n")
    )


def examples(name: str) -> list[dict[str, str]]:
    """Return the answers of every example organisation of a shipped model."""
    package = f"maturity_frameworks.{name.replace('-', '_')}"
    tables = tomllib.loads(files(package).joinpath("examples.toml").read_text("utf-8"))
    return [entry["answers"] for entry in tables["examples"]]


@pytest.mark.parametrize("name", MODELS)
def test_every_example_of_every_model_fits_the_page(name: str) -> None:
    """80 columns, level first, and all parts a head of service looks for."""
    framework = load_framework(name)
    for sheet in examples(name):
        result = framework.assess(sheet)
        page = str(result)
        assert fits(page)
        assert result.level is not None
        assert page.startswith(f"{framework.name}, edition {framework.edition}\n====")
        assert f"Level: {result.level.name}" in page
        assert all(part in page for part in ("\nDimensions\n", "\nNext steps\n", "\nAbout this reading\n"))
        assert "\n\n\n" not in page


@given(st.data())
def test_every_page_fits(data: st.DataObject) -> None:
    """Whatever the framework and the answers."""
    framework = data.draw(st.sampled_from(FRAMEWORKS))
    page = str(framework.assess(list(data.draw(answers(framework)))))

    assert fits(page)
    assert "\n\n\n" not in page


@given(text=st.text(), indent=st.sampled_from(["", "  ", "  [x] "]))
def test_R3_paragraphs_are_80_columns_of_harmless_text(text: str, indent: str) -> None:
    """Escape codes, control and bidirectional characters are neutralised; words of any length are broken."""
    assert fits("\n".join(paragraph(text, indent)))


def test_paragraphs_indent_what_follows() -> None:
    """As far as the first line, unless told otherwise."""
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
        notes=[{"at": at, "text": text, "basis": "source"} for at in ("level", "dimensions", "gaps", "steps", "comparison", "about")],
    )  # fmt: skip


@pytest.mark.parametrize(
    "text", [LONG, "word " * 60, "\u00e4\u00f6\u00fc " * 40, "<script>alert(1)</script> `$(x)` %s {0} \\n"]
)
def test_R3_long_and_strange_names_fit(text: str) -> None:
    """Names of any length are wrapped or cut, and stay as they are otherwise."""
    framework = named(text.strip())

    for codes in ([2, 2, 0, 0], [UNANSWERED] * 4, [2, 2, 2, 2], [1, 1, 1, NOT_APPLICABLE]):
        assert fits(str(framework.assess(codes)))


def test_R3_escape_codes_in_a_stored_result_are_neutralised() -> None:
    """A file refuses them; a result that was tampered with is still harmless on a terminal."""
    framework = two(contrasts={"levels_below": 1, "levels_apart": 1, "basis": "source"})
    result = framework.assess([2, 2, 2, 0])
    record = result.record.model_copy(
        update={"dimensions": tuple(entry.model_copy(update={"name": HOSTILE}) for entry in result.dimensions)}
    )

    page = str(Assessment.model_validate_json(record.model_dump_json(), framework=framework))

    assert "red" in page
    assert fits(page)


def page_of(framework: Framework, *codes: int) -> str:
    """Return the page of a sheet."""
    return str(framework.assess(list(codes)))


S7: dict[str, tuple[dict[str, Any], str, str]] = {
    "2.96 of 3": ({"shown": [0, 3]}, "74/75", "2.96 on 0 to 3"),
    "2.9999 of 3": ({"shown": [0, 3]}, "29999/30000", "2.99 on 0 to 3"),
    "all of 3": ({"shown": [0, 3]}, "1", "3.00 on 0 to 3"),
    "in per cent": ({}, "29999/30000", "99.9 %"),
    "in hundreds": ({"shown": [0, 100]}, "29999/30000", "99.99 on 0 to 100"),
    "below 0": ({"shown": [-1, 1]}, "1/3", "-0.34 on -1 to 1"),
}


@pytest.mark.parametrize(("fields", "score", "shown"), S7.values(), ids=S7.keys())
def test_S7_scores_are_shown_rounded_down(fields: dict[str, Any], score: str, shown: str) -> None:
    """A score below a bound is never shown as the bound: 2.96 is not 3.0, and 99.99 % is not 100 %."""
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
    assert f"\nScore: {shown}\n" in str(result)
    assert (result.level == framework.levels[2]) == (share == 1)
    assert f"\nBeside it, the score: {shown}\n" in page_of(framework.model_copy(update={"headline": "level"}), 1, 0)


def test_S7_what_was_measured_is_rounded_down_too() -> None:
    """What is unmet by little does not look met."""
    page = page_of(scored(["2999", "1"], "1"), 1, 0)

    assert "[ ] Middle: the mean of the questions is at least 100 %. (interpretation)" in page
    assert "Now: 99.9 %." in page.replace("\n      ", " ")


def test_a_total_is_shown_in_its_own_units() -> None:
    """The score and the levers of a total."""
    scores = [{"ladder": "framework", "total_of": {"dimensions": "all"}, "base": "10"}]
    page = page_of(two(scores=scores, levers={"show": 1, "basis": "source"}), 2, 1, 0, 0)

    assert "Beside it, the score: 10.50\n" in page
    assert "  * Team: one option up everywhere adds 0.50 (effort 1)." in page


def test_levers_on_the_scale_the_score_is_shown_on() -> None:
    """And in per cent where it is shown on none."""
    levers = {"show": 1, "basis": "source"}
    scores = [{"ladder": "framework", "mean_of": {"dimensions": "all"}, "shown": [0, 3]}]

    assert "adds 0.75 (effort 1)." in page_of(two(scores=scores, levers=levers), 0, 0, 0, 0)
    assert "adds 25 % (effort 1)." in page_of(two(levers=levers), 0, 0, 0, 0)


def test_nothing_applies() -> None:
    """No level, no score, no reasons."""
    page = page_of(tiny(questions=[question("kept", not_applicable=True)]), NOT_APPLICABLE)

    assert "\nLevel: none, as nothing of the model applies here\nBeside it, the score: none\n" in page
    assert "Why" not in page
    assert "  Work  ....................          no level\n" in page
    assert "Every level within reach is reached." in page


def test_a_model_without_levels_shows_its_score() -> None:
    """Where no ladder has a level, nothing is said of any."""
    page = page_of(tiny(requirements=[], headline="score"), 1, 2)

    assert page.splitlines()[2:4] == ["Score: 75 %", "Level: none"]


def test_a_scorer_in_code_may_leave_the_bounds() -> None:
    """The bar of a score ends at its ends."""

    class Beyond(Product):
        """Gives scores outside of 0 to 1."""

        def score(self, framework: Framework, answers: Any) -> Any:
            """Return scores below and above the bounds."""
            found = super().score(framework, answers)
            scores = {"work": Fraction(3), "people": Fraction(-1, 400)}
            return type(found)(found.level, found.score, dimension_scores=scores)

    page = str(two(requirements=[]).with_scorer(Beyond()).assess([2, 2, 2, 2]))

    assert "  Work    ####################   300 %" in page
    assert "  People  ....................  -0.3 %" in page
    assert "which gives no reasons" in page


OPEN: dict[str, tuple[list[int], str]] = {
    "none": ([2, 2, 2, 2], ""),
    "one": ([1, 1, 1, UNANSWERED], "Open: 1 question not answered. If all of them apply, the level may be anything from Low to Middle. Most would be settled by: “How is it with team-there?”"),
    "not known": ([2, 0, 0, DONT_KNOW], "Open: 1 not known. They cannot change the level."),
    "both": ([2, UNANSWERED, 0, DONT_KNOW], "Open: 1 question not answered and 1 not known."),
}  # fmt: skip


@pytest.mark.parametrize(("codes", "expected"), OPEN.values(), ids=OPEN.keys())
def test_open_questions(codes: list[int], expected: str) -> None:
    """How many, what they could change, and which one to ask first."""
    text = " ".join(page_of(two(), *codes).split())

    assert expected in text
    assert ("Open:" in text) == bool(expected)


def test_open_questions_of_a_sheet_without_a_level() -> None:
    """Nothing can be said of levels."""
    text = " ".join(page_of(tiny(requirements=[]), UNANSWERED, 0).split())

    assert "Open: 1 question not answered. Dimensions" in text


def test_why_and_what_is_missing() -> None:
    """What is met, what the next level asks for, and what holds it back."""
    page = page_of(two(), 1, 1, 1, 1)

    assert "\nWhy Middle\n----------\n  [x] Middle: at least 2 of the dimensions reach Middle." in page
    assert "\nWhat High still asks for\n------------------------\n  [ ] High: all of the dimensions reach High." in page
    assert "      Held back by 4 questions of Goals, Plan and Team.\n" in page
    assert "asks for" not in page_of(two(), 2, 2, 2, 2)


def test_requirements_set_aside_and_out_of_reach() -> None:
    """The first says that nothing of it applies; the second is held back by nobody."""
    rules = [
        rule("framework", "mid", least=1, of={"questions": ["kept"]}),
        rule("framework", "mid", least=1, of={"questions": ["seen"]}, basis="source"),
        rule("framework", "high", total=2, base=0),
        rule("framework", "high", count=2, reaching=1),
    ]
    text = " ".join(page_of(tiny(requirements=rules), 2, NOT_APPLICABLE).split())

    assert "[-] Middle: the least of “How is it with seen?” is at least 100 %. Nothing of it applies." in text
    assert "[ ] High: the total of the questions, counted up from 0, is at least 2. (interpretation) Now: 1.00." in text
    assert "[x] High: at least 2 of the questions have full credit. (interpretation) Now: 1." in text
    assert "Held back" not in text


def test_many_names_are_counted() -> None:
    """A requirement that is held back by many capabilities names none."""
    names = [f"c-{place}" for place in range(7)]
    framework = tiny(
        capabilities=[capability(name) for name in names], questions=[question(f"{name}-q", name) for name in names]
    )

    assert "Held back by 7 questions of 7 capabilities." in page_of(framework, *[0] * 7)


def test_shares_of_every_rung_are_shown() -> None:
    """Progress out of order is progress."""
    rules = [rule("each dimension", level, share="0.6", reaching=bar) for level, bar in (("mid", "0.5"), ("high", 1))]
    page = page_of(two(requirements=rules), 0, 2, 2, 2)

    assert "      of what it asks: Middle 66.6 %, High 66.6 %\n" in page


def test_what_is_ahead_of_its_time() -> None:
    """A capability with credit whose prerequisites are unmet."""
    text = " ".join(page_of(two(), 0, 1, 1, 1).split())

    assert "Ahead of its time: Plan, as what it builds on is not in place." in text


def test_strengths_and_tensions() -> None:
    """Both, one, the other, none."""
    contrasts = {"levels_apart": 2, "options_apart": 2, "options_within": 0, "basis": "source"}
    questions = [*two().questions[:3], question("team-there", "team"), question("team-kept", "team")]
    framework = two(contrasts=contrasts, questions=questions)

    both = page_of(framework, 0, 0, 0, 2, 2)
    assert "\nWell set up\n-----------\n  + People is well set up throughout, at High.\n" in both.replace(
        "  + Work is well set up throughout, at Low.\n", ""
    )
    assert "\n\nTensions\n--------\n  ! Work stands at Low, People at High.\n" in both
    uneven = page_of(framework, 2, 0, 1, 1, 0)
    assert "\n\nTensions\n--------\n  ! Within Work the answers lie 2 options apart.\n" in uneven
    assert "Well set up" not in uneven
    assert "Tensions" not in page_of(framework, 1, 1, 1, 1, 1)


def test_several_that_stand_above_the_same_are_told_together() -> None:
    """One sentence for each lower dimension."""
    names = ["a", "b", "c"]
    framework = tiny(
        dimensions=[dimension(name) for name in names],
        capabilities=[capability(f"{name}-c", name) for name in names],
        questions=[question(f"{name}-q", f"{name}-c") for name in names],
        requirements=[rule("each dimension", level, least=bar) for level, bar in (("mid", "0.5"), ("high", 1))],
        contrasts={"levels_apart": 1, "basis": "source"},
    )

    assert "  ! A stands at Low, B at Middle and C at High.\n  ! B stands at Middle, C at High.\n" in page_of(
        framework, 0, 1, 2
    )


def test_portrait_and_advice() -> None:
    """Patterns and advice of the level, each part where the file has it."""
    advice = [{"circumstance": "Growth", "soon": "Hire.", "start_now": "Train."}, {"soon": "Rest."}]
    levels = [
        {**LEVELS[0], "summary": "It begins.", "patterns": ["Calls come in."], "advice": advice},
        {**LEVELS[1], "advice": advice[1:]},
        {**LEVELS[2], "patterns": ["All is well."]},
    ]
    framework = tiny(levels=levels)

    low, mid, high = (page_of(framework, code, code) for code in (0, 1, 2))
    assert "\n  It begins.\n" in low
    assert (
        "\n\nTypical of Low\n--------------\n  - Calls come in.\n\nAdvice at Low\n-------------\n  Growth:\n    Soon: Hire.\n    Start now: Train.\n    Soon: Rest.\n"
        in low
    )
    assert "\n\nAdvice at Middle\n----------------\n    Soon: Rest.\n" in mid
    assert "Typical of High" in high
    assert "Advice at High" not in high


def test_notes_stand_with_their_part_and_their_level() -> None:
    """A note of another level is not shown; an interpretation is told as one."""
    parts = ("level", "dimensions", "gaps", "steps", "comparison", "about")
    notes = [{"at": at, "text": f"Note at {at}.", "basis": "source"} for at in parts]
    notes += [
        {"at": "level", "level": level, "text": f"For {level}.", "basis": "interpretation"} for level in ("low", "mid")
    ]
    page = page_of(tiny(notes=notes), 1, 1)

    assert [page.index(f"  * Note at {at}.") for at in parts] == sorted(
        page.index(f"Note at {at}.") - 4 for at in parts
    )
    assert "  * For mid. (interpretation)\n" in page
    assert "For low" not in page


def test_source() -> None:
    """Title, publisher and date as far as the file has them, and what the source leaves open."""
    source = {"title": "A study", "publisher": "A house", "date": "2017", "remark": "The cuts are not public."}

    assert page_of(tiny(source=source), 1, 1).endswith("  Source: A study, A house, 2017.\n  The cuts are not public.")
    assert page_of(tiny(), 1, 1).endswith("\n  Source: An example.")


def test_the_plan_on_the_page() -> None:
    """The first five steps in full with three of their questions, the others by name."""
    names = [f"c-{place}" for place in range(7)]
    questions = [question(f"{name}-{place}", name) for name in names for place in range(5 if name == "c-0" else 3)]
    framework = tiny(
        capabilities=[
            capability(name, requires=[{"capability": "c-0", "credit": 1}] if name == "c-6" else []) for name in names
        ],
        questions=questions,
        requirements=[rule("framework", level, least=1) for level in ("mid", "high")],
    )
    page = page_of(framework, *[0] * len(questions))

    assert (
        "  To Middle: 7 steps, the first 5 of them.\n  1. C 0 (effort 1)\n     Why: 5 questions of it stand between here and Middle"
        in page
    )
    assert "     > and 2 more questions\n" in page
    assert "  After these: C 5 and C 6.\n" in page
    last = page_of(framework, *[0] * 5, *[2] * 15, *[0] * 3)
    assert "  2. C 6 (effort 1, after C 0)\n" in last


def test_gaps_and_goals_of_dimensions() -> None:
    """Where dimensions are aimed at, their names stand with the level."""
    rules = [rule("each dimension", level, least=bar) for level, bar in (("mid", "0.5"), ("high", 1))]
    page = " ".join(page_of(two(requirements=rules), 1, 1, 0, 0).split())

    assert (
        "Between here and Middle in Work and Middle in People: 2 questions, by capability Plan (1) and Team (1)."
        in page
    )
    assert "To Middle in Work and Middle in People: 2 steps." in page
