"""Proves a claim about all sheets of a framework, or finds the smallest counter-example."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from maturity_core.errors import MaturityError, Problem
from maturity_core.model.arguments import text, whole
from maturity_core.model.framework import framework_given
from maturity_core.model.node import FixedDict, known
from maturity_core.readers.outline import core_version, stamp_of
from maturity_core.readers.program.parts import Row
from maturity_core.readers.proof.certain import MOST_CASES, Cases, Decided, fewest
from maturity_core.readers.proof.claims import read_claim
from maturity_core.readers.proof.sheets import ALWAYS, NEVER, Asking
from maturity_core.results.proof import Proof

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from fractions import Fraction

    from maturity_core.model.framework import Framework
    from maturity_core.readers.proof.claims import Part
    from maturity_core.readers.proof.sheets import Sheets

Literal = tuple[int, bool]
"""A gate or a variable, and whether it has to be met."""


def prove(framework: Framework, claim: str, *, cases: int | None = None) -> Proof:
    """Prove a claim about every sheet on which all questions apply, or find a sheet that refutes it.

    An open question counts as its lowest option, so it makes no difference. Questions that don't apply do: a profile of
    the framework leaves them out.

    Args:
        framework: the framework, or one of its profiles.
        claim: comparisons such as `framework >= strategic`, joined by `and`; before `implies` those that are assumed.
            What is compared is `framework`, `dimension ID`, `capability ID`, `measure ID` with a level, by id or name,
            or with a score as results show it, such as `2.5` or `70%`; or `question ID` with the id of an option. The
            signs are `>=`, `>`, `<=`, `<` and `=`.
        cases: after how many cases to give up, 5,000 by default. The result is then *unknown*.

    Raises:
        ArgumentError: listing everything that is wrong with the claim.
        MissingExtraError: the extra `roadmap` is not installed.

    >>> from maturity_core import load_framework
    >>> proof = prove(load_framework("tsia-customer-success"), "framework >= performing implies framework >= 50%")
    >>> proof.status, proof.vacuous
    ('proved', False)
    """
    made = text(claim, "claim")
    most = whole(cases, "cases", 1) or MOST_CASES
    engine = framework_given(framework).engine
    single, lines = engine.single, framework.chart.lines
    if single is None or lines is None:
        return _proof(framework, made, "unknown", reason="scored-in-code")
    read = read_claim(framework, made)
    asking = Asking(framework, single, lines)
    given = [literal for part in read.given for literal in _literals(asking, part)]
    then = [literal for part in read.then for literal in _literals(asking, part)]
    sheets = asking.written()
    assumed = demanded(sheets, given)
    denied = None if assumed is None else _denied(sheets, then)
    if assumed is None or denied is None:
        return _proof(framework, made, "proved", vacuous=assumed is None or _never(sheets, assumed, most))
    rows = [*sheets.rows, *(Row(((item, 1 if value else -1),), value) for item, value in assumed.items()), *denied]
    found = Cases(rows, sheets.size, sheets.gates).find({}, most)
    if found.values is None:
        status = "proved" if found.certain else "unknown"
        vacuous = found.certain and _never(sheets, assumed, most)
        return _proof(framework, made, status, reason=None if found.certain else "limit", vacuous=vacuous)
    values, smallest = fewest(sheets.program, rows, sheets.gates, found.values, most)
    codes = sheets.codes(values)
    if not read.refuted_by(single.stand(framework.lookup.conditions.counted(codes))):
        raise wrong_solution("prove")
    answers = answers_of(framework, codes)
    return _proof(framework, made, "refuted", answers=answers, steps=sum(codes), smallest=smallest)


def answers_of(framework: Framework, codes: Sequence[int]) -> FixedDict[str, str]:
    """Return the answers of a sheet as words."""
    outline = framework.outline
    return FixedDict({outline.ids[place]: outline.answers[place][code] for place, code in enumerate(codes)})


def wrong_solution(where: str) -> MaturityError:
    """Return the error that a solution does not hold when the sheet is scored."""
    return MaturityError([Problem("the sheet that was found does not hold when it is scored again", where)])


def demanded(sheets: Sheets, literals: Iterable[Literal]) -> dict[int, int] | None:
    """Return the values of variables at which these literals are true; None if they cannot all be."""
    fixed: dict[int, int] = {}
    for gate, met in literals:
        variable = sheets.variable(gate)
        if variable == (NEVER if met else ALWAYS) or fixed.get(variable, met) != met:
            return None
        if variable >= 0:
            fixed[variable] = int(met)
    return fixed


def _denied(sheets: Sheets, literals: Iterable[Literal]) -> list[Row] | None:
    """Return the rows that demand that not all of these literals are true; None if they always are."""
    pairs = [(sheets.variable(gate), met) for gate, met in literals]
    if any(variable == (NEVER if met else ALWAYS) for variable, met in pairs):
        return []
    signs = {(variable, -1 if met else 1) for variable, met in pairs if variable >= 0}
    items = [variable for variable, _ in signs]
    if len(set(items)) < len(items):  # a literal and its opposite: one of them is always false
        return []
    return [Row(tuple(sorted(signs)), 1 - sum(1 for _, sign in signs if sign < 0))] if signs else None


def _never(sheets: Sheets, assumed: dict[int, int], cases: int) -> bool:
    """Return whether what is assumed is certainly true of no sheet."""
    found: Decided = Cases(sheets.rows, sheets.size, sheets.gates).find(assumed, cases)
    return found.values is None and found.certain


def _literals(asking: Asking, part: Part) -> list[Literal]:
    """Return what has to be met, and what not, for a comparison to be true."""
    at_least, beyond = _gates(asking, part)
    met, unmet = (at_least, True), (beyond, False)
    return {
        ">=": [met],
        "<": [(at_least, False)],
        ">": [(beyond, True)],
        "<=": [unmet],
        "=": [met, unmet],
    }[part.sign]


def _gates(asking: Asking, part: Part) -> tuple[int, int]:
    """Return the gates that a value is at least, and above, what it is compared with."""
    place, value = part.ladder, part.value
    if part.answer:
        top = int(value) == asking.lowest.tops[place]
        return asking.answer(place, int(value)), NEVER if top else asking.answer(place, int(value) + 1)
    if isinstance(value, int):
        return asking.level(place, value), asking.level(place, value + 1)
    bar: Fraction = value
    return asking.score(place, bar), asking.above(place, bar)


def _proof(framework: Framework, claim: str, status: str, **found: Any) -> Proof:
    values = {
        "schema_version": 1,
        "core_version": core_version(),
        "framework": stamp_of(framework),
        "claim": claim,
        "status": status,
        "reason": None,
        "vacuous": False,
        "answers": None,
        "steps": None,
        "smallest": None,
    }
    return known(Proof, values | found, unset=("schema_version",))
