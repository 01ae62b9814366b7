"""Verify a stored result: score its answers again, and compare field by field."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Literal

from maturity_core.answers.sheets import sheet_codes
from maturity_core.errors import MaturityError, Problem
from maturity_core.model.fields import is_list, is_table
from maturity_core.model.ladder import FRAMEWORK, Ladder
from maturity_core.model.node import Node
from maturity_core.model.nouns import Level
from maturity_core.readers.records import Facts
from maturity_core.results.parts import LadderResult

if TYPE_CHECKING:
    from maturity_core.model.framework import Framework
    from maturity_core.results.record import AssessmentRecord

MOST_LISTED = 50
_ABOUT = frozenset({"schema_version", "core_version", "facts"})
"""Fields that do not follow from the answers."""
_WORDS = frozenset({"name", "framework", "levels", "level_lists"})
"""Fields with words, and with the framework they come from: compared only if content and version are the same."""


class Difference(Node):
    """A field of a stored result that differs from its answers scored again; None if one of the two lacks the field.

    Levels are compared by id, exact numbers by their text.
    """

    field: str
    stored: str | bool | float | None
    scored: str | bool | float | None


class Verification(Node):
    """Whether a result is known to match its answers.

    `status` is `verified`; `not verified` if a stored result has not been scored again; or `differs` if another version
    of the library or a scorer in code made it, and its answers now give a different result: `differences` has both
    values. `reworded` names the questions that the framework now words differently.

    >>> from maturity_core import load_framework
    >>> load_framework("service-maturity-check").assess({}).verification.status
    'verified'
    """

    status: Literal["verified", "not verified", "differs"]
    differences: tuple[Difference, ...] = ()
    reworded: tuple[str, ...] = ()


VERIFIED = Verification(status="verified")
NOT_VERIFIED = Verification(status="not verified")


def verification(record: AssessmentRecord, framework: Framework) -> Verification:
    """Return whether a stored result matches its answers, scored again by the framework.

    Raises:
        AnswersError: its answers do not fit the framework.
        MaturityError: the framework has other rules; the result differs although the same version of the library
            scored it by requirements; or the result is impossible for any answers.
    """
    if not record.framework.fits(framework):
        raise MaturityError([_other_rules(framework, record)])
    codes = sheet_codes(framework, {**record.answers, **record.numbers_exact})
    again = Facts(framework, codes, record.numbers_exact).record()
    alike = record.framework.digest == again.framework.digest and record.core_version == again.core_version
    differences = tuple(_differences(record, again, words=alike))
    stock = framework.engine.compiled is not None
    if differences and stock and record.core_version == again.core_version:
        _refuse([_denied(difference) for difference in differences])
    if differences and (impossible := list(_impossible(framework, record))):
        _refuse(impossible)
    now = framework.original.words_digests
    reworded = tuple(name for name, words in record.framework.words.items() if now.get(name) != words)
    return Verification(status="differs" if differences else "verified", differences=differences, reworded=reworded)


def _other_rules(framework: Framework, record: AssessmentRecord) -> Problem:
    what = "the framework has other rules than the one that gave this result"
    got, allowed = (
        f"{framework.id} {framework.rules_digest[:12]}",
        f"{record.framework.id} {record.framework.rules[:12]}",
    )
    hint = f"pass edition {record.framework.edition} of {record.framework.id!r} as it was at the time"
    return Problem(what, record.framework.id, got, allowed, hint)


def _refuse(problems: list[Problem]) -> None:
    more = len(problems) - MOST_LISTED
    raise MaturityError(problems[:MOST_LISTED] + ([Problem(f"and {more} more")] if more > 0 else []))


def _denied(difference: Difference) -> Problem:
    what = "the stored result does not match its answers"
    return Problem(what, f"assessment.{difference.field}", repr(difference.stored), repr(difference.scored))


def _differences(stored: AssessmentRecord, again: AssessmentRecord, *, words: bool) -> Iterator[Difference]:
    """Yield the fields that differ; if a level is another one, its texts are not listed as well."""
    if stored.one_answer is None:  # stored before there was such a field
        again = again.model_copy(update={"one_answer": None})
    before, now = (dict(_said(record, "", words=words)) for record in (stored, again))
    found: set[str] = set()
    for field in dict.fromkeys([*before, *now]):
        parts = field.split(".")
        above = {".".join(parts[:length]) for length in range(1, len(parts))}
        if before.get(field) != now.get(field) and not above & found:
            found.add(field)
            yield Difference(field=field, stored=before.get(field), scored=now.get(field))


def _said(value: Any, path: str, *, words: bool) -> Iterator[tuple[str, str | bool | float | None]]:
    """Yield everything that a result says, by path: ids, numbers and, on request, words."""
    fields: dict[str, Any] = {}
    if isinstance(value, Level):
        yield path, value.id
        fields = {name: getattr(value, name) for name in (Level.model_fields if words else ())}
    elif isinstance(value, Node):
        names = type(value).model_fields.keys() - _ABOUT - (frozenset() if words else _WORDS)
        fields = {name: getattr(value, name) for name in type(value).model_fields if name in names}
    elif is_table(value):
        fields = dict(value)
    elif is_list(value) and not isinstance(value, str):
        ladders = [entry.id for entry in value if isinstance(entry, LadderResult)]
        if ladders:
            yield path, ", ".join(ladders)
        fields = dict(zip(ladders or map(str, range(len(value))), value, strict=True))
    else:
        yield path, str(value) if isinstance(value, Fraction) else value
    for name, entry in fields.items():
        yield from _said(entry, f"{path}.{name}" if path else name, words=words)


def _impossible(framework: Framework, record: AssessmentRecord) -> Iterator[Problem]:
    """Yield what no version and no scorer can give: the framework's parts and the order of its levels are known."""
    yield from _ladder(framework, FRAMEWORK, record, "assessment")
    for kind, field, results in (
        ("dimension", "dimensions", record.dimensions),
        ("capability", "capabilities", record.capabilities),
        ("measure", "measures", record.measures),
    ):
        ids = [entry.id for entry in getattr(framework, field)]
        if [result.id for result in results] != ids:
            yield Problem(f"these are not the framework's {field}", f"assessment.{field}", allowed=", ".join(ids))
            continue
        for result in results:
            yield from _ladder(framework, Ladder(kind, result.id), result, f"assessment.{field}.{result.id}")


def _ladder(framework: Framework, ladder: str, entry: AssessmentRecord | LadderResult, where: str) -> Iterator[Problem]:
    ids = [level.id for level in framework.ladder_levels(ladder)]
    named = [level.id for level in (entry.level, *(entry.level_range or ())) if level]
    strange = [level for level in dict.fromkeys(named) if level not in ids]
    yield from (Problem("no such level", f"{where}.level", repr(level), ", ".join(ids)) for level in strange)
    if strange or entry.level is None or entry.level_range is None:
        return
    worst, best = (ids.index(level.id) for level in entry.level_range)
    if worst > best:
        yield Problem("the range of levels is upside down", f"{where}.level_range")
    elif not worst <= ids.index(entry.level.id) <= best:
        yield Problem("the level is outside its range", f"{where}.level", repr(entry.level.id))
