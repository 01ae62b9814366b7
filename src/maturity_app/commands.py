"""The commands about one framework. Data goes to stdout, messages to stderr."""

from __future__ import annotations

from pathlib import Path

import click

from maturity_app import assessing, showing, side_by_side
from maturity_app.answer_files import FORMAT, read_sheets
from maturity_app.assessing import Asked
from maturity_app.console import AS_JSON, FACTS, FRAMEWORK, NOT_MET, POSITIONS, WORDS, say, warn
from maturity_app.endings import ending_of
from maturity_app.facts_table import facts_csv, facts_data, with_facts
from maturity_app.new_files import write_new
from maturity_app.over_time import read_points, show_history
from maturity_app.overview import overview_lines
from maturity_app.showing_data import shown_data
from maturity_app.streaming.run import AGAIN, Wanted, assess_file
from maturity_app.targets import read_target, read_targets
from maturity_app.template import WRITERS, template
from maturity_app.workbooks.form import write_form
from maturity_app.workbooks.results import write_results
from maturity_app.workbooks.writing import WORKBOOK
from maturity_core import Framework, compare_dates, compare_views
from maturity_core.assessing.columns import USUAL
from maturity_core.errors import printable
from maturity_core.model.outputs import OUTPUTS
from maturity_core.telling.page import result_page
from maturity_core.telling.wording import counted
from maturity_core.telling.words import Words


@click.command(short_help="Show a model: levels, dimensions, capabilities, requirements.")
@FRAMEWORK
@click.option("--level", help="Show this level only.")
@click.option("--capability", help="Show this capability only, with its questions.")
@WORDS
@AS_JSON
def show(framework: Framework, *, level: str | None, capability: str | None, words: Words, wants_json: bool) -> None:
    """Show a model: levels, dimensions, capabilities, and its requirements with their basis."""
    if level is not None and capability is not None:
        raise click.UsageError("--level and --capability cannot be used together.")
    if wants_json:
        say(assessing.as_json(shown_data(framework, level, capability)))
    elif level is not None:
        say(showing.level_lines(framework, level, words))
    elif capability is not None:
        say(showing.capability_lines(framework, capability, words))
    else:
        say(showing.framework_lines(framework, words))


@click.command("template", short_help="Print an answers file to fill in.")
@FRAMEWORK
@click.option("--out", metavar="FILE", help="Write to this .toml, .json, .csv or .xlsx file, which must not exist yet.")
@WORDS
def template_command(framework: Framework, out: str | None, words: Words) -> None:
    """Print an answers file to fill in: every question with its options, all of them unanswered.

    The format is TOML, or with --out the one that the extension of FILE stands for. JSON and CSV leave out the options;
    a workbook (.xlsx) has a row per question, with the options to choose from.
    """
    if out is None:
        say(template(framework, words=words).rstrip("\n"))
        return
    ending = ending_of(out, (*WRITERS, WORKBOOK), "an answers file")
    if ending == WORKBOOK:
        write_form(Path(out), framework, words)
    else:
        write_new(Path(out), template(framework, ending, words))
    warn([f"written: {out}"])


@click.command(short_help="Assess the organisations in an answers file.")
@FRAMEWORK
@click.argument("answers")
@click.option(
    "--target",
    help="What gaps and next steps aim for: a level by id or name, or a score such as 2.5 or 70%; goals such as "
    "'dimension planning=managed,capability roadmap=60%'; or @ and the name of another answers file, which may have a "
    "row per organisation.",
)
@click.option("--limit", type=click.IntRange(min=0), metavar="N", help="Show only the first N steps.")
@click.option("--fail-under", metavar="GOAL", help="Exit with 1 if an organisation is below this level or score.")
@FORMAT
@POSITIONS
@FACTS
@WORDS
@AS_JSON
@click.option("--out", metavar="FILE", help="Assess a table of any size into this file, which must not exist yet.")
@click.option(
    "--outputs",
    metavar="NAMES",
    default=",".join(USUAL),
    show_default=True,
    help=f"With --out: the results to write, separated by commas, out of {', '.join(OUTPUTS)}.",
)
@click.option(
    "--keep-formulas", is_flag=True, help="With --out: keep text in CSV that a spreadsheet would run as a formula."
)
def assess(  # noqa: PLR0913 - one for each option of the command
    framework: Framework,
    answers: str,
    *,
    target: str | None,
    limit: int | None,
    fail_under: str | None,
    stated: str | None,
    positions_from: int | None,
    facts: str | None,
    words: Words,
    wants_json: bool,
    out: str | None,
    outputs: str,
    keep_formulas: bool,
) -> None:
    """Assess the organisation or organisations in an answers file.

    ANSWERS is a TOML file like the one `maturity template` prints; a JSON file of the same shape, or one written with
    --json; a CSV file or a workbook (.xlsx, .ods) with question ids or texts and, if you like, `organisation` in its
    first row, and one organisation per row, or with one question per row; or - for standard input.

    An answer is the id of an option, its position, a number where the question asks for one, or one of the words
    unanswered, dont-know and not-applicable. An empty cell is unanswered; empty rows are skipped. Positions count
    from 0, or from 1 with --positions-from 1.

    With --out, ANSWERS is a table of any size in Parquet, Arrow (.arrow, .feather) or CSV, read in parts; FILE has one
    of these formats, too, or is a workbook (.xlsx) with a sheet for the organisations, their dimensions, and their
    answers. In tables, rows with wrong answers keep their place but get no results; FILE.rejected.csv says why, and the
    exit code is 1. A run that is stopped leaves no file; the same command starts again.
    """
    if out is not None:
        if wants_json or fail_under is not None or facts is not None:
            raise click.UsageError("--out cannot be used with --json, --fail-under or --facts.")
        names = [name.strip() for name in outputs.split(",")]
        aim = read_target(framework, target, positions_from)
        wanted = Wanted(names, aim, limit, keep_formulas, positions_from)
        to_workbook = Path(out).suffix.lower() == WORKBOOK
        (into_workbook if to_workbook else stream)(framework, Path(answers), stated, Path(out), wanted)
        return
    asked = None if fail_under is None else assessing.goal_asked(framework, fail_under)
    sheets = with_facts(framework, read_sheets(framework, answers, stated, positions_from), facts)
    names = [sheet.name for sheet in sheets]
    aims = read_targets(framework, target, names, positions_from)
    if wants_json:
        data = assessing.all_as_data(framework, sheets, aims, limit)
        say(assessing.as_json(data[0] if sheets[0].row is None else data))
    elif len(sheets) == 1:
        result = sheets[0].assessed(framework)
        say(result_page(result, aims[0], limit, words), *assessing.level_told(result, words))
    else:
        batch = framework.assess_many([sheet.codes for sheet in sheets])
        say(overview_lines(framework, sheets, batch, aims, words))
    if asked is not None:
        fail_below(framework, [sheet.codes for sheet in sheets], names, asked)


@click.command("facts", short_help="Print comments, evidence and numbers as a table.")
@FRAMEWORK
@click.argument("answers")
@click.option("--out", metavar="FILE", help="Write to this .csv file, which must not exist yet.")
@FORMAT
@POSITIONS
@FACTS
@click.option("--keep-formulas", is_flag=True, help="Keep text that a spreadsheet would run as a formula.")
@AS_JSON
def facts_command(  # noqa: PLR0913 - one for each option of the command
    framework: Framework,
    answers: str,
    *,
    out: str | None,
    stated: str | None,
    positions_from: int | None,
    facts: str | None,
    keep_formulas: bool,
    wants_json: bool,
) -> None:
    """Print what was said beside answers as a CSV table: one row per organisation and question.

    It has the answer, the number that was given, the comment, and the evidence, one piece per line. Answers without any
    of these are left out. `maturity assess` and `maturity report` read it with --facts: that is how comments and
    evidence get to answers in CSV files.
    """
    if out is not None:
        if wants_json:
            raise click.UsageError("--out and --json cannot be used together.")
        ending_of(out, (".csv",), "a table of facts")
    sheets = with_facts(framework, read_sheets(framework, answers, stated, positions_from), facts)
    text = facts_csv(framework, sheets, keep=keep_formulas)
    if wants_json:
        say(assessing.as_json(facts_data(framework, sheets)))
    elif out is None:
        say(text.rstrip("\n"))
    else:
        write_new(Path(out), text)
        warn([f"written: {out}"])


def into_workbook(framework: Framework, answers: Path, stated: str | None, out: Path, wanted: Wanted) -> None:
    """Assess all organisations of a file into a workbook."""
    if [*wanted.outputs] != [*USUAL] or wanted.limit is not None:
        raise click.UsageError("--outputs and --limit cannot be used with a workbook.")
    sheets = read_sheets(framework, str(answers), stated, wanted.positions_from)
    write_results(out, framework, sheets, wanted.target, keep_formulas=wanted.keep_formulas)
    warn([f"written: {out}, {counted(len(sheets), 'organisation')}"])


def stream(framework: Framework, answers: Path, stated: str | None, out: Path, wanted: Wanted) -> None:
    """Assess a table into a file, and exit with 1 if rows were rejected."""
    try:
        done = assess_file(framework, answers, stated, out, wanted)
    except KeyboardInterrupt:
        warn([f"stopped: {AGAIN}"])
        raise
    warn([*done.notes, f"written: {out}, {counted(done.rows, 'organisation')}"])
    if done.rejected:
        rejected = counted(done.rejected, "row")
        warn([f"{rejected} not assessed: without results in {out}, and with the reasons in {done.side}"])
        click.get_current_context().exit(NOT_MET)


def fail_below(framework: Framework, codes: list[tuple[int, ...]], names: list[str], asked: Asked) -> None:
    """Exit with 1 if an organisation is below the level or the score asked for."""
    low = [name for name, sheet in zip(names, codes, strict=True) if asked.above(framework.assess(sheet))]
    if low:
        named = ", ".join(filter(None, map(printable, low)))
        warn([f"below {asked.told}: {named or 'the organisation'} ({len(low)} of {len(names)})"])
        click.get_current_context().exit(NOT_MET)


@click.command()
@FRAMEWORK
@click.argument("views", nargs=-1, required=True, metavar="ROLE=LEVEL|ROLE=FILE ...")
@click.option("--over-time", is_flag=True, help="The names are points in time, in order: show what changed.")
@POSITIONS
@WORDS
@AS_JSON
def compare(  # noqa: PLR0913 - one for each option of the command
    framework: Framework,
    views: tuple[str, ...],
    *,
    over_time: bool,
    positions_from: int | None,
    words: Words,
    wants_json: bool,
) -> None:
    """Compare several people's views of one organisation side by side.

    Each view is a role with either an answers file or the level at which that person places the organisation. Where a
    model awards no level, scores are compared. `maturity show FRAMEWORK` lists the roles of a model that names them.

    With --over-time, or if all names are dates such as 2025 or 2026-Q1, each answers file is of a point in time, the
    first one first, and the output is that of `maturity history`.
    """
    if over_time or side_by_side.are_dates(views):
        points = read_points(framework, views, positions_from)
        show_history(framework, compare_dates(framework, points), words, wants_json=wants_json)
        return
    result = compare_views(framework, side_by_side.read_views(framework, views, positions_from))
    if wants_json:
        say(assessing.as_json(result.model_dump(mode="json")))
    else:
        say(side_by_side.views_lines(framework, result, words))
