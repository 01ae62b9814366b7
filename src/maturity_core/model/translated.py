"""How a framework is told in another language: the same rules, and the texts of a translation in place of its own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from copy import deepcopy
from typing import TYPE_CHECKING, Any, Self, TypeVar

from pydantic import PrivateAttr

from maturity_core.model.entries import Entries
from maturity_core.model.node import FixedDict
from maturity_core.model.profiled import Profiled
from maturity_core.model.texts import Address, retold, texts_by_address

if TYPE_CHECKING:
    from maturity_core.model.nouns import Question
    from maturity_core.model.scorer import Scorer


Told = TypeVar("Told", bound="Translated")


class Translated(Profiled):
    """Base of what can be told in another language. What is made from a translation is made from the original."""

    _original: Any = PrivateAttr(default=None)
    _texts: Any = PrivateAttr(default=None)

    if TYPE_CHECKING:
        language: str
        questions: Entries[Question]

    @property
    def original(self) -> Self:
        """The framework in the language of its definition file; itself, unless it is a translation."""
        whole = self.whole
        if whole._original is None:  # noqa: SLF001 - its own class
            return self
        found: Self = whole._original  # noqa: SLF001 - its own class
        return found if self.asked_by is None else found.profile(self.asked_by.id)

    @property
    def translations(self) -> Mapping[Address, str]:
        """The texts of a translation by address; empty for a framework in its own language."""
        texts: Mapping[Address, str] | None = self.whole._texts  # noqa: SLF001 - its own class
        return texts or {}

    @property
    def untranslated(self) -> tuple[Address, ...]:
        """The texts, by address, that a translation lacks, so that they are in the language of the original."""
        original = self.original.whole
        if original is self.whole:
            return ()
        return tuple(address for address in texts_by_address(original) if address not in self.translations)

    def _told_in(self, language: str, texts: Mapping[Address, str]) -> Self:
        whole = self.original.whole
        tables = whole._tables() | retold(whole, lambda address, text, _: texts.get(address, text))  # noqa: SLF001
        asked: Iterable[Question] = tables["questions"]
        pairs = zip(asked, whole.questions, strict=True)
        questions = Entries(entry.on(tables["scales"][entry.scale], other) for entry, other in pairs)
        other = whole._with(whole.given_scorer, **tables | {"language": language, "questions": questions})  # noqa: SLF001
        other._original, other._texts = whole, FixedDict(texts)  # noqa: SLF001 - its own class
        return other if self.asked_by is None else other.profile(self.asked_by.id)

    def with_scorer(self, *scorers: Scorer) -> Self:
        """See `Rescored.with_scorer`."""
        if self._original is None:
            return super().with_scorer(*scorers)
        return self._again_in(self._original.with_scorer(*scorers))

    def _again_in(self, original: Self) -> Self:
        return told_in(original, self.language, self._texts)

    def __copy__(self) -> Self:
        return super().__copy__() if self._original is None else self._again_in(self._original)

    def __deepcopy__(self, memo: dict[int, Any] | None = None) -> Self:
        if self._original is None:
            return super().__deepcopy__(memo)
        return self._again_in(deepcopy(self._original, memo))

    def __reduce__(self) -> tuple[Any, ...]:
        if self._original is None:
            return super().__reduce__()
        return told_in, (self._original, self.language, dict(self._texts))


def told_in(framework: Told, language: str, texts: Mapping[Address, str]) -> Told:
    """Return a framework in another language; a text that is not given stays as it is.

    Args:
        framework: the framework in any language.
        language: the language of the texts.
        texts: valid texts by their addresses in this framework, all of which exist.
    """
    return framework._told_in(language, texts)  # noqa: SLF001 # pyright: ignore[reportPrivateUsage] - no public door
