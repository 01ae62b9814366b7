"""What a source says in other languages: gathered beside the tables of a draft, and made into files of translations."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from maturity_core.definition.translating import beside, parse_translation
from maturity_core.definition.translation_drafts import translation_with
from maturity_core.errors import ArgumentError, FrameworkError, cut_middle, shown
from maturity_core.exchange.importing.draft import Draft
from maturity_core.exchange.importing.entries import LONGEST_SHOWN, Entry
from maturity_core.model.framework import Framework
from maturity_core.model.texts import Address

MOST_LANGUAGES = 25
"""The most languages that translations are made for."""
LONG = ("summary", "help")
"""Texts of several paragraphs; the others are a line."""


class Tongues:
    """The translations of entries that have them in a table by language, as texts of a draft.

    A text that was made of several fields is translated if all of them are, so that none is in two languages.
    """

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.given: dict[str, set[str]] = {}
        self.used: dict[str, set[str]] = {}

    def knows(self, kind: str, entry: Entry, fields: Sequence[str]) -> None:
        """Count what an entry says in other languages, before any of it is told."""
        for language, said in self._said(entry):
            self.draft.knows(kind, said, fields)
            places = {said[name].place for name in fields if said[name].text.strip()}
            self.given.setdefault(language, set()).update(places)

    def tell(
        self,
        at: Address,
        entry: Entry,
        texts: Mapping[str, Sequence[str]],
        number: Mapping[str, str] | None = None,
    ) -> None:
        """Add the translations of an entry to the draft.

        Args:
            at: the address of what the entry became.
            entry: the entry.
            texts: the names of its texts, and of the fields that each was made of.
            number: what a text begins with that is the same in any language, by its name; all of it without fields.
        """
        number = number or {}
        for language, said in self._said(entry):
            told = dict[str, str]()
            for name, fields in texts.items():
                whole = [field for field in fields if entry[field].text.strip()]
                if whole and all(said[field].text.strip() for field in whole):
                    told[name] = self._text(name, [said[field] for field in whole], number.get(name, ""))
                    self.used.setdefault(language, set()).update(said[field].place for field in whole)
            same = {name: text for name, text in number.items() if name not in texts and any(told.values())}
            found: dict[Address, str] = {(*at, name): text for name, text in (told | same).items() if text}
            self.draft.translations.setdefault(language, {}).update(found)

    def _text(self, name: str, said: Sequence[Entry], number: str) -> str:
        if name in LONG:
            return self.draft.long(*said)
        words = " ".join(filter(None, map(self.draft.line, said)))
        return f"{number} {words}".strip() if words else ""

    def left(self, entry: Entry) -> None:
        """Note how many of the translated texts have no place in the file."""
        for language, given in sorted(self.given.items())[:MOST_LANGUAGES]:
            if lost := len(given - self.used.get(language, set())):
                what = "the original has no place in the file either, or the text is translated only in part"
                self.draft.left_out(entry, f"{lost} of {len(given)} texts in {_shown(language)}: {what}")

    @staticmethod
    def _said(entry: Entry) -> Iterator[tuple[str, Entry]]:
        yield from ((language, said) for language, said in entry["translations"].table.items() if said)


def translated(draft: Draft, framework: Framework) -> dict[str, str]:
    """Return the translations of a draft as files, by language; what cannot be one is noted as left out."""
    files = dict[str, str]()
    spoken = sorted((language, texts) for language, texts in draft.translations.items() if texts)
    alike = Counter(language.lower() for language, _ in spoken)
    if len(spoken) > MOST_LANGUAGES:
        draft.left_out(_SOURCE, f"translations into languages beyond the first {MOST_LANGUAGES}")
    for language, texts in spoken[:MOST_LANGUAGES]:
        try:
            made = translation_with(framework, language, texts)
            parse_translation(framework, made.text, beside(framework.id, language))
        except (ArgumentError, FrameworkError) as error:
            draft.left_out(_SOURCE, f"the translation into {_shown(language)}: {error.problems[0].what}")
            continue
        if alike[language.lower()] > 1:
            draft.left_out(_SOURCE, f"the translation into {_shown(language)}: it is there in another spelling, too")
            continue
        if unfit := [*made.changed, *made.gone]:
            first, more = cut_middle(unfit[0], LONGEST_SHOWN), len(unfit) - 1
            what = f"{more + 1} texts in {language} that do not fit: {first} and {more} more"
            what = what if more else f"1 text in {language} that does not fit: {first}"
            draft.left_out(_SOURCE, f"{what}; comments in the file")
        files[language] = made.text
    return files


_SOURCE = Entry(None, "translations")


def _shown(language: str) -> str:
    return cut_middle(shown(language), LONGEST_SHOWN)
