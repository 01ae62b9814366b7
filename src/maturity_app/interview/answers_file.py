"""The answers file of an interview: new or continued, and whole on disk after every answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maturity_app.answer_files import Sheet, format_of, read_sheet
from maturity_app.interview.edits import Answer, Value, plain, with_entry
from maturity_app.new_files import remove, replace_whole, write_new
from maturity_app.origin import judge
from maturity_app.raw_sheet import ABOUT_SHEET, ORGANISATION, RawSheet
from maturity_app.table_files import ANSWERS, parse_json, parse_toml, table_sheet
from maturity_app.template import template
from maturity_core import Framework
from maturity_core.answers.facts import ABOUT, SheetFacts, given_to, sheet_facts
from maturity_core.answers.sheets import answer_word
from maturity_core.errors import AnswersError, MaturityError, Problem
from maturity_core.model.states import UNANSWERED, WORDS
from maturity_core.telling.words import ENGLISH, Words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from maturity_core import Framework

_OPEN = WORDS[UNANSWERED]
WRITTEN = ("toml", "json")


class AnswersFile:
    """One answers file. `sheet` has the answers it held when it was opened; `begun` says whether it is new.

    `facts` are what it says beside its answers, now. Answers of an earlier edition are carried over. What the file
    held is then kept in the file `before`.

    Raises:
        MaturityError: the file is wrong or cannot be written, or its answers cannot be changed one by one.
    """

    def __init__(self, framework: Framework, path: Path, words: Words = ENGLISH) -> None:
        self.framework = framework
        self.path = path.resolve()
        self.form = format_of(str(path), None)
        if self.form not in WRITTEN:
            raise AnswersError(
                [Problem("an interview writes TOML or JSON", str(path), f".{self.form}", ".toml, .json")]
            )
        self.begun = not self.path.exists()
        if self.begun:
            write_new(self.path, template(framework, f".{self.form}", words))
        self.sheet: Sheet = read_sheet(_patient(framework), str(self.path))
        self.facts = self.sheet.facts
        self.text = self._on_disk()
        self._check()
        self.before: Path | None = None
        if self.sheet.since:
            self._renew(words)

    def _renew(self, words: Words) -> None:
        """Replace the file by one for the edition of today, with what was carried over; what it held is kept.

        Raises:
            MaturityError: one of the files cannot be written; then the answers are where they were.
        """
        before = self.path.with_name(f"{self.path.stem}-before{self.path.suffix}")
        write_new(before, self.text)
        text = template(self.framework, f".{self.form}", words)
        for table, key, value in self._entries():
            text = with_entry(text, self.form, table, key, value)
        try:
            replace_whole(self.path, text)
        except MaturityError:
            remove(before)
            raise
        self.text, self.before = text, before

    def _entries(self) -> Iterator[tuple[str, str, Value]]:
        """Yield everything that the sheet says, by table and key."""
        facts = self.sheet.facts.model_dump(mode="json")
        yield from (("", name, facts[name]) for name in (ORGANISATION, *ABOUT_SHEET) if facts[name] not in {"", None})
        for question, code in zip(self.framework.questions, self.sheet.codes, strict=True):
            number = self.sheet.numbers.get(question.id)
            yield ANSWERS, question.id, answer_word(question, code) if number is None else plain(number)
        yield from ((table, key, value) for table in ABOUT for key, value in facts[table].items())

    def save(self, question: str, answer: Answer) -> None:
        """Write one more answer.

        Raises:
            MaturityError: the file cannot be written or was changed by somebody else; it is left as it is.
        """
        self._write(with_entry(self.text, self.form, ANSWERS, question, answer))

    def keep(self, table: str, key: str, value: Value) -> None:
        """Write what is said beside the answers: a comment or evidence in its table, or a fact of the whole sheet.

        Raises:
            MaturityError: it cannot be kept, or the file cannot be written; it is left as it is.
        """
        wanted = self.facts.model_copy(
            update={table: getattr(self.facts, table) | {key: value}} if table else {key: value}
        )
        text = with_entry(self.text, self.form, table, key, value)
        before, after = self._read(self.text), self._read_if_sound(text)
        if after is None or after.answers != before.answers or _facts_in(self.framework, after) != wanted:
            what = "this part of the file is not on a line of its own, so it cannot be changed here"
            raise AnswersError([Problem(what, f"{self.path}, {table or key}", hint="change it in the file itself")])
        self._write(text)
        self.facts = wanted

    def _write(self, text: str) -> None:
        if self._on_disk() != self.text:
            hint = "start again to continue with its current answers"
            raise AnswersError([Problem("the file was changed by somebody else", str(self.path), hint=hint)])
        replace_whole(self.path, text)
        self.text = text

    def _on_disk(self) -> str:
        try:
            return self.path.read_bytes().decode("utf-8-sig", errors="replace")
        except OSError as error:
            raise AnswersError([Problem(f"cannot be read: {error.strerror}", str(self.path))]) from error

    def _check(self) -> None:
        """Check, by changing them all, that every answer can be changed while all else stays."""
        try:
            before, text = self._read(self.text), self.text
            for question in self.framework.questions:
                text = with_entry(text, self.form, ANSWERS, question.id, _OPEN)
            after = self._read(text)
            wanted = {**before.answers, **{question.id: _OPEN for question in self.framework.questions}}
            all_else = (before.organisation, before.origin, before.facts)
            kept = (after.organisation, after.origin, after.facts) == all_else and dict(after.answers) == wanted
        except AnswersError:
            kept = False
        if not kept:
            what = "the answers are not on lines of their own, so they cannot be changed one by one"
            raise AnswersError([Problem(what, str(self.path), hint="give the name of a new file")])

    def _read_if_sound(self, text: str) -> RawSheet | None:
        try:
            return self._read(text)
        except AnswersError:
            return None

    def _read(self, text: str) -> RawSheet:
        name = str(self.path)
        problems: list[Problem] = []
        sheets = table_sheet((parse_toml if self.form == "toml" else parse_json)(text, name, problems), name, problems)
        if problems:  # a result, for example: its answers can be read but not changed
            raise AnswersError(problems)
        return sheets[0]


def _facts_in(framework: Framework, sheet: RawSheet) -> SheetFacts:
    facts, _ = sheet_facts({ORGANISATION: sheet.organisation, **sheet.facts}, framework.words.ids)
    return given_to(facts, judge(framework, sheet.origin).then)


def _patient(framework: Framework) -> Framework:
    """Return the framework as one that takes sheets with open questions: during an interview, all sheets have some."""
    if framework.open_questions != "reject":
        return framework
    return framework.model_copy(update={"open_questions": "range"})
