"""Tables and columns that a caller names, and the names of results: what an engine cannot hold is refused."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from maturity_core.errors import ArgumentError, FrameworkError, Problem, is_obeyed, shown
from maturity_core.exchange.sql.numbers import grammar
from maturity_core.model.arguments import text, words

if TYPE_CHECKING:
    from maturity_core.exchange.sql.dialects import Dialect
    from maturity_core.model.framework import Framework

MOST_PARTS = 3
"""The most parts of the name of a table: database, schema, and table."""


def table_named(name: Any, dialect: Dialect) -> Any:
    """Return a table as SQL, by its name, which may have a schema and a database before it.

    Raises:
        ArgumentError: a part of the name is missing, has invisible characters, or is too long for the engine.
    """
    parts = text(name, "table").split(".")
    if len(parts) > MOST_PARTS:
        allowed = "table, schema.table or database.schema.table"
        raise ArgumentError([Problem("too many parts", "table", shown(name), allowed)])
    if problems := [problem for part in parts for problem in _problems(part, "table", dialect)]:
        raise ArgumentError(problems)
    exp = grammar()
    quoted = [exp.to_identifier(part, quoted=True) for part in reversed(parts)]
    return exp.Table(**dict(zip(("this", "db", "catalog"), quoted, strict=False)))


def kept_columns(names: Any, framework: Framework, dialect: Dialect, results: Iterable[str]) -> Sequence[str]:
    """Return the names of the columns to keep.

    Raises:
        ArgumentError: a name is that of a question or of a result, is given twice, or is not one that an engine takes.
    """
    kept = words(names, "keep")
    taken = {name.casefold(): "this is the column of a question" for name in framework.questions.ids}
    taken |= {name.casefold(): "this name is reserved for results" for name in results}
    problems: list[Problem] = []
    for name in kept:
        problems += _problems(name, "keep", dialect)
        if name.casefold() in taken:
            problems.append(Problem(taken[name.casefold()], "keep", shown(name), hint="name another column"))
        taken.setdefault(name.casefold(), "the column is named twice")
    if problems:
        raise ArgumentError(problems)
    return kept


def check_names(names: Iterable[str], dialect: Dialect, framework: Framework) -> None:
    """Check that an engine can hold columns of these names.

    Raises:
        FrameworkError: it cuts them short.
    """
    hint, long = "use shorter ids", _long(names, dialect)
    problems = [
        Problem(problem.what, framework.id, problem.got, problem.allowed, hint) for problem in _long(names, dialect)
    ]
    if problems:
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


def _problems(name: str, where: str, dialect: Dialect) -> Iterator[Problem]:
    if not name.strip():
        yield Problem("a name is empty", where, shown(name))
    elif any(map(is_obeyed, name)):
        yield Problem("a name has invisible characters", where, shown(name))
    for problem in _long([name], dialect):
        yield Problem(problem.what, where, problem.got, problem.allowed)


def _long(names: Iterable[str], dialect: Dialect) -> Iterator[Problem]:
    for name in names:
        if dialect.longest is not None and len(name.encode(errors="replace")) > dialect.longest:
            what = f"{dialect.title} cuts names that are this long"
            yield Problem(what, got=shown(name), allowed=f"at most {dialect.longest} bytes")
