"""Plugins: list them without importing any, load one by its name, keep the broken ones as records.

A plugin is an entry point. In the group `maturity.frameworks` its name is the framework id and its value a `Framework`,
or a function without arguments that returns one. In `maturity.scorers` its name is the kind that a definition file
states and its value a `Scorer`: an instance, or a class to be called with the settings in the file. In
`maturity.importers` its name is that of a format and its value a function that takes a `Source` and returns a `Draft`.

A plugin made for another version of this interface says so with `maturity_api = 2` in the module its value names, or as
an attribute of what it names there; otherwise it is for version 1. Nothing is cached: a plugin just installed is found.
"""

from __future__ import annotations

import email
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from importlib import import_module
from inspect import isabstract, isclass
from pathlib import PurePath
from textwrap import shorten
from threading import Lock
from typing import TYPE_CHECKING, Any, Protocol, cast

from maturity_core.errors import PluginError, Problem
from maturity_core.model.arguments import function, text
from maturity_core.nearest import nearest
from maturity_core.plugins.quiet import QUIET

if TYPE_CHECKING:
    from maturity_core.model.framework import Framework
    from maturity_core.model.scorer import Scorer

    Importer = Callable[[Any], object]

PLUGIN_API = 1
FRAMEWORKS, SCORERS, IMPORTERS = "maturity.frameworks", "maturity.scorers", "maturity.importers"
_NOUNS = {FRAMEWORKS: "framework", SCORERS: "scorer", IMPORTERS: "importer"}
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_LONGEST_ID = 80
_REFERENCE = re.compile(r"{0}\s*:\s*{0}\s*(\[.*\])?".replace("{0}", r"[^\W\d]\w*(\.[^\W\d]\w*)*"))
_LOCK = Lock()
_LOADED: dict[PluginRecord, object] = {}


class Distribution(Protocol):
    """The part of an installed distribution that is read; `importlib_metadata` and the standard library provide it."""

    def read_text(self, filename: str, /) -> str | None:
        """Return the text of that metadata file, or None if there is no such file."""


Distributions = Callable[[], Iterable[Distribution]]


@dataclass(frozen=True, order=True, slots=True)
class PluginRecord:
    """An entry point of ours, and why it cannot be used: `problem` is empty if no fault is known.

    >>> print(PluginRecord("acme", FRAMEWORKS, "acme_model:framework", distribution="acme-model", version="1.0"))
    framework 'acme' of acme-model 1.0
    """

    id: str
    group: str
    value: str
    distribution: str
    version: str
    problem: str = ""

    def __str__(self) -> str:
        return f"{_NOUNS.get(self.group, 'plugin')} {self.id!r} of {self.distribution} {self.version}".rstrip()


def _installed() -> Iterable[Distribution]:
    import importlib_metadata  # noqa: PLC0415 - only those who ask for plugins pay for the import

    return importlib_metadata.distributions()  # pyright: ignore[reportUnknownMemberType] - its options have no types


def list_plugins(*, distributions: Distributions = _installed) -> tuple[PluginRecord, ...]:
    """Return a record of every plugin of all groups, sorted by id, without importing any.

    A distribution that is found twice with the same name and version counts once: the first one, as for imports.
    An unreadable entry claims nothing. An id claimed twice, even in different letter case, belongs to nobody.

    >>> [record.value for record in list_plugins() if record.id == "service-maturity-check"]
    ['maturity_frameworks.service_maturity_check:framework']
    """
    copies: dict[tuple[str, str], list[PluginRecord]] = {}
    for distribution in function(distributions, "distributions")():
        if records := _records(distribution):
            name = re.sub(r"[-_.]+", "-", records[0].distribution).lower()
            copies.setdefault((name, records[0].version), records)
    found = [record for records in copies.values() for record in records]
    sound = [record for record in found if not record.problem]
    return tuple(sorted(replace(record, problem=record.problem or _objection(record, sound)) for record in found))


def available_frameworks(*, distributions: Distributions = _installed) -> dict[str, PluginRecord]:
    """Return the frameworks without a known fault, without importing them: id to record, sorted by id.

    `list_plugins` also has the others, with what is wrong with them; `check_plugins` also tries to load them.

    >>> available_frameworks()["service-maturity-check"].distribution
    'maturity-core'
    """
    records = list_plugins(distributions=distributions)
    return {record.id: record for record in records if record.group == FRAMEWORKS and not record.problem}


def check_plugins(*, distributions: Distributions = _installed) -> tuple[PluginRecord, ...]:
    """Return a record of every plugin of all groups, sorted by id, after loading each: `problem` says what failed.

    >>> [record.problem for record in check_plugins() if record.id == "service-maturity-check"]
    ['']
    """
    records = list_plugins(distributions=distributions)
    return tuple(replace(record, problem=record.problem or _failure(record)) for record in records)


def load_framework(framework_id: str, *, distributions: Distributions = _installed) -> Framework:
    """Return the installed framework with that id: the same object each time, in every thread. No other is imported.

    Raises:
        PluginError: if the id is unknown or claimed twice, or its plugin, named with its version, cannot be used.

    >>> load_framework("service-maturity-check").id
    'service-maturity-check'
    """
    return cast("Framework", load_plugin(_find(FRAMEWORKS, framework_id, distributions)))


def load_scorer(kind: str, *, distributions: Distributions = _installed) -> Scorer | type[Scorer]:
    """Return the installed scorer of that kind, an instance or a class as its plugin defines it. No other is imported.

    Raises:
        PluginError: if the kind is unknown or claimed twice, or its plugin, named with its version, cannot be used.

    >>> load_scorer("throw-dice")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    maturity_core.errors.PluginError: maturity.scorers: no such scorer; got 'throw-dice'; allowed: ...
    """
    return cast("Scorer | type[Scorer]", load_plugin(_find(SCORERS, kind, distributions)))


def load_importer(format_name: str, *, distributions: Distributions = _installed) -> Importer:
    """Return the installed importer of that format. No other is imported.

    Raises:
        PluginError: if the format is unknown or claimed twice, or its plugin, named with its version, cannot be used.

    >>> load_importer("sam")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    maturity_core.errors.PluginError: maturity.importers: no such importer; got 'sam'; allowed: ...
    """
    return cast("Importer", load_plugin(_find(IMPORTERS, format_name, distributions)))


def _records(distribution: Distribution) -> list[PluginRecord]:
    folder = PurePath(str(getattr(distribution, "_path", distribution))).name
    try:
        raw = _text(distribution, "entry_points.txt")
        text = re.sub("[\0\ufeff\ufffd]", "", raw)
        entries = list(dict.fromkeys(_entries(text)))
        if not entries:
            return []
        metadata = _text(distribution, "METADATA") or _text(distribution, "PKG-INFO")
    except Exception as error:  # noqa: BLE001 - whatever one distribution does, the others are read
        return [PluginRecord("", "", "", folder, "", f"its metadata cannot be read: {_reason(error)}")]
    headers = email.message_from_string(metadata)
    name, version = headers.get("Name", ""), headers.get("Version", "")
    faults = [] if text == raw else ["entry_points.txt is not plain UTF-8: it has a byte order mark or damaged bytes"]
    faults += [] if name and version else ["its METADATA does not state both Name and Version"]
    return [
        PluginRecord(entry_id, group, value, name or folder, version, "; ".join([fault, *faults] if fault else faults))
        for entry_id, group, value, fault in entries
    ]


def _text(distribution: Distribution, filename: str) -> str:
    try:
        return distribution.read_text(filename) or ""
    except UnicodeDecodeError as error:
        return error.object.decode("utf-8", "replace")


def _entries(text: str) -> Iterator[tuple[str, str, str, str]]:
    """Yield id, group, value and fault, if any, of every entry in one of our groups."""
    group = ""
    for line in filter(None, map(str.strip, text.splitlines())):
        if line.startswith("["):
            group = line.strip("[] ")
        elif group in _NOUNS and line[0] not in "#;":
            name, _, value = (part.strip() for part in line.partition("="))
            fits = name and _REFERENCE.fullmatch(value)
            yield name, group, value, "" if fits else f"entry_points.txt: {line!r} must read `id = module:name`"


def _claim(record: PluginRecord) -> tuple[str, str]:
    return record.group, unicodedata.normalize("NFKC", record.id).casefold()


def _objection(record: PluginRecord, others: list[PluginRecord]) -> str:
    kebab = "the id is not made of lower-case ASCII letters and digits, joined by single hyphens"
    wrong = [] if _ID.fullmatch(record.id) else [kebab]
    wrong += [f"the id has more than {_LONGEST_ID} characters"] if len(record.id) > _LONGEST_ID else []
    claims = sorted(other for other in others if _claim(other) == _claim(record))
    if len(claims) > 1:
        names = ", ".join(f"{claim.id!r} by {claim.distribution} {claim.version} ({claim.value})" for claim in claims)
        wrong.append(f"claimed more than once: {names}; uninstall all but one")
    return "; ".join(wrong)


def _find(group: str, name: str, distributions: Distributions) -> PluginRecord:
    records = [record for record in list_plugins(distributions=distributions) if record.group == group]
    usable = {record.id: record for record in records if not record.problem}
    if text(name, group) in usable:
        return usable[name]
    broken = [Problem(record.problem, where=str(record)) for record in records if record.id == name]
    allowed, near = ", ".join(usable) or "none, because none is installed", nearest(name, usable)
    unknown = Problem(f"no such {_NOUNS[group]}", group, repr(name), allowed, near and f"did you mean {near!r}?")
    raise PluginError(broken or [unknown])


def _failure(record: PluginRecord) -> str:
    try:
        load_plugin(record)
    except PluginError as error:
        return error.problems[0].what
    return ""


def load_plugin(record: PluginRecord) -> Any:
    """Return the framework, scorer or importer of a record without a known fault: the same object each time.

    Raises:
        PluginError: whatever its plugin raised, with the plugin's name.
    """
    if record not in _LOADED:
        try:
            with QUIET:  # no lock is held meanwhile: a plugin may load others, and import what other threads import
                found = _obtain(record)
        except KeyboardInterrupt:
            raise
        except BaseException as error:
            raise PluginError([Problem(_reason(error), where=str(record))]) from error
        with _LOCK:
            _LOADED.setdefault(record, found)
    return _LOADED[record]


def _reason(error: BaseException) -> str:
    name = type(error).__name__
    try:
        return shorten(f"{name}: {error}", width=1000).removesuffix(":")
    except Exception:  # noqa: BLE001 - even the text of a plugin's exception may fail
        return name


def _obtain(record: PluginRecord) -> object:
    """Import what `record` names, and return it if it fits."""
    module, _, path = record.value.partition("[")[0].partition(":")
    found: Any = import_module(module.strip())
    for name in ["", *path.strip().split(".")]:
        found = getattr(found, name) if name else found
        stated = getattr(found, "maturity_api", PLUGIN_API)
        if stated != PLUGIN_API:
            old = "maturity-core" if isinstance(stated, int) and stated > PLUGIN_API else record.distribution
            raise RuntimeError(f"made for plugin API {stated!r}; this maturity-core has {PLUGIN_API}: upgrade {old}")
    return _fitting(record, found)


def _fitting(record: PluginRecord, found: Any) -> object:
    from maturity_core.model.framework import Framework  # noqa: PLC0415 - listing plugins does not need it
    from maturity_core.model.scorer import Scorer  # noqa: PLC0415 - the same

    if record.group == SCORERS:
        if not issubclass(found if isclass(found) else type(found), Scorer) or isabstract(found):
            raise TypeError(f"gives {found!r}, which is neither a Scorer nor a concrete subclass of Scorer")
        return cast("object", found)
    if record.group == IMPORTERS:
        if not callable(found):
            raise TypeError(f"gives {found!r}, which is not a function")
        return cast("object", found)
    framework = found() if callable(found) else found
    if not isinstance(framework, Framework):
        raise TypeError(f"gives an object of type {type(framework).__name__}, not a Framework")
    if framework.id != record.id:
        raise ValueError(f"gives the framework {framework.id!r}: the entry point must be named after the framework")
    return framework
