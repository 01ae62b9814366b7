"""A finding, the rule that found it, and the framework as the rules see it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Literal, NamedTuple

from maturity_core.compiled.compiler import compile_framework
from maturity_core.compiled.terms import Compiled
from maturity_core.errors import printable
from maturity_core.lint.amounts import Amounts
from maturity_core.lint.reading import Reads
from maturity_core.model.fields import Path
from maturity_core.model.misread import dotted
from maturity_core.model.written import expanded

if TYPE_CHECKING:
    from maturity_core.model.framework import Framework
    from maturity_core.model.requirement import Requirement

Severity = Literal["error", "warning", "note"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "note")


@dataclass(frozen=True)
class Finding:
    """One thing an author may want to look at: which rule found it, where, what it is, and what to do about it.

    >>> print(Finding("thin-capability", "note", "capabilities.plan", "it has one question", "ask a second one"))
    note thin-capability: capabilities.plan: it has one question; ask a second one
    """

    rule: str
    severity: Severity
    where: str
    what: str
    remedy: str
    path: Path = field(default=(), repr=False, compare=False)
    """Its place in the tables, for readers that know line numbers."""

    def __str__(self) -> str:
        return printable(f"{self.severity} {self.rule}: {self.where}: {self.what}; {self.remedy}")


class Found(NamedTuple):
    """What a rule found: the place in the tables, and what is wrong there."""

    path: Path
    what: str


@dataclass(frozen=True)
class LintRule:
    """A rule: its stable id, its severity, one sentence, what to do about it, and the function that looks for it."""

    id: str
    severity: Severity
    sentence: str
    remedy: str
    find: Callable[[Subject], Iterator[Found]] = field(repr=False)


class Subject:
    """A framework as the rules see it. What several of them need is computed once.

    With a scorer in code there are no requirements, and the rules about them find nothing.
    """

    def __init__(self, framework: Framework) -> None:
        self.framework = framework

    @property
    def coded(self) -> bool:
        """Whether the framework's scorer is code, named in the file or passed in."""
        return self.framework.scorer is not None or self.framework.given_scorer is not None

    @cached_property
    def compiled(self) -> Compiled:
        """The requirements and scores, compiled."""
        return compile_framework(self.framework)

    @cached_property
    def reads(self) -> Reads:
        """The questions that levels and scores read."""
        return Reads(self.compiled)

    @cached_property
    def amounts(self) -> Amounts:
        """The values that the statistics of requirements and scores can take."""
        return Amounts(self.compiled)

    @cached_property
    def written(self) -> tuple[tuple[Requirement, Path], ...]:
        """Every requirement, one for each ladder, with its place in the file, as in `compiled.requirements`."""
        return tuple(expanded(self.framework))

    @cached_property
    def groups(self) -> dict[tuple[Path, str], list[int]]:
        """The requirements that one place in the file writes for one level, on one or more ladders."""
        groups: dict[tuple[Path, str], list[int]] = {}
        for index, (requirement, path) in enumerate(self.written):
            groups.setdefault((path, requirement.level), []).append(index)
        return groups

    def dotted(self, path: Path) -> str:
        """Return a place in readable form."""
        return dotted(path, self.framework)
