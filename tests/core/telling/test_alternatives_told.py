"""What is beside a route in words: the second best, good routes, what they unlock, and ranges; in every language."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from builders import LEVELS, capability, question, rule, tiny
from spoken import unspoken

from maturity_core import Alternatives
from maturity_core.model.node import altered
from maturity_core.telling.page.alternatives import alternatives_page
from maturity_core.telling.page.lines import WIDTH

if TYPE_CHECKING:
    from maturity_core import Framework

LOWEST = [0, 0, 0]
RANGE = {"low": 0.5, "likely": 1, "high": 8}


def chosen(*efforts: Any, requires: Any = (), **changes: Any) -> Framework:
    """Return three capabilities of one question each, two of which have to reach half credit for the middle level."""
    needs: dict[str, Any] = {"c": {"requires": [{"capability": name, "credit": "0.5"} for name in requires]}}
    tables: dict[str, Any] = {
        "capabilities": [
            capability(name, effort=effort, **needs.get(name, {})) for name, effort in zip("abc", efforts, strict=True)
        ],
        "questions": [question(f"{name}-1", name) for name in "abc"],
        "requirements": [rule("framework", "mid", count=2, reaching="0.5")],
        "levels": LEVELS[:2],
    }
    return tiny(**{**tables, **changes})


def told(framework: Framework, sheet: list[int] = LOWEST, **given: Any) -> str:
    """Return the page without line breaks within sentences."""
    return said(framework, framework.assess(sheet).alternatives(**given))


def said(framework: Framework, found: Alternatives) -> str:
    page = alternatives_page(framework, found)
    assert all(len(line) <= WIDTH for line in page.split("\n"))
    return " ".join(page.split())


def test_the_second_best_and_good_routes_are_told() -> None:
    page = alternatives_page(chosen(4, 2, 1), chosen(4, 2, 1).assess(LOWEST).alternatives(margin="2/3"))

    assert page == (
        "Other routes\n"
        "------------\n"
        "  Second best is a route at a cost of 3.75, which is 1.50 more. It leaves out B\n"
        "  and raises A instead.\n"
        "  Every good route, at a cost of 3.75 or less, raises C.\n"
        "  Some good routes raise A and B."
    )


def test_what_may_wait_and_what_is_as_cheap() -> None:
    assert "No good route needs A, so this can wait." in told(chosen(4, 2, 1))
    equal = told(chosen(1, 1, 1))
    assert "Another route costs the same. It leaves out B and raises C instead." in equal
    assert "Good routes, at a cost of 0.83 or less, have no capability in common." not in equal
    assert "have no capability in common. Some good routes raise A, B and C." in equal


def test_a_second_best_may_go_further_with_the_others() -> None:
    """Half of all credit is that of both a bit, or that of one at its best."""
    rules = [rule("framework", "mid", mean="0.5", of={"questions": ["a-1", "b-1"]})]
    costs = {"questions": {"a-1": {"often": 1, "always": 9}, "b-1": {"often": 1, "always": 10}}}

    page = told(chosen(1, 1, 1, requirements=rules), costs=costs)

    assert "It leaves out B and goes further with the others." in page


def test_there_may_be_no_second_best() -> None:
    framework = chosen(1, 1, 1, requirements=[rule("framework", "mid", least="0.5")])

    page = told(framework)

    assert "There is no second best: every route raises all of these capabilities." in page
    found = framework.assess(LOWEST).alternatives()
    stopped = tuple(altered(one, proven=False, good=None) for one in found.capabilities)
    page = said(framework, altered(found, capabilities=type(found.capabilities)(stopped)))
    assert "No other route was found before the search was stopped." in page
    assert "The search was stopped before it was known whether good routes need A, B and C." in page


def test_what_is_unlocked_is_told() -> None:
    rules = [rule("framework", "mid", least="0.5", of={"questions": ["c-1"]})]

    nearer = told(chosen(1, 1, 1, requires="ab", requirements=rules))
    opened = told(chosen(1, 1, 1, requires="a", requirements=rules))

    assert "Raising A brings C closer. Raising B brings C closer." in nearer
    assert "Raising A opens the way to C." in opened


def test_ranges_are_told() -> None:
    framework = chosen(4, 2, 1)
    beaten = told(framework, costs={"capabilities": {"c": RANGE}})
    stays = told(framework, costs={"capabilities": {"c": RANGE | {"high": 2}}})

    assert (
        "Within your ranges, this route costs between 1.88 and 7.50. Another route can be cheaper: A and B. It costs "
        "between 4.50 and 4.50, and is likely to cost 4.50. If all costs are low, this route is the cheapest. If all "
        "costs are high, the cheapest route is: A and B."
    ) in beaten
    assert "Within your ranges, this route costs between 1.88 and 3, and no other can be cheaper." in stays


def test_a_stopped_search_is_told() -> None:
    framework = chosen(4, 2, 1)
    found = framework.assess(LOWEST).alternatives(costs={"capabilities": {"c": RANGE | {"high": 2}}})
    assert found.ranges is not None
    assert found.second is not None
    certificate = altered(found.second.certificate, proof="best found")
    ranges, second = altered(found.ranges, stays_best=None), altered(found.second, certificate=certificate)

    page = said(framework, altered(found, ranges=ranges, second=second))

    assert "The search was stopped before it was known whether another can be cheaper." in page
    assert "raises A instead. The search for it was stopped before it was finished." in page


@pytest.mark.parametrize("sheet", [[2, 2, 2], [1, 1, 0]])
def test_where_nothing_is_needed_nothing_is_told(sheet: list[int]) -> None:
    assert told(chosen(1, 1, 1), sheet, target="mid") == ""


def test_every_text_is_in_every_language() -> None:
    words = unspoken()
    framework = chosen(4, 2, 1, requires="ab")
    found = framework.assess(LOWEST).alternatives(costs={"capabilities": {"c": RANGE}})

    assert not re.search(r"\b[a-z]{2,}\b", alternatives_page(framework, found, words))
    assert "Der zweitbeste Weg" in alternatives_page(
        chosen(4, 2, 1), chosen(4, 2, 1).assess(LOWEST).alternatives(), "de"
    )
