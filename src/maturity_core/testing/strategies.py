"""Hypothesis strategies: random valid frameworks, answers to them, targets, and better answers."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from maturity_core.model.framework import Framework, framework_given
from maturity_core.model.ladder import FRAMEWORK
from maturity_core.model.ladders import ladder_names
from maturity_core.model.states import NOT_APPLICABLE, OPEN, WORDS
from maturity_core.readers.marks import score_ends
from maturity_core.testing.draws import among, any_of, one_each, some_of
from maturity_core.testing.given import sheet_given
from maturity_core.testing.strategy_editions import editions
from maturity_core.testing.strategy_examples import example
from maturity_core.testing.strategy_outcomes import outcomes
from maturity_core.testing.strategy_parts import Parts, parts, prerequisites
from maturity_core.testing.strategy_profiles import profiles
from maturity_core.testing.strategy_rules import rules
from maturity_core.testing.strategy_scales import typical
from maturity_core.testing.strategy_traits import traits
from maturity_core.testing.strategy_units import marks, values
from maturity_core.testing.strategy_words import words

if TYPE_CHECKING:
    from hypothesis.strategies import DrawFn, SearchStrategy

__all__ = ["answers", "frameworks", "improvements", "sheet_to_mapping", "targets"]

EXAMPLES = (0, 0, 0, 0, 0, 1, 1, 2)
"""How many examples a framework has: mostly none, because they are only found once it is built."""
NOT_TABLES = {"numbers", "ruled", "measured", "passed"}
Sheet = tuple[int, ...]
"""A code for each question, in file order: the position of an option, or a constant of the other states."""


@st.composite
def frameworks(draw: DrawFn) -> Framework:
    """Draw a valid framework of up to 3 dimensions, 5 capabilities and 9 questions, with rules of every kind.

    Six in eight have plain numbers, one has weights at the limits of bytes, one as many digits as a file may have.
    One in eight has no levels of the whole. One in three has outcomes, one in three help, links and a language, two
    in five say what has changed since earlier editions, and three in eight have examples, which hold. One scale in
    eight is of whole numbers, and of the others one in three has values instead of credits.

    >>> from hypothesis import given, strategies as st
    >>> @given(st.data())
    ... def test_every_sheet_has_a_result(data):
    ...     framework = data.draw(frameworks())
    ...     sheet = data.draw(answers(framework))
    ...     framework.assess(sheet_to_mapping(framework, sheet))
    """
    drawn = parts(draw)
    rules(draw, drawn)
    values(draw, drawn)
    marks(draw, drawn)
    traits(draw, drawn)
    outcomes(draw, drawn)
    prerequisites(draw, drawn)
    said = words(draw, drawn)
    levels = [level.id for level in drawn.levels]
    drawn.scales = {name: typical(draw, scale, levels) for name, scale in drawn.scales.items()}
    basis = draw(among(None, None, "own", "interpretation"))
    own = {} if basis else {"basis": "interpretation"}
    framework = Framework(
        id="drawn",
        edition="1",
        name="Drawn",
        headline=draw(among("level", "score")),
        source={"title": "Drawn at random"},
        basis=basis,
        contrasts={**_contrasts(draw, drawn), **own} if draw(st.booleans()) else None,
        profiles=profiles(draw, drawn),
        levers=draw(among(None, 1, 2)) and {"show": 2, **own},
        since=editions(draw, drawn),
        **said,
        **{name: table for name, table in vars(drawn).items() if name not in NOT_TABLES},
    )
    ids = [f"case-{place}" for place in range(draw(among(*EXAMPLES)))]
    examples = [example(draw, framework, draw(answers(framework)), name) for name in ids]
    told = [entry for entry in examples if entry is not None]
    return framework.model_copy(update={"examples": told}) if told else framework


def _contrasts(draw: DrawFn, drawn: Parts) -> dict[str, Any]:
    """Draw bounds; those on options apart only if all scales have the same number of options."""
    bounds = ["levels_apart", "levels_below"]
    if len({len(scale.options) for scale in drawn.scales.values()}) == 1:
        bounds += ["options_apart", "options_within"]
    table: dict[str, Any] = {bound: draw(among(None, 0, 1, 2)) for bound in bounds}
    level = draw(among(None, *(level.id for level in drawn.levels)))
    return {**table, "from_level": level}


def answers(framework: Framework) -> SearchStrategy[Sheet]:
    """Draw a sheet: with all four states, with much that is perfect or not applicable, or fully answered.

    A sheet is one draw, and all three kinds shrink to the lowest answers. A framework that rejects open questions gets
    none.

    >>> from hypothesis import given
    >>> from maturity_core import load_framework
    >>> framework = load_framework("service-maturity-check")
    >>> @given(answers(framework))
    ... def test_every_sheet_is_read_as_it_was_drawn(sheet):
    ...     assert tuple(framework.assess(sheet).codes) == sheet
    >>> test_every_sheet_is_read_as_it_was_drawn()
    """
    questions = framework_given(framework).questions
    options = [range(len(question.options)) for question in questions]
    allowed = [[NOT_APPLICABLE] if question.not_applicable else [] for question in questions]
    pairs = list(zip(options, allowed, strict=True))
    opened = () if framework.open_questions == "reject" else OPEN
    return one_each(
        [[0, *state, *opened[:1], *codes[1:], *opened[1:]] for codes, state in pairs],
        [[0, *state, *codes[1:], *[codes[-1], *state] * 2] for codes, state in pairs],
        options,
    )


@st.composite
def targets(draw: DrawFn, framework: Framework) -> dict[str, int | Fraction] | Sheet | None:
    """Draw a target: None for the default, ranks and scores of one or more ladders, or another sheet.

    A rank is an int, a score a fraction. Most of the ladders have requirements; a rank on one without is refused.

    >>> from hypothesis import given
    >>> from maturity_core import load_framework
    >>> framework = load_framework("service-maturity-check")
    >>> @given(targets(framework))
    ... def test_every_target_is_of_one_of_three_kinds(target):
    ...     is_sheet, is_goals = isinstance(target, tuple), isinstance(target, dict)
    ...     assert target is None or (is_sheet and len(target) == 20) or (is_goals and min(target.values()) >= 0)
    >>> test_every_target_is_of_one_of_three_kinds()
    """
    ladders = {name: len(framework.ladder_levels(name)) for name in ladder_names(framework_given(framework))}
    ruled = {str(requirement.ladder) for requirement in framework.all_requirements}
    levelled = [name for name in ladders if ladders[name]]
    groups = [[name for name in levelled if name in ruled], [name for name in levelled if name == FRAMEWORK], levelled]
    kind = draw(among(*(("ladders",) if levelled else ()), "sheet", "default", "scores"))
    if kind == "default":
        return None
    if kind == "sheet":
        return draw(answers(framework))
    if kind == "scores":
        return draw(_scores(framework, tuple(ladders)))
    named = draw(among(*(tuple(group) for group in groups if group)))
    chosen = draw(some_of(*named, least=1))
    return {name: draw(among(*range(1, ladders[name]), 0)) for name in chosen}


@st.composite
def _scores(draw: DrawFn, framework: Framework, ladders: tuple[str, ...]) -> dict[str, int | Fraction]:
    """Draw scores of one or two ladders, and sometimes a level of another."""
    found: dict[str, int | Fraction] = {}
    first = draw(among(FRAMEWORK, draw(among(*ladders))))
    for ladder in dict.fromkeys([first, *draw(any_of(*ladders, most=1))]):
        low, high = score_ends(framework.engine, ladder)
        parts: int = draw(among(1, 2, 3, 6, 7, 10))
        found[ladder] = low + (high - low) * Fraction(draw(st.integers(0, parts)), parts)
    ranked = [ladder for ladder in ladders if ladder not in found and framework.ladder_levels(ladder)]
    return {**found, **dict.fromkeys(draw(any_of(*ranked, most=1)), 1)} if ranked else found


def improvements(framework: Framework, sheet: Sheet) -> SearchStrategy[Sheet]:
    """Draw a sheet that is nowhere worse: options as high or higher, some open questions answered, the rest unchanged.

    It is one draw, and shrinks towards the sheet that was given.

    >>> from hypothesis import given
    >>> from maturity_core import UNANSWERED, load_framework
    >>> framework = load_framework("service-maturity-check")
    >>> sheet = (1, UNANSWERED) + (0,) * 18
    >>> @given(improvements(framework, sheet))
    ... def test_no_answer_is_worse(better):
    ...     assert all(after >= before for before, after in zip(sheet, better, strict=True))
    >>> test_no_answer_is_worse()
    """
    pairs = zip(framework_given(framework).questions, sheet_given(framework, sheet), strict=True)
    higher = [range(max(code, 0), len(entry.options) if code != NOT_APPLICABLE else 0) for entry, code in pairs]
    return one_each([[code] * max(len(codes), 1) + [*codes] for code, codes in zip(sheet, higher, strict=True)])


def sheet_to_mapping(framework: Framework, sheet: Sheet) -> dict[str, str]:
    """Return a sheet as people write it: for each question, the id of its option or the word for its state.

    >>> from maturity_core import UNANSWERED, load_framework
    >>> written = sheet_to_mapping(load_framework("service-maturity-check"), (1, UNANSWERED) + (0,) * 18)
    >>> list(written.values())[:3]
    ['first-steps', 'unanswered', 'start']
    """
    given = sheet_given(framework_given(framework), sheet)
    pairs = zip(framework.questions, given, strict=True)
    return {question.id: question.options[code].id if code >= 0 else WORDS[code] for question, code in pairs}
