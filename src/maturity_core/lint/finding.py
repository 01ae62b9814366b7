"""A finding, the rule that found it, and the framework as rules look at it."""

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
from maturity_core.model.ladders import expanded
from maturity_core.model.misread import dotted

if TYPE_CHECKING:
    from maturity_core.model.framework import Framework
    from maturity_core.model.requirement import Requirement

Severity = Literal["error", "warning", "note"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "note")


@dataclass(frozen=True)
class Finding:
    """One thing an author may want to look at: which rule found it, where, what, and what helps.

    >>> print(Finding("thin-capability", "note", "capabilities.plan", "it has one question", "ask a second one"))
    note thin-capability: capabilities.plan: it has one question; ask a second one
    """

    rule: str
    severity: Severity
    where: str
    what: str
    remedy: str
    path: Path = field(default=(), repr=False, compare=False)
    """Where in the tables it sits, for readers that know lines."""

    def __str__(self) -> str:
        return printable(f"{self.severity} {self.rule}: {self.where}: {self.what}; {self.remedy}")


class Found(NamedTuple):
    """What a rule found: the place in the tables, and what is there."""

    path: Path
    what: str


@dataclass(frozen=True)
class LintRule:
    """A rule: its stable id, how much it weighs, one sentence, what helps, and the function that looks."""

    id: str
    severity: Severity
    sentence: str
    remedy: str
    find: Callable[[Subject], Iterator[Found]] = field(repr=False)


class Subject:
    """A framework as the rules look at it. What several of them need is worked out once.

    Where a scorer in code scores, there are no requirements, and the rules about them find nothing.
    """

    def __init__(self, framework: Framework) -> None:
        self.framework = framework

    @property
    def coded(self) -> bool:
        """Whether a scorer in code scores the framework: one that the file names, or one that was given."""
        return self.framework.scorer is not None or self.framework.given_scorer is not None

    @cached_property
    def compiled(self) -> Compiled:
        """The requirements and scores, compiled."""
        return compile_framework(self.framework)

    @cached_property
    def reads(self) -> Reads:
        """Which questions are read by levels and by scores."""
        return Reads(self.compiled)

    @cached_property
    def amounts(self) -> Amounts:
        """What the statistics of requirements and scores can come to."""
        return Amounts(self.compiled)

    @cached_property
    def written(self) -> tuple[tuple[Requirement, Path], ...]:
        """Every requirement, one a ladder, with the place that wrote it, in the order of `compiled.rules`."""
        return tuple(expanded(self.framework))

    @cached_property
    def groups(self) -> dict[tuple[Path, str], list[int]]:
        """The requirements that one place writes for one level, on however many ladders, by place and level."""
        groups: dict[tuple[Path, str], list[int]] = {}
        for index, (requirement, path) in enumerate(self.written):
            groups.setdefault((path, requirement.level), []).append(index)
        return groups

    def dotted(self, path: Path) -> str:
        """Return a place as people read it."""
        return dotted(path, self.framework)
