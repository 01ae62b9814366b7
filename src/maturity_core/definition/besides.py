"""Definition files in any language they are in: translations lie beside them."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

from maturity_core.definition.file_text import file_text, parsed
from maturity_core.definition.installed import load_framework
from maturity_core.definition.translating import (
    ENDING,
    HEAD,
    beside,
    checked_language,
    speaks,
    untranslated,
    with_translation,
)
from maturity_core.errors import NotFoundError, PluginError
from maturity_core.model.texts import Address, texts_by_address
from maturity_core.model.translated import told_in

if TYPE_CHECKING:
    from maturity_core.model.framework import Framework


def translated_beside(framework: Framework, path: str, language: str) -> Framework:
    """Return the framework of a definition file in another language, by the translation beside the file.

    What the file takes over from a framework that it extends has the words of that framework's own translation.

    Raises:
        NotFoundError: nothing is translated into this language.
        FrameworkError: as for `with_translation`.
    """
    if speaks(framework, checked_language(language)):
        return framework
    name, texts = beside(path, language), _taken_over(framework, language)
    if os.path.lexists(name):
        texts |= dict(with_translation(framework, name).translations)
    elif not texts:
        raise untranslated(language, f"write {name}: `maturity translate` begins it")
    return told_in(framework, language, texts)


def _taken_over(framework: Framework, language: str) -> dict[Address, str]:
    """Return, by address, the translations of the texts that a framework shares with the one it extends."""
    if not framework.after:
        return {}
    try:
        base = load_framework(framework.after[0].framework, language=language)
    except (NotFoundError, PluginError):
        return {}
    before = texts_by_address(base.original)
    known = {before[address]: text for address, text in reversed([*base.translations.items()])}
    own = texts_by_address(framework)
    same = {address: base.translations[address] for address in own.keys() & base.translations.keys()}
    return {
        address: same[address] if address in same and before[address] == text else known[text]
        for address, text in own.items()
        if text in known
    }


def translations_beside(path: str) -> list[str]:
    """Return the languages that a definition file has translations into, beside it: files that say so."""
    stem = Path(path).name[: -len(ENDING)]
    named = re.compile(rf"{re.escape(stem)}\.([A-Za-z]{{2,8}}(?:-[A-Za-z0-9]{{1,8}})*)\.toml")
    names = sorted(entry.name for entry in Path(path).parent.iterdir())
    found = [match[1] for name in names if (match := named.fullmatch(name))]
    return [language for language in found if HEAD[1] in parsed(*file_text(beside(path, language)))]
