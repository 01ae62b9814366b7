"""The linter: what an author of a framework may want to look at, beside the laws that must hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maturity_core.lint.finding import SEVERITIES, Finding, LintRule, Subject
from maturity_core.lint.rules import RULES
from maturity_core.model.framework import framework_given

if TYPE_CHECKING:
    from maturity_core.model.framework import Framework

__all__ = ["RULES", "SEVERITIES", "Finding", "LintRule", "lint_framework"]


def lint_framework(framework: Framework) -> tuple[Finding, ...]:
    """Return what an author may want to look at, errors first, then warnings, then notes.

    An error is a framework that cannot do what it says; a warning is most likely not meant; a note may well be. What
    would have to be proved and is not, as that nobody can stand at a level, is not found.

    Args:
        framework: any framework. For one with a scorer in code, the rules about requirements find nothing.

    Returns:
        The findings, by severity, then by rule, then in the order of the file.

    >>> from maturity_core import load_framework
    >>> [finding for finding in lint_framework(load_framework("tsia-customer-success")) if finding.severity == "error"]
    []
    """
    subject = Subject(framework_given(framework))
    return tuple(
        Finding(rule.id, rule.severity, subject.dotted(found.path), found.what, rule.remedy, found.path)
        for severity in SEVERITIES
        for rule in RULES
        if rule.severity == severity
        for found in rule.find(subject)
    )
