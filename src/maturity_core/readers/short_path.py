"""The short path: which open questions to ask, and in which order, until no answer can change the level."""

from __future__ import annotations

from math import prod
from typing import TYPE_CHECKING, Annotated, ClassVar

import numpy as np

from maturity_core.answers.counted import counted_many
from maturity_core.model.fields import Flag, Id
from maturity_core.model.ladder import FRAMEWORK, Ladder
from maturity_core.model.node import Node
from maturity_core.model.states import NO_LEVEL, OPEN
from maturity_core.readers.gates import Undecided
from maturity_core.results.stored import Many, Stored

if TYPE_CHECKING:
    from maturity_core.answers.likes import Codes
    from maturity_core.model.framework import Framework
    from maturity_core.scoring.engine import Engine
    from maturity_core.scoring.one.evaluate import Packed

Spans = dict[int, tuple[int, int]]
"""The lowest and the highest possible rank of each ladder."""
MOST_TRIED = 1024
"""Up to this many completions are all tried, to find the questions that still matter."""


class OpenQuestion(Node):
    """An open question, and whether its answer can still change a level that is to be settled."""

    question: str
    matters: Flag


class ShortPath(Stored):
    """The open questions in the order to ask them, and whether the level is settled: no completion can change it.

    Questions whose answers can no longer change it come last, with `matters` false. The order is worked out anew
    after every answer; only its beginning is meant to be followed.

    >>> from maturity_core import load_framework
    >>> path = load_framework("esg-customer-success").assess({}).short_path()
    >>> path.settled, path.level_range, path.next == path.questions[0].question
    (False, ('build', 'transform'), True)
    """

    called: ClassVar[str] = "path"
    once: ClassVar[tuple[str, str]] = ("questions", "question")

    settled: Flag
    level_range: tuple[Id, Id] | None
    questions: Annotated[tuple[OpenQuestion, ...], Many]

    @property
    def next(self) -> str | None:
        """The id of the question to ask next; None if no answer can change anything."""
        return next((entry.question for entry in self.questions if entry.matters), None)


def short_path(framework: Framework, codes: Codes, *, dimensions: bool) -> ShortPath:
    """Return the short path of one organisation with codes (n_questions,); see `Assessment.short_path`."""
    engine = framework.engine
    overall = engine.index[FRAMEWORK]
    areas = sorted(entry.id for entry in framework.dimensions) if dimensions else []
    goals = [overall, *(engine.index[Ladder("dimension", name)] for name in areas)]
    opened = _by_id(framework, [column for column, code in enumerate(codes.tolist()) if code in OPEN])
    single = engine.single
    spans, candidates = _tried(engine, codes, goals) if single is None else _read(framework, single, codes, goals)
    unsettled = [goal for goal in goals if spans[goal][0] != spans[goal][1]]
    asked = framework.lookup.conditions.first(opened if candidates is None else candidates, codes.tolist())
    path = mattering(engine, codes, asked, unsettled)
    others = [column for column in opened if column not in path]
    return ShortPath(
        settled=not unsettled,
        level_range=_level_range(framework, *spans[overall]),
        questions=tuple(
            OpenQuestion(question=framework.questions[column].id, matters=column in path) for column in [*path, *others]
        ),
    )


def _by_id(framework: Framework, columns: list[int]) -> list[int]:
    return sorted(columns, key=lambda column: framework.questions[column].id)


def _read(framework: Framework, single: Packed, codes: Codes, goals: list[int]) -> tuple[Spans, list[int]]:
    """Return the lowest and highest ranks of the goals, and the questions that may change one, in order."""
    undecided = Undecided(single, [question.id for question in framework.questions], codes.tolist())
    gates = [gate for goal in goals for gate in undecided.rungs(goal)]
    spans = {goal: (undecided.low.rank(goal), undecided.high.rank(goal)) for goal in goals}
    return spans, list(dict.fromkeys(column for gate in gates for column in gate.asked()))


def _tried(engine: Engine, codes: Codes, goals: list[int]) -> tuple[Spans, None]:
    """Return the same for a scorer in code; all that is known of it is that a better answer never lowers anything."""
    ends = [engine.many.stand(engine.many.filled(codes[:, None], highest=highest)) for highest in (False, True)]
    worst, best = ([int(end.places[goal].rank[0]) for goal in goals] for end in ends)
    return dict(zip(goals, zip(worst, best, strict=True), strict=True)), None


def mattering(engine: Engine, codes: Codes, columns: list[int], goals: list[int]) -> list[int]:
    """Leave out the questions that change no level of the goals, if there are few enough completions to try."""
    sizes = [int(engine.many.tops[column, 0]) + 1 for column in columns]
    if not goals:
        return []
    if prod(sizes) > MOST_TRIED:
        return columns
    sheets = np.repeat(engine.many.filled(codes[:, None], highest=False), prod(sizes), axis=1)
    sheets[columns] = np.indices(sizes, np.int8).reshape(len(columns), -1)
    standing = engine.many.stand(counted_many(engine.framework.lookup.conditions, sheets))
    ranks = [standing.places[goal].rank.reshape(sizes) for goal in goals]
    return [column for axis, column in enumerate(columns) if any(np.ptp(rank, axis).any() for rank in ranks)]


def _level_range(framework: Framework, worst: int, best: int) -> tuple[str, str] | None:
    return None if NO_LEVEL in {worst, best} else (framework.levels[worst].id, framework.levels[best].id)
