"""An interview as a state machine: answers, don't know, skips and ways back in any order."""

from __future__ import annotations

import shutil
from collections import deque
from fractions import Fraction
from pathlib import Path
from tempfile import mkdtemp

from builders import dear, question, tiny
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from maturity_app.interview.answers_file import AnswersFile
from maturity_app.interview.screen import BACK, SKIP
from maturity_app.interview.talk import Interview
from maturity_core import NOT_APPLICABLE, UNANSWERED, Assessment, load_framework
from maturity_core.model.framework import Framework
from maturity_core.telling.words import ENGLISH

SHAPES = ("tiny", "service-maturity-check", "tsia-customer-success")


class Scripted(Interview):
    """An interview that reads lines from a list."""

    lines: deque[str]

    def _typed(self, prompt: str) -> str:
        del prompt
        return self.lines.popleft()


def ends_of(result: Assessment) -> list[list[Fraction]]:
    """Return the ends of the ranges of the level, by rank, and of the score; empty if there is none."""
    ids = [level.id for level in result.framework.levels]
    ranks = [Fraction(ids.index(level.id)) for level in result.level_range or ()]
    return [ranks, list(result.score_range_exact or ())]


def narrower(inner: Assessment, outer: Assessment) -> bool:
    """Return whether the ranges of the whole lie within others."""
    pairs = zip(ends_of(inner), ends_of(outer), strict=True)
    return all(many[:1] <= few[:1] and few[1:] <= many[1:] for few, many in pairs)


class Sitting(RuleBasedStateMachine):
    """One sitting in a terminal. Every question that the interview asks is met with something typed.

    As long as nobody goes back or says that a question does not apply, the range only narrows.
    """

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(mkdtemp())

    def teardown(self) -> None:
        """Read what was saved, which is what was answered, and remove it."""
        saved = list(AnswersFile(self.framework, self.path).sheet.codes)
        shutil.rmtree(self.folder)
        assert saved == self.interview.codes

    @initialize(shape=st.sampled_from(SHAPES), short=st.booleans())
    def begin(self, shape: str, *, short: bool) -> None:
        """Begin a sitting, on the short path or in the order of the file."""
        questions = [question(f"q-{place}", not_applicable=place == 1) for place in range(5)]
        self.framework: Framework = tiny(questions=questions) if shape == "tiny" else load_framework(shape)
        self.path = self.folder / "answers.toml"
        file = AnswersFile(self.framework, self.path)
        self.interview = Scripted(self.framework, file, ENGLISH, short=short)
        self.result = self.assessed()

    def assessed(self) -> Assessment:
        """Return the result of the answers so far."""
        return self.framework.assess(list(self.interview.codes))

    @property
    def column(self) -> int | None:
        """The question that is asked next."""
        return self.interview.chooser.next()

    def type(self, *lines: str) -> None:
        """Type lines where the next question is asked, until the interview has what it asked for."""
        column = self.column
        assert column is not None
        assert self.interview.codes[column] == UNANSWERED
        self.interview.lines = deque(lines)
        self.interview._from(column)
        assert not self.interview.lines

    def goes_forward(self, *lines: str) -> None:
        """Type an answer to what was open: the range only narrows, and a settled level stays settled."""
        before, paths = self.result, [self.result.short_path(dimensions=whole) for whole in (False, True)]
        self.type(*lines)
        self.result = self.assessed()
        assert narrower(self.result, before)
        for path, whole in zip(paths, (False, True), strict=True):
            now = self.result.short_path(dimensions=whole)
            assert now.settled >= path.settled
            assert not path.settled or now.level_range == path.level_range

    @precondition(lambda self: self.column is not None)
    @rule(option=st.integers(0, 9))
    def answers(self, option: int) -> None:
        """Choose an option by its number."""
        column = self.column
        assert column is not None
        code = option % len(self.framework.questions[column].options)
        self.goes_forward(str(code + 1))
        assert self.interview.codes[column] == code

    @precondition(lambda self: self.column is not None)
    @rule()
    def does_not_know(self) -> None:
        """Say don't know: nothing can change, and the question is not asked again."""
        before, column = self.result, self.column
        self.goes_forward("d")
        assert (self.result.level_range, self.result.narrows) == (before.level_range, before.narrows)
        assert column not in self.interview.chooser.left()

    @precondition(lambda self: self.column is not None)
    @rule()
    def skips(self) -> None:
        """Skip a question: it stays unanswered, and is not asked again in this round."""
        before, column = list(self.interview.codes), self.column
        self.goes_forward(SKIP)
        assert (self.interview.codes, column in self.interview.chooser.left()) == (before, False)

    @precondition(lambda self: self.column is not None)
    @rule(times=st.integers(1, 3))
    def looks_back(self, times: int) -> None:
        """Go back and type nothing, or skip what is still open there: all answers stay."""
        before = list(self.interview.codes)
        place = max(len(self.interview.before) - times, 0)
        there = self.interview.before[place] if self.interview.before else self.column
        assert there is not None
        self.type(*[BACK] * times, SKIP if before[there] == UNANSWERED else "")
        assert self.interview.codes == before
        self.result = self.assessed()

    @precondition(lambda self: self.interview.before and self.column is not None)
    @rule(option=st.integers(0, 9))
    def changes_the_last(self, option: int) -> None:
        """Go back and answer the last question otherwise: no other answer changes."""
        before, last = list(self.interview.codes), self.interview.before[-1]
        code = option % len(self.framework.questions[last].options)
        self.type(BACK, str(code + 1))
        assert self.interview.codes == [*before[:last], code, *before[last + 1 :]]
        self.result = self.assessed()

    @precondition(lambda self: self.column is not None)
    @rule()
    def says_it_does_not_apply(self) -> None:
        """Say that a question does not apply; where it always does, the interview asks once more."""
        column = self.column
        assert column is not None
        if self.framework.questions[column].not_applicable:
            self.type("n")
            assert self.interview.codes[column] == NOT_APPLICABLE
        else:
            self.type("n", "nonsense", SKIP)
            assert self.interview.codes[column] == UNANSWERED
        self.result = self.assessed()

    @precondition(lambda self: self.column is None)
    @rule()
    def goes_on(self) -> None:
        """Go on to the rest, and to what was skipped: what is asked then is still unanswered."""
        self.interview.chooser.stage = "rest"
        self.interview.skipped.clear()
        assert self.column is None or self.interview.codes[self.column] == UNANSWERED


Sitting.TestCase.settings = settings(dear, stateful_step_count=8)
TestSitting = Sitting.TestCase
