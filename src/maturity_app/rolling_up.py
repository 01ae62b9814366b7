"""Teams rolled up, on a terminal, and the command that does so."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from maturity_app.assessing import as_json
from maturity_app.console import AS_JSON, FRAMEWORK, POSITIONS, WORDS, say
from maturity_app.lines import heading, part_lines, wrapped
from maturity_app.panelling import numbers
from maturity_app.several_files import read_every
from maturity_app.side_by_side import side_by_side
from maturity_app.targets import read_targets
from maturity_core import roll_up
from maturity_core.model.ladder import FRAMEWORK as WHOLE
from maturity_core.people.units import nested
from maturity_core.telling import rollup as told
from maturity_core.telling.origin import edition_text
from maturity_core.telling.parts import Part
from maturity_core.telling.wording import ladder_name, level_name, score_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from maturity_core import Assessment, Framework, RollUp
    from maturity_core.results.rollup import RolledUp, Team
    from maturity_core.telling.words import Words

SHOWN = 5
"""So many steps are shown."""
INDENT = "  "


@click.command("rollup", short_help="Roll several teams up into one line by a declared rule.")
@FRAMEWORK
@click.argument("answers", nargs=-1, required=True, metavar="ANSWERS...")
@click.option(
    "--rule",
    default="weakest",
    show_default=True,
    metavar="RULE",
    help="weakest; a share of teams such as 75%, who have the level; or mean, the mean of scores without a level.",
)
@click.option("--weight", "weights", multiple=True, metavar="TEAM=N", help="How much a team counts. Default: 1.")
@click.option(
    "--path-separator", metavar="TEXT", help="Names are paths of units with this text in between, such as ' / '."
)
@click.option("--target", help="What next steps aim for, as for `maturity assess`; a file may have a row per team.")
@POSITIONS
@WORDS
@AS_JSON
def rollup_command(  # noqa: PLR0913 - one for each option of the command
    framework: Framework,
    answers: tuple[str, ...],
    *,
    rule: str,
    weights: tuple[str, ...],
    path_separator: str | None,
    target: str | None,
    positions_from: int | None,
    words: Words,
    wants_json: bool,
) -> None:
    """Roll several teams, departments or sites up into one line for the whole, with the spread over the teams.

    ANSWERS is a table with one team per row, named in its column `organisation`, or several answers files.
    """
    sheets = read_every(framework, answers, positions_from)
    teams: list[Assessment] = [sheet.assessed(framework) for sheet in sheets]
    names = [sheet.organisation for sheet in sheets]
    aims = dict(zip(names, read_targets(framework, target, names, positions_from), strict=True))
    parents = nested(names, path_separator) if path_separator else None
    found = roll_up(framework, teams, rule, weights=numbers(weights, "TEAM"), parents=parents, targets=aims)
    say(as_json(found.model_dump(mode="json")) if wants_json else rollup_lines(framework, found, words))


def rollup_lines(framework: Framework, found: RollUp, words: Words) -> Iterator[str]:
    """Yield the whole with its dimensions, the units, the teams, and the steps that serve most of them."""
    show = words.part("show")
    yield from wrapped(f"{edition_text(framework, words)}: {show.count('teams', len(found.teams))}")
    yield from wrapped(told.rule_text(found, words))
    yield ""
    yield from side_by_side(whole_rows(framework, found, words))
    counts = counts_part(framework, found, words)
    yield from [""] if counts.texts else []
    yield from part_lines(counts)
    if found.units:
        yield from heading(show.say("rollup-units"))
        yield from side_by_side(unit_rows(framework, found, words))
    yield from heading(show.say("rollup-teams"))
    yield from side_by_side(team_rows(framework, found, words))
    if found.steps:
        yield from part_lines(steps_part(framework, found, words))


def counts_part(framework: Framework, found: RollUp, words: Words) -> Part:
    """Return how many teams are at each level, and what open questions leave possible."""
    counts = told.counts_text(framework, found, words)
    return Part(texts=(*filter(None, [counts]), *told.doubt_texts(framework, found, words)))


def steps_part(framework: Framework, found: RollUp, words: Words) -> Part:
    """Return the steps that serve most teams, and how many more there are."""
    points = [told.step_text(framework, found, step, words) for step in found.steps[:SHOWN]]
    rest = len(found.steps) - SHOWN
    points += [words.say("more", number=rest)] if rest > 0 else []
    return Part(words.part("show").say("rollup-steps"), points=tuple(points))


def _titles(words: Words) -> list[str]:
    return ["", *(words.part("show").say(f"rollup-{name}") for name in ("place", "spread", "weakest"))]


def whole_rows(framework: Framework, found: RollUp, words: Words) -> list[list[str]]:
    """Return a row for the whole and each dimension, under a row of titles."""
    return [_titles(words), *(_row(framework, one, words) for one in found.whole)]


def team_rows(framework: Framework, found: RollUp, words: Words) -> list[list[str]]:
    """Return a row for each team: its name, and where it is."""
    return [[team.name, _place(framework, team, words)] for team in found.teams]


def _row(framework: Framework, one: RolledUp, words: Words, name: str = "") -> list[str]:
    whole = words.part("show").say("time-overall") if one.ladder == WHOLE else ladder_name(framework, one.ladder)
    cells = (told.place_text, told.spread_text)
    weakest = told.named_text(one.weakest, words)
    return [name or whole, *(cell(framework, one, words) for cell in cells), weakest]


def unit_rows(framework: Framework, found: RollUp, words: Words) -> list[list[str]]:
    """Return a row for every unit, below the one that it belongs to, under a row of titles."""
    depths: dict[str | None, int] = {None: -1}
    rows = [_titles(words)]
    for unit in found.units:
        depths[unit.name] = depths[unit.unit] + 1
        name = INDENT * depths[unit.name] + unit.name
        rows.append(_row(framework, unit.ladders[WHOLE], words, name))
    return rows


def _place(framework: Framework, team: Team, words: Words) -> str:
    whole = team.ladders[WHOLE]
    if whole.not_yet:
        return words.say("not-yet-short")
    score = "" if whole.score_exact is None else score_text(framework, whole.ladder, whole.score_exact, words)
    level = level_name(framework, whole.ladder, whole.level) if whole.level else ""
    return " ".join(filter(None, [level, score])) or words.say("no-score")
