"""Rules about requirements: whether they ask for anything new, and whether their numbers can be hit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

from maturity_core.compiled.terms import CompiledRequirement
from maturity_core.lint.amounts import bars_of
from maturity_core.lint.finding import Found, Subject
from maturity_core.lint.implied import implies
from maturity_core.model.fields import Path, number_text
from maturity_core.model.ladder import Ladder
from maturity_core.model.ladders import own_questions, rank_of, stage_levels
from maturity_core.model.nouns import Level, Prerequisite
from maturity_core.model.units import unit_used
from maturity_core.telling.wording import joined, requirement_sentence

if TYPE_CHECKING:
    from maturity_core.model.framework import Framework

NOTICED = Fraction(1, 50)
"""How far above a threshold, as a share of the whole, the next possible value has to be to be worth reporting."""


def implied_requirements(subject: Subject) -> Iterator[Found]:
    """Find requirements implied by others of the same or a lower rung, on every ladder they are written for."""
    yield from (found for found in _implied(subject) if found.path[0] != "questions")


def idle_traits(subject: Subject) -> Iterator[Found]:
    """Find traits that a requirement or a rule already protects, on every ladder."""
    for path, told in _implied(subject):
        if path[0] == "questions":
            yield Found((*path, "trait"), told)


def _implied(subject: Subject) -> Iterator[Found]:
    for (path, _), indexes in subject.groups.items():
        stronger = [_stronger(subject, subject.compiled.requirements[index]) for index in indexes]
        first = stronger[0]
        if first is not None and None not in stronger:
            sentence = requirement_sentence(subject.framework, subject.written[first.index][0])
            yield Found(path, f"it follows from “{sentence.rstrip('.')}”")


def _stronger(subject: Subject, rule: CompiledRequirement) -> CompiledRequirement | None:
    """Return a requirement of the same ladder that implies `rule`; one of several that imply each other remains."""
    for other in subject.compiled.ladders[rule.ladder].requirements:
        before = (other.rung, other.index) < (rule.rung, rule.index)
        if (
            other.index != rule.index
            and other.rung <= rule.rung
            and implies(subject.amounts, other, rule)
            and (before or not implies(subject.amounts, rule, other))
        ):
            return other
    return None


def bars_between_options(subject: Subject) -> Iterator[Found]:
    """Find bars that no item can hit because they fall between the credits or scores that exist."""
    for (path, level), indexes in subject.groups.items():
        rules = [subject.compiled.requirements[index] for index in indexes]
        field = "least" if rules[0].statistic.lowest else "reaching"
        bar = getattr(subject.written[indexes[0]][0], field)
        if isinstance(bar, Fraction) and all(_between(subject, rule) for rule in rules):
            acts = {value for index in indexes for value in _acting(subject, index)}
            yield Found(place_of(subject, path, level, field), _acts(bar, acts))


def _between(subject: Subject, rule: CompiledRequirement) -> bool:
    """Return whether no item of a requirement can have exactly the credit or the score that it has to reach."""
    bars, amounts = bars_of(rule.terms), subject.amounts
    found = [(bars[item], amounts.of_item(rule.terms, place)) for place, item in enumerate(rule.terms.items)]
    return all(values is not None and bar not in values for bar, values in found)


def _acting(subject: Subject, index: int) -> set[Fraction]:
    """Return the values that the bar of a requirement acts as, in the unit of the file."""
    requirement = subject.written[index][0]
    low, high = unit_used(subject.framework, requirement.one_ladder, requirement)
    acts = subject.amounts.stepped(subject.compiled.requirements[index].terms)
    return {low + value * (high - low) for value in acts.values()}


def thresholds_never_hit(subject: Subject) -> Iterator[Found]:
    """Find means, shares, totals and prerequisites whose number no sheet hits exactly or comes close to from above."""
    for (path, level), indexes in subject.groups.items():
        rules = [subject.compiled.requirements[index] for index in indexes]
        if all(_stepped_over(subject, rule) for rule in rules):
            acts = {rule.as_written(subject.amounts.effective(rule)) for rule in rules}
            yield Found(place_of(subject, path, level, rules[0].statistic.name), _acts(rules[0].threshold, acts))
    for index, capability in enumerate(subject.framework.capabilities):
        for place, needed in enumerate(capability.requires):
            scores = subject.amounts.of_score(subject.compiled.positions[Ladder("capability", needed.capability)]) or ()
            credit = needed.credit or Fraction(0)
            next_above = min((score for score in scores if score >= credit), default=credit)
            if next_above - credit >= NOTICED:
                yield Found(("capabilities", index, "requires", place, "credit"), _acts(credit, {next_above}))


def _stepped_over(subject: Subject, rule: CompiledRequirement) -> bool:
    """Return whether a mean, share or total can take neither the bar nor any value just above it."""
    whole = rule.terms.heaviest if rule.statistic.adds else 1
    return subject.amounts.effective(rule) - rule.bar >= NOTICED * whole


def _acts(number: Fraction, acts: Iterable[Fraction | int]) -> str:
    texts = [number_text(Fraction(value)) for value in sorted(acts)]
    return f"nothing scores exactly {number_text(number)}: it acts as {joined(texts)}"


def place_of(subject: Subject, path: Path, level: str, field: str) -> Path:
    """Return where a number of a requirement is written: in its own field, or among the cuts of a rule."""
    rules = subject.framework.whole.rules
    cuts = path[0] == "rules" and getattr(rules[int(path[1])], "cuts", None)
    return (*path, "cuts", level) if cuts else (*path, field)


def implied_prerequisites(subject: Subject) -> Iterator[Found]:
    """Find prerequisites that ask no more of a capability than another prerequisite in the same list."""
    for index, capability in enumerate(subject.framework.capabilities):
        asked = [_asked(subject, needed) for needed in capability.requires]
        for place, (name, kind, amount) in enumerate(asked):
            more = [at for at, other in enumerate(asked) if other[:2] == (name, kind) and other[2] >= amount]
            if any(asked[at][2] > amount or at < place for at in more):
                path: Path = ("capabilities", index, "requires", place)
                yield Found(path, f"another prerequisite asks at least as much of {name!r}")


def _asked(subject: Subject, needed: Prerequisite) -> tuple[str, str, Fraction]:
    """Return the capability a prerequisite names, how that is measured, and how much of it is asked."""
    if needed.credit is not None:
        return needed.capability, "credit", needed.credit
    levels = subject.framework.ladder_levels(Ladder("capability", needed.capability))
    return needed.capability, "level", Fraction(rank_of(levels, needed.level or "") or 0)


def late_prerequisites(subject: Subject) -> Iterator[Found]:
    """Find prerequisites all of whose questions are of later stages than any question of what requires them."""
    framework = subject.framework
    for index, capability in enumerate(framework.capabilities):
        levels, own = _stages(framework, capability.id)
        for place, needed in enumerate(capability.requires):
            others, later = _stages(framework, needed.capability)
            if own and later and levels == others and min(later) > max(own):
                path: Path = ("capabilities", index, "requires", place)
                first, last = levels[min(later)].id, levels[max(own)].id
                what = f"{needed.capability!r} begins with {first!r}, and this capability ends with {last!r}"
                yield Found(path, what)


def _stages(framework: Framework, capability: str) -> tuple[Sequence[Level], list[int]]:
    """Return the stages of a capability's questions, as ranks of a list; none unless all have one of the same list."""
    own = own_questions(framework, Ladder("capability", capability))
    lists = [stage_levels(framework, question) for question in own]
    if any(levels != lists[0] for levels in lists):
        return (), []
    ranks = [rank_of(lists[0], question.stage or "") for question in own]
    return lists[0], [rank for rank in ranks if rank is not None]
