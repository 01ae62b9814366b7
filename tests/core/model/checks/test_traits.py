"""Traits: what is wrong with them, the requirements they write, and that no other answer makes up for them."""

from __future__ import annotations

from typing import Any

import pytest
from builders import HABIT, LEVELS, YES_NO, Product, capability, dimension, drawn, question, rule, some_sheets, tiny
from extended import extended, refused
from hypothesis import given
from hypothesis import strategies as st
from linted import found, sound, with_question

from maturity_core import Framework, FrameworkError
from maturity_core.model.checks import bounds
from maturity_core.model.ladders import ladder_levels, rank_of
from maturity_core.model.written import trait_ladders, trait_position
from maturity_core.telling.wording import requirement_texts
from maturity_core.telling.words import Words

TRUE = True
RULES = [rule("framework", "mid", mean="0.1"), rule("framework", "high", mean=1)]


def marked(trait: Any = TRUE, stage: str | None = "mid", **changes: Any) -> Framework:
    """Return a framework with a trait; its only ladder that awards levels is the framework's, unless rules say so."""
    asked = question("kept", **({"stage": stage} if stage else {}), trait=trait, place="page 3")
    return tiny(**{"questions": [asked, question("seen")], "requirements": RULES, **changes})


def wrong(**fields: Any) -> list[tuple[str, str]]:
    with pytest.raises(FrameworkError) as caught:
        marked(**fields)
    return [(problem.where, problem.what) for problem in caught.value.problems]


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"stage": None}, "a trait must say of which level"),
        ({"stage": "low"}, "no ladder of this question awards its stage"),
        ({"requirements": []}, "no ladder of this question awards its stage"),
        ({"trait": "oftn"}, "no such option of 'kept' that earns credit"),
        ({"trait": "rarely"}, "a trait must be an option that earns credit"),
    ],
)
def test_what_is_wrong_with_a_trait(fields: dict[str, Any], told: str) -> None:
    assert wrong(**fields) == [("questions.kept.trait", told)]


def test_a_trait_is_true_or_an_option() -> None:
    ((where, told),) = wrong(trait=5)

    assert where == "questions.kept.trait"
    assert told.startswith("expected true or false or ")


@pytest.mark.parametrize(("trait", "credit"), [(True, "1/2"), ("often", "1/2"), ("always", "1")])
def test_a_trait_is_written_as_a_requirement(trait: Any, credit: str) -> None:
    *others, last = marked(trait).all_requirements

    assert len(others) == len(RULES)
    assert (last.ladder, last.level, str(last.least), last.of.questions) == ("framework", "mid", credit, ("kept",))
    assert (last.basis, last.place) == ("source", "page 3")


@pytest.mark.parametrize(("basis", "expected"), [("applied", "source"), ("filled", "interpretation"), ("own", "own")])
def test_a_trait_is_based_on_what_its_question_is_based_on(basis: str, expected: str) -> None:
    asked = question("kept", stage="mid", trait=True, basis=basis)

    assert marked(questions=[asked, question("seen")]).all_requirements[-1].basis == expected


def test_a_profile_tells_of_traits_in_the_same_words() -> None:
    framework = marked(profiles=[{"id": "short", "name": "Short", "questions": ["kept"]}])
    *_, sentence = requirement_texts(framework.profile("short"), [len(framework.all_requirements) - 1])

    assert sentence.endswith("nothing else makes up for it.")
    assert sentence == requirement_texts(framework, [len(framework.all_requirements) - 1])[0]


def test_the_first_option_with_credit_may_be_the_third() -> None:
    scale = {"options": [HABIT["options"][0], {**HABIT["options"][1], "credit": 0}, HABIT["options"][2]]}

    assert str(marked(scales={"habit": scale}).all_requirements[-1].least) == "1"


def test_every_ladder_of_the_question_that_awards_the_level_requires_it() -> None:
    own = {"own": [LEVELS[0], LEVELS[1]], "other": [LEVELS[0], LEVELS[2]]}
    ruled = [rule(ladder, "mid", mean="0.1") for ladder in ("capability plan", "each dimension")]
    framework = marked(
        level_lists=own,
        dimensions=[dimension("work"), dimension("people", levels="other")],
        capabilities=[capability("plan", levels="own"), capability("team", "people")],
        questions=[question("kept", stage="mid", trait=True), question("seen"), question("there", "team")],
        requirements=[*RULES, *ruled, rule("dimension work", "high", mean=1)],
    )

    ladders = [entry.ladder for entry in framework.all_requirements if entry.least is not None]
    assert ladders == ["capability plan", "dimension work", "framework"]


@pytest.mark.parametrize("answer", ["rarely", "unanswered", "dont-know"])
def test_other_answers_do_not_make_up_for_it(answer: str) -> None:
    framework = marked()
    result = framework.assess({"kept": answer, "seen": "always"})

    assert (result.level.id if result.level else None) == "low"
    assert marked(trait=False).assess({"kept": answer, "seen": "always"}).level.id == "mid"  # type: ignore[union-attr]
    assert [(gap.question, gap.to) for gap in result.gaps("mid").questions] == [("kept", "often")]


def test_what_does_not_apply_is_no_trait() -> None:
    questions = [question("kept", stage="mid", trait=True, not_applicable=True), question("seen")]
    framework = marked(questions=questions)

    assert framework.assess({"kept": "not-applicable", "seen": "often"}).level.id == "mid"  # type: ignore[union-attr]


@given(st.sampled_from(drawn()), st.integers(0, 1000))
def test_nobody_without_a_trait_stands_at_its_level(framework: Framework, seed: int) -> None:
    awarding = {str(entry.ladder) for entry in framework.all_requirements}
    for sheet in some_sheets(framework, seed):
        result = framework.assess(sheet)
        levels = {"framework": result.level}
        levels |= {f"dimension {entry.id}": entry.level for entry in result.dimensions}
        levels |= {f"capability {entry.id}": entry.level for entry in result.capabilities}
        for place, asked in enumerate(framework.questions):
            for ladder in {*trait_ladders(framework, asked)} & awarding if sheet[place] >= -2 else ():
                names = ladder_levels(framework, ladder)
                level = levels[str(ladder)]
                if max(int(sheet[place]), 0) < trait_position(framework, asked) and level is not None:
                    credit = asked.options[max(int(sheet[place]), 0)].credit
                    least = asked.options[trait_position(framework, asked)].credit
                    assert credit == least or (rank_of(names, level.id) or 0) < (rank_of(names, asked.stage or "") or 0)


def test_it_is_told_in_words() -> None:
    assert requirement_texts(marked(), [2]) == [
        "Middle: “How is it with kept?” must be answered “Often, with gaps” or better; nothing else makes up for it."
    ]
    assert requirement_texts(marked("always"), [2]) == [
        "Middle: “How is it with kept?” must be answered “As a rule, for all”; nothing else makes up for it."
    ]
    assert "nichts anderes gleicht das aus" in requirement_texts(marked(), [2], Words.of("de"))[0]
    assert "nothing else makes up for it" in marked().assess({"kept": "rarely", "seen": "often"}).page()


@pytest.mark.parametrize("of", [{"questions": ["kept"]}, {"questions": ["seen"]}, {"questions": ["kept", "seen"]}])
def test_other_requirements_of_a_trait_are_told_as_they_are(of: Any) -> None:
    least = rule("framework", "high", least=1, of=of)

    assert "makes up" not in requirement_texts(marked(requirements=[*RULES, least]), [2])[0]


def test_another_number_at_the_same_level_is_told_as_it_is() -> None:
    least = rule("framework", "mid", least=1, of={"questions": ["kept"]})

    assert "must reach at least" in requirement_texts(marked(requirements=[*RULES, least]), [2])[0]


def test_a_trait_that_a_rule_protects_is_found() -> None:
    tables = {"scales": {"habit": HABIT, "yes-no": YES_NO}, **with_question(stage="mid", trait=True)}
    protected = {**tables, "requirements": [rule("framework", "mid", least="0.5"), rule("framework", "high", least=1)]}

    assert ("idle-trait", "questions.seen.trait") not in found(sound(**with_question(stage="mid", trait=True)))
    findings = [entry for entry in found(sound(**protected)) if entry[0] in {"idle-trait", "implied-requirement"}]
    assert findings == [("idle-trait", "questions.seen.trait")]


def test_a_trait_counts_towards_the_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounds, "MOST_WRITTEN", 2)

    assert wrong() == [
        ("questions.kept.trait", "too many requirements, counted once for each ladder and level"),
    ]


def test_a_file_changes_a_trait_with_its_question() -> None:
    base = marked()

    assert len(extended(base, "[change.questions.kept]\ntrait = false").all_requirements) == len(RULES)
    assert extended(base, '[change.questions.kept]\ntrait = "always"').all_requirements[-1].least == 1
    assert len(extended(base, '[leave_out]\nquestions = ["kept"]').all_requirements) == len(RULES)
    line = '[[change.requirements]]\nladder = "framework"\nlevel = "mid"\nleast = 1'
    assert "no requirement of 'framework' matches" in refused(base, line)[0]


def test_a_scorer_in_code_sees_to_traits_itself() -> None:

    coded = marked().with_scorer(Product())

    assert coded.all_requirements == ()
    assert coded.model_copy(update={"edition": "2"}).questions[0].trait is True
