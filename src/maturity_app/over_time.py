"""Results of one organisation over time, on a terminal, and the command that shows them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from maturity_app.answer_files import read_sheet
from maturity_app.assessing import as_json
from maturity_app.console import AS_JSON, FRAMEWORK, POSITIONS, WORDS, say
from maturity_app.file_text import file_text
from maturity_app.lines import part_lines, wrapped
from maturity_app.several_files import read_every
from maturity_app.side_by_side import side_by_side
from maturity_app.table_files import parse_toml
from maturity_app.targets import FILE_MARK, read_target
from maturity_core import compare_dates, compare_outcomes, forecast
from maturity_core.errors import AnswersError, Problem
from maturity_core.model.ladder import FRAMEWORK as WHOLE
from maturity_core.telling import progress as told
from maturity_core.telling.coming import goals_text
from maturity_core.telling.origin import edition_text
from maturity_core.telling.outcomes import forecast_texts, outcomes_texts
from maturity_core.telling.parts import Part
from maturity_core.telling.wording import ladder_name, level_name, score_text

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Sequence

    from maturity_core import Assessment, Forecast, Framework, History, Outcomes, Progress
    from maturity_core.results.history import Reading
    from maturity_core.telling.words import Words

SHOWN = 20
"""So many lines of a list are shown; the rest is counted. `--json` has them all."""
FEWEST = 3
"""With so many points, there is more to see than the change from the first to the last."""


@click.command("history", short_help="Show what changed from one date to the next.")
@FRAMEWORK
@click.argument("answers", nargs=-1, required=True, metavar="ANSWERS...")
@click.option("--target", help="What progress is measured towards, as for `maturity assess`.")
@click.option("--outcomes", metavar="FILE", help="A TOML file with figures of your own by date: see docs/history.md.")
@click.option("--due", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE", help="The day the target was planned for.")
@POSITIONS
@WORDS
@AS_JSON
def history_command(  # noqa: PLR0913 - one for each option of the command
    framework: Framework,
    answers: tuple[str, ...],
    *,
    target: str | None,
    outcomes: str | None,
    due: dt.datetime | None,
    positions_from: int | None,
    words: Words,
    wants_json: bool,
) -> None:
    """Show what changed in one organisation from one date to the next: falls first, then rises.

    ANSWERS are answers files whose sheets have a date, or one table with a column `date`. Sheets are sorted by date.
    Answers to an earlier edition of the model are carried over; what cannot be compared is listed.

    With --json, the keys are `history`, `outcomes` and `forecast`; null stands for what is not there.
    """
    aim = read_target(framework, target, positions_from)
    sheets = [sheet.assessed(framework) for sheet in read_every(framework, answers, positions_from)]
    found = compare_dates(framework, sheets, aim)
    own = None if outcomes is None else read_outcomes(framework, found, outcomes)
    show_history(framework, found, words, own, None if due is None else due.date(), wants_json=wants_json)


def read_outcomes(framework: Framework, history: History, name: str) -> Outcomes:
    """Return the figures in a TOML file beside a history.

    Raises:
        AnswersError: the file cannot be read.
        ArgumentError: listing everything that is wrong with the figures.
    """
    problems: list[Problem] = []
    table = parse_toml(file_text(name, "toml"), name, problems)
    if problems:
        raise AnswersError(problems)
    return compare_outcomes(framework, history, table)


def figures_parts(framework: Framework, own: Outcomes | None, ahead: Forecast | None, words: Words) -> Iterator[Part]:
    """Yield what figures say beside the levels, and the forecast."""
    show = words.part("show")
    if own is not None:
        points = tuple(outcomes_texts(framework, own, words))
        yield Part(show.say("outcomes"), points=points, rest=(show.say("outcomes-no-cause"),))
    if ahead is not None:
        yield Part(show.say("forecast-title"), tuple(forecast_texts(ahead, words)))


def show_history(  # noqa: PLR0913 - a history and what is beside it
    framework: Framework,
    found: History,
    words: Words,
    own: Outcomes | None = None,
    due: dt.date | None = None,
    *,
    wants_json: bool,
) -> None:
    """Print a history, with a forecast and with figures beside it, or the JSON of all three."""
    ahead = forecast(found, due)
    if wants_json:
        parts = {"history": found, "outcomes": own, "forecast": ahead}
        say(as_json({name: one and one.model_dump(mode="json") for name, one in parts.items()}))
    else:
        figures = (line for part in figures_parts(framework, own, ahead, words) for line in part_lines(part))
        say([*history_lines(framework, found, words), *figures])


def history_lines(framework: Framework, found: History, words: Words) -> Iterator[str]:
    """Yield all points as a table, then what changed from the first to the last, and from each to the next."""
    show, names = words.part("show"), found.points.ids
    yield from wrapped(show.say("time", model=edition_text(framework, words), then=names[0], now=names[-1]))
    yield ""
    yield from side_by_side(history_rows(framework, found, words))
    yield ""
    for part in history_parts(framework, found, words):
        yield from part_lines(part)


def history_parts(framework: Framework, found: History, words: Words, shown: int = SHOWN) -> Iterator[Part]:
    """Yield what changed from the first to the last point, and from each to the next, with so many lines of a list."""
    show = words.part("show")
    yield from progress_parts(framework, found.overall, words, told.undone_text(framework, found, words), shown)
    for step in found.steps if len(found.points) >= FEWEST else ():
        title = show.say("time-step", then=step.then.name, now=step.now.name)
        standing = tuple(told.standing_texts(framework, step, words))
        fallen = _listed(told.fallen_texts(framework, step, words), words, shown)
        yield Part(title, points=standing if fallen else (*standing, show.say("time-nothing-fell")), losses=fallen)


def progress_parts(
    framework: Framework, found: Progress, words: Words, undone: str = "", shown: int = SHOWN
) -> Iterator[Part]:
    """Yield what changed from one point to another; `undone` is what is said of losses in between."""
    show = words.part("show")
    yield Part(texts=tuple(told.standing_texts(framework, found, words)))
    fallen = _listed(told.fallen_texts(framework, found, words), words, shown)
    nothing = () if fallen else (show.say("time-nothing-fell"),)
    yield Part(show.say("time-fell"), nothing, losses=fallen, rest=(undone,) if undone else ())
    for key, texts in {
        "time-rose": told.risen_texts(framework, found, words),
        "time-other": told.other_texts(framework, found, words),
        "time-apart": told.not_compared_texts(framework, found, words),
    }.items():
        yield from [Part(show.say(key), points=_listed(texts, words, shown))] if texts else []
    if found.before.not_yet or found.after.not_yet:
        return
    aims = found.towards is not None and (found.towards.target or found.towards.target_scores)
    goal = goals_text(framework, found.towards, words) if found.towards and aims else ""
    title = show.say("time-towards", goal=goal) if goal else show.say("time-towards-bare")
    yield Part(title, tuple(told.towards_texts(framework, found, words)))
    planned = told.planned_texts(framework, found, words)
    yield from [Part(show.say("time-plan"), points=tuple(planned))] if planned else []


def _listed(texts: Sequence[str], words: Words, shown: int) -> tuple[str, ...]:
    """Return the first texts, and how many more there are."""
    rest = len(texts) - shown
    return (*texts[:shown], *([words.say("more", number=rest)] if rest > 0 else []))


def history_rows(framework: Framework, found: History, words: Words) -> list[list[str]]:
    """Return a row for the whole and each dimension, under titles: where it is at each point, and its trend."""
    show = words.part("show")
    trends = told.trend_texts(found, words)
    rows = [["", *found.points.ids, show.say("time-trend")]]
    for ladder, trend in zip(found.trends.ids, trends, strict=True):
        readings = [point.ladders[ladder] for point in found.points]
        name = show.say("time-overall") if ladder == WHOLE else ladder_name(framework, readings[0].ladder)
        rows.append([name, *(_cell(framework, reading, words) for reading in readings), trend])
    return rows


def _cell(framework: Framework, reading: Reading, words: Words) -> str:
    """Return the level and the score of a ladder at one point."""
    if not reading.compared or reading.not_yet:
        return words.say("not-yet-short") if reading.compared else words.part("show").say("time-unknown")
    score = reading.score_exact
    shown = "" if score is None else score_text(framework, reading.ladder, score, words)
    level = level_name(framework, reading.ladder, reading.level) if reading.level else ""
    return " ".join(filter(None, [level, shown])) or words.say("no-score")


def read_points(framework: Framework, given: Sequence[str], positions_from: int | None) -> dict[str, Assessment]:
    """Return assessments by the names of points in time, from arguments such as `2025=answers.toml`.

    Raises:
        AnswersError: listing everything that is wrong with them.
    """
    found: dict[str, Assessment] = {}
    problems: list[Problem] = []
    for text in given:
        name, mark, file = (part.strip() for part in text.partition("="))
        if not (name and mark and file):
            problems.append(Problem("not a point in time", "dates", repr(text), "NAME=FILE"))
        elif name in found:
            problems.append(Problem("duplicate name", f"dates.{name}"))
        else:
            try:
                found[name] = read_sheet(framework, file.removeprefix(FILE_MARK), None, positions_from).assessed(
                    framework
                )
            except AnswersError as error:
                problems += error.problems
    if problems:
        raise AnswersError(problems)
    return found
