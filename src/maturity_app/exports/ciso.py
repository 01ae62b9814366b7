"""Audits of CISO Assistant, exported as CSV or XLSX: a row for each requirement, with result, score and observations.

A requirement is known by its URN, or by its reference where there is none. On a scale of results, the result is the
answer; on one of scores, the score.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from maturity_app.exports.export import Said
from maturity_core.errors import AnswersError, Problem

if TYPE_CHECKING:
    from maturity_app.exports.export import Export

URN, REFERENCE, RESULT, REMARKS = "urn", "ref_id", "compliance_result", "observations"
BESIDE = {"extended_result": "Extended result", "documentation_score": "Documentation score"}
"""What an audit may say beside a result, and how a comment names it."""
SCORES = ("score", "implementation_score")
UNASSESSED, NOT_APPLIED = "not_assessed", "not_applicable"


def ciso(export: Export) -> Iterator[Said]:
    """Yield what an audit says of the requirements that it assessed.

    Raises:
        AnswersError: the file cannot be read, or is not an audit.
    """
    audits = [one.rows for one in export.tables() if one.rows and RESULT in one.rows[0][1]]
    if not audits or not {URN, REFERENCE} & {*audits[0][0][1]}:
        raise export.refused(f"a column {RESULT!r}, and a column {URN!r} or {REFERENCE!r}")
    (_, titles), *rows = audits[0]
    found = [(row, dict(zip(titles, cells, strict=False))) for row, cells in rows]
    assessed = [(row, cells) for row, cells in found if cells[RESULT] not in {"", UNASSESSED} or _comment(cells)]
    ids = export.ids(_name(cells) for _, cells in assessed)
    said = [
        Said(row, ids[_name(cells)], (_answer(cells, ids[_name(cells)], export),), _comment(cells))
        for row, cells in assessed
    ]
    scored = [cells[RESULT] not in {"", UNASSESSED, NOT_APPLIED} for _, cells in assessed]
    _tell(export, sum(asked and one.answers == ("",) for asked, one in zip(scored, said, strict=True)), sum(scored))
    yield from said


def _name(cells: dict[str, str]) -> str:
    return cells.get(URN) or cells.get(REFERENCE, "")


def _comment(cells: dict[str, str]) -> str:
    """Return the observations, and what else the audit says that is no answer to the question."""
    beside = [f"{name}: {cells[title].replace('_', ' ')}" for title, name in BESIDE.items() if cells.get(title)]
    return "\n".join(filter(None, [cells.get(REMARKS), *beside]))


def _answer(cells: dict[str, str], name: str, export: Export) -> str:
    """Return the answer of a row: its result as an id of an option or a state, or its score; empty for none."""
    result, question = cells[RESULT], export.reading.questions.get(name)
    if result in {"", UNASSESSED}:
        return ""
    known = result.replace("_", "-")
    if question is None or result == NOT_APPLIED or known in question.options.ids:
        return known
    score = next((cells[title] for title in SCORES if cells.get(title)), "")
    return score or (result if export.mapping.text(name, result) != result else "")


def _tell(export: Export, unscored: int, results: int) -> None:
    """Say how many results have no score where the model asks for scores.

    Raises:
        AnswersError: none has one.
    """
    if unscored and unscored == results:
        hint = f"in a mapping file with export = {export.mapping.export!r}, say under [texts] which option a result is"
        what = "the audit has results and no scores, and the model asks for scores"
        raise AnswersError([Problem(what, export.reading.name, hint=hint)])
    if unscored:
        one, more = (
            "requirement with a result has no score, and is",
            "requirements with a result have no score, and are",
        )
        told = f"{unscored} {one if unscored == 1 else more} unanswered"
        export.reading.tell(f"{told}, because the model asks for scores")
