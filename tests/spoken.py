"""A language that nobody speaks: the English texts in other letters, so that anything untranslated shows."""

from __future__ import annotations

import json
import string
from typing import TYPE_CHECKING

from maturity_core.telling import tables as texts
from maturity_core.telling.words import ENGLISH, Words

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

CODE = "ug"
"""The code of a language that is written from right to left, as this one is."""
_FOREIGN = str.maketrans(string.ascii_letters, "абцдефгхијклмнопярстувщхыз" + "АБЦДЕФГХИЈКЛМНОПЯРСТУВЩХЫЗ")


def foreign(text: str) -> str:
    """Return a text in other letters, except its placeholders."""
    pieces = [piece.partition("}") for piece in text.split("{")]
    first, *others = [(before, closed, after) for before, closed, after in pieces]
    told = ["{" + before + closed + after.translate(_FOREIGN) for before, closed, after in others]
    return "".join([first[0].translate(_FOREIGN), *told])


def tables() -> dict[str, dict[str, str]]:
    """Return the table of that language."""
    found = {name: {key: foreign(text) for key, text in part.items()} for name, part in ENGLISH.tables.items()}
    formats = {"decimal-point": ",", "percent": "{number}\N{NO-BREAK SPACE}%"}
    return {**found, "language": {**ENGLISH.tables["language"], **formats}}


def unspoken() -> Words:
    """Return the words of that language."""
    return Words(CODE, tables())


def teach(folder: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Use tables from a folder, with that language added to the existing ones, and return its code."""
    parts = [
        f"[{name}]\n" + "".join(f"{key} = {json.dumps(text)}\n" for key, text in part.items())
        for name, part in tables().items()
    ]
    (folder / f"{CODE}.toml").write_text("\n".join(parts), "utf-8")
    for language in texts.languages():
        (folder / f"{language}.toml").write_bytes((texts.TEXTS / f"{language}.toml").read_bytes())
    monkeypatch.setattr(texts, "TEXTS", folder)
    return CODE
