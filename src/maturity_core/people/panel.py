"""Several raters of one organisation: who sees it how, on what they differ most, and how far they agree."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from typing import TYPE_CHECKING, Any

from maturity_core.assessing.assessment import Assessment
from maturity_core.errors import AnswersError, Problem, shown
from maturity_core.model.arguments import is_not
from maturity_core.model.entries import Entries
from maturity_core.model.fields import is_list, is_table
from maturity_core.model.framework import framework_given
from maturity_core.model.node import FixedDict, known
from maturity_core.model.states import DONT_KNOW, UNANSWERED
from maturity_core.people.agreement import krippendorff_alpha, weighted_kappa
from maturity_core.people.consensus import consensus, declared
from maturity_core.people.placing import placed
from maturity_core.people.progress import arrived, sheet_of
from maturity_core.people.roles import perceptions, roles, shown_patterns
from maturity_core.readers.outline import core_version
from maturity_core.results.panel import Difference, OfDimension, OfPair, Rater, RaterPanel
from maturity_core.results.stored import both

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from maturity_core.model.framework import Framework
    from maturity_core.results.carried import Carried

MOST_RATERS, MOST_PAIRED = 200, 12
"""The most raters of a panel, and the most of whom each pair is compared."""


@dataclass(frozen=True)
class Rating:
    """What a rater said, by today's framework, and in which role."""

    given: Assessment
    carried: Carried
    sheet: Assessment
    role: str


def compare_raters(
    framework: Framework,
    sheets: Sequence[Assessment] | Mapping[str, Assessment],
    rule: str = "median",
    *,
    role_weights: Mapping[str, Any] | None = None,
) -> RaterPanel:
    """Return several raters of one organisation side by side, with their agreement and a consensus.

    The order of raters makes no difference.

    Args:
        framework: the framework of all of them. Results of earlier editions are carried over to it.
        sheets: assessments by the names of raters, or in a list: they are then named by their sheets' respondent, or
            else by their role.
        rule: how the consensus is made: `median`, `lowest` or `agreed`; see `Consensus`.
        role_weights: how much the answers of raters count in the median, by role, above 0; 1 where none is given.

    Raises:
        AnswersError: listing everything that is wrong with the sheets: one without a name, or with that of another,
            several organisations, more than 200 raters, results that cannot be carried over.
        ArgumentError: the rule or a weight is wrong, or the sheets are something else.

    >>> from maturity_core import load_framework
    >>> framework = load_framework("service-maturity-check")
    >>> sheets = {name: framework.assess([code] * 20) for name, code in {"Ada": 1, "Ben": 2, "Cy": 4}.items()}
    >>> compare_raters(framework, sheets).consensus.ladders["framework"].level
    'improving'
    """
    framework_given(framework)
    ratings = _ratings(framework, _named(sheets))
    weights = declared(rule, role_weights, {rating.role for rating in ratings.values()})
    codes = {name: [int(code) for code in rating.sheet.codes] for name, rating in ratings.items()}
    where = {name: placed(rating.sheet) for name, rating in ratings.items()}
    by_role: dict[str, list[str]] = {}
    for name, rating in ratings.items():
        by_role.setdefault(rating.role, []).append(name)
    seen = Entries(roles(framework, by_role, where))
    values = {
        "schema_version": 1,
        "core_version": core_version(),
        "framework": framework.outline.stamp,
        "raters": Entries(
            Rater(**vars(sheet_of(one.given, name)), asked_anew=one.carried.ask, ladders=where[name])
            for name, one in ratings.items()
        ),
        "roles": seen,
        "missing": tuple(role for role in (framework.views.roles if framework.views else ()) if role not in by_role),
        "perceptions": tuple(perceptions(seen)),
        "patterns": shown_patterns(framework, seen),
        "differences": Entries(_differences(framework, codes)),
        "agreement": krippendorff_alpha(_credits(framework, codes, None)),
        "dimensions": Entries(
            known(OfDimension, {"dimension": name, "agreement": krippendorff_alpha(_credits(framework, codes, name))})
            for name in framework.dimensions.ids
        ),
        "pairs": tuple(_pairs(framework, codes)),
        "consensus": consensus(framework, codes, rule, {name: weights[one.role] for name, one in ratings.items()}),
    }
    return known(RaterPanel, values, unset=("schema_version",))


def _named(sheets: Any) -> dict[str, Assessment]:
    """Return sheets by the names of their raters, in alphabetical order.

    Raises:
        AnswersError: listing everything that is wrong with them.
        ArgumentError: they are something else.
    """
    named = is_table(sheets)
    if not named and not is_list(sheets):
        allowed = "assessments in a list, or by name"
        raise is_not(sheets, "sheets", allowed)
    entries: list[Any] = list(sheets.values() if named else sheets)
    places = [f"sheets.{name}" for name in (sheets if named else range(1, len(entries) + 1))]
    problems = [
        Problem("expected an assessment", where, shown(sheet))
        for where, sheet in zip(places, entries, strict=True)
        if not isinstance(sheet, Assessment)
    ]
    if not 0 < len(entries) <= MOST_RATERS:
        problems.append(Problem("wrong number of raters", "sheets", str(len(entries)), f"1 to {MOST_RATERS}"))
    if problems:
        raise AnswersError(problems)
    found: dict[str, Assessment] = {}
    names = list(sheets) if named else [one.facts.respondent or one.facts.role for one in entries]
    for where, name, sheet in zip(places, names, entries, strict=True):
        if not isinstance(name, str) or not name.strip():
            hint = "give the sheet a respondent or a role"
            problems.append(Problem("a rater needs a name", where, shown(name), hint=hint))
        elif name in found:
            hint = "give each rater a name; for one rater at several dates, use compare_dates"
            problems.append(Problem("another rater has this name", where, repr(name), hint=hint))
        else:
            found[name] = sheet
    own = dict.fromkeys(sheet.facts.organisation for sheet in found.values() if sheet.facts.organisation)
    if len(own) > 1:
        hint = "for several organisations or teams, use roll_up"
        problems.append(Problem("the sheets are of several organisations", "sheets", ", ".join(own), "one", hint))
    if problems:
        raise AnswersError(problems)
    return dict(sorted(found.items()))


def _ratings(framework: Framework, sheets: Mapping[str, Assessment]) -> dict[str, Rating]:
    """Return what raters said, carried over to a framework.

    Raises:
        AnswersError: listing everything that cannot be carried over.
    """
    found: dict[str, Rating] = {}
    problems: list[Problem] = []
    for name, sheet in sheets.items():
        try:
            carried = arrived(sheet, framework, f"sheets.{name}")
        except AnswersError as error:
            problems += error.problems
        else:
            today = framework.assess(carried.answers, carried.facts)
            found[name] = Rating(sheet, carried, today, sheet.facts.role or name)
    if problems:
        raise AnswersError(problems)
    return found


def _credits(framework: Framework, codes: Mapping[str, Sequence[int]], dimension: str | None) -> list[list[Fraction]]:
    """Return the credits of the options that were chosen, question by question; of all, or of one dimension."""
    own = {entry.id for entry in framework.capabilities if dimension in {None, entry.dimension}}
    return [
        [question.options[sheet[place]].credit for sheet in codes.values() if sheet[place] >= 0]
        for place, question in enumerate(framework.questions)
        if question.capability in own
    ]


def _differences(framework: Framework, codes: Mapping[str, Sequence[int]]) -> list[Difference]:
    """Return the questions that raters answer differently, the widest apart first; open ones do not count."""
    found: list[tuple[tuple[Fraction, Fraction, str], Difference]] = []
    answers = framework.outline.answers
    for place, question in enumerate(framework.questions):
        given = {name: sheet[place] for name, sheet in codes.items() if sheet[place] not in {UNANSWERED, DONT_KNOW}}
        if len({*given.values()}) <= 1:
            continue
        worth = sorted(question.options[code].credit for code in given.values() if code >= 0)
        apart = worth[-1] - worth[0]
        spread = sum((other - one for one, other in combinations(worth, 2)), Fraction(0)) / len(given) ** 2
        told = FixedDict({name: answers[place][code] for name, code in given.items()})
        values = {"question": question.id, **both(apart=apart), "answers": told}
        found.append(((-apart, -spread, question.id), known(Difference, values)))
    return [difference for _, difference in sorted(found, key=lambda entry: entry[0])]


def _pairs(framework: Framework, codes: Mapping[str, Sequence[int]]) -> Iterator[OfPair]:
    """Yield how far each two raters agree."""
    if len(codes) > MOST_PAIRED:
        return
    for one, other in combinations(codes, 2):
        both_chose = [
            (question.options[first].credit, question.options[second].credit)
            for question, first, second in zip(framework.questions, codes[one], codes[other], strict=True)
            if first >= 0 and second >= 0
        ]
        yield known(OfPair, {"one": one, "other": other, "agreement": weighted_kappa(both_chose)})
