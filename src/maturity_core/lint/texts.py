"""Rules about texts: missing, too long to be read, or impossible to tell apart."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from maturity_core.lint.finding import Found, Subject
from maturity_core.model.fields import Path
from maturity_core.model.links import Link
from maturity_core.telling.wording import counted

if TYPE_CHECKING:
    from maturity_core.model.framework import Framework
    from maturity_core.model.nouns import Capability, Level, Question

ARTICLES = re.compile(r"\b(?:a|an|the) ")
LINE = 80
LIMITS = {
    "name": LINE // 2,
    "label": LINE,
    "labels": LINE,
    "text": LINE * 3 // 2,
    "patterns": LINE * 3 // 2,
    "summary": LINE * 3,
    "soon": LINE * 3,
    "start_now": LINE * 3,
    "remedy": LINE * 4,
    "help": LINE * 20,
    "notes": LINE * 4,
}
"""How many characters people read, for each field, in lines of a terminal; `notes` is the text of a note."""


def long_texts(subject: Subject) -> Iterator[Found]:
    """Find texts that are too long for people to read."""
    for path, text in texts_of(subject.framework):
        field = _field(path)
        if len(text) > LIMITS[field]:
            yield Found(path, f"it has {len(text)} characters, more than {LIMITS[field]}")


def _field(path: Path) -> str:
    """Return the field whose limit a text has."""
    if path[0] == "notes":
        return "notes"
    return "remedy" if "remedies" in path else next(str(part) for part in reversed(path) if isinstance(part, str))


def repeated_texts(subject: Subject) -> Iterator[Found]:
    """Find questions, names and labels that differ at most in case, spaces, full stops and English articles."""
    english = subject.framework.language.lower().partition("-")[0] == "en"
    for texts in _side_by_side(subject.framework):
        seen: dict[str, Path] = {}
        for path, text in texts:
            words = " ".join(text.casefold().split())
            key = (ARTICLES.sub("", words) if english else words).rstrip(".?! ") or words
            if key in seen:
                yield Found(path, f"it reads the same as {subject.dotted(seen[key])}: “{text}”")
            seen.setdefault(key, path)


def untranslated_texts(subject: Subject) -> Iterator[Found]:
    """Find texts that a translation lacks."""
    for address in subject.framework.untranslated:
        yield Found(address, f"it is shown in the original language, {subject.framework.original.language}")


def levels_without_summary(subject: Subject) -> Iterator[Found]:
    """Find levels that do not describe what it is like to be there."""
    for path, level in levels_of(subject.framework):
        if not level.summary.strip():
            yield Found(path, "it has no summary")


def capabilities_without_remedy(subject: Subject) -> Iterator[Found]:
    """Find capabilities that do not say what to do, at least for some move from one option to the next."""
    for index, capability in enumerate(subject.framework.capabilities):
        own = _deeds(subject.framework, capability)
        silent = not capability.remedy.strip()
        bare = [move for entry in own for move in _moves_without(capability, entry) if silent]
        if bare and not capability.remedies:
            yield Found(("capabilities", index), "it has no remedy")
        elif bare:
            question, now, to = bare[0]
            yield Found(("capabilities", index), f"no remedy is for {question!r} from {now!r} to {to!r}")


def _deeds(framework: Framework, capability: Capability) -> list[Question]:
    """Return the questions of a capability that steps move: no step moves an outcome."""
    return [entry for entry in framework.questions if entry.capability == capability.id and not entry.outcome]


def _moves_without(capability: Capability, question: Question) -> Iterator[tuple[str, str, str]]:
    """Yield the moves of a question from one option to the next that no remedy is for."""
    told = {(entry.now, entry.to) for entry in capability.remedies if entry.question == question.id}
    for now, to in pairwise(option.id for option in question.options):
        if not told & {(now, to), (None, to)}:
            yield question.id, now, to


def shared_remedies(subject: Subject) -> Iterator[Found]:
    """Find remedies that tell people the same, whichever option of a question they are at.

    A file without any remedy for a single move is left alone: it speaks of capabilities only.
    """
    framework = subject.framework
    addressed = any(capability.remedies for capability in framework.capabilities)
    for index, capability in enumerate(framework.capabilities):
        told = {entry.question for entry in capability.remedies}
        own = _deeds(framework, capability)
        alike = [len(question.options) - 1 for question in own if question.id not in told]
        several = [moves for moves in alike if moves > 1]
        if addressed and capability.remedy.strip() and several:
            what = f"it is the same for all {sum(several)} steps up of {counted(len(several), 'question')}"
            yield Found(("capabilities", index, "remedy"), what)
        seen: dict[tuple[str, str], int] = {}
        for place, remedy in enumerate(capability.remedies):
            first = seen.setdefault((remedy.question, " ".join(remedy.text.split())), place)
            if first < place:
                what = f"it reads the same as the remedy for another move of {remedy.question!r}"
                yield Found(("capabilities", index, "remedies", place, "text"), what)


def unencrypted_links(subject: Subject) -> Iterator[Found]:
    """Find links that anyone on the way can read and change."""
    for path, entry in _entries(subject.framework):
        if isinstance(entry, Link) and entry.address.lower().startswith("http:"):
            yield Found((*path, "address"), f"it leads to {entry.address}")


def _side_by_side(framework: Framework) -> Iterator[list[tuple[Path, str]]]:
    """Yield lists of texts that people see side by side, each text with its place."""
    for table, field in (("dimensions", "name"), ("capabilities", "name"), ("questions", "text")):
        yield [((table, index, field), getattr(entry, field)) for index, entry in enumerate(getattr(framework, table))]
    for name in (None, *framework.level_lists):
        yield [((*path, "name"), level.name) for path, level in levels_of(framework) if _list_of(path) == name]
    for name, scale in framework.scales.items():
        yield [(("scales", name, "options", place), option.label) for place, option in enumerate(scale.options)]
    for index, question in enumerate(framework.questions):
        yield [(("questions", index, "labels", place), label) for place, label in enumerate(question.labels)]


def _list_of(path: Path) -> str | int | None:
    return path[1] if path[0] == "level_lists" else None


def levels_of(framework: Framework) -> Iterator[tuple[Path, Level]]:
    """Yield every level with its place."""
    for rank, level in enumerate(framework.levels):
        yield ("levels", rank), level
    for name, levels in framework.level_lists.items():
        for rank, level in enumerate(levels):
            yield ("level_lists", name, rank), level


def texts_of(framework: Framework) -> Iterator[tuple[Path, str]]:
    """Yield every text that has a limit, with its place."""
    yield from ((("summary",), framework.summary), (("help",), framework.help))
    for path, entry in _entries(framework):
        for field in LIMITS:
            value = getattr(entry, field, ())
            texts = [((*path, field), value)] if isinstance(value, str) else []
            yield from texts or (((*path, field, place), getattr(one, "text", one)) for place, one in enumerate(value))


def _entries(framework: Framework) -> Iterator[tuple[Path, Any]]:
    """Yield everything that has texts, with its place."""
    yield from _links((), framework)
    for path, level in levels_of(framework):
        yield path, level
        yield from (((*path, "advice", place), advice) for place, advice in enumerate(level.advice))
    for name, scale in framework.scales.items():
        yield from ((("scales", name, "options", place), option) for place, option in enumerate(scale.options))
    for table in ("dimensions", "capabilities", "questions", "notes"):
        for index, entry in enumerate(getattr(framework, table)):
            yield (table, index), entry
            remedies = enumerate(entry.remedies if table == "capabilities" else ())
            yield from (((table, index, "remedies", place), remedy) for place, remedy in remedies)
            yield from _links((table, index), entry) if table != "notes" else ()


def _links(path: Path, entry: Any) -> Iterator[tuple[Path, Any]]:
    yield from (((*path, "links", place), link) for place, link in enumerate(entry.links))
