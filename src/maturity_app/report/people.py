"""What a report says of several results: peers, raters, points in time, teams. Each is left out if not asked for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from maturity_app.over_time import figures_parts, history_parts, history_rows
from maturity_app.panelling import panel_parts, panel_rows
from maturity_app.report.blocks import Block, Heading, Picture, Section, Table, paragraphs, points
from maturity_app.rolling_up import counts_part, steps_part, team_rows, unit_rows, whole_rows
from maturity_core.pictures.people import history_slope, peers_levels, peers_spread, roles_dumbbell, team_multiples
from maturity_core.telling.peers import peers_parts
from maturity_core.telling.rollup import rule_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from maturity_app.report.subject import Told
    from maturity_core import RollUp
    from maturity_core.telling.parts import Part

COLUMNS = 4
"""So many columns stand beside the names of rows in one table; more become another table."""
CHANGES = 8
"""So many lines of a list of changes are shown; the rest is counted."""
TALLEST = 620
"""A taller picture might leave most of a printed page empty. It is left out: tables and lists say the same."""
TEAMS, MOST_DRAWN = 6, 24
"""So many teams are drawn in one picture, and in all."""
NAMES = frozenset({0})
"""The column with names of the model."""
_HEIGHT = re.compile(r'viewBox="0 0 [0-9.]+ ([0-9.]+)"')


def peers(told: Told) -> Section:
    """Return where the organisation is among its peers."""
    found = told.beside.peers
    if found is None:
        return Section("peers", told.words.part("show").say("peers-title"), ())
    framework, words = told.framework, told.words
    first, *others = peers_parts(framework, found, words)
    show, drawn = words.part("show"), list[tuple[str, str]]()
    if len(found.levels) > 1:
        drawn.append((show.say("picture-peers-levels"), peers_levels(framework, found, words)))
    if any(one.ladder.kind != "capability" for one in found.standings):
        drawn.append((show.say("picture-peers"), peers_spread(framework, found, words)))
    return Section("peers", first.title, (*paragraphs(*first.texts), *_picture(*drawn), *_blocks(told, others)))


def panel(told: Told) -> Section:
    """Return how raters see the organisation: by role, what they differ on, how far they agree, and a consensus."""
    found = told.beside.panel
    if found is None:
        return Section("panel", told.say("panel-title"), ())
    framework, words = told.framework, told.words
    rows = panel_rows(framework, found, words)
    return Section(
        "panel",
        told.say("panel-title"),
        (
            *_tables(told.say("roles-table"), told.say("dimension"), rows, NAMES),
            *_picture((words.part("show").say("picture-roles"), roles_dumbbell(framework, found, words))),
            *_blocks(told, panel_parts(framework, found, words)),
        ),
    )


def time(told: Told) -> Section:
    """Return what changed since the earlier points in time, what figures say, and a forecast."""
    found = told.beside.history
    if found is None:
        return Section("time", told.say("time-title"), ())
    framework, words = told.framework, told.words
    first, *others = history_parts(framework, found, words, CHANGES)
    figures = figures_parts(framework, told.beside.outcomes, told.beside.forecast, words)
    return Section(
        "time",
        told.say("time-title"),
        (
            *paragraphs(*first.texts),
            *_tables(told.say("points-table"), told.say("dimension"), history_rows(framework, found, words), NAMES),
            *_picture((words.part("show").say("picture-time"), history_slope(framework, found, words))),
            *_blocks(told, (*others, *figures)),
        ),
    )


def teams(told: Told) -> Section:
    """Return the whole by the declared rule, its units and its teams, and the steps that serve most of them."""
    found = told.beside.rollup
    if found is None:
        return Section("teams", told.say("teams-title"), ())
    framework, words = told.framework, told.words
    place = words.part("show").say("rollup-place")
    units = unit_rows(framework, found, words) if found.units else []
    listed = [["", place], *team_rows(framework, found, words)]
    return Section(
        "teams",
        told.say("teams-title"),
        (
            *paragraphs(rule_text(found, words)),
            *_tables(told.say("whole-table"), told.say("dimension"), whole_rows(framework, found, words), NAMES),
            *_blocks(told, [counts_part(framework, found, words)]),
            *_tables(words.part("show").say("rollup-units"), told.say("team"), units),
            *_tables(words.part("show").say("rollup-teams"), told.say("team"), listed),
            *_picture(*_multiples(told, found)),
            *_blocks(told, [steps_part(framework, found, words)] if found.steps else []),
        ),
    )


def _multiples(told: Told, found: RollUp) -> Iterator[tuple[str, str]]:
    """Yield pictures of the teams, as many as fit on a page in each, with their titles; none of very many teams."""
    title, number = told.words.part("show").say("picture-teams"), len(found.teams)
    for at in range(0, number if number <= MOST_DRAWN else 0, TEAMS):
        names = found.teams.ids[at : at + TEAMS]
        part = title if number <= TEAMS else told.say("part", name=title, first=at + 1, last=at + len(names))
        yield part, team_multiples(told.framework, found, told.words, names)


def _blocks(told: Told, parts: Iterable[Part]) -> Iterator[Block]:
    """Yield parts as blocks; losses below other points have a heading of their own."""
    for part in parts:
        if part.title:
            yield Heading(part.title)
        yield from paragraphs(*part.texts)
        yield from points(part.points)
        if part.points and part.losses:
            yield Heading(told.words.part("show").say("time-fell"), 4)
        yield from points(part.losses)
        yield from paragraphs(*part.rest)


def _tables(
    caption: str, corner: str, rows: Sequence[Sequence[str]], own: frozenset[int] = frozenset()
) -> Iterator[Table]:
    """Yield rows under a row of titles as a table; many columns as several, each with the names of the rows.

    `own` are the columns with texts of the model.
    """
    if not rows:
        return
    (_, *titles), *body = rows
    for at in range(0, len(titles), COLUMNS):
        chosen = slice(at, at + COLUMNS)
        cells = tuple((name, *found[chosen]) for name, *found in body)
        yield Table(caption, (corner, *titles[chosen]), cells, own=own)


def _picture(*drawings: tuple[str, str]) -> tuple[Picture, ...]:
    """Return drawings that fit on a page as one picture."""
    heights = [(_HEIGHT.search(svg), name, svg) for name, svg in drawings]
    fitting = tuple((name, svg) for height, name, svg in heights if height and float(height[1]) <= TALLEST)
    alone = fitting[0][0] if len(fitting) == 1 else ""
    return (Picture(fitting, alone),) if fitting else ()
