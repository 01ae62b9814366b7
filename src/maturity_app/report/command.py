"""The command that writes a report."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from maturity_app.answer_files import FORMAT, read_sheet
from maturity_app.assessing import as_data, as_json
from maturity_app.console import FACTS, FRAMEWORK, POSITIONS, WORDS, warn
from maturity_app.endings import ending_of
from maturity_app.facts_table import with_facts
from maturity_app.new_files import write_new
from maturity_app.periods import periods_given
from maturity_app.report.beside import Asked, beside, read_beside
from maturity_app.report.blocks import Report
from maturity_app.report.html import as_html
from maturity_app.report.markdown import as_markdown
from maturity_app.report.question_list import COMMA, DELIMITERS, question_list
from maturity_app.report.sections import report, report_of_group
from maturity_app.report.subject import Group, Subject
from maturity_app.targets import read_target

if TYPE_CHECKING:
    from maturity_core import Framework
    from maturity_core.telling.words import Words

ENDINGS = (".html", ".md", ".csv", ".json")


@click.command("report", short_help="Write the report of one organisation.")
@FRAMEWORK
@click.argument("answers", required=False)
@click.option(
    "--out",
    metavar="FILE",
    required=True,
    help="Write to this .html, .md, .csv or .json file, which must not exist yet.",
)
@click.option("--target", help="What gaps and next steps aim for, as in `maturity assess`.")
@click.option("--full", is_flag=True, help="Add the appendix: reasons, every step in detail, and all answers.")
@click.option("--limit", type=click.IntRange(min=0), metavar="N", help="Describe only the first N steps in full.")
@click.option("--periods", metavar="N,...|levels", help="Lay the proven route into phases, as in `maturity roadmap`.")
@FORMAT
@click.option(
    "--delimiter",
    type=click.Choice(tuple(DELIMITERS)),
    default=COMMA,
    show_default=True,
    help="With .csv: what separates cells.",
)
@click.option("--bom", is_flag=True, help="With .csv: begin with a byte order mark, as Excel likes it.")
@click.option("--keep-formulas", is_flag=True, help="With .csv: keep text that a spreadsheet would run as a formula.")
@POSITIONS
@FACTS
@beside
@WORDS
def report_command(  # noqa: PLR0913 - one for each option of the command
    framework: Framework,
    answers: str | None,
    *,
    out: str,
    target: str | None,
    full: bool,
    limit: int | None,
    periods: str | None,
    stated: str | None,
    delimiter: str,
    bom: bool,
    keep_formulas: bool,
    positions_from: int | None,
    facts: str | None,
    asked: Asked,
    words: Words,
) -> None:
    """Write the report of one organisation, to read, to print and to hand on: a summary and a plan, a page each.

    ANSWERS is a file of one organisation, as for `maturity assess`. The report is a single file that loads nothing
    else: HTML with pictures, Markdown with words and tables, CSV with a row for each question (its text, the answer,
    the credit, what is needed, the step, notes), or JSON with the data of `maturity assess --json`.

    --peers, --panel, --history and --rollup add a section each. With --panel or --rollup, ANSWERS may be left out: the
    report is then that of the raters or of the teams alone.
    """
    ending = ending_of(out, ENDINGS, "a report")
    if ending != ".csv" and (bom or keep_formulas or delimiter != COMMA):
        raise click.UsageError("--delimiter, --bom and --keep-formulas need a FILE that ends in .csv.")
    asked.check(alone=answers is None, table=ending == ".csv")
    aim = read_target(framework, target, positions_from)
    if answers is None:
        if full or periods or facts or limit is not None or stated:
            raise click.UsageError("--full, --limit, --periods, --facts and --format need ANSWERS.")
        found = read_beside(framework, asked, None, aim, positions_from)
        group = Group(framework, language=words.language, beside=found)
        _write(out, words, found.as_data() if ending == ".json" else report_of_group(group))
        return
    (sheet,) = with_facts(framework, [read_sheet(framework, answers, stated, positions_from)], facts)
    assessment = sheet.assessed(framework)
    found = read_beside(framework, asked, assessment, aim, positions_from)
    subject = Subject(assessment, aim, limit, periods_given(periods), language=words.language, beside=found)
    if ending == ".json":
        _write(out, words, as_data(assessment, aim, limit) | found.as_data())
    elif ending == ".csv":
        _write(out, words, question_list(subject, DELIMITERS[delimiter], marked=bom, keep=keep_formulas))
    else:
        _write(out, words, report(subject, full=full))


def _write(out: str, words: Words, told: Report | dict[str, Any] | str) -> None:
    """Write a report as the ending of its file says, data as JSON, or a text."""
    if isinstance(told, Report):
        text = (as_html if ending_of(out, ENDINGS, "a report") == ".html" else as_markdown)(told, words)
    else:
        text = told if isinstance(told, str) else as_json(told) + "\n"
    write_new(Path(out), text)
    warn([f"written: {out}"])
