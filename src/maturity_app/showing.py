"""What a framework is, in words: for `maturity show`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from maturity_app.lines import bullets, facts, heading, wrapped
from maturity_app.rules import basis_text, note_line, requirement_lines
from maturity_app.template import minutes, number_text_of
from maturity_core.errors import MaturityError, Problem, nearest
from maturity_core.model.fields import number_text
from maturity_core.telling.origin import size_text
from maturity_core.telling.wording import counted, difference, joined, level_name, made_from

if TYPE_CHECKING:
    from collections.abc import Iterable

    from maturity_core import Framework
    from maturity_core.model.nouns import Capability, Level, Prerequisite


def framework_lines(framework: Framework) -> Iterator[str]:
    """Yield everything about a framework but its questions."""
    source = framework.source
    yield from wrapped(f"{framework.name}, edition {framework.edition} ({framework.id})")
    yield from paragraph(framework.summary)
    yield ""
    yield from facts(
        [
            ("Size", f"{size_text(framework)}; about {counted(minutes(framework), 'minute')}"),
            ("Source", source.title),
            ("Publisher", source.publisher or "not named by the source"),
            ("Date", source.date or "not given"),
            ("Licence", source.licence),
        ]
    )
    yield from paragraph(source.remark)
    for note in framework.notes:
        if note.at == "about":
            yield from paragraph(note_line(note))
    for base in framework.after:
        yield from paragraph(f"{made_from(base)} What is different is interpretation: {base.because}")
        yield from bullets([difference(change) for change in base.changes], "  ")
    yield from _level_lists(framework)
    yield from _dimensions(framework)
    yield from heading("Requirements")
    rules = framework.all_requirements
    coded = framework.scorer is not None or framework.given_scorer is not None
    none = "this model is scored in code" if coded else "this model awards no levels"
    yield from requirement_lines(framework, rules) if rules else [f"None: {none}."]


def paragraph(text: str, indent: str = "") -> Iterator[str]:
    """Yield a text after an empty line, or nothing."""
    if text:
        yield from ["", *wrapped(text, indent)]


def _level_lists(framework: Framework) -> Iterator[str]:
    yield from heading("Levels")
    yield from _levels(framework.levels)
    for name, levels in framework.level_lists.items():
        users = [entry.name for entry in framework.dimensions if entry.levels == name]
        users += [entry.name for entry in framework.capabilities if entry.levels == name]
        yield from heading(f"Levels of their own: {name}")
        yield from paragraph(f"For {joined(users)}." if users else "")
        yield from _levels(levels)


def _levels(levels: Iterable[Level]) -> Iterator[str]:
    for level in levels:
        yield from ["", *wrapped(f"{level.name} ({level.id})")]
        yield from wrapped(level.summary, "  ")
        yield from bullets(level.patterns, "  ")


def _dimensions(framework: Framework) -> Iterator[str]:
    yield from heading("Dimensions and capabilities")
    for dimension in framework.dimensions:
        weight = f", weight {number_text(dimension.weight)}" if dimension.weight != 1 else ""
        yield from ["", *wrapped(f"{dimension.name} ({dimension.id}){weight}")]
        yield from wrapped(dimension.summary, "  ")
        for capability in framework.capabilities:
            if capability.dimension == dimension.id:
                yield from _capability(framework, capability)


def _capability(framework: Framework, capability: Capability) -> Iterator[str]:
    yield from ["", *wrapped(f"{capability.name} ({capability.id}), {_effort(capability)}", "  ")]
    yield from wrapped(capability.summary, "    ")
    yield from wrapped(f"To do: {capability.remedy}" if capability.remedy else "", "    ")
    yield from wrapped(_requires(framework, capability), "    ")


def _effort(capability: Capability) -> str:
    weight = f", weight {number_text(capability.weight)}" if capability.weight != 1 else ""
    return f"effort {number_text(capability.effort)}{weight}"


def _requires(framework: Framework, capability: Capability) -> str:
    named = [_prerequisite(framework, entry) for entry in capability.requires]
    return f"Needs first: {joined(named)}." if named else ""


def _prerequisite(framework: Framework, entry: Prerequisite) -> str:
    name = framework.capability(entry.capability).name
    if entry.level is not None:
        return f"{name} at {level_name(framework, f'capability {entry.capability}', entry.level)}"
    return f"{name} with a score of {number_text(entry.credit)}" if entry.credit is not None else name


def level_lines(framework: Framework, level_id: str) -> Iterator[str]:
    """Yield everything about the level of that id, in every list that has it.

    Raises:
        MaturityError: no list has it.
    """
    lists = {"": framework.levels, **framework.level_lists}
    found = {name: level for name, levels in lists.items() for level in levels if level.id == level_id}
    if not found:
        raise unknown("level", level_id, [level.id for levels in lists.values() for level in levels])
    for name, level in found.items():
        yield from wrapped(f"{level.name} ({level.id}){f', of the list {name}' if name else ''}")
        yield from paragraph(level.summary, "  ")
        yield from ["", *bullets(level.patterns, "  ")] if level.patterns else []
        for advice in level.advice:
            yield from ["", *wrapped(advice.circumstance or "Advice", "  ")]
            yield from facts([("Soon", advice.soon), ("To start now", advice.start_now)], "    ")
        yield from paragraph(f"Place in the source: {level.place}." if level.place else "", "  ")
        yield ""
    for note in framework.notes:
        if note.level == level_id:
            yield from [*wrapped(note_line(note)), ""]
    yield "Requirements"
    rules = [rule for rule in framework.all_requirements if rule.level == level_id]
    first = any(level_id == levels[0].id for levels in lists.values())
    none = "everyone starts here" if first else "no requirement of this model names this level"
    yield from requirement_lines(framework, rules) if rules else ["", f"None: {none}."]


def capability_lines(framework: Framework, capability_id: str) -> Iterator[str]:
    """Yield everything about the capability of that id, with its questions.

    Raises:
        MaturityError: there is none.
    """
    ids = [entry.id for entry in framework.capabilities]
    if capability_id not in ids:
        raise unknown("capability", capability_id, ids)
    capability = framework.capability(capability_id)
    leans = joined([framework.capability(name).name for name in capability.leans_on])
    behind = joined([e.name for e in framework.capabilities if capability_id in {r.capability for r in e.requires}])
    yield from wrapped(f"{capability.name} ({capability.id})")
    yield from paragraph(capability.summary, "  ")
    yield ""
    yield from facts(
        [
            ("Dimension", framework.dimension(capability.dimension).name),
            ("Effort", number_text(capability.effort)),
            ("Basis", basis_text(capability)),
            ("Levels", joined([level.name for level in framework.ladder_levels(f"capability {capability_id}")])),
            ("Needs first", joined([_prerequisite(framework, entry) for entry in capability.requires])),
            ("Needed by", behind),
            ("Leans on", leans),
            ("To do", capability.remedy),
        ],
        "  ",
    )
    for question in framework.questions:
        if question.capability == capability_id:
            yield from ["", *wrapped(f"{question.text} ({question.id})")]
            yield from wrapped(number_text_of(framework.scales[question.scale]), "  ")
            yield from facts([(option.id, option.label) for option in question.options], "  ")
            yield from wrapped(f"Basis: {basis_text(question)}.", "  ")
    rules = [rule for rule in framework.all_requirements if rule.ladder == f"capability {capability_id}"]
    yield from ["", "Requirements", *requirement_lines(framework, rules)] if rules else []


def unknown(noun: str, given: str, names: list[str]) -> MaturityError:
    """Return the error for a name that the framework does not have."""
    near = nearest(given, names)
    allowed = ", ".join(dict.fromkeys(names))
    return MaturityError(
        [Problem(f"no such {noun}", f"--{noun}", repr(given), allowed, near and f"did you mean {near!r}?")]
    )
