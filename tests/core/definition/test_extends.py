"""Files that extend a framework: what comes out, and what is true of every one."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy as np
from builders import dear, drawn, question, some_sheets, tiny, two
from extended import CHECK, EVERYTHING, extended, refused, threshold, without, without_traits
from hypothesis import given
from hypothesis import strategies as st

from maturity_core import (
    Framework,
    FrameworkError,
    parse_framework,
)
from maturity_core.model.base import Base
from maturity_core.model.node import altered
from maturity_core.model.written import expanded


def same_results(one: Framework, other: Framework) -> bool:
    """Return whether two frameworks with the same questions give the same levels and scores."""
    sheets = some_sheets(one, seed=7, count=5)
    first, second = one.assess_many(sheets), other.assess_many(sheets)
    names = ("levels", "scores", "level_ranges", "dimension_levels", "dimension_scores")
    return all(
        np.array_equal(getattr(first, name), getattr(second, name), equal_nan=name.endswith("scores")) for name in names
    )


def own_checks(base: Framework) -> dict[str, Any]:
    """Return what a file says of its own rules and editions, as one that extends it has it: left out."""
    return {"since": (), "examples": (), "scores": tuple(altered(score, range=None) for score in base.scores)}


def by_hand(base: Framework, **tables: Any) -> Framework | None:
    """Return `base` with other tables, as if somebody had copied and edited the whole file; None if they are wrong."""
    try:
        return Framework(**{name: getattr(base, name) for name in Framework.model_fields} | own_checks(base) | tables)
    except FrameworkError:
        return None


def content(framework: Framework, **tables: Any) -> dict[str, Any]:
    """Return everything that results are made of, with some tables replaced."""
    own = {"id", "edition", "name", "source", "after", "rules", "requirements"}
    found = {name: getattr(framework, name) for name in Framework.model_fields if name not in own}
    found |= own_checks(framework)
    return found | {"all_requirements": sorted(framework.all_requirements, key=repr)} | tables


def test_own_wording_changes_words_only() -> None:
    acme = extended(
        CHECK, '[change.questions.role-decided]\ntext = "Is it decided?"\n[change.levels.strategic]\nname = "Planned"'
    )

    assert acme.question("role-decided").text == "Is it decided?"
    assert [level.name for level in acme.levels] == ["Reactive", "Improving", "Planned"]
    assert acme.questions[1:] == CHECK.questions[1:]
    assert same_results(acme, CHECK)


def test_entries_of_lists_with_ids_are_changed_one_by_one() -> None:
    acme = extended(
        CHECK, '[change.scales.way.options]\nhalfway.credit = 0.4\nwell-on = { credit = "2/3", label = "Well" }'
    )

    credit = [option.credit for option in acme.scales["way"].options]
    assert credit == [0, Fraction(1, 4), Fraction(2, 5), Fraction(2, 3), 1]
    assert [option.label for option in acme.scales["way"].options][2:4] == ["Halfway", "Well"]


def test_own_lists_of_levels_and_other_lists_are_changed() -> None:
    text = """
        [change.level_lists.promise.kept]
        name = "Always kept"
        [change.levels.starting]
        advice = [{ soon = "Begin." }]
        [change.capabilities.tidiness]
        requires = [{ capability = "tools", credit = 1 }]
    """

    acme = extended(EVERYTHING, text)

    assert [level.name for level in acme.level_lists["promise"]] == ["Spoken", "Written down", "Always kept"]
    assert [advice.soon for advice in acme.levels[0].advice] == ["Begin."]
    assert [(need.capability, need.credit) for need in acme.capability("tidiness").requires] == [("tools", Fraction(1))]
    assert acme.capability("tidiness").basis == "interpretation"


def test_a_threshold_of_each_dimension_is_changed_for_all_of_them() -> None:
    acme = extended(CHECK, '[[change.requirements]]\nladder = "each dimension"\nlevel = "strategic"\nmean = 0.75')

    cuts = {(str(entry.ladder), entry.level): entry.threshold for entry in acme.all_requirements if entry.mean}
    assert {cut for (ladder, level), cut in cuts.items() if level == "strategic" and ladder != "framework"} == {
        Fraction(3, 4)
    }
    assert {cut for (ladder, level), cut in cuts.items() if level == "improving" or ladder == "framework"} == {
        Fraction(2, 5),
        Fraction(7, 10),
    }
    assert len(cuts) == sum(entry.mean is not None for entry in CHECK.all_requirements)


def test_a_threshold_of_one_dimension_leaves_the_others() -> None:
    acme = extended(CHECK, '[[change.requirements]]\nladder = "dimension goals"\nlevel = "strategic"\nmean = "4/5"')

    means = [entry for entry in acme.all_requirements if entry.mean and entry.level == "strategic"]
    cuts = {str(entry.ladder): entry.threshold for entry in means}
    assert {ladder for ladder, cut in cuts.items() if cut == Fraction(4, 5)} == {"dimension goals"}
    assert set(cuts.values()) == {Fraction(4, 5), Fraction(7, 10)}


def test_what_is_to_be_reached_is_a_threshold_too() -> None:
    text = threshold("capability promises", "kept", share="1", reaching="0.5", because='"half is enough"')

    acme = extended(EVERYTHING, text)

    kept = {str(entry.ladder): entry for entry in acme.all_requirements if entry.level == "kept"}
    changed, other = kept["capability promises"], kept["capability order-book"]
    assert (changed.share, changed.reaching, changed.because) == (Fraction(1), Fraction(1, 2), "half is enough")
    assert (other.share, other.reaching, other.basis) == (Fraction(2, 3), Fraction(1), "interpretation")


def test_an_added_dimension_falls_under_each_dimension() -> None:
    text = """
        [[change.requirements]]
        ladder = "each dimension"
        level = "strategic"
        mean = 0.75
        [[add.dimensions]]
        id = "care"
        name = "Care"
        [[add.capabilities]]
        id = "listening"
        name = "Listening"
        dimension = "care"
        [[add.questions]]
        id = "heard"
        capability = "listening"
        text = "Are customers heard?"
        scale = "hearing"
        [add.scales.hearing]
        options = [{ id = "no", label = "No", credit = 0 }, { id = "yes", label = "Yes", credit = 1 }]
        [[add.notes]]
        at = "about"
        text = "Care was added."
        [leave_out]
        notes = ["Twenty questions at about"]
        [change.contrasts]
        levels_apart = 1
    """

    acme = extended(CHECK, text)

    cuts = [entry.threshold for entry in acme.all_requirements if entry.ladder == "dimension care"]
    assert cuts == [Fraction(2, 5), Fraction(3, 4)]
    assert acme.question("heard").basis == acme.notes[-1].basis == "interpretation"
    assert acme.question("heard").because == "Acme differs"
    assert [note.text for note in acme.notes if note.text.startswith(("Twenty", "Care"))] == ["Care was added."]
    assert acme.contrasts is not None
    assert (acme.contrasts.levels_apart, acme.contrasts.because) == (1, "Acme differs")


def test_what_belongs_to_something_left_out_goes_with_it() -> None:
    acme = extended(CHECK, '[leave_out]\ndimensions = ["technology"]\ncapabilities = ["role"]')

    assert [entry.id for entry in acme.dimensions] == ["vision", "goals", "planning", "organisation", "customers"]
    assert {entry.id for entry in CHECK.capabilities} - {entry.id for entry in acme.capabilities} == {
        "role",
        "connected-tools",
        "automation",
        "growth",
    }
    assert {"role-decided", "data-between-tools"}.isdisjoint(entry.id for entry in acme.questions)
    assert "role" not in {name for entry in acme.capabilities for name in entry.leans_on}
    assert "dimension technology" not in {entry.ladder for entry in acme.all_requirements}
    assert acme.assess({entry.id: 4 for entry in acme.questions}).level == acme.levels[2]


def test_outcomes_come_with_what_leads_there_but_for_what_is_left_out() -> None:
    base = two(
        questions=[
            question("goals-set", "goals"),
            question("plan-kept", "plan"),
            question("team-there", "team"),
            question("people-stay", "team", outcome=True, led_by=["goals", "plan"]),
        ]
    )
    acme = extended(base, '[leave_out]\ncapabilities = ["goals"]\n[change.capabilities.plan]\nrequires = []')

    assert acme.question("people-stay").outcome
    assert acme.question("people-stay").led_by == ("plan",)


def test_requirements_scores_and_notes_are_left_out_and_others_added() -> None:
    text = """
        [leave_out]
        scores = ["framework", "dimension people"]
        requirements = [
            { ladder = "framework", level = "steady", total = 0.5 },
            { ladder = "dimension orders", level = "leading", count = 2 },
        ]
        [[add.requirements]]
        ladder = "framework"
        level = "steady"
        least = 0.25
        of = { dimensions = ["orders", "bench"] }
        [[add.rules]]
        kind = "weakest-link"
        ladder = "dimension bench"
        cuts = { steady = 0.125 }
        [[add.scores]]
        ladder = "framework"
        mean_of = { dimensions = ["orders", "bench"] }
    """

    acme = extended(EVERYTHING, text)

    before, after = set(EVERYTHING.all_requirements), set(acme.all_requirements)
    assert [entry.ladder for entry in acme.scores] == [("dimension orders",), "framework"]
    assert {(str(entry.ladder), entry.statistic) for entry in before - after} == {
        ("framework", "total"),
        ("dimension orders", "count"),
    }
    assert {(str(entry.ladder), entry.threshold, entry.because) for entry in after - before} == {
        ("framework", Fraction(1, 4), "Acme differs"),
        ("dimension bench", Fraction(1, 8), "Acme differs"),
    }


def test_a_table_that_stands_once_is_added_where_there_is_none() -> None:
    acme = extended(tiny(), "[add.levers]\nshow = 1")

    assert acme.levers is not None
    assert (acme.levers.show, acme.levers.basis, acme.levers.because) == (1, "interpretation", "Acme differs")


def test_the_head_is_the_files_own() -> None:
    acme = extended(
        CHECK, 'summary = "Ours."\nseconds_per_question = 30\nheadline = "score"\nopen_questions = "reject"'
    )

    assert (acme.id, acme.edition, acme.name, acme.summary) == ("acme", "2026", "Acme's reading", "Ours.")
    assert (acme.seconds_per_question, acme.headline, acme.open_questions) == (30, "score", "reject")


@dear
@given(st.sampled_from(drawn()), st.data())
def test_extending_without_leaving_out_or_counting_differently_scores_equal(
    base: Framework, data: st.DataObject
) -> None:
    asked = data.draw(st.sampled_from(base.questions)).id
    levels = [data.draw(st.sampled_from(base.levels)).id] if base.levels else []
    described = "".join(f'[change.levels.{level}]\nsummary = "Other words."\n' for level in levels)

    acme = extended(base, f'{described}[change.questions.{asked}]\ntext = "Other words?"')

    bare = [[altered(entry, basis="source", because="") for entry in each.all_requirements] for each in (base, acme)]
    assert bare[0] == bare[1]  # apart from the reasons of traits, which are those of their questions
    assert same_results(base, acme)
    assert acme.digest != base.digest


HEAVIER = [
    base for base in drawn() if not any(entry.by == "value" and entry.total is not None for entry in base.requirements)
]
"""Random frameworks whose totals stay within reach if a question weighs more: its lowest value may be above 0."""


@dear
@given(st.sampled_from(HEAVIER), st.data())
def test_another_weight_equals_the_framework_written_by_hand(base: Framework, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(base.questions) - 1))
    asked = base.questions[place]
    weight = asked.weight + data.draw(st.integers(1, 9))

    acme = extended(base, f'[change.questions.{asked.id}]\nweight = "{weight}"')

    labels = {"weight": weight, "basis": "interpretation", "because": "Acme differs"}
    questions = [altered(entry, **labels) if entry.id == asked.id else entry for entry in base.questions]
    expected = by_hand(base, questions=tuple(questions))
    assert expected is not None
    assert content(acme) == content(expected)


@dear
@given(st.sampled_from([base for base in drawn() if base.all_requirements]), st.data())
def test_another_threshold_equals_the_framework_written_by_hand(base: Framework, data: st.DataObject) -> None:
    """Written by hand: every requirement separately, one of them with a different number."""
    pairs = [(entry, path[0] == "questions") for entry, path in expanded(base)]
    rules, traits = ([entry for entry, is_trait in pairs if is_trait is kind] for kind in (False, True))
    chosen = data.draw(st.sampled_from(rules))
    number = Fraction(1) if chosen.statistic == "count" else chosen.threshold / 2
    text = threshold(str(chosen.ladder), chosen.level, **{chosen.statistic: f'"{number}"'})
    alike = [entry for entry in rules if (entry.ladder, entry.level) == (chosen.ladder, chosen.level)]

    if sum(entry.statistic == chosen.statistic for entry in alike) > 1:
        assert " match; got " in refused(base, text)[0]
        return
    if chosen.threshold == number:
        assert "already" in refused(base, text)[0]
        return
    new = {chosen.statistic: number, "basis": "interpretation", "because": "Acme differs"}
    requirements = [entry.model_copy(update=new if entry is chosen else {}) for entry in rules]
    try:
        acme = extended(base, text)
    except FrameworkError:
        assert by_hand(base, requirements=requirements, rules=()) is None
    else:
        assert content(acme) == content(base, all_requirements=sorted([*requirements, *traits], key=repr))


@given(st.sampled_from(drawn()), st.data())
def test_a_question_left_out_equals_the_framework_without_it(base: Framework, data: st.DataObject) -> None:
    asked = data.draw(st.sampled_from(base.questions))
    questions = [entry for entry in base.questions if entry.id != asked.id]
    kept: dict[str, Any] = {"questions": tuple(questions), **without(base, asked.id)}
    text = f'[leave_out]\nquestions = ["{asked.id}"]'

    try:
        acme = extended(base, text)
    except FrameworkError as error:
        told = str(error)
    else:
        assert content(acme) == content(
            base,
            **kept,
            all_requirements=sorted(without_traits(base, asked.id), key=repr),
        )
        return
    assert by_hand(base, **kept) is None
    starts = ("acme.toml:6:1 leave_out: with this change, ", "acme.toml:7:14 leave_out.questions.0: with this change, ")
    assert all(line.startswith(starts) for line in told.splitlines())


@dear
@given(st.sampled_from(HEAVIER), st.data())
def test_an_extended_framework_survives_as_a_file(base: Framework, data: st.DataObject) -> None:
    asked = data.draw(st.sampled_from(base.questions)).id
    heaviest = "100000000/3"  # so that every total stays within reach
    acme = extended(base, f'[change.questions.{asked}]\ntext = "Other \\"words\\"?"\nweight = "{heaviest}"')

    again = parse_framework(acme.to_toml())

    assert again == acme
    assert again.digest == acme.digest
    assert Base.model_validate_json(acme.after[0].model_dump_json()) == acme.after[0]


def test_extending_changes_nothing_about_the_base() -> None:
    before = EVERYTHING.model_dump_json()

    extended(
        EVERYTHING, '[leave_out]\nquestions = ["lunch-together"]\n[change.scales.habit.options.often]\ncredit = 0.25'
    )

    assert EVERYTHING.model_dump_json() == before
