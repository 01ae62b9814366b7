"""Two doors of the law suite: check a framework, or list the laws."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from maturity_core.errors import MaturityError, Problem, shown
from maturity_core.model.arguments import mapping
from maturity_core.model.framework import framework_given
from maturity_core.testing.given import settings_given
from maturity_core.testing.suite import ALL
from maturity_core.testing.suite.law import Law
from maturity_core.testing.suite.record import Record
from maturity_core.testing.suite.subject import Subject

if TYPE_CHECKING:
    from hypothesis import settings as Settings  # noqa: N812 - a class, named as one

    from maturity_core.model.framework import Framework

NONE_EXPECTED: Mapping[str, str] = {}


def laws() -> Iterator[Law]:
    """Yield every law: of the definition, of scoring, of gaps, of steps.

    >>> next(laws()).id
    'ids-are-unique'
    """
    yield from ALL


def check_framework(
    framework: Framework, settings: Settings | None = None, expected_failures: Mapping[str, str] = NONE_EXPECTED
) -> tuple[Record, ...]:
    """Hold a framework to every law.

    A framework of few answer sheets is checked exhaustively, a larger one on drawn sheets; each record says which.

    Args:
        framework: scored by requirements or by a scorer in code.
        settings: of Hypothesis, for the laws that draw; how long an example may take is none of them. By default as
            many examples as the framework's size allows, the same ones in every run.
        expected_failures: by the id of a law the reason why the framework may break it. One that is kept nevertheless
            is a failure.

    Returns:
        A record a law, in the order of `laws`. Nothing is raised where a law is broken, nor where the framework raises.

    Raises:
        MaturityError: where `expected_failures` names no law.

    >>> from hypothesis import settings
    >>> from maturity_core import load_framework
    >>> quick = settings(max_examples=2, derandomize=True, database=None)
    >>> records = check_framework(load_framework("service-maturity-check"), quick)
    >>> len(records) == len(list(laws())), {record.status for record in records} <= {"passed", "not applicable"}
    (True, True)
    """
    return tuple(records(framework, settings, expected_failures))


def records(
    framework: Framework, settings: Settings | None = None, expected_failures: Mapping[str, str] = NONE_EXPECTED
) -> Iterator[Record]:
    """Yield the records of `check_framework`, each as soon as its law has been tried."""
    settings_given(settings)
    refuse_unknown(expected_failures)
    subject = Subject(framework_given(framework))
    for law in laws():
        yield judged(law.on(subject, settings), expected_failures.get(law.id))


def judged(record: Record, expected: str | None) -> Record:
    """Return a record in the light of what was expected: a failure that was expected has to come."""
    if expected is None:
        return record
    if record.status == "failed":
        return replace(record, status="expected failure", reason=expected)
    message = f"expected to fail ({expected}), but it is {record.status}: take it out of the expected failures"
    return replace(record, status="failed", message=message)


def refuse_unknown(expected_failures: Mapping[str, str]) -> None:
    """Raise MaturityError where a failure is expected of a law that there is not."""
    known = [law.id for law in laws()]
    problems = [
        Problem("no such law", f"expected_failures.{name}", shown(name), near=(name, known))
        for name in (str(key) for key in mapping(expected_failures, "expected_failures"))
        if name not in known
    ]
    if problems:
        raise MaturityError(problems)
