"""The command that puts organisations in bands by their own figures, and says what sets the best apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from maturity_app.assessing import as_json
from maturity_app.console import AS_JSON, FRAMEWORK, POSITIONS, WORDS, say
from maturity_app.file_text import file_text
from maturity_app.several_files import read_every
from maturity_app.table_files import parse_toml
from maturity_core import find_archetypes
from maturity_core.errors import AnswersError, Problem
from maturity_core.people.archetypes import SHARES
from maturity_core.people.published_peers import MINIMUM
from maturity_core.telling.page.archetypes import archetypes_page

if TYPE_CHECKING:
    from maturity_core import Framework
    from maturity_core.telling.words import Words


@click.command("archetypes", short_help="Show what the best by their own figures have.")
@FRAMEWORK
@click.argument("answers", nargs=-1, required=True, metavar="ANSWERS...")
@click.option("--figures", required=True, metavar="FILE", help="A TOML file with figures: see docs/archetypes.md.")
@click.option("--organisation", default="", metavar="NAME", help="Which of them you are.")
@click.option("--shares", default=", ".join(SHARES), show_default=True, metavar="LIST", help="How large the bands are.")
@click.option("--minimum", type=int, default=MINIMUM, show_default=True, help="The fewest that are shown together.")
@POSITIONS
@WORDS
@AS_JSON
def archetypes_command(  # noqa: PLR0913 - one for each option of the command
    framework: Framework,
    answers: tuple[str, ...],
    *,
    figures: str,
    organisation: str,
    shares: str,
    minimum: int,
    positions_from: int | None,
    words: Words,
    wants_json: bool,
) -> None:
    """Put organisations in bands by their own figures, the best first, and show what the best have.

    ANSWERS is a table with one organisation per row, named in its column `organisation`, or several answers files. The
    figures are yours: the model has none.
    """
    problems: list[Problem] = []
    table = parse_toml(file_text(figures, "toml"), figures, problems)
    if problems:
        raise AnswersError(problems)
    group = [sheet.assessed(framework) for sheet in read_every(framework, answers, positions_from)]
    bands = [share.strip() for share in shares.split(",")]
    found = find_archetypes(framework, group, table, shares=bands, organisation=organisation, minimum=minimum)
    say(as_json(found.model_dump(mode="json")) if wants_json else archetypes_page(framework, found, words))
