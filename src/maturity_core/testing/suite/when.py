"""When a law does not apply to a framework, and why."""

from __future__ import annotations

from collections.abc import Iterator

from maturity_core.model.ladder import FRAMEWORK, Ladder
from maturity_core.model.ladders import ladders_read
from maturity_core.model.requirement import Requirement, Score
from maturity_core.testing.suite.subject import Subject


def has_no_profile(subject: Subject) -> str:
    """Return why the law about profiles does not apply: there are none."""
    return "" if subject.framework.profiles else "the framework has no profiles"


def needs_nothing(subject: Subject) -> str:
    """Return why the law about questions that need others does not apply: there are none."""
    return "" if any(question.needs for question in subject.framework.questions) else "no question needs another"


def reads_requirements(subject: Subject) -> str:
    """Return why a law about requirements does not apply: the scorer is code."""
    return "scored in code: there are no requirements to check" if subject.scorer else ""


def scored_in_code(subject: Subject) -> str:
    """Return why a law about the gaps of scorers in code does not apply: the framework has requirements."""
    return "" if subject.scorer else "scored by requirements: their gaps treat all questions alike, and never choose"


def written_in_a_file(subject: Subject) -> str:
    """Return why a law about files does not apply: a scorer passed in as code is in no file."""
    handed_over = subject.scorer is not None and subject.framework.scorer is None
    return "its scorer was passed in as code: no file can express it" if handed_over else ""


def takes_open_questions(subject: Subject) -> str:
    """Return why a law about open questions does not apply: the framework refuses them."""
    refuses = subject.framework.open_questions == "reject"
    return "the framework refuses sheets with open questions" if refuses else ""


def has_outcomes(subject: Subject) -> str:
    """Return why a law about outcomes does not apply: no question is one."""
    return "" if any(question.outcome for question in subject.framework.questions) else "no question is an outcome"


def has_not_applicable(subject: Subject) -> str:
    """Return why a law about not applicable does not apply: no question allows it."""
    allowed = any(question.not_applicable for question in subject.framework.questions)
    return "" if allowed else "every question always applies"


def has_one_question(subject: Subject) -> str:
    """Return why a law about the order of questions does not apply: there is only one."""
    return "" if len(subject.framework.questions) > 1 else "there is only one question"


def has_one_capability(subject: Subject) -> str:
    """Return why a law about independence does not apply: there is only one capability."""
    return "" if len(subject.framework.capabilities) > 1 else "there is only one capability"


def has_prerequisites(subject: Subject) -> str:
    """Return why a law about prerequisites does not apply: there are none."""
    required = any(capability.requires for capability in subject.framework.capabilities)
    return "" if required else "no capability requires another"


def weights_only_compare(subject: Subject) -> str:
    """Return why multiplying all weights may change a level."""
    if any(measure.statistic == "total" for measure in subject.framework.measures):
        return "a measure is a total: what has to be reached depends on the unit of the weights"
    return ""


def bearing(subject: Subject, *fields: str) -> frozenset[str]:
    """Return the ladders that a total affects: with `base` one that counts up, with `top` one that counts down."""
    framework = subject.framework
    rules: list[Requirement | Score] = [*framework.all_requirements, *framework.scores]
    totals = [str(rule.ladder) for rule in rules if any(getattr(rule, field) is not None for field in fields)]
    for measure in framework.measures:
        counts_up = measure.statistic == "count" and "base" in fields
        if counts_up or any(getattr(measure, field) is not None for field in fields):
            totals.append(Ladder("measure", measure.id))
    return frozenset(above for ladder in totals for above in _and_above(subject, Ladder.read(ladder)))


def _and_above(subject: Subject, ladder: Ladder) -> Iterator[str]:
    """Yield a ladder and those that may read it, directly or through measures."""
    yield from (ladder, FRAMEWORK)
    if ladder.kind == "capability":
        yield Ladder("dimension", subject.framework.capability(ladder.id).dimension)
    above = {ladder}
    for name in subject.ladders:  # each comes after those that it reads
        if above.intersection(ladders_read(subject.framework, name)):
            above.add(name)
            yield name
