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
from maturity_core.model.asked import asked_places
from maturity_core.model.fields import Path
from maturity_core.model.misread import dotted
from maturity_core.model.written import expanded

if TYPE_CHECKING:
    from maturity_core.model.framework import Framework
    from maturity_core.model.requirement import Requirement

Severity = Literal["error", "warning", "note"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "note")
LEFT_OUT = ("dimensions", "capabilities", "questions", "measures")
"""The tables from which a profile leaves out entries. Requirements are told by their places in the file."""


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
        own, framework = tuple(expanded(self.framework)), self.framework
        if framework.asked_by is None:
            return own
        places = [path for _, path in expanded(framework.whole)]
        kept = [places[place] for place in asked_places(framework.whole, framework.asked_by)]
        return tuple((requirement, self._of_trait(path)) for (requirement, _), path in zip(own, kept, strict=True))

    def _of_trait(self, path: Path) -> Path:
        """Return the place of a requirement of the whole; of a trait, that of the question in the profile's table."""
        if path[0] != "questions":
            return path
        name = self.framework.whole.questions[int(path[1])].id
        return ("questions", self.framework.questions.ids.index(name))

    @cached_property
    def groups(self) -> dict[tuple[Path, str], list[int]]:
        """The requirements that one place in the file writes for one level, on one or more ladders."""
        groups: dict[tuple[Path, str], list[int]] = {}
        for index, (requirement, path) in enumerate(self.written):
            groups.setdefault((path, requirement.level), []).append(index)
        return groups

    def in_file(self, path: Path) -> Path:
        """Return a place in the tables as a place in the file: of a profile, in that of the whole framework."""
        framework = self.framework
        if framework.asked_by is None or path[0] not in LEFT_OUT:
            return path
        table, index, *rest = path
        entry = getattr(framework, str(table))[index]
        there: int = getattr(framework.whole, str(table)).ids.index(entry.id)
        if rest[:1] == ["requires"]:
            rest[1] = framework.whole.capabilities[there].requires.index(entry.requires[rest[1]])
        return (table, there, *rest)

    def dotted(self, path: Path) -> str:
        """Return a place in the file in readable form."""
        return dotted(path, self.framework.whole)
