"""What does not apply leaves the denominator: how that is compiled into the sums over questions.

For ladders, the sums in `scoring` see to it. docs/meaning.md#3-what-does-not-apply-is-taken-out-not-counted
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from maturity_core.compiled.counts import counts_of, lacking_counts
from maturity_core.compiled.number_sizes import number_kind
from maturity_core.model.states import APPLIES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from maturity_core.compiled.counts import Count
    from maturity_core.compiled.terms import CompiledLadder, CompiledRequirement


def applying_counts(weights: Iterable[tuple[int, int]], may_lack: Iterable[bool]) -> tuple[Count, ...]:
    """Return counts that add up the weights of those questions that apply, of the ones that may not.

    >>> applying_counts([(0, 2), (1, 2), (2, 1)], [True, True, False])[0].rise
    2
    """
    pairs = zip(weights, may_lack, strict=True)
    return counts_of([(question, {APPLIES: weight}) for (question, weight), lacks in pairs if lacks])


def folded(rule: CompiledRequirement, *, wide: bool) -> CompiledRequirement:
    """Return a requirement over questions, some of which may not apply, as one sum and its bound."""
    # The slack is linear. What does not apply takes its weight out of the comparison: that is `worth` per unit of
    # weight, and moves to the left as if it had been earned. What stays on the right is the bound, one for all.
    terms = rule.terms
    every = rule.slack(0, terms.heaviest, terms.unit)
    rise = rule.slack(1, terms.heaviest, terms.unit) - every
    worth = rule.slack(0, terms.heaviest - 1, terms.unit) - every
    pairs = [
        (item, weight)
        for item, weight, lacks in zip(terms.items, terms.weights, terms.may_lack, strict=True)
        if lacks and worth
    ]
    risen = tuple(replace(count, rise=count.rise * rise) for count in terms.counts)
    number = number_kind(terms.largest * rise + terms.heaviest * worth, wide=wide)
    return replace(rule, bound=-every, folded=(*risen, *lacking_counts(pairs, worth)), folded_number=number)


def may_lack_rung(ladder: CompiledLadder, rung: int) -> bool:
    """Return whether all rungs up to one may be set aside."""
    return not any(rule.terms.always for rule in ladder.requirements if rule.rung <= rung)
