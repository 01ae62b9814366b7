"""`maturity page`: the check of a framework as one file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from maturity_app.console import FRAMEWORK, WORDS, warn
from maturity_app.endings import ending_of
from maturity_app.new_files import write_new
from maturity_app.page import check_page

if TYPE_CHECKING:
    from maturity_core import Framework
    from maturity_core.telling.words import Words

ENDINGS = (".html", ".htm")


@click.command(short_help="Write the check as one HTML file for the browser.")
@FRAMEWORK
@click.option("--out", metavar="FILE", required=True, help="Write to this .html file, which must not exist yet.")
@WORDS
def page(framework: Framework, out: str, words: Words) -> None:
    """Write the check as one HTML file, to open in a browser or to put on a web server.

    Questions, results and scoring are all in the file. It contacts no server, and answers stay in the browser of the
    person who gives them.
    """
    ending_of(out, ENDINGS, "a page")
    write_new(Path(out), check_page(framework, words.language))
    warn([f"written: {out}"])
