"""Lenses, libraries of CISO Assistant, DSOMM and FinOps++ as frameworks, and what an import finds in them."""

from __future__ import annotations

import json
from itertools import product
from pathlib import Path

import pytest
from published import CISO, DSOMM, FINOPS, LENS, specified, written

from maturity_core import Framework, FrameworkError, import_framework
from maturity_core.exchange.importing import Draft, Source
from maturity_core.exchange.importing.ciso import ciso
from maturity_core.exchange.importing.dsomm import dsomm
from maturity_core.exchange.importing.finopspp import finopspp
from maturity_core.exchange.importing.lens import lens
from maturity_core.exchange.importing.truth import Truth, condition


def file(folder: Path, name: str, text: str) -> Source:
    return Source(written(folder, {name: text}) / name)


def told(draft: Draft, kind: str) -> list[str]:
    return [str(remark) for remark in draft.finished() if remark.kind == kind]


def one_question(choices: str, rules: str) -> str:
    question = f'{{"id": "q", "choices": {choices}, "riskRules": {rules}}}'
    return f'{{"pillars": [{{"id": "p", "questions": [{question}]}}]}}'


def test_a_lens_gives_each_question_its_risk(tmp_path: Path) -> None:
    """The levels are those that the rules give, for every set of choices."""
    framework = Framework(**lens(file(tmp_path, "tea.json", LENS)).tables)

    for a, b, c in product((False, True), repeat=3):
        answers = {name: "yes" if chosen else "no" for name, chosen in zip("abc", (a, b, c), strict=True)}
        level = framework.assess(answers).result().assessment.capabilities[0].level
        wanted = "no-risk" if a and (b or c) else "medium-risk" if a or b or c else "high-risk"
        assert level is not None
        assert level.id == wanted, answers
    shouting = framework.question("yes")
    assert [option.label for option in shouting.options] == ["Yes", "No"]
    assert framework.measures[0].count_of is not None


def test_a_lens_keeps_its_words(tmp_path: Path) -> None:
    framework = Framework(**lens(file(tmp_path, "tea.json", LENS)).tables)
    first = framework.question("a")

    assert (framework.id, framework.dimensions.ids) == ("tea-lens", ("leaf", "pot"))
    assert (first.help, first.links[0].address) == ("Slowly.", "https://example.org/hand")
    assert framework.capability("q1").remedies[0].text == "Learn it."
    assert first.place == "pillars[0].questions[0].choices[0]"


def test_a_lens_is_audited(tmp_path: Path) -> None:
    draft = lens(file(tmp_path, "tea.json", LENS))

    missing, unread, twice, best = told(draft, "fault")
    assert missing.startswith("tea.json: pillars[0].questions[0].choices[2].description: this is not a text but")
    assert (
        twice == "tea.json: pillars[1].questions[0].choices[2].id: two choices have the id 'x'; the second is left out"
    )
    assert unread == "tea.json: pillars[0].questions[1].choices[1]: no rule depends on this choice"
    assert best.endswith("nobody can reach NO_RISK: the best result that any choices have is MEDIUM_RISK")


@pytest.mark.parametrize(
    ("rules", "said"),
    [
        ('[{"condition": "a ^ b", "risk": "NO_RISK"}]', "the condition cannot be read from '^ b'"),
        ('[{"condition": "a && z", "risk": "NO_RISK"}]', "the condition names 'z', which is not a choice"),
        ('[{"condition": "a &&", "risk": "NO_RISK"}]', "the condition ends"),
        ('[{"condition": "(a", "risk": "NO_RISK"}]', "a bracket that is not closed"),
        ('[{"condition": "a b", "risk": "NO_RISK"}]', "the condition goes on with 'b'"),
        ('[{"condition": "' + "!" * 30 + 'a", "risk": "NO_RISK"}]', "too many brackets"),
        ('[{"condition": "a", "risk": "LOW"}]', "'LOW' is not one of HIGH_RISK, MEDIUM_RISK, NO_RISK"),
        ('[{"condition": "default", "risk": "NO_RISK"}]', "a question whose result is NO_RISK whatever is chosen"),
        (
            '[{"condition": "a && !b || b && !a", "risk": "NO_RISK"}]',
            "lowers the risk for some and raises it for others",
        ),
        ('[{"condition": "a", "risk": "NO_RISK"}]', ""),
    ],
)
def test_rules_that_say_nothing_leave_their_question_out(tmp_path: Path, rules: str, said: str) -> None:
    choices = '[{"id": "a"}, {"id": "b"}]'
    draft = lens(file(tmp_path, "l.json", one_question(choices, rules)))

    everything = "\n".join(told(draft, "fault") + told(draft, "left out"))
    assert said in everything
    assert ("a pillar without a question" in everything) is bool(said)
    assert ("no rule holds for some choices" in everything) is (not said or "some" in said)


def test_choices_have_a_bound_and_so_have_requirements(tmp_path: Path) -> None:
    ids = [f"c{number}" for number in range(15)]
    pairs = " || ".join(f"{one} && {two}" for one, two in zip(ids[::2], ids[1::2], strict=False))
    for count, rule, said in ((16, "c0", "a question with 16 choices"), (14, pairs, "more than 60 requirements")):
        choices = json.dumps([{"id": f"c{number}"} for number in range(count)])
        rules = [{"condition": rule, "risk": "NO_RISK"}, {"condition": "default", "risk": "HIGH_RISK"}]
        text = one_question(choices, json.dumps(rules))
        assert said in told(lens(file(tmp_path, "l.json", text)), "left out")[0]


def test_long_conditions_are_refused() -> None:
    with pytest.raises(ValueError, match="cannot be read"):
        condition("a" * 6000, {}, Truth(1).every)


def test_a_library_becomes_layers_and_profiles(tmp_path: Path) -> None:
    draft = ciso(file(tmp_path, "tiny.yaml", CISO))
    framework = Framework(**draft.tables)

    assert (framework.id, framework.edition, framework.language) == ("tiny", "3", "fr")
    assert framework.source.model_dump(exclude_defaults=True) == {
        "title": "Tiny library",
        "publisher": "Nobody",
        "date": "2026-01-02",
        "licence": "Free to use",
        "remark": "Packaged by Somebody.",
    }
    assert [entry.name for entry in framework.dimensions] == ["A Kitchen", "TINY Tiny framework", "f"]
    assert [entry.name for entry in framework.capabilities] == ["C Heat", "A.1 Warm", "TINY Tiny framework", "f"]
    assert [entry.text for entry in framework.questions] == ["Warm", "It is hot.", "f", "7"]
    warm = framework.questions[0]
    assert warm.help == "It is warm.\n\nTouch it.\n\n- How warm?"
    assert (float(warm.weight), warm.tags) == (2.0, ("b", "x"))
    assert [entry.name for entry in framework.profiles] == ["Basic", "X"]
    assert [option.label for option in warm.options] == ["Poor", "2", "Good"]


def test_a_library_is_audited(tmp_path: Path) -> None:
    draft = ciso(file(tmp_path, "tiny.yaml", CISO))

    assert told(draft, "fault") == ["tiny.yaml:21:5: no score is defined for 2, though scores go on beyond it"]
    assert told(draft, "left out") == [
        "tiny.yaml:27:5: 1 headings between dimensions and capabilities",
        "tiny.yaml:14:5: the answers of 2 questions below requirements; their texts are help",
        "nodes: the field 'threats'",
        "translations of the library: the field 'name'",
    ]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("  framework:\n", "  risk_matrix:\n", "the library has no framework; got risk_matrix"),
        ("parent_urn: a,", "parent_urn: zz,", "no node has this name; got 'zz'"),
        ("{urn: 'a', assess", "{urn: 'a', parent_urn: c, assess", "a node is above itself"),
        ("assessable: true, ref_id: A.1", "assessable: maybe, ref_id: A.1", "expected true or false; got 'maybe'"),
    ],
)
def test_a_broken_library_is_refused(tmp_path: Path, old: str, new: str, said: str) -> None:
    with pytest.raises(FrameworkError) as refused:
        ciso(file(tmp_path, "tiny.yaml", CISO.replace(old, new)))

    assert said in str(refused.value)


def test_a_library_without_scores_asks_how_far_requirements_are_met(tmp_path: Path) -> None:
    nothing = ciso(file(tmp_path, "a.yaml", CISO.replace("min_score: 1", "min_score: null")))
    great = ciso(file(tmp_path, "b.yaml", CISO.replace("max_score: 3", "max_score: 661")))
    wide = ciso(file(tmp_path, "c.yaml", CISO.replace("max_score: 3", "max_score: 50")))

    assert list(nothing.tables["scales"]) == list(great.tables["scales"]) == ["compliance"]
    assert any("scores of 1 to 661" in text for text in told(great, "left out"))
    assert wide.tables["scales"]["score"] == {"whole_numbers": [1, 50]}
    empty = "objects: {}\nname: x\n"
    with pytest.raises(FrameworkError, match="the library has no framework; got nothing"):
        ciso(file(tmp_path, "d.yaml", empty))


def test_names_twice_and_groups_have_a_bound(tmp_path: Path) -> None:
    many = ", ".join(f"G{number}" for number in range(25))
    text = (
        CISO.replace("urn: 'e',", "urn: 'd',")
        .replace("[B, X, null]", f"[{many}]")
        .replace("  framework:", "  frameworks:\n  -")
    )
    draft = ciso(file(tmp_path, "tiny.yaml", text))

    assert len(draft.tables["profiles"]) == 20
    assert any("two nodes have the name 'd'" in one for one in told(draft, "fault"))
    assert any("implementation groups beyond the first 20" in one for one in told(draft, "left out"))


def test_dsomm_keeps_levels_prerequisites_and_efforts(tmp_path: Path) -> None:
    draft = dsomm(Source(written(tmp_path, DSOMM)))
    framework = Framework(**draft.tables)
    tiles = framework.capability("tiles")

    assert framework.dimensions.ids == ("roof", "wall")
    assert [level.name for level in framework.levels] == ["Start", "Level 1", "Level 2", "Level 3"]
    assert (float(tiles.effort), float(tiles.worth), tiles.remedy) == (5.0, 4.0, "Lay tiles.")
    assert [entry.capability for entry in framework.capability("gutter").requires] == ["tiles", "chimney"]
    assert framework.questions[0].links[0].address == "https://example.org/l"
    assert framework.measures[0].name == "House"
    result = framework.assess({"tiles": "fully-implemented", "gutter": "fully-implemented"}).result()
    level = result.assessment.dimensions[0].level
    assert level is not None
    assert level.id == "level-2"


def test_dsomm_is_audited(tmp_path: Path) -> None:
    (tmp_path / "whole").mkdir()
    draft = dsomm(Source(written(tmp_path, DSOMM) / "src" / "assets" / "YAML" / "default"))

    assert told(draft, "fault") == [
        "House/Wall.yaml:4:12: the activity 'Tiles' or its uuid was given before; it is left out",
        "House/Wall.yaml:5:12: the activity 'Paint' has no level; it is left out",
        "House/Roof.yaml:18:30: depends on 'Nowhere', which is not an activity; left out",
        "House/Roof.yaml:21:7: depends on itself: Gutter -> Chimney -> Gutter; the last step is left out",
        "House/Roof.yaml:14:15: this reference leads to nothing that is described; left out",
    ]
    assert told(draft, "left out") == ["activities: the field 'isImplemented'"]


def test_finopspp_keeps_profiles_and_scores(tmp_path: Path) -> None:
    draft = finopspp(Source(written(tmp_path, FINOPS)))
    framework = Framework(**draft.tables)

    assert framework.capabilities.ids == ("counting", "saving", "hand")
    assert {one.id: one.capability for one in framework.questions} == {
        "1-count": "counting",
        "save-it": "saving",
        "by-hand": "hand",
    }
    assert [one.id for one in framework.profiles] == ["usual", "mine"]
    saved = framework.question("save-it")
    assert (float(saved.weight), saved.help, saved.tags) == (2.0, "Half of it\n\nSlowly", ("usual",))
    assert [option.value for option in saved.options] == [0, 4, 7]


def test_finopspp_is_audited(tmp_path: Path) -> None:
    draft = finopspp(Source(written(tmp_path, FINOPS) / "specifications"))

    assert told(draft, "fault") == [
        "actions/5.yaml:4:7: two actions have the ID 4; the second is left out",
        "profiles/1.yaml:4:27: no file in domains has the ID 9; left out",
        "actions/2.yaml:6:12: the best score is 7, not 10; here it counts as full",
        "actions/2.yaml:6:12: no condition covers 8 to 10",
        "actions/2.yaml:6:12: two conditions cover 17",
    ]
    assert told(draft, "left out") == [
        "domains/1.yaml:4:44: another title in one profile",
        "actions/4.yaml:2:3: action 4, which no capability of a profile has",
        "capabilities: 1 capabilities without an action",
    ]


def test_a_name_twice_is_refused_or_the_last_one_taken(tmp_path: Path) -> None:
    twice = written(
        tmp_path, DSOMM | {"src/assets/YAML/default/House/Roof.yaml": "a: 1\na: 2\nHouse: {Roof: {X: {level: 1}}}\n"}
    )

    with pytest.raises(FrameworkError, match=r"Roof.yaml:2:1: a name is given twice; got 'a'.*--take-last"):
        dsomm(Source(twice))
    noted = list[object]()
    with pytest.raises(FrameworkError, match="expected a table"):
        dsomm(Source(twice, noted))  # type: ignore[arg-type]
    assert len(noted) == 1


def test_a_source_without_a_question_is_refused_with_what_was_found(tmp_path: Path) -> None:
    text = one_question('[{"id": "a"}]', "[]")

    with pytest.raises(FrameworkError) as refused:
        import_framework("lens", file(tmp_path, "l.json", text).path)

    assert "nothing in the source makes a question" in str(refused.value)
    assert "l.json: pillars[0]: a pillar without a question that can be read" in str(refused.value)


def test_a_name_twice_is_a_remark_of_an_import(tmp_path: Path) -> None:
    source = written(tmp_path, {"t.yaml": CISO.replace("locale: fr\n", "locale: en\nlocale: fr\n")}) / "t.yaml"
    imported = import_framework("ciso", source, take_last=True)

    assert imported.framework.language == "fr"
    assert "t.yaml:3:1: the name 'locale' is given twice; the last value was taken" in map(str, imported.remarks)


def test_sources_without_anything_wrong_have_nothing_to_say(tmp_path: Path) -> None:
    library = (
        "name: L\nobjects:\n  framework:\n    name: F\n    requirement_nodes:\n"
        "    - {urn: a, name: A}\n    - {urn: b, parent_urn: a, name: B, assessable: true}\n"
        "    - {urn: c, parent_urn: a, name: C, assessable: true}\n"
    )
    actions = {name: text for name, text in FINOPS.items() if "actions/4" not in name and "actions/5" not in name}
    whole = {"specifications/profiles/2.yaml": specified(2, Title="Mine", Domains="[{ID: 1}]")}
    bands = {
        "specifications/actions/2.yaml": specified(
            2, Title="Save", Weight="1", Scoring="[{Score: 0, Condition: 0-4}, {Score: 10, Condition: 5-9}]"
        ),
        "specifications/actions/3.yaml": specified(0, Title="Example"),
        "specifications/profiles/1.yaml": specified(1, Title="Usual", Domains="[{ID: 1}]"),
        "specifications/domains/1.yaml": specified(1, Title="Money", Capabilities="[{ID: 1}, {ID: 2}]"),
        "specifications/capabilities/2.yaml": specified(2, Title="Saving", Actions="[{ID: 2}, {ID: 1}]"),
        "specifications/capabilities/1.yaml": specified(1, Title="Counting", Actions="[{ID: 1}, {ID: 2}]"),
    }

    for draft in (
        ciso(file(tmp_path, "l.yaml", library)),
        finopspp(Source(written(tmp_path, actions | whole | bands))),
    ):
        assert (told(draft, "fault"), told(draft, "left out")) == ([], [])
        assert Framework(**draft.tables).edition == "1"
