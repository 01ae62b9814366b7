"""Results as answers files: JSON from `assess --json` or a report is read like the sheet it was made from."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from maturity_app.origin import FRAMEWORK
from maturity_app.raw_sheet import ORGANISATION
from maturity_app.table_files import ANSWERS, table_sheet
from maturity_core import Assessment
from maturity_core.errors import MaturityError, Problem
from maturity_core.model.fields import is_list, is_table
from maturity_core.results.record import AssessmentRecord

if TYPE_CHECKING:
    from maturity_app.raw_sheet import RawSheet
    from maturity_core import Framework

RESULT = "assessment"
PARTS = (ORGANISATION, RESULT, "gaps", "next_steps", "explanation")
"""The parts of a result from the command line."""
_STORED = "schema_version"
"""A key that only a stored assessment has."""


def json_sheets(framework: Framework, data: Any, name: str, problems: list[Problem]) -> list[RawSheet]:
    """Return the sheets of a JSON file: one for a table of answers or a result, one per entry for a list of these.

    Whatever is wrong is added to `problems`, including a result that its own answers do not give.
    """
    if not is_list(data):
        return _sheets(framework, data, name, problems)
    if not data:
        problems.append(Problem("the file has no organisations", name, hint="its list is empty"))
    return [
        replace(sheet, source=name, row=place, unit="entry")
        for place, entry in enumerate(data, start=1)
        for sheet in _sheets(framework, entry, f"{name}, entry {place}", problems)
    ]


def _sheets(framework: Framework, entry: Any, name: str, problems: list[Problem]) -> list[RawSheet]:
    stored = _stored(entry, name, problems)
    if stored is None:
        return table_sheet(entry, name, problems)
    try:
        record = _record(framework, stored)
    except MaturityError as error:
        problems += [replace(problem, where=f"{name}, {problem.where}") for problem in error.problems]
        return []
    answers = {**record.answers, **record.numbers_exact}
    origin = record.framework.model_dump(mode="json")
    facts = record.facts.model_dump(mode="json")
    facts[ORGANISATION] = entry.get(ORGANISATION) or facts[ORGANISATION]
    return table_sheet({**facts, ANSWERS: answers, FRAMEWORK: origin}, name, problems)


def _stored(entry: Any, name: str, problems: list[Problem]) -> Any:
    """Return the stored assessment that an entry is or contains; None for a table of answers."""
    if not is_table(entry):
        return None
    if RESULT not in entry:
        return entry if _STORED in entry else None
    allowed = ", ".join(PARTS)
    problems += [Problem("no such key", f"{name}, {key}", allowed=allowed) for key in entry if key not in PARTS]
    return entry[RESULT]


def _record(framework: Framework, stored: Any) -> AssessmentRecord:
    """Return a stored assessment, scored again if the framework's rules are still the same.

    Raises:
        MaturityError: it contradicts itself or its answers.
    """
    record = AssessmentRecord.model_validate(stored)
    if record.framework.fits(record.framework.maker(framework)):
        Assessment(None, (), record).verify(framework)
    return record
