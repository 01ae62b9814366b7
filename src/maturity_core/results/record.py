"""Everything an assessment says, and the contradictions that can be found in a stored one without its framework."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field, model_validator

from maturity_core.answers.facts import NO_FACTS, SheetFacts, strange_remarks
from maturity_core.errors import Problem
from maturity_core.model.entries import Entries
from maturity_core.model.fields import Flag, Id, is_table
from maturity_core.model.json_text import twice
from maturity_core.model.node import FIXED, FixedDict
from maturity_core.model.nouns import Level
from maturity_core.model.states import NOT_APPLICABLE, OPEN_WORDS, STATE_WORDS, UNANSWERED, WORDS
from maturity_core.results.by_id import with_levels
from maturity_core.results.numbers import double
from maturity_core.results.one_answer import OneAnswer
from maturity_core.results.parts import (
    ExactRange,
    LadderResult,
    LevelById,
    LevelRange,
    Lever,
    Portrait,
    ScoreRange,
    Stamp,
    Strength,
    Tension,
)
from maturity_core.results.routes import NextRung
from maturity_core.results.stored import Answer, Given, Many, Ratio, Real, Small, Stored, Version


class AssessmentRecord(Stored):
    """Everything an assessment says, as data; `facts` are those of the sheet, which change nothing of the rest.

    `counted_as` has what answers to questions that need others count as, where that is something else.
    `one_answer` is None only in results that were stored before there was such a field.
    Levels and their texts are stored once, in `levels` (the framework's) and `level_lists`; elsewhere only their ids
    are. Every exact number comes with the double nearest to it.
    """

    called: ClassVar[str] = "assessment"

    schema_version: Literal[2] = 2
    core_version: Version
    framework: Stamp
    answers: Annotated[dict[Id, Answer], Many, FIXED]
    counted_as: Annotated[dict[Id, Answer], Many, FIXED] = Field(default_factory=FixedDict)
    numbers: Annotated[dict[Id, Real | None], Many, FIXED] = Field(default_factory=FixedDict)
    numbers_exact: Annotated[dict[Id, Given], Many, FIXED] = Field(default_factory=FixedDict)
    facts: SheetFacts = NO_FACTS
    levels: Entries[Level]
    level_lists: Annotated[dict[Id, Entries[Level]], Many, FIXED]
    level: LevelById | None
    level_range: LevelRange | None
    score: Real | None
    score_exact: Ratio | None
    score_range: ScoreRange | None
    score_range_exact: ExactRange | None
    completeness: Real | None
    narrows: Id | None
    not_yet: Flag
    dimensions: Entries[LadderResult]
    capabilities: Entries[LadderResult]
    measures: Entries[LadderResult] = Field(default=(), validate_default=True)
    next_rungs: Entries[NextRung] = Field(default=(), validate_default=True)
    tensions: Annotated[tuple[Tension, ...], Many]
    strengths: Annotated[tuple[Strength, ...], Many]
    portrait: Portrait = Portrait()
    advice: tuple[Small, ...] = ()
    topic: tuple[Id, ...] = ()
    levers: Entries[Lever]
    one_answer: OneAnswer | None = None

    @model_validator(mode="before")
    @classmethod
    def _with_levels(cls, data: Any) -> Any:
        """Replace the ids of levels by the levels."""
        return with_levels(data) if is_table(data) else data

    def contradictions(self) -> Iterator[Problem]:
        """Yield the contradictions within the record; `Assessment.verify` finds those with its framework."""
        yield from _contradictions(self)


def _contradictions(record: AssessmentRecord) -> Iterator[Problem]:
    """Yield every field of an assessment that contradicts another one."""
    yield from _answers(record)
    yield from _standing(record, "assessment")
    yield from twice((level.id for level in record.levels), "assessment.levels")
    for name, levels in record.level_lists.items():
        yield from twice((level.id for level in levels), f"assessment.level_lists.{name}")
    for field in ("dimensions", "capabilities", "measures"):
        where, results = f"assessment.{field}", getattr(record, field)
        if not results and field != "measures":
            yield Problem(f"there must be {field}", where, "none")
        yield from twice((result.id for result in results), where)
        for result in results:
            yield from _standing(result, f"{where}.{result.id}")
            if field != "measures":  # which may be totals
                yield from _inside(result.score, f"{where}.{result.id}.score")
            yield from _open(record, result.narrows, f"{where}.{result.id}.narrows")
    yield from _findings(record)
    yield from _portrait(record)
    yield from _one_answer(record)


def _answers(record: AssessmentRecord) -> Iterator[Problem]:
    """Yield what is wrong with the answers, and with fields that follow from them alone."""
    if not record.answers:
        yield Problem("there must be questions", "assessment.answers", "none")
    if record.answers.keys() != record.framework.words.keys():
        strange = sorted(record.answers.keys() ^ record.framework.words.keys())
        what = "the answers and the framework's words are not about the same questions"
        yield Problem(what, "assessment.answers", ", ".join(map(repr, strange[:3])))
    for question in record.numbers_exact:
        if record.answers.get(question, WORDS[UNANSWERED]) in STATE_WORDS:
            yield Problem("a number for a question without a chosen option", f"assessment.numbers_exact.{question}")
    if record.numbers != {question: double(number) for question, number in record.numbers_exact.items()}:
        yield Problem("these numbers do not match numbers_exact", "assessment.numbers")
    yield from strange_remarks(record.facts, record.answers, "assessment")
    yield from _open(record, record.narrows, "assessment.narrows")
    if strange := sorted(record.counted_as.keys() - record.answers.keys()):
        yield Problem("there is no such question", "assessment.counted_as", ", ".join(map(repr, strange[:3])))
    counted = {**record.answers, **record.counted_as}
    applying = [answer for answer in counted.values() if answer != WORDS[NOT_APPLICABLE]]
    chosen = sum(answer not in STATE_WORDS for answer in applying)
    share = chosen / len(applying) if applying else None
    # Only the framework knows how many of those that do not apply count as an option, and so as answered.
    more = range(1, len(record.answers) - len(applying) + 1)
    shares = {share, *((chosen + fixed) / (len(applying) + fixed) for fixed in more)}
    if record.completeness not in shares:
        yield Problem(
            "this share does not match the answers",
            "assessment.completeness",
            f"{record.completeness}",
            f"{share}",
        )
    if applying and chosen == len(applying) and record.level_range and _apart(record.level_range):
        yield Problem("with every question answered, only one level is possible", "assessment.level_range")
    if applying and chosen == len(applying) and len({*(record.score_range_exact or ())}) > 1:
        yield Problem("with every question answered, only one score is possible", "assessment.score_range_exact")


def _standing(entry: AssessmentRecord | LadderResult, where: str) -> Iterator[Problem]:
    """Yield the contradictions between level, range, score and completeness of one ladder."""
    share = entry.completeness
    yield from _inside(share, f"{where}.completeness")
    if (share == 0 and not entry.not_yet) or (entry.not_yet and not (share is not None and share < Fraction(1, 2))):
        yield Problem("this contradicts the share answered", f"{where}.not_yet", f"{entry.not_yet}".lower())
    if entry.level_range is not None and entry.level is None:
        yield Problem("a range of levels without a level", f"{where}.level_range")
    elif entry.level_range is not None and entry.level is not None and not _apart(entry.level_range):
        only = entry.level_range[0].id
        if entry.level.id != only:
            yield Problem("the level is outside its range", f"{where}.level", repr(entry.level.id), repr(only))
    score, ends = entry.score_exact, entry.score_range_exact
    if (score is None) is not (ends is None):
        yield Problem("a score and its range come together", f"{where}.score_range_exact")
    elif score is not None and ends is not None and not ends[0] <= score <= ends[1]:
        yield Problem("the score is outside its range", f"{where}.score_exact", f"{score}", f"{ends[0]} to {ends[1]}")


def _apart(ends: tuple[Level, Level]) -> bool:
    return ends[0].id != ends[1].id


def _inside(share: float | None, where: str) -> Iterator[Problem]:
    if share is not None and not 0 <= share <= 1:
        yield Problem("the number is out of bounds", where, f"{share}", "0 to 1")


def _open(record: AssessmentRecord, question: str | None, where: str) -> Iterator[Problem]:
    if question is not None and {**record.answers, **record.counted_as}.get(question) not in OPEN_WORDS:
        yield Problem("this question is not open", where, repr(question))


def _portrait(record: AssessmentRecord) -> Iterator[Problem]:
    """Yield the places of patterns that the level does not have, or that are listed twice."""
    patterns = len(record.level.patterns) if record.level else 0
    places = [place for name in type(record.portrait).model_fields for place in getattr(record.portrait, name)]
    strange = sorted({place for place in places if place >= patterns or places.count(place) > 1})
    for place in strange[:1]:
        yield Problem("no such pattern of the level, or listed twice", "assessment.portrait", f"{place}")


def _one_answer(record: AssessmentRecord) -> Iterator[Problem]:
    """Yield the unknown questions and levels of single answers, and the questions that are listed twice."""
    levels = {level.id for level in record.levels}
    for name in ("lifts", "drops"):
        where, changes = f"assessment.one_answer.{name}", getattr(record.one_answer, name, ())
        yield from twice((change.question for change in changes), where)
        for change in changes:
            if change.question not in record.answers:
                yield Problem("there is no such question", where, repr(change.question))
            if change.level not in levels:
                yield Problem("no such level", where, repr(change.level))


def _findings(record: AssessmentRecord) -> Iterator[Problem]:
    """Yield the unknown dimensions and capabilities in tensions, strengths and levers, and wrong gains."""
    dimensions = {result.id for result in record.dimensions}
    named = {f"tensions.{index}": entry.dimensions for index, entry in enumerate(record.tensions)}
    named |= {f"strengths.{index}": (entry.dimension,) for index, entry in enumerate(record.strengths)}
    for place, ids in named.items():
        for strange in sorted(set(ids) - dimensions):
            yield Problem("no such dimension", f"assessment.{place}", repr(strange))
    capabilities = {result.id for result in record.capabilities}
    for index, lever in enumerate(record.levers):
        where = f"assessment.levers.{index}"
        for strange in sorted({lever.capability, *lever.equal_to, *lever.readies, *lever.eases} - capabilities):
            yield Problem("no such capability", where, repr(strange))
        if lever.effort_exact <= 0 or lever.gain_by_effort_exact * lever.effort_exact != lever.gain_exact:
            yield Problem("gain_by_effort_exact is not the gain divided by the effort", where)
