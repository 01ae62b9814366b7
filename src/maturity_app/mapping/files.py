"""Read a mapping file, and turn the rows of a table by it into rows as answers files have them."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from importlib.resources import files
from typing import TYPE_CHECKING, Any, cast

from maturity_app.exports.reading import EXPORTS
from maturity_app.raw_sheet import ABOUT_SHEET, ORGANISATION
from maturity_app.table_files import parse_toml
from maturity_core.answers.tables.columns import question_names
from maturity_core.errors import AnswersError, Problem
from maturity_core.model.states import STATES
from maturity_core.nearest import folded, nearest

if TYPE_CHECKING:
    from collections.abc import Callable

    from maturity_core import Framework

Row = tuple[int, list[str]]
READY = ("ciso", "dsomm", "google-forms", "limesurvey", "microsoft-forms", "samm", "surveyjs")
"""The mappings that come along, by name."""
KEYS = ("framework", "export", "drop", "text_after", "text_within", "columns", "texts", "answers", "constants")
NOT_FOR_EXPORTS = ("drop", "text_after", "text_within", "columns")
SHEET_FACTS = (ORGANISATION, *ABOUT_SHEET)
"""What a column or a constant may say of the sheet as a whole."""


@dataclass(frozen=True)
class MappingFile:
    """What a mapping says: titles and texts are compared as all texts are, case and outer blanks aside.

    `columns` leads from titles to questions or facts, `answers` by question from texts to options or states;
    `constants` are facts of every sheet; columns in `drop` are left out. In a title that is not a question's, the text
    after `text_after`, or within the two marks `text_within`, is looked at, too. `texts` leads from texts to options or
    states of all questions; `export` is the program that wrote the file, if its exports are read as they are.
    """

    framework: str = ""
    export: str = ""
    drop: tuple[str, ...] = ()
    text_after: str = ""
    text_within: tuple[str, ...] = ()
    columns: Mapping[str, str] = field(default_factory=dict[str, str])
    texts: Mapping[str, str] = field(default_factory=dict[str, str])
    answers: Mapping[str, Mapping[str, str]] = field(default_factory=dict[str, Mapping[str, str]])
    constants: Mapping[str, str] = field(default_factory=dict[str, str])

    def text(self, question: str, text: str) -> str:
        """Return what a text stands for as an answer to a question; the text itself if nothing is said of it."""
        key = folded(text)
        return self.answers.get(question, {}).get(key) or self.texts.get(key, text)


def read_mapping(framework: Framework, name: str, text_of: Callable[[str], str]) -> MappingFile:
    """Return a mapping: one that comes along, by its name, or that of a file.

    Args:
        framework: the framework that the answers belong to.
        name: the name of one in `READY`, or a path.
        text_of: returns the text of a file.

    Raises:
        AnswersError: listing everything that is wrong with it.
    """
    if nearest(name, READY) and name not in READY and not os.path.exists(name):  # noqa: PTH110 - any text is fine
        raise AnswersError([Problem("no such mapping or file", name, near=(name, READY))])
    text = (
        (files("maturity_app.mapping") / "ready" / f"{name}.toml").read_text("utf-8")
        if name in READY
        else text_of(name)
    )
    found = cast("dict[str, Any]", parse_toml(text, name, []))
    problems = list(_problems(framework, found, name))
    if problems:
        raise AnswersError(problems)
    answers: dict[str, dict[str, str]] = found.get("answers", {})
    return MappingFile(
        framework=found.get("framework", ""),
        export=found.get("export", ""),
        drop=tuple(found.get("drop", ())),
        text_after=found.get("text_after", ""),
        text_within=tuple(found.get("text_within", ())),
        columns=_folded(found.get("columns", {})),
        texts=_folded(found.get("texts", {})),
        answers={question: _folded(texts) for question, texts in answers.items()},
        constants=found.get("constants", {}),
    )


def _folded(table: Mapping[str, str]) -> dict[str, str]:
    return {folded(text): target for text, target in table.items()}


def _problems(framework: Framework, found: Mapping[str, Any], name: str) -> Iterator[Problem]:
    """Yield what is wrong with a mapping, by its keys."""
    for key in found:
        if key not in KEYS:
            yield Problem("no such key", f"{name}, {key}", allowed=", ".join(KEYS), near=(key, KEYS))
    wrong = [f"{name}, {place}" for place, fits in _shapes(found) if not fits]
    yield from (Problem("expected text here, or a table or a list of texts", place) for place in wrong)
    if wrong:
        return
    if found.get("framework", framework.id) != framework.id:
        yield Problem("this mapping is for another framework", name, found["framework"], framework.id)
    if "export" in found and found["export"] not in EXPORTS:
        near = (found["export"], [*EXPORTS])
        yield Problem("no such export", f"{name}, export", repr(found["export"]), ", ".join(EXPORTS), near=near)
    for key in NOT_FOR_EXPORTS if "export" in found else ():
        if key in found:
            yield Problem("exports of programs are read as they are", f"{name}, {key}", hint="remove this, or export")
    yield from _wrong_columns(framework, found, name)
    yield from _wrong_texts(framework, found.get("texts", {}), f"{name}, texts")
    yield from _wrong_answers(framework, found.get("answers", {}), name)


def _wrong_columns(framework: Framework, found: Mapping[str, Any], name: str) -> Iterator[Problem]:
    targets = [*framework.whole.questions.ids, *SHEET_FACTS]
    yield from _clashes(found.get("columns", {}), f"{name}, columns")
    for title, target in found.get("columns", {}).items():
        if target not in targets:
            what, allowed = "no such question", f"an id, or {', '.join(SHEET_FACTS)}"
            yield Problem(what, f"{name}, columns.{title!r}", repr(target), allowed, near=(target, targets))
    for key in found.get("constants", {}):
        if key not in SHEET_FACTS:
            allowed = ", ".join(SHEET_FACTS)
            yield Problem("no such fact", f"{name}, constants.{key}", allowed=allowed, near=(key, SHEET_FACTS))


def _wrong_answers(framework: Framework, answers: Mapping[str, Mapping[str, str]], name: str) -> Iterator[Problem]:
    ids = framework.whole.questions.ids
    for question, texts in answers.items():
        if question not in ids:
            yield Problem("no such question", f"{name}, answers.{question}", near=(question, ids))
            continue
        yield from _clashes(texts, f"{name}, answers.{question}")
        options = [*framework.whole.question(question).options.ids, *STATES]
        for text, target in texts.items():
            if target not in options:
                place = f"{name}, answers.{question}.{text!r}"
                yield Problem("no such option", place, repr(target), ", ".join(options), near=(target, options))


def _wrong_texts(framework: Framework, texts: Mapping[str, str], place: str) -> Iterator[Problem]:
    yield from _clashes(texts, place)
    known = [*dict.fromkeys(one for scale in framework.scales.values() for one in scale.options.ids), *STATES]
    for text, target in texts.items():
        if target not in known:
            what = "no question has this option"
            yield Problem(what, f"{place}.{text!r}", repr(target), ", ".join(known[:10]), near=(target, known))


def _clashes(table: Mapping[str, str], place: str) -> Iterator[Problem]:
    """Yield the texts that are compared as the same, but lead to different ones."""
    first: dict[str, str] = {}
    for text, target in table.items():
        if table[same := first.setdefault(folded(text), text)] != target:
            what, hint = "these are the same text, case and blanks aside", "keep one of them"
            yield Problem(what, f"{place}.{text!r}", repr(target), f"{table[same]!r}, as for {same!r}", hint)


def _shapes(found: Mapping[str, Any]) -> Iterator[tuple[str, bool]]:
    """Yield the places of a mapping, and whether each has what it should."""
    for key in ("framework", "export", "text_after"):
        yield key, isinstance(found.get(key, ""), str)
    for key in ("drop", "text_within"):
        given: object = found.get(key, [])
        entries = cast("list[object]", given) if isinstance(given, list) else [None]
        fits = all(isinstance(one, str) for one in entries)
        yield key, fits and (key == "drop" or len(entries) in {0, 2})
    for key in ("columns", "texts", "constants"):
        yield key, _is_texts(found.get(key, {}))
    answers = found.get("answers", {})
    yield "answers", isinstance(answers, dict) and all(map(_is_texts, cast("dict[str, object]", answers).values()))


def _is_texts(table: object) -> bool:
    return isinstance(table, dict) and all(isinstance(one, str) for one in cast("dict[str, object]", table).values())


def mapped(rows: Iterable[Row], mapping: MappingFile, framework: Framework, name: str) -> Iterator[Row]:
    """Yield the rows of a table as a mapping says: with other titles and texts, without some columns, with constants.

    Raises:
        AnswersError: the table lacks a column that a mapping for this framework names.
    """
    every = iter(rows)
    nothing: list[str] = []
    first, header = next(every, (1, nothing))
    titles = [title_meant(title, mapping, framework) for title in header]
    if mapping.framework:
        known = {folded(title) for title in header}
        missing = [title for title in mapping.columns if title not in known]
        if missing:
            where, allowed = f"{name}, row {first}", ", ".join(header[:10])
            raise AnswersError([Problem("no column has this title", where, repr(one), allowed) for one in missing])
    dropped = {folded(title) for title in mapping.drop}
    kept = [place for place, title in enumerate(header) if folded(title) not in dropped]
    named = [(place, titles[place]) for place in kept]
    asked = {*(framework.whole.questions.ids if mapping.texts else mapping.answers)}
    added = {key: text for key, text in mapping.constants.items() if key not in titles}
    if header:
        yield first, [*(titles[place] for place in kept), *added]
    for row, cells in every:
        wide = [*cells, *[""] * (len(header) - len(cells))]
        texts = [mapping.text(title, wide[place]) if title in asked else wide[place] for place, title in named]
        yield row, [*texts, *added.values(), *wide[len(header) :]]


def title_meant(title: str, mapping: MappingFile, framework: Framework) -> str:
    """Return the question or the fact that a title stands for; the title itself if it stands for none."""
    for part in title_parts(title, mapping):
        target = mapping.columns.get(folded(part)) or question_names(framework, [part]).get(part)
        if target or part in framework.whole.questions.ids:
            return target or part
    return title


def title_parts(title: str, mapping: MappingFile) -> Sequence[str]:
    """Return a title, and the texts in it that may be a question's.

    >>> title_parts("Q1. Is there a plan? [Today]", MappingFile(text_after=". ", text_within=("[", "]")))
    ['Q1. Is there a plan? [Today]', 'Is there a plan? [Today]', 'Today']
    """
    found = [title]
    if mapping.text_after and mapping.text_after in title:
        found.append(title.partition(mapping.text_after)[2])
    if mapping.text_within:
        begin, end = mapping.text_within
        within = title.rpartition(begin)[2].rpartition(end)[0] if begin in title else ""
        found += [within] if within else []
    return found
