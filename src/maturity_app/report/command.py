"""The command that writes a report."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from maturity_app.answer_files import FORMATS, read_sheet
from maturity_app.assessing import as_data, as_json
from maturity_app.console import FACTS, FRAMEWORK, POSITIONS, WORDS, warn
from maturity_app.endings import ending_of
from maturity_app.facts_table import with_facts
from maturity_app.new_files import write_new
from maturity_app.periods import periods_given
from maturity_app.report.html import as_html
from maturity_app.report.markdown import as_markdown
from maturity_app.report.question_list import COMMA, DELIMITERS, question_list
from maturity_app.report.sections import report
from maturity_app.report.subject import Subject
from maturity_app.targets import read_target

if TYPE_CHECKING:
    from maturity_core import Framework
    from maturity_core.telling.words import Words

ENDINGS = (".html", ".md", ".csv", ".json")


@click.command("report", short_help="Write the report of one organisation.")
@FRAMEWORK
@click.argument("answers")
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
@click.option(
    "--format", "stated", type=click.Choice(FORMATS), help="The format of ANSWERS, if its name does not show it."
)
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
@WORDS
def report_command(  # noqa: PLR0913 - one for each option of the command
    framework: Framework,
    answers: str,
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
    words: Words,
) -> None:
    """Write the report of one organisation, to read, to print and to hand on: a summary and a plan, a page each.

    ANSWERS is a file of one organisation, as for `maturity assess`. The report is a single file that loads nothing
    else: HTML with pictures, Markdown with words and tables, CSV with a row for each question (its text, the answer,
    the credit, what is needed, the step, notes), or JSON with the data of `maturity assess --json`.
    """
    ending = ending_of(out, ENDINGS, "a report")
    if ending != ".csv" and (bom or keep_formulas or delimiter != COMMA):
        raise click.UsageError("--delimiter, --bom and --keep-formulas need a FILE that ends in .csv.")
    (sheet,) = with_facts(framework, [read_sheet(framework, answers, stated, positions_from)], facts)
    aim = read_target(framework, target, positions_from)
    assessment = sheet.assessed(framework)
    subject = Subject(assessment, aim, limit, words.language, periods_given(periods))
    if ending == ".json":
        text = as_json(as_data(assessment, aim, limit)) + "\n"
    elif ending == ".csv":
        text = question_list(subject, DELIMITERS[delimiter], marked=bom, keep=keep_formulas)
    else:
        told = report(subject, full=full)
        text = (as_html if ending == ".html" else as_markdown)(told, words)
    write_new(Path(out), text)
    warn([f"written: {out}"])
