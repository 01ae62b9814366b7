"""The tables of a framework of which a profile asks only some questions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from maturity_core.model.entries import Entries
from maturity_core.model.ladder import FRAMEWORK, Ladder
from maturity_core.model.ladders import Shape, selected
from maturity_core.model.node import FixedDict, altered
from maturity_core.model.profiles import Asked, Profile
from maturity_core.model.requirement import Filter, Items, Requirement, Score, Selection
from maturity_core.model.units import score_of

if TYPE_CHECKING:
    from maturity_core.model.nouns import Capability, Prerequisite, Question
    from maturity_core.model.since import Since


def asked_tables(whole: Shape, tables: dict[str, Any], profile: Profile) -> dict[str, Any]:
    """Return the tables of a framework of which only the questions of a profile are asked.

    Requirements are written out, one per ladder. A rung without one is not part of its ladder, and is passed over.
    """
    asked = Asked(whole, selected(whole, FRAMEWORK, profile.of))
    for kind in ("dimensions", "capabilities", "questions"):
        tables[kind] = _left(tables[kind], asked.ids(kind))
    tables["questions"] = Entries(_question(entry, asked) for entry in tables["questions"])
    tables["capabilities"] = Entries(_needing(entry, asked) for entry in tables["capabilities"])
    tables["requirements"] = tuple(
        _with_items(entry, "of", items, asked)
        for entry, items in _in_order(asked.written, [pair for kept in asked.kept.values() for pair in kept])
    )
    written = {ladder: score_of(whole, ladder) for ladder in asked.ladders}
    tables["scores"] = tuple(
        _scored(score, ladder, asked) for ladder, score in written.items() if isinstance(score, Score)
    )
    tables["measures"] = Entries(
        _with_items(written[ladder], entry.given[0], asked.scores[ladder], asked, ladder)
        for ladder, entry in ((Ladder("measure", entry.id), entry) for entry in whole.measures)
        if asked.has(ladder)
    )
    scales = {question.scale for question in tables["questions"]}
    tables["scales"] = FixedDict({name: scale for name, scale in tables["scales"].items() if name in scales})
    tables["since"] = Entries(_since(entry, asked) for entry in tables["since"])
    return tables | {"rules": (), "profiles": Entries(), "examples": ()}


def asked_places(whole: Shape, profile: Profile) -> list[int]:
    """Return the places of the requirements that a profile keeps, in its order, among all of the whole framework."""
    asked = Asked(whole, selected(whole, FRAMEWORK, profile.of))
    kept = {id(entry) for pairs in asked.kept.values() for entry, _ in pairs}
    return [place for place, (entry, _) in enumerate(asked.written) if id(entry) in kept]


def _left(entries: Iterable[Any], ids: frozenset[str]) -> Entries[Any]:
    return Entries(entry for entry in entries if entry.id in ids)


def _in_order(
    written: list[tuple[Requirement, Any]], kept: list[tuple[Requirement, list[str]]]
) -> list[tuple[Requirement, list[str]]]:
    """Return the requirements that are kept in the order of the file."""
    items = {id(entry): names for entry, names in kept}
    return [(entry, items[id(entry)]) for entry, _ in written if id(entry) in items]


def _with_items(entry: Any, field: str, items: list[str], asked: Asked, ladder: str = "") -> Any:
    """Return a requirement, a score or a measure of these items, in the file's words as far as they say it."""
    of: Items = getattr(entry, field)
    left = [item for item in selected(asked.shape, ladder or str(entry.ladder), of) if item in asked.ids(of.kind)]
    changes: dict[str, Any] = {}
    if left != items or not _by_properties(of.selection):
        changes[field] = Items.model_validate({of.kind: tuple(items)})
    if isinstance(entry, Requirement) and entry.count is not None:
        changes["count"] = min(entry.count, Fraction(len(items)))
    return altered(entry, **changes)


def _by_properties(selection: Selection) -> bool:
    """Return whether a selection names no items."""
    return selection == "all" or (isinstance(selection, Filter) and not selection.ids)


def _scored(score: Score, ladder: Ladder, asked: Asked) -> Score:
    """Return the score of one ladder; a total no longer states the range that it has over all questions."""
    field = "mean_of" if score.total_of is None else "total_of"
    own = altered(score, ladder=ladder, range=None)
    found: Score = _with_items(own, field, asked.scores[ladder], asked)
    return found


def _question(question: Question, asked: Asked) -> Question:
    """Return a question without its trait, whose requirements are written out, led by capabilities that are asked."""
    return altered(question, trait=False, led_by=tuple(name for name in question.led_by if name in asked.capabilities))


def _needing(capability: Capability, asked: Asked) -> Capability:
    """Return a capability with those of its prerequisites that can be unmet."""
    requires = tuple(needed for needed in capability.requires if _can_be_unmet(needed, asked))
    leans_on = tuple(name for name in capability.leans_on if name in asked.capabilities)
    return altered(capability, requires=requires, leans_on=leans_on)


def _can_be_unmet(needed: Prerequisite, asked: Asked) -> bool:
    return asked.counts(Ladder("capability", needed.capability), needed.level)


def _since(since: Since, asked: Asked) -> Since:
    """Return what became of an earlier edition's questions: those that are not asked are left out."""
    told = {entry.id: entry for entry in since.questions}
    before: Mapping[str, str] = {
        question.id: told[question.id].before if question.id in told else question.id
        for question in asked.shape.questions
        if question.id not in since.added
    }
    leads = {then for now, then in before.items() if now in asked.questions}
    gone = [then for then in before.values() if then not in leads]
    return altered(
        since,
        left_out=tuple(dict.fromkeys((*since.left_out, *gone))),
        added=tuple(name for name in since.added if name in asked.questions),
        questions=_left(since.questions, asked.questions),
    )
