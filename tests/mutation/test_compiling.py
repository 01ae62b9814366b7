"""What a framework is compiled into: one sum and one bound where that is enough, and numbers large enough to compare.

Nothing here changes a result: the slow way would also be right, and nobody would notice.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from builders import LEVELS, question, rule
from known_cases import by_score, every_statistic, hand_cases, lacking, nothing_sure, parts, small, totals
from known_sums import (
    always_there,
    apart,
    at_the_limit,
    doubled,
    fine_bars,
    fine_needs,
    heavy,
    joined,
    late_rungs,
    left_over,
    sum_cases,
)

from maturity_core.compiled.compiler import _Compiler, compile_framework
from maturity_core.compiled.counts import Count
from maturity_core.model.ladders import ladder_names, selected
from maturity_core.model.statistics import STATISTICS
from maturity_core.scoring.one.packed import linear_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from maturity_core import Framework
    from maturity_core.compiled.terms import Compiled, Terms

LEVELS_MEAN = apart("capabilities", {"by": "level"}, {"mean": "0.4"}, {"mean": "0.8"})
SCORES_MEAN = apart("capabilities", {}, {"mean": "0.4"}, {"mean": "0.8"})


def every_compiled() -> Iterator[tuple[Framework, Compiled]]:
    """Yield all frameworks made by hand with what they are compiled into."""
    for case in (*hand_cases(), *sum_cases()):
        yield case.given, compile_framework(case.given)


def one(*, weights: tuple[Any, Any] = (2, 3), score: dict[str, Any] | None = None, **statistic: Any) -> Framework:
    """Return one requirement over two questions in twelfths, the second of which may be not applicable."""
    return small(
        levels=LEVELS[:2],
        questions=[question("a", weight=weights[0], scale="flat"), lacking("b", weight=weights[1])],
        requirements=[rule("framework", "mid", **statistic)],
        scores=[{"ladder": "framework", "total_of": {"questions": "all"}, **score}] if score else [],
    )


def test_a_requirement_has_a_bound_where_all_applies_or_over_questions_unless_it_counts() -> None:
    for _, compiled in every_compiled():
        for compared in compiled.requirements:
            terms = compared.terms
            steady = not any(terms.may_lack) and not (
                terms.value == "score" and any(compiled.ladders[item].varies for item in terms.items)
            )
            folded = terms.kind == "questions" and compared.statistic.name != "count" and not steady
            assert (compared.bound is not None) == (steady or folded)
            assert bool(compared.folded) == folded
            assert isinstance(compared.folded, tuple)
            assert (compared.folded_number is not None) == folded


def test_what_is_folded_in_fits_into_its_numbers() -> None:
    for framework, compiled in every_compiled():
        sizes = [len(entry.options) for entry in framework.questions]
        for compared in compiled.requirements:
            if compared.folded and not compiled.wide:
                most = sum(max(values) for values in linear_of(compared.folded, sizes).values())
                assert most <= np.iinfo(compared.folded_number).max


def test_a_mean_is_folded_into_one_sum() -> None:
    """Seven times the amount, in twelfths, and two for what does not apply: at least two for everything."""
    found = compile_framework(one(mean="2/7")).requirements[0]

    assert found.bound == 5 * 12 * 2
    assert found.folded == (
        Count(8 * 7, passed=((0, 1, 1),)),
        Count(10 * 7, passed=((0, 1, 3),)),
        Count(6 * 7, passed=((0, 1, 4),)),
        Count(18 * 7, whole=((1, 2),)),
        Count(3 * 12 * 2, lacking=((1, 2),)),
    )
    assert found.folded_number == "uint16"  # up to 5 * 12 * 7 + 5 * 12 * 2


def test_what_does_not_apply_adds_nothing_to_a_total_that_counts_up() -> None:
    found = compile_framework(one(total=1, base=0)).requirements[0]

    assert found.bound == 12
    assert found.folded == found.terms.counts
    assert found.folded_number == "uint8"


@pytest.mark.parametrize(("weights", "bar", "kind"), [((1, 2), "1/84", "uint8"), ((1, 1), "1/127", "uint16")])
def test_folded_sums_have_the_fewest_bytes(weights: tuple[int, int], bar: str, kind: str) -> None:
    """Three times 84 and three are 255; twice 127 and two are 256."""
    questions = [lacking(name, weight=weight, scale="yes-no") for name, weight in zip("ab", weights, strict=True)]
    framework = small(levels=LEVELS[:2], questions=questions, requirements=[rule("framework", "mid", mean=bar)])

    assert compile_framework(framework).requirements[0].folded_number == kind


@pytest.mark.parametrize(("bar", "kind"), [("1/63", "int8"), ("2/63", "int16")])
def test_comparisons_have_the_fewest_bytes(bar: str, kind: str) -> None:
    """127 and 128 are the largest numbers; one byte with a sign holds the first."""
    questions = [question("a", scale="yes-no")]
    framework = small(levels=LEVELS[:2], questions=questions, requirements=[rule("framework", "mid", mean=bar)])

    assert compile_framework(framework).requirements[0].number == kind


def test_no_comparison_overflows() -> None:
    """Both ends of all sums, with all weights that can apply, compared as a requirement compares them."""
    for _, compiled in every_compiled():
        for compared in compiled.requirements:
            terms = compared.terms
            if compiled.wide or compared.statistic.name == "count":
                continue
            unit = terms.largest // terms.heaviest
            for amount, weight in product((0, terms.largest), (0, terms.heaviest)):
                assert abs(compared.slack(amount, weight, unit)) <= np.iinfo(compared.number).max


@pytest.mark.parametrize(
    ("framework", "largest"),
    [
        (one(mean="2/7"), (7 * 2 + 2) * 5 * 12),
        (one(share="2/7", reaching="0.5"), (7 * 2 + 2) * 5),
        (one(least="2/97"), (97 * 2 + 2) * 2),
        (one(total=1, base="-0.5"), (2 * 2 + 3) * 5 * 12),
        (one(total=-1, top="0.5"), (2 * 2 + 3) * 5 * 12),
        (one(total=1, base="-0.5", weights=(4, 6)), (4 * 2 + 3) * 5 * 12),
        (one(mean="0.5", weights=("2/5", "4/5"), score={"base": "7/3"}), 7 * 12 * 5 + 3 * 2 * 2 * 3 * 12),
        (one(mean="0.5", weights=("2/5", "4/5"), score={"top": "-7/3"}), 7 * 12 * 5 + 3 * 2 * 2 * 3 * 12),
        (one(count=1, reaching=1, weights=("1/7", "1/7"), score={"base": 0}), 12 * 7),
        (SCORES_MEAN, (5 * 2 + 4) * 4 * 2 * 12),
        (heavy("mean", 101, 103, 107), (10 * 2 + 9) * 311 * 2 * 2 * 48),
        (heavy("mean", 101, 103, 107, by="level"), 311 * 2 * 2 * 48),
        (fine_bars(), 2 * (7654321 * 500000 + 1) * 9999991),
        (fine_needs(), 2 * (7654321 * 500000 + 1) * 9999991),
        (at_the_limit("2/4194303"), 2**53),
        (at_the_limit("1/4194304"), 2**53 + 2**30),
    ],
)
def test_the_largest_number_is_known(framework: Framework, largest: int) -> None:
    """Sums have a sign, and both sides of a comparison can be joined: hence twice the one and once the other."""
    compiler = _Compiler(framework, wide=False)
    compiler.compile()

    assert compiler.largest == largest


def test_numbers_are_wide_only_beyond_the_limit() -> None:
    for framework, wide in (
        (at_the_limit("2/4194303"), False),
        (at_the_limit("1/4194304"), True),
        (doubled(), True),
        (every_statistic(), False),
    ):
        compiled = compile_framework(framework)
        assert compiled.wide is wide
        assert {terms.wide for terms in compiled.terms} == {wide}
        assert (compiled.requirements[0].number == "object") == wide


def test_the_same_terms_are_one_object_at_its_slot() -> None:
    for _, compiled in every_compiled():
        assert [terms.slot for terms in compiled.terms] == list(range(len(compiled.terms)))
        assert len(set(compiled.terms)) == len(compiled.terms)
        for used in [
            *(one.terms for one in compiled.requirements),
            *(ladder.score.terms for ladder in compiled.ladders),
        ]:
            assert used is compiled.terms[used.slot]


def test_weights_over_their_scale_are_those_of_the_file() -> None:
    """Of the weighted statistics; the others count each item once. Items of weight 0 are left out."""
    for framework, compiled in every_compiled():
        for compared, written in zip(compiled.requirements, framework.all_requirements, strict=True):
            of = {entry.id: entry.weight for entry in getattr(framework, written.of.kind)}
            chosen = selected(framework, str(written.ladder), written.of)
            weights = [of[name] if STATISTICS[written.statistic].weighted else Fraction(1) for name in chosen]
            found = compared.terms
            assert [weight / found.scale for weight in found.weights] == [weight for weight in weights if weight]


def test_terms_over_questions_say_what_they_count_with() -> None:
    for framework, compiled in every_compiled():
        for compared, written in zip(compiled.requirements, framework.all_requirements, strict=True):
            if compared.terms.kind == "questions":
                reaching = written.threshold if written.statistic == "least" else written.reaching
                assert compared.terms.value == ("credit" if reaching is None else "reach")
                assert compared.terms.reaching == (reaching,) * len(compared.terms.items)


def test_a_plan_knows_its_ladders_by_name_and_its_rules_by_ladder() -> None:
    for framework, compiled in every_compiled():
        names = ladder_names(framework)
        assert [ladder.name for ladder in compiled.ladders] == names
        assert compiled.positions == {name: index for index, name in enumerate(names)}
        assert [names[compared.ladder] for compared in compiled.requirements] == [
            written.ladder for written in framework.all_requirements
        ]


def made_of(compiled: Compiled, terms: Terms) -> list[tuple[tuple[int, ...], int, int]]:
    assert all(type(number) is int for part in terms.parts for number in part)
    return [(compiled.terms[part.slot].items, part.amount, part.weight) for part in terms.parts]


def test_a_sum_is_made_of_the_longest_sums_that_are_known() -> None:
    """The framework's of its dimensions', a dimension's of its capabilities'; in their weights and units."""
    compiled = compile_framework(joined(4, 4, 1, 3, 2, 4))
    of: dict[str, Terms] = {ladder.name: ladder.score.terms for ladder in compiled.ladders}
    assert made_of(compiled, of["framework"]) == [((0, 1, 2, 3), 1, 1), ((4, 5), 2, 2)]
    assert made_of(compiled, of["dimension work"]) == [((0, 1), 4, 4), ((2, 3), 1, 1)]
    assert of["dimension people"] is of["capability team"]
    assert made_of(compiled, of["capability goals"]) == []

    compiled = compile_framework(parts())
    of = {ladder.name: ladder.score.terms for ladder in compiled.ladders}
    assert made_of(compiled, of["framework"]) == [((0, 1), 12, 2), ((2,), 36, 6), ((3,), 3, 3)]
    assert made_of(compiled, of["dimension work"]) == [((0,), 1, 1), ((1,), 4, 2)]


def test_a_sum_of_which_some_is_left_over_is_made_of_no_parts() -> None:
    compiled = compile_framework(every_statistic())

    assert [terms.parts for terms in compiled.terms if terms.value == "reach"] == [()] * 3
    assert [made_of(compiled, compared.terms) for compared in compile_framework(left_over()).requirements] == [[], []]


@pytest.mark.parametrize(
    ("framework", "ladder", "flags"),
    [  # steady, may lack its level, may lack its score, varies
        (every_statistic(), "framework", (True, False, False, True)),
        (every_statistic(), "dimension work", (True, False, False, True)),
        (nothing_sure(), "framework", (False, True, True, True)),
        (nothing_sure(), "dimension work", (False, True, True, True)),
        (nothing_sure(), "capability plan", (True, False, True, True)),
        (late_rungs(), "dimension work", (False, False, False, True)),
        (late_rungs(), "dimension tools", (True, False, False, False)),
        (by_score("mean"), "dimension work", (True, False, False, True)),
        (LEVELS_MEAN, "dimension work", (True, False, True, True)),
    ],
)
def test_a_ladder_knows_what_it_may_lack(framework: Framework, ladder: str, flags: tuple[bool, ...]) -> None:
    compiled = compile_framework(framework)
    found = compiled.ladders[compiled.positions[ladder]]

    assert (found.steady, found.may_lack_level, found.may_lack_score, found.varies) == flags


def test_only_a_total_that_counts_up_over_what_may_not_apply_can_be_out_of_reach() -> None:
    for framework, within in (
        (one(total=1, base=0), False),
        (one(total="-0.5", top=0), True),
        (one(mean="0.5"), True),
        (totals(up=True), False),
        (totals(up=False), True),
        (always_there({"total": "0.5", "base": 0}, {"total": 1, "base": 0}), True),
    ):
        assert compile_framework(framework).within_reach is within
