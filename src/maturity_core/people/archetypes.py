"""Archetypes: organisations in bands by their own figures, and what sets the best apart. Nothing here scores."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate
from typing import TYPE_CHECKING, Any

import numpy as np

from maturity_core.errors import ArgumentError, Problem, shown
from maturity_core.model.arguments import text
from maturity_core.model.entries import Entries
from maturity_core.model.fields import exact, is_list, is_table
from maturity_core.model.framework import framework_given
from maturity_core.model.node import known
from maturity_core.model.states import NOT_APPLICABLE
from maturity_core.people.among_peers import wilson
from maturity_core.people.figures import described, fields_of, numbers_by_name
from maturity_core.people.given import Called, all_arrived, assessments_given, named
from maturity_core.people.published_peers import MINIMUM, checked_minimum
from maturity_core.readers.outline import core_version
from maturity_core.results.archetypes import Archetype, Archetypes, Criterion, Distinct, Median
from maturity_core.results.numbers import both

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from maturity_core.assessing.assessment import Assessment
    from maturity_core.model.framework import Framework
    from maturity_core.model.nouns import Question

ORGANISATIONS = Called("organisations", "organisation", namesake="give each organisation its own name", together=False)
SHARES = ("15%", "50%", "35%")
"""The best, the middle, and the rest."""
FIELDS = ("name", "unit", "better", "figures", "weight")
FEWEST = 2
"""There are at least so many bands."""


@dataclass(frozen=True)
class Ordered:
    """A figure of all organisations that have it."""

    criterion: Criterion
    figures: Mapping[str, Fraction]

    def places(self, among: Sequence[str]) -> dict[str, Fraction]:
        """Return the share of some organisations that are better than each, plus half of those that are as good."""
        sign = -1 if self.criterion.better == "more" else 1
        return mid_places({name: sign * self.figures[name] for name in among})


def mid_places(values: Mapping[str, Fraction]) -> dict[str, Fraction]:
    """Return the share of values that are lower than each, plus half of those that are the same.

    >>> mid_places({"a": Fraction(1), "b": Fraction(2), "c": Fraction(2)})
    {'a': Fraction(1, 6), 'b': Fraction(2, 3), 'c': Fraction(2, 3)}
    """
    counts, below = Counter(values.values()), 0
    found: dict[Fraction, Fraction] = {}
    for value in sorted(counts):
        found[value] = Fraction(2 * below + counts[value], 2 * len(values))
        below += counts[value]
    return {name: found[value] for name, value in values.items()}


def find_archetypes(  # noqa: PLR0913 - each of them may be left out
    framework: Framework,
    organisations: Sequence[Assessment] | Mapping[str, Assessment],
    figures: Mapping[str, Any],
    *,
    shares: Sequence[Any] = SHARES,
    organisation: str = "",
    minimum: int = MINIMUM,
) -> Archetypes:
    """Return organisations in bands by their figures, and what the best have that the next ones have not.

    That two things go together is shown; that one caused the other is not claimed.

    Args:
        framework: the framework of all of them. Results of earlier editions are carried over to it.
        organisations: assessments by name, or in a list: they are then named by their sheets.
        figures: `outcomes`, by id: `name`, `unit`, whether `more` or `less` is `better`, and `figures` by the names of
            organisations. Of several, each needs a `weight`: they are combined by the weighted mean of the places that
            an organisation has by each of them.
        shares: how large the bands are, the best one first: at least two shares that add up to 100%.
        organisation: the name of the one that is looked at.
        minimum: the fewest organisations that are shown together, at least 2.

    Raises:
        AnswersError: listing everything that is wrong with the organisations.
        ArgumentError: listing everything that is wrong with the figures, the shares and the rest.

    >>> from maturity_core import load_framework
    >>> framework = load_framework("service-maturity-check")
    >>> group = {f"Firm {place}": framework.assess([place // 10] * 20) for place in range(40)}
    >>> churn = {"better": "less", "figures": {f"Firm {place}": 40 - place for place in range(40)}}
    >>> found = find_archetypes(framework, group, {"outcomes": {"churn": churn}})
    >>> [band.size for band in found.bands], found.distinct[0].best, found.distinct[0].option
    ([6, 20, 14], 6, 'well-on')
    """
    framework_given(framework)
    least, listed = checked_minimum(minimum), is_list(organisations)
    entries = assessments_given(organisations, ORGANISATIONS)
    given = named([(name, one.facts.organisation if listed else name, one) for name, one in entries], ORGANISATIONS)
    bounds, ordered = _declared(given, figures, shares, text(organisation, "organisation"))
    sheets = {name: found.sheet for name, found in all_arrived(given, framework, ORGANISATIONS).items()}
    figured = [name for name in sheets if all(name in one.figures for one in ordered)]
    among = [name for name in figured if not sheets[name].not_yet]
    suppressed = len(among) < least
    bands = [] if suppressed else _bands(ordered, among, bounds)
    compared = bool(bands) and min(len(band) for band in bands[:2]) >= least
    values: dict[str, Any] = {
        "schema_version": 1,
        "core_version": core_version(),
        "framework": framework.outline.stamp,
        "criteria": Entries(one.criterion for one in ordered),
        "size": len(among),
        "minimum": least,
        "without": len(sheets) - len(figured),
        "left_out": len(figured) - len(among),
        "suppressed": suppressed,
        "bands": tuple(_band(ordered, band, share, least) for band, share in zip(bands, bounds, strict=False)),
        "organisation": organisation,
        "here": next((place for place, band in enumerate(bands) if organisation in band), None),
        "compared": compared,
        "distinct": tuple(_distinct(framework, sheets, bands[:2], organisation)) if compared else (),
    }
    return known(Archetypes, values, unset=("schema_version",))


def _declared(
    given: Mapping[str, Assessment], figures: Any, shares: Any, organisation: str
) -> tuple[list[Fraction], list[Ordered]]:
    """Return the shares of the bands, and the figures.

    Raises:
        ArgumentError: listing everything that is wrong with them.
    """
    problems: list[Problem] = []
    bounds = _shares(shares, problems)
    tables: Any = fields_of(figures, "figures", ("outcomes",), problems).get("outcomes", {})
    if not is_table(tables) or not tables:
        problems.append(Problem("expected figures to order by", "figures.outcomes", shown(tables)))
        tables = {}
    entries: list[tuple[Any, Any]] = [*tables.items()]
    found = [_ordered(given, name, table, 1 if len(entries) == 1 else None, problems) for name, table in entries]
    if organisation and organisation not in given:
        near = (organisation, [*given])
        problems.append(Problem("no such organisation", "organisation", repr(organisation), near=near))
    if problems:
        raise ArgumentError(problems)
    return bounds, [one for one in found if one]


def _shares(given: Any, problems: list[Problem]) -> list[Fraction]:
    """Return the shares of bands, or none."""
    found: list[Fraction] = []
    for value in given if is_list(given) else ():
        percent = isinstance(value, str) and value.strip().endswith("%")
        try:
            found.append(exact(value.strip()[:-1]) / 100 if percent else exact(value))
        except ValueError:
            break
    if (
        not is_list(given)
        or len(found) != len(given)
        or min(found, default=0) <= 0
        or sum(found) != 1
        or len(found) < FEWEST
    ):
        allowed = "at least two shares above 0% that add up to 100%"
        problems.append(Problem("these are not the shares of bands", "shares", shown(given), allowed))
    return found


def _ordered(
    given: Mapping[str, Assessment], name: Any, table: Any, weight: Any, problems: list[Problem]
) -> Ordered | None:
    """Return a figure of organisations; None if something is wrong with it. `weight` is that of one without its own."""
    where, before = f"figures.outcomes.{name if isinstance(name, str) else shown(name)}", len(problems)
    fields = {"weight": weight, **fields_of(table, where, FIELDS, problems)}
    said = described(name, fields, where, problems)
    try:
        weighs = exact(fields["weight"])
    except ValueError as error:
        weighs = Fraction(0)
        what = "of several figures, each needs a weight" if fields["weight"] is None else f"{error}"
        problems.append(Problem(what, f"{where}.weight", shown(fields["weight"]), "above 0"))
    else:
        if weighs <= 0:
            what = "a figure cannot weigh nothing"
            problems.append(Problem(what, f"{where}.weight", shown(fields["weight"]), "above 0"))
    numbers = numbers_by_name("organisation", [*given], fields.get("figures", {}), f"{where}.figures", problems)
    if len(problems) > before:
        return None
    return Ordered(known(Criterion, {**said, **both(weight=weighs)}), numbers)


def _bands(ordered: Sequence[Ordered], among: Sequence[str], bounds: Sequence[Fraction]) -> list[dict[str, bool]]:
    """Return the organisations of each band, the best first, and of each whether it is there for a tie alone.

    Whoever has equal figures is in one band: that of the middle of their places.
    """
    places = [(one.criterion.weight_exact, one.places(among)) for one in ordered]
    sums = {name: sum((weight * place[name] for weight, place in places), Fraction(0)) for name in among}
    same, middles = Counter(sums.values()), mid_places(sums)
    ends = list(accumulate(bounds))
    found: list[dict[str, bool]] = [{} for _ in bounds]
    for name, middle in middles.items():
        half = Fraction(same[sums[name]], 2 * len(among))
        band = next(place for place, end in enumerate(ends) if middle <= end)
        found[band][name] = same[sums[name]] > 1 and any(middle - half < end < middle + half for end in ends)
    return found


def _band(ordered: Sequence[Ordered], band: Mapping[str, bool], share: Fraction, least: int) -> Archetype:
    enough = len(band) >= least
    medians = Entries(
        known(Median, {"outcome": one.criterion.outcome, **both(value=_median([one.figures[name] for name in band]))})
        for one in (ordered if enough else ())
    )
    sizes = {"size": len(band), "tied": sum(band.values()), "medians": medians}
    return known(Archetype, {**both(share=share), **sizes})


def _median(values: Sequence[Fraction]) -> Fraction:
    ranked, half = sorted(values), len(values) // 2
    return (ranked[half] + ranked[-half - 1]) / 2


def _distinct(
    framework: Framework, sheets: Mapping[str, Assessment], bands: Sequence[Mapping[str, Any]], organisation: str
) -> list[Distinct]:
    """Return the options that the first band has clearly more often than the second, the widest apart first."""
    best, after = (np.array([sheets[name].codes for name in sorted(band)], np.int8) for band in bands)
    answers = sheets[organisation].answers if organisation else {}
    found = [
        one
        for place, question in enumerate(framework.questions)
        if (one := _widest(question, best[:, place], after[:, place], answers.get(question.id)))
    ]
    return sorted(found, key=lambda one: (-one.apart_exact, one.question))


def _widest(question: Question, best: NDArray[np.int8], after: NDArray[np.int8], answer: str | None) -> Distinct | None:
    """Return the option of a question whose shares are widest apart; None if none is clearly so."""
    sizes = [int((codes != NOT_APPLICABLE).sum()) for codes in (best, after)]
    found: list[tuple[Fraction, int, list[int]]] = []
    for option in range(1, len(question.options)) if all(sizes) else ():
        counts = [int((codes >= option).sum()) for codes in (best, after)]
        one, other = (Fraction(count, size) for count, size in zip(counts, sizes, strict=True))
        low, high = wilson(one, sizes[0])[0], wilson(other, sizes[1])[1]
        # The interval of the difference of two shares, after Newcombe, is above 0.
        if one > other and (one - other) ** 2 > (one - low) ** 2 + (high - other) ** 2:
            found.append((one - other, option, counts))
    if not found:
        return None
    apart, place, counts = max(found)
    said = {"question": question.id, "option": question.options[place].id, "answer": answer}
    numbers = {"best": counts[0], "best_size": sizes[0], "next": counts[1], "next_size": sizes[1]}
    return known(Distinct, {**said, **numbers, **both(apart=apart)})
