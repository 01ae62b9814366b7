"""When a law does not apply to a framework, and why."""

from __future__ import annotations

from maturity_core.testing.laws.subject import Subject


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
