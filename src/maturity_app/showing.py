"""A framework in words, for `maturity show`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from maturity_app.facts import choices, facts, links
from maturity_app.lines import bullets, heading, wrapped
from maturity_app.rules import basis_text, note_line, requirement_lines
from maturity_app.template import minutes_text, needs_text, number_text_of, out_text
from maturity_core.errors import MaturityError, Problem
from maturity_core.model.ladder import FRAMEWORK, Ladder
from maturity_core.model.long_text import led
from maturity_core.nearest import nearest
from maturity_core.telling.editions import since_texts, since_title
from maturity_core.telling.origin import changes_text, edition_text, size_text
from maturity_core.telling.page.lines import prose
from maturity_core.telling.wording import difference, level_name, measure_text, score_text, word_label

if TYPE_CHECKING:
    from collections.abc import Iterable

    from maturity_core import Framework
    from maturity_core.model.measure import Measure
    from maturity_core.model.nouns import Capability, Dimension, Level, Prerequisite, Question, Remedy
    from maturity_core.telling.words import Words


def framework_lines(framework: Framework, words: Words) -> Iterator[str]:
    """Yield everything about a framework except its questions."""
    yield from wrapped(f"{edition_text(framework, words)} ({framework.id})")
    yield from paragraph(framework.summary)
    yield from spaced(more(framework))
    yield ""
    yield from facts(_facts(framework, words))
    yield from paragraph(framework.source.remark)
    for note in framework.notes:
        if note.at == "about":
            yield from paragraph(note_line(note, words))
    for base in framework.after:
        yield from paragraph(f"{changes_text(base, words)} {base.because}")
        yield from bullets([difference(change, words) for change in base.changes], "  ")
    for since in framework.since:
        yield from ["", *wrapped(since_title(since, words)), *bullets(since_texts(since, words), "  ")]
    yield from _level_lists(framework, words)
    yield from _dimensions(framework, words)
    yield from _measures(framework, words)
    show, rules = words.part("show"), framework.all_requirements
    yield from heading(show.say("requirements"))
    coded = framework.scorer is not None or framework.given_scorer is not None
    none = show.say("no-requirements-coded" if coded else "no-requirements-levels")
    yield from requirement_lines(framework, rules, words) if rules else [none]


def _facts(framework: Framework, words: Words) -> list[tuple[str, str]]:
    """Return the size of a framework and its source."""
    show, report, source = words.part("show"), words.part("report"), framework.source
    about = words.say("about-minutes", minutes=minutes_text(framework, words))
    return [
        (show.say("size"), show.say("size-is", size=size_text(framework, words), minutes=about)),
        (report.say("source"), source.title),
        (report.say("publisher"), source.publisher or show.say("publisher-unnamed")),
        (report.say("date"), source.date or show.say("date-unknown")),
        (report.say("licence"), source.licence),
        (show.say("marks"), words.listed(_marks(framework, words))),
        (show.say("profiles"), words.listed(_profiles(framework, words))),
        (show.say("roles"), words.listed(framework.views.roles if framework.views else ())),
    ]


def _profiles(framework: Framework, words: Words) -> list[str]:
    """Return the profiles, each with its id and how many questions it asks."""
    show = words.part("show")
    asked = [(entry, len(framework.profile(entry.id).questions)) for entry in framework.profiles]
    return [
        show.say("profile-is", name=entry.name, id=entry.id, questions=words.count("questions", number))
        for entry, number in asked
    ]


def _marks(framework: Framework, words: Words) -> list[str]:
    """Return the marks of the score if the file names them, or if no level is awarded."""
    if framework.outline.awards and not any(score.marks for score in framework.scores):
        return []
    return [score_text(framework, FRAMEWORK, mark, words) for mark in framework.chart.marks]


def paragraph(text: str, indent: str = "") -> Iterator[str]:
    """Yield a long text after an empty line, or nothing."""
    yield from spaced(prose(text, indent))


def spaced(lines: Iterable[str]) -> Iterator[str]:
    """Yield lines after an empty line, or nothing."""
    told = list(lines)
    yield from ["", *told] if told else []


def more(entry: Framework | Dimension | Capability | Question, indent: str = "") -> Iterator[str]:
    """Yield the help and the links of something, or nothing."""
    yield from prose(entry.help, indent)
    yield from links(entry.links, indent, f"{indent}  ")


def _level_lists(framework: Framework, words: Words) -> Iterator[str]:
    show = words.part("show")
    if framework.levels:
        yield from heading(words.say("levels"))
        yield from _levels(framework.levels)
    for name, levels in framework.level_lists.items():
        users = [entry.name for entry in framework.dimensions if entry.levels == name]
        users += [entry.name for entry in framework.capabilities if entry.levels == name]
        yield from heading(show.say("own-levels", name=name))
        yield from paragraph(show.say("own-levels-for", names=words.listed(users)) if users else "")
        yield from _levels(levels)


def _levels(levels: Iterable[Level]) -> Iterator[str]:
    for level in levels:
        yield from ["", *wrapped(f"{level.name} ({level.id})")]
        yield from prose(level.summary, "  ")
        yield from bullets((pattern.text for pattern in level.patterns), "  ")


def _dimensions(framework: Framework, words: Words) -> Iterator[str]:
    yield from heading(words.part("show").say("parts"))
    for dimension in framework.dimensions:
        yield from ["", *wrapped(f"{dimension.name} ({dimension.id}){_weight(dimension, words)}")]
        yield from prose(dimension.summary, "  ")
        yield from more(dimension, "  ")
        for capability in framework.capabilities:
            if capability.dimension == dimension.id:
                yield from _capability(framework, capability, words)


def _measures(framework: Framework, words: Words) -> Iterator[str]:
    yield from heading(words.say("measures-title")) if framework.measures else ()
    for measure in framework.measures:
        yield from ["", *wrapped(f"{measure.name} ({measure.id}){_weight(measure, words)}")]
        yield from prose(measure.summary, "  ")
        yield from wrapped(measure_text(framework, measure, words), "  ")


def _capability(framework: Framework, capability: Capability, words: Words) -> Iterator[str]:
    show = words.part("show")
    effort = show.say("effort", effort=words.number(capability.effort), weight=_weight(capability, words))
    yield from ["", *wrapped(f"{capability.name} ({capability.id}), {effort}", "  ")]
    yield from prose(capability.summary, "    ")
    yield from more(capability, "    ")
    yield from prose(show.say("to-do-is", remedy=led(capability.remedy)) if capability.remedy else "", "    ")
    yield from _moves(framework, capability, words, "    ")
    needs = [_prerequisite(framework, entry, words) for entry in capability.requires]
    yield from wrapped(show.say("needs-are", names=words.listed(needs)) if needs else "", "    ")


def _weight(entry: Dimension | Capability | Measure, words: Words) -> str:
    return words.part("show").say("weight", weight=words.number(entry.weight)) if entry.weight != 1 else ""


def _prerequisite(framework: Framework, entry: Prerequisite, words: Words) -> str:
    name, show = framework.capability(entry.capability).name, words.part("show")
    if entry.level is not None:
        level = level_name(framework, Ladder("capability", entry.capability), entry.level)
        return show.say("needs-level", name=name, level=level)
    score = entry.credit if entry.value is None else entry.value
    return name if score is None else show.say("needs-score", name=name, score=words.number(score))


def level_lines(framework: Framework, level_id: str, words: Words) -> Iterator[str]:
    """Yield everything about the level with that id, in every list that has it.

    Raises:
        MaturityError: no list has it.
    """
    lists = {"": framework.levels, **framework.level_lists}
    found = {name: level for name, levels in lists.items() for level in levels if level.id == level_id}
    if not found:
        raise unknown("level", level_id, [level.id for levels in lists.values() for level in levels])
    show = words.part("show")
    for name, level in found.items():
        yield from wrapped(f"{level.name} ({level.id}){show.say('of-list', name=name) if name else ''}")
        yield from paragraph(level.summary, "  ")
        yield from ["", *bullets((pattern.text for pattern in level.patterns), "  ")] if level.patterns else []
        for advice in level.advice:
            yield from ["", *wrapped(advice.circumstance or show.say("advice"), "  ")]
            pairs = [(words.part("report").say("soon"), advice.soon), (show.say("start-now"), advice.start_now)]
            yield from facts(pairs, "    ")
        yield from paragraph(words.say("basis-place", place=level.place) if level.place else "", "  ")
        yield ""
    for note in framework.notes:
        if note.level == level_id:
            yield from [*prose(note_line(note, words), ""), ""]
    yield show.say("requirements")
    rules = [rule for rule in framework.all_requirements if rule.level == level_id]
    first = any(level_id == levels[0].id for levels in lists.values())
    none = show.say("no-requirements-start" if first else "no-requirements-named")
    yield from requirement_lines(framework, rules, words) if rules else ["", none]


def capability_lines(framework: Framework, capability_id: str, words: Words) -> Iterator[str]:
    """Yield everything about the capability with that id, and its questions.

    Raises:
        MaturityError: there is no such capability.
    """
    ids = [entry.id for entry in framework.capabilities]
    if capability_id not in ids:
        raise unknown("capability", capability_id, ids)
    capability, show = framework.capability(capability_id), words.part("show")
    yield from wrapped(f"{capability.name} ({capability.id})")
    yield from paragraph(capability.summary, "  ")
    yield from spaced(more(capability, "  "))
    yield ""
    yield from facts(_capability_facts(framework, capability, words), "  ")
    yield from spaced(_moves(framework, capability, words, "  "))
    for question in framework.questions:
        if question.capability == capability_id:
            yield from ["", *wrapped(f"{question.text} ({question.id})")]
            yield from more(question, "  ")
            scale = framework.scales[question.scale]
            yield from wrapped(number_text_of(scale, words), "  ")
            listed = question.options if scale.listed else ()
            yield from choices([(option.id, option.label, option.help) for option in listed], "  ")
            yield from wrapped(out_text(question, words) if question.not_applicable else "", "  ")
            yield from wrapped(needs_text(framework, question, words), "  ")
            yield from _outcome(framework, question, words)
            yield from wrapped(show.say("basis-is", basis=basis_text(question, words)), "  ")
    rules = [rule for rule in framework.all_requirements if rule.ladder == Ladder("capability", capability_id)]
    yield from ["", show.say("requirements"), *requirement_lines(framework, rules, words)] if rules else []


def _outcome(framework: Framework, question: Question, words: Words) -> Iterator[str]:
    """Yield that a question is an outcome, and what leads there."""
    show, names = words.part("show"), [framework.capability(name).name for name in question.led_by]
    yield from wrapped(show.say("outcome"), "  ") if question.outcome else ()
    yield from wrapped(show.say("led-by", names=words.listed(names)), "  ") if names else ()


def _capability_facts(framework: Framework, capability: Capability, words: Words) -> list[tuple[str, str]]:
    """Return where a capability belongs, what it takes, and what it needs."""
    show, report = words.part("show"), words.part("report")
    needs = [_prerequisite(framework, entry, words) for entry in capability.requires]
    behind = [e.name for e in framework.capabilities if capability.id in {r.capability for r in e.requires}]
    levels = [level.name for level in framework.ladder_levels(Ladder("capability", capability.id))]
    return [
        (report.say("dimension"), framework.dimension(capability.dimension).name),
        (report.say("effort"), words.number(capability.effort)),
        (show.say("worth"), words.number(capability.worth) if capability.worth != 1 else ""),
        (report.say("basis"), basis_text(capability, words)),
        (words.say("levels"), words.listed(levels)),
        (show.say("needs"), words.listed(needs)),
        (show.say("needed-by"), words.listed(behind)),
        (show.say("leans-on"), words.listed([framework.capability(name).name for name in capability.leans_on])),
        (show.say("to-do"), capability.remedy),
    ]


def _moves(framework: Framework, capability: Capability, words: Words, indent: str) -> Iterator[str]:
    """Yield what to do for single moves, each under its move."""
    for remedy in capability.remedies:
        yield from wrapped(_move(framework, remedy, words), indent)
        yield from prose(remedy.text, f"{indent}  ")


def _move(framework: Framework, remedy: Remedy, words: Words) -> str:
    """Return the question and the options that a remedy leads from and to."""
    question = framework.question(remedy.question)
    show, to = words.part("show"), word_label(question, remedy.to, words)
    if remedy.now is None:
        return show.say("move", question=question.text, to=to)
    return show.say("move-from", question=question.text, now=word_label(question, remedy.now, words), to=to)


def unknown(noun: str, given: str, names: list[str]) -> MaturityError:
    """Return the error for a name that the framework does not have."""
    near = nearest(given, names)
    allowed = ", ".join(dict.fromkeys(names))
    return MaturityError(
        [Problem(f"no such {noun}", f"--{noun}", repr(given), allowed, near and f"did you mean {near!r}?")]
    )
