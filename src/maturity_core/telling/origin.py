"""Whose model this is, what was changed in it, and the notes in its file, in sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maturity_core.telling.wording import difference, made_from
from maturity_core.telling.words import ENGLISH, Words

if TYPE_CHECKING:
    from maturity_core.model.base import Base
    from maturity_core.model.framework import Framework
    from maturity_core.model.nouns import Level

CHANGES_SHOWN = 8
BASES = {"source": "stated"}
"""Bases that are shown in the words of another one."""


def edition_text(framework: Framework, words: Words = ENGLISH) -> str:
    """Return the name and the edition of a framework, and the profile whose questions it asks."""
    if framework.asked_by is not None:
        profile = framework.asked_by.name
        return words.say("model-profile", name=framework.name, edition=framework.edition, profile=profile)
    return words.say("model-edition", name=framework.name, edition=framework.edition)


def size_text(framework: Framework, words: Words = ENGLISH) -> str:
    """Return how many questions, capabilities, dimensions and levels a framework has."""
    nouns = ("questions", "capabilities", "dimensions", "levels")
    sizes = {noun: len(getattr(framework, noun)) for noun in nouns}
    return words.listed([words.count(noun, size) for noun, size in sizes.items() if size])


def basis_word(basis: str, words: Words = ENGLISH) -> str:
    """Return where something comes from, as the start of a remark.

    >>> basis_word("source")
    'stated in the source'
    """
    return words.say(f"from-{BASES.get(basis, basis)}")


def note_texts(framework: Framework, at: str, level: Level | None, words: Words = ENGLISH) -> list[str]:
    """Return the framework's notes for one part of a result at this level, each marked if it is an interpretation."""
    return [
        words.after(told, words.say("interpretation")) if note.basis == "interpretation" else told
        for note in framework.outline.notes.get(at, ())
        if note.level is None or (level is not None and note.level == level.id)
        for told in [words.told(note.text)]
    ]


def whose_rules(framework: Framework) -> str:
    """Return the name of the text that says whose the requirements are; empty if none of them is an interpretation."""
    stated = {basis != "interpretation" for basis in framework.outline.bases}
    return "" if stated <= {True} else "rules-partly-ours" if True in stated else "rules-ours"


def rules_text(framework: Framework, words: Words = ENGLISH) -> str:
    """Return whose the requirements are; empty if none of them is an interpretation."""
    name = whose_rules(framework)
    owner = words.say("owner-publisher" if framework.source.publisher else "owner-source")
    return words.say(name, owner=owner) if name else ""


def changes_text(base: Base, words: Words = ENGLISH) -> str:
    """Return what a framework was made from, and that the differences are interpretation, to introduce these."""
    return words.say("changes-are-interpretation", made=made_from(base, words))


def change_texts(base: Base, words: Words = ENGLISH) -> list[str]:
    """Return the first differences from a framework that was extended, and how many more there are."""
    rest = len(base.changes) - CHANGES_SHOWN
    more = [words.count("more-changes", rest)] if rest > 0 else []
    return [*(difference(change, words) for change in base.changes[:CHANGES_SHOWN]), *more]


def source_text(framework: Framework, words: Words = ENGLISH) -> str:
    """Return the framework's source: title, publisher and date."""
    source = framework.source
    facts = filter(None, [source.title, source.publisher, source.date])
    return words.say("source", origin=", ".join(map(words.apart, facts)))
