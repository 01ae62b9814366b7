"""Two ways into the law suite: check a framework, or list the laws."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from maturity_core.errors import MaturityError, Problem, shown
from maturity_core.model.arguments import check_kind, function, mapping
from maturity_core.model.framework import Framework, framework_given
from maturity_core.testing.given import settings_given
from maturity_core.testing.suite import ALL
from maturity_core.testing.suite.editions import moves_since
from maturity_core.testing.suite.first import tried
from maturity_core.testing.suite.law import Law
from maturity_core.testing.suite.record import Record
from maturity_core.testing.suite.subject import Subject

if TYPE_CHECKING:
    from hypothesis import settings as Settings  # noqa: N812 - a class, named as one

NONE_EXPECTED: Mapping[str, str] = {}


def laws() -> Iterator[Law]:
    """Yield every law: of the definition, of scoring, of gaps, of steps.

    >>> next(laws()).id
    'ids-are-unique'
    """
    yield from ALL


def check_framework(
    framework: Framework,
    settings: Settings | None = None,
    expected_failures: Mapping[str, str] = NONE_EXPECTED,
    on_record: Callable[[Record], object] | None = None,
    *,
    before: Framework | None = None,
) -> tuple[Record, ...]:
    """Check a framework against every law.

    A framework with few possible answer sheets is checked exhaustively, a larger one on drawn sheets; each record says
    which.

    Args:
        framework: scored by requirements or by a scorer in code.
        settings: Hypothesis settings for the laws that draw; its deadline is ignored. By default, as many examples as
            the framework's size allows, the same ones in every run.
        expected_failures: by the id of a law, the reason why the framework may break it. If it keeps the law after
            all, that is a failure.
        on_record: called with each record as soon as its law has been tried, for example `print`. What it raises ends
            the check.
        before: an earlier definition of the framework. If it is given, one more law, `moves-are-proved`, compares the
            two: whose level rises since, and whose falls.

    Returns:
        One record for each law, in the order of `laws`; the one about `before` after those of the definition. Nothing
        is raised if a law is broken or the framework raises.

    Raises:
        MaturityError: `expected_failures` names an unknown law.
        ArgumentError: for a profile: the laws look at a framework together with its profiles; if `on_record` cannot be
            called; or if `before` is not a framework.

    >>> from hypothesis import settings
    >>> from maturity_core import load_framework
    >>> quick = settings(max_examples=2, derandomize=True, database=None)
    >>> records = check_framework(load_framework("service-maturity-check"), quick)
    >>> len(records) == len(list(laws())), sorted({record.status for record in records})
    (True, ['not applicable', 'passed', 'proved'])
    """
    if on_record is not None:
        function(on_record, "on_record")
    found: list[Record] = []
    for record in records(framework, settings, expected_failures, before):
        found.append(record)
        if on_record is not None:
            on_record(record)
    return tuple(found)


def records(
    framework: Framework,
    settings: Settings | None = None,
    expected_failures: Mapping[str, str] = NONE_EXPECTED,
    before: Framework | None = None,
) -> Iterator[Record]:
    """Yield the records of `check_framework`, each as soon as its law has been tried."""
    settings_given(settings)
    refuse_unknown(expected_failures)
    subject = Subject(framework_given(framework).refuse_profile())
    compared = [] if before is None else [moves_since(_earlier(before))]
    for law in sorted([*laws(), *compared], key=lambda law: law.group != "definition"):
        yield judged(tried(law, subject, settings), expected_failures.get(law.id))


def _earlier(before: Framework) -> Framework:
    check_kind(before, Framework, "before")
    return before.refuse_profile()


def judged(record: Record, expected: str | None) -> Record:
    """Return a record in the light of what was expected: an expected failure has to happen."""
    if expected is None:
        return record
    if record.status == "failed":
        return replace(record, status="expected failure", reason=expected)
    message = f"expected to fail ({expected}), but it is {record.status}: remove it from the expected failures"
    return replace(record, status="failed", message=message)


def refuse_unknown(expected_failures: Mapping[str, str]) -> None:
    """Raise MaturityError if a failure is expected of an unknown law."""
    known = [law.id for law in laws()]
    problems = [
        Problem("unknown law", f"expected_failures.{name}", shown(name), near=(name, known))
        for name in (str(key) for key in mapping(expected_failures, "expected_failures"))
        if name not in known
    ]
    if problems:
        raise MaturityError(problems)
