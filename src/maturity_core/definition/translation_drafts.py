"""A translation to fill in: every text with its original above it, and what an earlier draft has already.

Nothing but comments remembers which wording a translation was made from: a file has texts by id, and no more. The lines
above a text that begin with `#|` are the original, as it was; where it has changed since, the translation is commented
out, so that nobody reads what is no longer so.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from maturity_core.definition.file_text import file_text, parsed
from maturity_core.definition.locate import Places
from maturity_core.definition.translating import HEAD, Reading, checked_language, speaks
from maturity_core.definition.writing import inline, key_text, pair_lines
from maturity_core.errors import ArgumentError, Problem, printable
from maturity_core.model.fields import Path, is_table
from maturity_core.model.framework import Framework, framework_given
from maturity_core.model.texts import Address, address_text, texts_by_address

ORIGINAL = "#|"
"""How a line begins that has the original of the text below it."""
_HOW = """\
# Texts by id, and nothing else: docs/format.md describes translations.
# Above each text stands its original, after #|. To translate one, remove "# " before its key, and write between the
# quotes. What is still commented out is shown in the original. {placeholders} stay as they are."""


@dataclass(frozen=True)
class TranslationDraft:
    """A translation to fill in, and how far it is: `text` is the file, the rest are texts by their dotted addresses.

    `missing` have no translation yet; the originals of `changed` have changed since they were translated, or the
    translation cannot stand for them; `gone` are no longer in the framework.
    """

    text: str
    total: int
    missing: tuple[str, ...]
    changed: tuple[str, ...]
    gone: tuple[str, ...]


def translation_draft(framework: Framework, language: str, begun: str | None = None) -> TranslationDraft:
    r"""Return a translation of a framework to fill in.

    Args:
        framework: the framework to translate.
        language: the language to translate it into, as a tag such as `de` or `pt-BR`.
        begun: the path of a translation that was begun: what it has is kept, its comments included.

    Raises:
        ArgumentError: that is no language, or the framework's own.
        FrameworkError: the translation that was begun cannot be read, or is not TOML.

    >>> from maturity_core import load_framework
    >>> draft = translation_draft(load_framework("service-maturity-check"), "fr")
    >>> draft.text.split("\n")[7:10]
    ['#| Service maturity check', '# name = ""', '']
    """
    whole = framework_given(framework).original.whole
    if speaks(whole, checked_language(language)):
        raise ArgumentError([Problem("the framework is in this language already", "language", repr(language))])
    return _Draft(whole, language, *(("", "") if begun is None else file_text(begun))).made()


def translation_with(framework: Framework, language: str, texts: Mapping[Address, str]) -> TranslationDraft:
    """Return a translation that has these texts, to go on with.

    Raises:
        ArgumentError: as for `translation_draft`.
        FrameworkError: the texts are more than a file can have.
    """
    if speaks(framework, checked_language(language)):
        raise ArgumentError([Problem("the framework is in this language already", "language", repr(language))])
    lines = (f"{'.'.join(map(key_text, address))} = {inline(text)}" for address, text in texts.items())
    return _Draft(framework, language, "\n".join(lines), "").made()


class _Draft:
    def __init__(self, framework: Framework, language: str, text: str, name: str) -> None:
        self.framework, self.language = framework, language
        self.reading = Reading(framework, parsed(text, name))
        self.lines, self.places = text.split("\n"), Places(text)
        self.originals = texts_by_address(framework)
        self.above = {address: self._comments(address) for address in (*self.reading.texts, *self.reading.stale)}
        self.changed = {address for address in self.above if self._has_changed(address)}

    def made(self) -> TranslationDraft:
        """Return the file, and how far it is."""
        kept = self.reading.texts.keys() - self.changed
        missing = [name for name in self.originals if name not in kept and name not in self.changed]
        changed = [name for name in self.originals if name in self.changed]
        gone = [(one.path, _at(self.reading.tables, one.path)) for one in self.reading.unknown]
        lines = [*self._head(), *self._texts(kept), *self._gone(gone)]
        return TranslationDraft(
            text="\n".join([*lines, ""]),
            total=len(self.originals),
            missing=tuple(map(address_text, missing)),
            changed=tuple(map(address_text, changed)),
            gone=tuple(address_text(path) for path, _ in gone),
        )

    def _head(self) -> Iterator[str]:
        made_for = {"framework": self.framework.id, "edition": self.framework.edition}
        yield from _HOW.split("\n")
        yield from ("", *pair_lines(HEAD[0], self.language), *pair_lines(HEAD[1], made_for), "")

    def _texts(self, kept: Collection[Address]) -> Iterator[str]:
        tables: dict[Address, list[Address]] = {}
        for address in self.originals:
            tables.setdefault(address[:-1], []).append(address)
        for table, addresses in tables.items():
            yield from [f"[{'.'.join(map(key_text, table))}]"] if table else []
            for address in addresses:
                yield from self._text(address, kept=address in kept)
                yield ""

    def _text(self, address: Address, *, kept: bool) -> Iterator[str]:
        yield from self.above.get(address, ((), ()))[1]
        yield from (f"{ORIGINAL} {line}".rstrip() for line in self.originals[address].split("\n"))
        text = self.reading.texts.get(address)
        stale = self.reading.stale.get(address, "")
        key = key_text(address[-1])
        lines = [f"{key} = {_inline(stale)}"] if text is None else pair_lines(key, text)
        yield from lines if kept else map(_off, lines)

    def _gone(self, gone: Sequence[tuple[Path, Any]]) -> Iterator[str]:
        yield from ["# No longer in the framework:"] if gone else []
        yield from (_off(f"{'.'.join(map(key_text, map(str, path)))} = {_inline(value)}") for path, value in gone)

    def _comments(self, address: Address) -> tuple[list[str], list[str]]:
        """Return the original that stands above a text, line by line, and the other comments there."""
        line = int(self.places.place(address).partition(":")[0]) - 1
        first = line
        while first and self.lines[first - 1].startswith("#"):
            first -= 1
        here = [entry.rstrip("\r") for entry in self.lines[first:line]]
        then = [entry.removeprefix(ORIGINAL).strip() for entry in here if entry.startswith(ORIGINAL)]
        return then, [entry for entry in here if not entry.startswith(ORIGINAL)]

    def _has_changed(self, address: Address) -> bool:
        then, now = self.above[address][0], [line.strip() for line in self.originals[address].split("\n")]
        return address in self.reading.stale or (bool(then) and then != now)


def _at(tables: Mapping[str, Any], path: Sequence[Any]) -> Any:
    here: Any = tables
    for part in path:
        here = here[part]
    return here


def _inline(value: Any) -> str:
    """Return a value of a file as text, whatever it is."""
    if is_table(value):
        return f"{{ {', '.join(f'{key_text(str(key))} = {_inline(entry)}' for key, entry in value.items())} }}"
    return inline(value if isinstance(value, str) else str(value))


def _off(line: str) -> str:
    """Return a line as a comment, which nothing in it can end."""
    return f"# {printable(line)}"
