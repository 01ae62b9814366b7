"""The command that finds the proven route to a target, or the best one under a budget."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, TypedDict

import click

from maturity_app.answer_files import FORMAT, read_sheet
from maturity_app.assessing import as_json
from maturity_app.console import AS_JSON, FRAMEWORK, POSITIONS, WORDS, say, warn
from maturity_app.costs_template import costs_template
from maturity_app.endings import ending_of
from maturity_app.file_text import file_text
from maturity_app.new_files import write_new
from maturity_app.periods import periods_given
from maturity_app.table_files import parse_toml
from maturity_app.targets import read_target
from maturity_core.model.fields import is_table
from maturity_core.telling.page.alternatives import alternatives_page
from maturity_core.telling.page.roadmap import roadmap_page
from maturity_core.telling.roadmap import aimless

if TYPE_CHECKING:
    from maturity_core import Alternatives, Assessment, Framework, Roadmap
    from maturity_core.telling.words import Words


class Wishes(TypedDict):
    """What is asked of all routes."""

    costs: dict[str, Any] | None
    wanted: list[str]
    excluded: list[str]
    seconds: float | None


@click.command("roadmap", short_help="Find the cheapest way to a target, and prove it.")
@FRAMEWORK
@click.argument("answers", required=False)
@click.option("--target", help="Where the route leads, as in `maturity assess`. Default: the next level.")
@click.option(
    "--budget",
    metavar="N",
    help="The most that the route may cost. Without --target: find the highest level and score that it buys.",
)
@click.option("--costs", metavar="FILE", help="A TOML file with your own costs: see docs/roadmap.md.")
@click.option(
    "--benefits", metavar="FILE", help="A TOML file with what steps and levels bring you: see docs/roadmap.md."
)
@click.option(
    "--periods",
    metavar="N,...|levels",
    help="Lay the route into periods: the budget of each, the last for all that follow. Or a phase for each level.",
)
@click.option("--want", metavar="IDS", help="Capabilities that have to be raised, separated by commas.")
@click.option("--exclude", metavar="IDS", help="Capabilities that must not be raised, separated by commas.")
@click.option("--seconds", type=float, metavar="N", help="Stop each search after this many seconds.")
@click.option(
    "--alternatives", "beside", is_flag=True, help="Say also what is beside the cheapest route: second best, and more."
)
@click.option("--margin", metavar="N", help="By what share a good route may be dearer than the cheapest. Default: 0.1.")
@click.option(
    "--template",
    "costs_file",
    metavar="FILE",
    help="Instead, write a cost file to fill in to this .toml file, which must not exist yet. Needs no ANSWERS.",
)
@FORMAT
@POSITIONS
@WORDS
@AS_JSON
def roadmap_command(  # noqa: PLR0913 - one for each option of the command
    framework: Framework,
    answers: str | None,
    *,
    target: str | None,
    budget: str | None,
    costs: str | None,
    benefits: str | None,
    periods: str | None,
    want: str | None,
    exclude: str | None,
    seconds: float | None,
    beside: bool,
    margin: str | None,
    costs_file: str | None,
    stated: str | None,
    positions_from: int | None,
    words: Words,
    wants_json: bool,
) -> None:
    """Find the cheapest way to a target, or the best that a budget buys, and prove it.

    ANSWERS is a file of one organisation, as for `maturity assess`. A solver proves that no way is cheaper; the way it
    found is then scored again exactly.
    """
    if costs_file is not None:
        _write_costs(framework, costs_file, words)
        return
    answers = _given(answers, beside=beside, alone=budget is not None, margin=margin)
    brought = _tables(benefits)
    aim = target if _is_outcome(target, brought) else read_target(framework, target, positions_from)
    assessment = read_sheet(framework, answers, stated, positions_from).assessed(framework)
    wishes = Wishes(costs=_tables(costs), wanted=_listed(want), excluded=_listed(exclude), seconds=seconds)
    found = assessment.roadmap(aim, budget, periods=periods_given(periods), benefits=brought, **wishes)
    level = brought["outcomes"][target] if _is_outcome(target, brought) else aim
    others = assessment.alternatives(level, margin=margin or "0.1", **wishes) if beside else None
    if wants_json:
        more = {} if others is None else {"alternatives": others.model_dump(mode="json")}
        say(as_json(found.model_dump(mode="json") | more))
    else:
        say(_page(assessment, level, found, others, words))


def _given(answers: str | None, *, beside: bool, alone: bool, margin: str | None) -> str:
    """Return the name of the file of answers.

    Raises:
        click.UsageError: there is none, or options do not go together.
    """
    if answers is None:
        raise click.UsageError("Missing argument 'ANSWERS'.")
    if beside and alone:
        raise click.UsageError("--alternatives and --budget cannot be used together.")
    if margin is not None and not beside:
        raise click.UsageError("--margin needs --alternatives.")
    return answers


def _page(assessment: Assessment, level: Any, found: Roadmap, others: Alternatives | None, words: Words) -> str:
    """Return a roadmap to a target in words, and what is beside it; without a level yet, what it waits for."""
    if assessment.not_yet:
        return "\n".join(words.say(name) for name in ("not-yet", "not-yet-waits"))
    gaps = None if aimless(found) else assessment.gaps(level)
    pages = [roadmap_page(assessment.framework, found, words, gaps)]
    pages += [] if others is None else [alternatives_page(assessment.framework, others, words)]
    return "\n\n".join(page for page in pages if page)


def _write_costs(framework: Framework, name: str, words: Words) -> None:
    """Write a cost file to fill in."""
    ending_of(name, (".toml",), "a cost file")
    write_new(Path(name), costs_template(framework, words))
    warn([f"written: {name}"])


def _tables(name: str | None) -> Any:
    """Return the tables of a TOML file; None without one."""
    return None if name is None else parse_toml(file_text(name, "toml"), name, [])


def _is_outcome(target: str | None, benefits: Any) -> bool:
    """Return whether a target is the name of an outcome in a file of benefits."""
    outcomes = None if benefits is None else benefits.get("outcomes")
    return is_table(outcomes) and target in outcomes


def _listed(text: str | None) -> list[str]:
    """Return the ids in a list separated by commas."""
    return [name.strip() for name in text.split(",")] if text else []
