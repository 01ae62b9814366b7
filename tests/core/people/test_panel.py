"""Several raters of one organisation: roles, differences, agreement and consensus."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from builders import dear, question, two
from hypothesis import given
from hypothesis import strategies as st

from maturity_core import (
    DONT_KNOW,
    NOT_APPLICABLE,
    UNANSWERED,
    AnswersError,
    Assessment,
    Framework,
    MaturityError,
    RaterPanel,
    compare_raters,
)
from maturity_core.people.panel import MOST_PAIRED, MOST_RATERS
from maturity_core.testing.strategies import answers, frameworks

NAMES = "give each rater a name; for one rater at several dates, use compare_dates"
TEAMS = "for several organisations or teams, use roll_up"
TWO = two()
RULES = ("median", "lowest", "agreed")


def rated(codes: list[int], role: str = "", **facts: Any) -> Assessment:
    """Return the assessment of a sheet that says its role."""
    return TWO.assess(codes, {"role": role, **facts})


def refused(*given: Any, **options: Any) -> list[str]:
    """Return why a panel is refused."""
    with pytest.raises(MaturityError) as caught:
        compare_raters(TWO, *given, **options)
    return [str(problem) for problem in caught.value.problems]


@given(data=st.data(), framework=frameworks(), rule=st.sampled_from(RULES))
@dear
def test_a_panel_of_one_is_the_single_result(data: st.DataObject, framework: Framework, rule: str) -> None:
    sheet = framework.assess(data.draw(answers(framework)))

    found = compare_raters(framework, {"alone": sheet}, rule)

    assert found.consensus.answers == sheet.record.answers
    assert found.consensus.ladders == found.raters[0].ladders
    assert found.consensus.ladders[0].level == (sheet.level and sheet.level.id)
    assert found.consensus.ladders[0].score_exact == sheet.score_exact
    assert (found.differences, found.perceptions, found.consensus.ranges) == ((), (), {})
    assert found.agreement.status in {"one-rater", "no-overlap"}
    assert RaterPanel.model_validate_json(found.model_dump_json()) == found


@given(data=st.data(), framework=frameworks(), rule=st.sampled_from(RULES))
@dear
def test_the_order_of_raters_is_irrelevant(data: st.DataObject, framework: Framework, rule: str) -> None:
    sheets = {name: framework.assess(data.draw(answers(framework)), {"role": name[0]}) for name in ("a1", "a2", "b")}

    found = compare_raters(framework, sheets, rule)

    assert compare_raters(framework, dict(reversed(sheets.items())), rule) == found
    low, high = compare_raters(framework, sheets, "lowest").consensus, found.consensus
    ranks = framework.levels.ids
    for ends in (low.level_range, high.level_range):
        assert ends is None or ranks.index(ends[0]) <= ranks.index(ends[1])


def test_roles_are_side_by_side() -> None:
    sheets = {"Ada": rated([2] * 4, "board"), "Ben": rated([0] * 4, "team"), "Cy": rated([1] * 4, "team")}

    found = compare_raters(TWO, sheets)

    assert [(role.role, role.raters) for role in found.roles] == [("board", ("Ada",)), ("team", ("Ben", "Cy"))]
    team = found.roles["team"].ladders["framework"]
    assert (team.lowest_level, team.middle_level, team.highest_level, team.raters) == ("low", "low", "mid", 2)
    assert (team.lowest_score, team.score_exact, team.highest_score) == (0, Fraction(1, 4), 0.5)
    widest = found.perceptions[0]
    assert (widest.higher, widest.lower, widest.apart_exact) == ("board", "team", Fraction(3, 4))


def test_the_pattern_of_the_source_is_named_when_it_shows() -> None:
    pattern = {"roles_above": ["board"], "roles_below": ["team"], "text": "Boards see more.", "basis": "source"}
    framework = two(views={"roles": ["board", "team", "guests"], "patterns": [pattern], "basis": "source"})
    high, low = (framework.assess([code] * 4, {"role": role}) for code, role in ((2, "board"), (0, "team")))

    found = compare_raters(framework, [high, low])

    assert (found.patterns, found.missing) == ((0,), ("guests",))
    assert compare_raters(framework, [high]).patterns == ()
    waiting = compare_raters(framework, [framework.assess({}, {"role": "team"})])
    assert (waiting.patterns, waiting.roles[0].ladders[0].raters) == ((), 0)


def test_the_questions_that_differ_most_come_first() -> None:
    sheets = {
        "a": TWO.assess([0, 1, 2, NOT_APPLICABLE]),
        "b": TWO.assess([2, 2, 2, 1]),
        "c": TWO.assess([2, 2, UNANSWERED, DONT_KNOW]),
    }

    found = compare_raters(TWO, sheets)

    assert [(one.question, one.apart_exact) for one in found.differences] == [
        ("goals-set", 1),
        ("plan-kept", Fraction(1, 2)),
        ("team-there", 0),
    ]
    assert found.differences["team-there"].answers == {"a": "not-applicable", "b": "often"}


def test_consensus_is_made_by_the_declared_rule() -> None:
    columns: dict[str, Any] = {
        "median of three": ([0, 1, 2], 1, 0, UNANSWERED),
        "lower median of two": ([0, 2, UNANSWERED], 0, 0, UNANSWERED),
        "all the same": ([2, 2, DONT_KNOW], 2, 2, 2),
        "applies to some": ([NOT_APPLICABLE, 1, NOT_APPLICABLE], 1, 1, UNANSWERED),
    }
    given: list[list[int]] = [column for column, *_ in columns.values()]
    wanted: list[list[int]] = [list(rest) for _, *rest in columns.values()]
    sheets = {name: TWO.assess([column[place] for column in given]) for place, name in enumerate("abc")}

    for place, rule in enumerate(RULES):
        found = compare_raters(TWO, sheets, rule).consensus
        assert found.answers == TWO.assess([column[place] for column in wanted]).record.answers
        assert found.ranges == {"goals-set": ("rarely", "always"), "plan-kept": ("rarely", "always")}
        assert found.open == (("goals-set", "plan-kept", "team-there") if rule == "agreed" else ())
    assert compare_raters(TWO, sheets).consensus.level_range == ("low", "mid")


def test_M1_states_that_nobody_answered_are_kept() -> None:
    apart = {"a": TWO.assess([1, 1, 1, NOT_APPLICABLE]), "b": TWO.assess([1, 1, 1, NOT_APPLICABLE])}
    assert compare_raters(TWO, apart).consensus.answers["team-there"] == "not-applicable"
    unsure = {"a": TWO.assess([1, 1, 1, DONT_KNOW]), "b": TWO.assess([1, 1, 1, UNANSWERED])}
    found = compare_raters(TWO, unsure)
    assert found.consensus.answers["team-there"] == "dont-know"
    assert (found.agreement.status, found.agreement.value) == ("all-equal", 1.0)
    assert found.dimensions["people"].agreement.status == "no-overlap"
    assert found.pairs[0].agreement.status == "all-equal"


def test_a_consensus_that_leaves_open_what_must_be_answered_is_refused() -> None:
    strict = two(open_questions="reject")
    sheets = {"a": strict.assess([1] * 4), "b": strict.assess([2, 1, 1, NOT_APPLICABLE])}

    with pytest.raises(AnswersError) as caught:
        compare_raters(strict, sheets, "agreed")

    assert [problem.where for problem in caught.value.problems] == ["consensus.goals-set", "consensus.team-there"]
    assert {problem.hint for problem in caught.value.problems} == {
        "agree on an answer, or use another rule: median or lowest"
    }
    assert compare_raters(strict, sheets).consensus.open == ()


def test_roles_may_weigh_more_in_the_median() -> None:
    sheets = {"a": rated([0] * 4, "board"), "b": rated([2] * 4, "team")}

    assert compare_raters(TWO, sheets, role_weights={"team": "3/2"}).consensus.answers["plan-kept"] == "always"
    assert compare_raters(TWO, sheets, role_weights={"team": 1}).consensus.answers["plan-kept"] == "rarely"


def test_V1_raters_of_an_earlier_edition_are_carried() -> None:
    added = question("team-led", "team")
    later = two(edition="2", since=[{"edition": "1", "added": ["team-led"]}], questions=[*TWO.questions, added])

    found = compare_raters(later, {"old": TWO.assess([2] * 4), "new": later.assess([1] * 5)})

    assert [(one.name, one.edition, one.asked_anew) for one in found.raters] == [
        ("new", "2", ()),
        ("old", "1", ("team-led",)),
    ]


def test_raters_are_named_by_their_sheets() -> None:
    sheets = [rated([1] * 4, "board", respondent="Ada"), rated([1] * 4, "team")]

    assert compare_raters(TWO, sheets).raters.ids == ("Ada", "team")
    many = {f"rater-{place}": sheets[0] for place in range(MOST_PAIRED + 1)}
    assert compare_raters(TWO, many).pairs == ()


def test_all_that_is_wrong_is_said() -> None:
    one = rated([1] * 4, "team", organisation="North")
    assert refused([one, one, TWO.assess([1] * 4, {"organisation": "South", "role": "x"}), TWO.assess([1] * 4)]) == [
        f"sheets.2: another rater has this name; got 'team'; {NAMES}",
        "sheets.4: a rater needs a name; got ''; give the sheet a respondent or a role",
        f"sheets: the sheets are of several organisations; got North, South; allowed: one; {TEAMS}",
    ]
    assert refused("x")[0].startswith("sheets: expected assessments in a list, or by name")
    assert refused({"a": 3})[0] == "sheets.a: expected an assessment; got 3"
    assert refused({})[0] == f"sheets: wrong number of assessments; got 0; allowed: 1 to {MOST_RATERS}"
    assert refused({"a": two(id="other").assess([1] * 4)})[0].startswith("sheets.a, framework: these answers belong")
    wrong = {"taem": 1, "team": 0, "x": "y", 3: 1}
    sheets = {"a": one, "x": TWO.assess([1] * 4)}
    assert refused(sheets, "medain", role_weights=wrong) == [
        "rule: no such rule; got 'medain'; allowed: median, lowest, agreed; did you mean 'median'?",
        "role_weights: only the median has weights; got 'medain'; allowed: median",
        "role_weights.taem: no such role; got 'taem'; allowed: team, x; did you mean 'team'?",
        "role_weights.team: a role cannot weigh nothing; got 0; allowed: above 0",
        refused(sheets, role_weights={"x": "y"})[0],
        "role_weights.3: no such role; got 3",
    ]
    assert refused(sheets, 3)[0].startswith("rule: no such rule; got 3")


def test_V3_a_changed_panel_is_refused() -> None:
    data = compare_raters(TWO, {"a": TWO.assess([1] * 4), "b": TWO.assess([2] * 4)}).model_dump(mode="json")
    data["roles"][0]["raters"] = ["nobody"]

    with pytest.raises(MaturityError, match="no such rater"):
        RaterPanel.model_validate(data)
