"""Many organisations at once: one row each, then how many are at each level."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from string import ascii_uppercase
from typing import TYPE_CHECKING, Any

from maturity_app.facts import facts
from maturity_app.lines import cut, heading, table, wrapped
from maturity_core import NO_LEVEL, Status
from maturity_core.model.ladder import FRAMEWORK, Ladder
from maturity_core.telling.origin import edition_text
from maturity_core.telling.wording import score_text

if TYPE_CHECKING:
    from maturity_app.answer_files import Sheet
    from maturity_core import AssessmentBatch, Framework
    from maturity_core.telling.words import Words

NAME_WIDTH, LEVEL_WIDTH = 28, 16
NONE = "-"


def overview_lines(
    framework: Framework, sheets: Sequence[Sheet], batch: AssessmentBatch, target: Any, words: Words
) -> Iterator[str]:
    """Yield the table of many organisations: level, range, score, dimensions, and how far away a target is."""
    codes, show = _level_codes(framework), words.part("show")
    letters = [_letter(place) for place in range(len(framework.dimensions))]
    rows: list[list[str]] = []
    ways = [] if target is None else _ways(batch, target, words)
    columns = list(_dimensions(framework, codes, batch))
    waiting, not_yet = batch.not_yet.tolist(), words.say("not-yet-short")
    for row, sheet in enumerate(sheets):
        way = [] if not ways else [not_yet if waiting[row] else ways[row]]
        level = not_yet if waiting[row] else _level(framework, codes, int(batch.levels[row]), words)
        score = None if waiting[row] else batch[row].score_exact
        cells = [level, _range(framework, codes, batch, row)]
        cells += [NONE if score is None else score_text(framework, FRAMEWORK, score, words), *way]
        cells.append(" ".join(column[row] for column in columns))
        rows.append([cut(sheet.told_name(words), NAME_WIDTH), *cells])
    yield from wrapped(f"{edition_text(framework, words)}: {words.count('organisations', len(sheets))}")
    yield ""
    names = ["level", "range", "score", *([] if target is None else ["target"])]
    heads = " ".join(letter.ljust(len(column[0])) for letter, column in zip(letters, columns, strict=True))
    yield from table([["", *(show.say(f"column-{name}") for name in names), heads], *rows])
    yield ""
    yield from wrapped(show.say("by-level", counts=words.listed(_counts(framework, batch, words))))
    yield from _reading(codes, words, waiting=any(waiting))
    yield from facts([(letter, entry.name) for letter, entry in zip(letters, framework.dimensions, strict=True)], "  ")


def _reading(codes: dict[str, str], words: Words, *, waiting: bool) -> Iterator[str]:
    """Yield how to read the table."""
    show = words.part("show")
    yield from heading(show.say("how-to-read"))
    levels = ", ".join(f"{code} {name}" for name, code in codes.items())
    yield from wrapped(show.say("how-levels", levels=levels, none=NONE))
    yield from wrapped(show.say("how-range"))
    yield from wrapped(show.say("how-not-yet")) if waiting else ()
    yield show.say("how-dimensions")


def _level_codes(framework: Framework) -> dict[str, str]:
    """Return a number for every level by its name: the framework's from 1 up, then those that only dimensions have."""
    own = [level for entry in framework.dimensions for level in framework.ladder_levels(Ladder("dimension", entry.id))]
    names = dict.fromkeys(level.name for level in [*framework.levels, *own])
    return {name: str(place) for place, name in enumerate(names, start=1)}


def _letter(place: int) -> str:
    """Return A to Z for the first dimensions, then AA, AB and so on.

    >>> _letter(0), _letter(26)
    ('A', 'AA')
    """
    before, letter = divmod(place, len(ascii_uppercase))
    return (_letter(before - 1) if before else "") + ascii_uppercase[letter]


def _level(framework: Framework, codes: dict[str, str], rank: int, words: Words) -> str:
    if rank == NO_LEVEL:
        return words.say("no-level")
    name = framework.levels[rank].name
    return cut(f"{codes[name]} {name}", LEVEL_WIDTH)


def _range(framework: Framework, codes: dict[str, str], batch: AssessmentBatch, row: int) -> str:
    low, high = (int(rank) for rank in batch.level_ranges[row])
    if NO_LEVEL in {low, high}:
        return NONE
    ends = dict.fromkeys(codes[framework.levels[rank].name] for rank in (low, high))
    return "-".join(ends)


def _dimensions(framework: Framework, codes: dict[str, str], batch: AssessmentBatch) -> Iterator[list[str]]:
    """Yield for each dimension its levels, row by row (or ranges, if too little is answered), all of one width."""
    outlook = batch.outlook()
    for place, entry in enumerate(framework.dimensions):
        ladder = Ladder("dimension", entry.id)
        names = [codes[level.name] for level in framework.ladder_levels(ladder)]
        flags = zip(outlook.not_yet(ladder).tolist(), outlook.ranges(ladder), strict=True)
        ends = [found if waiting else None for waiting, found in flags]
        ranks: list[int] = batch.dimension_levels[:, place].tolist()
        cells = [
            "-".join(dict.fromkeys(names[end] for end in possible)) if possible else NONE if rank < 0 else names[rank]
            for possible, rank in zip(ends, ranks, strict=True)
        ]
        width = max(len(_letter(place)), *map(len, cells))
        yield [cell.ljust(width) for cell in cells]


def _ways(batch: AssessmentBatch, target: Any, words: Words) -> list[str]:
    """Return how far away the target is, row by row."""
    plans = batch.next_steps(target, 0)
    status = [Status.of(code) for code in plans.status]
    told = {each: words.part("show").say(f"status-{each.replace(' ', '-')}") for each in {*status} - {Status.OPEN}}
    return [
        told.get(each) or words.count("steps", int(length)) for each, length in zip(status, plans.length, strict=True)
    ]


def _counts(framework: Framework, batch: AssessmentBatch, words: Words) -> list[str]:
    pairs = zip(batch.levels.tolist(), batch.not_yet.tolist(), strict=True)
    ranks = [None if waiting else rank for rank, waiting in pairs]
    named = {level.name: ranks.count(rank) for rank, level in enumerate(framework.levels)}
    named |= {words.say("no-level"): ranks.count(NO_LEVEL), words.say("not-yet-short"): ranks.count(None)}
    return [f"{number} {name}" for name, number in named.items() if number]
