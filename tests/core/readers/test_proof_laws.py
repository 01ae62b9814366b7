"""What is said to be proved, against all sheets of small random frameworks."""

from __future__ import annotations

import os
from fractions import Fraction
from functools import cache
from itertools import product
from math import prod
from typing import TYPE_CHECKING, NamedTuple

import pytest
from builders import drawn
from hypothesis import given, settings
from hypothesis import strategies as st

from maturity_core import prove
from maturity_core.model.fields import number_text
from maturity_core.model.node import altered
from maturity_core.model.units import score_of
from maturity_core.readers.marks import score_ends
from maturity_core.readers.proof import followers, reached_levels, rises_only
from maturity_core.readers.proof.claims import COMPARED, read_claim
from maturity_core.readers.proof.editions import diff_editions
from maturity_core.scoring.one.standing import exact_score
from maturity_core.testing import laws
from maturity_core.testing.suite import alone
from maturity_core.testing.suite.subject import Subject

if TYPE_CHECKING:
    from hypothesis.strategies import DrawFn, SearchStrategy

    from maturity_core import Framework
    from maturity_core.scoring.one.evaluate import RuleStanding

LONG = os.environ.get("MATURITY_PROFILE") == "long"
MOST_SHEETS = 800 if LONG else 150
VERDICTS = {(False, False): "same", (True, False): "raised", (False, True): "lowered", (True, True): "mixed"}
FEW = settings(max_examples=2_000 if LONG else max(5, settings().max_examples // 16))


class Small(NamedTuple):
    """A framework, and every sheet on which all of its questions apply, as they count."""

    framework: Framework
    sheets: list[RuleStanding]


@cache
def small() -> list[Small]:
    found: list[Small] = []
    for framework in drawn():
        single = framework.engine.single
        sizes = [len(question.options) for question in framework.questions]
        if single is not None and prod(sizes) <= MOST_SHEETS:
            counted = framework.lookup.conditions.counted
            found.append(Small(framework, [single.stand(counted(codes)) for codes in product(*map(range, sizes))]))
    return found


@pytest.fixture(autouse=True, scope="module")
def built() -> None:
    """Build the frameworks before a property asks for them: drawing them is a property of its own."""
    small()


some = st.deferred(lambda: st.sampled_from(small()))


@st.composite
def edited(draw: DrawFn, tried: Small) -> Framework | None:
    """Draw another definition: its questions in reverse, one weight or threshold changed; None if it is not valid."""
    framework = tried.framework
    tables = {name: getattr(framework, name) for name in type(framework).model_fields} | {"examples": (), "since": ()}
    table = draw(st.sampled_from([name for name in ("questions", "capabilities", "requirements") if tables[name]]))
    entries = list(tables[table])
    place = draw(st.integers(0, len(entries) - 1))
    field = entries[place].statistic if table == "requirements" else "weight"
    number = draw(st.sampled_from([Fraction(1, 3), Fraction(1), Fraction(2)]))
    tables[table] = [*entries[:place], altered(entries[place], **{field: number}), *entries[place + 1 :]]
    try:
        return type(framework)(**tables | {"questions": tables["questions"][::-1]})
    except ValueError:
        return None


@st.composite
def parts(draw: DrawFn, tried: Small) -> str:
    """Draw a comparison of a level, a score that some sheet has, or an answer."""
    framework, sheets = tried
    outline = framework.outline
    sign = draw(st.sampled_from([*COMPARED]))
    kind = draw(st.sampled_from(["level", "level", "score", "question"]))
    if kind == "question":
        question = draw(st.sampled_from(framework.questions))
        return f"question {question.id} {sign} {draw(st.sampled_from(question.options)).id}"
    place = draw(st.sampled_from([outline.overall, *range(len(outline.ladders))]))
    ladder = outline.ladders[place]
    if kind == "level" and outline.awards_at(ladder):
        return f"{ladder} {sign} {draw(st.sampled_from(outline.levels[place])).id}"
    score = exact_score(draw(st.sampled_from(sheets)), place) or Fraction(0)
    low, high = score_ends(framework.engine, ladder)
    bottom, top = score_of(framework, ladder).shown or (low, high)
    return f"{ladder} {sign} {number_text(bottom + (score - low) * (top - bottom) / (high - low))}"


def claims(tried: Small) -> SearchStrategy[str]:
    sides = st.tuples(*(st.lists(parts(tried), min_size=least, max_size=2) for least in (0, 1)))
    return sides.map(lambda pair: " implies ".join(" and ".join(side) for side in pair if side))


@FEW
@given(st.data())
def test_what_is_proved_is_so_and_what_is_refuted_has_no_smaller_counter_example(data: st.DataObject) -> None:
    tried = data.draw(some)
    text = data.draw(claims(tried))
    try:
        claim = read_claim(tried.framework, text)
    except ValueError:  # a score of many digits
        return

    proof = prove(tried.framework, text)

    against = [sum(sheet.codes) for sheet in tried.sheets if claim.refuted_by(sheet)]
    assumed = any(all(part.holds(sheet) for part in claim.given) for sheet in tried.sheets)
    assert proof.status == ("refuted" if against else "proved"), text
    assert proof.vacuous is not assumed, text
    assert (proof.steps, proof.smallest) == ((min(against), True) if against else (None, None)), text


@FEW
@given(st.data())
def test_whose_level_another_definition_changes_is_what_all_sheets_say(data: st.DataObject) -> None:
    tried = data.draw(some)
    other = data.draw(edited(tried))
    single = None if other is None else other.engine.single
    if other is None or single is None:
        return

    found = diff_editions(tried.framework, other)

    columns = [tried.framework.lookup.columns[question.id] for question in other.questions]
    moved = [single.stand([sheet.codes[column] for column in columns]) for sheet in tried.sheets]
    for entry in found.ladders:
        places = [one.engine.index[entry.ladder] for one in (tried.framework, other)]
        pairs = [(one.rank(places[0]), two.rank(places[1])) for one, two in zip(tried.sheets, moved, strict=True)]
        moves = any(two > one for one, two in pairs), any(two < one for one, two in pairs)
        assert entry.verdict == VERDICTS[moves], entry.ladder


@FEW
@given(some)
def test_a_level_can_be_the_result_if_it_is_that_of_a_sheet(tried: Small) -> None:
    framework, sheets = tried

    for level in reached_levels(framework):
        place = framework.engine.index[level.ladder]
        ranks = {sheet.rank(place) for sheet in sheets}
        assert (level.certain, level.codes is not None) == (True, level.rank in ranks), level


@FEW
@given(some)
def test_without_the_requirements_that_follow_every_sheet_has_the_same_levels(tried: Small) -> None:
    framework, sheets = tried
    single = framework.engine.single
    assert single is not None

    found = {entry.requirement: entry for entry in followers(framework)}

    for ladder in single.compiled.ladders:
        kept = [rule for rule in ladder.requirements if not found[rule.index].follows]
        for sheet in sheets:
            low = min((rule.rung for rule in ladder.requirements if not sheet.state(rule)[1]), default=99)
            assert low == min((rule.rung for rule in kept if not sheet.state(rule)[1]), default=99), ladder.name
    assert all(entry.certain for entry in found.values())
    assert rises_only(framework)
    law = next(law for law in laws() if law.id == "requirements-decide-or-follow")
    subject = Subject(framework)
    assert law.on(subject).status in {"proved", "not applicable"}
    assert {*alone._follow(subject)} == {entry.requirement for entry in found.values() if entry.follows}
