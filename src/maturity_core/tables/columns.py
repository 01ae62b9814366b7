"""The columns of a table: which of them are questions, and which only look like one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from maturity_core.errors import AnswersError, Problem, nearest

if TYPE_CHECKING:
    from maturity_core.framework import Framework


def is_table(answers: Any) -> bool:
    """Return whether `answers` has columns: Arrow data and frames do, matrices and mappings do not."""
    kind: object = answers.__class__
    return hasattr(kind, "columns")


def question_columns(framework: Framework, names: Sequence[Any]) -> dict[str, int]:
    """Return where the columns of the questions stand, by question id. Every other column is the caller's own.

    A question without a column is unanswered everywhere, as one left out of a sheet is.

    Raises:
        AnswersError: a name stands twice, no column is a question, or one is so near to a question without a column
            that it may have been meant.
    """
    twice = [name for name, count in Counter(names).items() if count > 1]
    problems = [Problem("the column stands twice", f"answers.{name}", hint="keep one of them") for name in twice]
    ids = [question.id for question in framework.questions]
    places = {name: place for place, name in enumerate(names) if name in ids}
    lacking = [name for name in ids if name not in places]
    others = [name for name in names if name not in places and isinstance(name, str)]
    for name in others:
        if near := nearest(name.replace("_", "-"), lacking):
            hint = f"did you mean {near!r}? if not, add an empty column {near!r}"
            problems.append(Problem("no such question", f"answers.{name}", repr(name), hint=hint))
    if not places and not problems:
        got = ", ".join(str(name) for name in names[:5]) or "no columns"
        what = "no column is a question"
        problems.append(Problem(what, "answers", got, f"question ids, such as {', '.join(ids[:3])}"))
    if problems:
        raise AnswersError(problems)
    return places
