"""The door: a framework as one SQL query over a table of answers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from maturity_core.answers.tables.columns import REJECTED
from maturity_core.errors import FrameworkError, Problem, printable
from maturity_core.exchange.sql.cells import Cells
from maturity_core.exchange.sql.dialects import DIALECTS
from maturity_core.exchange.sql.folding import folded
from maturity_core.exchange.sql.ladders import Ladders
from maturity_core.exchange.sql.named import check_given, check_names, check_widths, table_named
from maturity_core.exchange.sql.numbers import (
    MOST,
    TYPES,
    Flag,
    Quantity,
    as_type,
    case,
    column,
    every,
    grammar,
    literal,
)
from maturity_core.exchange.sql.steps import GIVEN, Steps
from maturity_core.model.arguments import looked_up
from maturity_core.model.framework import framework_given

if TYPE_CHECKING:
    from maturity_core.compiled.terms import Compiled, CompiledLadder
    from maturity_core.exchange.sql.sums import Place
    from maturity_core.model.framework import Framework


Result = tuple[str, Any]
"""A column of the result: its name and its expression."""


def sql_query(
    framework: Framework, dialect: str, *, table: str = "answers", keep: Sequence[str] = ("organisation",)
) -> str:
    """Return the levels and scores of all ladders as one SQL query over a table of answers.

    The table has a row for each sheet and a column for each question, which holds the id of an option, a number where
    the scale takes numbers, the word of a state, or null for unanswered. The results are named as those of tables. All
    numbers are whole: a score is a numerator and a denominator, and beside them, divided at the end, a double.

    Args:
        framework: the framework, or a profile: then there are only the columns of the questions that it asks.
        dialect: `duckdb` or `postgres`.
        table: the name of the table; a schema and a database may stand before it, with a dot between.
        keep: the columns of your own that the result has, too.

    Raises:
        FrameworkError: if the framework is scored by code, if its numbers may exceed 10**37, or if the engine cannot
            hold as many columns, or names as long as its results have.
        NotFoundError: there is no such dialect.
        ArgumentError: a name cannot be that of a table or a column, or it is the name of something else.
        MissingExtraError: sqlglot is missing.

    >>> from maturity_core import load_framework
    >>> query = sql_query(load_framework("service-maturity-check"), "duckdb", keep=["team"])
    >>> print(query.splitlines()[0])
    -- service-maturity-check, edition 2.0
    >>> '"dimension_vision_score_numerator"' in query
    True
    """
    compiled = None if framework_given(framework).scorer or framework.given_scorer else framework.engine.compiled
    if compiled is None:
        what = "it is scored by code, which only Python can run"
        raise FrameworkError([Problem(what, f"{framework.id}.scorer", allowed="requirements")])
    kind = looked_up(DIALECTS, dialect, "dialect")
    steps = Steps()
    results = _results(framework, compiled, steps)
    names = [name for name, _ in results]
    check_given(table, keep, kind, framework.questions.ids, names)
    own = [(name, steps.named(f"kept_{place}", column(name, GIVEN))) for place, name in enumerate(keep)]
    check_names([*framework.questions.ids, *names], kind, framework)
    if steps.large:
        raise FrameworkError(_too_large(framework, steps.large))
    query = steps.select(table_named(table), [*own, *results], kind)
    check_widths([len(found.expressions) for found in query.find_all(grammar().Select)], kind, framework)
    for found in query.find_all(grammar().DataType):
        if found.this.name == TYPES[-1]:
            found.set("this", grammar().DataType.Type[kind.wide])
    told = (f"{framework.id}, edition {framework.edition}", f"rules {framework.rules_digest}")
    head = "".join(f"-- {printable(line)}\n" for line in told)
    return f"{head}{folded(query.sql(dialect=kind.name, pretty=True))}\n"


def _results(framework: Framework, compiled: Compiled, steps: Steps) -> list[Result]:
    """Return the columns of the result."""
    cells = Cells(framework, compiled, steps)
    ladders = Ladders(framework, compiled, steps, cells.codes)
    accepted = Flag(grammar().Is(this=cells.rejected.copy(), expression=grammar().Null()))
    results: list[Result] = []
    for kind in ("framework", "dimension", "capability", "measure"):
        for place, ladder in zip(ladders.places, compiled.ladders, strict=True):
            if ladder.name.kind == kind:
                results += _of_ladder(framework, ladder, place, accepted)
    return [*results, (REJECTED, cells.rejected)]


def _of_ladder(framework: Framework, ladder: CompiledLadder, place: Place, accepted: Flag) -> Iterator[Result]:
    """Yield the columns of a ladder: its level, if it names levels, and its score."""
    exp, name = grammar(), ladder.name
    before = f"{name.kind}_{name.id}_" if name.id else ""
    if levels := framework.ladder_levels(name):
        pairs = ((literal(rank), exp.Literal.string(level.id)) for rank, level in enumerate(levels))
        named = case(pairs, of=place.rungs.rank.sql.copy())
        yield f"{before}level", _where(every([accepted, place.left]), named)
    score = place.score
    there = every([accepted, score.there])
    above, below = score.numerator.sql, Quantity.of(score.denominator).sql
    yield f"{before}score_numerator", _where(there, above)
    yield f"{before}score_denominator", _where(there, below)
    double = exp.Div(this=as_type(above.copy(), "DOUBLE"), expression=as_type(below.copy(), "DOUBLE"))
    yield f"{before}score", _where(there, double)


def _where(flag: Flag, sql: Any) -> Any:
    """Return an expression where a condition holds, otherwise null."""
    return case([(flag.sql.copy(), sql.copy())])


def _too_large(framework: Framework, large: dict[str, int]) -> list[Problem]:
    hint = "use fewer decimal places in weights, credits and thresholds, fewer ladders in one mean, or the library"
    what = "the whole numbers of the query may become too large"
    entries = ((where, f"up to about 10^{len(str(number)) - 1}") for where, number in large.items())
    allowed = f"at most 10^{len(str(MOST)) - 1}"
    return [Problem(what, f"{framework.id}.{where}", got, allowed, hint) for where, got in entries]
