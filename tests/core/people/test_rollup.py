"""Teams rolled up: the rule, the spread, trees of units, and the steps that serve most."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from builders import dear, question, two
from hypothesis import given
from hypothesis import strategies as st

from maturity_core import (
    NOT_APPLICABLE,
    Framework,
    MaturityError,
    RollUp,
    TargetError,
    roll_up,
)
from maturity_core.people.units import nested
from maturity_core.testing.strategies import answers, frameworks

TWO = two()
SHEETS = {"Berlin": [1, 1, 1, 1], "Lyon": [0, 0, 0, 1], "Turin": [2, 2, 2, 2]}
TEAMS = {name: TWO.assess(codes) for name, codes in SHEETS.items()}
HINT = "give each team its own name; for one team at several dates, use compare_dates"
ALLOWED = "weakest, mean, or a share above 0% and up to 100%"
RULES: list[Any] = ["weakest", "mean", "50%", "2/3", 1]


def refused(*given: Any, **options: Any) -> list[str]:
    """Return why a roll-up is refused."""
    with pytest.raises(MaturityError) as caught:
        roll_up(TWO, *given, **options)
    return [str(problem) for problem in caught.value.problems]


@given(data=st.data(), framework=frameworks(), rule=st.sampled_from(RULES))
@dear
def test_one_team_is_that_team(data: st.DataObject, framework: Framework, rule: Any) -> None:
    """By every rule; the mean of scores gives no level."""
    sheet = framework.assess(data.draw(answers(framework)))

    found = roll_up(framework, {"alone": sheet}, rule)

    results: list[Any] = [sheet, *sheet.dimensions]
    for ladder, one in zip(found.whole, results, strict=True):
        assert ladder.score_exact == one.score_exact
        assert ladder.score_range_exact == one.score_range_exact
        if rule != "mean":
            assert ladder.level == (one.level and one.level.id)
            ends = one.level_range and tuple(level.id for level in one.level_range)
            assert ladder.level_range == ends or ends is None
    if not sheet.not_yet:
        assert {step.capability for step in found.steps} == {step.capability for step in sheet.next_steps()}
    assert RollUp.model_validate_json(found.model_dump_json()) == found


@given(data=st.data(), framework=frameworks(), rule=st.sampled_from(RULES))
@dear
def test_the_order_of_teams_is_irrelevant_and_copies_change_nothing(
    data: st.DataObject, framework: Framework, rule: Any
) -> None:
    sheets = {name: framework.assess(data.draw(answers(framework))) for name in ("a", "b", "c")}
    turned = dict(reversed(sheets.items()))
    weights = {"a": 2, "c": "1/3"}

    one, other = (roll_up(framework, teams, rule, weights=weights) for teams in (sheets, turned))

    assert (one.whole, {step.capability: {*step.teams} for step in one.steps}) == (
        other.whole,
        {step.capability: {*step.teams} for step in other.steps},
    )
    twice = roll_up(framework, sheets | {f"{name}-2": sheet for name, sheet in sheets.items()}, rule)
    once = roll_up(framework, sheets, rule)
    assert [(ladder.level, ladder.score_exact) for ladder in twice.whole] == [
        (ladder.level, ladder.score_exact) for ladder in once.whole
    ]


@pytest.mark.parametrize(
    ("rule", "level", "score"),
    [
        ("weakest", "low", Fraction(1, 4)),
        ("34%", "mid", Fraction(1, 2)),
        (" 33.5% ", "mid", Fraction(1, 2)),
        ("2/3", "mid", Fraction(1, 2)),
        ("33%", "high", Fraction(1)),
        (1, "low", Fraction(1, 4)),
        ("mean", None, Fraction(7, 12)),
    ],
)
def test_the_rule_decides(rule: Any, level: str | None, score: Fraction) -> None:
    whole = roll_up(TWO, TEAMS, rule).whole["framework"]

    assert (whole.level, whole.score_exact) == (level, score)
    assert (whole.lowest_level, whole.highest_level, whole.weakest) == ("low", "high", ("Lyon",))
    assert (whole.at, whole.not_yet, whole.without) == ((1, 1, 1), 0, 0)


def test_weights_count_in_shares_and_means() -> None:
    weights = {"Turin": 8}

    assert roll_up(TWO, TEAMS, "80%", weights=weights).whole["framework"].level == "high"
    assert roll_up(TWO, TEAMS, "mean", weights=weights).whole["framework"].score_exact == Fraction(7, 8)
    assert roll_up(TWO, TEAMS, weights=weights).whole["framework"].level == "low"


def test_what_does_not_apply_does_not_count_and_what_is_open_is_a_range() -> None:
    teams = {"apart": TWO.assess([2, 2, 2, NOT_APPLICABLE]), "open": TWO.assess({}), "low": TWO.assess([0] * 4)}

    found = roll_up(TWO, teams)

    people = found.whole["dimension people"]
    assert (people.level, people.level_range, people.without, people.not_yet) == ("low", ("low", "low"), 1, 1)
    assert people.weakest == ("low", "open")
    without = roll_up(TWO, {"apart": teams["apart"]}).whole["dimension people"]
    assert (without.level, without.score, without.weakest, without.lowest_level) == (None, None, (), None)
    alone = roll_up(TWO, {"open": teams["open"], "apart": teams["apart"]}).whole["framework"]
    assert alone.level_range == ("low", "high")
    assert [step.teams for step in found.steps] == [("low",)] * len(found.steps)


def test_trees_of_any_depth() -> None:
    """Each unit is made of its teams, never of other units."""
    parents = {"Berlin": "Germany", "Germany": "Europe", "Lyon": "Europe", "Turin": "Europe", "Europe": "World"}

    found = roll_up(TWO, TEAMS, "mean", parents=parents)

    assert [(unit.name, unit.unit, unit.teams) for unit in found.units] == [
        ("World", None, ("Berlin", "Lyon", "Turin")),
        ("Europe", "World", ("Berlin", "Lyon", "Turin")),
        ("Germany", "Europe", ("Berlin",)),
    ]
    assert found.units["World"].ladders == found.whole
    assert found.units["Germany"].ladders["framework"].score_exact == TEAMS["Berlin"].score_exact
    assert [team.unit for team in found.teams] == ["Germany", "Europe", "Europe"]
    assert nested(["A / B / C", "D"], " / ") == {"A / B / C": "A / B", "A / B": "A"}


def test_steps_that_serve_most_teams_come_first() -> None:
    found = roll_up(TWO, TEAMS, target="high")

    numbers = [len(step.teams) for step in found.steps]
    assert numbers == sorted(numbers, reverse=True)
    assert {name for step in found.steps for name in step.teams} == {"Berlin", "Lyon"}
    own = roll_up(TWO, TEAMS, targets={"Berlin": TEAMS["Turin"], "Lyon": {"dimension people": "high"}, "Turin": "mid"})
    assert {step.capability: step.teams for step in own.steps}["team"] == ("Berlin", "Lyon")


def test_teams_are_named_by_their_sheets() -> None:
    sheets = [TWO.assess([code] * 4, {"organisation": name}) for code, name in enumerate(("North", "South"))]

    assert roll_up(TWO, sheets).teams.ids == ("North", "South")
    assert refused([sheets[0], sheets[0], TWO.assess([1] * 4)]) == [
        f"teams.2: another team has this name; got 'North'; {HINT}",
        "teams.3: a team needs a name; got ''",
    ]


def test_V1_teams_of_an_earlier_edition_are_carried() -> None:
    later = two(
        edition="2",
        since=[{"edition": "1", "added": ["team-led"]}],
        questions=[*TWO.questions, question("team-led", "team")],
    )

    found = roll_up(later, {"old": TWO.assess([2] * 4), "new": later.assess([2] * 5)})

    assert [(team.edition, team.asked_anew) for team in found.teams] == [("1", ("team-led",)), ("2", ())]
    assert found.whole["dimension people"].level_range == ("mid", "high")


def test_all_that_is_wrong_is_said() -> None:
    bad_tree = {"Berlin": "Lyon", "Lyonn": "X", "A": "B", "B": "A", "Turin": "A"}
    assert refused(
        TEAMS, "weakst", weights={"Lyonn": 1, "Lyon": 0, "Turin": "x", 3: 1}, parents=bad_tree, targets={"Lyonn": None}
    ) == [
        f"rule: no such rule; got 'weakst'; allowed: {ALLOWED}; did you mean 'weakest'?",
        "weights.Lyonn: no such team; got 'Lyonn'; allowed: Berlin, Lyon, Turin; did you mean 'Lyon'?",
        "weights.Lyon: a team cannot weigh nothing; got 0; allowed: above 0",
        refused(TEAMS, weights={"Turin": "x"})[0],
        "weights.3: no such team; got 3",
        "parents.Berlin: a team cannot have teams below it; got 'Lyon'",
        "parents.Lyonn: no such team or unit; got 'Lyonn'; allowed: A, B, Berlin, Lyon, Turin, X; did you mean 'Lyon'?",
        "parents.A: a unit cannot be above itself; got 'B'",
        "parents.B: a unit cannot be above itself; got 'A'",
        "targets.Lyonn: no such team; got 'Lyonn'; allowed: Berlin, Lyon, Turin; did you mean 'Lyon'?",
    ]
    assert refused(TEAMS, parents={"Berlin": 3}) == ["parents.'Berlin': expected the name of a unit; got 3"]
    assert refused({}) == ["teams: wrong number of assessments; got 0; allowed: 1 or more"]
    assert refused({"a": 3}) == ["teams.a: expected an assessment; got 3"]
    assert refused("x")[0].startswith("teams: expected assessments in a list, or by name")
    assert refused({" ": TEAMS["Lyon"]}) == ["teams. : a team needs a name; got ' '"]
    assert refused(TEAMS, 0)[0].startswith("rule: no such rule; got 0")
    assert refused(TEAMS, parents=3)[0].startswith("parents: ")
    assert refused(TEAMS, targets=3)[0].startswith("targets: ")
    assert refused(TEAMS, "101%")[0].startswith("rule: no such rule; got '101%'")
    assert refused(TEAMS, "1.5")[0].startswith("rule: no such rule; got '1.5'")
    other = two(id="other").assess([1] * 4)
    assert refused({"a": other})[0].startswith("teams.a, framework: these answers belong to another framework")
    with pytest.raises(TargetError, match="Berlin, target"):
        roll_up(TWO, TEAMS, target="nowhere")


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda data: data["steps"][0].update(teams=["Nowhere"]), "no such team"),
        (lambda data: data["teams"][0].update(unit="Nowhere"), "no such unit"),
        (lambda data: data["units"].append(data["units"][0]), "duplicate entry"),
    ],
)
def test_V3_a_changed_roll_up_is_refused(change: Any, message: str) -> None:
    data = roll_up(TWO, TEAMS, parents={"Berlin": "Germany"}).model_dump(mode="json")
    change(data)

    with pytest.raises(MaturityError, match=message):
        RollUp.model_validate(data)
