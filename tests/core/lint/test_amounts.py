"""Numbers that no sheet can hit exactly; whatever is found is true of random frameworks."""

from __future__ import annotations

import re
from itertools import permutations
from typing import TYPE_CHECKING, Any

import pytest
from builders import HABIT, LEVELS, YES_NO, capability, question, rule, tiny
from proofs import ALL, FAR_APART, SKILLS, Tables, high, mid, several, told, tried

from maturity_core.lint import levels
from maturity_core.lint.implied import applies_with, implies
from maturity_core.model.states import NOT_APPLICABLE
from maturity_core.scoring.many.evaluate import RuleStanding

if TYPE_CHECKING:
    from collections.abc import Callable

THIRDS = {"options": [HABIT["options"][0], {**HABIT["options"][1], "credit": "0.4"}, HABIT["options"][2]]}


@pytest.mark.parametrize(
    ("fields", "where"),
    [
        pytest.param({"least": "0.4"}, "requirements.0.least", id="least"),
        pytest.param({"share": "0.5", "reaching": "0.4"}, "requirements.0.reaching", id="share"),
        pytest.param({"count": 1, "reaching": "0.4"}, "requirements.0.reaching", id="count"),
    ],
)
def test_a_bar_between_the_options_is_found(fields: Tables, where: str) -> None:
    exact = {name: "0.5" if value == "0.4" else value for name, value in fields.items()}
    scales = {"habit": HABIT, "other": THIRDS, "yes-no": YES_NO}
    mixed = [question("kept"), question("seen", scale="other")]

    rule_id = "bar-between-options"
    assert told(tiny(requirements=[mid(**fields), high(mean=1)]), rule_id) == {
        where: "nothing scores exactly 0.4: it acts as 0.5"
    }
    assert told(tiny(requirements=[mid(**exact), high(mean=1)]), rule_id) == {}
    assert told(tiny(scales=scales, questions=mixed, requirements=[mid(**fields), high(mean=1)]), rule_id) == {}


@pytest.mark.parametrize(
    "fields",
    [
        pytest.param(lambda bar: {"least": bar}, id="least"),
        pytest.param(lambda bar: {"share": "0.5", "reaching": bar}, id="share"),
        pytest.param(lambda bar: {"count": 1, "reaching": bar}, id="count"),
    ],
)
def test_a_bar_in_the_authors_own_unit_is_read_in_that_unit(fields: Callable[[str], Tables]) -> None:
    marks = {"options": [{"id": f"mark-{n}", "label": f"Mark {n}", "value": n} for n in (1, 3, 5)]}
    asked = [question("kept", scale="marks"), question("seen", scale="marks")]

    found = {
        bar: told(
            tiny(
                scales={"marks": marks},
                questions=asked,
                requirements=[mid(**fields(bar), by="value"), high(mean=5, by="value")],
            ),
            "bar-between-options",
        )
        for bar in ("3", "3.5", "5")
    }

    assert list(map(len, found.values())) == [0, 1, 0]
    assert [*found["3.5"].values()] == ["nothing scores exactly 3.5: it acts as 5"]


def test_a_bar_acts_differently_on_different_scales() -> None:
    asked = [question("kept"), question("seen", scale="yes-no")]

    framework = tiny(questions=asked, requirements=[mid(least="0.4"), high(mean=1)])

    assert told(framework, "bar-between-options") == {
        "requirements.0.least": "nothing scores exactly 0.4: it acts as 0.5 and 1"
    }


@pytest.mark.parametrize(("bar", "acts"), [("0.6", "0.75"), ("0.5", None), ("0.75", None)])
def test_a_bar_between_the_scores_of_capabilities_is_found(bar: str, acts: str | None) -> None:
    framework = several(mid(share="0.5", reaching=bar, of=SKILLS), high(mean=1), *FAR_APART)

    what = {"requirements.0.reaching": f"nothing scores exactly {bar}: it acts as {acts}"}
    assert told(framework, "bar-between-options") == (what if acts else {})


@pytest.mark.parametrize(("bar", "acts"), [("0.6", "1"), ("0.5", None)])
def test_a_bar_between_the_ranks_of_dimensions_is_found(bar: str, acts: str | None) -> None:
    framework = several(mid(least=bar, by="level", of=ALL), high(mean=1), *FAR_APART)

    what = {"requirements.0.least": f"nothing scores exactly {bar}: it acts as {acts}"}
    assert told(framework, "bar-between-options") == (what if acts else {})


@pytest.mark.parametrize(
    ("bar", "acts", "acts_lacking"), [("0.5", "2/3", None), ("0.75", "1", "1"), ("0.3", "1/3", "1/3")]
)
def test_of_dimensions_that_may_lose_rungs_more_ranks_are_possible(
    bar: str, acts: str, acts_lacking: str | None
) -> None:
    """With three rungs the ranks are thirds; if one of them drops out, halves are possible, too."""
    ruled = [*FAR_APART, rule("each dimension", "peak", least=1)]
    rules = [mid(least=bar, by="level", of=ALL), high(mean=1), rule("framework", "peak", least=1), *ruled]
    four: dict[str, Any] = {"levels": [*LEVELS, {"id": "peak", "name": "Peak"}]}

    for lacking, number in ((False, acts), (True, acts_lacking)):
        what = {"requirements.0.least": f"nothing scores exactly {bar}: it acts as {number}"}
        assert told(several(*rules, **four, lacking=lacking), "bar-between-options") == (what if number else {})


@pytest.mark.parametrize(
    ("table", "where"),
    [
        pytest.param(
            {"kind": "weakest-link", "of": {"questions": "all"}, "cuts": {"mid": "0.4", "high": 1}},
            "rules.0.cuts.mid",
            id="cuts",
        ),
        pytest.param({"kind": "staged", "share": 1, "reaching": "0.4"}, "rules.0.reaching", id="staged"),
    ],
)
def test_a_bar_of_a_rule_is_found_where_it_is_written(table: Tables, where: str) -> None:
    asked = [question("kept", stage="mid"), question("seen", stage="high")]
    written = {"ladder": "framework", "basis": "interpretation", **table}

    assert where in told(tiny(questions=asked, requirements=[], rules=[written]), "bar-between-options")


@pytest.mark.parametrize(
    ("fields", "exact", "what"),
    [
        pytest.param({"mean": "0.6"}, {"mean": "0.75"}, "0.6: it acts as 0.75", id="mean"),
        pytest.param(
            {"share": "0.2", "reaching": 1}, {"share": "0.5", "reaching": 1}, "0.2: it acts as 0.5", id="share"
        ),
        pytest.param({"total": "1.7", "base": "0.5"}, {"total": 2, "base": "0.5"}, "1.7: it acts as 2", id="up"),
        pytest.param({"total": "9.3", "top": 10}, {"total": "9.5", "top": 10}, "9.3: it acts as 9.5", id="down"),
    ],
)
def test_a_threshold_that_answers_step_over_is_found(fields: Tables, exact: Tables, what: str) -> None:
    found = told(tiny(requirements=[mid(**fields), high(least=1)]), "threshold-never-hit")

    statistic = next(iter(fields))
    assert found == {f"requirements.0.{statistic}": f"nothing scores exactly {what}"}
    assert told(tiny(requirements=[mid(**exact), high(least=1)]), "threshold-never-hit") == {}


@pytest.mark.parametrize(("cut", "found"), [("0.73", True), ("0.730001", False)])
def test_a_threshold_that_the_next_value_nearly_hits_is_left_alone(cut: str, *, found: bool) -> None:
    assert bool(told(tiny(requirements=[mid(mean=cut), high(least=1)]), "threshold-never-hit")) is found


@pytest.mark.parametrize(("total", "found"), [("1.46", True), ("1.460001", False)])
def test_what_is_near_grows_with_what_a_total_can_come_to(total: str, *, found: bool) -> None:
    framework = tiny(requirements=[mid(total=total, base=0), high(least=1)])

    assert bool(told(framework, "threshold-never-hit")) is found


def test_a_total_of_weights_is_told_in_the_numbers_of_the_file() -> None:
    """Two questions of weight 3 come to 0, 1.5, 3 and so on above the base."""
    asked = [question("kept", weight=3), question("seen", weight=3)]

    framework = tiny(questions=asked, requirements=[mid(total="2.7", base=1), high(least=1)])

    assert told(framework, "threshold-never-hit") == {
        "requirements.0.total": "nothing scores exactly 2.7: it acts as 4"
    }


@pytest.mark.parametrize(("credit", "found"), [("0.73", True), ("0.730001", False)])
def test_a_prerequisite_that_the_next_score_nearly_hits_is_left_alone(credit: str, *, found: bool) -> None:
    able = [capability("plan"), capability("goals", requires=[{"capability": "plan", "credit": credit}])]
    asked = [question("kept"), question("seen"), question("set", "goals")]

    assert bool(told(tiny(capabilities=able, questions=asked), "threshold-never-hit")) is found


def test_what_does_not_apply_makes_more_numbers_possible() -> None:
    """Two of three questions give thirds only if all apply, and halves if one does not."""
    asked = [question(name, scale="yes-no") for name in ("kept", "seen")]
    rules = [mid(mean="0.5"), high(least=1)]

    def hit(*, lacking: bool) -> dict[str, str]:
        third = question("told", scale="yes-no", not_applicable=lacking)
        return told(tiny(questions=[*asked, third], requirements=rules), "threshold-never-hit")

    assert hit(lacking=False) == {"requirements.0.mean": "nothing scores exactly 0.5: it acts as 2/3"}
    assert hit(lacking=True) == {}


def test_what_does_not_apply_adds_nothing_to_a_sum() -> None:
    """Of weights 2, 2 and 3: sevenths; without the last one halves. Two sevenths are the first above 0.2."""
    asked = [question(name, scale="yes-no", weight=2) for name in ("kept", "seen")]
    asked.append(question("told", scale="yes-no", weight=3, not_applicable=True))

    framework = tiny(questions=asked, requirements=[mid(mean="0.2"), high(least=1)])

    assert told(framework, "threshold-never-hit") == {
        "requirements.0.mean": "nothing scores exactly 0.2: it acts as 2/7"
    }


def test_a_threshold_that_one_of_its_ladders_hits_is_left_alone() -> None:
    asked = [question("plan-0", "plan"), question("team-0", "team"), question("team-1", "team")]
    places = [capability("plan"), capability("team", "people")]
    rules = [rule("each dimension", "mid", mean="0.25"), rule("each dimension", "high", least=1)]

    framework = several(mid(least=1), high(least=1), *rules, questions=asked, capabilities=places)

    assert told(framework, "threshold-never-hit") == {}


def test_a_cut_is_found_where_it_is_written() -> None:
    cuts = {"kind": "cut-points", "ladder": "framework", "cuts": {"mid": "0.6", "high": 1}, "basis": "interpretation"}

    framework = tiny(requirements=[], rules=[cuts])

    assert told(framework, "threshold-never-hit") == {"rules.0.cuts.mid": "nothing scores exactly 0.6: it acts as 0.75"}


def test_where_sums_are_too_many_nothing_is_said() -> None:
    asked = [question(f"q-{place}", weight=2**place, scale="yes-no") for place in range(12)]
    rules = [mid(mean="0.3"), high(mean="0.3", of=ALL)]

    assert told(tiny(questions=asked, requirements=rules), "threshold-never-hit") == {}
    assert told(tiny(questions=asked, requirements=rules), "bar-between-options") == {}


@pytest.mark.wide
def test_nobody_stands_at_a_level_that_is_called_unreachable() -> None:
    named = 0
    for subject, _, standing in tried():
        for found in levels.unreachable_levels(subject):
            for name in re.findall(r"the ((?:dimension|capability) [\w-]+|framework)", found.what):
                named += 1
                assert found.path[-1] not in standing.places[subject.compiled.positions[name]].rank

    assert named > 10


def test_nobody_stops_where_the_requirements_prove_it() -> None:
    proved = 0
    for subject, _, standing in tried():
        for ladder, where in zip(subject.compiled.ladders, standing.places, strict=True):
            for rung in range(1, ladder.top):
                if levels.passed_through(subject, ladder, rung):
                    proved += 1
                    assert rung not in where.rank

    assert proved > 10


def test_what_follows_is_never_unmet_where_the_other_is_met() -> None:
    followed = 0
    for subject, _, standing in tried():
        states = [standing.state(rule_.index) for rule_ in subject.compiled.requirements]
        applies, met = [state.applies for state in states], [state.met for state in states]
        for ladder in subject.compiled.ladders:
            for one, other in permutations(ladder.requirements, 2):
                holds = met[one.index] | ~applies[one.index]
                if implies(subject.amounts, one, other):
                    followed += 1
                    assert (met[other.index] | ~applies[other.index] | ~holds).all()
                if applies_with(one, other):
                    assert (applies[other.index] | ~applies[one.index]).all()

    assert followed > 10


def test_what_is_measured_is_among_what_was_thought_possible() -> None:
    for subject, sheets, _ in tried():
        for sheet in sheets.T[:: sheets.shape[1] // 3 or 1]:
            explained = subject.framework.assess(sheet).explain()
            for ladder in subject.compiled.ladders:
                rungs = explained[ladder.name].rungs if ladder.requirements else ()
                states = [state for rung in rungs for state in rung.requirements]
                for one, state in zip(ladder.requirements, states, strict=True):
                    values = subject.amounts.of_rule(one)
                    if values is not None and state.measured_exact is not None:
                        assert one.bar + (state.measured_exact - one.threshold) * one.scale in values


def test_an_unread_question_moves_nothing() -> None:
    for subject, sheets, standing in tried():
        for column, question_ in enumerate(subject.framework.questions):
            better = sheets.copy()
            better[column, better[column] != NOT_APPLICABLE] = len(question_.options) - 1
            after = RuleStanding(subject.compiled, better)
            for index, (one, other) in enumerate(zip(standing.places, after.places, strict=True)):
                assert column in subject.reads.levels[index] or (one.rank == other.rank).all()
                assert column in subject.reads.scores[index] or (one.numerator == other.numerator).all()
