"""Answers of an earlier edition, carried over to a framework by what its file says has changed since."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from maturity_core.answers.facts import ABOUT, given_to, sheet_facts
from maturity_core.answers.numbers import exact_number, is_bool, names_option
from maturity_core.answers.sheets import answer_code, answer_word
from maturity_core.assessing.assessment import Assessment
from maturity_core.errors import AnswersError, ArgumentError, Problem, shown
from maturity_core.model.arguments import is_not, mapping, text
from maturity_core.model.entries import Entries
from maturity_core.model.fields import is_table
from maturity_core.model.framework import framework_given
from maturity_core.model.since import SinceQuestion
from maturity_core.model.states import NOT_APPLICABLE, STATES, UNANSWERED, WORDS
from maturity_core.results.carried import Carried, CarriedQuestion
from maturity_core.results.parts import asked_as
from maturity_core.results.record import AssessmentRecord

if TYPE_CHECKING:
    from maturity_core.answers.facts import FactsLike, SheetFacts
    from maturity_core.model.framework import Framework
    from maturity_core.model.nouns import Question
    from maturity_core.model.since import Since
    from maturity_core.people.likes import CarriedLike
    from maturity_core.results.carried import How

OPEN = WORDS[UNANSWERED]


def carry(
    given: CarriedLike,
    to: Framework,
    *,
    edition: str | None = None,
    words: Mapping[str, str] | None = None,
    facts: FactsLike | None = None,
) -> Carried:
    """Return answers to another edition, carried over to a framework by its tables `since`, and what to ask anew.

    Answers to the same edition, and results by the same rules, arrive as they are. No answer is made up: what is not
    carried is unanswered, and listed. The facts that arrive say which edition the answers were given to, so a result
    of them does, too.

    Args:
        given: answers by question id, an assessment, or its record.
        to: the framework that the answers are carried over to.
        edition: the edition that the answers were given to. A result says so itself.
        words: the digests of the wording that the questions had, by id, if they are known: `Framework.words_digests`
            then. Without them, reworded questions go unnoticed, and positions of options cannot be used.
        facts: what else the sheet said, by the ids that the questions had. A result says so itself.

    Raises:
        AnswersError: listing everything that is wrong: another framework, an edition of which the framework knows
            nothing, questions of which it does not say what became of them, invalid answers and facts.

    >>> from maturity_core import load_framework
    >>> check = load_framework("service-maturity-check")
    >>> tables = {name: getattr(check, name) for name in type(check).model_fields}
    >>> since = {"edition": "1.0", "questions": [{"id": "role-decided", "was": "role", "options": {"mid": "halfway"}}]}
    >>> later = type(check)(**tables | {"edition": "1.1", "since": [since]})
    >>> carried = carry({"role": "mid"}, later, edition="1.0")
    >>> carried.answers["role-decided"], carried.questions["role-decided"].how, carried.ask
    ('halfway', 'renamed', ())
    """
    filled = _filled(given, framework_given(to), {"edition": edition, "words": words, "facts": facts})
    since, problems = _since(filled, to)
    if problems:
        raise AnswersError(problems)
    return _carried(filled, Way(to, since))


@dataclass(frozen=True)
class _Filled:
    """What was filled in: answers, the numbers of a result, and what they belong to; a text is empty if unknown."""

    edition: str
    answers: Mapping[str, Any]
    words: Mapping[str, str]
    framework: str = ""
    rules: str = ""
    profile: str | None = None
    numbers: Mapping[str, Fraction] = field(default_factory=dict[str, Fraction])
    facts: FactsLike | None = None


def _filled(given: Any, to: Framework, said: Mapping[str, Any]) -> _Filled:
    record = given.record if isinstance(given, Assessment) else given
    if isinstance(record, AssessmentRecord):
        stated = [name for name, value in said.items() if value is not None]
        if stated:
            what = "a result says itself what its answers were given to"
            raise ArgumentError([Problem(what, name, hint="leave it out") for name in stated])
        stamp = record.framework
        numbers, facts = record.numbers_exact, record.facts
        belongs = (stamp.id, stamp.rules, stamp.profile)
        return _Filled(stamp.edition, record.answers, stamp.words, *belongs, numbers, facts)
    if not is_table(given):
        allowed = "answers by question id, an Assessment, or its record"
        raise is_not(given, "given", allowed)
    if said["edition"] is None:
        raise ArgumentError([Problem("say which edition the answers were given to", "edition", allowed=_editions(to))])
    words: Mapping[str, str] = {} if said["words"] is None else mapping(said["words"], "words")
    return _Filled(text(said["edition"], "edition"), given, words, facts=said["facts"])


def _editions(framework: Framework) -> str:
    return ", ".join(map(repr, (framework.edition, *framework.since.ids)))


def _since(filled: _Filled, to: Framework) -> tuple[Since | None, list[Problem]]:
    """Return what the framework says of an edition, None if nothing has changed; and why answers to it are refused."""
    problems: list[Problem] = []
    if filled.framework not in {"", to.id}:
        what = "these answers belong to another framework"
        problems.append(Problem(what, "framework", repr(filled.framework), repr(to.id)))
    if filled.edition in to.since.ids:
        return to.since[filled.edition], problems
    same_rules = filled.rules == asked_as(to, filled.profile).rules_digest
    if filled.edition == to.edition and filled.rules and not same_rules:
        what = "the answers were given to this edition under other rules"
        problems.append(Problem(what, "edition", repr(filled.edition), hint="give each set of rules its own edition"))
    elif filled.edition != to.edition and not same_rules:
        what = "the framework does not say what has changed since this edition"
        problems.append(Problem(what, "edition", repr(filled.edition), _editions(to)))
    return None, problems


class Way:
    """Where the questions of an earlier edition lead.

    Args:
        framework: the framework now.
        since: what it says of the edition; None if every question is the same.
    """

    def __init__(self, framework: Framework, since: Since | None) -> None:
        self.framework, self.since = framework, since
        told = {entry.id: entry for entry in since.questions} if since else {}
        added = {*since.added} if since else set[str]()
        asked = [question for question in framework.questions if question.id not in added]
        passed_over = set(framework.whole.questions.ids).difference(framework.questions.ids)
        self.left_out = dict.fromkeys(since.left_out if since else sorted(passed_over))
        self.came = {question.id: told.get(question.id) or SinceQuestion(id=question.id) for question in asked}
        """What became the questions that are not new, by their ids now."""
        self.leads: dict[str, list[Question]] = {}
        """The questions that each one has become, by its id then."""
        for question in asked:
            self.leads.setdefault(self.came[question.id].before, []).append(question)
        self.known = (*self.leads, *self.left_out)
        """The questions that the edition had."""

    def taken(self, question: Question) -> bool:
        """Return whether answers to it are taken at all: the file does not want it asked anew."""
        return self.came[question.id].words != "asked anew"

    def strangers(self, names: Mapping[Any, Any]) -> Iterator[Problem]:
        """Yield the questions that the edition did not have, or of which the framework says nothing."""
        known = {*self.known}
        for name in names:
            if name in known:
                continue
            near = (name, self.known) if isinstance(name, str) else None
            where = f"answers.{name if near else shown(name)}"
            if self.since is None:
                yield Problem("no such question", where, shown(name), near=near)
                continue
            what = f"the framework does not know this question of edition {self.since.edition}"
            yield Problem(what, where, shown(name), hint="its table 'since' has to say what became of it", near=near)

    def moved(self, facts: SheetFacts) -> SheetFacts:
        """Return facts with comments and evidence at the questions as they are now: at every part of a split one."""
        came = [(now, entry.before) for now, entry in self.came.items()]
        tables = {name: getattr(facts, name) for name in ABOUT}
        return facts.model_copy(
            update={name: {now: table[then] for now, then in came if then in table} for name, table in tables.items()}
        )

    def arrival(self, question: Question, answer: Any, *, same_words: bool) -> str | Fraction | Problem | None:
        """Return an answer as the framework takes it now; what is wrong with it; or None if it has to be given anew."""
        entry = self.came[question.id]
        is_position = names_option(self.framework.scales[question.scale], answer)
        if not self.taken(question):
            return None
        if self.since is None or (is_position and same_words):
            return self._checked(question, answer)
        if answer is None or isinstance(answer, str):
            return _named(question, entry, OPEN if answer is None else answer)
        checked = self._checked(question, answer)
        if exact_number(answer) is None or is_bool(answer):
            return checked
        if is_position:
            what = "this number cannot be used, because the options may have changed"
            return Problem(what, f"answers.{entry.before}", str(answer), hint="use the option's id")
        return None if isinstance(checked, Problem) else checked

    def _checked(self, question: Question, answer: Any) -> str | Fraction | Problem:
        """Return an answer by the question as it is now: the number that was given, or a word; or what is wrong."""
        scale = self.framework.scales[question.scale]
        code = answer_code(question, scale, answer)
        if isinstance(code, Problem):
            return replace(code, where=f"answers.{self.came[question.id].before}")
        number = exact_number(answer) if scale.numeric else None
        return answer_word(question, code) if number is None else number


def _named(question: Question, entry: SinceQuestion, answer: str) -> str | None:
    """Return the word for a state or the id of an option now; None if the question has it no longer."""
    if answer in STATES:
        return answer if question.not_applicable or STATES[answer] != NOT_APPLICABLE else None
    now = entry.options.get(answer, answer)
    return now if now in question.options.ids else None


def _carried(filled: _Filled, way: Way) -> Carried:
    """Return what arrives of one sheet.

    Raises:
        AnswersError: listing everything that is wrong with it.
    """
    facts, problems = sheet_facts(filled.facts, way.known)
    problems = [*way.strangers({**filled.answers, **filled.words}), *problems]
    answers: dict[str, str | Fraction] = {}
    questions: list[CarriedQuestion] = []
    reworded: list[str] = []
    for question in way.framework.questions:
        found = _arrived(filled, way, question)
        if isinstance(found, Problem):
            problems.append(found)
            found = None
        entry = way.came.get(question.id)
        how = _how(way, question.id, found)
        if entry and found is not None and entry.words is None and _words(filled, way, question.id) is False:
            reworded.append(question.id)
            how = "reworded" if how == "same" else how
        answers[question.id] = OPEN if found is None else found
        questions.append(CarriedQuestion(id=question.id, was=entry.before if entry else None, how=how))
    if problems:
        raise AnswersError(dict.fromkeys(problems))
    given = [name for name, answer in filled.answers.items() if not _is_unanswered(answer)]
    mentioned = (*given, *facts.comments, *facts.evidence)
    return Carried(
        framework=way.framework.id,
        edition=way.framework.edition,
        since=filled.edition,
        answers=answers,
        facts=given_to(way.moved(facts), filled.edition if filled.edition != way.framework.edition else ""),
        questions=Entries(questions),
        ask=tuple(entry.id for entry in questions if entry.how in {"asked anew", "added"}),
        reworded=tuple(reworded),
        left_out=tuple(name for name in dict.fromkeys(mentioned) if name in way.left_out),
    )


def _is_unanswered(answer: Any) -> bool:
    return answer is None or (isinstance(answer, str) and answer == OPEN)


def _words(filled: _Filled, way: Way, question: str) -> bool | None:
    """Return whether a question is worded as it was; None if that is not known."""
    then = filled.words.get(way.came[question].before)
    return None if then is None else then == way.framework.original.words_digests[question]


def _arrived(filled: _Filled, way: Way, question: Question) -> str | Fraction | Problem | None:
    entry = way.came.get(question.id)
    if entry is None:
        return None
    answer = filled.answers.get(entry.before)
    if way.framework.scales[question.scale].numeric:
        answer = filled.numbers.get(entry.before, answer)
    return way.arrival(question, answer, same_words=bool(_words(filled, way, question.id)))


def _how(way: Way, question: str, found: str | Fraction | None) -> How:
    entry = way.came.get(question)
    if entry is None:
        return "added"
    if found is None:
        return "asked anew"
    if len(way.leads[entry.before]) > 1:
        return "split"
    return "same" if entry.before == question else "renamed"
