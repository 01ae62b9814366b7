"""Requirements as sentences, each with its basis; what several ladders share is said once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from maturity_app.lines import wrapped
from maturity_app.places import CALLED
from maturity_core.model.ladders import FRAMEWORK, rank_of
from maturity_core.telling.commands import with_commands
from maturity_core.telling.wording import joined, ladder_name, level_name, requirement_sentence

if TYPE_CHECKING:
    from maturity_core import Framework
    from maturity_core.model.nouns import Capability, Question
    from maturity_core.model.requirement import Requirement, Sourced
    from maturity_core.model.shows import Note

BASES = {
    "source": "stated in the source",
    "stated": "stated in the source",
    "applied": "the source's own yardstick, applied here",
    "complement": "the opposite of a lack the source names",
    "filled": "not in the source, filled in",
    "interpretation": "interpretation",
}
KINDS = (FRAMEWORK, "dimension", "capability")


def basis_text(entry: Sourced | Question | Capability) -> str:
    """Return where something comes from: its basis, its place in the source, and why."""
    because = getattr(entry, "because", "")
    place = f", {entry.place}" if entry.place else ""
    return f"{BASES[entry.basis]}{place}{': ' + because if because else ''}"


def note_line(note: Note) -> str:
    """Return a note with its basis, its commands as they are typed."""
    return f"{with_commands(note.text, CALLED)} ({basis_text(note)})"


def requirement_lines(framework: Framework, requirements: Iterable[Requirement]) -> Iterator[str]:
    """Yield requirements: the framework's, the dimensions', the capabilities', each from the lowest level up."""
    shared: dict[tuple[str, str, str], list[str]] = {}
    for rule in sorted(requirements, key=lambda rule: _order(framework, rule)):
        shared.setdefault((*_parts(framework, rule), basis_text(rule)), []).append(str(rule.ladder))
    for (level, claim, basis), ladders in shared.items():
        yield from ["", *wrapped(f"{level}{_where(framework, ladders)}: {claim}", "", "  ")]
        yield from wrapped(f"{basis[:1].upper()}{basis[1:]}.", "  ")


def _order(framework: Framework, rule: Requirement) -> tuple[int, int]:
    ladder = str(rule.ladder)
    rank = rank_of(framework.ladder_levels(ladder), rule.level)
    return KINDS.index(ladder.partition(" ")[0]), rank or 0


def _parts(framework: Framework, rule: Requirement) -> tuple[str, str]:
    """Return the name of the level, and what has to hold: without the ladder, which others may share."""
    ladder = str(rule.ladder)
    level = level_name(framework, ladder, rule.level)
    head = level if ladder == FRAMEWORK else f"{level} in {ladder_name(framework, ladder)}"
    return level, requirement_sentence(framework, rule).removeprefix(f"{head}: ")


def _where(framework: Framework, ladders: list[str]) -> str:
    kinds = {
        "dimension": [entry.id for entry in framework.dimensions],
        "capability": [entry.id for entry in framework.capabilities],
    }
    for kind, ids in kinds.items():
        if len(ladders) > 1 and sorted(ladders) == sorted(f"{kind} {name}" for name in ids):
            return f" in each {kind}"
    return "" if ladders == [FRAMEWORK] else f" in {joined([ladder_name(framework, name) for name in ladders])}"
