"""Every rule of the linter: the smallest change to a sound framework that trips it, and a neighbour that does not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from builders import HABIT, PERCENT, YES_NO, Product, capability, dimension, question, rule

from maturity_core import Finding, lint_framework
from maturity_core.lint import RULES, SEVERITIES
from maturity_core.lint.texts import LIMITS
from maturity_core.model.framework import Framework

if TYPE_CHECKING:
    from collections.abc import Sequence

Tables = dict[str, Any]
Findings = list[tuple[str, str]]

LEVELS = [
    {"id": "low", "name": "Low", "summary": "Everyone starts here."},
    {"id": "mid", "name": "Middle", "summary": "Half of it holds."},
    {"id": "high", "name": "High", "summary": "All of it holds."},
]
OWN = {"own": [{**LEVELS[0], "id": "open"}, {**LEVELS[1], "id": "agreed"}]}


def ask(name: str, capability_id: str = "plan", **fields: Any) -> Tables:
    """Return the table of a question that says where it comes from."""
    return question(name, capability_id, **{"place": "page 1", **fields})


def able(capability_id: str, dimension_id: str = "work", **fields: Any) -> Tables:
    """Return the table of a capability that says what to do."""
    return {**capability(capability_id, dimension_id), "remedy": "Write it down.", **fields}


def area(dimension_id: str, **fields: Any) -> Tables:
    """Return the table of a dimension, with some of its fields changed."""
    return {**dimension(dimension_id), **fields}


def need(ladder: str, level: str, **fields: Any) -> Tables:
    """Return the table of a requirement that gives a reason."""
    return rule(ladder, level, **{"because": "half is enough", **fields})


TWO = [ask("kept"), ask("seen")]
RULED = [need("framework", "mid", mean="0.5"), need("framework", "high", mean=1)]


def sound(**changes: Any) -> Framework:
    """Return a framework in which the linter finds nothing, with some of its tables changed."""
    tables: Tables = {
        "id": "sound",
        "edition": "1",
        "name": "Sound",
        "source": {"title": "An example"},
        "levels": LEVELS,
        "scales": {"habit": HABIT},
        "dimensions": [area("work", summary="What is done.")],
        "capabilities": [able("plan")],
        "questions": TWO,
        "requirements": RULED,
    }
    return Framework(**{**tables, **changes})


def found(framework: Framework) -> Findings:
    return [(finding.rule, finding.where) for finding in lint_framework(framework)]


def with_capability(**fields: Any) -> Tables:
    return {"capabilities": [able("plan", **fields)]}


def with_question(**fields: Any) -> Tables:
    return {"questions": [ask("kept"), ask("seen", **fields)]}


def with_percent(**fields: Any) -> Tables:
    scale = {name: value for name, value in PERCENT.items() if name not in {"lowest", "highest"}}
    return {"scales": {"habit": HABIT, "percent": {**scale, **fields}}, **with_question(scale="percent")}


def with_contrasts(*dimensions: str, **fields: Any) -> Tables:
    names = dimensions or ("work", "people")
    return {
        "dimensions": [area(name) for name in names],
        "capabilities": [able(f"{name}-plan", name) for name in names],
        "questions": [ask(f"{name}-{part}", f"{name}-plan") for name in names for part in ("kept", "seen")],
        "contrasts": {"basis": "interpretation", "because": "ours", **fields},
    }


def with_pattern(**fields: Any) -> Tables:
    pattern = {"basis": "source", "place": "page 2", "text": "They differ.", "roles_above": ["boss"]}
    pattern |= {"roles_below": ["team"], **fields}
    views = {"roles": ["boss", "team"], "basis": "interpretation", "because": "ours", "patterns": [pattern]}
    return {"views": views}


def with_second(**fields: Any) -> Tables:
    """Return a second capability, with prerequisites or a weight."""
    return {
        "capabilities": [able("plan"), able("goals", **fields)],
        "questions": [*TWO, ask("set", "goals"), ask("known", "goals")],
    }


def with_prerequisites(*needed: Tables) -> Tables:
    """Return a second capability that requires things of the first, which has a ladder of its own."""
    levels = {"own": [*OWN["own"], {**LEVELS[2], "id": "kept"}]}
    second = with_second(requires=[{"capability": "plan", **each} for each in needed])
    second["capabilities"][0] |= {"levels": "own"}
    ruled = [need("capability plan", "agreed", mean="0.5"), need("capability plan", "kept", mean=1)]
    return {**second, "level_lists": levels, "requirements": [*RULED, *ruled]}


def test_nothing_is_found_in_a_sound_framework() -> None:
    assert lint_framework(sound()) == ()


def with_note(text: str, **fields: Any) -> Tables:
    return {"notes": [{"at": "comparison", "text": text, "basis": "source", "place": "page 3", **fields}]}


CASES: dict[str, tuple[Tables, Findings, Tables]] = {
    "a command that does not exist": (
        with_note("{command:benchmark} lays peers beside you."),
        [("unknown-command", "notes.0.text")],
        with_note("{command:compare} lays views side by side."),
    ),
    "a command without a name": (
        with_note("Use {command:}, then {command:compare}."),
        [("unknown-command", "notes.0.text")],
        with_note("Use {command}, then {commands:list}."),
    ),
    "a command in a remedy, where it is told as it stands": (
        with_capability(remedy="Look at it with {command:show}."),
        [("unknown-command", "capabilities.plan.remedy")],
        with_capability(remedy="Look at it with the team."),
    ),
    "a note that asks for what no command takes": (
        with_note("To see your own place, supply figures of your peers. Nothing else is shown."),
        [("imperative-without-command", "notes.0.text")],
        with_note("To see your own place, supply the answers of each role to {command:compare}."),
    ),
    "a note that begins by asking": (
        with_note("Stages are one thing. Give duration, cost and return of a step."),
        [("imperative-without-command", "notes.0.text")],
        with_note("The levers add most to the score, and what people give, enter or supply is theirs."),
    ),
    "a remark that asks": (
        {"source": {"title": "An example", "remark": "Enter the figures of a year."}},
        [("imperative-without-command", "source.remark")],
        {"source": {"title": "An example", "remark": "The figures of a year decide."}},
    ),
    "a pattern of views that asks": (
        with_pattern(text="Managers stand higher: add a year's figures."),
        [("imperative-without-command", "views.patterns.0.text")],
        with_pattern(text="Managers stand higher: they add a year."),
    ),
    "a remedy may ask for anything": (
        with_note("Give {command:assess} a sheet a team."),
        [],
        with_capability(remedy="Give each customer an answer, add a date, and enter it in the list."),
    ),
    "headline without a ladder": (
        {"requirements": [need("each dimension", "mid", mean="0.5"), need("each dimension", "high", mean=1)]},
        [("headline-without-level", "headline")],
        {
            "headline": "score",
            "requirements": [need("each dimension", "mid", mean="0.5"), need("each dimension", "high", mean=1)],
        },
    ),
    "no number below the lowest": (
        with_percent(lowest=15, cut_falls="above"),
        [("empty-band", "scales.percent.options.few")],
        with_percent(lowest="14.999999", cut_falls="above"),
    ),
    "lowest falls into its band": (
        with_percent(lowest=15, cut_falls="above", better="less"),
        [("empty-band", "scales.percent.options.most")],
        with_percent(lowest=15, cut_falls="below"),
    ),
    "no number above the highest": (
        with_percent(highest="50.5", cut_falls="below"),
        [("empty-band", "scales.percent.options.most")],
        with_percent(highest="50.500001", cut_falls="below"),
    ),
    "highest falls into its band": (
        with_percent(highest="50.5", cut_falls="below", better="less"),
        [("empty-band", "scales.percent.options.few")],
        with_percent(highest="50.5", cut_falls="above"),
    ),
    "a number without bounds": (with_percent(), [("open-number", "scales.percent")], with_percent(highest=100)),
    "a number with one bound": (with_percent(), [("open-number", "scales.percent")], with_percent(lowest=0)),
    "a capability's list without requirements": (
        {"level_lists": OWN, **with_capability(levels="own")},
        [("levels-without-requirement", "capabilities.plan.levels")],
        {
            "level_lists": OWN,
            **with_capability(levels="own"),
            "requirements": [*RULED, need("capability plan", "agreed", mean=1)],
        },
    ),
    "a dimension's list without requirements": (
        {"level_lists": OWN, "dimensions": [area("work", levels="own")]},
        [("levels-without-requirement", "dimensions.work.levels")],
        {
            "level_lists": OWN,
            "dimensions": [area("work", levels="own")],
            "requirements": [*RULED, need("dimension work", "agreed", mean=1)],
        },
    ),
    "a list that nothing names": (
        {"level_lists": OWN},
        [("unused-level-list", "level_lists.own")],
        {
            "level_lists": OWN,
            "dimensions": [area("work", levels="own")],
            "requirements": [*RULED, need("dimension work", "agreed", mean=1)],
        },
    ),
    "a question of weight 0 that nothing reads": (
        {"questions": [*TWO, ask("told", weight=0)]},
        [("unread-question", "questions.told"), ("zero-weight", "questions.told.weight")],
        {},
    ),
    "a question of weight 0 that a least reads": (
        {"questions": [*TWO, ask("told", weight=0)], "requirements": [RULED[0], need("framework", "high", least=1)]},
        [("zero-weight", "questions.told.weight")],
        {
            "questions": [*TWO, ask("told", weight="0.000001")],
            "requirements": [RULED[0], need("framework", "high", least=1)],
        },
    ),
    "a dimension of weight 0": (
        {
            "dimensions": [area("work"), area("people", weight=0)],
            "capabilities": [able("plan"), able("team", "people")],
            "questions": [*TWO, ask("there", "team"), ask("able", "team")],
        },
        [("zero-weight", "dimensions.people.weight")],
        {
            "dimensions": [area("work"), area("people", weight=2)],
            "capabilities": [able("plan"), able("team", "people")],
            "questions": [*TWO, ask("there", "team"), ask("able", "team")],
        },
    ),
    "a weight of a capability that no mean reads": (
        with_second(weight=2),
        [("idle-weight", "capabilities.goals.weight")],
        {
            **with_second(weight=2),
            "scores": [{"ladder": "each dimension", "mean_of": {"capabilities": "all"}}],
        },
    ),
    "a weight of a capability that a count passes over": (
        {
            **with_second(weight=2),
            "requirements": [
                need("framework", "mid", count=1, of={"capabilities": "all"}, reaching="0.5"),
                need("framework", "high", mean=1),
            ],
        },
        [("idle-weight", "capabilities.goals.weight")],
        {
            **with_second(weight=2),
            "requirements": [
                need("framework", "mid", share="2/3", of={"capabilities": "all"}, reaching="0.5"),
                need("framework", "high", mean=1),
            ],
        },
    ),
    "a question that decides no level": (
        {
            "requirements": [
                need("framework", level, mean=cut, of={"questions": ["kept"]})
                for level, cut in (("mid", "0.5"), ("high", 1))
            ]
        },
        [("idle-question", "questions.seen")],
        {"requirements": [RULED[0], need("framework", "high", mean=1, of={"dimensions": "all"})]},
    ),
    "a question that does not move the score": (
        {
            "headline": "score",
            "requirements": [
                need("framework", level, mean=cut, of={"questions": ["kept"]})
                for level, cut in (("mid", "0.5"), ("high", 1))
            ],
            "scores": [{"ladder": "framework", "mean_of": {"questions": ["kept"]}}],
        },
        [("idle-question", "questions.seen")],
        {
            "headline": "score",
            "requirements": [
                need("framework", level, mean=cut, of={"questions": ["kept"]})
                for level, cut in (("mid", "0.5"), ("high", 1))
            ],
        },
    ),
    "one question": (
        {"questions": [ask("kept")]},
        [("thin-capability", "capabilities.plan")],
        {},
    ),
    "a scale without questions": (
        {"scales": {"habit": HABIT, "yes-no": YES_NO}},
        [("unused-scale", "scales.yes-no")],
        {
            "scales": {"habit": HABIT, "yes-no": YES_NO},
            "questions": [*TWO, ask("told", scale="yes-no"), ask("read", scale="yes-no")],
        },
    ),
    "the same credit twice": (
        with_prerequisites({"credit": "0.5"}, {"credit": "0.5"}),
        [("implied-prerequisite", "capabilities.goals.requires.1")],
        with_prerequisites({"credit": "0.5"}, {"level": "agreed"}),
    ),
    "a lower credit beside a higher one": (
        with_prerequisites({"credit": "0.5"}, {"credit": "0.75"}),
        [("implied-prerequisite", "capabilities.goals.requires.0")],
        with_prerequisites({"credit": "0.5"}),
    ),
    "a lower rung beside a higher one": (
        with_prerequisites({"level": "kept"}, {"level": "agreed"}),
        [("implied-prerequisite", "capabilities.goals.requires.1")],
        with_prerequisites({"level": "kept"}),
    ),
    "a credit that the score steps over": (
        with_prerequisites({"credit": "0.6"}),
        [("threshold-never-hit", "capabilities.goals.requires.0.credit")],
        with_prerequisites({"credit": "0.75"}),
    ),
    "levels too far apart": (
        with_contrasts(levels_apart=3),
        [("idle-bound", "contrasts.levels_apart")],
        with_contrasts(levels_apart=2),
    ),
    "levels always apart": (
        with_contrasts(levels_apart=0),
        [("idle-bound", "contrasts.levels_apart")],
        with_contrasts(levels_apart=1),
    ),
    "one dimension apart": (
        with_contrasts("work", levels_apart=1),
        [("idle-bound", "contrasts.levels_apart")],
        with_contrasts(levels_apart=1),
    ),
    "too far below": (
        with_contrasts(levels_below=3),
        [("idle-bound", "contrasts.levels_below")],
        with_contrasts("work", levels_below=2),
    ),
    "options too far apart": (
        with_contrasts(options_apart=3),
        [("idle-bound", "contrasts.options_apart")],
        with_contrasts(options_apart=2),
    ),
    "a bound without its fellow": (
        with_contrasts(from_level="mid"),
        [("idle-bound", "contrasts.from_level")],
        with_contrasts(from_level="mid", options_within=0),
    ),
    "a role above itself": (
        with_pattern(roles_below=["team", "boss"]),
        [("idle-pattern", "views.patterns.0")],
        with_pattern(),
    ),
    "no level above": (
        with_pattern(level_above="mid", level_below="mid"),
        [("idle-pattern", "views.patterns.0")],
        with_pattern(level_above="high", level_below="mid"),
    ),
    "above the lowest": (
        with_pattern(level_above="low"),
        [("idle-pattern", "views.patterns.0")],
        with_pattern(level_above="mid"),
    ),
    "below the highest": (
        with_pattern(level_below="high"),
        [("idle-pattern", "views.patterns.0")],
        with_pattern(level_below="mid"),
    ),
    "no remedy": (
        with_capability(remedy=" "),
        [("capability-without-remedy", "capabilities.plan")],
        with_capability(remedy="Act."),
    ),
    "no summary": (
        {"levels": [*LEVELS[:2], {**LEVELS[2], "summary": " "}]},
        [("level-without-summary", "levels.high")],
        {"levels": [*LEVELS[:2], {**LEVELS[2], "summary": "All."}]},
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_a_rule_finds_what_it_is_for_and_nothing_next_to_it(case: str) -> None:
    wrong, findings, neighbour = CASES[case]

    assert found(sound(**wrong)) == findings
    assert found(sound(**neighbour)) == []


OUR_CHOICES: dict[str, tuple[Tables, str]] = {
    "question": (with_question(basis="interpretation"), "questions.seen"),
    "requirement": ({"requirements": [RULED[0], need("framework", "high", mean=1, because="")]}, "requirements.1"),
    "rule": (
        {
            "requirements": [],
            "rules": [
                {
                    "kind": "cut-points",
                    "ladder": "framework",
                    "cuts": {"mid": "0.5", "high": 1},
                    "basis": "interpretation",
                }
            ],
        },
        "rules.0",
    ),
    "contrasts": (with_contrasts(because=""), "contrasts"),
    "levers": ({"levers": {"show": 1, "basis": "interpretation"}}, "levers"),
    "views": ({"views": {"roles": ["boss", "team"], "basis": "interpretation"}}, "views"),
    "pattern": (with_pattern(basis="interpretation"), "views.patterns.0"),
}


def with_basis(tables: Any, **fields: str) -> Any:
    """Return the tables with these fields wherever something is an interpretation without a reason."""
    if isinstance(tables, dict):
        bare = tables.get("basis") == "interpretation" and not tables.get("because")
        return {key: with_basis(value, **fields) for key, value in tables.items()} | (fields if bare else {})
    return [with_basis(value, **fields) for value in tables] if isinstance(tables, list) else tables


@pytest.mark.parametrize("entry", OUR_CHOICES)
def test_a_choice_gives_its_reason(entry: str) -> None:
    tables, where = OUR_CHOICES[entry]

    assert found(sound(**tables)) == [("choice-without-reason", where)]
    assert found(sound(**with_basis(tables, because=" "))) == [("choice-without-reason", where)]
    assert found(sound(**with_basis(tables, because="ours"))) == []


@pytest.mark.parametrize("entry", OUR_CHOICES)
def test_what_comes_from_the_source_says_from_where(entry: str) -> None:
    tables, where = OUR_CHOICES[entry]
    stated = "stated" if entry == "question" else "source"

    assert found(sound(**with_basis(tables, basis=stated, place=" "))) == [("source-without-place", where)]
    assert found(sound(**with_basis(tables, basis=stated, place="page 3"))) == []
    assert found(sound(**with_basis(tables, basis=stated, place="", because="in passing only"))) == []


@pytest.mark.parametrize(("basis", "findings"), [("applied", 1), ("complement", 0), ("filled", 0)])
def test_only_what_the_source_says_needs_a_place(basis: str, findings: int) -> None:
    assert len(lint_framework(sound(**with_question(basis=basis, place="")))) == findings


def of_length(field: str, length: int) -> tuple[Tables, str]:
    """Return a change with one text of that length in the field, and its place."""
    text = "x" * length
    level = {**LEVELS[1], "id": "mid"}
    note = {"at": "about", "basis": "interpretation", "text": text}
    return {
        "name": (with_capability(name=text), "capabilities.plan.name"),
        "label": (
            {
                "scales": {
                    "habit": {
                        "options": [HABIT["options"][0], {**HABIT["options"][1], "label": text}, HABIT["options"][2]]
                    }
                }
            },
            "scales.habit.options.often.label",
        ),
        "labels": (with_question(labels=["No", text, "Yes"]), "questions.seen.labels.1"),
        "text": (with_question(text=text), "questions.seen.text"),
        "patterns": (
            {"levels": [LEVELS[0], {**level, "patterns": ["Short.", text]}, LEVELS[2]]},
            "levels.mid.patterns.1",
        ),
        "summary": ({"levels": [LEVELS[0], {**level, "summary": text}, LEVELS[2]]}, "levels.mid.summary"),
        "soon": ({"levels": [LEVELS[0], {**level, "advice": [{"soon": text}]}, LEVELS[2]]}, "levels.mid.advice.0.soon"),
        "start_now": (
            {"levels": [LEVELS[0], {**level, "advice": [{"soon": "Act.", "start_now": text}]}, LEVELS[2]]},
            "levels.mid.advice.0.start_now",
        ),
        "remedy": (with_capability(remedy=text), "capabilities.plan.remedy"),
        "notes": ({"notes": [note]}, "notes.0.text"),
    }[field]


@pytest.mark.parametrize("field", LIMITS)
def test_a_text_has_a_limit(field: str) -> None:
    longest, _ = of_length(field, LIMITS[field])
    too_long, where = of_length(field, LIMITS[field] + 1)

    assert found(sound(**longest)) == []
    assert found(sound(**too_long)) == [("long-text", where)]


def test_limits_are_lines_of_a_terminal() -> None:
    assert LIMITS == {
        "name": 40,
        "label": 80,
        "labels": 80,
        "text": 120,
        "patterns": 120,
        "summary": 240,
        "soon": 240,
        "start_now": 240,
        "remedy": 320,
        "notes": 320,
    }


@pytest.mark.parametrize(
    ("tables", "where"),
    [
        pytest.param({"summary": "x" * 241}, "summary", id="framework"),
        pytest.param({"dimensions": [area("work", summary="x" * 241)]}, "dimensions.work.summary", id="dimension"),
        pytest.param(with_capability(summary="x" * 241), "capabilities.plan.summary", id="capability"),
        pytest.param({"dimensions": [area("work", name="x" * 41)]}, "dimensions.work.name", id="name"),
    ],
)
def test_every_kind_of_entry_has_limits(tables: Tables, where: str) -> None:
    assert found(sound(**tables)) == [("long-text", where)]


ALIKE = [("Is it kept?", "is  it KEPT"), ("Kept!", "kept."), ("?", "?")]


@pytest.mark.parametrize(("one", "other"), ALIKE)
def test_questions_that_read_alike_are_found(one: str, other: str) -> None:
    assert found(sound(questions=[ask("kept", text=one), ask("seen", text=other)])) == [
        ("repeated-text", "questions.seen.text")
    ]


def test_questions_that_differ_in_a_sign_are_told_apart() -> None:
    assert found(sound(questions=[ask("kept", text="?"), ask("seen", text="!")])) == []
    assert found(sound(questions=[ask("kept", text="Fewer than < 5?"), ask("seen", text="Fewer than > 5?")])) == []


@pytest.mark.parametrize(
    ("tables", "where"),
    [
        pytest.param(
            with_contrasts("work", "people") | {"dimensions": [area("work"), area("people", name="work")]},
            "dimensions.people.name",
            id="dimensions",
        ),
        pytest.param(with_second(name="plan"), "capabilities.goals.name", id="capabilities"),
        pytest.param({"levels": [*LEVELS[:2], {**LEVELS[2], "name": "middle"}]}, "levels.high.name", id="levels"),
        pytest.param(
            {
                "level_lists": {"own": [OWN["own"][0], {**OWN["own"][1], "name": "low"}]},
                "dimensions": [area("work", levels="own")],
                "requirements": [*RULED, need("dimension work", "agreed", mean=1)],
            },
            "level_lists.own.agreed.name",
            id="a list of levels",
        ),
        pytest.param(
            {
                "scales": {
                    "habit": {
                        "options": [*HABIT["options"][:2], {**HABIT["options"][2], "label": "often,  with gaps."}]
                    }
                }
            },
            "scales.habit.options.always",
            id="options",
        ),
        pytest.param(with_question(labels=["No", "Yes", "yes"]), "questions.seen.labels.2", id="labels"),
    ],
)
def test_names_and_labels_that_read_alike_are_found(tables: Tables, where: str) -> None:
    assert found(sound(**tables)) == [("repeated-text", where)]


def test_levels_of_different_lists_may_have_the_same_name() -> None:
    own = {
        "level_lists": OWN,
        "dimensions": [area("work", levels="own")],
        "requirements": [*RULED, need("dimension work", "agreed", mean=1)],
    }

    assert found(sound(**own)) == []


def test_of_a_framework_scored_in_code_nothing_is_said_about_requirements() -> None:
    tables = {**with_second(weight=2), "level_lists": OWN, "dimensions": [area("work", levels="own")]}
    coded = sound(**tables, requirements=[*RULED, need("dimension work", "agreed", mean=1)]).with_scorer(Product())

    assert found(coded) == []


def test_a_scorer_in_code_that_a_file_names_is_not_loaded() -> None:
    assert found(sound(requirements=[], scorer={"kind": "nowhere-installed"})) == []


def test_of_a_framework_scored_in_code_the_rest_is_found() -> None:
    assert found(sound(**with_capability(remedy="")).with_scorer(Product())) == [
        ("capability-without-remedy", "capabilities.plan")
    ]


ONE_EACH = {"questions": [ask("work-kept", "work-plan"), ask("people-kept", "people-plan")]}


def test_answers_of_a_dimension_with_one_question_cannot_lie_apart() -> None:
    one_each = sound(**with_contrasts(options_apart=1) | ONE_EACH)

    assert found(one_each)[0] == ("idle-bound", "contrasts.options_apart")


def test_the_longest_scale_says_how_far_apart_answers_can_lie() -> None:
    scales = {"habit": HABIT, "yes-no": YES_NO}
    tables = with_contrasts(options_apart=2)
    asked = [
        entry | {"scale": "yes-no"} if entry["capability"] == "people-plan" else entry for entry in tables["questions"]
    ]

    assert found(sound(**tables | {"questions": asked, "scales": scales})) == []


def test_no_dimension_stands_below_where_none_is_on_the_list_of_the_framework() -> None:
    tables = with_contrasts("work", levels_below=1)
    own = {"level_lists": OWN, "dimensions": [area("work", levels="own")]}
    ruled = {"requirements": [*RULED, need("dimension work", "agreed", mean=1)]}

    assert found(sound(**tables | own | ruled)) == [("idle-bound", "contrasts.levels_below")]


def test_a_capability_of_weight_0_is_told_once() -> None:
    assert found(sound(**with_second(weight=0))) == [("zero-weight", "capabilities.goals.weight")]


def what(tables: Tables) -> str:
    """Return what the one finding says."""
    (finding,) = lint_framework(sound(**tables))
    return finding.what


def test_findings_say_what_is_there() -> None:
    read = [
        need("framework", level, mean=cut, of={"questions": ["kept"]}) for level, cut in (("mid", "0.5"), ("high", 1))
    ]
    scored = {"headline": "score", "scores": [{"ladder": "framework", "mean_of": {"questions": ["kept"]}}]}

    assert what(with_pattern(level_above="low")) == "'low' does not lie above 'low'"
    assert what(with_pattern(level_above="mid", level_below="high")) == "'mid' does not lie above 'high'"
    assert what({"requirements": read}) == "it decides no level"
    assert what({"requirements": read, **scored}) == "it decides no level and does not move the score"


def test_errors_come_first_then_warnings_then_notes() -> None:
    wrong = with_percent(lowest=15, cut_falls="above")
    wrong |= {**with_capability(remedy=""), "levels": [*LEVELS[:2], {**LEVELS[2], "summary": ""}]}

    severities = [finding.severity for finding in lint_framework(sound(**wrong))]

    assert severities == ["error", "warning", "note"]


def test_a_finding_says_which_rule_where_what_and_what_helps() -> None:
    (finding,) = lint_framework(sound(questions=[ask("kept")]))

    assert finding == Finding(
        rule="thin-capability",
        severity="note",
        where="capabilities.plan",
        what="it rests on one question",
        remedy="ask a second question, or join it with a neighbour",
    )
    assert finding.path == ("capabilities", 0)
    assert str(finding) == (
        "note thin-capability: capabilities.plan: it rests on one question; "
        "ask a second question, or join it with a neighbour"
    )


def test_rules_have_ids_sentences_and_remedies_of_their_own() -> None:
    ids = [each.id for each in RULES]

    assert len(set(ids)) == len(ids)
    assert len({each.sentence for each in RULES}) == len(ids)
    assert {each.severity for each in RULES} == set(SEVERITIES)
    assert all(each.sentence.endswith(".") and each.remedy and not each.remedy.endswith(".") for each in RULES)


def test_every_rule_has_a_case() -> None:
    """Those about levels and requirements have theirs in test_lint_proofs.py."""
    here: Sequence[str] = [name for _, findings, _ in CASES.values() for name, _ in findings]
    elsewhere = {"choice-without-reason", "source-without-place", "long-text", "repeated-text"}
    proofs = {"unreachable-level", "implied-requirement", "bar-between-options"}

    assert {each.id for each in RULES} == {*here, *elsewhere, *proofs}
