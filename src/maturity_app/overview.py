"""Many organisations at once: one row each, then how many stand where."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from string import ascii_uppercase
from typing import TYPE_CHECKING, Any

from maturity_app.lines import cut, facts, heading, table, wrapped
from maturity_core import NO_LEVEL, Status
from maturity_core.ladders import FRAMEWORK
from maturity_core.wording import counted, joined, score_text

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
    rows = [["", "level", "range", "score", *goal, " ".join(letters)]]
    ways = [] if target is None else _ways(batch, target)
    for row, sheet in enumerate(sheets):
        way = [ways[row]] if ways else []
        cells = [_level(framework, codes, int(batch.levels[row])), _range(framework, codes, batch, row)]
        cells += [
            NONE if (score := batch[row].score_exact) is None else score_text(framework, FRAMEWORK, score),
            *way,
            " ".join(_dimensions(framework, codes, batch, row)),
        ]
        rows.append([cut(sheet.name, NAME_WIDTH), *cells])
    yield from wrapped(f"{framework.name}, edition {framework.edition}: {counted(len(sheets), 'organisation')}")
    yield ""
    yield from table(rows)
    yield ""
    yield from wrapped(_counts(framework, batch))
    yield from heading("How to read it")
    yield from wrapped(f"Levels: {', '.join(f'{code} {name}' for name, code in codes.items())}; {NONE} no level.")
    yield from wrapped("Range: the lowest and the highest level that open questions leave possible.")
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


def _dimensions(framework: Framework, codes: dict[str, str], batch: AssessmentBatch, row: int) -> Iterator[str]:
    for place, entry in enumerate(framework.dimensions):
        rank, levels = int(batch.dimension_levels[row, place]), framework.ladder_levels(f"dimension {entry.id}")
        yield (NONE if rank == NO_LEVEL else codes[levels[rank].name]).ljust(len(_letter(place)))


def _ways(batch: AssessmentBatch, target: Any) -> list[str]:
    """Return how far it is to the target, row by row."""
    plans = batch.next_steps(0, target)
    pairs = zip(plans.status, plans.length, strict=True)
    return [
        counted(int(length), "step") if status == Status.OPEN else Status(int(status)).words for status, length in pairs
    ]


def _counts(framework: Framework, batch: AssessmentBatch) -> str:
    ranks = [int(rank) for rank in batch.levels]
    named = {level.name: ranks.count(rank) for rank, level in enumerate(framework.levels)}
    named["no level"] = ranks.count(NO_LEVEL)
    return f"By level: {joined([f'{number} {name}' for name, number in named.items() if number])}."
