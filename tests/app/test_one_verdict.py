"""A4: one value, one verdict, in every way that answers can be given."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import closing
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from maturity_app.answer_files import read_sheets
from maturity_app.interview.typed import Given
from maturity_app.interview.typed import read as read_typed
from maturity_app.reading import Reading
from maturity_app.streaming.opening import open_source
from maturity_core import AnswersError, Framework
from maturity_core.telling.words import ENGLISH

REFUSED = "refused"
UNANSWERED, DONT_KNOW, OUT = -1, -2, -3
HABIT, OPEN, SHARE = "plan-holds", "plan-known", "plan-kept"
Verdict = int | str
Door = Callable[[Framework, str, Any, Path], Verdict]


Case = tuple[Door, str, Any, Verdict]


class CannotSay(Exception):  # noqa: N818 - a verdict, not an error
    """This way of giving answers cannot express the value."""


def verdict(read: Callable[[], Any], place: int) -> Verdict:
    try:
        return int(read()[place])
    except AnswersError:
        return REFUSED


def place_of(framework: Framework, name: str) -> int:
    return [question.id for question in framework.questions].index(name)


def mapping(framework: Framework, name: str, value: Any, _: Path) -> Verdict:
    return verdict(lambda: framework.assess({name: value}).codes, place_of(framework, name))


def _row(framework: Framework, name: str, value: Any) -> list[Any]:
    if name == SHARE or not isinstance(value, int | float | np.generic) or isinstance(value, np.str_):
        raise CannotSay  # codes are positions and states: no words, and no numbers of a scale
    none: Any = type(value)(0)  # numpy turns mixed types into floats
    return [value if question.id == name else none for question in framework.questions]


def vector(framework: Framework, name: str, value: Any, _: Path) -> Verdict:
    row = _row(framework, name, value)
    return verdict(lambda: framework.assess(row).codes, place_of(framework, name))


def matrix(framework: Framework, name: str, value: Any, _: Path) -> Verdict:
    row = _row(framework, name, value)
    return verdict(lambda: framework.assess_many([row, row])[1].codes, place_of(framework, name))


def sheets(framework: Framework, name: str, path: Path) -> Verdict:
    return verdict(lambda: read_sheets(framework, str(path), positions_from=0)[0].codes, place_of(framework, name))


def in_json(framework: Framework, name: str, value: Any, folder: Path) -> Verdict:
    if value is not None and type(value) not in {bool, int, float, str}:
        raise CannotSay
    path = folder / "a.json"
    written = huge(value) or json.dumps(value)
    path.write_text(f'{{"answers": {{"{name}": {written}}}}}', "utf-8")
    return sheets(framework, name, path)


def in_toml(framework: Framework, name: str, value: Any, folder: Path) -> Verdict:
    if type(value) not in {bool, int, float, str}:
        raise CannotSay
    path = folder / "a.toml"
    written = huge(value) or (str(value) if type(value) is float else json.dumps(value))
    path.write_text(f"[answers]\n{name} = {written}\n", "utf-8")
    return sheets(framework, name, path)


def huge(value: Any) -> str:
    """Return the text of a number that Python cannot write; empty for others."""
    return "" if type(value) is not int or abs(value) < 10**400 else f"{'-' * (value < 0)}1{'0' * 5000}"


def cell(value: Any) -> str:
    """Return what a CSV cell contains: without types, and without surrounding spaces."""
    if isinstance(value, str):
        if not value or value != value.strip() or value.replace(".", "").isdigit():
            raise CannotSay
        return value
    if value is None:
        return ""
    if type(value) not in {bool, int, float}:
        raise CannotSay
    return huge(value) or str(value).lower()


def quoted(value: Any) -> str:
    """Return the same as CSV has it beside commas."""
    text = cell(value)
    return f'"{text}"' if "," in text else text


def in_csv(framework: Framework, name: str, value: Any, folder: Path) -> Verdict:
    path = folder / "a.csv"
    path.write_text(f"organisation,{name}\nNorth,{quoted(value)}\n", "utf-8")
    return sheets(framework, name, path)


def streamed(framework: Framework, name: str, path: Path) -> Verdict:
    """Return the verdict of the scorer for files that are read part by part."""
    try:
        with closing(open_source(Reading(framework, str(path), 0), path, None)) as source:
            part = next(iter(source.parts()))
    except AnswersError:
        return REFUSED
    if part.reasons and part.reasons[0]:
        return REFUSED
    return verdict(lambda: framework.assess_many(part.batch)[0].codes, place_of(framework, name))


def in_stream(framework: Framework, name: str, value: Any, folder: Path) -> Verdict:
    path = folder / "b.csv"
    path.write_text(f"organisation,{name}\nNorth,{quoted(value)}\n", "utf-8")
    return streamed(framework, name, path)


def arrow(name: str, value: Any) -> pa.Table:
    """Return a table of one row; Arrow has numbers of up to 64 bits, and no fractions."""
    try:
        return pa.table({name: [value]})
    except (pa.ArrowException, OverflowError, TypeError):
        raise CannotSay from None


def in_parquet(framework: Framework, name: str, value: Any, folder: Path) -> Verdict:
    path = folder / "a.parquet"
    pq.write_table(arrow(name, value), path)
    return streamed(framework, name, path)


def in_arrow_file(framework: Framework, name: str, value: Any, folder: Path) -> Verdict:
    table = arrow(name, value)
    path = folder / "a.arrow"
    with pa.ipc.new_file(str(path), table.schema) as file:
        file.write_table(table)
    return streamed(framework, name, path)


def in_arrow(framework: Framework, name: str, value: Any, _: Path) -> Verdict:
    table = arrow(name, value)
    return verdict(lambda: framework.assess_many(table)[0].codes, place_of(framework, name))


def in_pandas(framework: Framework, name: str, value: Any, _: Path) -> Verdict:
    if isinstance(value, Fraction) or (value is not None and pd.api.types.is_scalar(value) and pd.isna(value)):
        raise CannotSay  # no column of fractions; and NaN is what pandas calls missing
    frame = pd.DataFrame({name: pd.Series([value], dtype=object)})
    return verdict(lambda: framework.assess_many(frame)[0].codes, place_of(framework, name))


def in_polars(framework: Framework, name: str, value: Any, _: Path) -> Verdict:
    if huge(value) or (isinstance(value, Decimal) and not value.is_finite()):
        raise CannotSay  # polars itself falls over them
    try:
        frame = pl.DataFrame({name: [value]})
    except (TypeError, OverflowError):
        raise CannotSay from None
    return verdict(lambda: framework.assess_many(frame)[0].codes, place_of(framework, name))


def typed(framework: Framework, name: str, value: Any, _: Path) -> Verdict:
    """In an interview, a whole number for options is the number shown before one, from 1: a different notation."""
    if not isinstance(value, str) and (name != SHARE or type(value) not in {int, float} or value != value):  # noqa: PLR0124 - only NaN is not itself
        raise CannotSay
    if isinstance(value, str) and (value != value.strip() or not value or value.replace(".", "").isdigit()):
        raise CannotSay
    if isinstance(value, str) and "," in value:
        raise CannotSay  # a comma is asked about
    answer = cell(value) if isinstance(value, int | float) else value
    found = read_typed(framework, framework.question(name), answer, ENGLISH)
    return found.code if isinstance(found, Given) else REFUSED


WORDS = (mapping, in_toml, in_json, in_csv, in_stream, typed)
"""Ways in which a whole number for options is a position."""
CODES = (vector, matrix, in_arrow, in_arrow_file, in_parquet, in_pandas, in_polars)
"""Ways in which a whole number for options is a code: a position, or below 0 a state."""
HUGE = 10**5000
YES, NO = np.array([True, False])
TABLE: list[tuple[str, Any, Verdict, Verdict]] = [
    *((HABIT, value, 1, 1) for value in (1, "often", np.int8(1), np.uint64(1), np.str_("often"))),
    *((HABIT, value, 1, 1) for value in (" often ", "Often", "OFTEN\u00a0")),
    *((HABIT, value, UNANSWERED, UNANSWERED) for value in (None, "unanswered", "No answer", "keine Angabe")),
    *((HABIT, value, DONT_KNOW, DONT_KNOW) for value in ("dont-know", "Don\u2019t know", "don't  know", "weiss nicht")),
    *((OPEN, value, OUT, OUT) for value in ("not-applicable", "N/A", "n.a.", "Not applicable", "entfällt")),
    (HABIT, -1, REFUSED, UNANSWERED),
    (HABIT, -2, REFUSED, DONT_KNOW),
    (OPEN, -3, REFUSED, OUT),
    *(
        (HABIT, value, REFUSED, REFUSED)
        for value in (
            *(
                1.0,
                1.5,
                -0.0,
                float("nan"),
                float("inf"),
                "1",
                "1.0",
                "",
                "oftn",
                "yes",
                "N/A",
                "NA",
                "not-applicable",
            ),
            *(True, False, YES, np.float64(1), Decimal(1), Fraction(1), 3, 127, 10**12, HUGE, -3, -4, -HUGE),
            *([1], {"often": 1}, b"often", 1j),
        )
    ),
    *(
        (SHARE, value, 2, 2)
        for value in (60, 60.0, 50.500001, "many", np.int8(60), np.float64(60), np.float32(60.5), Decimal("60.0"))
    ),
    *((SHARE, value, 2, 2) for value in ("60", "60.0", " many ", "60%", "60 %", "60,5", "60,5 %", "0060")),
    *((SHARE, value, 0, 0) for value in ("1.234", "1,234", "0,5%", "-0")),
    *((SHARE, value, 0, 0) for value in (0, -0.0, 15, 15.0, Fraction(15), "few", np.float16(15))),
    *((SHARE, value, UNANSWERED, UNANSWERED) for value in (None, "unanswered")),
    (SHARE, "dont-know", DONT_KNOW, DONT_KNOW),
    *(
        (SHARE, value, REFUSED, REFUSED)
        for value in (
            *(
                "",
                "not-applicable",
                "1 234",
                "1,2,3",
                "60 days",
                "6,0,0",
                "1,234,567",
                "NA",
                True,
                NO,
                100.5,
                101,
                -1,
                10**12,
                HUGE,
                -HUGE,
            ),
            *(float("nan"), float("inf"), np.float32("nan"), Decimal("NaN"), Decimal("Infinity"), 1j, [60], b"60"),
        )
    ),
]


def cases() -> Iterator[Any]:
    for name, value, word, code in TABLE:
        for doors, expected in ((WORDS, word), (CODES, code)):
            for door in doors:
                shown = "huge" if huge(value) else repr(value)
                yield pytest.param((door, name, value, expected), id=f"{door.__name__}-{name}-{shown}")


@pytest.mark.parametrize("case", list(cases()))
def test_A4_a_value_has_one_verdict_at_every_door(tiny: Framework, tmp_path: Path, case: Case) -> None:
    door, name, value, expected = case
    try:
        found = door(tiny, name, value, tmp_path)
    except CannotSay:
        return

    assert found == expected


def test_A4_every_value_is_tried_at_several_doors_and_every_door_with_several_values(
    tiny: Framework, tmp_path: Path
) -> None:
    """A way that cannot express a value is no loophole in the table."""
    said: dict[str, int] = {}
    for name, value, *_ in TABLE:
        for door in (*WORDS, *CODES):
            try:
                door(tiny, name, value, tmp_path)
            except CannotSay:
                continue
            said[door.__name__] = said.get(door.__name__, 0) + 1

    assert len(said) == len(WORDS) + len(CODES)
    assert min(said.values()) >= 15
