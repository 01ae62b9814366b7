"""Several raters of one organisation, on a terminal, and the command that compares them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from maturity_app.answer_files import read_sheets
from maturity_app.assessing import as_json
from maturity_app.console import AS_JSON, FRAMEWORK, POSITIONS, WORDS, say
from maturity_app.lines import part_lines, wrapped
from maturity_app.side_by_side import side_by_side
from maturity_core import compare_raters
from maturity_core.errors import AnswersError, Problem
from maturity_core.model.ladder import FRAMEWORK as WHOLE
from maturity_core.people.consensus import RULES
from maturity_core.telling import panel as told
from maturity_core.telling.origin import edition_text
from maturity_core.telling.parts import Part
from maturity_core.telling.wording import ladder_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from maturity_core import Assessment, Framework, RaterPanel
    from maturity_core.telling.words import Words

SHOWN = 5
"""So many differences are shown; the rest is counted."""


@click.command("panel", short_help="Compare several raters of one organisation, question by question.")
@FRAMEWORK
@click.argument("answers", nargs=-1, required=True, metavar="[NAME=]ANSWERS...")
@click.option("--rule", type=click.Choice(RULES), default="median", show_default=True, help="How to find a consensus.")
@click.option("--weight", "weights", multiple=True, metavar="ROLE=N", help="How much a role counts in the median.")
@POSITIONS
@WORDS
@AS_JSON
def panel_command(  # noqa: PLR0913 - one for each option of the command
    framework: Framework,
    answers: tuple[str, ...],
    *,
    rule: str,
    weights: tuple[str, ...],
    positions_from: int | None,
    words: Words,
    wants_json: bool,
) -> None:
    """Compare several raters of one organisation: levels by role, where they differ most, how far they agree.

    ANSWERS are answers files, or a table with a rater per row. Raters are named by NAME, or else by `respondent` or
    `role` in their sheets; raters of one role stand together.
    """
    sheets = read_raters(framework, answers, positions_from)
    found = compare_raters(framework, sheets, rule, role_weights=numbers(weights, "ROLE"))
    say(as_json(found.model_dump(mode="json")) if wants_json else panel_lines(framework, found, words))


def read_raters(framework: Framework, given: Sequence[str], positions_from: int | None) -> list[Assessment]:
    """Return the sheets of raters; a name that is given before a file becomes their role, if they have none.

    Raises:
        AnswersError: listing everything that is wrong with them.
    """
    found: list[Assessment] = []
    problems: list[Problem] = []
    for text in given:
        name, mark, file = text.partition("=")
        if not mark or Path(text).exists():
            name, file = "", text
        try:
            sheets = read_sheets(framework, file.strip(), None, positions_from)
        except AnswersError as error:
            problems += error.problems
            continue
        for sheet in sheets:
            named = {"role": name.strip()} if name.strip() and not sheet.facts.role else {}
            found.append(replace(sheet, facts=sheet.facts.model_copy(update=named)).assessed(framework))
    if problems:
        raise AnswersError(problems)
    return found


def numbers(given: Sequence[str], called: str) -> dict[str, str]:
    """Return weights by name, as texts for the core to check.

    Raises:
        AnswersError: one is not written as `NAME=N`, or there is a duplicate.

    >>> numbers(["board=2"], "ROLE")
    {'board': '2'}
    """
    found: dict[str, str] = {}
    problems: list[Problem] = []
    for text in given:
        name, _, weight = map(str.strip, text.rpartition("="))
        if not name or not weight:
            problems.append(Problem("not a weight", "--weight", repr(text), f"{called}=N"))
        elif name in found:
            problems.append(Problem("duplicate name", "--weight", repr(name)))
        else:
            found[name] = weight
    if problems:
        raise AnswersError(problems)
    return found


def panel_lines(framework: Framework, panel: RaterPanel, words: Words) -> Iterator[str]:
    """Yield the roles side by side, what they differ on, how far they agree, and the consensus."""
    raters = words.part("show").count("raters", len(panel.raters))
    yield from wrapped(f"{edition_text(framework, words)}: {raters}")
    yield ""
    yield from side_by_side(panel_rows(framework, panel, words))
    for part in panel_parts(framework, panel, words):
        yield from part_lines(part)


def panel_parts(framework: Framework, panel: RaterPanel, words: Words) -> Iterator[Part]:
    """Yield what there is to say about several raters beside the table of their roles."""
    show = words.part("show")
    perceptions = tuple(told.perception_text(framework, one, words) for one in panel.perceptions)
    if panel.missing:
        yield Part(texts=(show.say("not-heard", names=words.listed(panel.missing)),))
    title = show.say("panel-perceptions") if perceptions else ""
    yield Part(title, points=perceptions, rest=tuple(told.pattern_texts(framework, panel)))
    if len(panel.raters) == 1:
        yield Part(texts=(show.say("panel-alone"),))
        return
    agreed = show.say("panel-no-differences")
    if panel.differences or panel.agreement.value is not None:
        points = _first_differences(framework, panel, words)
        yield Part(show.say("panel-differences"), () if points else (agreed,), points)
    pairs = tuple(told.pair_texts(panel, words))
    yield Part(show.say("panel-agreement-title"), tuple(told.agreement_texts(panel, words)), pairs)
    yield Part(show.say("panel-consensus-title"), tuple(told.consensus_texts(framework, panel, words)))


def _first_differences(framework: Framework, panel: RaterPanel, words: Words) -> tuple[str, ...]:
    """Return the questions that raters differ on most, and how many more there are."""
    points = [told.difference_text(framework, one, words) for one in panel.differences[:SHOWN]]
    rest = len(panel.differences) - SHOWN
    return (*points, *([words.say("more", number=rest)] if rest > 0 else []))


def panel_rows(framework: Framework, panel: RaterPanel, words: Words) -> list[list[str]]:
    """Return a row for the whole and each dimension, a column for each role, under a row of titles."""
    rows = [["", *panel.roles.ids]]
    for ladder in panel.roles[0].ladders.ids:
        seen = [role.ladders[ladder] for role in panel.roles]
        name = words.part("show").say("time-overall") if ladder == WHOLE else ladder_name(framework, seen[0].ladder)
        rows.append([name, *(told.role_text(framework, one, words) for one in seen)])
    return rows
