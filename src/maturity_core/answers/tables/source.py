"""The table that answers came in: the columns that are not questions, and how to return the same kind of table."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from maturity_core.answers.tables.columns import question_columns
from maturity_core.answers.tables.origin import origin_columns
from maturity_core.answers.tables.reading import Reading
from maturity_core.errors import AnswersError, Problem
from maturity_core.extras import optional

if TYPE_CHECKING:
    from maturity_core.model.framework import Framework


class Source(ABC):
    """A table of answers. `others` names the columns that are not questions."""

    reading: Reading
    others: Sequence[str]

    @abstractmethod
    def kept(self) -> tuple[list[Any], list[Any]]:
        """Return the other columns as Arrow data: arrays and fields."""

    @abstractmethod
    def widened(self, results: Mapping[str, Any]) -> Any:
        """Return a table of the kind that came in: the other columns, then results."""

    def table(self, results: Mapping[str, Any]) -> Any:
        """Return an Arrow table: the other columns, then results."""
        return _joined(optional("pyarrow").Table, *self.kept(), results)


def arrow_table(results: Mapping[str, Any]) -> Any:
    """Return results alone as an Arrow table."""
    return optional("pyarrow").table(dict(results))


def _joined(kind: Any, arrays: list[Any], fields: list[Any], results: Mapping[str, Any]) -> Any:
    pa = optional("pyarrow")
    schema = pa.schema([*fields, *(pa.field(name, array.type) for name, array in results.items())])
    return kind.from_arrays([*arrays, *results.values()], schema=schema)


class ArrowSource(Source):
    """A record batch or a table of Arrow. If its rows were `judged`, what they belong to is not looked at again."""

    def __init__(self, framework: Framework, data: Any, *, judged: bool = False) -> None:
        names = data.schema.names
        places = question_columns(framework, names)
        self.data = data
        own = set(range(len(names))).difference(places.values())
        self.others = [name for place, name in enumerate(names) if place in own]
        said = {} if judged else {name: data.column(name) for name in origin_columns(names)}
        self.reading = Reading(framework, data, places, said)

    def kept(self) -> tuple[list[Any], list[Any]]:
        """See `Source.kept`."""
        return [self.data.column(name) for name in self.others], [self.data.schema.field(name) for name in self.others]

    def widened(self, results: Mapping[str, Any]) -> Any:
        """See `Source.widened`."""
        return _joined(type(self.data), *self.kept(), results)


class FrameSource(Source):
    """A data frame, held through narwhals; its own library turns its columns into Arrow's."""

    def __init__(self, framework: Framework, frame: Any) -> None:
        nw, pa = optional("narwhals.stable.v2"), optional("pyarrow")
        self.wrapped = hasattr(frame, "to_native")
        try:
            self.frame = nw.from_native(frame.to_native() if self.wrapped else frame, eager_only=True)
        except (TypeError, nw.exceptions.NarwhalsError) as error:
            hint = "collect a lazy frame first, or score it batch by batch with RecordBatchScorer"
            kind = f"{type(frame).__module__}.{type(frame).__name__}"
            raise AnswersError([Problem(f"not a data frame in memory: {error}", "answers", kind, hint=hint)]) from error
        names = self.frame.columns
        places = question_columns(framework, names)
        titles = {question: names[place] for question, place in places.items()}
        self.questions = list(titles.values())
        self.others = [name for name in names if name not in self.questions]
        for name in self.questions:
            self._refuse_bools(name)
        columns = {question: self._arrow(title) for question, title in titles.items()}
        data = pa.table(columns)
        said = {name: self._arrow(name) for name in origin_columns(names)}
        self.reading = Reading(framework, data, {name: place for place, name in enumerate(columns)}, said)

    def _refuse_bools(self, name: str) -> None:
        """Refuse bools in a column of objects: on their way to Arrow they would pass for numbers."""
        column = self.frame.get_column(name)
        objects: list[Any] = column.to_list() if column.dtype == optional("narwhals.stable.v2").Object else []
        if any(isinstance(value, bool | np.bool_) for value in objects):
            what = "booleans are not valid answers"
            raise AnswersError([Problem(what, f"answers.{name}", "a bool", "one type of answer per column")])

    def _arrow(self, name: str) -> Any:
        pa = optional("pyarrow")
        try:
            return self.frame.get_column(name).to_arrow()
        except (pa.ArrowException, OverflowError, TypeError, ValueError) as error:
            raise AnswersError([Problem("the column cannot be read", f"answers.{name}", str(error))]) from error

    def kept(self) -> tuple[list[Any], list[Any]]:
        """See `Source.kept`."""
        arrays = [self._arrow(name) for name in self.others]
        pa = optional("pyarrow")
        return arrays, [pa.field(str(name), array.type) for name, array in zip(self.others, arrays, strict=True)]

    def widened(self, results: Mapping[str, Any]) -> Any:
        """See `Source.widened`."""
        nw = optional("narwhals.stable.v2")
        made = nw.from_arrow(arrow_table(results), backend=self.frame.implementation)
        columns = [self._column(made[name], results[name]) for name in results]
        wide = self.frame.drop(self.questions).with_columns(*columns)
        return wide if self.wrapped else wide.to_native()

    def _column(self, column: Any, array: Any) -> Any:
        """Return a column; if its values come from an ordered list, as an enum in that order."""
        nw, types = optional("narwhals.stable.v2"), optional("pyarrow").types
        if not (types.is_dictionary(array.type) and array.type.ordered):
            return column
        return column.cast(nw.Enum(array.dictionary.to_pylist()))


def source_of(framework: Framework, answers: Any) -> Source:
    """Return the source for Arrow data or a data frame, with its cells read.

    Raises:
        AnswersError: listing the columns that are invalid.
        MissingExtraError: if pyarrow or narwhals is not installed.
    """
    library = type(answers).__module__.partition(".")[0]
    return (ArrowSource if library == "pyarrow" else FrameSource)(framework, answers)
