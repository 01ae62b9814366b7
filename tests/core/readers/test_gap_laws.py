"""Laws of gaps: better answers raise none, closing all reaches the target, the worst and the best answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from aims import as_target
from builders import dear, drawn
from hypothesis import given
from hypothesis import strategies as st

from maturity_core import Assessment, Status, TargetError, parse_framework
from maturity_core.testing.strategies import answers, improvements, targets

if TYPE_CHECKING:
    from maturity_core import Framework, Gaps
    from maturity_core.results.parts import LadderResult


FRAMEWORKS = drawn()


def gaps_or_none(framework: Framework, sheet: Any, target: Any) -> Gaps | None:
    """Return the gaps of a sheet, or None if the target is refused."""
    try:
        return framework.assess(list(sheet)).gaps(target)
    except TargetError:
        return None


def moved(framework: Framework, gaps: Gaps) -> dict[str, int]:
    """Return the position asked of each question."""
    asked = {gap.question: gap.to for gap in gaps.questions}
    return {
        entry.id: [option.id for option in entry.options].index(asked[entry.id])
        for entry in framework.questions
        if entry.id in asked
    }


def closed(framework: Framework, sheet: Any, gaps: Gaps) -> list[int]:
    """Return the sheet with every gap closed."""
    asked = moved(framework, gaps)
    return [asked.get(entry.id, int(code)) for entry, code in zip(framework.questions, sheet, strict=True)]


def ranks(framework: Framework, result: Assessment) -> list[int]:
    """Return the ranks of all ladders of a result; -1 if there is no level."""
    named: list[tuple[str, Assessment | LadderResult]] = [("framework", result)]
    named += [(f"dimension {entry.id}", entry) for entry in result.dimensions]
    named += [(f"capability {entry.id}", entry) for entry in result.capabilities]
    return [framework.ladder_levels(name).index(entry.level) if entry.level else -1 for name, entry in named]


@dear
@given(st.data())
def test_S2_a_better_answer_lowers_no_level_and_raises_no_gap(data: st.DataObject) -> None:
    """Towards a fixed target, a better answer never makes anything worse."""
    framework = data.draw(st.sampled_from(FRAMEWORKS))
    sheet = data.draw(answers(framework))
    better = data.draw(improvements(framework, sheet))
    target = as_target(framework, data.draw(targets(framework).filter(lambda drawn: drawn is not None)))

    before, after = gaps_or_none(framework, sheet, target), gaps_or_none(framework, better, target)

    worse, improved = framework.assess(list(sheet)), framework.assess(list(better))
    pairs = zip(ranks(framework, worse), ranks(framework, improved), strict=True)
    assert all(low <= high for low, high in pairs)
    assert (worse.score_exact is None) == (improved.score_exact is None)
    assert worse.score_exact is None or improved.score_exact is None or worse.score_exact <= improved.score_exact
    assert (before is None) == (after is None)
    if before is not None and after is not None:
        asked = moved(framework, before)
        assert all(position <= asked.get(name, -1) for name, position in moved(framework, after).items())


@given(st.data())
def test_closing_all_gaps_reaches_the_target(data: st.DataObject) -> None:
    """There are gaps if and only if the target is open; closing them all reaches it."""
    framework = data.draw(st.sampled_from(FRAMEWORKS))
    sheet = data.draw(answers(framework))
    target = as_target(framework, data.draw(targets(framework).filter(lambda drawn: drawn is not None)))

    gaps = gaps_or_none(framework, sheet, target)

    if gaps is not None:
        assert (len(gaps) > 0) == (gaps.status == Status.OPEN)
        assert all(gap.answer != gap.to for gap in gaps.questions)
        after = gaps_or_none(framework, closed(framework, sheet, gaps), target)
        assert after is not None
        assert after.status == (Status.REACHED if gaps.status == Status.OPEN else gaps.status)


@pytest.mark.parametrize("place", range(len(FRAMEWORKS)))
@pytest.mark.wide
def test_S3_worst_and_best_answers(place: int) -> None:
    """The worst answers give the floor; the best give the top of the rungs that are not passed over."""
    framework = FRAMEWORKS[place]
    worst = framework.assess([0] * len(framework.questions))
    best = framework.assess([len(entry.options) - 1 for entry in framework.questions])

    asked = {(str(requirement.ladder), requirement.level) for requirement in framework.all_requirements}
    assert set(ranks(framework, worst)) <= {0, -1}
    tops = {f"dimension {entry.id}": entry.level for entry in best.dimensions} | {"framework": best.level}
    for name, level in tops.items():
        rungs = [rung for rung in framework.ladder_levels(name) if (name, rung.id) in asked]
        assert level == (rungs[-1] if rungs else None)
    assert best.score_exact is not None
    assert best.gaps().status == Status.NOTHING_LEFT


STUCK = """
id = "stuck"
edition = "1"
name = "Stuck"
levels = [{ id = "low", name = "Low" }, { id = "mid", name = "Mid" }]
level_lists.own = [{ id = "low", name = "Low" }, { id = "mid", name = "Mid" }]
source = { title = "A case that random frameworks found" }
scales.yes-no.options = [{ id = "no", label = "No", credit = 0 }, { id = "yes", label = "Yes", credit = 1 }]
dimensions = [{ id = "area", name = "Area" }]
capabilities = [
  { id = "free", name = "Free", dimension = "area", levels = "own" },
  { id = "held", name = "Held", dimension = "area", levels = "own" },
]
questions = [
  { id = "a", capability = "free", text = "A?", scale = "yes-no", basis = "stated" },
  { id = "b", capability = "held", text = "B?", scale = "yes-no", basis = "stated" },
  { id = "c", capability = "held", text = "C?", scale = "yes-no", basis = "stated", not_applicable = true },
]
requirements = [
  { ladder = "capability free", level = "mid", mean = 1, of = { questions = "all" }, basis = "source" },
  { ladder = "capability held", level = "mid", total = 2, base = 0, of = { questions = "all" }, basis = "source" },
  { ladder = "framework", level = "mid", total = 1, base = 0, by = "level", basis = "source", of.capabilities = "all" },
]
"""


def test_an_item_at_its_own_best_is_asked_for_nothing() -> None:
    """Held cannot reach Mid while c does not apply: it is already at its best, so only Free has to move."""
    assessment = parse_framework(STUCK).assess({"a": "no", "b": "no", "c": "not-applicable"})

    assert [gap.question for gap in assessment.gaps("mid").questions] == ["a"]
    assert [step.capability for step in assessment.next_steps("mid")] == ["free"]
