"""Tables and columns that a caller names, and the names of results: what an engine cannot hold is refused."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from maturity_core.errors import ArgumentError, FrameworkError, Problem, is_obeyed, shown
from maturity_core.exchange.sql.numbers import grammar
from maturity_core.model.arguments import text, words

if TYPE_CHECKING:
    from maturity_core.exchange.sql.dialects import Dialect
    from maturity_core.model.framework import Framework

MOST_PARTS = 3
"""The most parts of the name of a table: database, schema, and table."""


def table_named(name: str) -> Any:
    """Return a table as SQL, by its name, which may have a schema and a database before it."""
    exp = grammar()
    quoted = [exp.to_identifier(part, quoted=True) for part in reversed(name.split("."))]
    return exp.Table(**dict(zip(("this", "db", "catalog"), quoted, strict=False)))


def check_given(table: Any, keep: Any, dialect: Dialect, questions: Iterable[str], results: Iterable[str]) -> None:
    """Check the names of a table and of the columns to keep.

    Raises:
        ArgumentError: a name is empty, has invisible characters or is too long for the engine; one of a column is that
            of a question or of a result, or is given twice.
    """
    parts = text(table, "table").split(".")
    problems = [problem for part in parts for problem in _problems(part, "table", table, dialect)]
    if len(parts) > MOST_PARTS:
        allowed = "table, schema.table or database.schema.table"
        problems.append(Problem("the name has too many parts", "table", shown(table), allowed))
    taken = {name.casefold(): "this is the column of a question" for name in questions}
    taken |= {name.casefold(): "this name is reserved for results" for name in results}
    for name in words(keep, "keep"):
        problems += _problems(name, "keep", name, dialect)
        if name.casefold() in taken:
            problems.append(Problem(taken[name.casefold()], "keep", shown(name), hint="name another column"))
        taken.setdefault(name.casefold(), "the column is named twice")
    if problems:
        raise ArgumentError(problems)


def check_names(names: Iterable[str], dialect: Dialect, framework: Framework) -> None:
    """Check that an engine can hold columns of these names.

    Raises:
        FrameworkError: it cuts them short.
    """
    if problems := list(_long(names, dialect, framework.id, "use shorter ids")):
        raise FrameworkError(problems)


def check_widths(widths: Iterable[int], dialect: Dialect, framework: Framework) -> None:
    """Check that an engine can hold this many columns.

    Raises:
        FrameworkError: there are too many.
    """
    widest = max(widths)
    if dialect.most is not None and widest > dialect.most:
        what = f"the query needs more columns than {dialect.title} can hold"
        hint = "use another dialect, or a profile that asks less"
        raise FrameworkError([Problem(what, framework.id, f"{widest:,}", f"at most {dialect.most:,}", hint)])


def _problems(name: str, where: str, got: str, dialect: Dialect) -> Iterator[Problem]:
    """Yield what is wrong with a name, which is part of what was given."""
    if not name.strip():
        yield Problem("a name is empty", where, shown(got))
    elif any(map(is_obeyed, name)):
        yield Problem("a name has invisible characters", where, shown(got))
    yield from _long([name], dialect, where)


def _long(names: Iterable[str], dialect: Dialect, where: str, hint: str = "") -> Iterator[Problem]:
    """Yield a problem for each name that an engine cuts short."""
    what, most = f"{dialect.title} cuts off names that are this long", f"at most {dialect.longest} bytes"
    for name in names:
        if dialect.longest is not None and len(name.encode(errors="replace")) > dialect.longest:
            yield Problem(what, where, shown(name), most, hint)
