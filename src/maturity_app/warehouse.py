"""`maturity sql`: levels and scores as one query, for answers that stay in a warehouse."""

from __future__ import annotations

from pathlib import Path

import click

from maturity_app.console import FRAMEWORK, say, warn
from maturity_app.endings import ending_of
from maturity_app.new_files import write_new
from maturity_core import Framework, sql_query
from maturity_core.exchange.sql.dialects import DIALECTS


@click.command("sql", short_help="Write levels and scores as one SQL query.")
@FRAMEWORK
@click.option("--dialect", required=True, metavar="|".join(DIALECTS), help="The dialect of SQL.")
@click.option("--table", default="answers", show_default=True, metavar="NAME", help="The table of answers.")
@click.option(
    "--keep",
    multiple=True,
    default=("organisation",),
    show_default=True,
    metavar="COLUMN",
    help="A column of your own that the result has, too. May be given several times.",
)
@click.option("--out", metavar="FILE", help="Write to this .sql file, which must not exist yet.")
def sql_command(framework: Framework, *, dialect: str, table: str, keep: tuple[str, ...], out: str | None) -> None:
    """Print a query that works out the levels and scores of all ladders.

    It reads a table with a row for each organisation and a column for each question. A cell holds the id of an option,
    one of the words unanswered, dont-know and not-applicable, or null. Results have the names that `maturity assess
    --out` gives them, and beside each score its exact numerator and denominator. A row with a wrong answer has no
    results; its last column, `rejected`, says why.

    NAME may have a schema before it, and before that a database: as in warehouse.public.answers.
    """
    if out is not None:
        ending_of(out, (".sql",), "a query")
    query = sql_query(framework, dialect, table=table, keep=keep)
    if out is None:
        say(query.rstrip("\n"))
    else:
        write_new(Path(out), query)
        warn([f"written: {out}"])
