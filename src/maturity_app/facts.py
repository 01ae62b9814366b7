"""Lines of text for a terminal with what a model says: facts, options with their help, links."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from maturity_app.lines import wrapped
from maturity_core.errors import printable
from maturity_core.telling.page.lines import prose

if TYPE_CHECKING:
    from maturity_core.model.links import Link


def facts(pairs: Iterable[tuple[str, str]], indent: str = "") -> Iterator[str]:
    """Yield names and their texts in two columns; pairs with an empty text are left out.

    >>> list(facts([("one", "1"), ("none", ""), ("three", "3")]))
    ['one    1', 'three  3']
    """
    told = [(name, text) for name, text in pairs if text]
    width = max((len(name) for name, _ in told), default=0) + 2
    for name, text in told:
        yield from prose(text, f"{indent}{printable(name):<{width}}", f"{indent}{'':<{width}}")


def choices(options: Iterable[tuple[str, str, str]], indent: str = "") -> Iterator[str]:
    """Yield what can be chosen in two columns, names and labels; below a label its help, if there is any."""
    given = list(options)
    width = max((len(name) for name, _, _ in given), default=0) + 2
    blank = f"{indent}{'':<{width}}"
    for name, label, help_ in given:
        yield from wrapped(label, f"{indent}{printable(name):<{width}}", blank)
        yield from prose(help_, f"{blank}  ")


def links(given: Iterable[Link], indent: str = "", following: str | None = None) -> Iterator[str]:
    """Yield links, each with its address in one piece so that a terminal can open it."""
    for link in given:
        words = f"{link.text}: {link.address}"
        yield from wrapped(words, indent, following, whole_words=True)
