"""The linter's rules: each finds what it is for, and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from builders import HABIT, YES_NO

from maturity_core import lint_framework
from maturity_core.lint import RULES, SEVERITIES, slips

if TYPE_CHECKING:
    from collections.abc import Sequence
from lint_cases import with_percent
from linted import (
    LEVELS,
    OWN,
    RULED,
    TWO,
    Findings,
    Tables,
    able,
    area,
    ask,
    found,
    need,
    sound,
    with_capability,
    with_contrasts,
    with_pattern,
    with_second,
)


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
    "a word that nobody says": (
        with_capability(remedy="Ask whoever answers the phone."),
        [("stilted-english", "capabilities.plan.remedy")],
        with_capability(remedy="Ask anyone who answers. There is no budget for it, and it is no longer asked."),
    ),
    "a statement in the negative, and a number with its sign": (
        {"summary": "Half of it is no plan: 44 % are."},
        [("stilted-english", "summary"), ("stilted-english", "summary")],
        {"summary": "Half of it is not a plan: 44% are."},
    ),
    "a link that is not encrypted": (
        with_capability(links=[{"text": "Read more", "address": "HTTP://example.org"}]),
        [("unencrypted-link", "capabilities.plan.links.0.address")],
        with_capability(links=[{"text": "Read more", "address": "https://example.org"}]),
    ),
    "stilted words in a language that has them": (
        {"summary": "Ask whoever answers."},
        [("stilted-english", "summary")],
        {"summary": "Ask whoever answers.", "language": "nl"},
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
    "a weight of a capability that nothing is selected by": (
        with_second(weight=2),
        [("idle-weight", "capabilities.goals.weight")],
        {
            **with_second(weight=2),
            "requirements": [
                need("framework", "mid", count=1, of={"capabilities": {"from_weight": 2}}, reaching="0.5"),
                need("framework", "high", mean=1),
            ],
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
    "an outcome that comes from nowhere": (
        {"questions": [ask("kept"), ask("seen"), ask("calm", outcome=True)]},
        [("unled-outcome", "questions.calm")],
        {"questions": [ask("kept"), ask("seen"), ask("calm", outcome=True, led_by=["plan"])]},
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


def test_rules_have_ids_sentences_and_remedies_of_their_own() -> None:
    ids = [each.id for each in RULES]

    assert len(set(ids)) == len(ids)
    assert len({each.sentence for each in RULES}) == len(ids)
    assert {each.severity for each in RULES} == set(SEVERITIES)
    assert all(each.sentence.endswith(".") and each.remedy and not each.remedy.endswith(".") for each in RULES)


def test_every_rule_has_a_case() -> None:
    """Those about levels and requirements have theirs in test_implied.py, about moves in test_moves.py, about slips in
    test_slips.py.
    """
    here: Sequence[str] = [name for _, findings, _ in CASES.values() for name, _ in findings]
    elsewhere = {"choice-without-reason", "source-without-place", "long-text", "repeated-text", "untranslated-text"}
    proofs = {"unreachable-level", "implied-requirement", "idle-trait", "bar-between-options"}
    proofs |= {"gate-answered-away", "unguarded-promise", "late-prerequisite", "stage-passed-over", "shared-remedy"}
    proofs |= {"unit-unsaid", "example-without-score", "few-scored-examples", *(each.id for each in slips.RULES)}

    assert {each.id for each in RULES} == {*here, *elsewhere, *proofs}
