"""The data of a survey tool in JSON: a list of objects, one a respondent, as the rows of a table."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, cast

from maturity_app.table_files import ANSWERS
from maturity_core.errors import AnswersError, Problem
from maturity_core.model.fields import is_list

if TYPE_CHECKING:
    from maturity_app.mapping.files import Row
    from maturity_app.reading import Reading


def object_rows(found: Any, reading: Reading) -> Iterator[Row]:
    """Return the rows of a table: a header with the names of all objects, and a row for each of them.

    Raises:
        AnswersError: there is something else in the file, or an answers file, which needs no mapping.
    """
    objects: list[Any] = [*found] if is_list(found) else [found]
    if not all(isinstance(one, dict) for one in objects):
        allowed = "a list of objects, one for each respondent, or one object"
        raise AnswersError([Problem("this is not the data of a survey", reading.name, allowed=allowed)])
    tables = cast("list[dict[str, Any]]", objects)
    if any(ANSWERS in one for one in tables):
        what = "an answers file is read without a mapping"
        raise AnswersError([Problem(what, reading.name, hint="leave out --map")])
    titles = [*dict.fromkeys(title for one in tables for title in one)]
    rows = [[_cell(one.get(title), reading.how.decimal == "comma") for title in titles] for one in tables]
    return enumerate([titles, *rows], start=1)


def _cell(value: Any, comma: bool) -> str:  # noqa: FBT001 - the decimal mark, and nothing else
    """Return a value as a table of texts has it: a number with the decimal mark, a list or a table as it is written."""
    if value is None or isinstance(value, str):
        return value or ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False, default=str)
    return str(value).replace(".", ",") if comma else str(value)
