"""`maturity inspect`: what the author of a model may want to know of it as a whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from maturity_app.assessing import as_json
from maturity_app.console import AS_JSON, FRAMEWORK, say
from maturity_app.lines import bullets, heading, table, wrapped
from maturity_app.proving.prove import CASES
from maturity_core.model.ladder import FRAMEWORK as WHOLE
from maturity_core.model.ladder import Ladder
from maturity_core.readers.proof.inspecting import inspect_framework
from maturity_core.telling.origin import edition_text
from maturity_core.telling.wording import counted, joined, ladder_name, level_name, requirement_sentence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from maturity_core import Framework
    from maturity_core.results.inspection import Excused, Inspection, LadderShares, LevelShare, Lift

RARE = 0.001
"""A smaller share is told as one in so many."""
LARGE = {"trillion": 10**12, "billion": 10**9, "million": 10**6}


@click.command("inspect", short_help="Show how a model behaves over all answers, for its author.")
@FRAMEWORK
@CASES
@AS_JSON
def inspect_command(framework: Framework, *, cases: int, wants_json: bool) -> None:
    """Show how a model behaves over all answers, for its author.

    How low a dimension can be while the whole is at each level; how far a single answer can lift the level; what
    calling a question not applicable can gain; which requirements follow from the others; which questions change no
    level; what share of all sheets has each level. All of it is about sheets on which every question applies.
    With --json, there is a sheet as evidence for each of the first three.

    Needs the extra `roadmap`. `docs/proof.md` says what it rests on.
    """
    found = inspect_framework(framework, cases)
    say(as_json(found.model_dump(mode="json")) if wants_json else inspection_lines(framework, found))


def inspection_lines(framework: Framework, found: Inspection) -> Iterator[str]:
    """Yield an inspection as lines of text, 80 columns wide."""
    yield from wrapped(f"{edition_text(framework)} ({framework.id}), over all sheets on which every question applies.")
    if found.lowest_parts:
        yield from heading("How low a dimension can be while the whole is at a level")
        yield from _lowest_lines(framework, found)
    if framework.outline.awards:
        yield from heading("What a single answer can do")
        yield from bullets(_single_texts(framework, found))
    if framework.all_requirements:
        yield from heading("Requirements that ask for nothing more")
        yield from bullets(_follower_texts(framework, found))
    yield from heading("Questions that change no level")
    yield from bullets(_dead_texts(framework, found))
    for shares in found.shares:
        name = "the model" if shares.ladder == WHOLE else ladder_name(framework, shares.ladder)
        yield from heading(f"How many sheets have each level: {name}")
        yield from _share_lines(framework, shares)


def _lowest_lines(framework: Framework, found: Inspection) -> Iterator[str]:
    levels = list(dict.fromkeys(part.level for part in found.lowest_parts))
    names = {entry.id: entry.name for entry in framework.dimensions}
    rows: dict[str, list[str]] = {}
    for part in found.lowest_parts:
        told = "?" if part.lowest is None else level_name(framework, Ladder("dimension", part.dimension), part.lowest)
        rows.setdefault(part.dimension, []).append(f"{told}{'' if part.certain else ' *'}")
    titles = [level_name(framework, WHOLE, level) for level in levels]
    for title, lowest in zip(titles, zip(*rows.values(), strict=True), strict=True):
        yield from [f"{title}:"]
        yield from table([("", names[name], told) for name, told in zip(rows, lowest, strict=True)])
    if not all(part.certain for part in found.lowest_parts):
        yield from wrapped("* The search was stopped: it may be lower.")


def _single_texts(framework: Framework, found: Inspection) -> Iterator[str]:
    """Yield what a single answer, or calling a question not applicable, can change."""
    perhaps = "" if found.lift_certain else " The search was stopped: there may be more."
    if found.lift is None:
        yield f"No single answer changes the level.{perhaps}"
    else:
        ends = _ends(framework, found.lift)
        question = framework.question(found.lift.question)
        yield f"One answer can lift the level {ends}: {question.text} ({question.id}). None lifts it further.{perhaps}"
    for entry in found.excused:
        stopped = "" if entry.certain else " The search was stopped: it may gain more."
        told = f"Calling {entry.question} not applicable, instead of its lowest answer, can lift the level"
        yield f"{told} {_ends(framework, entry)}.{stopped}"
    if not found.excused and any(question.not_applicable for question in framework.questions):
        yield "Calling a question not applicable, instead of its lowest answer, never lifts the level."


def _ends(framework: Framework, entry: Lift | Excused) -> str:
    """Return from which level to which."""
    before, after = (level_name(framework, WHOLE, level) for level in (entry.level_from, entry.level_to))
    return f"from {before} to {after}"


def _follower_texts(framework: Framework, found: Inspection) -> Iterator[str]:
    """Yield the requirements that all could be left out, if every question applies."""
    for place in found.followers:
        yield requirement_sentence(framework, framework.all_requirements[place])
    if found.followers:
        told = "It follows" if len(found.followers) == 1 else "They follow"
        yield f"{told} from the others up to that level, but may matter where questions don't apply."
    elif found.followers_certain:
        number = counted(len(framework.all_requirements), "requirement")
        yield f"None: each of the {number} is missed on some sheet that meets the others up to its level."
    if not found.followers_certain:
        yield "The search was stopped: there may be more."


def _dead_texts(framework: Framework, found: Inspection) -> Iterator[str]:
    """Yield which questions change no level."""
    if found.dead:
        yield f"{counted(len(found.dead), 'question')}, on no sheet, whatever the ladder: {joined(found.dead)}."
    if found.undecided:
        yield f"The search was stopped before this was known: {joined(found.undecided)}."
    if not found.dead and not found.undecided:
        number = counted(len(framework.questions), "question")
        yield f"None: each of the {number} changes a level on some sheet."


def _share_lines(framework: Framework, shares: LadderShares) -> Iterator[str]:
    names = [level_name(framework, shares.ladder, entry.level) for entry in shares.levels]
    yield from table([(name, share_text(entry)) for name, entry in zip(names, shares.levels, strict=True)])
    if shares.drawn is not None:
        yield from wrapped(f"Not exact: of {shares.drawn:,} sheets drawn at random. There are too many cases to count.")


def share_text(entry: LevelShare) -> str:
    """Return a share of sheets in words: as a percentage, or as one in so many.

    >>> from types import SimpleNamespace
    >>> [share_text(SimpleNamespace(share=share)) for share in (0.125, 0.0002, 3e-9, 0.0)]
    ['12.5%', '1 in 5,000', '1 in 333.3 million', 'none']
    """
    if entry.share == 0:
        return "none"
    if entry.share >= RARE:
        return f"{entry.share * 100:.1f}%"
    number = 1 / entry.share
    name, unit = next(((name, unit) for name, unit in LARGE.items() if number >= unit), ("", 1))
    return f"1 in {number / unit:,.1f} {name}" if name else f"1 in {number:,.0f}"
