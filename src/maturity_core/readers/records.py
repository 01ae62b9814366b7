"""Laying out what an assessment says: levels, ranges, scores and completeness of every ladder."""

from __future__ import annotations

from functools import cache
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING, Any

import numpy as np

from maturity_core.answers.sheets import answer_word
from maturity_core.model.entries import Entries
from maturity_core.model.ladder import FRAMEWORK, Ladder
from maturity_core.model.ladders import own_questions
from maturity_core.model.states import NO_LEVEL, NOT_APPLICABLE
from maturity_core.readers.contrasts import contrasts
from maturity_core.readers.levers import levers
from maturity_core.readers.outlook import Outlook
from maturity_core.readers.routes import ahead_of_its_time
from maturity_core.results.parts import LadderResult, Stamp
from maturity_core.results.record import AssessmentRecord
from maturity_core.results.stored import both, double

if TYPE_CHECKING:
    from collections.abc import Mapping
    from fractions import Fraction

    from maturity_core.answers.sheets import Codes
    from maturity_core.model.framework import Framework
    from maturity_core.model.nouns import Capability, Dimension
    from maturity_core.scoring.many.evaluate import Standing
    from maturity_core.scoring.many.place import Place


@cache
def core_version() -> str:
    """Return the installed version of the library. The package's metadata are read once."""
    try:
        return version("maturity-core")
    except PackageNotFoundError:
        return "unknown"


def assessment_record(
    framework: Framework, codes: Codes, numbers: Mapping[str, Fraction] | None = None
) -> AssessmentRecord:
    """Return everything the assessment of one organisation, with codes (n_questions,), says.

    `numbers` are those that were given as answers, by question id.
    """
    engine = framework.engine
    sheet = codes[:, None]
    standing = engine.stand(sheet)
    outlook = Outlook(framework, sheet)
    narrowing = _narrowing(framework, codes, list(outlook.ends))
    common: dict[str, dict[str, Any]] = {
        name: _ladder(framework, name, [standing.places[index], *outlook.places(name)])
        | {"completeness": _completeness(framework, codes, name), "not_yet": bool(outlook.not_yet(name)[0])}
        | {"narrows": narrowing.get(name)}
        for index, name in enumerate(engine.ladders)
    }
    tensions, strengths = contrasts(framework, codes, standing)
    return AssessmentRecord(
        core_version=core_version(),
        framework=stamp_of(framework),
        answers={
            question.id: answer_word(question, int(code))
            for question, code in zip(framework.questions, codes, strict=True)
        },
        numbers={question: double(number) for question, number in (numbers or {}).items()},
        numbers_exact=dict(numbers or {}),
        levels=framework.levels,
        level_lists=framework.level_lists,
        **common[FRAMEWORK],
        dimensions=Entries(_result(entry, common[Ladder("dimension", entry.id)]) for entry in framework.dimensions),
        capabilities=Entries(
            _result(entry, common[Ladder("capability", entry.id)], ahead=bool(ahead))
            for entry, ahead in zip(
                framework.capabilities, ahead_of_its_time(framework.chart, sheet, standing)[:, 0], strict=True
            )
        ),
        tensions=tensions,
        strengths=strengths,
        levers=levers(framework, codes),
    )


def _result(entry: Dimension | Capability, said: dict[str, Any], *, ahead: bool = False) -> LadderResult:
    return LadderResult(id=entry.id, name=entry.name, level_list=entry.levels, **said, ahead_of_its_time=ahead)


def stamp_of(framework: Framework) -> Stamp:
    """Return which framework a result belongs to."""
    return Stamp(
        id=framework.id,
        name=framework.name,
        edition=framework.edition,
        digest=framework.digest,
        rules=framework.rules_digest,
        words=framework.words_digests,
    )


def _ladder(framework: Framework, ladder: str, places: list[Place]) -> dict[str, Any]:
    """Lay out level, range and score of a ladder from its places: now, at the worst and at the best."""
    levels = framework.ladder_levels(ladder)
    now, worst, best = (int(place.rank[0]) for place in places)
    score = places[0].score(0)
    return {
        "level": None if now == NO_LEVEL else levels[now],
        "level_range": None if NO_LEVEL in {now, worst, best} else (levels[worst], levels[best]),
        **both(score=score),
    }


def _completeness(framework: Framework, codes: Codes, ladder: str) -> float | None:
    """Return the share of a ladder's questions that apply to which an option was chosen; None where none applies."""
    applying = [int(codes[column]) for column in _columns(framework, ladder) if codes[column] != NOT_APPLICABLE]
    return sum(code >= 0 for code in applying) / len(applying) if applying else None


def _columns(framework: Framework, ladder: str) -> list[int]:
    columns = framework.lookup.columns
    return [columns[question.id] for question in own_questions(framework, ladder)]


def _narrowing(framework: Framework, codes: Codes, ends: list[Standing]) -> dict[str, str]:
    """By ladder its own open question that narrows the range most: least worst width, least sum, then id."""
    engine = framework.engine
    spans = {name: _span(ends, index, 0) for index, name in enumerate(engine.ladders)}
    open_columns = np.flatnonzero((codes < 0) & (codes != NOT_APPLICABLE))
    if not open_columns.size or not any(spans.values()):
        return {}
    trials = [(column, position) for column in open_columns for position in range(int(engine.tops[column, 0]) + 1)]
    sheets = np.repeat(codes[:, None], len(trials), axis=1)
    tried: dict[int, list[int]] = {}
    for place, (column, position) in enumerate(trials):
        sheets[column, place] = position
        tried.setdefault(int(column), []).append(place)
    filled = [engine.stand(engine.filled(sheets, highest=highest)) for highest in (False, True)]
    found: dict[str, str] = {}
    for index, name in enumerate(engine.ladders):
        own = [column for column in _columns(framework, name) if column in tried] if spans[name] else []
        widths = {column: [_span(filled, index, place) for place in tried[column]] for column in own}
        if widths:
            best = min(
                widths, key=lambda column: (max(widths[column]), sum(widths[column]), framework.questions[column].id)
            )
            found[name] = framework.questions[best].id
    return found


def _span(ends: list[Standing], ladder: int, row: int) -> int:
    return int(ends[1].places[ladder].rank[row]) - int(ends[0].places[ladder].rank[row])
