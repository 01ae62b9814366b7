"""Groups of peers: counted exactly, merged in any order, published so that nobody shows, and compared with."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from builders import dear, drawn, question, some_sheets, tiny
from hypothesis import given
from hypothesis import strategies as st

from maturity_core import (
    ArgumentError,
    MaturityError,
    PeerComparison,
    PeerGroup,
    PublishedPeers,
    load_framework,
    publish_peers,
)
from maturity_core.model.ladder import FRAMEWORK, Ladder
from maturity_core.people.among_peers import standing, wilson
from maturity_core.people.pooling import pooled
from maturity_core.results.peers import PeerCell

FRAMEWORKS = drawn()
CHECK = load_framework("service-maturity-check")
places = st.integers(0, len(FRAMEWORKS) - 1)
seeds = st.integers(0, 1000)


def group(*rows: list[int], of: Any = CHECK) -> PeerGroup:
    return PeerGroup.from_assessments(of.assess_many(np.array(rows, np.int8)))


def flat(code: int) -> list[int]:
    return [code] * 20


@dear
@given(places, seeds, st.integers(0, 30), st.integers(0, 30))
def test_parts_merged_in_any_order_are_the_whole_group(place: int, seed: int, first: int, second: int) -> None:
    framework = FRAMEWORKS[place]
    rows = some_sheets(framework, seed, 30)
    cuts = sorted((first, second))
    parts = [PeerGroup.from_assessments(framework.assess_many(part)) for part in np.split(rows, cuts)]
    whole = PeerGroup.from_assessments(framework.assess_many(rows))

    assert parts[0].merge(*parts[1:]) == whole
    assert parts[2].merge(parts[0], parts[1]) == whole
    assert PeerGroup.model_validate_json(whole.model_dump_json()) == whole
    assert PeerGroup.from_assessments([framework.assess(row) for row in rows]) == whole


@given(places, seeds)
def test_a_result_among_identical_peers_is_in_the_middle(place: int, seed: int) -> None:
    framework = FRAMEWORKS[place]
    row = some_sheets(framework, seed, 1)
    own = framework.assess(row[0])
    peers = PeerGroup.from_assessments(framework.assess_many(np.repeat(row, 6, axis=0)))

    found = own.compare(peers)

    assert found.not_yet is own.not_yet
    assert found.not_yet or (found.size, peers.left_out) == (6, 0)
    assert {one.percentile_exact for one in found.standings} <= {Fraction(1, 2)}
    assert (found.behind, found.ahead, found.further) == ((), (), ())


@given(places, seeds, st.integers(3, 9))
def test_no_published_count_is_small(place: int, seed: int, minimum: int) -> None:
    """What is read back is checked: every count reaches the minimum, and all sums are the size."""
    framework = FRAMEWORKS[place]
    peers = PeerGroup.from_assessments(framework.assess_many(some_sheets(framework, seed, 40)))
    if peers.size < minimum or any(cell.low is None for cell in peers.ladders[FRAMEWORK]):
        with pytest.raises(ArgumentError):
            publish_peers(framework, peers, minimum)
        return

    shown = publish_peers(framework, peers, minimum)

    assert PublishedPeers.model_validate_json(shown.model_dump_json()) == shown
    own = framework.assess(some_sheets(framework, seed + 1, 1)[0])
    for compared in (own.compare(shown), own.compare(peers, minimum)):
        assert min((entry.count for entry in compared.levels), default=minimum) >= minimum
        assert PeerComparison.model_validate_json(compared.model_dump_json()) == compared


@dear
@given(places, seeds)
def test_the_standing_is_what_counting_gives(place: int, seed: int) -> None:
    framework = FRAMEWORKS[place]
    rows = [framework.assess(row) for row in some_sheets(framework, seed, 12)]
    peers = PeerGroup.from_assessments(rows)
    own = rows[0]
    scores = [one.score_exact for one in rows if not one.not_yet and one.score_exact is not None]
    found = {one.ladder: one for one in own.compare(peers, 2).standings}.get(FRAMEWORK)

    assert (found is None) is (own.not_yet or own.score_exact is None or len(scores) < 2)
    if found is not None and own.score_exact is not None:
        assert found.below == sum(score < own.score_exact for score in scores)
        assert found.tied == scores.count(own.score_exact)
        assert found.interval_exact[0] <= found.percentile_exact <= found.interval_exact[1]
        ordered = sorted(scores)
        middle = (ordered[(len(ordered) - 1) // 2] + ordered[len(ordered) // 2]) / 2
        assert found.median_exact == (middle, middle)


def test_quartiles_are_between_the_scores_around_them() -> None:
    cells = [PeerCell(levels=(None,), low=Fraction(n), high=Fraction(n), count=1) for n in (1, 2, 3, 4)]

    found = standing(FRAMEWORK, Fraction(2), cells)

    assert [found.first_quartile, found.median, found.third_quartile] == [(1.5, 1.5), (2.5, 2.5), (3.5, 3.5)]
    assert (found.percentile_exact, found.tied) == (Fraction(3, 8), 1)


def test_an_interval_has_its_published_digits() -> None:
    """Newcombe 1998, table I: 81 of 263 and 15 of 148 by Wilson's method without correction."""
    for (count, size), (low, high) in {(81, 263): (0.2553, 0.3662), (15, 148): (0.0624, 0.1605)}.items():
        found = wilson(Fraction(count, size), size)
        assert abs(found[0] - Fraction(str(low))) <= Fraction(1, 5000)
        assert abs(found[1] - Fraction(str(high))) <= Fraction(1, 5000)


def test_a_published_group_is_compared_by_its_cells() -> None:
    rows = [flat(code) for code in (0, 1, 2, 3, 4) for _ in range(5)]
    peers = publish_peers(CHECK, group(*rows))

    found = CHECK.assess(flat(2)).compare(peers)

    assert found.published
    assert (found.standings[0].below, found.standings[0].tied, found.standings[0].size) == (10, 5, 25)
    low, high = found.standings[0].median_exact
    assert low <= Fraction(1, 2) <= high
    highest = CHECK.assess(flat(4)).compare(peers).standings[0]
    assert (highest.below, highest.tied) == (20, 5)


def test_what_those_one_level_further_have_is_said_with_its_share() -> None:
    peers = group(*[flat(0)] * 5, *[flat(2)] * 5, *[flat(4)] * 4, [*flat(4)[:19], 0])

    found = CHECK.assess([*flat(2)[:18], 4, 0]).compare(peers)

    assert (found.further_levels, found.further_size) == (("strategic",), 5)
    first, last = found.further[0], found.further[-1]
    assert (first.count, first.size, first.share_exact) == (5, 5, Fraction(1))
    assert CHECK.questions[19].id not in {one.question for one in found.further}, "one of five is pooled with four"
    assert last.option != last.answer
    assert CHECK.questions[18].id not in {one.question for one in found.further}


def test_capabilities_are_behind_or_ahead_only_if_the_whole_interval_is() -> None:
    peers = group(*[flat(2)] * 20)
    low, high = CHECK.questions[0].capability, CHECK.questions[-1].capability
    sheet = {one.id: one.options[2].id for one in CHECK.questions}
    sheet |= {one.id: one.options[0].id for one in CHECK.questions if one.capability == low}
    sheet |= {one.id: one.options[4].id for one in CHECK.questions if one.capability == high}

    found = CHECK.assess(sheet).compare(peers)

    assert found.behind == (Ladder("capability", low),)
    assert found.ahead == (Ladder("capability", high),)


@pytest.mark.parametrize("size", [1, 2, 3, 4])
def test_B1_few_peers_are_not_shown(size: int) -> None:
    found = CHECK.assess(flat(2)).compare(group(*[flat(2)] * size))

    assert (found.suppressed, found.size, found.minimum) == (True, size, 5)
    assert (found.standings, found.levels, found.further) == ((), (), ())
    assert not CHECK.assess(flat(2)).compare(group(*[flat(2)] * 4), 3).suppressed


def test_a_published_group_keeps_its_minimum() -> None:
    published = publish_peers(CHECK, group(*[flat(2)] * 8), 6)

    assert CHECK.assess(flat(2)).compare(published, 2).minimum == 6
    assert CHECK.assess(flat(2)).compare(published, 9).suppressed


def test_peers_who_answered_too_little_are_left_out() -> None:
    peers = group(*[flat(2)] * 5, flat(-1))

    assert (peers.size, peers.left_out) == (5, 1)
    assert CHECK.assess(flat(-1)).compare(peers).not_yet


def test_segments_are_those_of_the_sheets_or_given() -> None:
    sheets = [CHECK.assess(flat(place % 5), {"segment": "ab"[place % 2]}) for place in range(10)]
    batch = CHECK.assess_many([flat(place % 5) for place in range(10)])

    found = PeerGroup.from_assessments(iter(sheets), "a")

    assert (found.size, found.segment) == (5, "a")
    assert PeerGroup.from_assessments(batch, "a", ["a", "b"] * 5) == found
    assert PeerGroup.from_assessments(sheets, "a", ["a"] * 5 + ["b"] * 5).ladders == found.ladders
    with pytest.raises(ArgumentError, match="expected the segment of each organisation; got none; allowed: 10"):
        PeerGroup.from_assessments(batch, "a")
    with pytest.raises(ArgumentError, match="got 3; allowed: 10"):
        PeerGroup.from_assessments(batch, "a", ["a"] * 3)
    with pytest.raises(ArgumentError, match="other editions or segments"):
        found.merge(PeerGroup.from_assessments(sheets))


def test_other_editions_are_refused() -> None:
    old, new = tiny(), tiny(edition="2", questions=[question("kept"), question("done")])
    peers = group(*[[1, 1]] * 6, of=old)

    with pytest.raises(ArgumentError, match="another framework or edition") as refused:
        new.assess([1, 1]).compare(peers)
    assert "carry their answers over" in str(refused.value)
    with pytest.raises(ArgumentError, match=r"assessments\.1: this is an assessment by another"):
        PeerGroup.from_assessments([old.assess([1, 1]), new.assess([1, 1])])
    with pytest.raises(ArgumentError, match="other editions"):
        peers.merge(group([1, 1], of=new))


def test_what_is_not_a_group_is_refused() -> None:
    wrong: Any = "peers"
    peers = group(*[flat(2)] * 5)
    with pytest.raises(ArgumentError, match="allowed: PeerGroup, PublishedPeers"):
        CHECK.assess(flat(2)).compare(wrong)
    with pytest.raises(ArgumentError, match="a published group cannot be merged"):
        peers.merge(publish_peers(CHECK, peers))  # type: ignore[arg-type]
    with pytest.raises(ArgumentError, match="not a peer group"):
        peers.merge(wrong)
    for strange in ([wrong], None):
        with pytest.raises(ArgumentError, match=r"assessments\.0: not an assessment"):
            PeerGroup.from_assessments(strange)  # type: ignore[arg-type]
    with pytest.raises(ArgumentError, match="there must be assessments"):
        PeerGroup.from_assessments([])
    with pytest.raises(ArgumentError, match="too few organisations to publish; got 5; allowed: from 6 on"):
        publish_peers(CHECK, peers, 6)
    with pytest.raises(ArgumentError, match="expected a whole number"):
        publish_peers(CHECK, peers, 1)


def test_counts_that_were_changed_are_refused() -> None:
    data = group(*[flat(2)] * 6).model_dump(mode="json")
    with pytest.raises(MaturityError, match="add up to the size"):
        PeerGroup.model_validate({**data, "size": 7})
    shown = publish_peers(CHECK, group(*[flat(2)] * 6)).model_dump(mode="json")
    with pytest.raises(MaturityError, match="add up to the size"):
        PublishedPeers.model_validate({**shown, "size": 7})
    with pytest.raises(MaturityError, match="below the minimum"):
        PublishedPeers.model_validate({**shown, "minimum": 7})
    areas = publish_peers(CHECK, group(*[flat(2)] * 6), kind="dimension").model_dump(mode="json")
    with pytest.raises(MaturityError, match="expected ladders of one kind; got dimension, framework"):
        PublishedPeers.model_validate({**shown, "ladders": {**shown["ladders"], **areas["ladders"]}})
    with pytest.raises(MaturityError, match="expected ladders of one kind; got none"):
        PublishedPeers.model_validate({**shown, "ladders": {}})


def test_large_numbers_and_what_does_not_apply_are_counted() -> None:
    weights = [question("kept", weight="999999.999999"), question("seen", weight="0.000001", not_applicable=True)]
    framework = tiny(questions=weights)
    rows = [[place % 3, -3 if place % 2 else 1] for place in range(12)]

    peers = group(*rows, of=framework)

    assert peers.size == 12
    assert publish_peers(framework, peers).size == 12
    every = [question("kept", not_applicable=True), question("seen", not_applicable=True)]
    framework = tiny(questions=every)
    peers = group(*[[1, 1]] * 6, *[[-3, -3]] * 6, of=framework)
    found = framework.assess([1, 1]).compare(peers)
    assert (found.standings[0].size, [entry.levels for entry in found.levels]) == (6, [(None,), ("mid",)])
    with pytest.raises(ArgumentError, match="nothing to publish: some organisations have no score"):
        publish_peers(framework, peers)
    nothing = framework.assess([-3, -3]).compare(peers)
    assert (nothing.standings, nothing.further_levels) == ((), ())


def test_nothing_is_said_of_a_question_that_applies_to_none_of_those_further_on() -> None:
    framework = tiny()
    peers = group(*[[2, -3]] * 6, of=framework)

    found = framework.assess([1, 1]).compare(peers)

    assert found.further_levels == ("high",)
    assert [(one.question, one.option, one.count) for one in found.further] == [("kept", "always", 6)]


@given(st.lists(st.integers(0, 9), max_size=12), st.integers(2, 9))
def test_pooled_runs_cover_everything_and_are_large_enough(counts: list[int], least: int) -> None:
    runs = pooled(counts, least)

    assert bool(runs) is (sum(counts) >= least)
    assert all(sum(counts[first : last + 1]) >= least for first, last in runs)
    inside = [place for run in runs for place in range(run[0], run[1] + 1)]
    assert inside == sorted(set(inside))
    assert not runs or all(place in inside for place, count in enumerate(counts) if count)
    assert all(counts[end] for run in runs for end in run)


def test_a_group_whose_counts_do_not_add_up_is_no_group() -> None:
    whole = group(flat(1), flat(2))

    assert PeerGroup.model_validate_json(whole.model_dump_json()) == whole
    with pytest.raises(MaturityError, match="do not add up to the size"):
        PeerGroup.model_validate_json(whole.model_dump_json().replace('"size":2', '"size":3'))


def test_groups_of_other_editions_or_segments_and_published_ones_are_not_merged() -> None:
    whole, other = group(*[flat(1)] * 6), tiny().assess_many([[1, 1]] * 6)

    with pytest.raises(ArgumentError, match="other editions or segments cannot be merged"):
        whole.merge(PeerGroup.from_assessments(other))
    with pytest.raises(ArgumentError, match="a published group cannot be merged"):
        whole.merge(publish_peers(CHECK, whole))  # type: ignore[arg-type]
    assert whole.merge(whole).size == 12
