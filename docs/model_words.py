"""A model in words, as Markdown with all texts escaped. The sentences are the ones that results show."""

from __future__ import annotations

import re
import string
from typing import TYPE_CHECKING

from maturity_core.model.ladder import Ladder
from maturity_core.telling import wording
from maturity_core.telling.origin import basis_word

if TYPE_CHECKING:
    from collections.abc import Sequence

    from maturity_core import Framework
    from maturity_core.model.nouns import Capability, Dimension, Question
    from maturity_core.model.requirement import Requirement, Sourced


def level_name(framework: Framework, ladder: str, level: str) -> str:
    """Return the name of a level of a ladder."""
    return escaped(wording.level_name(framework, ladder, level))


def ladder_names(framework: Framework, ladders: list[Ladder]) -> str:
    """Return the ladders in words: all of one kind together, or each by name."""
    kinds: dict[str, Sequence[Dimension | Capability]] = {
        "dimension": framework.dimensions,
        "capability": framework.capabilities,
    }
    for kind, entries in kinds.items():
        if sorted(ladders) == sorted(Ladder(kind, entry.id) for entry in entries):
            return f"each {kind}"
    return escaped(wording.joined([wording.ladder_name(framework, ladder) for ladder in ladders]))


def claim(framework: Framework, rule: Requirement) -> str:
    """Return what a requirement asks for: its sentence without the level and the ladder."""
    return escaped(f"{wording.requirement_claim(framework, rule)}.")


def basis(entry: Sourced | Question) -> str:
    """Return where something comes from: its basis, its place in the source, and why."""
    place = f" ({escaped(entry.place)})" if entry.place else ""
    because = f": {escaped(entry.because)}" if entry.because else ""
    return f"*{basis_word(entry.basis)}{place}{because}*"


def escaped(text: str) -> str:
    """Return `text` escaped, so that none of it is read as mark-up."""
    return re.sub(f"([{re.escape(string.punctuation)}])", r"\\\1", " ".join(text.split()))
