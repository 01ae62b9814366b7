"""Several raters of one organisation: who sees it how, on what they differ most, and how far they agree."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from typing import TYPE_CHECKING, Any

from maturity_core.model.entries import Entries
from maturity_core.model.fields import is_list
from maturity_core.model.framework import framework_given
from maturity_core.model.node import FixedDict, known
from maturity_core.model.states import DONT_KNOW, UNANSWERED
from maturity_core.people.agreement import krippendorff_alpha, weighted_kappa
from maturity_core.people.consensus import consensus, declared
from maturity_core.people.given import Called, all_arrived, assessments_given, named
from maturity_core.people.placing import placed
from maturity_core.people.progress import sheet_of
from maturity_core.people.roles import perceptions, roles, shown_patterns
from maturity_core.readers.outline import core_version
from maturity_core.results.numbers import both
from maturity_core.results.panel import Difference, OfDimension, OfPair, Rater, RaterPanel

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from maturity_core.assessing.assessment import Assessment
    from maturity_core.model.framework import Framework
    from maturity_core.results.carried import Carried

MOST_RATERS, MOST_PAIRED = 200, 12
"""The most raters of a panel, and the most of whom each pair is compared."""


RATERS = Called(
    "sheets",
    "rater",
    unnamed="give the sheet a respondent or a role",
    namesake="give each rater a name; for one rater at several dates, use compare_dates",
    most=MOST_RATERS,
)


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
            several organisations, more than 200 raters, results that cannot be carried over. Or the rule leaves
            questions open, and the framework requires an answer to every question.
        ArgumentError: the rule or a weight is wrong, or the sheets are something else.

    >>> from maturity_core import load_framework
    >>> framework = load_framework("service-maturity-check")
    >>> sheets = {name: framework.assess([code] * 20) for name, code in {"Ada": 1, "Ben": 2, "Cy": 4}.items()}
    >>> compare_raters(framework, sheets).consensus.ladders["framework"].level
    'improving'
    """
    framework_given(framework)
    ratings = _ratings(framework, sheets)
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


def _ratings(framework: Framework, given: Any) -> dict[str, Rating]:
    """Return what raters said, carried over to a framework, in alphabetical order of their names.

    Raises:
        AnswersError: listing everything that is wrong with the sheets, or that cannot be carried over.
        ArgumentError: they are something else.
    """
    entries = assessments_given(given, RATERS)
    own = is_list(given)
    sheets = named([(name, _own_name(sheet) if own else name, sheet) for name, sheet in entries], RATERS)
    return {
        name: Rating(sheets[name], one.carried, one.sheet, sheets[name].facts.role or name)
        for name, one in sorted(all_arrived(sheets, framework, RATERS).items())
    }


def _own_name(sheet: Assessment) -> str:
    return sheet.facts.respondent or sheet.facts.role


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
