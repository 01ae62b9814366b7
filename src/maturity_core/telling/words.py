"""The words around data, in one language: texts, plurals, lists and numbers.

`texts/` has a table for each language. Everything that people read in a result comes from there; messages to authors
and programmers are in the code, in English.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cache, cached_property, lru_cache, partial
from typing import TYPE_CHECKING, Literal

from maturity_core.errors import cut_middle
from maturity_core.model.fields import number_text
from maturity_core.model.languages import Direction, direction_of
from maturity_core.model.rounding import decimal, hundredths
from maturity_core.results.numbers import decimal_text
from maturity_core.telling import LANGUAGE
from maturity_core.telling.commands import BEGINNING, COMMANDS, with_commands
from maturity_core.telling.isolating import BEGIN, END, isolated
from maturity_core.telling.plurals import OTHER, plural_form
from maturity_core.telling.tables import texts_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from fractions import Fraction

Part = Literal["language", "result", "page", "ask", "report", "show"]
_PLURAL = "plural-"
MOST_KEPT = 4096
"""So many texts are kept as pieces: more than the table of a language has."""
PERCENT = "%"
LONGEST_AMOUNT = 40
"""The most characters that are shown of a number that was given."""


@dataclass(frozen=True, eq=False)
class Words:
    """The words of one language, from one part of its table: the part about results, unless another is asked for.

    `tables` are the parts by name. `commands` has the words for the commands that texts name; None means plain words
    from the table. `isolating` marks what is filled in if it is written in the other direction.
    """

    language: str
    tables: Mapping[str, Mapping[str, str]] = field(repr=False)
    name: Part = "result"
    commands: Mapping[str, str] | None = field(default=None, repr=False)
    isolating: bool = False

    @classmethod
    def of(cls, language: Words | str) -> Words:
        """Return the words of a language by its code; `Words` are returned as they are.

        Raises:
            ArgumentError: there is no table for the language.

        >>> Words.of("en").count("questions", 2)
        '2 questions'
        """
        if isinstance(language, Words):
            return language
        texts_of(language)  # refuses what is no language
        return _words_of(language)

    def part(self, name: Part) -> Words:
        """Return the words of the same language from another part of the table."""
        return replace(self, name=name)

    def calling(self, commands: Mapping[str, str]) -> Words:
        """Return the same words, with these words for commands."""
        return replace(self, commands=commands)

    def isolated(self) -> Words:
        """Return the same words, which mark names that are written in the other direction."""
        return replace(self, isolating=True)

    def apart(self, text: str) -> str:
        """Return a text to stand beside others: marked if these words mark what is written in the other direction."""
        return isolated(text, self.direction) if self.isolating else text

    def after(self, text: str, remark: str) -> str:
        """Return a long text of a model with a remark behind it, which is marked if the text is."""
        return f"{text} {remark}" if self.apart(text) == text else f"{text} {BEGIN}{remark}{END}"

    def say(self, key: str, /, **places: object) -> str:
        """Return a text of this part with its placeholders filled in.

        >>> Words.of("en").say("goal", level="Managed", name="Planning")
        'Managed in Planning'
        """
        text = self._own.get(key)
        if text is None:
            text = self._own[key] = self.told(self.tables[self.name][key])
        return self._filled(text, places) if self.isolating else _put(text, places)

    @cached_property
    def _forms(self) -> dict[tuple[str, str], str]:
        """The texts that were said in the form that goes with a number."""
        return {}

    @cached_property
    def _own(self) -> dict[str, str]:
        """The texts of this part that were said, with the commands that they name."""
        return {}

    def told(self, text: str) -> str:
        """Return a text with the commands it names filled in.

        >>> Words.of("en").told("{command:compare} shows it.")
        'A comparison of views shows it.'
        """
        if BEGINNING not in text:
            return text
        if self.commands is None:
            return with_commands(text, self._plain, plain=True)
        return with_commands(text, self.commands)

    def texts(self, *names: Part) -> dict[str, str]:
        """Return the texts of these parts as one table, for a reader in another programming language."""
        return {key: self.told(text) for name in names for key, text in self.tables[name].items()}

    def count(self, noun: str, number: int, **places: object) -> str:
        """Return a number with its noun, or a sentence with a number in it, in the form that goes with the number.

        >>> Words.of("en").count("steps", 1)
        '1 step'
        """
        return self.form(noun, number, number=number, **places)

    def form(self, name: str, number: int | None, /, **places: object) -> str:
        """Return a text of this part, or else of the part about results, in the form that goes with a number.

        None stands for a number with decimals, which goes with the form for all that no rule covers.

        >>> Words.of("en").form("reason-needed", 2, names="Planning and Training")
        'Needed for Planning and Training.'
        """
        form = OTHER if number is None else self._form(number)
        text = self._forms.get((name, form))
        if text is None:
            part = self.tables[self.name]
            texts = part if f"{name}-{OTHER}" in part else self.tables["result"]
            text = self._forms[name, form] = texts.get(f"{name}-{form}", texts[f"{name}-{OTHER}"])
        return self._filled(text, places)

    def listed(self, names: Sequence[str]) -> str:
        """Return names as a list in words.

        >>> Words.of("en").listed(["a", "b", "c"])
        'a, b and c'
        """
        if len(names) < 2:  # noqa: PLR2004 - a list of one has no end
            return "".join(names)
        apart = [self.apart(name) for name in names]
        return self._filled(self.tables["result"]["list-end"], {"names": ", ".join(apart[:-1]), "last": apart[-1]})

    def number(self, value: Fraction) -> str:
        """Return a number exactly, as a decimal of up to six places or else as a fraction."""
        return self._pointed(number_text(value))

    def amount(self, value: Fraction, unit: str = "") -> str:
        """Return a number that was given, exactly and with its unit.

        >>> from fractions import Fraction
        >>> Words.of("en").amount(Fraction(60), "%"), Words.of("en").amount(Fraction(1, 2), "hours")
        ('60%', '0.5 hours')
        """
        digits = self._pointed(cut_middle(decimal_text(value), LONGEST_AMOUNT))
        if unit == PERCENT:
            return filled(self.tables["language"]["percent"], number=digits)
        return f"{digits} {self.apart(unit)}".strip()

    def percent(self, value: Fraction, cuts: Sequence[Fraction] = ()) -> str:
        """Return a share as a percentage, rounded half up to a tenth, with more digits if one of `cuts` needs them.

        >>> from fractions import Fraction
        >>> Words.of("en").percent(Fraction(2, 3)), Words.of("en").percent(Fraction(6996, 10000), [Fraction(7, 10)])
        ('66.7%', '69.96%')
        """
        digits = hundredths(value, cuts)
        if digits is None:
            return self.number(value)
        return filled(self.tables["language"]["percent"], number=self._pointed(digits))

    def points(self, value: Fraction) -> str:
        """Return a difference of shares in percentage points, rounded as `percent` does.

        >>> from fractions import Fraction
        >>> Words.of("en").points(Fraction(1, 70))
        '1.4'
        """
        return self._pointed(hundredths(value) or "")

    def threshold(self, value: Fraction) -> str:
        """Return a threshold exactly: as a percentage if that is exact, else as a fraction."""
        return self.number(value) if 1000 % value.denominator else self.percent(value)

    def decimal(self, value: Fraction, cuts: Sequence[Fraction] = ()) -> str:
        """Return a number rounded half up to two places, with more if one of `cuts` needs them.

        >>> from fractions import Fraction
        >>> Words.of("en").decimal(Fraction(5, 2))
        '2.50'
        """
        return self._pointed(decimal(value, cuts=cuts))

    @property
    def direction(self) -> Direction:
        """Which way the language is written."""
        return direction_of(self.language)

    def tag(self, language: str) -> str:
        """Return the language of a page about a model in some language: the model's own if it is a kind of this one.

        >>> Words.of("en").tag("en-GB"), Words.of("en").tag("he")
        ('en-GB', 'en')
        """
        is_kind = language.lower().partition("-")[0] == self.language and direction_of(language) == self.direction
        return language if is_kind else self.language

    def other(self, language: str) -> dict[str, str]:
        """Return the attributes of HTML that mark a model's texts on such a page; none if it is in their language.

        >>> Words.of("en").other("he"), Words.of("en").other("en-GB")
        ({'lang': 'he', 'dir': 'rtl'}, {})
        """
        return {} if self.tag(language) == language else {"lang": language, "dir": direction_of(language)}

    def _filled(self, text: str, places: Mapping[str, object]) -> str:
        if self.isolating:
            places = {name: self.apart(str(value)) for name, value in places.items()}
        return _put(text, places)

    def _pointed(self, digits: str) -> str:
        return digits.replace(".", self.tables["language"]["decimal-point"])

    @cached_property
    def _form(self) -> Callable[[int], str]:
        """Return the form that goes with a number."""
        texts = self.tables["language"]
        rules = {key.removeprefix(_PLURAL): rule for key, rule in texts.items() if key.startswith(_PLURAL)}
        return lru_cache(MOST_KEPT)(partial(plural_form, rules))

    @cached_property
    def _plain(self) -> dict[str, str]:
        return {name: self.tables["result"][f"command-{name}"] for name in COMMANDS}


def filled(text: str, /, **places: object) -> str:
    """Return a text with its placeholders filled in; braces inside a value are left alone.

    >>> filled("{name}: {number} left", name="{number}", number=3)
    '{number}: 3 left'
    """
    return _put(text, places)


def _put(text: str, places: Mapping[str, object]) -> str:
    form, names, beginning, placeholders = _pieces(text)
    if names <= places.keys():  # as it is but for names in a model's own texts
        return form % places if names else text
    done = beginning
    for name, rest, written in placeholders:
        done += f"{places[name]}{rest}" if name in places else written
    return done


@lru_cache(MOST_KEPT)
def _pieces(text: str) -> tuple[str, frozenset[str], str, list[tuple[str, str, str]]]:
    """Return a text as a format of Python's with the names in it, and once more piece by piece.

    That is what is before the first brace, and for each brace the name in it, what follows, and both as written. A
    brace that is not closed has no name.
    """
    beginning, *pieces = text.split("{")
    parts = [piece.partition("}") for piece in pieces]
    named = [(name if closed else "", rest) for name, closed, rest in parts]
    known = [f"%({name})s{rest.replace('%', '%%')}" for name, rest in named]
    found = [(name, rest, "{" + piece) for (name, rest), piece in zip(named, pieces, strict=True)]
    names = frozenset(name for name, _ in named)
    return "".join([beginning.replace("%", "%%"), *known]), names, beginning, found


@cache
def _words_of(language: str) -> Words:
    return Words(language, texts_of(language))


ENGLISH = Words.of(LANGUAGE)
"""The words of the default language."""
