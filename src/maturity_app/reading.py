"""Notes on an answers file, gathered as it is read: what it was filled in for, and where its positions start."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Any

from maturity_app.carrying import Arrivals
from maturity_app.how import how_asked
from maturity_app.origin import UNSAID, Judgement, Origin, judge
from maturity_core import carry
from maturity_core.answers.number_texts import PERCENT, number_said
from maturity_core.answers.numbers import exact_number
from maturity_core.answers.sheets import answer_code, answer_word
from maturity_core.answers.tables.columns import question_names
from maturity_core.answers.wording import TWO_MEANINGS
from maturity_core.errors import Problem, cut_middle, listed
from maturity_core.model.fields import number_text
from maturity_core.model.states import STATES

if TYPE_CHECKING:
    from maturity_app.how import How
    from maturity_core import Carried, Framework, SheetFacts
    from maturity_core.model.nouns import Question

MOST_NOTES = 20
REMEMBERED = 1024
OPTION = "--positions-from"
LONGEST_TITLE = 60
EXAMPLES = 5
"""How many of the questions, and answers, that were read by what people call them are named."""


class Reading:
    """The reading of one file.

    Args:
        framework: the framework the answers belong to.
        name: what the file is called in messages.
        start: the position of the lowest option, 0 or 1; None if not given, which means 0.
        how: what is known of the file; what the running command was told if left out.
    """

    def __init__(self, framework: Framework, name: str, start: int | None = None, how: How | None = None) -> None:
        self.framework = framework
        self.name = name
        self.start = start
        self.how = how_asked() if how is None else how
        self.rows = 0
        self.is_workbook = self.has_texts = False
        self.questions = {entry.id: entry for entry in framework.questions}
        self.numeric = {entry.id for entry in framework.questions if framework.scales[entry.scale].takes_numbers}
        self._judge = lru_cache(REMEMBERED)(partial(judge, framework))
        self._told: dict[str, None] = {}
        self._spoken: dict[str, None] = {}
        self._arrivals: dict[Origin, Arrivals] = {}
        self._least: dict[str, int] = {}

    def tell(self, note: str) -> None:
        """Keep a note on the file; each is shown once."""
        self._told.setdefault(note)

    def titles(self, names: Sequence[str]) -> list[str]:
        """Return the names of columns or keys, those of questions as their ids; what was read so is noted."""
        found = question_names(self.framework, names)
        told = [f"{cut_middle(name, LONGEST_TITLE)!r} as {question}" for name, question in found.items()]
        if told:
            self.tell(f"questions found by their text, an alias, or their id in other case: {listed(told, EXAMPLES)}")
        return [found.get(name, name) for name in names]

    def unclear(self, question: Question, answer: object) -> Problem | None:
        """Return the problem of a number in a workbook that may be a percentage or a hundredth of it.

        A cell that is shown as a percentage has a percent sign by now; one that is not may have been meant so.
        """
        scale = self.framework.scales[question.scale]
        if not self.is_workbook or scale.unit != PERCENT or isinstance(answer, bool | str):
            return None
        number = exact_number(answer)
        if number is None or not 0 < number <= 1:
            return None
        told, hundred = number_text(number), number_text(100 * number)
        hint = f"show the cell as a percentage, or write {told}% or {hundred}%"
        return Problem(TWO_MEANINGS, f"answers.{question.id}", told, f"{told}% or {hundred}%", hint)

    def decided(self, problem: Problem) -> Problem:
        """Return the problem of an answer; of a number with two meanings in a table of texts, with what decides."""
        is_number = problem.where.rpartition(".")[2] in self.numeric and "," in problem.got
        if not (problem.what == TWO_MEANINGS and is_number and self.has_texts):
            return problem
        return replace(problem, hint=self.how.hint(problem.hint, "add --decimal comma or --decimal point"))

    def spoken(self, question: Question, answer: object) -> None:
        """Keep a note if an answer is not an id, a number or a word for a state, but is read as one."""
        if not isinstance(answer, str) or answer in STATES or answer in question.options.ids:
            return
        scale = self.framework.scales[question.scale]
        code = answer_code(question, scale, answer)
        if isinstance(code, int) and len(self._spoken) < REMEMBERED:
            number = number_said(question, scale, answer) if scale.takes_numbers else None
            meant = number_text(number) if isinstance(number, Fraction) else answer_word(question, code)
            self._spoken.setdefault(f"{cut_middle(answer, LONGEST_TITLE)!r} as {meant}")

    def origin(self, origin: Origin) -> Judgement:
        """Return what it means that answers in the file belong to `origin`; its notes are kept."""
        judgement = self._judge(origin)
        self._told |= dict.fromkeys(judgement.notes)
        return judgement

    def answers(self, answers: Mapping[str, Any], found: Judgement) -> dict[str, Any]:
        """Return the answers of a sheet with positions from 0; a position that cannot be read becomes a problem."""
        strange = [name for name in answers if name not in found.asked]
        known = dict(zip(strange, self.titles([*strange, *found.asked.keys() & answers.keys()]), strict=False))
        titled = {known.get(name, name): answer for name, answer in answers.items()}
        return {name: self._answer(name, answer, found) for name, answer in titled.items()}

    def _answer(self, name: str, answer: Any, found: Judgement) -> Any:
        question = found.asked.get(name)
        if question is not None and (unclear := self.unclear(question, answer)):
            return unclear
        if question is not None and found.way is None:
            self.spoken(question, answer)
        if question is None or question.id in self.numeric or type(answer) is not int:
            return answer
        place = self.position(question, answer, shifted=name in found.shifted)
        return replace(place, where=f"answers.{name}") if isinstance(place, Problem) else place

    def carried(self, answers: Mapping[str, Any], facts: SheetFacts, origin: Origin) -> Carried:
        """Return the answers and the facts of a sheet, carried over from the edition that it was filled in for.

        Raises:
            AnswersError: listing everything that is wrong with them.
        """
        found = carry(answers, self.framework, edition=origin.edition, words=origin.asked, facts=facts)
        self._arrivals.setdefault(origin, Arrivals(self.framework, origin)).add(found)
        return found

    def position(self, question: Question, given: int, *, shifted: bool) -> int | Problem:
        """Return a position counted from 0, or what is wrong with it."""
        if given >= 0:
            self._least[question.id] = min(given, self._least.get(question.id, given))
        count = len(question.options)
        if shifted:
            what = "this number cannot be used, because the options have changed"
            return Problem(what, f"answers.{question.id}", str(given), hint="use the option's id")
        if self.start is None and (problem := _doubtful(question, given)):
            return problem
        if self.start == 1:
            what, ids = "no option has this position", ", ".join(option.id for option in question.options)
            allowed = f"1 to {count}; {ids}"
            return given - 1 if 1 <= given <= count else Problem(what, f"answers.{question.id}", str(given), allowed)
        if given == count and self.start is None:
            found = answer_code(question, self.framework.scales[question.scale], given)
            hint = f"if positions start at 1, add {OPTION} 1"
            return replace(found, hint=hint) if isinstance(found, Problem) else found
        return given

    def notes(self, *, refused: bool = False) -> list[str]:
        """Return the notes on the file, one per line; on a refused one, only those that explain its problems."""
        told = [*self._told, *map(str, self._arrivals.values())]
        told += (
            [f"answers read by their label or by a word: {listed([*self._spoken], EXAMPLES)}"]
            if self._spoken and not refused
            else []
        )
        lines = [line for line in told if not (refused and line.startswith(UNSAID))][:MOST_NOTES]
        if refused:
            return [f"{self.name}: {line}" for line in lines]
        doubtful = self.start is None and self._least and 0 not in self._least.values()
        if doubtful and (self.rows > 1 or len(self._least) > 1):
            ids = [question.id for question in self.framework.questions if question.id in self._least]
            lines.append(
                f"positions are read as starting at 0, but none is 0: {listed(ids)}; "
                f"if they start at 1, add {OPTION} 1, otherwise {OPTION} 0"
            )
        return [f"{self.name}: {line}" for line in lines]


def _doubtful(question: Question, given: int) -> Problem | None:
    """Return the problem of a number that is a position of one option and the label of another."""
    labels = [place for place, option in enumerate(question.options) if option.label == str(given)]
    if not labels or given in labels or not 0 <= given < len(question.options):
        return None
    ids = question.options.ids
    allowed = f"position {given}, {ids[given]}; or the label of {', '.join(ids[place] for place in labels)}"
    hint = f"add {OPTION} 0 or 1 for positions, or write the option's id"
    return Problem(TWO_MEANINGS, f"answers.{question.id}", str(given), allowed, hint)
