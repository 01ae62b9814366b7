"""Work is bounded: refused for its size before it is done, and otherwise proportional to the size."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from maturity_core import (
    AnswersError,
    Framework,
    FrameworkError,
    MaturityError,
    errors,
    lint_framework,
    parse_framework,
    portable,
)
from maturity_core.compiled.compiler import compile_framework
from maturity_core.lint.amounts import Amounts
from maturity_core.model.checks import bounds
from maturity_core.model.checks import tables as checks
from maturity_core.nearest import nearest
from maturity_core.scoring.many import lifting

if TYPE_CHECKING:
    from collections.abc import Callable

THREE = {"options": [{"id": f"o{n}", "label": f"{n}", "credit": f"{n}/2"} for n in range(3)]}
ALL = {"questions": "all"}
STEADY = 2.05
"""Linear work doubles with the size; work that used to be quadratic grew by 2.3 and more."""


def sized(capabilities: int, dimensions: int = 4, levels: int = 3, asked: int = 1, **tables: Any) -> dict[str, Any]:
    """Return the tables of a framework of that size."""
    return {
        "id": "sized",
        "edition": "1",
        "name": "Sized",
        "source": {"title": "Made up"},
        "levels": [{"id": f"l{n}x", "name": f"Level {n}"} for n in range(levels)],
        "scales": {"three": THREE},
        "dimensions": [{"id": f"d{n}x", "name": f"Dimension {n}"} for n in range(dimensions)],
        "capabilities": [
            {"id": f"c{n}x", "name": f"Capability {n}", "dimension": f"d{n % dimensions}x"} for n in range(capabilities)
        ],
        "questions": [
            {"id": f"q{n}-{k}x", "capability": f"c{n}x", "text": "Is it so?", "scale": "three", "basis": "stated"}
            for n in range(capabilities)
            for k in range(asked)
        ],
        "requirements": [rule("framework", n, mean=f"{n}/{levels}") for n in range(1, levels)],
        **tables,
    }


def rule(ladder: str, level: int, **fields: Any) -> dict[str, Any]:
    return {"ladder": ladder, "level": f"l{level}x", "of": ALL, "basis": "source", **fields}


def own_levels(tables: dict[str, Any], levels: int) -> dict[str, Any]:
    """Give every capability a list of this many levels, and a cut for each."""
    tables["level_lists"] = {"own": [{"id": f"m{n}x", "name": f"{n}"} for n in range(levels)]}
    tables["capabilities"] = [entry | {"levels": "own"} for entry in tables["capabilities"]]
    cuts = {f"m{n}x": f"{n}/{levels}" for n in range(1, levels)}
    tables["rules"] = [{"kind": "cut-points", "ladder": "each capability", "cuts": cuts, "basis": "source"}]
    return tables


def by_level() -> dict[str, Any]:
    """Return 60 capabilities on one list of 100 levels, all of them required by every level of the framework."""
    asked = [rule("framework", n, mean=f"{n}/100", by="level", of={"capabilities": "all"}) for n in range(1, 100)]
    return own_levels(sized(60, levels=100, requirements=asked), 100)


def named_for_each() -> dict[str, Any]:
    ids = [f"q{n}-0x" for n in range(1000)]
    return sized(1000, requirements=[rule("each capability", 1, mean=1, of={"questions": ids})])


BEYOND: dict[str, tuple[Callable[[], dict[str, Any]], str, str, str]] = {
    "requirements_x_questions": (
        lambda: sized(200, asked=10, levels=100, requirements=[rule("framework", 1, least=1)] * 2000),
        "requirements.249",
        "500,250 so far",
        "at most 500,000",
    ),
    "levels_x_capabilities": (by_level, "requirements.83", "504,084 so far", "at most 500,000"),
    "levels_x_ladders": (lambda: own_levels(sized(102), 100), "rules.0", "10,001 so far", "at most 10,000"),
    "of_one_ladder": (
        lambda: sized(2, requirements=[rule("framework", 1, least=1)] * 1001),
        "requirements.1000",
        "1,001 so far",
        "at most 1,000",
    ),
    "scores": (
        lambda: sized(999, requirements=[], scores=[{"ladder": "framework", "mean_of": ALL}] * 600),
        "scores.500",
        "501,000 so far",
        "at most 500,000",
    ),
}


@pytest.mark.parametrize(
    ("tables", "where", "got", "allowed"), [pytest.param(*BEYOND[name], id=name) for name in BEYOND]
)
def test_L1_work_beyond_the_bounds_is_refused_before_it_is_done(
    tables: Callable[[], dict[str, Any]], where: str, got: str, allowed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checks, "selection_problems", lambda *_: pytest.fail("it was worked out"))

    with pytest.raises(FrameworkError) as caught:
        Framework(**tables())

    (problem,) = caught.value.problems
    assert (problem.where, problem.got, problem.allowed) == (where, got, allowed)


def test_L1_ids_named_for_every_ladder_count_for_every_ladder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounds, "MOST_READ", 900_000)
    tables = named_for_each()
    tables["level_lists"] = {"own": tables["levels"]}
    tables["capabilities"] = [entry | {"levels": "own"} for entry in tables["capabilities"]]

    with pytest.raises(FrameworkError, match="choose from too many items"):
        Framework(**tables)


def test_L1_a_framework_of_the_largest_published_size_is_far_from_the_bounds() -> None:
    """Around 500 questions, 180 capabilities and 200 requirements, some of them for every dimension or capability."""
    chosen = [
        rule("framework", n % 5 + 1, share="1/2", reaching="1/2", of={"questions": {"dimension": f"d{n % 20}x"}})
        for n in range(190)
    ]
    asked = [rule("each dimension", n, mean=f"{n}/6") for n in range(1, 6)]
    tables = sized(180, 20, 6, 3, requirements=[*chosen, *asked])

    framework = Framework(**own_levels(tables, 6))

    assert len(framework.questions) == 540
    assert len(framework.all_requirements) == 190 + 5 * 20 + 5 * 180


# Nothing grows with the square of the size


def chain(size: int) -> dict[str, Any]:
    tables = sized(size)
    for entry, after in zip(tables["capabilities"][1:], tables["capabilities"], strict=False):
        entry["requires"] = [{"capability": after["id"], "credit": 1}]
        entry["leans_on"] = [after["id"]]
    return tables


def cycle(size: int) -> dict[str, Any]:
    tables = chain(size)
    tables["capabilities"][0]["requires"] = [{"capability": f"c{size - 1}x", "credit": 1}]
    return tables


def lost(size: int) -> dict[str, Any]:
    """Return tables in which every reference leads nowhere."""
    tables = sized(size)
    for entry in tables["capabilities"]:
        entry |= {"requires": [{"capability": f"{entry['id']}y", "credit": 1}], "leans_on": [f"{entry['id']}z"]}
    return tables


def lost_ladders(size: int) -> dict[str, Any]:
    return sized(size, requirements=[rule(f"dimension e{n}", 1, mean=1) for n in range(size)])


def named_one_by_one(size: int) -> dict[str, Any]:
    ids = [f"q{n}-0x" for n in range(size)]
    return sized(size, requirements=[rule("framework", n, mean=f"{n}/3", of={"questions": ids}) for n in (1, 2)])


def a_requirement_each(size: int) -> dict[str, Any]:
    return own_levels(sized(size), 3)


SHAPES = [sized, chain, cycle, lost, lost_ladders, named_one_by_one, a_requirement_each]


def counted(work: Callable[[], Any]) -> int:
    """Return how many calls, of Python's own functions too, a piece of work takes."""
    calls = 0

    def note(_frame: object, event: str, _argument: object) -> None:
        nonlocal calls
        calls += event in {"call", "c_call"}

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        work()
    except FrameworkError:
        pass
    finally:
        sys.setprofile(before)
    return calls


def grows(work: Callable[[int], Callable[[], Any]]) -> float:
    """Return by how much the work grows when the size doubles, once sizes are no longer small."""
    small, large = (counted(work(size)) for size in (100, 200))
    return large / small


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.__name__)
def test_L1_checks_take_work_in_step_with_the_size(
    shape: Callable[[int], dict[str, Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(errors, "MOST_TOLD", 0)  # the first hundred cost the more, the more names there are

    def work(size: int) -> Callable[[], Any]:
        tables = shape(size)
        return lambda: Framework(**tables)

    assert grows(work) < STEADY


READERS: dict[str, Callable[[Framework], Any]] = {
    "compile": lambda framework: framework.engine,
    "result": lambda framework: framework.assess({}).record,
    "digest": lambda framework: framework.digest,
    "to_toml": lambda framework: framework.to_toml(),
    "portable": portable,
}


@pytest.mark.parametrize("read", READERS)
@pytest.mark.parametrize(
    "shape", [sized, chain, named_one_by_one, a_requirement_each], ids=lambda shape: shape.__name__
)
@pytest.mark.wide
def test_L1_readers_take_work_in_step_with_the_size(shape: Callable[[int], dict[str, Any]], read: str) -> None:
    def work(size: int) -> Callable[[], Any]:
        framework = Framework(**shape(size))
        return lambda: READERS[read](framework)

    assert grows(work) < STEADY


def test_L1_what_follows_from_what_is_worked_out_once_a_requirement() -> None:
    """Pairs of requirements are compared, but their values are not computed anew for every pair."""

    def work(size: int) -> Callable[[], Any]:
        asked = [rule("framework", n % 2 + 1, mean=f"{n + 1}/{size + 1}") for n in range(size)]
        framework = Framework(**sized(40, requirements=asked))
        return lambda: lint_framework(framework)

    per_pair = (counted(work(200)) - counted(work(100))) / (200**2 - 100**2)
    assert per_pair < 40


def test_L1_sums_that_are_too_many_to_follow_are_not_begun(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled = compile_framework(Framework(**sized(30)))
    amounts = Amounts(compiled)
    monkeypatch.setattr("maturity_core.lint.amounts.MOST_SUMS", 61)  # 30 questions come to 0 to 60 halves
    assert len(amounts.of_rule(compiled.requirements[0]) or ()) == 61
    monkeypatch.setattr("maturity_core.lint.amounts.MOST_SUMS", 60)
    monkeypatch.setattr("maturity_core.lint.amounts.lcm", lambda *_: pytest.fail("it was begun"))

    assert Amounts(compiled).of_rule(compiled.requirements[0]) is None


def test_L1_a_mean_of_ladders_asks_each_of_them_in_a_few_operations() -> None:
    def work(size: int) -> Callable[[], Any]:
        asked = [rule("framework", n, mean=f"{n}/3", of={"capabilities": "all"}) for n in (1, 2)]
        result = Framework(**sized(size, requirements=asked)).assess({})
        return result.gaps

    assert grows(work) < STEADY


@pytest.mark.parametrize("held", [0, lifting.MOST_HELD])
@pytest.mark.parametrize("together", [1, lifting.TOGETHER])
def test_L1_gaps_are_the_same_however_the_values_are_laid_out(
    held: int, together: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = [rule("framework", n, mean=f"{n}/3", of={"capabilities": "all"}) for n in (1, 2)]
    framework = Framework(**sized(5, requirements=asked))
    sheets = [[0, 0, 0, 0, 0], [2, 1, 0, 1, 0]]
    expected = framework.assess_many(sheets).gaps("l2x").positions.tolist()
    monkeypatch.setattr(lifting, "MOST_HELD", held)
    monkeypatch.setattr(lifting, "TOGETHER", together)

    found = framework.assess_many(sheets).gaps("l2x").positions.tolist()

    assert found == expected == [[2, 2, 2, 2, 2], [-4, 2, 2, 2, 2]]


# Near names


def looked_up(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    names: list[str] = []
    real = nearest

    def counted(name: str, known: Any) -> str:
        names.append(name)
        return real(name, known)

    monkeypatch.setattr(errors, "nearest", counted)
    return names


def test_L1_near_names_are_looked_up_for_the_first_hundred_problems(monkeypatch: pytest.MonkeyPatch) -> None:
    names = looked_up(monkeypatch)

    with pytest.raises(FrameworkError) as caught:
        Framework(**lost(300))

    problems = caught.value.problems
    assert (len(problems), len(names)) == (600, 100)
    assert all(problem.hint.startswith("did you mean") for problem in problems[:100])
    assert all(problem.hint.startswith("add the") for problem in problems[100:])


def test_L1_near_names_of_a_file_stand_with_its_first_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    text = Framework(**chain(150)).to_toml().replace('leans_on = ["c', 'leans_on = ["b')
    names = looked_up(monkeypatch)

    with pytest.raises(FrameworkError) as caught:
        parse_framework(text)

    hints = [problem.hint.startswith("did you mean") for problem in caught.value.problems]
    assert hints[:100] == [True] * 100
    assert len(names) <= 200


def test_L1_near_names_of_answers_are_looked_up_for_the_first_hundred(monkeypatch: pytest.MonkeyPatch) -> None:
    framework = Framework(**sized(200))
    names = looked_up(monkeypatch)

    with pytest.raises(AnswersError):
        framework.assess({f"q{n}-0y": "o1" for n in range(150)} | {f"q{n}-0x": "o9" for n in range(150)})

    assert len(names) == 100


def many_fields() -> None:
    parse_framework("\n".join(f"edition-{n} = 1" for n in range(300)))


def many_ladders() -> None:
    Framework(**sized(4)).assess({}).gaps({f"dimension x{n}": "high" for n in range(300)})


def many_outputs() -> None:
    Framework(**sized(4)).assess_many(np.zeros((1, 4), np.int8), outputs=[f"levels{n}" for n in range(300)])


@pytest.mark.parametrize("refused", [many_fields, many_ladders, many_outputs])
def test_L1_near_names_of_every_door_are_looked_up_for_the_first_hundred(
    refused: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    names = looked_up(monkeypatch)

    with pytest.raises(MaturityError) as caught:
        refused()

    assert len(caught.value.problems) >= 300
    assert len(names) <= 200  # a file is reported twice: as tables, then with its lines
