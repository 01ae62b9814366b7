"""The law that a level of a scorer in code begins at a plain number of the score that it follows.

Elsewhere, the score is probably rounded before it is compared: with two digits, 0.665 comes to 0.67. Few frameworks
have a score so near to a cut. So questions get scales with more options, ever closer to where the level begins.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np

from maturity_core.model.entries import Entries
from maturity_core.model.node import altered
from maturity_core.model.scale import Option, Scale
from maturity_core.model.states import NO_LEVEL
from maturity_core.model.units import score_of
from maturity_core.testing.suite.cases import ONCE
from maturity_core.testing.suite.law import law
from maturity_core.testing.suite.record import Broken
from maturity_core.testing.suite.sheets import replaced
from maturity_core.testing.suite.standings import standings
from maturity_core.testing.suite.telling import told_sheet
from maturity_core.testing.suite.variants import rebuilt
from maturity_core.testing.suite.witnesses import near, ways

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from maturity_core.model.framework import Framework
    from maturity_core.model.nouns import ScorerChoice
    from maturity_core.testing.oracle_model import Sheet
    from maturity_core.testing.suite.subject import Subject

MOST_BORDERS, CROSSINGS = 12, 2
"""How many levels are looked at, those of the framework first, and on how many ways the beginning of each is sought."""
ROUNDS, PARTS, MOST_OPTIONS = 3, 16, 120
"""How often the step to a level is divided, into how many parts, and the most options of a scale made for that."""
PERCENT, LARGEST = 100, 12
"""Plain are whole percentages, and fractions whose denominator is at most this."""
NEAR_ENOUGH = 1e-9
PLAIN = "a whole percentage, a simple fraction or a setting; is the score rounded before it is compared?"


@dataclass(frozen=True)
class Step:
    """The step of a question from one option to the next that lifts a ladder to a rank: its lower sheet and its column.

    `low` and `high` are the credits between which the level begins, `scores` those of the ladder with them.
    """

    place: int
    rank: int
    sheet: Sheet
    column: int
    low: Fraction
    high: Fraction
    scores: tuple[float, float]

    def above(self) -> Sheet:
        """Return the upper sheet."""
        return replaced(self.sheet, {self.column: self.sheet[self.column] + 1})


def scored_by_requirements(subject: Subject) -> str:
    """Return why the law about where levels begin does not apply: what requirements ask is written in them."""
    return "" if subject.scorer else "scored by requirements: where levels begin is written there"


@law("scoring", ONCE, unless=scored_by_requirements)
def levels_begin_at_plain_numbers(subject: Subject, _: None) -> bool:
    """A level that follows a score begins at a plain number of it, and not where rounding leads to one."""
    steps = list(_steps(subject))
    for _round in range(ROUNDS):
        steps = _narrowed(subject, steps)
    found = False
    for place, rank in dict.fromkeys((step.place, step.rank) for step in steps):
        own = [step for step in steps if (step.place, step.rank) == (place, rank)]
        low, high = max(step.scores[0] for step in own), min(step.scores[1] for step in own)
        if len(own) < CROSSINGS or low > high:
            continue  # it is not the score that decides
        found = True
        ladder = subject.ladders[place]
        if not _plain(subject, ladder, low, high):
            raise Broken(
                f"{ladder} is at {subject.level(ladder, rank)} from a score of about {high:.5g}",
                then=told_sheet(subject.framework, own[0].above(), "a sheet above that"),
                expected=PLAIN,
            )
    return found


def _steps(subject: Subject) -> Iterator[Step]:
    """Yield steps of a question that lift a ladder to a rank, on ways up, where sheets with that rank score more."""
    found = [stood for _, stood in ways(subject)] + [near(subject).found]
    ranks, scores = np.vstack([stood.ranks for stood in found]), np.vstack([stood.scores for stood in found])
    borders = [(subject.ladders.index(ladder), rank) for ladder, own in subject.rungs.items() for rank in own]
    for place, rank in borders[: -MOST_BORDERS - 1 : -1]:
        known = (ranks[:, place] != NO_LEVEL) & ~np.isnan(scores[:, place])
        reached = known & (ranks[:, place] >= rank)
        below, above = scores[known & ~reached, place], scores[reached, place]
        if below.size and above.size and below.max() < above.min():
            yield from _crossings(subject, place, rank)


def _crossings(subject: Subject, place: int, rank: int) -> Iterator[Step]:
    """Yield steps to a rank, each of another question, as many as are needed."""
    credits_ = [[option.credit for option in question.options] for question in subject.framework.questions]
    columns: set[int] = set()
    for sheets, stood in ways(subject):
        row = int((stood.ranks[:, place] >= rank).argmax()) - 1
        if row >= 0 and len(columns) < CROSSINGS:
            sheet, above = sheets[row], sheets[row + 1]
            column = next(at for at, code in enumerate(sheet) if code != above[at])
            low, high = credits_[column][sheet[column] : sheet[column] + 2]
            scores = stood.scores[row : row + 2, place].tolist()
            if column not in columns and low < high:
                columns.add(column)
                yield Step(place, rank, sheet, column, low, high, (scores[0], scores[1]))


def _narrowed(subject: Subject, steps: Sequence[Step]) -> list[Step]:
    """Return steps with the credits between which the level begins nearer to each other.

    Left out is a step whose ends score otherwise once there are options between them: such a scorer counts options.
    """
    between: dict[int, set[Fraction]] = {}
    for step in steps:
        between.setdefault(step.column, set()).update(_parts(step))
    orders = {column: _order(subject, column, credits_) for column, credits_ in between.items()}
    orders = {column: order for column, order in orders.items() if len(order) <= MOST_OPTIONS}
    left = [step for step in steps if step.column in orders]
    finer = _finer(subject, orders) if left else None
    if finer is None:
        return []
    places = {column: {entry: place for place, entry in enumerate(order)} for column, order in orders.items()}
    return [found for step in left if (found := _nearer(finer, places, step))]


def _parts(step: Step) -> list[Fraction]:
    """Return the ends between which a level begins, where they are no options, and what divides their distance."""
    return [step.low + (step.high - step.low) * part / PARTS for part in range(PARTS + 1)]


Entry = tuple[Fraction, int]
"""An option of a finer scale: its credit, and its position on the scale there was, -1 if it is new."""


def _order(subject: Subject, column: int, credits_: set[Fraction]) -> list[Entry]:
    """Return the options of a question with new ones between them."""
    old = [option.credit for option in subject.framework.questions[column].options]
    new = sorted(credits_.difference(old))
    found: list[Entry] = []
    for position, credit in enumerate(old):
        start = len([entry for entry in found if entry[1] < 0])
        found += [(between, -1) for between in new[start : bisect_left(new, credit)]]
        found.append((credit, position))
    return found


def _finer(subject: Subject, orders: Mapping[int, Sequence[Entry]]) -> Framework | None:
    """Return the framework with such scales for some of its questions; None if it cannot be built so."""
    questions = list(subject.framework.questions)
    scales = dict(subject.framework.scales)
    for column, order in orders.items():
        asked = questions[column]
        plain = [altered(option, value=None, level=None) for option in asked.options]
        options = [
            plain[position] if position >= 0 else Option(id=f"new-{place}", label=f"New {place}", credit=credit)
            for place, (credit, position) in enumerate(order)
        ]
        scales[f"finer-{column}"] = Scale(options=Entries(options), counts_as=scales[asked.scale].counts_as)
        questions[column] = altered(asked, scale=f"finer-{column}", labels=())
    try:
        return rebuilt(subject, questions=questions, scales=scales, examples=(), since=())
    except ValueError:
        return None


def _nearer(finer: Framework, places: Mapping[int, Mapping[Entry, int]], step: Step) -> Step | None:
    """Return a step with nearer ends, by a framework with finer scales; None if its ends score otherwise there."""
    old = {column: {at: place for (_, at), place in found.items() if at >= 0} for column, found in places.items()}
    sheet = {column: old[column][code] for column, code in enumerate(step.sheet) if code >= 0 and column in old}
    by_credit = {credit: place for (credit, _), place in places[step.column].items()}
    parts = _parts(step)
    rows = [replaced(step.sheet, {**sheet, step.column: by_credit[part]}) for part in parts]
    stood = standings(finer, rows)
    reached = (stood.ranks[:, step.place] >= step.rank).tolist()
    scores: list[float] = stood.scores[:, step.place].tolist()
    if (scores[0], scores[-1]) != step.scores or reached[0] or not reached[-1]:
        return None
    first = reached.index(True)
    return replace(step, low=parts[first - 1], high=parts[first], scores=(scores[first - 1], scores[first]))


def _plain(subject: Subject, ladder: str, low: float, high: float) -> bool:
    """Return whether a plain number lies between two scores, or as these are shown, or a setting of the scorer."""
    low, high = low - NEAR_ENOUGH, high + NEAR_ENOUGH
    bottom, top = map(float, score_of(subject.framework, ladder).shown or (0, 1))
    shown = (bottom + low * (top - bottom), bottom + high * (top - bottom))
    settings, parts = _settings(subject.framework.scorer), (PERCENT, *range(1, LARGEST + 1))
    return any(
        any(start <= number <= end for number in settings) or any(_multiple(part, start, end) for part in parts)
        for start, end in ((low, high), shown)
    )


def _settings(scorer: ScorerChoice | None) -> list[float]:
    """Return the numbers that the file passes to its scorer."""
    return [float(number) for number in scorer.settings.values() if isinstance(number, Fraction)] if scorer else []


def _multiple(parts: int, low: float, high: float) -> bool:
    """Return whether a multiple of one such part lies between two numbers."""
    return int(high * parts // 1) >= low * parts
