"""The assessments that several readers are given: as a list or by name, each with a name of its own, carried over."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, NamedTuple

from pydantic import TypeAdapter, ValidationError

from maturity_core.assessing.assessment import Assessment
from maturity_core.errors import AnswersError, MaturityError, Problem, shown
from maturity_core.model.arguments import is_not
from maturity_core.model.fields import Label, is_list, is_table
from maturity_core.people.editions import OPEN, carry

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from maturity_core.model.framework import Framework
    from maturity_core.results.carried import Carried

NAME = TypeAdapter[str](Label)


@dataclass(frozen=True)
class Called:
    """What messages call the assessments: the argument, and one of them; with a hint where a name is missing or taken.

    `fewest` and `most` are how many there may be; None for any number. `together` says that they have to be of one
    organisation, if they name it.
    """

    where: str
    one: str
    unnamed: str = ""
    namesake: str = ""
    fewest: int = 1
    most: int | None = None
    together: bool = True


def assessments_given(given: Any, called: Called) -> list[tuple[Any, Assessment]]:
    """Return assessments with the names they were given by; with their places from 1, if they are in a list.

    Raises:
        AnswersError: something else is among them, or there are too few or too many.
        ArgumentError: they are something else.
    """
    if not is_table(given) and not is_list(given):
        allowed = "assessments in a list, or by name"
        raise is_not(given, called.where, allowed)
    entries: list[tuple[Any, Any]] = list(given.items() if is_table(given) else enumerate(given, start=1))
    problems = [
        Problem("expected an assessment", _place(called, name), shown(sheet))
        for name, sheet in entries
        if not isinstance(sheet, Assessment)
    ]
    if len(entries) < called.fewest or (called.most and len(entries) > called.most):
        allowed = f"{called.fewest} or more" if called.most is None else f"{called.fewest} to {called.most}"
        problems.append(Problem("wrong number of assessments", called.where, str(len(entries)), allowed))
    if problems:
        raise AnswersError(problems)
    return entries


def named(entries: Iterable[tuple[Any, Any, Assessment]], called: Called) -> dict[str, Assessment]:
    """Return assessments by name, from their names as they were given, the names they get, and themselves.

    Raises:
        AnswersError: listing every name that is missing, is not a line of text, or is that of another; and several
            organisations, where there may be but one.
    """
    found: dict[str, Assessment] = {}
    seen: set[str] = set()
    problems: list[Problem] = []
    for given, name, sheet in entries:
        where = _place(called, given)
        if not isinstance(name, str) or not name.strip():
            problems.append(Problem(f"a {called.one} needs a name", where, shown(name), hint=called.unnamed))
        elif not _is_label(name):
            problems.append(Problem("a name must be a line of text", where, shown(name)))
        elif name.strip() in seen:
            what = f"another {called.one} has this name"
            problems.append(Problem(what, where, repr(name), hint=called.namesake))
        else:
            found[name] = sheet
            seen.add(name.strip())
    problems += _several(found.values(), called) if called.together else []
    if problems:
        raise AnswersError(problems)
    return found


def _several(sheets: Iterable[Assessment], called: Called) -> list[Problem]:
    """Return a problem if the sheets name several organisations."""
    own = dict.fromkeys(sheet.facts.organisation for sheet in sheets if sheet.facts.organisation)
    if len(own) <= 1:
        return []
    hint = "for several organisations or teams, use roll_up"
    return [Problem("the sheets are of several organisations", called.where, ", ".join(own), "one", hint)]


def _place(called: Called, name: Any) -> str:
    return f"{called.where}.{name if isinstance(name, str | int) else shown(name)}"


def _is_label(name: str) -> bool:
    try:
        NAME.validate_python(name)
    except ValidationError:
        return False
    return True


class Arrived(NamedTuple):
    """What arrives of an assessment that is carried over, and its result by the framework of today."""

    carried: Carried
    sheet: Assessment


def all_arrived(sheets: Mapping[str, Assessment], framework: Framework, called: Called) -> dict[str, Arrived]:
    """Return what arrives of assessments that are carried over to a framework.

    Raises:
        AnswersError: listing everything that cannot be carried over.
    """
    found: dict[str, Arrived] = {}
    problems: list[Problem] = []
    for name, sheet in sheets.items():
        try:
            found[name] = arrived(sheet, framework, f"{called.where}.{name}")
        except AnswersError as error:
            problems += error.problems
    if problems:
        raise AnswersError(problems)
    return found


def arrived(sheet: Assessment, framework: Framework, where: str) -> Arrived:
    """Return an assessment, carried over to a framework; one by the same rules is verified first.

    `where` is what messages call it.

    Raises:
        AnswersError: it belongs to another framework, to other rules of the same edition, or to an edition of which the
            framework does not know what has changed; it does not match its own answers; or questions have to be asked
            anew, and the framework requires an answer to every question.
    """
    try:
        if sheet.record.framework.fits(framework):
            sheet.verify(framework)
        found = carry(sheet, framework)
        today = framework.assess(found.answers, found.facts)
    except MaturityError as error:
        raise AnswersError(replace(problem, where=f"{where}, {problem.where}") for problem in error.problems) from error
    if not sheet.facts.carried_from:
        return Arrived(found, today)
    # Carried over before: what is unanswered in it may never have been asked.
    unknown = [name for name, answer in found.answers.items() if answer == OPEN]
    return Arrived(found.model_copy(update={"ask": tuple(unknown)}), today)
