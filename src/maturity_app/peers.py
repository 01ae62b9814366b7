"""The command that says where an organisation is among its peers, and keeps groups of peers as files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from maturity_app.answer_files import FORMAT, read_sheet, read_sheets
from maturity_app.assessing import as_json
from maturity_app.console import AS_JSON, FRAMEWORK, POSITIONS, WORDS, say, warn
from maturity_app.endings import ending_of
from maturity_app.file_text import file_text
from maturity_app.how import AS_SHOWN, How
from maturity_app.new_files import write_new
from maturity_app.table_files import parse_json
from maturity_core import PeerGroup, PublishedPeers, publish_peers, publish_segments
from maturity_core.errors import AnswersError, MaturityError, Problem
from maturity_core.model.fields import is_table
from maturity_core.people.published_peers import KINDS, MINIMUM, checked_minimum
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
    "--of",
    "kind",
    type=click.Choice(KINDS),
    help="With --publish: whose levels and scores the file has. Publish one kind alone. Default: framework.",
)
@click.option(
    "--by-segment", is_flag=True, help="With --publish: write each segment to a file; the first to FILE-1.json."
)
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
    kind: Any,
    by_segment: bool,
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
    wanted = Wanted(keep, publish, kind, by_segment, published, minimum or MINIMUM)
    wanted.check(segment)
    if not peers and not (keep or publish):
        raise click.UsageError("give files of PEERS, or --keep or --publish to write a group.")
    read = Read(framework, peers or (answers,), positions_from, AS_SHOWN if peers else None)
    group = read_peers(framework, read.sources, segment, positions_from, read.how)
    _write(_wanted(read, group, wanted))
    if peers:
        found = read_sheet(framework, answers, stated, positions_from).assessed(framework).compare(group, minimum)
        say(as_json(found.model_dump(mode="json")) if wants_json else peers_page(framework, found, words))


class Read(NamedTuple):
    """The files of peers, and how they are read."""

    framework: Framework
    sources: Sequence[str]
    positions_from: int | None
    how: How | None


class Wanted(NamedTuple):
    """Which files of groups are asked for, and what is in them."""

    keep: str | None
    publish: str | None
    kind: Any
    by_segment: bool
    published: Sequence[str]
    minimum: int

    def check(self, segment: str) -> None:
        """Check that the options fit together.

        Raises:
            UsageError: one needs another, or excludes it.
        """
        if (self.published or self.kind or self.by_segment) and not self.publish:
            raise click.UsageError("--published, --of and --by-segment need --publish.")
        if self.by_segment and (segment or self.published):
            raise click.UsageError("--by-segment takes all segments at once, without --segment and --published.")


def _wanted(read: Read, group: PeerGroup | PublishedPeers, wanted: Wanted) -> dict[str, PeerGroup | PublishedPeers]:
    """Return the groups to write, by file."""
    keep, publish, kind = wanted.keep, wanted.publish, wanted.kind or KINDS[0]
    if not (keep or publish):
        return {}
    if isinstance(group, PublishedPeers):
        raise AnswersError([Problem("a published group is on file already", "peers")])
    found: dict[str, PeerGroup | PublishedPeers] = {keep: group} if keep else {}
    if publish and wanted.by_segment:
        parts = publish_segments(read.framework, _segments(read), wanted.minimum, kind)
        found |= {f"{Path(publish).with_suffix('')}-{place}.json": part for place, part in enumerate(parts, start=1)}
    elif publish:
        beside: list[Any] = [
            read_peers(read.framework, [source], "", read.positions_from) for source in wanted.published
        ]
        found[publish] = publish_peers(read.framework, group, wanted.minimum, beside, kind)
    return found


def _write(groups: Mapping[str, PeerGroup | PublishedPeers]) -> None:
    """Write groups to files, and say of whom they are."""
    for out, group in groups.items():
        write_new(Path(out), group.model_dump_json(indent=1) + "\n")
        warn([f"written: {out}, {group.size} organisations{group.segment and f' ({group.segment})'}"])


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


def _segments(read: Read) -> list[PeerGroup]:
    """Return a group of each segment that the files name.

    Raises:
        MaturityError: listing what is wrong with a file.
    """
    groups: dict[str, list[PeerGroup]] = {}
    for source in read.sources:
        if (data := _stored(source)) is not None:
            group = PeerGroup.model_validate(data)
            groups.setdefault(group.segment, []).append(group)
            continue
        sheets = read_sheets(read.framework, source, None, read.positions_from, read.how)
        found = [sheet.assessed(read.framework) for sheet in sheets]
        for name in sorted({one.facts.segment for one in found}):
            own = [one for one in found if one.facts.segment == name]
            groups.setdefault(name, []).append(PeerGroup.from_assessments(own, name))
    return [first.merge(*rest) for first, *rest in groups.values()]


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
