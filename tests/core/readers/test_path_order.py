"""The order of the short path, checked against the documented rule, computed naively from the reference scorer."""

from __future__ import annotations

import os
from fractions import Fraction
from functools import partial
from itertools import combinations, product
from typing import TYPE_CHECKING, Any

import pytest
from builders import LEVELS, capability, question, rule, tiny
from known_cases import grid, hand_cases
from known_ways import way_cases
from measures import measured

from maturity_core import DONT_KNOW, NOT_APPLICABLE, UNANSWERED, Framework
from maturity_core.readers.gates import Gate, Open, Undecided
from maturity_core.scoring.engine import RuleEngine
from maturity_core.testing.oracle import Oracle
from maturity_core.testing.oracle_path import TRIED, Part, Path, gate
from maturity_core.testing.oracle_path import Undecided as UndecidedByOracle
from maturity_core.testing.oracle_range import lowest, open_questions
from maturity_core.testing.oracle_stand import Standing

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from maturity_core.testing.oracle import Sheet

OPEN = UNANSWERED
HALVES = [OPEN, DONT_KNOW, NOT_APPLICABLE, 0, 1]
BY_HAND = {case.name: case.given for case in (*hand_cases(), *way_cases()) if len(case.given.questions) < 9}
SOME = dict(list(BY_HAND.items())[:: 1 if os.environ.get("MATURITY_PROFILE") == "long" else 9])
"""Every ninth outside the long profile, where each costs the most."""
BY_HAND["measures"] = measured()
STRONG = {"id": "strong", "name": "Strong", "count_of": {"questions": "all"}, "reaching": 1}
OF_STRONG = [rule("framework", name, least=bar, of={"measures": ["strong"]}) for name, bar in (("mid", 1), ("high", 3))]
BY_HAND["a count"] = measured(requirements=OF_STRONG, measures=[STRONG], level_lists={})
SOME |= {name: BY_HAND[name] for name in ("measures", "a count")}
Q = "abcdef"


def undecided_of(engine: RuleEngine, sheet: Sequence[int]) -> Undecided:
    return Undecided(engine.single, [question.id for question in engine.framework.questions], sheet)


def counting(*rules: tuple[str, int, Sequence[str]], names: Sequence[str] = Q) -> Framework:
    """Return a framework of yes-no questions whose levels need a number of yeses: (level, count, questions)."""
    asked = [question(name, scale="yes-no") for name in names if any(name in some for _, _, some in rules)]
    made = [rule("framework", level, count=count, reaching=1, of={"questions": list(of)}) for level, count, of in rules]
    return tiny(levels=LEVELS[: 1 + len({level for level, _, _ in rules})], questions=asked, requirements=made)


def found(framework: Framework, sheet: Sequence[int], *, dimensions: bool = False) -> Path:
    path = framework.assess(list(sheet)).short_path(dimensions=dimensions)
    return Path(path.settled, tuple(entry.question for entry in path.questions if entry.matters))


# By the rule, computed naively


@pytest.mark.parametrize("dimensions", [False, True], ids=["level", "dimensions"])
@pytest.mark.parametrize("framework", SOME.values(), ids=SOME.keys())
def test_the_order_is_that_of_the_rule(framework: Framework, dimensions: bool) -> None:  # noqa: FBT001 - a case
    oracle = Oracle(framework)
    everything_open = (OPEN,) * len(framework.questions)

    for sheet in (everything_open, *grid(framework, HALVES, most=8)):
        assert found(framework, sheet, dimensions=dimensions) == oracle.path(sheet, dimensions=dimensions)


PAIRS = [(count, of) for size in (1, 2, 3) for of in combinations("abc", size) for count in range(1, size + 1)]


@pytest.mark.parametrize("levels", [("mid", "mid"), ("mid", "high")], ids=["one level", "two levels"])
@pytest.mark.wide
def test_the_order_is_that_of_the_rule_for_every_two_counts_of_three_questions(levels: tuple[str, str]) -> None:
    for (one, some), (two_, others) in product(PAIRS, repeat=2):
        framework = counting((levels[0], one, some), (levels[1], two_, others))
        sheet = (OPEN,) * len(framework.questions)

        assert found(framework, sheet) == Oracle(framework).path(sheet), (one, some, two_, others)


def test_the_order_in_which_requirements_stand_in_the_file_changes_nothing() -> None:
    """Two gates that share their lowest id: the one that asks b next comes before the one that asks c."""
    rules = [("mid", 1, "ac"), ("mid", 1, "ab")]

    for framework in (counting(*rules), counting(*rules[::-1])):
        assert found(framework, [OPEN] * 3).asks == ("a", "b", "c")


def test_ties_go_by_the_lowest_id_not_by_what_is_asked_first() -> None:
    """Two requirements of equal numbers: the one over a and z comes first, although it asks z first."""
    weights = {"a": 1, "b": 1, "y": 2, "z": 2}
    framework = tiny(
        questions=[question(name, weight=weight) for name, weight in weights.items()],
        requirements=[
            *(rule("framework", "mid", mean="0.5", of={"questions": list(of)}) for of in ("by", "az")),
            rule("framework", "high", least=1),
        ],
    )

    assert found(framework, [OPEN] * 4).asks == ("z", "a", "y", "b")


def test_a_count_asks_for_no_more_than_applies() -> None:
    """Three of a, b and c, which does not apply: 2 answers show it met and 1 that it is not; of z 1 and 1."""
    names = [question(name, scale="yes-no", not_applicable=True) for name in "abcz"]
    rules = [
        rule("framework", "mid", count=3, reaching=1, of={"questions": ["a", "b", "c"]}),
        rule("framework", "mid", least=1, of={"questions": ["z"]}),
    ]
    framework = tiny(levels=LEVELS[:2], questions=names, requirements=rules)

    assert found(framework, [OPEN, OPEN, NOT_APPLICABLE, OPEN]).asks == ("z", "a", "b")


LADDERS = {
    "mean of levels": {"mean": "0.6", "by": "level"},
    "mean of levels at half": {"mean": "0.5", "by": "level"},
    "least level": {"least": "0.6", "by": "level"},
    "least of the last rung": {"least": "0.7", "by": "level"},
    "least of the first rung": {"least": "1/3", "by": "level"},
    "share of rungs": {"share": "0.6", "reaching": "low"},
}


def three_rungs(fields: dict[str, Any]) -> Framework:
    """Return a framework of two capabilities, each with three rungs above the lowest level and three questions."""
    own = [{"id": name, "name": name.capitalize()} for name in ("none", "low", "mid", "high")]
    return tiny(
        levels=LEVELS[:2],
        level_lists={"own": own},
        capabilities=[capability("plan", levels="own"), capability("team", levels="own")],
        questions=[question(f"{owner}-{place}", owner) for owner in ("plan", "team") for place in range(3)],
        requirements=[
            *(rule("each capability", level, mean=cut) for level, cut in (("low", "0.2"), ("mid", "0.5"), ("high", 1))),
            rule("framework", "mid", of={"capabilities": "all"}, **fields),
        ],
    )


@pytest.mark.parametrize("fields", LADDERS.values(), ids=LADDERS.keys())
def test_ladders_of_three_rungs_count_by_the_highest_of_them(fields: dict[str, Any]) -> None:
    """A level is its rank over 3; what reaches 0.6 of that reaches the second rung."""
    framework = three_rungs(fields)

    for sheet in ((OPEN,) * 6, (0, OPEN, OPEN, OPEN, OPEN, 2), (1, 1, OPEN, OPEN, 0, 0), (2, 2, 2, OPEN, OPEN, 0)):
        assert found(framework, sheet) == Oracle(framework).path(sheet)
        check_numbers(framework, sheet)


def check_numbers(framework: Framework, sheet: Sheet) -> None:
    """Compare what every undecided rung asks, and how few answers decide it, with the rule computed naively."""
    engine, model = framework.engine, Oracle(framework).model
    assert isinstance(engine, RuleEngine)
    undecided, gates = undecided_of(engine, sheet), UndecidedByOracle(model, sheet)
    for ladder in model.ladders:
        kept = [Part(one.names, one.to_meet, one.to_miss) for one in undecided.rungs(engine.index[ladder])]
        assert kept == [gates.up_to(ladder, rung) for rung in gates.undecided(ladder)]


@pytest.mark.parametrize("framework", SOME.values(), ids=SOME.keys())
def test_the_numbers_are_those_of_the_rule(framework: Framework) -> None:
    for sheet in ((OPEN,) * len(framework.questions), *grid(framework, HALVES, most=4)):
        check_numbers(framework, sheet)


def test_more_than_1024_completions_are_not_tried() -> None:
    """If q1 has to be at its best, the mean of q1 and q2 changes no level; beyond 1,024 sheets that is not found."""
    names = [f"q{place:02}" for place in range(1, 9)]
    framework = tiny(
        questions=[question(name) for name in names],
        requirements=[
            rule("framework", "mid", mean="0.3", of={"questions": names[:2]}),
            rule("framework", "mid", least=1, of={"questions": names[:1]}),
            rule("framework", "high", least=1),
        ],
    )
    few = (OPEN, OPEN, 0, 0, 0, 0, 0, 0)
    many = (OPEN,) * 8

    assert 3 ** len(names) > TRIED
    assert found(framework, few) == Oracle(framework).path(few) == Path(settled=False, asks=("q01",))
    assert found(framework, many) == Oracle(framework).path(many)
    assert len(found(framework, many).asks) == 8


# The rule itself, worked out by hand


def parts(*numbers: tuple[str, int, int, int]) -> list[tuple[Fraction, Part]]:
    """Return parts of a gate: what each asks first, its gain, and how few answers show it met or missed."""
    return [(Fraction(gain), Part((name,), to_meet, to_miss)) for name, gain, to_meet, to_miss in numbers]


@pytest.mark.parametrize(
    ("needs", "given_parts", "expected"),
    [
        # 3 and 2 make the 5; without the 3 no more than 3 can come
        (5, parts(("a", 1, 1, 1), ("b", 2, 1, 1), ("c", 3, 1, 1)), Part(("c", "b", "a"), 2, 1)),
        # to meet it, the 4 for one answer, then the 6 for three; to miss it, the 6 leaves 5, so one more has to go
        (5, parts(("a", 1, 1, 1), ("b", 4, 1, 1), ("c", 6, 3, 1)), Part(("b", "c", "a"), 4, 2)),
        # equal for each answer: the one that takes fewer answers, and it is enough
        (1, parts(("a", 2, 2, 2), ("b", 1, 1, 1)), Part(("a", "b"), 1, 3)),
        # met by one answer, missed by two: as near as the reverse
        (2, parts(("b", 1, 1, 2), ("a", 1, 2, 1)), Part(("a", "b"), 3, 1)),
    ],
    ids=["weights", "gates", "equal for each answer", "met and missed"],
)
def test_how_few_answers_decide_a_gate(needs: int, given_parts: list[tuple[Fraction, Part]], expected: Part) -> None:
    opened = [(gain, Open(0, part.asks[0], part.to_meet, part.to_miss)) for gain, part in given_parts]
    kept = Gate(needs, opened)

    assert gate(Fraction(needs), given_parts) == expected
    assert Part(kept.names, kept.to_meet, kept.to_miss) == expected


# What the two numbers promise


def shown(oracle: Oracle, sheet: Sheet, holds: Callable[[Standing], bool]) -> tuple[int, int]:
    """Return how few answers to open questions show that something holds, and that it does not, by trying all.

    Best answers show that it holds, because a better answer never undoes it; the lowest ones show that it fails.
    """
    model, opened = oracle.model, open_questions(sheet)
    low = lowest(model, sheet)
    sets = [some for size in range(len(opened) + 1) for some in combinations(opened, size)]

    def with_tops(some: Sequence[int]) -> Standing:
        tops = {column: len(model.credits[column]) - 1 for column in some}
        return Standing(model, tuple(tops.get(column, code) for column, code in enumerate(low)))

    meets = min(len(some) for some in sets if holds(with_tops(some)))
    misses = min(len(some) for some in sets if not holds(with_tops([name for name in opened if name not in some])))
    return meets, misses


def reaches(at: Standing, name: str, rung: int) -> bool:
    """Return whether a ladder is certain to be at a rung."""
    return at.reaches_rung(name, rung) is True


def rungs_of(framework: Framework, sheet: Sheet) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    """Return the two stored numbers for every undecided rung of every ladder, and those found by trying."""
    engine, oracle = framework.engine, Oracle(framework)
    assert isinstance(engine, RuleEngine)
    undecided = undecided_of(engine, sheet)
    low = Standing(oracle.model, lowest(oracle.model, sheet))
    pairs: list[tuple[tuple[int, int], tuple[int, int]]] = []
    for ladder in oracle.model.ladders:
        gates = undecided.rungs(engine.index[ladder])
        above = [rung for rung in low.remaining(ladder) if rung > (low.level(ladder) or 0)]
        for kept, rung in zip(gates, above, strict=False):
            tried = shown(oracle, sheet, partial(reaches, name=ladder, rung=rung))
            pairs.append(((kept.to_meet, kept.to_miss), tried))
    return pairs


@pytest.mark.parametrize("framework", SOME.values(), ids=SOME.keys())
def test_the_numbers_are_never_lower_than_what_can_be_shown(framework: Framework) -> None:
    for kept, tried in rungs_of(framework, (OPEN,) * len(framework.questions)):
        assert kept >= tried
        assert kept[1] >= tried[1]


@pytest.mark.parametrize("statistic", ["mean", "share", "total", "count", "least"])
def test_of_one_requirement_over_questions_the_numbers_are_exact(statistic: str) -> None:
    fields: dict[str, dict[str, Any]] = {
        "mean": {"mean": "0.6"},
        "share": {"share": "0.6", "reaching": "0.5"},
        "total": {"total": 3, "base": "-0.5"},
        "count": {"count": 3, "reaching": 1},
        "least": {"least": "0.5"},
    }
    for weights in ((1, 1, 1, 1), (1, 2, 3, 4), (5, 1, 1, 1), (2, 2, 1, "0.5")):
        questions = [question(f"q{place}", weight=weight) for place, weight in enumerate(weights)]
        framework = tiny(
            levels=LEVELS[:2], questions=questions, requirements=[rule("framework", "mid", **fields[statistic])]
        )
        for sheet in ((OPEN,) * 4, (1, OPEN, OPEN, OPEN), (OPEN, OPEN, OPEN, 0)):
            assert all(kept == tried for kept, tried in rungs_of(framework, sheet))


@pytest.mark.parametrize(
    "fields",
    [{"least": "0.6"}, {"share": 1, "reaching": "0.6"}, {"count": 1, "reaching": "0.6"}],
    ids=["least", "share", "count"],
)
def test_of_a_bar_that_a_score_reaches_the_numbers_are_exact(fields: dict[str, Any]) -> None:
    """Of four questions of weight 1, three make 0.6 and two take it away; of 3, 1, 1 and 1, two and one."""
    for weights, expected in (((1, 1, 1, 1), (3, 2)), ((3, 1, 1, 1), (2, 1))):
        framework = tiny(
            levels=LEVELS[:2],
            questions=[question(f"q{place}", weight=weight) for place, weight in enumerate(weights)],
            requirements=[rule("framework", "mid", of={"capabilities": "all"}, **fields)],
        )

        assert rungs_of(framework, (OPEN,) * 4) == [(expected, expected)]


def test_a_question_read_twice_is_counted_twice() -> None:
    """To meet both one answer is enough, since both ask for b: each gate counts it for itself."""
    assert rungs_of(counting(("mid", 1, "ab"), ("mid", 1, "bc")), (OPEN,) * 3) == [((2, 2), (1, 2))]
