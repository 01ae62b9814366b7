"""The solver: nothing of it is trusted that can be checked, nothing is printed, and limits say what they leave open."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING, Any

import highspy
import pytest
from builders import capability, question, rule, tiny

from maturity_core import Framework, MissingExtraError
from maturity_core.readers.program.parts import Program, Row
from maturity_core.readers.roadmap import solving, ties
from maturity_core.readers.roadmap.solving import Search, Solution
from maturity_core.readers.roadmap.ties import best

if TYPE_CHECKING:
    from collections.abc import Sequence

    from maturity_core.readers.program.parts import Line

LARGE = 10**12


def program(rows: Sequence[Row], size: int) -> Program:
    """Return a program of questions of two options, without capabilities and gates."""
    return Program(tuple((place, 1) for place in range(size)), (), 0, tuple(rows), [0] * size)


def lowest(costs: Sequence[int], rows: Sequence[Row]) -> list[int]:
    """Return the cheapest values that meet rows."""
    search = Search(program(rows, len(costs)), [1] * len(costs))
    return [*search.lowest(tuple(enumerate(costs))).values]


def test_the_cheapest_values_are_found() -> None:
    assert lowest([3, 2, 2], [Row(((0, 2), (1, 1), (2, 1)), 2)]) == [1, 0, 0]
    assert lowest([5, 2, 2], [Row(((0, 2), (1, 1), (2, 1)), 2)]) == [0, 1, 1]


def test_where_nothing_is_left_to_decide_the_only_values_are_the_best_if_they_meet_the_rows() -> None:
    found: list[Solution] = []
    for least in (0, 1):
        search = Search(program([Row(((0, 1), (1, 1)), least)], 2), [1, 1])
        search.leave_out(range(2))
        found.append(search.lowest(((0, 3), (1, 4))))

    assert found[0] == ([0, 0], 0, True, False)
    assert ([*found[1].values], found[1].proven) == ([1, 1], False)


def test_what_falls_short_by_little_is_cut_off_at_once() -> None:
    """Handed over in fewer digits, any of eight small parts seems to be enough beside a large one; five are."""
    huge = 10**18
    row = Row(((0, huge), *((place, 1) for place in range(1, 9))), huge + 5)
    search = Search(program([row], 9), [1] * 9)
    found = search.lowest(tuple((place, 1) for place in range(9)))

    assert (found.values[0], sum(found.values), found.proven) == (1, 6, True)
    assert len(search.rows) <= 3


def test_numbers_that_doubles_cannot_hold_decide_exactly() -> None:
    """The two cheap ones fall short by one part of 10**30: handed over in fewer digits, they would do."""
    huge = 10**30
    row = Row(((0, huge), (1, huge // 2), (2, huge // 2 - 1)), huge)

    assert lowest([5, 1, 1], [row]) == [1, 0, 0]
    assert lowest([5, 1, 1], [row._replace(least=huge - 1)]) == [0, 1, 1]


def test_what_rows_demand_is_given_and_leaves_the_others_all_their_digits() -> None:
    """A gate of 10**30 would leave items of 10**22 a digit or none, and both of them look the same."""
    gate, least = 10**30, 5 * 10**22
    rows = [Row(((0, least), (1, least - 1), (2, -gate)), least - gate), Row(((2, 1),), 1)]
    search = Search(program(rows, 3), [1, 1, 1])
    search.leave_out(())
    handed = solving.handed(rows[0], search.given)

    assert search.given == {2}
    assert (handed.line, handed.least) == (((0, solving.LARGEST_ROW), (1, solving.LARGEST_ROW)), solving.LARGEST_ROW)
    assert search.lowest(((0, 3), (1, 2), (2, 1))) == ([1, 0, 1], 4, True, False)


SHORT = 10**30 // 5 - 1
"""Five of these fall short of what is wanted, which numbers of fewer digits cannot tell."""


def of_many(*others: int) -> tuple[Search, Line]:
    """Return a search among ten items that fall short, and others, of which each costs 1, and one that is dear."""
    items = [*[SHORT] * 10, *others]
    row = Row((*enumerate(items), (len(items), 10**30)), 10**30)
    size = len(items) + 1
    return Search(program([row], size), [0] * (size - 1) + [1]), (
        *((place, 1) for place in range(size - 1)),
        (size - 1, 9),
    )


def test_where_many_fall_short_a_strict_search_finds_one_that_does_not_and_the_bound_proves_it() -> None:
    search, costs = of_many(*[SHORT + 1] * 5)
    found = search.lowest(costs)

    assert (sum(found.values), found.values[15], found.bound, found.proven) == (5, 0, 5, True)
    assert found.values[10:15] == [1] * 5


def test_where_all_fall_short_the_search_ends_and_says_what_is_proven() -> None:
    """There are 252 sets of five to cut off, one after the other; six of them are enough."""
    search, costs = of_many()
    found = search.lowest(costs)

    assert (sum(found.values), found.values[10], found.bound, found.proven) == (6, 0, 5, False)


def test_O1_what_a_tolerance_lets_through_is_cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if the solver had not seen the row: each time it offers something that breaks it, that is cut off."""
    row = Row(((0, 2), (1, 1), (2, 1)), 2)
    monkeypatch.setattr(solving, "handed", lambda given, *_, **__: Row(given.line, -9) if given is row else given)

    assert lowest([5, 2, 2], [row]) == [0, 1, 1]


def test_costs_beyond_the_largest_are_rounded_and_say_so() -> None:
    """One part of 10**12 is lost in a millionth of the total, but not a hundredth."""
    rows = [Row(((0, 1), (1, 1)), 1)]

    close = Search(program(rows, 2), [1, 1]).lowest(((0, LARGE), (1, LARGE + 1)))
    apart = Search(program(rows, 2), [1, 1]).lowest(((0, LARGE), (1, LARGE * 99 // 100)))

    assert (close.rounded, close.proven, sum(close.values)) == (True, True, 1)
    assert (apart.rounded, [*apart.values], apart.bound) == (True, [0, 1], LARGE * 99 // 100)


def test_what_is_known_to_be_better_than_rounded_numbers_can_tell_is_proven_within_the_rounding() -> None:
    """To the solver, the second one counts for nothing; it is in the known solution, and stays there."""
    found = Search(program([], 2), [1, 1]).lowest(((0, -LARGE), (1, -1)))

    assert ([*found.values], found.bound, found.proven, found.rounded) == ([1, 1], -LARGE - 1, True, True)


def test_O1_a_bound_that_is_off_by_a_little_more_than_the_slack_proves_what_whole_numbers_tell(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Found by trying all routes: of a route of 1,267 the solver said 1,266.999998999999, and it was called tied."""
    solved = Search._solved

    def off(search: Search, constant: int) -> tuple[Sequence[int], float, bool]:
        values, bound, proven = solved(search, constant)
        return values, bound - 1.01e-6, proven

    monkeypatch.setattr(Search, "_solved", off)
    found = Search(program([Row(((0, 1), (1, 1)), 1)], 2), [1, 1]).lowest(((0, 3), (1, 2)))

    assert found == ([0, 1], 2, True, False)


def test_O1_ties_of_all_objectives_are_settled_by_order() -> None:
    rows = [Row(tuple((place, 1) for place in range(5)), 2)]
    search = Search(program(rows, 5), [1] * 5)

    found = best(search, [tuple((place, 3) for place in range(5)), ((4, 1),)], 5)

    assert ([*found.values], [*found.bounds], found.tied) == ([1, 1, 0, 0, 0], [6, 0], False)


@pytest.mark.parametrize(("large", "asked"), [(2, [((0, 1), (1, 1)), ((0, 1),)]), (3, [((0, 3), (1, 2))])])
def test_the_first_objective_of_a_large_program_is_proven_by_itself(
    large: int, asked: list[Line], monkeypatch: pytest.MonkeyPatch
) -> None:
    solved: list[Line] = []
    usual = Search.lowest

    def noted(search: Search, objective: Line, **options: Any) -> Solution:
        solved.append(objective)
        return usual(search, objective, **options)

    monkeypatch.setattr(Search, "lowest", noted)
    monkeypatch.setattr(ties, "LARGE", large)

    found = best(Search(program([Row(((0, 1), (1, 1)), 1)], 2), [1, 1]), [((0, 1), (1, 1)), ((0, 1),)], None)

    assert ([*found.values], [*found.bounds], solved) == ([0, 1], [1, 0], asked)


def test_objectives_that_are_too_large_together_are_solved_one_by_one() -> None:
    rows = [Row(((0, 1), (1, 1)), 1)]
    search = Search(program(rows, 2), [1, 1])

    found = best(search, [((0, 10**8), (1, 10**8)), ((0, 10**8), (1, 10**7))], 2)

    assert ([*found.values], [*found.bounds], found.tied) == ([0, 1], [10**8, 10**7], False)


def test_with_too_many_ties_the_result_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ties, "MOST_SOLVES", 1)
    rows = [Row(((0, 1), (1, 1)), 1)]

    assert best(Search(program(rows, 2), [1, 1]), [((0, 1), (1, 1))], 2).tied
    assert not best(Search(program(rows, 2), [1, 1]), [((0, 1), (1, 2))], 2).tied


def test_ties_that_a_limit_leaves_open_are_ties(monkeypatch: pytest.MonkeyPatch) -> None:
    """The limit ends the third search, which is the first one for the first ids."""
    solved = Search.lowest
    calls: list[Line] = []

    def limited(search: Search, objective: Line, *, simplify: bool = False) -> Solution:
        calls.append(objective)
        return solved(search, objective, simplify=simplify)._replace(proven=len(calls) != 3)

    monkeypatch.setattr(Search, "lowest", limited)
    rows = [Row(((0, 1), (1, 1)), 1)]

    assert best(Search(program(rows, 2), [1, 1]), [((0, 1), (1, 1))], 2).tied


def chained(count: int = 60) -> Framework:
    """Return a framework that takes the solver some time: many capabilities, which add in uneven parts."""
    names = [f"c{place:02}" for place in range(count)]
    return tiny(
        capabilities=[capability(name, effort=31 + place * 37 % 53) for place, name in enumerate(names)],
        questions=[question(f"{name}-1", name, weight=29 + place * 41 % 59) for place, name in enumerate(names)],
        requirements=[rule("framework", "mid", mean="0.4999"), rule("framework", "high", mean=1)],
    )


def test_O1_a_limit_of_nodes_leaves_the_best_that_was_found_and_its_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    """Never a dearer route than that of `next_steps`, and never a bound above what it costs."""
    monkeypatch.setattr(solving, "MOST_NODES", 0)

    found = chained().assess([0] * 60).roadmap()

    assert found.certificate.proof == "best found"
    assert (found.certificate.bound_exact or 0) < found.cost_exact <= (found.plan_cost_exact or 0)
    assert (found.certificate.tied, found.certificate.reproducible, found.level) == (True, True, "mid")


@pytest.mark.wide
def test_O1_a_limit_of_time_is_not_reproducible() -> None:
    result = chained().assess([0] * 60)

    found = result.roadmap(seconds=1e-9)

    assert (found.certificate.proof, found.certificate.reproducible, found.level) == ("best found", False, "mid")
    assert found.cost_exact == found.plan_cost_exact
    assert result.roadmap(budget=100, seconds=1e-9).cost == 0
    over = result.roadmap(budget=100, wanted=["c00"], excluded=["c01"], seconds=1e-9)
    assert (over.certificate.proof, over.certificate.over_budget, len(over)) == ("best found", True, 0)
    assert 0 <= (over.certificate.bound_exact or 0) <= 100
    assert result.roadmap(budget=100, seconds=1e-9).certificate.bound is None
    assert over.plan_cost is None


def test_known_solutions_are_kept_if_the_solver_says_that_there_is_none() -> None:
    """Which would be wrong: the known one is a solution."""
    rows = [Row(((0, 1), (1, 1)), 1), Row(((0, -1), (1, -1)), 0)]
    search = Search(program(rows, 2), [1, 1])

    found = search.lowest(((0, 1), (1, 1)), simplify=True)

    assert ([*found.values], found.proven) == ([1, 1], False)


def test_O1_nothing_is_printed() -> None:
    """Not on standard output or standard error, which the library writes to below Python."""
    code = (
        "from maturity_core import load_framework\n"
        "result = load_framework('service-maturity-check').assess([2] * 20)\n"
        "assert result.roadmap('strategic', budget=99).certificate.proof == 'optimal'\n"
        "assert result.roadmap(budget=5).steps\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)

    assert (done.stdout, done.stderr) == (b"", b"")


OTHERS = """
import highspy, numpy as np
from maturity_core import load_framework

def others():
    solver = highspy.Highs()
    for name, value in {"output_flag": False, "threads": 2, "parallel": "on"}.items():
        solver.setOptionValue(name, value)
    solver.addVars(2, np.zeros(2), np.ones(2))
    kinds = np.full(2, highspy.HighsVarType.kInteger, dtype=object)
    solver.changeColsIntegrality(2, np.arange(2, dtype=np.int32), kinds)
    solver.changeColsCost(2, np.arange(2, dtype=np.int32), np.array([1.0, 2.0]))
    solver.addRow(1, 10, 2, np.arange(2, dtype=np.int32), np.ones(2))
    assert solver.run() == highspy.HighsStatus.kOk
    assert solver.getInfo().objective_function_value == 1

result = load_framework("service-maturity-check").assess([2] * 20)
routes = [result.roadmap("strategic")]
others()
routes.append(result.roadmap("strategic"))
others()
assert routes[0] == routes[1] and routes[0].certificate.proof == "optimal"
"""


def test_O1_other_users_of_the_library_are_left_alone() -> None:
    """They may want more threads, before and after: the library has one number of threads for all."""
    done = subprocess.run([sys.executable, "-c", OTHERS], capture_output=True, text=True, check=False)

    assert (done.returncode, done.stderr) == (0, "")


def test_a_solver_that_is_in_use_with_more_threads_is_used_with_these(monkeypatch: pytest.MonkeyPatch) -> None:
    search = Search(program([Row(((0, 1), (1, 1)), 1)], 2), [1, 1])
    run, asked = search._solver.run, []

    def refused() -> Any:
        asked.append(search._solver.getOptionValue("threads")[1])
        return highspy.HighsStatus.kError if len(asked) == 1 else run()

    monkeypatch.setattr(search._solver, "run", refused)

    assert [*search.lowest(((0, 2), (1, 1))).values] == [0, 1]
    assert asked == [1, 0]
    search.end()


def test_O1_without_the_solver_its_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "highspy", None)

    with pytest.raises(MissingExtraError) as caught:
        tiny().assess([0, 0]).roadmap()

    hint = "install it with: pip install 'maturity-core[roadmap]'"
    assert str(caught.value) == f"this needs the extra 'roadmap', which installs highspy; {hint}"
