"""A way into the law suite for pytest: every law as a test of its own. Only users of pytest import pytest."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from maturity_core.errors import ArgumentError, MaturityError, Problem, shown
from maturity_core.model.arguments import mapping
from maturity_core.model.fields import is_table
from maturity_core.model.framework import framework_given
from maturity_core.testing.checking import laws, refuse_unknown
from maturity_core.testing.given import settings_given
from maturity_core.testing.suite.first import tried
from maturity_core.testing.suite.law import Law, kept
from maturity_core.testing.suite.record import LawBroken, Record
from maturity_core.testing.suite.subject import Subject

if TYPE_CHECKING:
    import pytest
    from hypothesis import settings as Settings  # noqa: N812 - a class, named as one

    from maturity_core.model.framework import Framework

NONE_EXPECTED: Mapping[str, Mapping[str, str]] = {}


def parametrize_with_laws(
    frameworks: Iterable[Framework],
    settings: Settings | None = None,
    expected_failures: Mapping[str, Mapping[str, str]] = NONE_EXPECTED,
) -> pytest.MarkDecorator:
    """Return a decorator that runs a test once for each framework and law, with the id `FRAMEWORK-LAW`.

    The test takes `framework` and `law`, and calls `law.check(framework)`. A law that does not apply, or is undecided,
    is skipped and the reason is given.

    Args:
        frameworks: the frameworks to check.
        settings: Hypothesis settings for the laws that draw, as for `check_framework`.
        expected_failures: by the id of a framework and then the id of a law, the reason why it may be broken. Strict: a
            law that is kept after all fails.

    Raises:
        MaturityError: `expected_failures` names an unknown law, or a framework that is not checked.

    >>> from maturity_core import load_framework
    >>> @parametrize_with_laws([load_framework("service-maturity-check")])
    ... def test_laws(framework, law):
    ...     law.check(framework)
    """
    import pytest  # noqa: PLC0415 - see above

    settings_given(settings)
    chosen = _given(frameworks)
    _refuse_unknown(expected_failures, [framework.id for framework in chosen])
    tests: list[Any] = []
    for framework in chosen:
        subject, expected = Subject(framework), expected_failures.get(framework.id, {})
        for law in laws():
            reason = expected.get(law.id)
            marks = () if reason is None else (pytest.mark.xfail(reason=reason, raises=LawBroken, strict=True),)
            test = _LawTest(**vars(law), subject=subject, settings=settings, expected=reason is not None)
            tests.append(pytest.param(framework, test, marks=marks, id=f"{framework.id}-{law.id}"))
    return pytest.mark.parametrize(("framework", "law"), tests)


def _given(frameworks: Any) -> list[Framework]:
    if not hasattr(frameworks, "__iter__") or is_table(frameworks) or isinstance(frameworks, str | bytes | type):
        what, allowed = "the argument has the wrong type", "a list of frameworks"
        raise ArgumentError([Problem(what, "frameworks", shown(frameworks), allowed)])
    given: Iterable[Any] = frameworks
    return [framework_given(framework) for framework in given]


def _refuse_unknown(expected_failures: Mapping[str, Mapping[str, str]], known: list[str]) -> None:
    for name, expected in mapping(expected_failures, "expected_failures").items():
        if name not in known:
            where, allowed = f"expected_failures.{name}", ", ".join(known)
            raise MaturityError([Problem("not one of the frameworks to check", where, shown(name), allowed)])
        refuse_unknown(expected)


@dataclass(frozen=True)
class _LawTest(Law):
    """A law as a test: all laws read their framework once, and undecided ones are reported as skipped."""

    subject: Subject
    settings: Settings | None
    expected: bool

    def check(self, framework: Framework, settings: Settings | None = None) -> Record:
        """See `Law.check`."""
        import pytest  # noqa: PLC0415 - see above

        known = framework is self.subject.framework
        record = kept(tried(self, self.subject if known else Subject(framework), settings or self.settings))
        if not record.holds and not self.expected:
            pytest.skip(str(record))
        return record
