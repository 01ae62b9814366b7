"""Several people's views of one organisation, side by side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from maturity_app.answer_files import FORMATS, read_sheet
from maturity_app.lines import WIDTH, cut, heading, room, table, wide, wrapped
from maturity_app.rules import note_line
from maturity_app.targets import FILE_MARK
from maturity_core.errors import AnswersError, Problem
from maturity_core.model.ladder import Ladder
from maturity_core.people.views import is_date
from maturity_core.telling.origin import edition_text
from maturity_core.telling.page.lines import prose
from maturity_core.telling.views import seen_score, views_texts
from maturity_core.telling.wording import level_name

if TYPE_CHECKING:
    from maturity_core import Assessment, Framework
    from maturity_core.results.views import View, ViewsResult
    from maturity_core.telling.words import Words

NAME_WIDTH, GAP = 30, 2


def read_views(
    framework: Framework, views: Sequence[str], positions_from: int | None = None
) -> dict[str, Assessment | str]:
    """Return by role the assessment of that person's sheet, or the level at which they place the organisation.

    Raises:
        AnswersError: lists everything that is wrong: views not written as `role=...`, duplicate roles, answers files.
    """
    problems: list[Problem] = []
    found: dict[str, Assessment | str] = {}
    for view in views:
        role, mark, value = (part.strip() for part in view.partition("="))
        if not (role and mark and value):
            allowed = "ROLE=LEVEL or ROLE=FILE"
            problems.append(Problem("not a view", "views", repr(view), allowed))
        elif role in found:
            problems.append(Problem("duplicate role", f"views.{role}"))
        else:
            found[role] = _view(framework, value, positions_from, problems)
    if problems:
        raise AnswersError(problems)
    return found


def are_dates(views: Sequence[str]) -> bool:
    """Return whether all views are answers files named by dates: they are points in time then.

    >>> are_dates(["2025=a.toml", "2026=b.toml"]), are_dates(["2025=improving", "2026=b.toml"])
    (True, False)
    """
    pairs = [view.partition("=") for view in views]
    return all(is_date(name) and _names_file(value.strip()) for name, _, value in pairs)


def _names_file(value: str) -> bool:
    """Return whether a value is the name of a file, by its extension or a leading `@`."""
    return value.startswith(FILE_MARK) or Path(value).suffix.removeprefix(".").lower() in FORMATS


def _view(framework: Framework, value: str, positions_from: int | None, problems: list[Problem]) -> Assessment | str:
    """Return an assessment if a file is named; otherwise the id of a level."""
    if not _names_file(value):
        return value
    try:
        sheet = read_sheet(framework, value.removeprefix(FILE_MARK), positions_from=positions_from)
        return sheet.assessed(framework)
    except AnswersError as error:
        problems += error.problems
        return ""


def side_by_side(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Yield a table; one without room for all columns as several, each of which begins with the names of the rows.

    Only names and cells that would not fit on a line with each other are cut.
    """
    widest = room()
    if wide(rows) <= widest:
        yield from table(rows)
        return
    columns = [[cut(cell, WIDTH - NAME_WIDTH - GAP) for cell in column] for column in zip(*rows, strict=True)][1:]
    longest = NAME_WIDTH if len(columns) > 1 else WIDTH - GAP - max(map(len, columns[0]))
    names = [cut(row[0], longest) for row in rows]
    parts: list[list[list[str]]] = [[names]]
    for column in columns:
        fits = wide(list(zip(*parts[-1], column, strict=True))) <= widest
        parts = [*parts[:-1], [*parts[-1], column]] if fits else [*parts, [names, column]]
    for place, part in enumerate(parts):
        yield from [""] if place else []
        yield from table(list(zip(*part, strict=True)))


def _seen(framework: Framework, view: View, dimension: str, words: Words) -> str:
    """Return the level at which a view places a dimension; if the dimension awards none, the score and its range."""
    ladder = Ladder("dimension", dimension)
    if not framework.outline.awards_at(ladder):
        score, possible = seen_score(framework, view, ladder, words)
        return words.say("view-score", score=score, range=possible) if possible else score
    if dimension in view.dimensions_not_yet:
        return words.say("not-yet-short")
    level = view.dimensions[dimension]
    return level_name(framework, ladder, level) if level else words.say("no-level")


def views_lines(framework: Framework, result: ViewsResult, words: Words) -> Iterator[str]:
    """Yield the views, how they compare, and the dimensions side by side."""
    show = words.part("show")
    yield from wrapped(f"{edition_text(framework, words)}: {words.count('views', len(result.views))}")
    yield ""
    for sentence in views_texts(framework, result, words):
        yield from wrapped(sentence)
    if result.missing:
        yield from wrapped(show.say("not-heard", names=words.listed(result.missing)))
    answered = [view for view in result.views if view.dimensions]
    if answered:
        yield from heading(words.say("dimensions-title"))
        rows = [["", *(view.role for view in answered)]]
        rows += [
            [entry.name, *(_seen(framework, view, entry.id, words) for view in answered)]
            for entry in framework.dimensions
        ]
        yield from side_by_side(rows)
    notes = [note for note in framework.notes if note.at == "comparison"]
    yield from heading(show.say("about-comparing")) if notes else []
    for note in notes:
        yield from prose(note_line(note, words), "- ")
