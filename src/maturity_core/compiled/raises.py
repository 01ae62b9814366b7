"""How the sum over the questions of a mean rises when all of them are raised to a common credit."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from maturity_core.compiled.counts import counts_of, lacking_counts, runs_of
from maturity_core.compiled.rises import first_reaching
from maturity_core.compiled.terms import Raise, Raises

if TYPE_CHECKING:
    from maturity_core.compiled.terms import Compiled, Terms


def raises_of(compiled: Compiled, terms: Terms) -> Raises:
    """Return how the questions of a mean are raised, credit by credit; worked out once per framework.

    >>> from maturity_core import load_framework
    >>> compiled = load_framework("service-maturity-check").engine.compiled
    >>> raises = raises_of(compiled, next(terms for terms in compiled.terms if len(terms.items) == 3))
    >>> raises.scales, raises.steps[1]  # doctest: +NORMALIZE_WHITESPACE
    ((((0, 3),),),
     Raise(credit=Fraction(1, 2), step=1, reached=(Count(rise=1, whole=(), passed=((0, 3, 2),), lacking=()),),
           positions=(2,)))
    """
    if terms.slot not in compiled.raised:
        compiled.raised[terms.slot] = _raises(compiled, terms)
    return compiled.raised[terms.slot]


def _raises(compiled: Compiled, terms: Terms) -> Raises:
    by_scale: dict[tuple[Fraction, ...], list[int]] = {}
    for item in terms.items:
        by_scale.setdefault(compiled.credits[item], []).append(item)
    steps: list[Raise] = []
    below = Fraction(0)
    for credit in sorted({credit for scale in by_scale for credit in scale if credit}):
        firsts = dict(first_reaching(compiled.credits, terms.items, credit))
        step = int((credit - below) * terms.unit)
        pairs = list(zip(terms.items, terms.weights, strict=True))
        fixed = [pair for pair in pairs if compiled.standing[pair[0]] is not None]
        reached = counts_of((item, {firsts[item]: step * weight}) for item, weight in pairs)
        reached += lacking_counts(fixed, step)  # what does not apply stays at the option that it counts as
        steps.append(Raise(credit, step, reached, tuple(firsts[items[0]] for items in by_scale.values())))
        below = credit
    runs = (runs_of([(item, 0) for item in items]) for items in by_scale.values())
    return Raises(tuple(steps), tuple(tuple(run[:2] for run in own) for own in runs))
