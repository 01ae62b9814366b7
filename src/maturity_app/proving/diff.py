"""`maturity diff`: whose level rises and whose falls by another definition of a model."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from maturity_app.answer_files import FORMATS, read_sheets
from maturity_app.assessing import as_json
from maturity_app.console import AS_JSON, FRAMEWORK, POSITIONS, framework_named, say
from maturity_app.lines import bullets, heading, table, wrapped
from maturity_app.proving.prove import CASES
from maturity_app.proving.sheet_lines import answer_lines
from maturity_core.model.ladder import FRAMEWORK as WHOLE
from maturity_core.readers.proof.editions import as_answered, diff_editions, links_of
from maturity_core.telling.origin import edition_text
from maturity_core.telling.wording import counted, joined, ladder_name, level_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from maturity_core import Framework
    from maturity_core.model.ladder import Ladder
    from maturity_core.results.edition_diff import EditionDiff, LadderDiff, Move

VERDICTS = {
    "same": "every sheet has the same level",
    "raised": "some sheets rise, none fall",
    "lowered": "some sheets fall, none rise",
    "mixed": "some sheets rise, some fall",
    "unknown": "not known: the search was stopped",
}


@click.command("diff", short_help="Show whose level another definition of a model changes.")
@FRAMEWORK
@click.argument("after", metavar="FRAMEWORK")
@click.option("--answers", metavar="FILE", help="Also show which organisations in this file change their level.")
@click.option(
    "--format", "stated", type=click.Choice(FORMATS), help="The format of the file, if its name does not show it."
)
@POSITIONS
@CASES
@AS_JSON
def diff_command(  # noqa: PLR0913 - one for each option of the command
    framework: Framework,
    after: str,
    *,
    answers: str | None,
    stated: str | None,
    positions_from: int | None,
    cases: int,
    wants_json: bool,
) -> None:
    """Show whose level rises and whose falls by the second definition of a model, and prove that nobody else's does.

    Questions are matched by id, or by the second file's table `since` if it names the edition of the first. The file of
    answers belongs to the first definition. Needs the extra `roadmap`. `docs/proof.md` says what it rests on.
    """
    other = framework_named(after)
    found = diff_editions(framework, other, cases)
    moved = (
        None if answers is None else _moved(framework, other, read_sheets(framework, answers, stated, positions_from))
    )
    if wants_json:
        data: dict[str, Any] = found.model_dump(mode="json")
        say(as_json(data if moved is None else {**data, "organisations": moved}))
        return
    say(
        [*diff_lines(framework, other, found), *([] if moved is None else _organisation_lines(framework, other, moved))]
    )


def _moved(framework: Framework, other: Framework, sheets: Any) -> list[dict[str, Any]]:
    """Return the framework's level of each organisation by both definitions."""
    links = links_of(framework, other)
    found: list[dict[str, Any]] = []
    for sheet in sheets:
        levels = framework.assess(sheet.codes).level, other.assess(as_answered(links, other, sheet.codes)).level
        ids = [None if level is None else level.id for level in levels]
        found.append({"organisation": sheet.name, "level_before": ids[0], "level_after": ids[1]})
    return found


def diff_lines(framework: Framework, other: Framework, found: EditionDiff) -> Iterator[str]:
    """Yield the differences as lines of text, 80 columns wide."""
    yield from wrapped(
        f"{edition_text(framework)} and {edition_text(other)}, over all sheets on which all questions apply."
    )
    yield ""
    rows = [(_name(framework, entry.ladder), entry.verdict, VERDICTS[entry.verdict]) for entry in found.ladders]
    yield from table(rows)
    for ids, place in ((found.free_before, "first"), (found.free_after, "second")):
        number = counted(len(ids), "question")
        yield from wrapped(f"Only the {place} asks, or with other options, {number}: {joined(ids)}.") if ids else ()
    if found.not_compared:
        yield from wrapped(f"Not compared, as the levels are not the same: {joined(found.not_compared)}.")
    for entry in found.ladders:
        yield from _ladder_lines(framework, other, entry)


def _name(framework: Framework, ladder: Ladder) -> str:
    return "The model" if ladder == WHOLE else ladder_name(framework, ladder)


def _ladder_lines(framework: Framework, other: Framework, entry: LadderDiff) -> Iterator[str]:
    for verb, move in (("rises", entry.rises), ("falls", entry.falls)):
        if move is not None:
            yield from heading(f"A sheet that {verb}: {_name(framework, entry.ladder)}")
            yield from _move_lines(framework, other, entry, move)


def _move_lines(framework: Framework, other: Framework, entry: LadderDiff, move: Move) -> Iterator[str]:
    before = level_name(framework, entry.ladder, move.level_before)
    yield from wrapped(f"From {before} to {level_name(other, entry.ladder, move.level_after)}:")
    yield from answer_lines(other, move.answers_after)


def _organisation_lines(framework: Framework, other: Framework, moved: list[dict[str, Any]]) -> Iterator[str]:
    yield from heading("Your organisations")
    changed = [entry for entry in moved if entry["level_before"] != entry["level_after"]]
    yield from wrapped(f"{len(changed)} of {counted(len(moved), 'organisation')} would have another level.")
    for entry in changed:
        before, after = entry["level_before"], entry["level_after"]
        told = [
            level_name(model, WHOLE, level) if level else "no level"
            for model, level in ((framework, before), (other, after))
        ]
        yield from bullets([f"{entry['organisation'] or 'the organisation'}: {' to '.join(told)}"])
