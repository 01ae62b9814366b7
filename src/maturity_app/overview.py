"""Many organisations at once: one row each, then how many stand where."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from string import ascii_uppercase
from typing import TYPE_CHECKING, Any

from maturity_app.lines import cut, facts, heading, table, wrapped
from maturity_core import NO_LEVEL, Status
from maturity_core.model.ladders import FRAMEWORK
from maturity_core.readers.not_yet import WORDS
from maturity_core.telling.wording import counted, joined, score_text

if TYPE_CHECKING:
    from maturity_app.answer_files import Sheet
    from maturity_core import AssessmentBatch, Framework

NAME_WIDTH, LEVEL_WIDTH = 28, 16
NONE = "-"


def overview_lines(framework: Framework, sheets: Sequence[Sheet], batch: AssessmentBatch, target: Any) -> Iterator[str]:
    """Yield the table of many organisations: level, range, score, dimensions, and how far it is to a target."""
    codes = _level_codes(framework)
    letters = [_letter(place) for place in range(len(framework.dimensions))]
    goal = [] if target is None else ["to target"]
    rows: list[list[str]] = []
    ways = [] if target is None else _ways(batch, target)
    columns = list(_dimensions(framework, codes, batch))
    waiting = batch.not_yet.tolist()
    for row, sheet in enumerate(sheets):
        way = [] if not ways else [WORDS if waiting[row] else ways[row]]
        level = WORDS if waiting[row] else _level(framework, codes, int(batch.levels[row]))
        score = None if waiting[row] else batch[row].score_exact
        cells = [level, _range(framework, codes, batch, row)]
        cells += [NONE if score is None else score_text(framework, FRAMEWORK, score), *way]
        cells.append(" ".join(column[row] for column in columns))
        rows.append([cut(sheet.name, NAME_WIDTH), *cells])
    yield from wrapped(f"{framework.name}, edition {framework.edition}: {counted(len(sheets), 'organisation')}")
    yield ""
    heads = " ".join(letter.ljust(len(column[0])) for letter, column in zip(letters, columns, strict=True))
    yield from table([["", "level", "range", "score", *goal, heads], *rows])
    yield ""
    yield from wrapped(_counts(framework, batch))
    yield from heading("How to read it")
    yield from wrapped(f"Levels: {', '.join(f'{code} {name}' for name, code in codes.items())}; {NONE} no level.")
    yield from wrapped("Range: the lowest and the highest level that open questions leave possible.")
    if any(waiting):
        yield from wrapped("Not yet: too little is answered for a level. Dimensions then show their range.")
    yield "Dimensions:"
    yield from facts([(letter, entry.name) for letter, entry in zip(letters, framework.dimensions, strict=True)], "  ")


def _level_codes(framework: Framework) -> dict[str, str]:
    """Return a number for every level by its name: the framework's from 1 up, then those that only dimensions have."""
    own = [level for entry in framework.dimensions for level in framework.ladder_levels(f"dimension {entry.id}")]
    names = dict.fromkeys(level.name for level in [*framework.levels, *own])
    return {name: str(place) for place, name in enumerate(names, start=1)}


def _letter(place: int) -> str:
    """Return A to Z for the first dimensions, then AA, AB and so on.

    >>> _letter(0), _letter(26)
    ('A', 'AA')
    """
    before, letter = divmod(place, len(ascii_uppercase))
    return (_letter(before - 1) if before else "") + ascii_uppercase[letter]


def _level(framework: Framework, codes: dict[str, str], rank: int) -> str:
    if rank == NO_LEVEL:
        return "no level"
    name = framework.levels[rank].name
    return cut(f"{codes[name]} {name}", LEVEL_WIDTH)


def _range(framework: Framework, codes: dict[str, str], batch: AssessmentBatch, row: int) -> str:
    low, high = (int(rank) for rank in batch.level_ranges[row])
    if NO_LEVEL in {low, high}:
        return NONE
    ends = dict.fromkeys(codes[framework.levels[rank].name] for rank in (low, high))
    return "-".join(ends)


def _dimensions(framework: Framework, codes: dict[str, str], batch: AssessmentBatch) -> Iterator[list[str]]:
    """Yield by dimension its level row by row, or its range where too little is answered, all of one width."""
    outlook = batch.outlook()
    for place, entry in enumerate(framework.dimensions):
        ladder = f"dimension {entry.id}"
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


def _ways(batch: AssessmentBatch, target: Any) -> list[str]:
    """Return how far it is to the target, row by row."""
    plans = batch.next_steps(target, 0)
    pairs = zip(plans.status, plans.length, strict=True)
    return [
        counted(int(length), "step") if status == Status.OPEN else Status(int(status)).words for status, length in pairs
    ]


def _counts(framework: Framework, batch: AssessmentBatch) -> str:
    pairs = zip(batch.levels.tolist(), batch.not_yet.tolist(), strict=True)
    ranks = [None if waiting else rank for rank, waiting in pairs]
    named = {level.name: ranks.count(rank) for rank, level in enumerate(framework.levels)}
    named |= {"no level": ranks.count(NO_LEVEL), WORDS: ranks.count(None)}
    return f"By level: {joined([f'{number} {name}' for name, number in named.items() if number])}."
