"""Translations: `framework.de.toml` beside `framework.toml`, read into the same framework in another language."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Mapping
from typing import Any

from maturity_core.definition.file_text import file_text, located, parsed
from maturity_core.errors import ArgumentError, FrameworkError, NotFoundError, Problem
from maturity_core.model.arguments import text as text_given
from maturity_core.model.fields import Language, Path, is_empty, is_table
from maturity_core.model.framework import Framework, framework_given
from maturity_core.model.misread import read_value
from maturity_core.model.texts import Address, address_text, retold
from maturity_core.model.translated import told_in

ENDING = ".toml"
HEAD = ("language", "translates")
"""What a translation says beside texts: its language, and the framework and the edition that it was made for."""
_PLACEHOLDER = re.compile(r"\{[^{}]*\}")


def with_translation(framework: Framework, path: str | os.PathLike[str]) -> Framework:
    """Return a framework in another language: with the texts of a file beside it, and the same rules.

    Levels, scores, gaps and plans are the same, and so is `rules_digest`: answers and results compare across languages.
    A text that the file leaves out stays in the language of the definition file: `untranslated` names them.

    Args:
        framework: the framework that the file translates.
        path: the file, usually `framework.de.toml` beside `framework.toml`; `docs/format.md` describes it.

    Raises:
        FrameworkError: listing every problem in the file with line and column, or because the file cannot be read.

    >>> from importlib.resources import files
    >>> from maturity_core import load_framework
    >>> check = load_framework("service-maturity-check")
    >>> german = with_translation(check, files("maturity_frameworks.service_maturity_check") / "framework.de.toml")
    >>> german.levels["improving"].name, german.rules_digest == check.rules_digest
    ('Im Aufbau', True)
    """
    return parse_translation(framework, *file_text(path))


def parse_translation(framework: Framework, text: str, name: str) -> Framework:
    """Return the same from the text of a file; `name` is what errors call it."""
    original = framework_given(framework).original
    reading = Reading(original.whole, parsed(text_given(text, "text"), text_given(name, "name")))
    if problems := [*reading.head(), *reading.unknown, *reading.wrong]:
        raise FrameworkError(located(problems, text, name))
    return told_in(original, str(reading.tables["language"]), reading.texts)


def checked_language(language: str) -> str:
    """Return a language tag. ArgumentError: it is none."""
    _, wrong = read_value(Language, language, ("language",))
    if wrong:
        raise ArgumentError(wrong)
    return language


def untranslated(language: str, hint: str) -> NotFoundError:
    """Return the error for a language that a framework has no translation into."""
    return NotFoundError([Problem("there is no translation into this language", "language", repr(language), hint=hint)])


def beside(path: str, language: str) -> str:
    """Return the name of the translation beside a definition file.

    >>> beside("models/framework.toml", "de")
    'models/framework.de.toml'
    """
    return f"{path[: -len(ENDING)] if path.lower().endswith(ENDING) else path}.{language}{ENDING}"


def speaks(framework: Framework, language: str) -> bool:
    """Return whether a framework is in a language already: in that one, or in a kind of it.

    >>> from maturity_core import load_framework
    >>> speaks(load_framework("service-maturity-check"), "en")
    True
    """
    own = framework.language.lower()
    return language.lower() in {own, own.partition("-")[0]}


class Reading:
    """The texts of a translation, and what is wrong with them: `unknown` are not in the framework, `wrong` are.

    `stale` are the texts that cannot stand for their original, by address.
    """

    def __init__(self, framework: Framework, tables: Mapping[str, Any]) -> None:
        self.framework, self.tables = framework, tables
        self.texts: dict[Address, str] = {}
        self.stale: dict[Address, object] = {}
        self.unknown: list[Problem] = []
        self.wrong: list[Problem] = []
        self._tree: dict[str, Any] = {}
        retold(framework, self._known)
        self._walk({name: value for name, value in tables.items() if name not in HEAD}, self._tree, ())

    def _known(self, address: Address, text: str, kind: Any) -> str:
        here = self._tree
        for key in address[:-1]:
            here = here.setdefault(key, {})
        here[address[-1]] = (text, kind)
        return text

    def _walk(self, given: Mapping[str, Any], known: Mapping[str, Any], at: Address) -> None:
        for key, value in given.items():
            path = (*at, key)
            if key not in known:
                hint = "a translation has no texts but those of the framework"
                names = [*known] if at else [*HEAD, *known]
                self.unknown.append(_problem(path, "the framework has no such text", hint=hint, near=(key, names)))
            elif is_table(known[key]):
                if is_table(value):
                    self._walk(value, known[key], path)
                else:
                    self.wrong.append(_problem(path, "expected a table", allowed=", ".join(known[key])))
            else:
                self._text(path, value, *known[key])

    def _text(self, path: Address, value: object, original: str, kind: Any) -> None:
        text, problems = read_value(kind, value, path)
        if not problems and is_empty(text):
            hint = "leave it out: the original is shown instead"
            problems = [_problem(path, "expected text that is not empty", hint=hint)]
        problems = problems or _placeholders(path, text, original)
        self.wrong += [_problem(path, one.what, one.got, one.allowed, one.hint) for one in problems]
        if problems:
            self.stale[path] = value
        else:
            self.texts[path] = text

    def head(self) -> list[Problem]:
        """Return what is wrong with the language, and with the framework that the file says it translates."""
        from maturity_core.model.extension import Extends  # noqa: PLC0415 - whoever loads a framework reads none

        framework, found = self.framework, list[Problem]()
        for name, example in zip(HEAD, ('"de"', "{ framework = ..., edition = ... }"), strict=True):
            if name not in self.tables:
                found.append(_problem((name,), f"the file has no {name!r}", hint=f"write {name} = {example}"))
        language, wrong = read_value(Language, self.tables.get("language", "xx"), ("language",))
        found += [_problem(("language",), one.what, one.got) for one in wrong]
        if not wrong and str(language).lower() == framework.language.lower():
            what, hint = "the framework is in this language already", "name the file after another language"
            found.append(_problem(("language",), what, repr(language), hint=hint))
        stated = {"framework": framework.id, "edition": framework.edition}
        made, wrong = read_value(Extends, self.tables.get("translates", stated), ("translates",))
        found += [_problem(tuple(map(str, one.path)), one.what, one.got, one.allowed, one.hint) for one in wrong]
        for name, now in stated.items() if made else ():
            if getattr(made, name) != now:
                what = f"the translation was made for another {name}"
                hint = "check its texts first: `maturity translate` lists what has changed"
                found.append(_problem(("translates", name), what, repr(getattr(made, name)), repr(now), hint))
        return found


def _placeholders(path: Address, text: str, original: str) -> list[Problem]:
    """Return which placeholders of the original a text lacks, and which it has beside them."""
    here, there = (Counter(_PLACEHOLDER.findall(one)) for one in (text, original))
    lacking = [_problem(path, f"the text lacks {name}, which the original has") for name in there - here]
    return [*lacking, *(_problem(path, f"the text has {name}, which the original lacks") for name in here - there)]


def _problem(  # noqa: PLR0913, PLR0917 - the parts of a problem
    path: Path,
    what: str,
    got: str = "",
    allowed: str = "",
    hint: str = "",
    near: tuple[str, list[str]] | None = None,
) -> Problem:
    return Problem(what, address_text(path), got, allowed, hint, path=path, near=near)
