"""Proofs about all sheets of a framework: claims, levels that can be the result, requirements that follow."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from builders import Product, question, rule, tiny, two

from maturity_core import (
    ArgumentError,
    MaturityError,
    Proof,
    available_frameworks,
    load_framework,
    prove,
    read_framework,
)
from maturity_core.readers.program.parts import Row
from maturity_core.readers.proof import certain, followers, reached_levels, rises_only
from maturity_core.readers.proof.certain import Cases, fewest
from maturity_core.readers.proof.sheets import NEVER, Asking

if TYPE_CHECKING:
    from collections.abc import Sequence

    from maturity_core import Framework

CODED = tiny().with_scorer(Product())
NEEDING = tiny(
    questions=[question("kept"), question("seen", needs={"question": "kept", "option": "always"})],
    requirements=[rule("framework", "mid", mean="0.5"), rule("framework", "high", mean=1)],
)
POINTS = tiny(
    requirements=[rule("framework", "mid", total=3, base=0), rule("framework", "high", total=4, base=0)],
    questions=[question(f"q-{place}") for place in range(4)],
)


def status(framework: Framework, claim: str) -> str:
    return prove(framework, claim).status


@pytest.mark.parametrize(
    ("claim", "expected"),
    [
        ("framework >= high implies dimension work >= mid", "proved"),
        ("framework >= High implies dimension people >= Middle and dimension work > mid", "proved"),
        ("framework >= mid implies dimension work >= high", "refuted"),
        ("dimension work >= mid and dimension people >= mid implies framework >= mid", "proved"),
        ("framework < mid implies dimension work < mid", "refuted"),
        ("framework <= low implies framework < mid", "proved"),
        ("framework = high implies question goals-set = always, question team-there >= always", "proved"),
        ("question plan-kept > often implies question plan-kept >= always", "proved"),
        ("framework >= low", "proved"),
        ("framework > high", "refuted"),
        ("framework >= mid implies framework > 50%", "refuted"),
        ("framework >= mid implies framework >= 50%", "proved"),
        ("framework > 99% implies framework = 100%", "proved"),
        ("capability goals >= 50% implies question goals-set > rarely", "proved"),
        ("framework >= mid and framework < mid implies framework > high", "proved"),
        ("framework < high implies framework >= mid and framework < mid", "refuted"),
        ("framework < high and framework >= high implies framework >= low", "proved"),
    ],
)
def test_claims_are_proved_or_refuted(claim: str, expected: str) -> None:
    proof = prove(two(), claim)

    assert proof.status == expected
    assert (proof.answers is not None, proof.smallest) == (
        expected == "refuted",
        True if expected == "refuted" else None,
    )
    assert Proof.model_validate_json(proof.model_dump_json()) == proof


def test_the_counter_example_has_the_fewest_option_steps() -> None:
    proof = prove(two(), "framework >= mid implies dimension work >= high")

    assert proof.answers is not None
    assert (proof.steps, proof.smallest, proof.answers["team-there"]) == (4, True, "often")


@pytest.mark.parametrize(
    ("claim", "vacuous"),
    [
        ("framework > high implies framework < low", True),
        ("framework >= mid and framework < mid implies framework >= high", True),
        ("dimension work >= high and framework >= high and capability goals < 100% implies framework = low", True),
        ("framework >= high implies framework >= mid", False),
        ("framework >= low implies framework >= low", False),
    ],
)
def test_a_claim_that_assumes_what_never_is_says_so(claim: str, vacuous: bool) -> None:  # noqa: FBT001 - a case
    proof = prove(two(), claim)

    assert (proof.status, proof.vacuous) == ("proved", vacuous)


def test_a_question_counts_as_its_lowest_option_where_it_is_not_asked() -> None:
    assert status(NEEDING, "question seen > rarely implies question kept = always") == "proved"
    assert status(tiny(), "question seen > rarely implies question kept = always") == "refuted"


def test_a_level_that_is_passed_over_is_never_the_result() -> None:
    framework = read_framework(Path(__file__).parents[3] / "vectors" / "frameworks" / "passed-over.toml")

    two_left = [level.rank for level in reached_levels(framework) if level.ladder == "dimension people"]
    assert two_left == [0, 1, 3]
    assert status(framework, "dimension people >= managed implies dimension people = strategic") == "proved"
    assert status(framework, "dimension tools < strategic") == "proved"
    assert prove(framework, "dimension people = managed implies dimension people = start").vacuous


def test_a_total_is_compared_in_the_unit_of_the_file() -> None:
    assert status(POINTS, "framework >= mid implies question q-0 > rarely") == "refuted"
    assert status(POINTS, "framework >= high implies question q-0 = always") == "proved"


def test_nothing_is_proved_of_a_scorer_in_code() -> None:
    proof = prove(CODED, "framework >= high implies framework >= mid")

    assert (proof.status, proof.reason, proof.answers) == ("unknown", "scored-in-code", None)
    assert (list(reached_levels(CODED)), list(followers(CODED)), rises_only(CODED)) == ([], [], False)


def test_a_search_that_is_given_up_is_unknown() -> None:
    framework = load_framework("esg-customer-success")
    hard = "framework >= transform implies dimension operationalize = measurable"

    assert prove(framework, hard).status == "proved"
    stopped = prove(framework, hard, cases=1)
    assert (stopped.status, stopped.reason, stopped.vacuous) == ("unknown", "limit", False)


@pytest.mark.parametrize(
    ("claim", "told"),
    [
        ("framework >= hihg", "claim: the framework has no such level; got 'hihg'; allowed: low, mid, high; did you"),
        ("dimension wrk >= mid", "claim: no such ladder; got 'dimension wrk'"),
        ("framework", "claim: not a comparison; got 'framework'; allowed: LADDER >= LEVEL"),
        ("framework >= mid implies", "claim: not a comparison"),
        ("question kep = often", "claim: no such question; got 'kep'; allowed: goals-set"),
        ("question plan-kept = oftn", "claim: the question 'plan-kept' has no such option; got 'oftn'"),
        (
            "framework >= mid implies framework >= mid implies framework >= mid",
            "claim: 'implies' occurs more than once",
        ),
        ("capability goals >= mid", "claim: the capability goals has no such level"),
        ("framework >= 170%", "claim: the score of the framework cannot be that"),
        ("x" * 2001, "claim: this claim is too long; got 2001 characters"),
    ],
)
def test_what_is_wrong_with_a_claim_is_said(claim: str, told: str) -> None:
    with pytest.raises(ArgumentError) as caught:
        prove(two(), claim)

    assert str(caught.value).startswith(told)


def test_a_level_where_there_are_none_is_refused() -> None:
    framework = tiny(requirements=[rule("framework", "mid", mean="0.5"), rule("framework", "high", mean=1)])

    with pytest.raises(ArgumentError, match="claim: no organisation gets a level here; got 'dimension work'"):
        prove(framework, "dimension work >= mid")


@pytest.mark.parametrize("cases", [0, True, "9"])
def test_the_number_of_cases_is_a_whole_number(cases: Any) -> None:
    with pytest.raises(ArgumentError, match="cases: expected a whole number; got"):
        prove(two(), "framework >= low", cases=cases)


def test_contradictions_in_a_stored_proof_are_refused() -> None:
    stored = prove(two(), "framework >= low").model_dump()

    with pytest.raises(MaturityError) as caught:
        Proof.model_validate({**stored, "status": "unknown", "vacuous": True, "steps": 3})

    assert "proof.steps" in str(caught.value)
    assert "proof.reason" in str(caught.value)
    assert "proof.vacuous" in str(caught.value)


def test_a_level_that_no_sheet_has_is_certainly_unreachable() -> None:
    framework = tiny(requirements=[rule("framework", "mid", mean="0.9"), rule("framework", "high", mean=1)])

    found = {level.rank: level for level in reached_levels(framework)}

    assert (found[1].codes, found[1].certain) == (None, True)
    assert (found[0].codes, found[2].codes) == ((0, 0), (2, 2))


def test_requirements_that_follow_from_the_others_are_found() -> None:
    requirements = [
        rule("framework", "mid", least="0.5"),
        rule("framework", "mid", mean="0.5"),
        rule("framework", "high", mean="0.9"),
        rule("framework", "high", least=1),
    ]

    found = {entry.requirement: entry for entry in followers(tiny(requirements=requirements))}

    assert {place: entry.follows for place, entry in found.items()} == {0: False, 1: True, 2: False, 3: True}
    assert found[2].codes is not None
    assert found[0].codes is not None
    assert all(entry.certain for entry in found.values())


def test_a_requirement_that_every_sheet_meets_follows() -> None:
    questions = [question("kept"), question("seen")]
    requirements = [rule("framework", "mid", total="0.1", top=2), rule("framework", "high", mean=1)]
    below = [rule("framework", "mid", mean="0.5"), rule("framework", "high", mean="0.5")]

    assert [entry.follows for entry in followers(tiny(questions=questions, requirements=requirements))] == [
        False,
        False,
    ]
    assert [entry.follows for entry in followers(tiny(questions=questions, requirements=below))] == [True, False]


@pytest.mark.parametrize("name", available_frameworks())
def test_every_level_of_the_published_models_can_be_the_result(name: str) -> None:
    framework = load_framework(name)

    levels = list(reached_levels(framework))

    assert all(level.codes is not None and level.certain for level in levels)
    assert rises_only(framework)


def test_a_wrong_solution_is_not_passed_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("maturity_core.readers.proof.sheets.Sheets.codes", lambda sheets, _: (0,) * len(sheets.lowest))

    with pytest.raises(MaturityError, match="does not hold when it is scored again"):
        prove(two(), "framework >= mid implies dimension work >= high")
    with pytest.raises(MaturityError, match="reached_levels: the sheet that was found"):
        list(reached_levels(two()))
    with pytest.raises(MaturityError, match="followers: the sheet that was found"):
        list(followers(NEEDING))


ODD = [Row(tuple((item, 2 * sign) for item in range(7)), 7 * sign) for sign in (1, -1)]
"""Twice the sum of seven variables is 7: whole numbers exclude it, halves do not."""

TRIANGLE = [Row(((item, 1), (other, 1)), 1) for item, other in ((0, 1), (0, 2), (1, 2))] + [
    Row(((0, -1), (1, -1), (2, -1)), -1)
]
"""Of any two of three variables one is 1, but only one of all."""


def test_what_halves_would_meet_is_excluded_by_cases() -> None:
    assert Cases(ODD, 7, ()).find({}) == (None, True)
    assert Cases(ODD, 7, range(7)).find({}, most=1) == (None, False)
    assert Cases(ODD[:1], 7, range(7)).find({0: 0, 1: 0, 2: 0}).values == [0, 0, 0, 1, 1, 1, 1]
    assert Cases(ODD, 7, range(7)).find(dict.fromkeys(range(4), 1)) == (None, True)


def test_nothing_rests_on_what_the_solver_says_excludes_a_case(monkeypatch: pytest.MonkeyPatch) -> None:
    """A solver that never says anything useful makes it slower, and no less right."""
    monkeypatch.setattr(Cases, "excluded", lambda *_: False)

    assert Cases(TRIANGLE, 3, ()).find({}) == (None, True)


def test_the_threads_of_another_user_of_the_library_are_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(certain, "run", lambda _, solver: solver.run() is None)

    assert Cases(ODD, 7, ()).find({}) == (None, True)


def test_rows_that_are_added_up_exclude_a_case_in_whole_numbers_only() -> None:
    cases = Cases([Row(((0, 1), (1, 1)), 1), Row(((0, -3), (1, -3)), -2)], 2, ())

    assert cases.excluded({}, [3.0, 1.0])
    assert not cases.excluded({}, [1.0, 1.0])
    assert not cases.excluded({}, [0.0, 0.0])
    assert not cases.excluded({}, [-3.0, -1.0])


def test_the_fewest_steps_are_certain_even_if_the_first_search_was_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    single, lines = two().engine.single, two().chart.lines
    assert single is not None
    assert lines is not None
    asking = Asking(two(), single, lines)
    gate = asking.level(len(single.heights) - 1, 1)
    sheets = asking.written()
    rows = [*sheets.rows, Row(((sheets.variable(gate), 1),), 1)]
    known: Sequence[int] = [1] * sheets.size
    monkeypatch.setattr("maturity_core.readers.proof.certain.Search.lowest", lambda search, _: _Kept(search.known))

    values, certain = fewest(sheets.program, rows, sheets.gates, known)

    assert (sum(values[: len(sheets.steps)]), certain) == (4, True)


class _Kept:
    """The solution of a search that found nothing better."""

    def __init__(self, values: Sequence[int]) -> None:
        self.values = values


def test_what_does_not_apply_has_no_gates() -> None:
    framework = tiny(questions=[question("seen", not_applicable=True)])
    single, lines = framework.engine.single, framework.chart.lines
    assert single is not None
    assert lines is not None
    asking = Asking(framework, single, lines, lacking=[0])
    last = len(single.heights) - 1

    gates = [asking.answer(0, 1), asking.level(last, 0), asking.score(last, Fraction(1, 2))]

    assert set(map(asking.written().variable, gates)) == {NEVER}
