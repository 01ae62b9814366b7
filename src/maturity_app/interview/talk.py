"""The interview: it asks, reads what is typed, saves every answer at once, and goes on until it can stop."""

from __future__ import annotations

import sys
from contextlib import suppress
from time import monotonic
from typing import TYPE_CHECKING

from maturity_app.console import say, warn
from maturity_app.interview.choosing import Chooser
from maturity_app.interview.screen import (
    BACK,
    HELP,
    QUIT,
    REMARKS,
    SKIP,
    all_help,
    choices,
    question_lines,
    remark_lines,
)
from maturity_app.interview.typed import Given, read
from maturity_app.lines import wrapped
from maturity_app.raw_sheet import SECONDS
from maturity_core import MaturityError
from maturity_core.answers.facts import MOST_SECONDS
from maturity_core.model.ladder import FRAMEWORK
from maturity_core.model.states import UNANSWERED
from maturity_core.telling.wording import level_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from maturity_app.interview.answers_file import AnswersFile
    from maturity_core import Framework
    from maturity_core.telling.words import Words

LONGEST_GAP = 300
"""Somebody who answers nothing for more seconds than this is doing something else."""


class Quit(KeyboardInterrupt):
    """Somebody wants to stop here, and says so with a letter instead of Ctrl-C."""


class Interview:
    """One sitting with one answers file. `codes` are the answers so far, in file order.

    Going back leads through what was asked in this sitting, then through what was in the file, last one first.
    `clock` gives seconds; it measures how long answering takes.
    """

    def __init__(
        self,
        framework: Framework,
        file: AnswersFile,
        words: Words,
        *,
        short: bool,
        clock: Callable[[], float] = monotonic,
    ) -> None:
        self.framework = framework
        self.words, self.ask = words, words.part("ask")
        self.file = file
        self.codes = list(file.sheet.codes)
        self.skipped: set[int] = set()
        self.chooser = Chooser(framework, self.codes, self.skipped, short=short)
        self.clock, self.since = clock, clock()
        self.before = [column for column, code in enumerate(self.codes) if code != UNANSWERED]

    def introduce(self, wanted: Iterable[str]) -> None:
        """Ask whose answers these are and in which role they are given; Enter skips either.

        Raises:
            Quit: somebody stops here.
        """
        for name in wanted:
            while text := self._typed(self.ask.say(f"whose-{name}")):
                try:
                    self.file.keep("", name, text)
                except MaturityError as error:
                    warn(str(error).split("\n"))
                else:
                    break

    def run(self) -> None:
        """Ask until there is nothing left to ask, or nothing more is wanted.

        Raises:
            Quit: somebody stops before that.
        """
        while True:
            column = self.chooser.next()
            if column is not None:
                self._from(column)
            elif not self._goes_on():
                return

    def _from(self, column: int) -> None:
        """Ask a question, and those before it for as long as somebody goes back."""
        place = len(self.before)
        while self._ask(column) == BACK:
            if place:
                place -= 1
                column = self.before[place]
            else:
                self._tell("no-way-back")
        if column not in self.before:
            self.before.append(column)

    def _ask(self, column: int) -> str:
        """Ask until an answer is saved or kept, or somebody skips or goes back; return the letter typed for that."""
        shown = question_lines(self.framework, column, self.codes, self.words, idle=self.chooser.idle(column))
        say([*shown, *remark_lines(self.file.facts, self.framework.questions[column].id, self.words)])
        has_one = self.codes[column] != UNANSWERED
        offered = choices(self.framework, self.framework.questions[column], self.words)
        while True:
            typed = self._typed(self.ask.say("prompt-again" if has_one else "prompt", choices=offered))
            if typed in {SKIP, BACK} or (has_one and not typed):
                self.skipped |= {column} if typed == SKIP and not has_one else set()
                return typed
            if typed[:1] in REMARKS and typed[1:2].isspace():
                self._remark(self.framework.questions[column].id, REMARKS[typed[0]], typed[1:].strip())
                continue
            reply = self._reply(column, typed) if typed else self.ask.say("nothing-typed", choices=offered)
            if isinstance(reply, Given):
                self._keep(column, reply)
                return ""
            told = all_help(self.framework, self.framework.questions[column], self.words) if typed == HELP else ()
            say([*told, *wrapped(reply)])

    def _reply(self, column: int, typed: str) -> Given | str:
        """Return the answer that was typed, or what to say instead."""
        question = self.framework.questions[column]
        if typed == HELP:
            scale = self.framework.scales[question.scale]
            told = [self.ask.say("help-whole" if scale.whole_numbers else "help-number")] if scale.numeric else []
            return " ".join([*told, self.ask.say("help")])
        return read(self.framework, question, typed, self.words)

    def _remark(self, question: str, table: str, text: str) -> None:
        """Save a comment or a piece of evidence beside an answer, after those that are there."""
        facts = self.file.facts
        before = facts.comments.get(question)
        value = (
            [*facts.evidence.get(question, ()), text]
            if table == "evidence"
            else f"{before}\n\n{text}"
            if before
            else text
        )
        try:
            self.file.keep(table, question, value)
        except MaturityError as error:
            warn(str(error).split("\n"))
        else:
            say(wrapped(self.ask.say("remark-saved")))

    def _keep(self, column: int, given: Given) -> None:
        """Save an answer; try again until it is on disk or somebody gives up."""
        while True:
            try:
                self.file.save(self.framework.questions[column].id, given.answer)
            except MaturityError as error:
                warn(str(error).split("\n"))
                self._tell("cannot-save")
                if not self._yes(self.ask.say("try-again")):
                    raise Quit from error
            else:
                self._measure()
                self.codes[column] = given.code
                self.skipped |= {column} if given.code == UNANSWERED else set()
                return

    def _measure(self) -> None:
        """Add the time since the last answer to what the file says; parts of a second count with the next answer.

        Answers without a time stay without one: how long they took is unknown.
        """
        before = self.file.facts.seconds
        gap = int(self.clock() - self.since)
        if before is None and any(code != UNANSWERED for code in self.codes):
            return
        with suppress(MaturityError):  # the answer is saved; its time counts with the next one
            self.file.keep("", SECONDS, min((before or 0) + min(gap, LONGEST_GAP), MOST_SECONDS))
            self.since += gap

    def _goes_on(self) -> bool:
        """Say that a stage is over, and return whether there is another one that somebody wants."""
        if self.chooser.stage == "rest":
            return self._again()
        self._tell_stage()
        if not self.chooser.left():
            self.chooser.stage = "rest"
            return self._again()
        rest = self.ask.say("for-the-rest", questions=self.words.count("questions", len(self.chooser.left())))
        wanted = self._yes(rest)
        dimensions = self.chooser.stage == "level"
        self.chooser.stage = "dimensions" if dimensions else "rest"
        if wanted and dimensions and self.chooser.next() is None:
            self.chooser.stage = "rest"
        return wanted

    def _tell_stage(self) -> None:
        path = self.chooser.path(dimensions=False)
        ends = [level_name(self.framework, FRAMEWORK, level) for level in path.level_range or ()]
        if not path.settled:
            self._tell("not-settled", worst=ends[0], best=ends[1])
        elif self.chooser.stage == "level":
            self._tell("settled" if ends else "settled-none", level=ends[0] if ends else "")
        levelled = any(entry.level for entry in self.framework.assess(self.codes).dimensions)
        if levelled and self.chooser.path(dimensions=True).settled:
            self._tell("settled-dimensions")

    def _again(self) -> bool:
        """Return whether skipped questions are to be asked again."""
        skipped = self.words.count("questions", len(self.skipped))
        if not self.skipped or not self._yes(self.ask.say("skipped", questions=skipped)):
            return False
        self.skipped.clear()
        if self.chooser.short and not self.chooser.path(dimensions=False).settled:
            self.chooser.stage = "level"
        return True

    def _tell(self, name: str, **values: str) -> None:
        say(["", *wrapped(self.ask.say(name, **values))])

    def _yes(self, prompt: str) -> bool:
        while True:
            typed = self._typed(prompt).lower()
            if typed in {self.ask.say("yes"), self.ask.say("no")}:
                return typed == self.ask.say("yes")

    def _typed(self, prompt: str) -> str:
        """Return a line as typed, without the spaces around it.

        Raises:
            Quit: somebody wants to stop, or the input has ended.
        """
        say(prompt, end="")
        try:
            line = sys.stdin.buffer.readline()
        except OSError as gone:  # the terminal is gone
            raise Quit from gone
        typed = line.decode("utf-8", errors="replace").strip()
        if not line or typed == QUIT:
            raise Quit
        return typed
