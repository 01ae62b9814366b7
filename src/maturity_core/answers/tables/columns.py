"""The columns of a table: which of them are questions, which only look like one, and which names are taken.

One rule for every kind of table: a column that is not a question's is the caller's own; it is kept, and never read.
A question's column has its id as its name; where there is none, a column with its id in other letter case, with one of
its aliases or with exactly its text is meant.
Only the two that together say what rows belong to are looked at: `maturity_core.answers.tables.origin`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from maturity_core.errors import AnswersError, Problem
from maturity_core.model.outputs import BY_NAME
from maturity_core.nearest import folded, nearest

if TYPE_CHECKING:
    from maturity_core.model.framework import Framework

REJECTED = "rejected"
"""The column that says why a row was not assessed."""
_RESULTS = [
    (re.compile(name.format(id="(?P<id>.+)", place="[0-9]+")), output.axis if "{id}" in name else None)
    for output in BY_NAME.values()
    for name in output.columns
]
"""The names that columns of results can have, and what the ids in them are of."""
_KNOWN_TABLES = 16
MOST_OWN = 10_000
"""The most columns of the caller's own: each is compared with the questions that have no column."""
KEEP_ONE, GIVE_TITLES = "keep one of them", "give each column a title"


def is_table(answers: Any) -> bool:
    """Return whether `answers` has columns: Arrow data and frames do, matrices and mappings do not."""
    kind: object = answers.__class__
    return hasattr(kind, "columns")


def question_names(framework: Framework, names: Sequence[Any]) -> dict[str, str]:
    """Return the questions of the names that are not exactly an id, by name: an id in other case, an alias, or a text.

    A name counts only if the question has no column with its id, and if it is the only name of only one question.

    >>> from maturity_core import load_framework
    >>> framework = load_framework("service-maturity-check")
    >>> question_names(framework, ["Role-Decided", "note"])
    {'Role-Decided': 'role-decided'}
    >>> question_names(framework, ["how far has your company decided on the role of service? ", "note"])
    {'how far has your company decided on the role of service? ': 'role-decided'}
    """
    return {name: ids[0] for name, ids in _meant_by(framework, names).items() if _is_clear(ids)}


def _meant_by(framework: Framework, names: Sequence[Any]) -> dict[str, tuple[str, ...]]:
    """Return the questions without a column that names mean, by name."""
    titles = tuple((one.id, one.text, one.original.text, *one.aliases) for one in framework.questions)
    return _spoken(tuple(name for name in names if isinstance(name, str)), titles)


def _is_clear(ids: tuple[str, ...]) -> bool:
    return len(ids) == 1


@lru_cache(_KNOWN_TABLES)
def _spoken(names: tuple[str, ...], titles: tuple[tuple[str, ...], ...]) -> dict[str, tuple[str, ...]]:
    """Return the questions that names mean without being their ids: by their id in other case, an alias or their text.

    A question with a column of its own is meant by no other. A question that two names mean is there for both of them
    twice, so that neither is clear.
    """
    there, ids = {*names}, {question for question, *_ in titles}
    others = [name for name in dict.fromkeys(names) if name not in ids]
    known: dict[str, dict[str, None]] = {}
    for question, *names_of in titles if others else ():
        for word in map(folded, (question, *names_of)):
            known.setdefault(word, {})[question] = None
    found = {name: tuple(known.get(folded(name), ())) for name in others}
    meant = {name: asked for name, asked in found.items() if asked and not there.intersection(asked)}
    counts = Counter(question for asked in meant.values() for question in asked)
    return {name: asked * max(counts[question] for question in asked) for name, asked in meant.items()}


def _title_problems(spoken: Mapping[str, tuple[str, ...]]) -> Iterator[Problem]:
    """Yield the names that mean several questions, and the questions that several names mean."""
    shared: dict[str, list[str]] = {}
    for name, ids in spoken.items():
        questions = [*dict.fromkeys(ids)]
        if len(questions) > 1:
            hint = "name the column after the question's id"
            told = " or ".join(questions)
            yield Problem("several questions have this text", f"answers.{name}", repr(name), told, hint)
        elif not _is_clear(ids):
            shared.setdefault(questions[0], []).append(name)
    for question, same in shared.items():
        told = " and ".join(map(repr, same))
        hint = f"name the right one {question!r}"
        yield Problem("several columns are for the same question", f"answers.{question}", told, hint=hint)


def question_columns(framework: Framework, names: Sequence[Any]) -> dict[str, int]:
    """Return the positions of the questions' columns, by question id. Every other column is the caller's own.

    A question without a column is unanswered in every row, like one left out of a sheet.

    Raises:
        AnswersError: listing everything that `column_problems` finds wrong with the names.
    """
    if problems := list(column_problems(framework, names)):
        raise AnswersError(problems)
    ids, found = {question.id for question in framework.questions}, question_names(framework, names)
    places = {found.get(name, name): place for place, name in enumerate(names)}
    return {name: place for name, place in places.items() if name in ids}


def column_problems(framework: Framework, names: Sequence[Any], also: Sequence[str] = ()) -> Iterator[Problem]:
    """Yield what is wrong with the names of columns, each under `answers.NAME`.

    `also` has the ids of questions of earlier editions that the table may have instead.

    That is: duplicate names; names that results use; names so close to a question without a column that it may have
    been meant; and tables without any question. If there are too many columns, only that is reported.
    """
    if len(names) > MOST_OWN + len(framework.questions):
        got, allowed = f"{len(names):,}", f"those of the questions, and {MOST_OWN:,} of your own"
        yield Problem("the table has too many columns", "answers", got, allowed)
        return
    ids = [*(question.id for question in framework.questions), *also]
    spoken = _meant_by(framework, names)
    found = {*names, *(question for asked in spoken.values() for question in asked)}
    twice = [name for name, count in Counter(names).items() if count > 1]
    taken = [name for name in dict.fromkeys(names) if isinstance(name, str) and is_result(framework, name)]
    known = {*ids, *taken, *spoken}
    others = [name for name in dict.fromkeys(names) if isinstance(name, str) and name not in known]
    if taken and not found.intersection(ids):
        hint = "assess the table they were made from"
        yield Problem("the table holds results, not answers", "answers", ", ".join(taken[:5]), hint=hint)
        return
    unclear = list(_title_problems(spoken))
    meant = _meant(tuple(others), tuple(ids), frozenset(found.intersection(ids)))
    for name in twice:
        yield Problem("duplicate column", f"answers.{name}", hint=KEEP_ONE if name else GIVE_TITLES)
    for name in taken:
        yield Problem("this name is reserved for results", f"answers.{name}", repr(name), hint="rename the column")
    yield from unclear
    for name, near in meant:
        hint = f"did you mean {near!r}? if not, add an empty column {near!r}"
        yield Problem("no such question", f"answers.{name}", repr(name), hint=hint)
    if not (twice or taken or meant or unclear or found.intersection(ids)):
        got, allowed = ", ".join(str(name) for name in names[:5]) or "no columns", f"such as {', '.join(ids[:3])}"
        yield Problem("no column matches a question", "answers", got, f"question ids, {allowed}, or their exact texts")


def is_result(framework: Framework, name: str) -> bool:
    """Return whether a column of results can have this name, whichever results are requested.

    >>> from maturity_core import load_framework
    >>> framework = load_framework("service-maturity-check")
    >>> [is_result(framework, name) for name in ("level", "step_2", "gap_role-decided", "gap_analysis", "comment")]
    [True, True, True, False, False]
    """
    return name == REJECTED or any(
        (found := pattern.fullmatch(name)) and (axis is None or _has(framework, axis, found["id"]))
        for pattern, axis in _RESULTS
    )


def _has(framework: Framework, axis: str, identifier: str) -> bool:
    return any(entry.id == identifier for entry in getattr(framework, axis))


@lru_cache(_KNOWN_TABLES)
def _meant(others: tuple[str, ...], ids: tuple[str, ...], there: frozenset[str]) -> tuple[tuple[str, str], ...]:
    """Return the names that may have been meant as a question without a column, each with that question.

    Cached, because tables that are read in parts come here again and again with the same names.
    """
    missing = [question for question in ids if question not in there]
    near = [name for name in others if nearest(name.replace("_", "-"), missing)]
    pairs = ((name, nearest(name.replace("_", "-"), ids)) for name in near)
    return tuple((name, question) for name, question in pairs if question not in there)
