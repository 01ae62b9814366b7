"""The records of a check as JUnit XML, which build servers show as tests."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax.saxutils import quoteattr

from maturity_core.errors import printable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from maturity_core import Framework
    from maturity_core.testing import Record

NOT_IN_XML = dict.fromkeys([0xFFFE, 0xFFFF], "\ufffd")
"""Beside control characters, the code points that an XML file cannot have."""


def junit(framework: Framework, told: Sequence[tuple[Record, float]], *, strict: bool) -> str:
    """Return records, with the seconds each law took, as JUnit XML: a test suite with a test for each law.

    A law that does not apply is a skipped test; so is one that is undecided, unless `strict` makes it a failure, as
    it does one that was not tried on everything.
    """
    failed = sum(fails(record, strict=strict) for record, _ in told)
    skipped = sum(not record.holds and not fails(record, strict=strict) for record, _ in told)
    totals = {"tests": len(told), "failures": failed, "skipped": skipped, "errors": 0}
    whole = _attributes(name=f"maturity check {framework.id}", **totals, time=f"{sum(took for _, took in told):.3f}")
    tests = [line for record, took in told for line in _test(framework.id, record, took, strict=strict)]
    return "\n".join(['<?xml version="1.0" encoding="UTF-8"?>', f"<testsuite{whole}>", *tests, "</testsuite>", ""])


def fails(record: Record, *, strict: bool) -> bool:
    """Return whether a check fails because of a record; if strict, also if it is undecided or missed something."""
    return record.status == "failed" or (strict and (record.status == "undecided" or bool(missed(record))))


def missed(record: Record) -> str:
    """Return as text what a law was not tried on, though it may be reachable; empty if nothing."""
    return f"not tried on: {', '.join(record.reach.missed)}" if record.reach and record.reach.missed else ""


def _test(suite: str, record: Record, took: float, *, strict: bool) -> list[str]:
    start = f"  <testcase{_attributes(classname=f'{suite}.{record.group}', name=record.law, time=f'{took:.3f}')}"
    failed = fails(record, strict=strict)
    if record.holds and not failed:
        return [f"{start}/>"]
    kind, told = "failure" if failed else "skipped", record.message or missed(record) or record.reason
    return [f"{start}>", f"    <{kind}{_attributes(message=told)}/>", "  </testcase>"]


def _attributes(**values: object) -> str:
    """Return attributes as XML; line breaks are kept, and what XML cannot have is shown as errors show it."""
    return "".join(f" {name}={_quoted(str(value))}" for name, value in values.items())


def _quoted(value: str) -> str:
    lines = (printable(line).translate(NOT_IN_XML) for line in value.split("\n"))
    return quoteattr("\n".join(lines))
