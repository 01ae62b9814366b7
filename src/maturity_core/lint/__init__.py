"""The linter: what the author of a framework may want to look at, apart from the laws that must hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maturity_core.lint.finding import SEVERITIES, Finding, LintRule, Subject
from maturity_core.lint.rules import OF_TRANSLATIONS, RULES
from maturity_core.model.framework import framework_given

if TYPE_CHECKING:
    from maturity_core.model.framework import Framework

__all__ = ["RULES", "SEVERITIES", "Finding", "LintRule", "lint_framework"]


def lint_framework(framework: Framework) -> tuple[Finding, ...]:
    """Return what an author may want to look at: errors first, then warnings, then notes.

    An error means that the framework cannot do what it says; a warning is probably a mistake; a note may well be
    intended. If a finding needs proof, such as that a level can never be the result, only what is proved is reported.

    Args:
        framework: any framework. If its scorer is code, the rules about requirements find nothing. Of a profile, the
            rules look at what it asks; places are those in the file of the whole framework. Of a translation, only
            the rules about texts look, at what is not in the original's file.

    Returns:
        The findings, ordered by severity, then by rule, then as in the file.

    >>> from maturity_core import load_framework
    >>> [finding for finding in lint_framework(load_framework("tsia-customer-success")) if finding.severity == "error"]
    []
    """
    subject = Subject(framework_given(framework))
    own = framework.original is framework
    rules = RULES if own else [rule for rule in RULES if rule.id in OF_TRANSLATIONS]
    return tuple(
        Finding(rule.id, rule.severity, subject.dotted(path), found.what, rule.remedy, path)
        for severity in SEVERITIES
        for rule in rules
        if rule.severity == severity
        for found in rule.find(subject)
        for path in (subject.in_file(found.path),)
    )
