"""What is told of several results, in parts: a page of text and a report lay the same parts out in their own way."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Part:
    """A part of what is told, under a title: paragraphs, a list, then a list of losses, and paragraphs after it."""

    title: str = ""
    texts: tuple[str, ...] = ()
    points: tuple[str, ...] = ()
    losses: tuple[str, ...] = ()
    rest: tuple[str, ...] = ()
