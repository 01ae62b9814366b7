"""One sheet out of several, by a declared rule; what raters disagree on is kept as a range."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING, Any, get_args

from maturity_core.errors import AnswersError, ArgumentError, Problem, shown
from maturity_core.model.arguments import mapping
from maturity_core.model.fields import exact
from maturity_core.model.node import FixedDict, known
from maturity_core.model.states import DONT_KNOW, NOT_APPLICABLE, UNANSWERED
from maturity_core.people.placing import placed
from maturity_core.results.numbers import doubles
from maturity_core.results.panel import Consensus, ConsensusRule

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from maturity_core.assessing.assessment import Assessment
    from maturity_core.model.framework import Framework

RULES: tuple[str, ...] = get_args(ConsensusRule)


def declared(rule: Any, role_weights: Any, roles: Collection[str]) -> dict[str, Fraction]:
    """Return the weight of every role.

    Raises:
        ArgumentError: listing what is wrong with the rule and the weights.
    """
    problems: list[Problem] = []
    if not isinstance(rule, str) or rule not in RULES:
        problems.append(Problem("no such rule", "rule", shown(rule), ", ".join(RULES), near=_near(rule, RULES)))
    given: Mapping[Any, Any] = {} if role_weights is None else mapping(role_weights, "role_weights")
    if given and rule != "median":
        problems.append(Problem("only the median has weights", "role_weights", shown(rule), "median"))
    found = dict.fromkeys(roles, Fraction(1))
    for role, value in given.items():
        where = f"role_weights.{role if isinstance(role, str) else shown(role)}"
        if role not in found:
            problems.append(Problem("no such role", where, shown(role), near=_near(role, sorted(roles))))
            continue
        try:
            found[role] = exact(value)
        except ValueError as error:
            problems.append(Problem(f"{error}", where, shown(value)))
            continue
        if found[role] <= 0:
            problems.append(Problem("a role cannot weigh nothing", where, shown(value), "above 0"))
    if problems:
        raise ArgumentError(problems)
    return found


def _near(name: object, allowed: Sequence[str]) -> tuple[str, Sequence[str]] | None:
    return (name, allowed) if isinstance(name, str) else None


def consensus(
    framework: Framework, codes: Mapping[str, Sequence[int]], rule: str, weights: Mapping[str, Fraction]
) -> Consensus:
    """Return the consensus of raters, by their answers as codes in file order and their weights.

    Raises:
        AnswersError: the rule leaves questions open, and the framework requires an answer to every question.
    """
    columns = [{name: sheet[place] for name, sheet in codes.items()} for place in range(len(framework.questions))]
    agreed = [_answer(column, rule, weights) for column in columns]
    ends = [_ends(column, code) for column, code in zip(columns, agreed, strict=True)]
    found, low, high = (
        _assessed(framework, sheet, rule) for sheet in (agreed, *([end[side] for end in ends] for side in (0, 1)))
    )
    outline = framework.outline
    rows = list(zip(outline.ids, outline.answers, agreed, ends, strict=True))
    answered = [any(code >= 0 or code == NOT_APPLICABLE for code in column.values()) for column in columns]
    scores = None if low.score_exact is None or high.score_exact is None else (low.score_exact, high.score_exact)
    values = {
        "rule": rule,
        "answers": FixedDict({name: words[code] for name, words, code, _ in rows}),
        "open": tuple(
            name for (name, _, code, _), given in zip(rows, answered, strict=True) if given and code == UNANSWERED
        ),
        "ranges": FixedDict({name: (words[end[0]], words[end[1]]) for name, words, _, end in rows if end[0] != end[1]}),
        "ladders": placed(found),
        "level_range": (low.level.id, high.level.id) if low.level and high.level else None,
        "score_range": doubles(scores),
        "score_range_exact": scores,
        "not_yet": found.not_yet,
    }
    return known(Consensus, values)


def _assessed(framework: Framework, codes: Sequence[int], rule: str) -> Assessment:
    """Return the assessment of a consensus.

    Raises:
        AnswersError: naming the questions that the rule leaves open where they must not be, and the other rules.
    """
    try:
        return framework.assess(codes)
    except AnswersError as error:
        hint = f"agree on an answer, or use another rule: {' or '.join(name for name in RULES if name != rule)}"
        raise AnswersError(
            replace(one, where=f"consensus.{one.where.removeprefix('answers.')}", hint=hint) for one in error.problems
        ) from error


def _answer(column: Mapping[str, int], rule: str, weights: Mapping[str, Fraction]) -> int:
    """Return the code that a rule makes of several for one question."""
    chosen = {name: code for name, code in column.items() if code >= 0}
    if rule == "agreed":
        told = {code for code in column.values() if code >= 0 or code == NOT_APPLICABLE}
        if len(told) > 1:
            return UNANSWERED
    if not chosen:
        return _state({*column.values()})
    return min(chosen.values()) if rule == "lowest" else _median(chosen, weights)


def _state(codes: set[int]) -> int:
    """Return the state of a question for which nobody chose an option; the most that somebody said of it."""
    return next(state for state in (NOT_APPLICABLE, DONT_KNOW, UNANSWERED) if state in codes)


def _median(chosen: Mapping[str, int], weights: Mapping[str, Fraction]) -> int:
    """Return the lower median: the lowest option up to which at least half of the weight lies."""
    total = sum(weights[name] for name in chosen)
    below = {code: sum(weights[name] for name, one in chosen.items() if one <= code) for code in chosen.values()}
    return min(code for code, weight in below.items() if 2 * weight >= total)


def _ends(column: Mapping[str, int], agreed: int) -> tuple[int, int]:
    """Return the lowest and the highest option that were chosen; the code of the consensus if none was."""
    chosen = [code for code in column.values() if code >= 0]
    return (min(chosen), max(chosen)) if chosen else (agreed, agreed)
