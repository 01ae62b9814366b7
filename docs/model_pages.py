"""Write a page for each model from its data. Run by conf.py at every build; its output is not kept in the tree."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from inspections import kept
from maturity_app.places import CALLED
from maturity_core import available_frameworks, load_framework
from maturity_core.model.fields import number_text
from maturity_core.model.ladders import stage_levels
from maturity_core.model.long_text import led, parts_of
from maturity_core.telling.commands import with_commands
from maturity_core.telling.editions import since_texts, since_title
from maturity_core.telling.origin import basis_word
from maturity_core.telling.wording import counted
from model_words import basis, claim, escaped, ladder_names, level_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from maturity_core import Framework
    from maturity_core.model.nouns import Capability, Dimension, Level, Prerequisite, Question
    from maturity_core.model.requirement import Requirement

HONEST = (
    "The publisher's questionnaire, weights and cut-points are not public. This is our own reading of the model: the "
    "questions and texts are ours, each with the place in the source that it tests. Every question and every "
    "requirement says what the source states and what we chose. The publisher neither wrote nor endorsed it."
)


def write_pages(folder: Path) -> None:
    """Write a page for each model and an index of them."""
    folder.mkdir(exist_ok=True)
    frameworks = [load_framework(model) for model in available_frameworks()]
    for framework in frameworks:
        (folder / f"{framework.id}.md").write_text("\n".join(page(framework)) + "\n", "utf-8")
    (folder / "index.md").write_text("\n".join(index(frameworks)) + "\n", "utf-8")


def index(frameworks: Iterable[Framework]) -> Iterator[str]:
    """Yield the lines of the page that lists the models."""
    yield "# The models\n"
    yield HONEST.replace("The publisher's", "The publishers'").replace("The publisher neither", "No publisher") + "\n"
    yield "```{toctree}\n:maxdepth: 1\n"
    yield from (framework.id for framework in frameworks)
    yield "```"


def page(framework: Framework) -> Iterator[str]:
    """Yield the lines of a model's page."""
    yield f"# {escaped(framework.name)}\n"
    yield from paragraph(framework.summary)
    yield from more(framework)
    yield from bullets(facts(framework))
    yield from paragraph(framework.source.remark)
    yield f"{HONEST}\n"
    yield from about(framework)
    yield from editions(framework)
    yield from levels(framework)
    yield from requirements(framework)
    yield from shown_besides(framework)
    yield from over_all_answers(framework)
    yield from dimensions(framework)


def facts(framework: Framework) -> Iterator[str]:
    """Yield the facts at the top of a page."""
    source = framework.source
    minutes = -(-framework.seconds_per_question * len(framework.questions) // 60)
    yield f"Id: `{framework.id}`, edition {escaped(framework.edition)}"
    yield f"Source: {escaped(source.title)}"
    yield f"Publisher: {escaped(source.publisher or 'not named by the source')}"
    yield f"Date: {escaped(source.date or 'not given')}"
    yield f"Licence: {escaped(source.licence or 'not given')}"
    kinds = ("questions", "capabilities", "dimensions", "levels")
    sizes = {kind: len(getattr(framework, kind)) for kind in kinds}
    yield ", ".join(f"{size} {kind}" for kind, size in sizes.items() if size)
    yield f"Takes about {minutes} minutes"


def about(framework: Framework) -> Iterator[str]:
    """Yield the notes about the model as a whole."""
    for note in framework.notes:
        if note.at == "about":
            yield f"{escaped(with_commands(note.text, CALLED))} {basis(note)}\n"


def editions(framework: Framework) -> Iterator[str]:
    """Yield what has changed since earlier editions."""
    for since in framework.since:
        yield f"## {escaped(since_title(since))}\n"
        yield from bullets(map(escaped, since_texts(since)))


def levels(framework: Framework) -> Iterator[str]:
    """Yield the framework's levels, then the other lists of levels by name."""
    if framework.levels:
        yield "## Levels\n"
        yield from level_list(framework.levels)
    for name, entries in framework.level_lists.items():
        yield f"## Levels: {escaped(name)}\n"
        yield from level_list(entries)


def level_list(entries: Iterable[Level]) -> Iterator[str]:
    """Yield a list of levels, lowest first, with patterns and advice."""
    for level in entries:
        yield f"### {escaped(level.name)}\n"
        yield from paragraph(level.summary)
        if level.patterns:
            yield "Typical patterns:\n"
            yield from bullets(escaped(pattern.text) for pattern in level.patterns)
        for advice in level.advice:
            yield f"**Advice{': ' + escaped(advice.circumstance) if advice.circumstance else ''}**\n"
            yield from paragraph(f"Soon: {led(advice.soon)}")
            yield from paragraph(f"To start now: {led(advice.start_now)}" if advice.start_now else "")
        yield from paragraph(level.place and f"Place in the source: {level.place}.")


def requirements(framework: Framework) -> Iterator[str]:
    """Yield every requirement as a sentence; one that several ladders share is written once."""
    yield "## Requirements\n"
    if not framework.all_requirements:
        yield "None: the scorer of this model is code.\n"
        return
    ladders: dict[Requirement, list[Requirement]] = {}
    for requirement in framework.all_requirements:
        ladders.setdefault(requirement.model_copy(update={"ladder": "any"}), []).append(requirement)
    for same in ladders.values():
        names = [requirement.one_ladder for requirement in same]
        level = f"**{level_name(framework, names[0], same[0].level)}**"
        head = level if names == ["framework"] else f"{level} in {ladder_names(framework, names)}"
        yield f"- {head}: {claim(framework, same[0])} {basis(same[0])}"
    yield ""


def shown_besides(framework: Framework) -> Iterator[str]:
    """Yield the bounds of tensions and strengths, the levers, the views and the notes."""
    yield "## What else a result shows\n"
    yield from bullets([*contrasts(framework), *levers(framework), *views(framework), *notes(framework)])


def over_all_answers(framework: Framework) -> Iterator[str]:
    """Yield what the model's inspection says."""
    _, text = kept(framework)
    if text:
        yield "## Over all answers\n"
        yield "What `maturity inspect` says of the model: see [proofs](../proof.md#a-model-as-a-whole).\n"
        yield f"```text\n{text.strip()}\n```\n"


def contrasts(framework: Framework) -> Iterator[str]:
    """Yield when dimensions are in tension, and when one is well set up."""
    bounds = framework.contrasts
    if bounds is None:
        return
    tensions = {
        "two dimensions at least {} apart": (bounds.levels_apart, "level"),
        "a dimension at least {} below the overall one": (bounds.levels_below, "level"),
        "answers of one dimension at least {} apart": (bounds.options_apart, "option"),
    }
    named = [text.format(counted(number, noun)) for text, (number, noun) in tensions.items() if number is not None]
    if named:
        yield f"Tensions: {'; '.join(named)}. {basis(bounds)}"
    if bounds.options_within is not None:
        standing = f" at {level_name(framework, 'framework', bounds.from_level)} or above" if bounds.from_level else ""
        within = f"with answers within {counted(bounds.options_within, 'option')} of each other"
        yield f"Even: a dimension{standing}, not below the overall level, {within}. {basis(bounds)}"


def levers(framework: Framework) -> Iterator[str]:
    """Yield how many of the biggest levers are shown."""
    if framework.levers is not None:
        shown = (
            f"The {framework.levers.show} capabilities that close most of the distance to the next level for their cost"
        )
        yield f"{shown}. {basis(framework.levers)}"


def views(framework: Framework) -> Iterator[str]:
    """Yield the roles that are compared, and the patterns that are named when they show."""
    if framework.views is not None:
        yield f"Views compared side by side: {', '.join(framework.views.roles)}. {basis(framework.views)}"
        yield from (f"{escaped(pattern.text)} {basis(pattern)}" for pattern in framework.views.patterns)


def notes(framework: Framework) -> Iterator[str]:
    """Yield the notes that go with one part of a result."""
    for note in framework.notes:
        if note.at != "about":
            level = f", at {level_name(framework, 'framework', note.level)}" if note.level else ""
            yield f"Shown with the {note.at}{level}: {escaped(with_commands(note.text, CALLED))} {basis(note)}"


def dimensions(framework: Framework) -> Iterator[str]:
    """Yield the dimensions with their capabilities and questions."""
    for dimension in framework.dimensions:
        yield f"## {escaped(dimension.name)}\n"
        yield from paragraph(dimension.summary)
        yield from more(dimension)
        if dimension.weight != 1:
            yield f"Weight {number_text(dimension.weight)}.\n"
        for capability in framework.capabilities:
            if capability.dimension == dimension.id:
                yield from capability_lines(framework, capability)


def capability_lines(framework: Framework, capability: Capability) -> Iterator[str]:
    """Yield a capability: what it is, its effort and prerequisites, what to do, and its questions."""
    yield f"### {escaped(capability.name)}\n"
    yield from paragraph(capability.summary)
    yield from more(capability)
    weight = f", weight {number_text(capability.weight)}" if capability.weight != 1 else ""
    yield f"Effort {number_text(capability.effort)}{weight}. Grouping and effort: {basis_word(capability.basis)}.\n"
    if capability.requires:
        yield f"Requires first: {', '.join(required(framework, entry) for entry in capability.requires)}.\n"
    if capability.leans_on:
        yield f"Leans on: {', '.join(escaped(framework.capability(name).name) for name in capability.leans_on)}.\n"
    yield from paragraph(f"What to do: {led(capability.remedy)}" if capability.remedy else "")
    for question in framework.questions:
        if question.capability == capability.id:
            yield from question_lines(framework, question)


def stage_name(framework: Framework, question: Question) -> str:
    """Return the name of the level that a question tests a trait of."""
    levels = {level.id: level.name for level in stage_levels(framework, question)}
    return escaped(levels[question.stage or ""])


def required(framework: Framework, entry: Prerequisite) -> str:
    """Return a prerequisite: another capability, and how much of it."""
    name = escaped(framework.capability(entry.capability).name)
    if entry.level is not None:
        return f"{name} at {level_name(framework, f'capability {entry.capability}', entry.level)}"
    return f"{name} with a credit of {number_text(entry.credit or Fraction(0))}"


def question_lines(framework: Framework, question: Question) -> Iterator[str]:
    """Yield a question with its options, its stage, its place and its basis."""
    yield f"**{escaped(question.text)}**\n"
    yield from more(question)
    scale = framework.scales[question.scale]
    if scale.numeric:
        unit = f" in {escaped(scale.unit)}" if scale.unit else ""
        kind = "A whole number" if scale.whole_numbers else "A number"
        yield f"{kind}{unit}{'.' if scale.whole_numbers else '; the bands are:'}\n"
    for place, option in enumerate(question.options if scale.listed else (), start=1):
        yield f"{place}. {escaped(option.label)}{f': {escaped(option.help)}' if option.help else ''}"
    stage = f"stage {stage_name(framework, question)}; " if question.stage else ""
    weight = f"weight {number_text(question.weight)}; " if question.weight != 1 else ""
    maybe = "may be not applicable; " if question.not_applicable else ""
    named = ", ".join(framework.capability(name).name for name in question.led_by)
    led = f"outcome{f', led by {escaped(named)}' if named else ''}; " if question.outcome else ""
    yield f"\n`{question.id}`: {stage}{weight}{led}{maybe}{basis(question)}\n"


def paragraph(text: str) -> Iterator[str]:
    """Yield a text as its paragraphs and lists, or nothing if it is empty."""
    for part in parts_of(text):
        yield from [f"{escaped(part)}\n"] if isinstance(part, str) else bullets(map(escaped, part))


def more(entry: Framework | Dimension | Capability | Question) -> Iterator[str]:
    """Yield the help and the links of something."""
    yield from paragraph(entry.help)
    yield from bullets(f"[{escaped(link.text)}](<{link.address}>)" for link in entry.links) if entry.links else ()


def bullets(texts: Iterable[str]) -> Iterator[str]:
    """Yield texts as one list, followed by an empty line."""
    yield from (f"- {text}" for text in texts)
    yield ""
