"""Laws of the definition: whether a framework's tables fit together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING

from maturity_core.definition.loading import parse_framework
from maturity_core.model.ladder import Ladder
from maturity_core.model.ladders import ladder_levels, ladder_names, ladders_meant, selected, stage_levels
from maturity_core.model.requirement import ITEM_KINDS, Filter, Items, Requirement
from maturity_core.model.written import bare_rungs
from maturity_core.testing.suite.cases import ONCE
from maturity_core.testing.suite.law import law
from maturity_core.testing.suite.record import Broken
from maturity_core.testing.suite.spans import SHARES, Span, total_span, values_span
from maturity_core.testing.suite.subject import Subject
from maturity_core.testing.suite.when import reads_requirements, written_in_a_file

if TYPE_CHECKING:
    from maturity_core.model.framework import Framework
    from maturity_core.model.nouns import Level
    from maturity_core.model.scale import Scale

OF_QUESTIONS: Sequence[str] = ("stated", "applied", "complement", "filled", "interpretation", "own")
SOURCED: Sequence[str] = ("source", "interpretation", "own")


@law("definition", ONCE)
def ids_are_unique(subject: Subject, _: None) -> bool:
    """Every id is unique in its table: levels in their list, dimensions, capabilities, questions, options."""
    for table, ids in _tables(subject.framework):
        seen: set[str] = set()
        for name in ids:
            if name in seen:
                raise Broken(f"duplicate id {name!r} among the {table}", expected="unique ids")
            seen.add(name)
    return True


def _tables(framework: Framework) -> Iterator[tuple[str, list[str]]]:
    yield "dimensions", [entry.id for entry in framework.dimensions]
    yield "capabilities", [entry.id for entry in framework.capabilities]
    yield "questions", [entry.id for entry in framework.questions]
    yield "measures", [entry.id for entry in framework.measures]
    yield "levels", [entry.id for entry in framework.levels]
    for name, levels in framework.level_lists.items():
        yield f"levels of {name}", [entry.id for entry in levels]
    for name, scale in framework.scales.items():
        yield f"options of {name}", [option.id for option in scale.options]


@law("definition", ONCE)
def references_resolve(subject: Subject, _: None) -> bool:
    """Every id that the definition names is defined, and is of the right kind."""
    references = [*_structure(subject.framework), *_prerequisites(subject.framework), *_rules(subject.framework)]
    for where, name, known in references:
        if name not in known:
            raise Broken(f"{where} names {name!r}: not defined", expected=f"one of {', '.join(known) or 'none'}")
    return True


Reference = tuple[str, str, list[str]]


def _structure(framework: Framework) -> Iterator[Reference]:
    lists, dimensions = list(framework.level_lists), [entry.id for entry in framework.dimensions]
    capabilities, scales = [entry.id for entry in framework.capabilities], list(framework.scales)
    for dimension in framework.dimensions:
        yield from ((Ladder("dimension", dimension.id), name, lists) for name in filter(None, [dimension.levels]))
    for capability in framework.capabilities:
        yield Ladder("capability", capability.id), capability.dimension, dimensions
        yield from ((Ladder("capability", capability.id), name, lists) for name in filter(None, [capability.levels]))
        yield from ((Ladder("capability", capability.id), name, capabilities) for name in capability.leans_on)
    for question in framework.questions:
        yield f"question {question.id}", question.capability, capabilities
        yield f"question {question.id}", question.scale, scales
        yield from ((f"question {question.id}", name, capabilities) for name in question.led_by)
        if question.stage:
            yield f"question {question.id}", question.stage, _ids(stage_levels(framework, question))


def _ids(levels: Iterable[Level]) -> list[str]:
    return [level.id for level in levels]


def _prerequisites(framework: Framework) -> Iterator[Reference]:
    capabilities = [entry.id for entry in framework.capabilities]
    for capability in framework.capabilities:
        for needed in capability.requires:
            yield Ladder("capability", capability.id), needed.capability, capabilities
            if needed.level:
                rungs = _ids(ladder_levels(framework, Ladder("capability", needed.capability))[1:])
                yield Ladder("capability", capability.id), needed.level, rungs


def _rules(framework: Framework) -> Iterator[Reference]:
    ladders = [*ladder_names(framework), "each dimension", "each capability"]
    for requirement in framework.requirements:
        where = f"the requirement for {requirement.level}"
        named = (requirement.ladder,) if isinstance(requirement.ladder, str) else requirement.ladder
        yield from ((where, name, ladders) for name in named)
        for ladder in ladders_meant(framework, requirement.ladder, requirement.level):
            yield where, requirement.level, _ids(ladder_levels(framework, ladder)[1:])
        yield from _named(framework, where, requirement.of)
    for score in framework.scores:
        named = (score.ladder,) if isinstance(score.ladder, str) else score.ladder
        yield from ((f"the score of {score.ladder}", name, ladders) for name in named)
        yield from _named(framework, f"the score of {score.ladder}", score.of)
    for measure in framework.measures:
        yield from _named(framework, f"the measure {measure.id}", measure.of)
        if measure.levels:
            yield f"the measure {measure.id}", measure.levels, [*framework.level_lists]


def _named(framework: Framework, where: str, of: Items) -> Iterator[Reference]:
    tables = {kind: [entry.id for entry in getattr(framework, kind)] for kind in ITEM_KINDS}
    chosen = of.selection
    if chosen == "all":
        return
    ids = chosen.ids if isinstance(chosen, Filter) else chosen
    yield from ((where, name, tables[of.kind]) for name in ids)
    if isinstance(chosen, Filter):
        yield from ((where, name, tables["dimensions"]) for name in filter(None, [chosen.dimension]))
        yield from ((where, name, tables["capabilities"]) for name in filter(None, [chosen.capability]))


@law("definition", ONCE)
def no_prerequisite_cycle(subject: Subject, _: None) -> bool:
    """No capability requires itself, directly or through others."""
    requires = {entry.id: [need.capability for need in entry.requires] for entry in subject.framework.capabilities}
    for start in requires:
        paths = [[start]]
        seen: set[str] = set()
        while paths:
            path = paths.pop()
            for needed in requires.get(path[-1], []):
                if needed == start:
                    raise Broken(f"capabilities require each other: {' requires '.join([*path, start])}")
                if needed not in seen:
                    seen.add(needed)
                    paths.append([*path, needed])
    return True


@law("definition", ONCE)
def no_scale_inverted(subject: Subject, _: None) -> bool:
    """On every scale, credits run from 0 to 1 and never fall, and a better number never gets a lower option."""
    framework = subject.framework
    for name, scale in framework.scales.items():
        worth = [option.credit for option in scale.options]
        if not worth or worth[0] != 0 or worth[-1] != 1 or any(low > high for low, high in pairwise(worth)):
            told = ", ".join(f"{option.id} {option.credit}" for option in scale.options)
            raise Broken(f"the credits of scale {name} are {told}", expected="from 0 to 1, never falling")
        if scale.cuts:
            _bands_rise(name, scale)
    for question in framework.questions:
        ids = [option.id for option in framework.scales[question.scale].options]
        if [option.id for option in question.options] != ids:
            raise Broken(f"the options of question {question.id} differ from its scale", expected=", ".join(ids))
    return True


def _bands_rise(name: str, scale: Scale) -> None:
    if any(low >= high for low, high in pairwise(scale.cuts)):
        raise Broken(f"the cuts of scale {name} are {', '.join(map(str, scale.cuts))}", expected="rising")
    numbers = sorted({number for cut in scale.cuts for number in (cut - 1, cut, cut + 1)})
    bands = [scale.position(number) for number in (numbers if scale.better == "more" else numbers[::-1])]
    if bands[0] != 0 or bands[-1] != len(scale.options) - 1 or any(low > high for low, high in pairwise(bands)):
        raise Broken(f"scale {name} gives a better number a lower option", expected="the last option for the best")


@law("definition", ONCE, unless=reads_requirements)
def rungs_have_requirements(subject: Subject, _: None) -> bool:
    """On every ladder that has requirements, each level above the lowest has one, or is meant to be passed over."""
    for (ladder, level), meant in bare_rungs(subject.framework, subject.framework.all_requirements).items():
        if not meant:
            raise Broken(f"nothing is required for level {level} of {ladder}: everyone has it")
    return True


@law("definition", ONCE, unless=reads_requirements)
def thresholds_within_bounds(subject: Subject, _: None) -> bool:
    """Every threshold is above the lowest value of its statistic and not above the highest."""
    for requirement in subject.framework.all_requirements:
        where = f"{requirement.statistic} for {requirement.level} of {requirement.ladder}"
        low, high = _span(subject.framework, requirement)
        number = "a whole number" if requirement.statistic == "count" else "a number"
        threshold, reaching = requirement.threshold, requirement.reaching
        if not low < threshold <= high or (requirement.statistic == "count" and threshold.denominator > 1):
            raise Broken(f"the {where} must be at least {threshold}", expected=f"{number} above {low}, at most {high}")
        lowest, highest = values_span(subject.framework, str(requirement.ladder), requirement)
        if isinstance(reaching, Fraction) and not lowest < reaching <= highest:
            allowed = f"a number above {lowest}, at most {highest}"
            raise Broken(f"items count for the {where} if reaching {reaching}", expected=allowed)
    return True


def _span(framework: Framework, requirement: Requirement) -> Span:
    """Return the lowest and the highest value of a requirement's statistic if all its items apply."""
    ladder, of = str(requirement.ladder), requirement.of
    if requirement.statistic == "count":
        return Fraction(0), Fraction(len(selected(framework, ladder, of)))
    if requirement.statistic == "total":
        return total_span(framework, ladder, requirement)
    return SHARES if requirement.statistic == "share" else values_span(framework, ladder, requirement)


@law("definition", ONCE)
def basis_is_stated(subject: Subject, _: None) -> bool:
    """Every requirement, rule and question states its basis."""
    framework = subject.framework
    rules = [(f"a rule of {rule.ladder}", rule, SOURCED) for rule in (*framework.requirements, *framework.rules)]
    stated = [*((f"question {entry.id}", entry, OF_QUESTIONS) for entry in framework.questions), *rules]
    for where, entry, known in stated:
        basis = getattr(entry, "basis", None)
        if basis not in known:
            raise Broken(f"{where} has the basis {basis!r}", expected=f"one of {', '.join(known)}")
    return True


@law("definition", ONCE, unless=written_in_a_file)
def definition_round_trip(subject: Subject, _: None) -> bool:
    """Reading what the framework writes gives an equal framework with the same digest."""
    framework = subject.framework
    read = parse_framework(framework.to_toml())
    if read.model_dump() != framework.model_dump() or read.digest != framework.digest:
        differing = [name for name in type(read).model_fields if getattr(read, name) != getattr(framework, name)]
        raise Broken(f"these differ once written and read back: {', '.join(differing) or 'the digest'}")
    return True


LAWS = (
    ids_are_unique,
    references_resolve,
    no_prerequisite_cycle,
    no_scale_inverted,
    rungs_have_requirements,
    thresholds_within_bounds,
    basis_is_stated,
    definition_round_trip,
)
