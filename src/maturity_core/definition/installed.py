"""Installed frameworks in any language they are in: translations lie in the packages of their plugins."""

from __future__ import annotations

import re
from importlib import import_module
from importlib.resources import files
from threading import Lock
from typing import TYPE_CHECKING

from maturity_core.definition.file_text import FILE_NAME, packaged_text
from maturity_core.definition.translating import beside, checked_language, parse_translation, speaks, untranslated
from maturity_core.plugins import registry
from maturity_core.plugins.registry import available_frameworks

if TYPE_CHECKING:
    from maturity_core.model.framework import Framework
    from maturity_core.plugins.registry import PluginRecord

_NAME = re.compile(r"framework\.([A-Za-z0-9-]+)\.toml")
_LOCK = Lock()
_TOLD: dict[tuple[PluginRecord, str], Framework] = {}


def load_framework(framework_id: str, language: str | None = None) -> Framework:
    """Return the installed framework with that id: the same object each time, in every thread. No other is imported.

    Args:
        framework_id: the id, as `available_frameworks` lists it.
        language: a language that its package has the texts in, such as `framework.de.toml`. Default: its own.

    Raises:
        PluginError: if the id is unknown or claimed twice, or its plugin, named with its version, cannot be used.
        NotFoundError: there is no translation into that language.
        FrameworkError: listing every problem in the translation.

    >>> load_framework("service-maturity-check").levels[1].name
    'Improving'
    >>> load_framework("service-maturity-check", language="de").levels[1].name
    'Im Aufbau'
    """
    framework = registry.load_framework(framework_id)
    if language is None or speaks(framework, checked_language(language)):
        return framework
    record = available_frameworks()[framework_id]
    if (record, language) not in _TOLD:
        package, found = _translations_in(record)
        if language not in found:
            raise untranslated(language, f"{record.distribution} has it in {', '.join([framework.language, *found])}")
        told = parse_translation(framework, *packaged_text(package, beside(FILE_NAME, language)))
        with _LOCK:
            _TOLD.setdefault((record, language), told)
    return _TOLD[record, language]


def installed_translations(framework_id: str) -> list[str]:
    """Return the languages that an installed framework is translated into.

    >>> installed_translations("service-maturity-check")
    ['de']
    """
    return _translations_in(available_frameworks()[framework_id])[1]


def installed_translation(framework_id: str, language: str) -> str:
    """Return the path of the translation in the package of an installed framework; empty if there is none.

    >>> installed_translation("service-maturity-check", "de")[-17:]
    'framework.de.toml'
    """
    package, found = _translations_in(available_frameworks()[framework_id])
    return str(files(package) / beside(FILE_NAME, language)) if language in found else ""


def _translations_in(record: PluginRecord) -> tuple[str, list[str]]:
    """Return the package that a plugin's framework comes from, and the languages it has translations into."""
    package = import_module(record.value.partition("[")[0].partition(":")[0].strip()).__package__
    names = sorted(entry.name for entry in files(package).iterdir()) if package else []
    return package or "", [found[1] for name in names if (found := _NAME.fullmatch(name))]
