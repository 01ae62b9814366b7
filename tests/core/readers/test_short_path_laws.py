"""The short path of random frameworks: what is settled, what matters still, and the order, by the reference scorer."""

from __future__ import annotations

from functools import cache

from builders import drawn
from hypothesis import event, given
from hypothesis import strategies as st

from maturity_core import DONT_KNOW, UNANSWERED, Framework, ShortPath
from maturity_core.testing.oracle import Oracle
from maturity_core.testing.strategies import answers

OPEN = UNANSWERED
COMPLETIONS = 64
"""The most completions of a sheet that the reference tries one by one."""
DRAWN = st.sampled_from(drawn())


def asked(path: ShortPath) -> list[str]:
    """Return the questions that matter, in the order to ask them."""
    return [entry.question for entry in path.questions if entry.matters]


def goals(framework: Framework, *, dimensions: bool) -> list[str]:
    areas = [f"dimension {entry.id}" for entry in framework.dimensions]
    return ["framework", *(areas if dimensions else [])]


@given(DRAWN, st.data())
def test_settled_and_what_matters_are_those_of_all_completions(framework: Framework, data: st.DataObject) -> None:
    sheet = data.draw(answers(framework))
    dimensions = data.draw(st.booleans())
    outlook = Oracle(framework, completions=COMPLETIONS).outlook(sheet)
    path = framework.assess(list(sheet)).short_path(dimensions=dimensions)

    ends = [outlook.ranges[ladder] or (0, 0) for ladder in goals(framework, dimensions=dimensions)]
    assert path.settled == all(worst == best for worst, best in ends)
    moving = outlook.mattering(goals(framework, dimensions=dimensions))
    event(f"{'settled' if path.settled else 'open'}, {'many' if moving is None else 'few'} completions")
    if moving is not None:
        assert set(asked(path)) == {framework.questions[column].id for column in moving}


@given(DRAWN, st.data())
def test_what_cannot_matter_comes_last_and_nothing_is_left_out(framework: Framework, data: st.DataObject) -> None:
    sheet = data.draw(answers(framework))
    path = framework.assess(list(sheet)).short_path(dimensions=data.draw(st.booleans()))

    counted = framework.lookup.conditions.counted(sheet)
    opened = [entry.id for entry, code in zip(framework.questions, counted, strict=True) if code in {OPEN, DONT_KNOW}]
    assert sorted(entry.question for entry in path.questions) == sorted(opened)
    matters = [entry.matters for entry in path.questions]
    assert matters == sorted(matters, reverse=True)
    assert any(matters) != path.settled
    assert path.next == next(iter(asked(path)), None)


@given(DRAWN, st.data())
def test_whoever_follows_it_ends_with_the_level_of_every_completion(framework: Framework, data: st.DataObject) -> None:
    codes = list(data.draw(answers(framework)))
    columns = {entry.id: column for column, entry in enumerate(framework.questions)}
    tops = [len(entry.options) - 1 for entry in framework.questions]
    while (name := framework.assess(codes).short_path().next) is not None:
        codes[columns[name]] = data.draw(st.integers(0, tops[columns[name]]))
    filled = [
        data.draw(st.integers(0, top)) if code in {OPEN, DONT_KNOW} else code
        for top, code in zip(tops, codes, strict=True)
    ]

    assert framework.assess(filled).level == framework.assess(codes).level


@given(DRAWN, st.data())
def test_the_order_is_that_of_the_rule_worked_out_naively(framework: Framework, data: st.DataObject) -> None:
    sheet = data.draw(answers(framework))
    dimensions = data.draw(st.booleans())
    path = framework.assess(list(sheet)).short_path(dimensions=dimensions)

    expected = Oracle(framework).path(sheet, dimensions=dimensions)

    event("settled" if expected.settled else f"{min(len(expected.asks), 5)} or more to ask")
    assert (path.settled, tuple(asked(path))) == (expected.settled, expected.asks)


@cache
def turned(place: int) -> Framework:
    """Return a random framework with its questions in the opposite order."""
    tables = {name: getattr(drawn()[place], name) for name in Framework.model_fields}
    return Framework(**tables | {"questions": tables["questions"][::-1]})


@given(st.integers(0, len(drawn()) - 1), st.data())
def test_it_does_not_depend_on_the_order_of_the_file(place: int, data: st.DataObject) -> None:
    sheet = data.draw(answers(drawn()[place]))
    dimensions = data.draw(st.booleans())

    path = drawn()[place].assess(list(sheet)).short_path(dimensions=dimensions)

    assert turned(place).assess(list(sheet)[::-1]).short_path(dimensions=dimensions) == path
