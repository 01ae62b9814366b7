"""The command that says where an organisation is among its peers, and keeps groups of peers as files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from maturity_app.answer_files import FORMAT, read_sheet, read_sheets
from maturity_app.assessing import as_json
from maturity_app.console import AS_JSON, FRAMEWORK, POSITIONS, WORDS, say, warn
from maturity_app.endings import ending_of
from maturity_app.file_text import file_text
from maturity_app.how import AS_SHOWN, How
from maturity_app.new_files import write_new
from maturity_app.table_files import parse_json
from maturity_core import PeerGroup, PublishedPeers, publish_peers
from maturity_core.errors import AnswersError, MaturityError, Problem
from maturity_core.model.fields import is_table
from maturity_core.people.published_peers import MINIMUM, checked_minimum
from maturity_core.telling.page.peers import peers_page

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from maturity_core import Framework
    from maturity_core.telling.words import Words

LADDERS = "ladders"
"""A key that only a file of a group has."""
CONFIDENTIAL = "confidential"


@click.command("peers", short_help="Show where an organisation is among its peers.")
@FRAMEWORK
@click.argument("answers")
@click.argument("peers", nargs=-1, metavar="[PEERS]...")
@click.option("--segment", default="", metavar="NAME", help="Compare only with those of this segment.")
@click.option("--minimum", type=int, metavar="N", help=f"The fewest peers that are shown together. Default: {MINIMUM}.")
@click.option("--keep", metavar="FILE", help="Write the group to this .json file: exact, and confidential.")
@click.option("--publish", metavar="FILE", help="Write the group to this .json file in a form to pass on.")
@click.option(
    "--published",
    multiple=True,
    metavar="FILE",
    help="With --publish: a group that is published already. Refuse if few organisations would show by comparing both.",
)
@FORMAT
@POSITIONS
@WORDS
@AS_JSON
def peers_command(  # noqa: PLR0913 - one for each option of the command
    framework: Framework,
    answers: str,
    peers: tuple[str, ...],
    *,
    segment: str,
    minimum: int | None,
    keep: str | None,
    publish: str | None,
    published: tuple[str, ...],
    stated: str | None,
    positions_from: int | None,
    words: Words,
    wants_json: bool,
) -> None:
    """Show where an organisation is among its peers: by score, by level, and what those one level further have.

    ANSWERS is a file of one organisation, as for `maturity assess`. PEERS are files of other organisations: answers, as
    for `maturity assess`, or groups that --keep wrote, which are added up, or one group that --publish wrote. Answers
    to an earlier edition are carried over.

    Whom to compare with is for you to say: by the files, or by --segment, if the sheets name their segments. Of fewer
    than 5 peers nothing is shown, and smaller counts are shown together with their neighbours.

    Without PEERS, ANSWERS are the group, for --keep and --publish.

    Options on how files are read, such as --decimal and --map, are about ANSWERS; PEERS are read as they are.
    """
    checked_minimum(MINIMUM if minimum is None else minimum)
    for out in filter(None, (keep, publish)):
        ending_of(out, (".json",), "a group")
    if published and not publish:
        raise click.UsageError("--published needs --publish.")
    if not peers and not (keep or publish):
        raise click.UsageError("give files of PEERS, or --keep or --publish to write a group.")
    how = AS_SHOWN if peers else None
    group = read_peers(framework, peers or (answers,), segment, positions_from, how)
    if keep or publish:
        beside = [read_peers(framework, [source], "", positions_from) for source in published]
        _write(framework, group, {"keep": keep, "publish": publish}, minimum, beside)
    if peers:
        found = read_sheet(framework, answers, stated, positions_from).assessed(framework).compare(group, minimum)
        say(as_json(found.model_dump(mode="json")) if wants_json else peers_page(framework, found, words))


def _write(
    framework: Framework,
    group: PeerGroup | PublishedPeers,
    files: Mapping[str, str | None],
    minimum: int | None,
    beside: Sequence[Any],
) -> None:
    """Write a group to the files to keep and to publish that were asked for."""
    if isinstance(group, PublishedPeers):
        raise AnswersError([Problem("a published group is on file already", "peers")])
    keep, publish = files["keep"], files["publish"]
    texts = {keep: group, publish: publish_peers(framework, group, minimum or MINIMUM, beside) if publish else None}
    for out, data in texts.items():
        if out is not None and data is not None:
            write_new(Path(out), data.model_dump_json(indent=1) + "\n")
            warn([f"written: {out}, {data.size} organisations"])


def read_peers(
    framework: Framework,
    sources: Sequence[str],
    segment: str,
    positions_from: int | None,
    how: How | None = AS_SHOWN,
) -> PeerGroup | PublishedPeers:
    """Return the group of peers in some files.

    Args:
        framework: the framework the answers belong to.
        sources: the files.
        segment: the segment that the peers are of; empty for all.
        positions_from: the position of the lowest option, 0 or 1, if known.
        how: what is known of the files; None if they are the answers that the command was given.

    Raises:
        AnswersError: with everything that is wrong in all files; or a published group is not alone.
    """
    groups: list[PeerGroup] = []
    problems: list[Problem] = []
    for source in sources:
        try:
            found = _group(framework, source, segment, positions_from, how)
        except MaturityError as error:
            problems += error.problems
            continue
        if isinstance(found, PeerGroup):
            groups.append(found)
        elif len(sources) > 1:
            problems.append(Problem("a published group cannot be merged with others", source))
        else:
            return found
    if problems:
        raise AnswersError(problems)
    first, *rest = groups
    return first.merge(*rest)


def _group(
    framework: Framework, source: str, segment: str, positions_from: int | None, how: How | None
) -> PeerGroup | PublishedPeers:
    """Return the group in a file, or of the answers in it.

    Raises:
        MaturityError: listing what is wrong with it.
    """
    data = _stored(source)
    if data is None:
        sheets = read_sheets(framework, source, None, positions_from, how)
        return PeerGroup.from_assessments([sheet.assessed(framework) for sheet in sheets], segment)
    found = (PeerGroup if CONFIDENTIAL in data else PublishedPeers).model_validate(data)
    if segment and found.segment != segment:
        raise AnswersError([Problem("this group is of another segment", source, repr(found.segment), repr(segment))])
    return found


def _stored(source: str) -> Any:
    """Return what a file of a group has; None for answers."""
    if Path(source).suffix.lower() != ".json":
        return None
    problems: list[Problem] = []
    data = parse_json(file_text(source, "json"), source, problems)
    return data if is_table(data) and LADDERS in data else None
