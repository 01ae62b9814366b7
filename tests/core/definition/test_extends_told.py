"""Files that extend a framework: what is reported, what is refused, and what helps to write one."""

from __future__ import annotations

import re
import tomllib
from fractions import Fraction
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from builders import Product, rule, tiny
from extended import CHECK, DATA, EVERYTHING, HEAD, extended, refused, threshold

from maturity_core import (
    FrameworkError,
    extension_schema,
    parse_framework,
)
from maturity_core.model.extension import Extension
from maturity_core.telling.wording import difference

CASES = tomllib.loads((DATA / "refused-extensions.toml").read_text("utf-8"))["cases"]


def test_what_was_changed_is_recorded_with_what_it_was_before() -> None:
    text = """
        [change.questions.role-decided]
        text = "Is it decided?"
        weight = 2.5
        labels = ["No", "A little", "Half", "Nearly", "Yes"]
        [[change.requirements]]
        ladder = ["dimension vision", "framework"]
        level = "improving"
        mean = 0.5
        [change.capabilities.goals]
        leans_on = []
        [leave_out]
        questions = ["joint-work"]
        [[add.notes]]
        at = "about"
        text = "Ours."
        [[add.questions]]
        id = "pets"
        capability = "role"
        text = "Are there pets?"
        scale = "way"
    """

    (base,) = extended(CHECK, text).after

    assert (base.framework, base.edition, base.name) == (CHECK.id, CHECK.edition, CHECK.name)
    assert (base.digest, base.because) == (CHECK.digest, "Acme differs")
    labels = CHECK.question("role-decided").labels
    assert [difference(change) for change in base.changes] == [
        'Changed: capabilities.goals.leans_on, from “["role"]” to “[]”',
        f"Changed: questions.role-decided.text, from “{CHECK.question('role-decided').text}” to “Is it decided?”",
        "Changed: questions.role-decided.weight, from “1” to “2.5”",
        "Changed: questions.role-decided.labels, from “["
        + ", ".join(f'"{label}"' for label in labels)
        + ']” to “["No", "A little", "Half", "Nearly", "Yes"]”',
        "Changed: requirements.dimension vision, framework.improving.mean, from “0.4” to “0.5”",
        "Left out: questions.joint-work (“How does service work with other departments, such as sales?”)",
        "Added: questions.pets (“Are there pets?”)",
        "Added: notes (“Ours.”)",
    ]


def test_whatever_is_changed_or_added_is_interpretation() -> None:
    text = """
        [change.questions.promises-known]
        weight = 3
        [change.capabilities.promises]
        remedy = "Write it down."
        [[change.requirements]]
        ladder = "framework"
        level = "steady"
        count = 1
        [[change.requirements]]
        ladder = "dimension people"
        level = "master"
        mean = 0.75
        because = "three quarters is what we can show"
    """
    assert EVERYTHING.question("promises-known").basis == "stated"
    assert EVERYTHING.capability("promises").basis == "source"

    acme = extended(EVERYTHING, text)

    question, capability = acme.question("promises-known"), acme.capability("promises")
    assert (question.basis, question.because, capability.basis) == ("interpretation", "Acme differs", "interpretation")
    changed = set(acme.all_requirements) - set(EVERYTHING.all_requirements)
    assert {(entry.basis, entry.because) for entry in changed} == {
        ("interpretation", "Acme differs"),
        ("interpretation", "three quarters is what we can show"),
    }
    assert [entry for entry in acme.questions if entry.id != "promises-known"] == list(
        EVERYTHING.questions[1:],
    )
    assert acme.source.remark.startswith(EVERYTHING.source.remark)
    assert "not the source's. Their reason: Acme differs" in acme.source.remark


def test_the_page_says_what_was_extended_and_how() -> None:
    acme = extended(
        CHECK, "[change.questions]\n" + "\n".join(f"{entry.id}.weight = 2" for entry in CHECK.questions[:10])
    )

    page = acme.assess({}).page().splitlines()

    assert page.count("Based on Service maturity check, edition 2.0: 10 changed.") == 1
    assert page.count("  - Changed: questions.role-decided.weight, from “1” to “2”") == 1
    assert "  - and 2 more changes, listed in the model's file" in page


def test_a_framework_that_extends_one_that_extends_names_both() -> None:
    middle = extended(CHECK, '[change.levels.strategic]\nname = "Planned"')
    last = extended(
        middle, "[change.dimensions.vision]\nweight = 2", HEAD.replace('"acme"', '"last"').replace("Acme's", "Our")
    )

    assert [(base.framework, base.edition, base.digest) for base in last.after] == [
        ("acme", "2026", middle.digest),
        (CHECK.id, CHECK.edition, CHECK.digest),
    ]
    assert last.after[1] == middle.after[0]
    assert last.levels[2].name == "Planned"
    based = [line for line in last.assess({}).page().splitlines() if line.startswith("Based on ")]
    assert based == [
        "Based on Acme's reading, edition 2026: 1 changed.",
        "Based on Service maturity check, edition 2.0: 1 changed.",
    ]


def test_earlier_editions_are_those_of_the_file_itself() -> None:
    """The extended model's editions are not its own: nobody gave answers to them under its id."""
    change = "[change.dimensions.orders]\nweight = 2\n"
    assert EVERYTHING.since.ids == ("2.0", "1")
    assert extended(EVERYTHING, change).since == ()

    own = '[[since]]\nedition = "2025"\nleft_out = ["night-calls"]\n'
    assert extended(EVERYTHING, own + change).since["2025"].left_out == ("night-calls",)


def test_an_earlier_edition_that_does_not_fit_is_told_where_it_is() -> None:
    wrong = '[[since]]\nedition = "2026"\nadded = ["lunch-togeter"]\n[change.dimensions.orders]\nweight = 2\n'

    assert refused(EVERYTHING, wrong) == [
        "7:1 since.0.edition: this is the edition of the file itself; got '2026'; name an earlier edition",
        (
            "8:10 since.0.added.0: no such question; got 'lunch-togeter'; "
            f"allowed: {', '.join(EVERYTHING.questions.ids)}; did you mean 'lunch-together'?"
        ),
    ]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_what_names_nothing_or_changes_nothing_is_refused(case: dict[str, Any]) -> None:
    base = {framework.id: framework for framework in (CHECK, EVERYTHING)}[case["base"]]

    assert refused(base, case["text"]) == case["told"]


def test_items_tell_two_requirements_of_one_statistic_apart() -> None:
    rules = [
        rule("framework", "mid", mean="0.5"),
        rule("framework", "mid", mean="0.25", of={"questions": ["kept"]}),
        rule("framework", "high", mean=1),
    ]
    base = tiny(requirements=rules)

    told = refused(base, threshold("framework", "mid", mean="0.75"))
    acme = extended(base, threshold("framework", "mid", mean="0.75", of='{ questions = ["kept"] }'))

    assert told[0].startswith(
        "6:1 change.requirements.0: 2 requirements of 'framework' match; got 'mid'; it has mid: mean 0.5 of "
    )
    assert [entry.threshold for entry in acme.all_requirements] == [Fraction(1, 2), Fraction(3, 4), 1]


def test_a_table_that_is_not_there_cannot_be_changed() -> None:
    assert refused(tiny(), "[change.contrasts]\nlevels_below = 3") == [
        "6:1 change.contrasts: 'tiny' has no such table; use add.contrasts to add one"
    ]


def test_D1_all_problems_of_a_file_come_together_in_its_order() -> None:
    text = """
[change.questions.role-decidd]
weight = 2
[change.questions.role-agreed]
text = ""
[leave_out]
questions = ["joint-wrk"]
[[add.questions]]
id = "own"
capability = "role"
scale = "wy"
[[change.requirements]]
ladder = "framework"
level = "strategic"
least = 1
"""
    head = HEAD.replace('because = "Acme differs"', 'becuase = "Acme differs"')

    assert [line.partition(";")[0] for line in refused(CHECK, text, head)] == [
        "1:1 because: the file has no 'because'",
        "4:1 becuase: unknown field",
        "7:1 change.questions.role-decidd: no such question",
        "12:14 leave_out.questions.0: no such question",
        "17:1 change.requirements.0: no requirement of 'framework' matches",
    ]
    assert [line.partition(";")[0] for line in refused(CHECK, text)] == [
        "7:1 change.questions.role-decidd: no such question",
        "10:1 change.questions.role-agreed.text: expected text that is not empty",
        "12:14 leave_out.questions.0: no such question",
        "13:1 add.questions.own.text: a field is missing",
        "17:1 change.requirements.0: no requirement of 'framework' matches",
    ]


def test_a_reading_has_a_name_and_an_id_of_its_own() -> None:
    same_name = HEAD.replace("Acme's reading", CHECK.name)
    same_id = HEAD.replace('"acme"', f'"{CHECK.id}"')

    (told,) = refused(CHECK, "[change.levels.strategic]\nname = 'Planned'", same_name)
    assert told == (
        "3:1 name: 'service-maturity-check' already has that name; got 'Service maturity check'; "
        "say whose reading it is"
    )
    (told,) = refused(CHECK, "[change.levels.strategic]\nname = 'Planned'", same_id)
    assert told.startswith("5:13 extends.framework: a framework cannot extend itself; got service-maturity-check -> ")


SCHEMA = extension_schema()


PAGE = (Path(__file__).parents[3] / "docs" / "customise.md").read_text("utf-8")


EXAMPLE = (Path(__file__).parents[3] / "examples" / "our-service-check.toml").read_text("utf-8")


BLOCKS = re.findall("```toml\n(.*?)```", PAGE, re.DOTALL)


NOT_OF_THE_RIGHT_FORM = {
    "a field that is not there",
    "a table that is not there",
    "a part that is not there",
    "tables of a whole framework",
    "a headline that is none",
    "another id",
    "a text for an entry",
    "a list for entries",
    "the source's word for what we chose",
    "the source's word for what we added",
    "leaving out levels",
    "adding with one bracket",
    "a number that is none",
}


def test_the_schema_is_a_schema_of_the_draft_that_editors_read() -> None:
    assert SCHEMA["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    assert set(SCHEMA["properties"]) == set(Extension.model_fields)


def test_the_schema_accepts_the_example() -> None:
    jsonschema.validate(tomllib.loads(EXAMPLE), SCHEMA)


def test_the_schema_refuses_what_has_the_wrong_form() -> None:
    validator = jsonschema.Draft202012Validator(SCHEMA)
    head = HEAD.format(id="any", edition="1")

    told = {case["name"] for case in CASES if not validator.is_valid(tomllib.loads(head + case["text"]))}

    assert told == NOT_OF_THE_RIGHT_FORM


def test_the_first_example_of_the_page_is_a_whole_file() -> None:
    acme = parse_framework(BLOCKS[0])

    assert [change.at for change in acme.after[0].changes] == [
        "questions.role-decided.text",
        "questions.role-decided.weight",
        "requirements.each dimension.strategic.mean",
        "questions.joint-work",
        "questions.near-misses",
    ]


@pytest.mark.parametrize("block", BLOCKS[1:])
def test_the_examples_of_the_page_do_something(block: str) -> None:
    assert extended(CHECK, block).after[0].changes


def test_another_edition_is_refused_and_both_are_named() -> None:
    with pytest.raises(FrameworkError) as caught:
        parse_framework(HEAD.format(id=CHECK.id, edition="1.1") + "[change.dimensions.vision]\nweight = 2")

    assert str(caught.value) == (
        "framework.toml:5:51 extends.edition: another edition of 'service-maturity-check' is installed; got '1.1'; "
        "allowed: '2.0'; check the changes: they may not fit it"
    )


def test_a_framework_that_is_not_installed_is_refused() -> None:
    with pytest.raises(
        FrameworkError, match=r"^framework.toml:5:13 extends.framework: no such framework; got 'servic"
    ) as caught:
        parse_framework(HEAD.format(id="service-maturity-chek", edition="1.0"))

    assert str(caught.value).endswith("did you mean 'service-maturity-check'?")


@pytest.mark.parametrize(
    "extends", ["3", '"service-maturity-check"', '{ framework = "service-maturity-check" }', '{ path = "a.toml" }']
)
def test_what_does_not_name_framework_and_edition_is_refused(extends: str) -> None:
    with pytest.raises(FrameworkError, match=r"^framework.toml:5:\d+ extends"):
        parse_framework(HEAD.partition("extends")[0] + f"extends = {extends}")


def test_a_framework_scored_by_an_object_is_refused() -> None:
    (told,) = refused(tiny().with_scorer(Product()), "[change.questions.kept]\nweight = 2")

    assert told.startswith("5:13 extends.framework: 'tiny' is scored by an object, which a file cannot name; its ")


def test_help_links_and_language_are_changed_and_listed() -> None:
    text = """
        language = "de"
        help = "Wie heute.\\n\\n- nicht wie geplant"
        links = []
        [change.questions.promises-known]
        help = "Ja, wenn\\nalle es sehen."
        links = [{ text = "Mehr", address = "https://example.org/mehr" }]
        [change.scales.habit.options.often]
        help = "Meistens."
        [[add.notes]]
        at = "about"
        text = "\\r\\nZwei\\r\\nZeilen.\\n"
    """

    acme = extended(EVERYTHING, text)

    question = acme.question("promises-known")
    assert (acme.language, acme.help, acme.links) == ("de", "Wie heute.\n\n- nicht wie geplant", ())
    assert (question.help, question.links[0].text) == ("Ja, wenn\nalle es sehen.", "Mehr")
    assert question.options["often"].help == "Meistens."
    told = {change.at: (change.was, change.now) for change in acme.after[0].changes}
    assert told["language"] == ("en-GB", "de")
    assert told["help"] == (EVERYTHING.help, acme.help)
    assert told["questions.promises-known.help"][1] == question.help
    assert told["questions.promises-known.links"][1] == '[{ text = "Mehr", address = "https://example.org/mehr" }]'
    assert told["notes"] == ("", "Zwei\nZeilen.")
    assert parse_framework(acme.to_toml()) == acme
    assert acme.rules_digest == EVERYTHING.rules_digest
    assert acme.words_digests == EVERYTHING.words_digests


def test_the_remark_on_the_source_gets_a_paragraph_of_its_own() -> None:
    remark = "Everything is made up:\n- all of it"
    base = EVERYTHING.model_copy(update={"source": {"title": "A workshop", "remark": remark}})

    acme = extended(base, 'summary = "Ours."')

    assert acme.source.remark.startswith(f"{remark}\n\nThis is ")


def test_a_remark_on_the_source_that_grows_too_long_is_refused() -> None:
    base = EVERYTHING.model_copy(update={"source": {"title": "A workshop", "remark": "x" * 9_999}})

    assert "expected text of at most 10,000 characters" in refused(base, 'summary = "Ours."')[0]
