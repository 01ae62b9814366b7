"""Requirements as sentences, each with its basis; what several ladders share is said once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from maturity_app.lines import wrapped
from maturity_core.model.ladder import FRAMEWORK, KINDS, Ladder
from maturity_core.model.ladders import rank_of
from maturity_core.telling.origin import basis_word
from maturity_core.telling.wording import ladder_name, level_name, requirement_claim

if TYPE_CHECKING:
    from maturity_core import Framework
    from maturity_core.model.nouns import Capability, Question
    from maturity_core.model.requirement import Requirement, Sourced
    from maturity_core.model.shows import Note
    from maturity_core.telling.words import Words


def basis_text(entry: Sourced | Question | Capability, words: Words) -> str:
    """Return where something comes from: its basis, its place in the source, and why."""
    because, place = getattr(entry, "because", ""), entry.place
    if entry.basis == "interpretation" and place:
        told = words.say("from-interpretation-of", place=place)
    else:
        told = ", ".join(filter(None, [basis_word(entry.basis, words), words.apart(place)]))
    return f"{told}: {words.apart(because)}" if because else told


def note_line(note: Note, words: Words) -> str:
    """Return a note with its basis."""
    return f"{words.told(note.text)} ({basis_text(note, words)})"


def requirement_lines(framework: Framework, requirements: Iterable[Requirement], words: Words) -> Iterator[str]:
    """Yield requirements: the framework's, the dimensions', the capabilities', each from the lowest level up."""
    show, shared = words.part("show"), dict[tuple[bool, str, str, str], list[Ladder]]()
    for rule in sorted(requirements, key=lambda rule: _order(framework, rule)):
        ladder = rule.one_ladder
        level, claim = level_name(framework, ladder, rule.level), requirement_claim(framework, rule, words)
        shared.setdefault((ladder == FRAMEWORK, level, claim, basis_text(rule, words)), []).append(ladder)
    for (_, level, claim, basis), ladders in shared.items():
        where = _where(framework, ladders, words)
        yield from ["", *wrapped(show.say("requirement", level=level, where=where, claim=claim), "", "  ")]
        yield from wrapped(f"{basis[:1].upper()}{basis[1:]}.", "  ")


def _order(framework: Framework, rule: Requirement) -> tuple[int, int]:
    ladder = rule.one_ladder
    rank = rank_of(framework.ladder_levels(ladder), rule.level)
    return KINDS.index(ladder.kind), rank or 0


def _where(framework: Framework, ladders: list[Ladder], words: Words) -> str:
    """Return the ladders in words: all of one kind together, or each by its name; nothing for the framework's."""
    show = words.part("show")
    kinds = {
        "dimension": [entry.id for entry in framework.dimensions],
        "capability": [entry.id for entry in framework.capabilities],
    }
    for kind, ids in kinds.items():
        if len(ladders) > 1 and sorted(ladders) == sorted(Ladder(kind, name) for name in ids):
            return show.say(f"requirement-in-each-{kind}")
    if ladders == [FRAMEWORK]:
        return ""
    return show.say("requirement-in", names=words.listed([ladder_name(framework, name) for name in ladders]))
