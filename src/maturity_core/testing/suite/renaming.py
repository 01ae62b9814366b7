"""The law that ids are only names, and the same framework with all of them changed."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any

from maturity_core.model.fields import is_list, is_table
from maturity_core.model.ladder import KINDS, Ladder
from maturity_core.model.nouns import ScorerChoice
from maturity_core.testing.suite.cases import SHEETS
from maturity_core.testing.suite.law import law
from maturity_core.testing.suite.record import Broken

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from maturity_core.model.framework import Framework
    from maturity_core.testing.oracle_model import Sheet
    from maturity_core.testing.suite.subject import Subject

WORDS = frozenset({"basis", "better", "by", "headline", "language", "open_questions"})
"""Fields whose values are words of the format, which may also be ids."""

KEYED = frozenset({"cuts", "level_lists", "scales"})
"""Tables whose keys are names."""


PARTS: dict[str, tuple[str, ...]] = {
    "all ids": ("dimensions", "capabilities", "questions", "measures", "levels", "options"),
    "all ids of questions and options": ("questions", "options"),
    "all ids of questions": ("questions",),
}
"""What is renamed: all that can be, or less where a scorer in code looks for ids that it knows."""


def knows_its_ids(subject: Subject) -> str:
    """Return why the law about ids does not apply: a scorer in code may ask for questions by name."""
    return "" if renamed(subject) is not None else "with other ids it cannot be scored"


def renamed(subject: Subject) -> tuple[str, Subject] | None:
    """Return what is renamed, and the framework with these ids in reverse order as text; None if it cannot be scored.

    A scorer in code that looks for some ids may be scored with others changed.
    """
    tried = (_renamed(subject, what, PARTS[what]) for what in (PARTS if subject.scorer else [*PARTS][:1]))
    return subject.once("renamed", lambda: next((found for found in tried if found is not None), None))


def _renamed(subject: Subject, what: str, parts: tuple[str, ...]) -> tuple[str, Subject] | None:
    framework = subject.framework
    ids = sorted(set(_ids(framework, parts)))
    names = {name: f"id-{len(ids) - place:06}" for place, name in enumerate(ids)}
    names |= {Ladder(kind, name): Ladder(kind, new) for name, new in list(names.items()) for kind in KINDS}
    tables = {**framework.model_dump(), "since": (), "examples": ()}
    handed_over = subject.scorer if framework.scorer is None else None
    if handed_over:
        tables["scorer"] = ScorerChoice(kind="handed-over")
    with suppress(Exception):  # an id may also be a word, and a scorer in code may look for the ids it knows
        other = type(framework)(**_with(names, {**tables, "id": "renamed"}))
        found = subject.sibling(other.with_scorer(handed_over) if handed_over else other)
        found.stand([subject.worst])
        return what, found
    return None


def _ids(framework: Framework, parts: tuple[str, ...]) -> Iterator[str]:
    """Yield the ids of these parts of what answers, levels and scores are about."""
    for table in parts:
        yield from (entry.id for entry in getattr(framework, table, ()))
    if "levels" in parts:
        yield from (level.id for levels in framework.level_lists.values() for level in levels)
    if "options" in parts:
        yield from (option.id for scale in framework.scales.values() for option in scale.options)


def _with(names: Mapping[str, str], value: Any, *, keyed: bool = False) -> Any:
    """Return tables with these names changed wherever they occur as a value, or as a key if `keyed` by names."""
    if is_table(value):
        said = {key: inner for key, inner in value.items() if inner is not None and inner != ()}
        return {
            names.get(key, key) if keyed else key: inner if key in WORDS else _with(names, inner, keyed=key in KEYED)
            for key, inner in said.items()
        }
    if is_list(value):
        return [_with(names, inner) for inner in value]
    return names.get(value, value) if isinstance(value, str) else value


@law("scoring", SHEETS, unless=knows_its_ids)
def ids_are_only_names(subject: Subject, sheet: Sheet) -> bool:
    """With all ids changed, every level and score stays the same."""
    changed = renamed(subject)
    assert changed is not None  # noqa: S101 - otherwise the law does not apply
    what, other = changed
    found, after = subject.stand([sheet]), other.stand([sheet])
    for _, place in found.differing(after):
        change = subject.change(found, after, place)
        raise Broken(f"with {what} changed, {change}", expected="the same levels and scores")
    return True
