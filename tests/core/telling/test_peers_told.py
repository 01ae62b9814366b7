"""Where an organisation is among its peers, in sentences and as a page."""

from __future__ import annotations

from builders import tiny

from maturity_core import PeerGroup, load_framework, publish_peers
from maturity_core.telling.page.peers import peers_page
from maturity_core.telling.peers import FURTHER_SHOWN

CHECK = load_framework("service-maturity-check")
ROWS = [[code] * 20 for code in (0, 2, 4) for _ in range(6)]
GROUP = PeerGroup.from_assessments(CHECK.assess_many(ROWS))


def told(sheet: list[int], peers: PeerGroup = GROUP, language: str = "en") -> str:
    return " ".join(peers_page(CHECK, CHECK.assess(sheet).compare(peers), language).split())


def test_the_page_is_read_aloud() -> None:
    page = told([2] * 20)

    assert "6 of 18 score below you and 6 about the same as you: that is percentile 50" in page
    assert "Your score is 50%. The middle half of the group scores from 0% to 100%; the median is 50%." in page
    assert "Improving (you): 6 of 18 (33.3%)" in page
    assert "In no capability are you clearly ahead of the middle of the group, or behind it." in page
    assert "What the 6 organisations at Strategic have and you don't" in page
    assert f"and {20 - FURTHER_SHOWN} more" in page
    assert "6 of 6 answered" in page


def test_who_is_ahead_or_behind_is_told_so() -> None:
    page = told([4] * 20, PeerGroup.from_assessments(CHECK.assess_many([[0] * 20] * 18)))

    assert "Clearly ahead of the middle of the group: " in page
    assert "What the" not in page


def test_nothing_is_said_of_too_few_answers() -> None:
    page = told([-1] * 20)

    assert "percentile" not in page
    assert "(you)" not in page


def test_a_published_group_is_told_with_what_is_known() -> None:
    own = CHECK.assess([2] * 20)
    page = " ".join(peers_page(CHECK, own.compare(publish_peers(CHECK, GROUP))).split())

    assert "This group was published, so it says less than one of your own" in page
    assert "The median of the group is between 33.3% and 66.7%, the lower quartile between 0% and 33.3%," in page
    assert "that is about percentile 50 (as far as the file says, 16 to 84)" in page
    assert "The range allows for all of them, or none." in page
    assert "Improving (you): 6 of 18" in page
    assert "Area by area" not in page
    assert "Too few of the group" not in page


def test_a_published_group_of_areas_is_told_area_by_area() -> None:
    own = CHECK.assess([2] * 20)
    areas, sides = (
        " ".join(peers_page(CHECK, own.compare(publish_peers(CHECK, GROUP, kind=kind))).split())
        for kind in ("dimension", "capability")
    )

    assert "Technology & Scaling: percentile 50 (16 to 84)" in areas
    assert "Overall" not in areas + sides
    assert "In no capability" not in areas
    assert "In no capability are you clearly ahead" in sides


def test_a_model_without_levels_says_nothing_of_those_further_on() -> None:
    framework = tiny(levels=[], requirements=[], headline="score")
    peers = PeerGroup.from_assessments(framework.assess_many([[1, 1]] * 6))

    page = peers_page(framework, framework.assess([0, 0]).compare(peers))

    assert "Overall, 0 of 6 score below you: that is percentile 0" in " ".join(page.split())
    assert "further" not in page


def test_levels_shown_together_are_named_from_the_lowest() -> None:
    page = told([0] * 20, PeerGroup.from_assessments(CHECK.assess_many([*[[0] * 20] * 6, [2] * 20, *[[4] * 20] * 4])))

    assert "Improving to Strategic: 5 of 11 (45.5%)" in page
    assert "What the 5 organisations at Improving to Strategic have" in page


def test_levels_that_are_all_shown_together_are_said_to_be_too_few() -> None:
    page = told([2] * 20, PeerGroup.from_assessments(CHECK.assess_many([[0] * 20] * 3 + [[4] * 20] * 3)))

    assert "How many are at each level isn't shown: at some there are fewer than 5, who could be recognised." in page
    assert "Too few of the group are clearly further than you to say what they have." in page
    assert "6 of 6 (100%)" not in page


def test_of_the_highest_level_nobody_is_further() -> None:
    assert "Too few of the group" not in told([4] * 20)
    assert "Too few of the group" in told([2] * 20, PeerGroup.from_assessments(CHECK.assess_many([[2] * 20] * 6)))


def test_nothing_in_common_is_said() -> None:
    found = CHECK.assess([2] * 20).compare(GROUP).model_copy(update={"further": ()})

    assert "No option that you have not reached yet is common" in " ".join(peers_page(CHECK, found).split())


def test_a_group_of_a_segment_is_named() -> None:
    batch = CHECK.assess_many([[2] * 20])
    page = told([2] * 20, PeerGroup.from_assessments(batch, "start-up", ["start-up"]))

    assert "Compared with 1 organisation of this kind: start-up. That is too few" in page
