"""Many organisations at once: one row each, then how many are at each level, or how the scores spread."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from string import ascii_uppercase
from typing import TYPE_CHECKING, Any

from maturity_app.facts import facts
from maturity_app.lines import cut, heading, room, table, wide, wrapped
from maturity_core import NO_LEVEL, Status
from maturity_core.model.ladder import FRAMEWORK, Ladder
from maturity_core.telling.origin import edition_text
from maturity_core.telling.wording import score_text

if TYPE_CHECKING:
    from fractions import Fraction

    from maturity_app.answer_files import Sheet
    from maturity_core import Assessment, AssessmentBatch, Framework
    from maturity_core.telling.words import Words

NAME_WIDTH, LEVEL_WIDTH = 28, 16
MOST_OF_LINE = 50
"""The most characters of a line for the columns of dimensions."""
NONE = "-"


def overview_lines(
    framework: Framework, sheets: Sequence[Sheet], batch: AssessmentBatch, targets: Sequence[Any], words: Words
) -> Iterator[str]:
    """Yield the table of many organisations: level or score, range, dimensions, and how far away a target is."""
    shown = (_Levels if framework.outline.awards else _Scores)(framework, batch, words)
    aimed = targets[0] is not None
    ways = _ways(batch, targets, words) if aimed else []
    letters = [_letter(place) for place in range(len(framework.dimensions))]
    columns = [_even(letter, cells) for letter, cells in zip(letters, shown.dimensions(), strict=True)]
    fits = sum(len(column[0]) + 1 for column in columns) <= MOST_OF_LINE
    columns = columns if fits else []
    rows: list[list[str]] = []
    for row, sheet in enumerate(sheets):
        way = [] if not ways else [shown.not_yet if shown.waiting[row] else ways[row]]
        cells = [*shown.cells(row), *way, " ".join(column[row + 1] for column in columns)]
        rows.append([sheet.told_name(words), *cells])
    yield from wrapped(f"{edition_text(framework, words)}: {words.count('organisations', len(sheets))}")
    yield ""
    names = [*shown.columns, *(["target"] if aimed else [])]
    heads = [*(shown.words.say(f"column-{name}") for name in names), " ".join(column[0] for column in columns)]
    yield from table(_fitting([["", *heads], *rows]))
    yield ""
    yield from wrapped(shown.spread())
    yield from heading(shown.words.say("how-to-read"))
    for line in shown.reading():
        yield from wrapped(line)
    if not fits:
        yield from wrapped(shown.words.say("how-dimensions-left-out"))
        return
    yield from wrapped(shown.words.say(shown.heads))
    yield from facts([(letter, entry.name) for letter, entry in zip(letters, framework.dimensions, strict=True)], "  ")


def _fitting(rows: list[list[str]]) -> list[list[str]]:
    """Return rows that fit; the names of organisations and of their levels are cut only if there is no room."""
    if wide(rows) <= room():
        return rows
    return [[cut(row[0], NAME_WIDTH), cut(row[1], LEVEL_WIDTH), *row[2:]] for row in rows]


class _Shown:
    """What both kinds of table have in common. `words` are those of the command's own part of the texts."""

    def __init__(self, framework: Framework, batch: AssessmentBatch, words: Words) -> None:
        self.framework, self.batch = framework, batch
        self.words, self.telling = words.part("show"), words
        self.not_yet = words.say("not-yet-short")
        self.waiting: list[bool] = batch.not_yet.tolist()
        self.results: list[Assessment] = [batch[row] for row in range(len(batch))]

    def score(self, ladder: str, score: Fraction | None) -> str:
        """Return a score in words, or that there is none."""
        return NONE if score is None else score_text(self.framework, ladder, score, self.telling)


class _Levels(_Shown):
    """Levels, their ranges and scores; each level by its number."""

    columns, heads = ("level", "range", "score"), "how-dimensions"

    def __init__(self, framework: Framework, batch: AssessmentBatch, words: Words) -> None:
        super().__init__(framework, batch, words)
        self.codes = _level_codes(framework)

    def cells(self, row: int) -> list[str]:
        """Return the first cells of a row."""
        if self.waiting[row]:
            return [self.not_yet, self._range(row), NONE]
        return [self._level(row), self._range(row), self.score(FRAMEWORK, self.results[row].score_exact)]

    def _level(self, row: int) -> str:
        level = self.results[row].level
        return f"{self.codes[level.name]} {level.name}" if level else self.telling.say("no-level")

    def _range(self, row: int) -> str:
        ends = self.results[row].level_range
        return "-".join(dict.fromkeys(self.codes[end.name] for end in ends)) if ends else NONE

    def dimensions(self) -> Iterator[list[str]]:
        """Yield for each dimension its levels, row by row; its range, if too little is answered."""
        outlook = self.batch.outlook()
        for place, entry in enumerate(self.framework.dimensions):
            ladder = Ladder("dimension", entry.id)
            names = [self.codes[level.name] for level in self.framework.ladder_levels(ladder)]
            flags = zip(outlook.not_yet(ladder).tolist(), outlook.ranges(ladder), strict=True)
            ends = [found if waiting else None for waiting, found in flags]
            ranks: list[int] = self.batch.dimension_levels[:, place].tolist()
            alone = [NONE if rank < 0 else names[rank] for rank in ranks]
            yield [
                "-".join(dict.fromkeys(names[end] for end in possible)) if possible else one
                for possible, one in zip(ends, alone, strict=True)
            ]

    def spread(self) -> str:
        """Return how many are at each level."""
        pairs = zip(self.batch.levels.tolist(), self.waiting, strict=True)
        ranks = [None if waiting else rank for rank, waiting in pairs]
        named = {level.name: ranks.count(rank) for rank, level in enumerate(self.framework.levels)}
        named |= {self.telling.say("no-level"): ranks.count(NO_LEVEL), self.not_yet: ranks.count(None)}
        counts = [f"{number} {name}" for name, number in named.items() if number]
        return self.words.say("by-level", counts=self.telling.listed(counts))

    def reading(self) -> Iterator[str]:
        """Yield how to read the table."""
        levels = ", ".join(f"{code} {name}" for name, code in self.codes.items())
        yield self.words.say("how-levels", levels=levels, none=NONE)
        yield self.words.say("how-range")
        yield from [self.words.say("how-not-yet")] if any(self.waiting) else []


class _Scores(_Shown):
    """Scores and their ranges, for a model that awards no level."""

    columns, heads = ("score", "range"), "how-dimension-scores"

    def cells(self, row: int) -> list[str]:
        """Return the first cells of a row."""
        result = self.results[row]
        ends = dict.fromkeys(self.score(FRAMEWORK, end) for end in result.score_range_exact or ())
        score = self.not_yet if self.waiting[row] else self.score(FRAMEWORK, result.score_exact)
        return [score, "-".join(ends) or NONE]

    def dimensions(self) -> Iterator[list[str]]:
        """Yield for each dimension its scores, row by row."""
        for place, entry in enumerate(self.framework.dimensions):
            ladder = Ladder("dimension", entry.id)
            told = [result.dimensions[place] for result in self.results]
            yield [NONE if entry.not_yet else self.score(ladder, entry.score_exact) for entry in told]

    def spread(self) -> str:
        """Return the lowest and the highest score, and one that at least half of the organisations have."""
        scores = sorted(
            result.score_exact
            for result, waiting in zip(self.results, self.waiting, strict=True)
            if result.score_exact is not None and not waiting
        )
        if not scores:
            return self.words.say("by-score-none")
        ends = {"lowest": scores[0], "middle": scores[len(scores) // 2], "highest": scores[-1]}
        return self.words.say("by-score", **{name: self.score(FRAMEWORK, end) for name, end in ends.items()})

    def reading(self) -> Iterator[str]:
        """Yield how to read the table."""
        yield self.words.say("how-score-range")
        yield self.words.say("how-no-score", none=NONE)
        yield from [self.words.say("how-score-not-yet")] if any(self.waiting) else []


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


def _even(head: str, cells: list[str]) -> list[str]:
    """Return a column with its head, all of one width."""
    width = max(map(len, [head, *cells]))
    return [cell.ljust(width) for cell in [head, *cells]]


def _ways(batch: AssessmentBatch, targets: Sequence[Any], words: Words) -> list[str]:
    """Return how far away the target is, row by row."""
    if all(target is targets[0] for target in targets):
        plans = batch.next_steps(targets[0], 0)
        status = [Status.of(code) for code in plans.status]
        ways = list(zip(status, plans.length.tolist(), plans.results.tolist(), strict=True))
    else:
        single = [batch[row].next_steps(target) for row, target in enumerate(targets)]
        ways = [(Status(plan.status), len(plan.steps), len(plan.results)) for plan in single]
        status = [way[0] for way in ways]
    told = {each: words.part("show").say(f"status-{each.replace(' ', '-')}") for each in {*status} - {Status.OPEN}}
    return [told.get(each) or _way(steps, outcomes, words) for each, steps, outcomes in ways]


def _way(steps: int, outcomes: int, words: Words) -> str:
    """Return how many steps there are to a target, and how many outcomes have to improve."""
    parts = [words.count("steps", steps)] if steps or not outcomes else []
    parts += [words.count("outcomes", outcomes)] if outcomes else []
    return ", ".join(parts)
