"""When a law does not apply to a framework, and why."""

from __future__ import annotations

from collections.abc import Iterator

from maturity_core.model.ladder import FRAMEWORK, Ladder
from maturity_core.model.requirement import Requirement, Score
from maturity_core.testing.suite.subject import Subject


def reads_requirements(subject: Subject) -> str:
    """A law about requirements says nothing of a scorer in code."""
    return "scored in code: there are no requirements to look at" if subject.scorer else ""


def scored_in_code(subject: Subject) -> str:
    """A law about the gaps of scorers in code says nothing of requirements."""
    return "" if subject.scorer else "scored by requirements: their gaps ask alike of all, and never choose"


def written_in_a_file(subject: Subject) -> str:
    """A scorer that was handed over in code stands in no file."""
    handed_over = subject.scorer is not None and subject.framework.scorer is None
    return "its scorer was handed over in code: no file can say it" if handed_over else ""


def takes_open_questions(subject: Subject) -> str:
    """A framework may refuse sheets with open questions."""
    refuses = subject.framework.open_questions == "reject"
    return "the framework refuses sheets with open questions" if refuses else ""


def has_not_applicable(subject: Subject) -> str:
    """A framework may have only questions that always apply."""
    allowed = any(question.not_applicable for question in subject.framework.questions)
    return "" if allowed else "every question always applies"


def has_one_question(subject: Subject) -> str:
    """One question has only one order."""
    return "" if len(subject.framework.questions) > 1 else "there is one question only"


def has_one_capability(subject: Subject) -> str:
    """Where there is one capability, every answer is its own."""
    return "" if len(subject.framework.capabilities) > 1 else "there is one capability only"


def has_prerequisites(subject: Subject) -> str:
    """A framework may have no prerequisites at all."""
    required = any(capability.requires for capability in subject.framework.capabilities)
    return "" if required else "no capability requires another"


def scored_by_requirements(subject: Subject) -> str:
    """What a scorer in code does with weights is its own."""
    return "scored in code: what it does with weights is its own" if subject.scorer else ""


def bearing(subject: Subject, *fields: str) -> frozenset[str]:
    """Return the ladders that a total bears on: with `base` one that counts up, with `top` one that counts down."""
    framework = subject.framework
    rules: list[Requirement | Score] = [*framework.all_requirements, *framework.scores]
    totals = [rule.ladder for rule in rules if any(getattr(rule, field) is not None for field in fields)]
    return frozenset(above for ladder in totals for above in _and_above(subject, Ladder.read(str(ladder))))


def _and_above(subject: Subject, ladder: Ladder) -> Iterator[str]:
    """Yield a ladder and those that may read it."""
    yield from (ladder, FRAMEWORK)
    if ladder.kind == "capability":
        yield Ladder("dimension", subject.framework.capability(ladder.id).dimension)
