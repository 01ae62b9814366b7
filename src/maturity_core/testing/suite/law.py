"""A law: one sentence that holds for every framework, and the function that checks a framework against it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from maturity_core.model.arguments import check_kind
from maturity_core.model.framework import framework_given
from maturity_core.testing.given import settings_given
from maturity_core.testing.suite.cases import Cases
from maturity_core.testing.suite.record import Group, LawBroken, Record
from maturity_core.testing.suite.subject import Subject
from maturity_core.testing.suite.trial import Claim, trial

if TYPE_CHECKING:
    from hypothesis import settings as Settings  # noqa: N812 - a class, named as one

    from maturity_core.model.framework import Framework
    from maturity_core.testing.suite.nearby import Seen

C = TypeVar("C")


@dataclass(frozen=True)
class Law(Claim):
    """One law. `check` tells whether a framework keeps it.

    >>> from maturity_core import load_framework
    >>> from maturity_core.testing import laws
    >>> law = {law.id: law for law in laws()}["worst-gives-floor"]
    >>> law.check(load_framework("service-maturity-check")).status
    'passed'
    """

    def check(self, framework: Framework, settings: Settings | None = None) -> Record:
        """Check a framework and return the record: passed, proved, not applicable, or undecided.

        Args:
            framework: scored by requirements or by a scorer in code.
            settings: Hypothesis settings; by default, as many examples as the framework's size allows.

        Raises:
            LawBroken: the framework breaks the law; the message names the answers that break it.
        """
        return kept(self.on(Subject(framework_given(framework).refuse_profile()), settings))

    def on(self, subject: Subject, settings: Settings | None = None) -> Record:
        """Return the record of this law on a framework that may have been looked at before; never raise."""
        check_kind(subject, Subject, "subject")
        settings_given(settings)
        return trial(self, subject, settings)

    def __repr__(self) -> str:
        return f"<Law {self.id}>"


def kept(record: Record) -> Record:
    """Return the record, unless the law is broken.

    Raises:
        LawBroken: the law is broken.
    """
    if record.status == "failed":
        raise LawBroken(record)
    return record


def applies(subject: Subject) -> str:
    """Return no reason why a law should not apply: it applies to every framework."""
    del subject
    return ""


def law(
    group: Group,
    over: Cases[C],
    unless: Callable[[Subject], str] = applies,
    near: Callable[[Subject], Seen] | None = None,
    proof: Callable[[Subject], str] | None = None,
) -> Callable[[Callable[[Subject, C], bool]], Law]:
    """Make a law from a function: its id is the function's name, its sentence the first line of the docstring.

    The function raises `Broken` if a case breaks the law, and returns whether the law applied to that case.

    Args:
        group: the part of the suite it belongs to.
        over: the cases it is tried on.
        unless: returns why the law does not apply to a framework; empty if it does.
        near: compares all sheets near witnesses at once, where a framework has too many sheets to try them all.
        proof: returns how the law is proved of a framework that no case speaks against; empty if it is not.
    """

    def made(holds: Callable[[Subject, C], bool]) -> Law:
        name = holds.__name__.rstrip("_").replace("_", "-")
        return Law(name, group, (holds.__doc__ or "").split("\n")[0], holds, over, unless, near=near, proof=proof)

    return made
