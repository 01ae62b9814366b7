"""What a report may have beside the result of one organisation: peers, raters, points in time, and teams."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, fields
from functools import wraps
from typing import TYPE_CHECKING, Any

import click

from maturity_app.how import together
from maturity_app.over_time import read_outcomes
from maturity_app.panelling import numbers, read_raters
from maturity_app.peers import read_peers
from maturity_app.several_files import read_every
from maturity_core import compare_dates, compare_raters, forecast, roll_up
from maturity_core.people.consensus import RULES
from maturity_core.people.published_peers import MINIMUM
from maturity_core.people.units import nested

if TYPE_CHECKING:
    from collections.abc import Mapping

    from maturity_core import Assessment, Framework, History, RaterPanel, RollUp
    from maturity_core.results.outcomes import Forecast, Outcomes
    from maturity_core.results.peers import PeerComparison
    from maturity_core.results.stored import Stored

NEEDS = {
    "segment": "peers",
    "minimum": "peers",
    "panel_rule": "panel",
    "role_weights": "panel",
    "outcomes": "history",
    "due": "history",
    "rollup_rule": "rollup",
    "team_weights": "rollup",
    "path_separator": "rollup",
}
"""The options that say how to read what another one names."""


@dataclass(frozen=True)
class Asked:
    """What the options ask for: files, and how to read them; each is the option of the same name."""

    peers: tuple[str, ...] = ()
    segment: str = ""
    minimum: int | None = None
    panel: tuple[str, ...] = ()
    panel_rule: str | None = None
    role_weights: tuple[str, ...] = ()
    history: tuple[str, ...] = ()
    outcomes: str | None = None
    due: dt.datetime | None = None
    rollup: tuple[str, ...] = ()
    rollup_rule: str | None = None
    team_weights: tuple[str, ...] = ()
    path_separator: str | None = None

    @property
    def any(self) -> bool:
        """Whether anything is asked for."""
        return bool(self.peers or self.panel or self.history or self.rollup)

    def check(self, *, alone: bool, table: bool) -> None:
        """Check that options go together.

        Args:
            alone: whether the report is of no single organisation.
            table: whether it is a table of one organisation's answers.

        Raises:
            click.UsageError: an option needs another one, or answers; or a table has no room for it.
        """
        if table and (alone or self.any):
            raise click.UsageError("A .csv file has room for the answers of one organisation only.")
        for name, needed in NEEDS.items():
            if getattr(self, name) and not getattr(self, needed):
                raise click.UsageError(f"{OPTIONS[name]} needs --{needed}.")
        if alone and (self.peers or self.history or not (self.panel or self.rollup)):
            raise click.UsageError("Missing argument 'ANSWERS'. Only --panel and --rollup go without.")


@dataclass(frozen=True)
class Beside:
    """What was found of peers, raters, points in time with figures and a forecast, and teams; None where not asked."""

    peers: PeerComparison | None = None
    panel: RaterPanel | None = None
    history: History | None = None
    outcomes: Outcomes | None = None
    forecast: Forecast | None = None
    rollup: RollUp | None = None

    def as_data(self) -> dict[str, Any]:
        """Return all that was found as data for JSON."""
        found: Mapping[str, Stored | None] = {entry.name: getattr(self, entry.name) for entry in fields(self)}
        return {name: one.model_dump(mode="json") for name, one in found.items() if one is not None}


OPTIONS = {
    "peers": "--peers",
    "segment": "--segment",
    "minimum": "--minimum",
    "panel": "--panel",
    "panel_rule": "--panel-rule",
    "role_weights": "--role-weight",
    "history": "--history",
    "outcomes": "--outcomes",
    "due": "--due",
    "rollup": "--rollup",
    "rollup_rule": "--rollup-rule",
    "team_weights": "--team-weight",
    "path_separator": "--path-separator",
}


BESIDE = together(
    click.option(
        "--peers",
        "peers",
        multiple=True,
        metavar="FILE",
        help="Add where it is among these peers, as in `maturity peers`.",
    ),
    click.option(
        "--segment",
        "segment",
        default="",
        metavar="NAME",
        help="With --peers: compare only with those of this segment.",
    ),
    click.option(
        "--minimum",
        "minimum",
        type=int,
        metavar="N",
        help=f"With --peers: the fewest shown together. Default: {MINIMUM}.",
    ),
    click.option(
        "--panel",
        "panel",
        multiple=True,
        metavar="[NAME=]FILE",
        help="Add how these raters see it, as in `maturity panel`.",
    ),
    click.option(
        "--panel-rule",
        "panel_rule",
        type=click.Choice(RULES),
        help="With --panel: how to find a consensus. Default: median.",
    ),
    click.option(
        "--role-weight",
        "role_weights",
        multiple=True,
        metavar="ROLE=N",
        help="With --panel: how much a role counts in the median.",
    ),
    click.option(
        "--history", "history", multiple=True, metavar="FILE", help="Add what changed since these earlier answers."
    ),
    click.option(
        "--outcomes",
        "outcomes",
        metavar="FILE",
        help="With --history: your own figures by date, as in `maturity history`.",
    ),
    click.option(
        "--due",
        "due",
        type=click.DateTime(["%Y-%m-%d"]),
        metavar="DATE",
        help="With --history: when the target is due.",
    ),
    click.option(
        "--rollup",
        "rollup",
        multiple=True,
        metavar="FILE",
        help="Add these teams and the whole, as in `maturity rollup`.",
    ),
    click.option(
        "--rollup-rule", "rollup_rule", metavar="RULE", help="With --rollup: weakest, a share such as 75%, or mean."
    ),
    click.option(
        "--team-weight", "team_weights", multiple=True, metavar="TEAM=N", help="With --rollup: how much a team counts."
    ),
    click.option(
        "--path-separator",
        "path_separator",
        metavar="TEXT",
        help="With --rollup: what stands between units in names of teams.",
    ),
)


def beside(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options about what may stand beside a result, as one argument `asked`."""

    @wraps(command)
    def told(*arguments: Any, **given: Any) -> None:
        command(*arguments, asked=Asked(**{name: given.pop(name) for name in OPTIONS}), **given)

    return BESIDE(told)  # type: ignore[no-any-return]


def read_beside(
    framework: Framework, asked: Asked, assessment: Assessment | None, aim: Any, positions_from: int | None
) -> Beside:
    """Return what the options ask for, beside the result of one organisation if there is one.

    Raises:
        MaturityError: listing what is wrong with the files of the first option in which something is.
    """
    peers = history = outcomes = ahead = None
    if assessment is not None and asked.peers:
        peers = assessment.compare(read_peers(framework, asked.peers, asked.segment, positions_from), asked.minimum)
    if assessment is not None and asked.history:
        history = compare_dates(framework, [*_earlier(framework, asked, assessment, positions_from), assessment], aim)
        outcomes = None if asked.outcomes is None else read_outcomes(framework, history, asked.outcomes)
        ahead = forecast(history, None if asked.due is None else asked.due.date())
    panel = _panel(framework, asked, positions_from) if asked.panel else None
    return Beside(peers, panel, history, outcomes, ahead, _rolled(framework, asked, aim, positions_from))


def _earlier(
    framework: Framework, asked: Asked, assessment: Assessment, positions_from: int | None
) -> list[Assessment]:
    """Return the assessments of the files with earlier answers, without the sheet of the report if it is among them."""
    sheets = [sheet.assessed(framework) for sheet in read_every(framework, asked.history, positions_from)]
    own = (assessment.facts.date, assessment.codes.tolist())
    return [sheet for sheet in sheets if (sheet.facts.date, sheet.codes.tolist()) != own]


def _panel(framework: Framework, asked: Asked, positions_from: int | None) -> RaterPanel:
    sheets = read_raters(framework, asked.panel, positions_from)
    return compare_raters(
        framework, sheets, asked.panel_rule or RULES[0], role_weights=numbers(asked.role_weights, "ROLE")
    )


def _rolled(framework: Framework, asked: Asked, aim: Any, positions_from: int | None) -> RollUp | None:
    if not asked.rollup:
        return None
    sheets = read_every(framework, asked.rollup, positions_from)
    parents = nested([sheet.organisation for sheet in sheets], asked.path_separator) if asked.path_separator else None
    teams = [sheet.assessed(framework) for sheet in sheets]
    weights = numbers(asked.team_weights, "TEAM")
    return roll_up(framework, teams, asked.rollup_rule or "weakest", weights=weights, parents=parents, target=aim)
