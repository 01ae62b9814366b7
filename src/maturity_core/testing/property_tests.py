"""A way into the law suite for the tools of Hypothesis and for fuzzers: each law as a property test."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any
from unittest import SkipTest

import numpy as np
from hypothesis import HealthCheck, given, settings, target

from maturity_core.model.framework import framework_given
from maturity_core.testing.checking import laws
from maturity_core.testing.suite.law import kept
from maturity_core.testing.suite.record import Broken, LawBroken, Record
from maturity_core.testing.suite.subject import Subject
from maturity_core.testing.suite.trial import sheet_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from maturity_core.model.framework import Framework
    from maturity_core.testing.suite.law import Law

DIGITS = 12
"""How much of the digest of the rules is part of a name."""
SLOW = (HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example)
"""What Hypothesis says against large and slow frameworks. HypoFuzz leaves out tests that allow others inside."""


def law_tests(framework: Framework) -> dict[str, Callable[[], None]]:
    """Return the laws as tests of one framework, by name, to be put into a test module.

    Those that draw their cases are property tests of Hypothesis: they follow its profiles, seeds and databases, and
    fuzzers such as HypoFuzz collect them. Laws with a single case are plain tests; those that do not apply are skipped.
    Each name has the law, the framework and the digest of its rules, so failures are kept for as long as the rules are.

    Args:
        framework: scored by requirements or by a scorer in code.

    Raises:
        ArgumentError: for a profile: the laws look at a framework together with its profiles.

    >>> from maturity_core import load_framework
    >>> tests = law_tests(load_framework("service-maturity-check"))
    >>> [name.rpartition("_")[0] for name in tests if "monotone" in name]
    ['test_monotone_of_service_maturity_check']
    >>> globals().update(tests)
    """
    subject = Subject(framework_given(framework).refuse_profile())
    end = f"of_{framework.id}_{framework.rules_digest[:DIGITS]}"
    made = [_made(law, subject, f"test_{law.id}_{end}".replace("-", "_")) for law in laws()]
    return {test.__name__: test for test in made}


def _made(law: Law, subject: Subject, name: str) -> Callable[[], None]:
    """Return a law as a test: of drawn cases, if it applies and has more than one."""
    reason = ""
    with suppress(Exception):  # what a framework raises is for the test to show
        reason = law.unless(subject)
    if reason or law.over.once:

        def alone() -> None:
            if reason:
                raise SkipTest(reason)
            record = kept(law.on(subject))
            if not record.holds:
                raise SkipTest(record.reason)

        alone.__name__ = alone.__qualname__ = name
        return alone
    return _drawn(law, subject, name)


def _drawn(law: Law, subject: Subject, name: str) -> Callable[[], None]:
    """Return a law as a property test.

    All of these share their lines, by which Hypothesis knows a test. So the name is added, as Hypothesis' own plugin
    adds the id of a test under pytest. Before each case, what was said of sheets is forgotten: fuzzers keep a case only
    if it takes the same branches when it is tried again, and they run for days.
    """

    def on_drawn(case: Any) -> None:
        subject.forget()
        _look(law, subject, case)

    on_drawn.__name__ = on_drawn.__qualname__ = name
    on_drawn._hypothesis_internal_add_digest = name.encode()  # type: ignore[attr-defined]  # noqa: SLF001 - see above
    untimed = settings(deadline=None, suppress_health_check=SLOW)
    test: Callable[[], None] = untimed(given(law.over.draw(subject))(on_drawn))
    return test


def _look(law: Law, subject: Subject, case: Any) -> None:
    """Try a law on one case, and lead Hypothesis to higher levels.

    Raises:
        LawBroken: the case breaks it, or the framework raises.
    """
    try:
        law.holds(subject, case)
        if law.over.at is not None:
            _lead_up(subject, case)
    except Exception as error:
        broken = error if isinstance(error, Broken) else Broken(f"{type(error).__name__}: {error}")
        told = "\n".join(broken.lines(law.over.tell(subject, case)))
        raise LawBroken(Record(law.id, law.group, law.sentence, "failed", told, tried=1)) from error


def _lead_up(subject: Subject, case: Any) -> None:
    """Tell Hypothesis to prefer sheets that are nearer to the next level of the whole."""
    found = subject.stand([sheet_of(case)])
    height = float(found.ranks[0, -1]) + float(found.scores[0, -1])
    if np.isfinite(height):
        target(height, label="level and score of the whole")
