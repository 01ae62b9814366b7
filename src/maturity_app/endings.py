"""The extension of a file to write, which decides its format."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from maturity_core.errors import MaturityError, Problem
from maturity_core.nearest import nearest

if TYPE_CHECKING:
    from collections.abc import Sequence


def ending_of(out: str, endings: Sequence[str], noun: str) -> str:
    """Return the extension of a file name, in lower case.

    Args:
        out: the name.
        endings: the extensions of the formats that can be written, with their dots.
        noun: what is written, with its article, for the message.

    Raises:
        MaturityError: the extension is none of these.

    >>> ending_of("report.HTML", [".html", ".md"], "a report")
    '.html'
    """
    ending = Path(out).suffix.lower()
    if ending not in endings:
        near = nearest(ending, endings)
        hint = f"did you mean {near}?" if near else ""
        got = ending or "no extension"
        raise MaturityError([Problem(f"{noun} cannot be written in this format", out, got, ", ".join(endings), hint)])
    return ending
