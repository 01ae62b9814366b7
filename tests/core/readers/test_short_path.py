"""The short path: what is settled, what can still change a level, and what is asked first."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pytest
from builders import LEVELS, Product, capability, dimension, question, rule, tiny

from maturity_core import DONT_KNOW, NOT_APPLICABLE, UNANSWERED, Framework, ShortPath, load_framework
from maturity_core.readers.short_path import MOST_TRIED

if TYPE_CHECKING:
    from collections.abc import Sequence

OPEN = UNANSWERED
FEW = ["q1", "q2", "q3"]


def asking(rules: list[dict[str, Any]], names: Sequence[str] = FEW, **tables: Any) -> Framework:
    """Return a framework of one capability with questions of three options, credits 0, 1/2 and 1."""
    questions = [question(name, not_applicable=True) for name in names]
    return tiny(**{"capabilities": [capability("plan")], "questions": questions, "requirements": rules, **tables})


def asked(path: ShortPath) -> list[str]:
    """Return the questions that matter, in the order to ask them."""
    return [entry.question for entry in path.questions if entry.matters]


def all_open(framework: Framework, *, dimensions: bool = False) -> ShortPath:
    return framework.assess({}).short_path(dimensions=dimensions)


# Worked out by hand


def test_a_mean_is_settled_when_what_is_open_cannot_lift_it_over_a_cut() -> None:
    framework = asking([rule("framework", "mid", mean="0.5"), rule("framework", "high", mean=1)])

    # 1/2 of 3: one question more may come to 1/2 (mid) or leave 1/6 (low); after two zeros nothing lifts it
    assert not framework.assess([1, 0, OPEN]).short_path().settled
    low = framework.assess([0, 0, OPEN]).short_path()
    assert (low.settled, low.level_range, low.next) == (True, (framework.levels[0].id, framework.levels[0].id), None)
    assert [(entry.question, entry.matters) for entry in low.questions] == [("q3", False)]


def test_dont_know_is_as_open_as_unanswered_and_not_applicable_is_not_open() -> None:
    framework = asking([rule("framework", "mid", mean="0.5"), rule("framework", "high", mean=1)])

    path = framework.assess([DONT_KNOW, OPEN, NOT_APPLICABLE]).short_path()

    assert asked(path) == ["q1", "q2"]
    assert framework.assess([NOT_APPLICABLE] * 3).short_path() == ShortPath(
        settled=True, level_range=None, questions=()
    )


def test_heavy_questions_come_first_and_ties_go_by_id() -> None:
    questions = [question(name, weight=weight) for name, weight in (("c", 1), ("b", 5), ("a", 1), ("d", 2))]
    framework = asking([rule("framework", "mid", mean="0.5"), rule("framework", "high", mean=1)], questions=questions)

    assert asked(all_open(framework)) == ["b", "d", "a", "c"]


def test_a_question_without_weight_never_matters() -> None:
    questions = [question("q1", weight=0), question("q2")]
    framework = asking([rule("framework", "mid", mean="0.5"), rule("framework", "high", mean=1)], questions=questions)

    assert asked(all_open(framework)) == ["q2"]
    assert [entry.question for entry in all_open(framework).questions] == ["q2", "q1"]


def test_of_requirements_that_all_have_to_hold_the_one_soonest_decided_comes_first() -> None:
    """Two answers can show that z1 and z2 fall short or not; of the five others it takes three."""
    names = ["a1", "a2", "a3", "a4", "a5", "z1", "z2"]
    framework = asking(
        [
            rule("framework", "mid", share="0.6", reaching=1, of={"questions": names[:5]}),
            rule("framework", "mid", least=1, of={"questions": names[5:]}),
            rule("framework", "high", least=1),
        ],
        names,
    )

    # a: 3 of 5 to meet it, 3 to miss it, 6 in all; z: 2 to meet it, 1 to miss it, 3 in all
    assert asked(all_open(framework)) == ["z1", "z2", "a1", "a2", "a3", "a4", "a5"]


def test_what_is_decided_is_not_asked_again() -> None:
    framework = asking(
        [
            rule("framework", "mid", count=1, reaching="0.5", of={"questions": ["q1", "q2"]}),
            rule("framework", "high", count=1, reaching=1, of={"questions": ["q3"]}),
        ]
    )

    assert asked(framework.assess([OPEN, OPEN, 2]).short_path()) == ["q1", "q2"]
    assert asked(framework.assess([1, OPEN, OPEN]).short_path()) == ["q3"]
    assert asked(framework.assess([OPEN, OPEN, 0]).short_path()) == ["q1", "q2"]
    assert asked(framework.assess([0, 0, OPEN]).short_path()) == []


def test_totals_up_and_down() -> None:
    up = asking([rule("framework", "mid", total=2, base=1), rule("framework", "high", total=4, base=1)])
    down = asking([rule("framework", "mid", total=2, top=3), rule("framework", "high", total=3, top=3)])

    # up: 1 + credits; 1/2 is short of one point, one is not. down: 3 - what is missing; of three questions one may be 0
    assert [up.assess([code, 0, 0]).short_path().settled for code in (OPEN, 2)] == [False, True]
    assert up.assess([0, 0, 0]).level == up.levels[0]
    assert [down.assess([0, code, OPEN]).short_path().settled for code in (2, 1)] == [False, True]


TWO = {
    "level_lists": {"own": LEVELS},
    "dimensions": [dimension("work"), dimension("people")],
    "capabilities": [capability("plan", levels="own"), capability("team", "people", levels="own")],
    "questions": [
        question("plan-held", "plan"),
        question("plan-made", "plan"),
        question("team-heard", "team"),
        question("team-there", "team"),
    ],
}
OF_BOTH = {"capabilities": "all"}
OWN = [
    rule("each capability", "mid", mean="0.5"),
    rule("each capability", "high", mean=1),
]


@pytest.mark.parametrize(
    "rules",
    [
        [*OWN, rule("framework", "mid", count=2, of=OF_BOTH, reaching="mid")],
        [*OWN, rule("framework", "mid", least="0.5", of=OF_BOTH)],
        [*OWN, rule("framework", "mid", least="0.5", of=OF_BOTH, by="level")],
        [*OWN, rule("framework", "mid", share=1, of=OF_BOTH, reaching="0.5")],
    ],
    ids=["rung", "score", "level", "share of scores"],
)
def test_ladders_are_walked_down_to_their_questions(rules: list[dict[str, Any]]) -> None:
    """Every rule asks both capabilities for one half: once a capability is there or cannot be, it is settled."""
    framework = tiny(**TWO, requirements=[*rules, rule("framework", "high", least=1)])

    assert asked(framework.assess([1, 1, OPEN, OPEN]).short_path()) == ["team-heard", "team-there"]
    assert framework.assess([0, 1, OPEN, OPEN]).short_path().settled
    assert asked(framework.assess([2, OPEN, 1, 1]).short_path()) == []


def test_a_level_counts_with_each_rung_it_may_still_reach() -> None:
    """Half of the highest rung for mid, all of it for high: the mean of both capabilities is to be 3/4."""
    by_level = rule("framework", "mid", mean="0.75", of=OF_BOTH, by="level")
    framework = tiny(**TWO, requirements=[*OWN, by_level, rule("framework", "high", least=1)])

    # plan is high: team has to be mid. plan is mid: team has to be high
    assert framework.assess([2, 2, 2, 0]).short_path().settled
    assert framework.assess([2, 2, 0, OPEN]).short_path().questions[0].matters
    assert framework.assess([1, 1, 0, OPEN]).short_path().settled
    assert framework.assess([1, 1, 1, OPEN]).short_path().settled
    assert asked(framework.assess([1, 1, 2, OPEN]).short_path()) == ["team-there"]


def test_levels_of_dimensions_are_settled_on_request() -> None:
    dimensions = [rule("each dimension", "mid", mean="0.5"), rule("each dimension", "high", mean=1)]
    of_the_plan = {"questions": {"capability": "plan"}}
    overall = [rule("framework", "mid", mean="0.5", of=of_the_plan), rule("framework", "high", mean=1, of=of_the_plan)]
    framework = tiny(**TWO, requirements=[*dimensions, *overall])

    sheet = framework.assess([2, 2, OPEN, OPEN])

    assert sheet.short_path().settled
    assert not sheet.short_path(dimensions=True).settled
    assert asked(sheet.short_path(dimensions=True)) == ["team-heard", "team-there"]
    assert asked(all_open(framework, dimensions=True)) == ["plan-held", "plan-made", "team-heard", "team-there"]


def test_a_framework_without_levels_has_nothing_to_settle() -> None:
    path = all_open(asking([], headline="score"))

    assert (path.settled, path.level_range, asked(path)) == (True, None, [])


def many(count: int) -> list[str]:
    return [f"q{place:02}" for place in range(count)]


def test_with_few_completions_what_could_only_seem_to_matter_does_not() -> None:
    """`mid` asks for q1 and for two of three: with q1 at its best and q2 at its lowest, only q3 is left to decide."""
    framework = asking(
        [
            rule("framework", "mid", mean="0.3", of={"questions": ["q1", "q2"]}),
            rule("framework", "mid", least=1, of={"questions": ["q1"]}),
            rule("framework", "high", least=1),
        ]
    )

    # where q1 is at its best, the mean of q1 and q2 is 1/2 at least: q2 cannot make mid. q3 is at its lowest: no high
    assert asked(framework.assess([OPEN, OPEN, 0]).short_path()) == ["q1"]


def test_with_many_completions_all_that_is_read_matters() -> None:
    names = many(8)
    framework = asking([rule("framework", "mid", least=1), rule("framework", "high", least=1)], names)

    assert 3 ** len(names) > MOST_TRIED
    assert asked(all_open(framework)) == names


@pytest.mark.parametrize(("tens", "tried"), [(9, True), (10, False)])
def test_up_to_1024_completions_are_tried(tens: int, tried: bool) -> None:  # noqa: FBT001 - a case of the table
    """Weights of 10 and one of 1: half of them all is met by tens alone or not at all, which only trying shows."""
    names = [f"q{place:02}" for place in range(tens)]
    questions = [question(name, scale="yes-no", weight=10) for name in names] + [question("small", scale="yes-no")]
    cut = "0.5" if tens % 2 else "0.45"
    framework = asking([rule("framework", "mid", mean=cut)], levels=LEVELS[:2], questions=questions)

    path = all_open(framework)

    assert 2 ** len(questions) == (MOST_TRIED if tried else 2 * MOST_TRIED)
    assert asked(path) == (names if tried else [*names, "small"])


class TestScorersInCode:
    """Only monotonicity is known: the level is that of the product of all credits, in halves."""

    def test_all_matters_while_there_are_many_completions_and_nothing_is_settled(self) -> None:
        path = all_open(asking([], many(8)[::-1]).with_scorer(Product()))

        assert (path.settled, asked(path)) == (False, many(8))

    def test_few_completions_are_tried(self) -> None:
        framework = asking([], FEW).with_scorer(Product())

        # 1 x 1/2 x 1/2 is too little for mid; 1 x 1 x 1/2 is mid; anything times 0 is low
        assert asked(framework.assess([OPEN, 1, 2]).short_path()) == ["q1"]
        assert asked(framework.assess([OPEN, 1, 1]).short_path()) == []
        assert framework.assess([OPEN, 0, OPEN]).short_path().settled


def test_it_is_stored_as_json_and_read_back() -> None:
    path = all_open(load_framework("tsia-customer-success"), dimensions=True)

    assert ShortPath.model_validate_json(path.model_dump_json()) == path


def test_of_153_questions_the_overall_level_reads_69() -> None:
    """Those of Build that say whether a capability is in place, and those of Operationalize; none of Transform."""
    framework = load_framework("esg-customer-success")
    area = {entry.id: framework.capability(entry.capability).dimension for entry in framework.questions}
    read = {
        entry.id
        for entry in framework.questions
        if area[entry.id] == "operationalize" or (area[entry.id] == "build" and entry.stage == "in-place")
    }

    assert set(asked(all_open(framework))) == read
    assert len(read) == 69
    assert len(asked(all_open(framework, dimensions=True))) == len(framework.questions) == 153


def test_a_score_is_walked_down_by_its_own_weights() -> None:
    """A mean of dimensions weighs a question by its share of its dimension: alone in one, it moves most."""
    questions = [question("a", "plan"), question("b", "plan"), question("c", "team")]
    overall = [
        rule("framework", "mid", mean="0.5", of={"dimensions": "all"}),
        rule("framework", "high", mean=1, of={"dimensions": "all"}),
    ]
    framework = tiny(**TWO | {"questions": questions, "requirements": overall})

    assert asked(all_open(framework)) == ["c", "a", "b"]
    # c at its best is one half of the whole by itself: a and b decide about high only
    assert framework.assess([OPEN, OPEN, 2]).short_path().level_range == ("mid", "high")
    assert framework.assess([0, OPEN, 2]).score_exact == Fraction(1, 2)
