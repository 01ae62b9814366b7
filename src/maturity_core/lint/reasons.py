"""Rules about reasons: whether a choice says why, and whether what comes from the source says where it is found."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from maturity_core.lint.finding import Found, Subject
from maturity_core.model.fields import Path

if TYPE_CHECKING:
    from maturity_core.model.framework import Framework

FROM_A_SOURCE = frozenset({"source", "stated", "applied"})


def choices_without_reason(subject: Subject) -> Iterator[Found]:
    """Find entries that affect results, are our own interpretation, and do not say why."""
    for path, entry in _based(subject.framework):
        if entry.basis == "interpretation" and not entry.because.strip():
            yield Found(path, "it is an interpretation and gives no reason")


def sources_without_place(subject: Subject) -> Iterator[Found]:
    """Find entries that claim to come from the source, with neither a place in it nor a reason."""
    for path, entry in _based(subject.framework):
        if entry.basis in FROM_A_SOURCE and not entry.place.strip() and not entry.because.strip():
            yield Found(path, "it is taken from the source, but names no place in it")


def _based(framework: Framework) -> Iterator[tuple[Path, Any]]:
    """Yield every entry that affects results and has a basis, with its place. Notes are reasons themselves.

    A profile has the rules and requirements of the whole, which says why they are as they are.
    """
    for table, holder in (("questions", framework), ("rules", framework.whole), ("requirements", framework.whole)):
        for index, entry in enumerate(getattr(holder, table)):
            yield (table, index), entry
    for table in ("contrasts", "levers", "views"):
        if (entry := getattr(framework, table)) is not None:
            yield (table,), entry
    for index, pattern in enumerate(framework.views.patterns if framework.views else ()):
        yield ("views", "patterns", index), pattern
