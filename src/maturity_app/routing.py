"""The command that finds the proven route to a target, or the best one under a budget."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypedDict

import click

from maturity_app.answer_files import FORMATS, file_text, read_sheet
from maturity_app.assessing import as_json
from maturity_app.console import AS_JSON, FRAMEWORK, POSITIONS, WORDS, say
from maturity_app.table_files import parse_toml
from maturity_app.targets import read_target
from maturity_core.telling.page.alternatives import alternatives_page
from maturity_core.telling.page.roadmap import roadmap_page

if TYPE_CHECKING:
    from maturity_core import Framework
    from maturity_core.telling.words import Words


class Wishes(TypedDict):
    """What is asked of all routes."""

    costs: dict[str, Any] | None
    wanted: list[str]
    excluded: list[str]
    seconds: float | None


@click.command("roadmap", short_help="Find the cheapest way to a target, and prove it.")
@FRAMEWORK
@click.argument("answers")
@click.option("--target", help="Where the route leads, as in `maturity assess`. Default: the next level.")
@click.option(
    "--budget",
    metavar="N",
    help="The most that the route may cost. Without --target: find the highest level and score that it buys.",
)
@click.option("--costs", metavar="FILE", help="A TOML file with your own costs: see docs/roadmap.md.")
@click.option("--want", metavar="IDS", help="Capabilities that have to be raised, separated by commas.")
@click.option("--exclude", metavar="IDS", help="Capabilities that must not be raised, separated by commas.")
@click.option("--seconds", type=float, metavar="N", help="Stop each search after this many seconds.")
@click.option(
    "--alternatives", "beside", is_flag=True, help="Say also what is beside the cheapest route: second best, and more."
)
@click.option("--margin", metavar="N", help="By what share a good route may be dearer than the cheapest. Default: 0.1.")
@click.option(
    "--format", "stated", type=click.Choice(FORMATS), help="The format of ANSWERS, if its name does not show it."
)
@POSITIONS
@WORDS
@AS_JSON
def roadmap_command(  # noqa: PLR0913 - one for each option of the command
    framework: Framework,
    answers: str,
    *,
    target: str | None,
    budget: str | None,
    costs: str | None,
    want: str | None,
    exclude: str | None,
    seconds: float | None,
    beside: bool,
    margin: str | None,
    stated: str | None,
    positions_from: int | None,
    words: Words,
    wants_json: bool,
) -> None:
    """Find the cheapest way to a target, or the best that a budget buys, and prove it.

    ANSWERS is a file of one organisation, as for `maturity assess`. A solver proves that no way is cheaper; the way it
    found is then scored again exactly.
    """
    if beside and budget is not None:
        raise click.UsageError("--alternatives and --budget cannot be used together.")
    if margin is not None and not beside:
        raise click.UsageError("--margin needs --alternatives.")
    aim = read_target(framework, target, positions_from)
    assessment = read_sheet(framework, answers, stated, positions_from).assessed(framework)
    wishes: Wishes = {
        "costs": None if costs is None else parse_toml(file_text(costs, "toml"), costs, []),
        "wanted": _listed(want),
        "excluded": _listed(exclude),
        "seconds": seconds,
    }
    others = assessment.alternatives(aim, margin=margin or "0.1", **wishes) if beside else None
    found = assessment.roadmap(aim, budget, **wishes)
    if wants_json:
        more = {} if others is None else {"alternatives": others.model_dump(mode="json")}
        say(as_json(found.model_dump(mode="json") | more))
    elif assessment.not_yet:
        say([words.say("not-yet"), words.say("not-yet-waits")])
    else:
        pages = [roadmap_page(framework, found, words)]
        pages += [] if others is None else [alternatives_page(framework, others, words)]
        say("\n\n".join(page for page in pages if page))


def _listed(text: str | None) -> list[str]:
    """Return the ids in a list separated by commas."""
    return [name.strip() for name in text.split(",")] if text else []
