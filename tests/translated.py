"""Frameworks told in a made-up language, whose words are those of the original behind a mark."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from maturity_core.definition.writing import inline
from maturity_core.model.texts import texts_by_address
from maturity_core.model.translated import told_in

if TYPE_CHECKING:
    from collections.abc import Mapping

    from maturity_core import Framework
    from maturity_core.model.texts import Address

PREFIX = "\u00a4"
"""What a text in that language begins with; no other text has it."""
GERMAN = 'language = "de"\ntranslates = {{ framework = "{id}", edition = "{edition}" }}'


def marked(framework: Framework) -> Framework:
    """Return a framework in that language, with every text translated."""
    return told_in(framework, "qaa", {name: PREFIX + text for name, text in texts_by_address(framework).items()})


def unmarked(text: str) -> str:
    """Return a text without the marks."""
    return text.replace(PREFIX, "").replace("\\u00a4", "")


def written(framework: Framework, texts: Mapping[Address, str], language: str = "qaa") -> str:
    """Return these texts as the file of a translation."""
    tree: dict[str, Any] = {}
    for address, text in texts.items():
        here = tree
        for key in address[:-1]:
            here = here.setdefault(key, {})
        here[address[-1]] = text
    head = {"language": language, "translates": {"framework": framework.id, "edition": framework.edition}}
    return "\n".join(f"{name} = {inline(value)}" for name, value in {**head, **tree}.items())
