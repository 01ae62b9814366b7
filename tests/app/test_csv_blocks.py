"""CSV files read and written many rows at once give what one row at a time does, whatever is in them."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from maturity_app.csv_files import csv_rows
from maturity_app.how import How
from maturity_app.reading import Reading
from maturity_app.streaming import csv_source
from maturity_app.streaming.csv_lines import LONGEST, Lines
from maturity_app.streaming.csv_plain import PlainCsv
from maturity_app.streaming.csv_rows import CsvRows, guarded
from maturity_app.streaming.csv_source import CsvSource
from maturity_core import AnswersError, Framework

Row = tuple[int, str, str, str | None]
Outcome = tuple[list[Row] | None, list[str], tuple[int, dict[str, int]]]
FACTS = "\N{BYTE ORDER MARK}framework;organisation;plan-holds;edition\r\n"
HEADERS = [
    "organisation,plan-holds\n", "plan-holds,organisation,plan-kept\r\n", "\n\rorganisation;plan-holds\r", FACTS,
    "sep=|\nplan-holds|organisation\n", '"organisation\n","plan-holds"\n', "plan-holds\n",
]  # fmt: skip
BITS = [
    "a", "often", "always", "offen", "1", "3", "7.5", ",", ",", ";", ";", "|", "\n", "\n", "\n", "\r\n", "\r", '"', '"',
    '""', '","', '";"', '"\n"', " ", "\u00a0", "é", "\0", "\ufeff", "=1", "\u2028", "\x1c", "tiny", "tidy",
]  # fmt: skip
LONG = "x" * (csv.field_size_limit() + 1)


def outcome(tiny: Framework, path: Path) -> Outcome:
    """Return every row of a file with number, name, word and reason; or why it is refused; and what was noted."""
    reading = Reading(tiny, "a.csv")
    rows: list[Row] = []
    try:
        source = CsvSource(reading, path)
        try:
            for part in source.parts():
                assert part.batch.schema == source.schema
                part.batch.validate(full=True)
                names = part.batch.schema.names
                own = (
                    part.batch.column("organisation").to_pylist() if "organisation" in names else [""] * len(part.rows)
                )
                words = part.batch.column("plan-holds").to_pylist()
                rows += zip(part.rows, own, words, part.reasons or [None] * len(part.rows), strict=True)
        finally:
            source.close()
    except AnswersError as error:
        return None, [str(problem) for problem in error.problems], (0, {})
    except UnicodeDecodeError:
        return None, ["not UTF-8"], (0, {})
    return rows, reading.notes(), (reading.rows, reading._least)


def one_by_one(tiny: Framework, path: Path) -> Outcome:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(PlainCsv, "read", lambda *_: None)
        return outcome(tiny, path)


def in_blocks(tiny: Framework, path: Path, block: int, least: int) -> Outcome:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(csv_source, "BLOCK", block)
        patch.setattr(csv_source, "LEAST", least)
        return outcome(tiny, path)


@given(
    header=st.sampled_from(HEADERS),
    body=st.lists(st.sampled_from(BITS), max_size=60).map("".join),
    sizes=st.tuples(st.sampled_from([8, 40, 4096]), st.sampled_from([1, 4])),
)
@example(HEADERS[0], 'a,often\n"a\n""b""",1\n\n,\n"x"y,1\n', (4096, 1))
@example(HEADERS[0], "a,often\n" * 9 + "a\n" + "b,offen\n" * 9, (40, 8))
@example(HEADERS[0], f"a,often\n{LONG},1\n", (1 << 20, 1))
@example(HEADERS[0], f'a,often\n"{LONG[:70000]}\n{LONG[:70000]}",1\n', (1 << 20, 1))
@example(HEADERS[3], "tiny;a;7;\r\ntiny;a;7;0\r\ntidy;b;often;\r\n;;;\r\n", (4096, 1))
@example(HEADERS[4], "|a|", (8, 1))
def test_any_text_is_read_in_blocks_as_it_is_row_by_row(
    tiny: Framework, tmp_path_factory: pytest.TempPathFactory, header: str, body: str, sizes: tuple[int, int]
) -> None:
    path = tmp_path_factory.mktemp("csv") / "a.csv"
    path.write_bytes((header + body).encode())

    found, exact = in_blocks(tiny, path, *sizes), one_by_one(tiny, path)

    assert found == exact
    if found[0] is not None:
        text = io.StringIO((header + body).removeprefix("\ufeff"), newline="")
        titles, *rows = csv_rows(text, Reading(tiny, "a.csv", how=How()))
        assert [row for row, *_ in found[0]] == [row for row, _ in rows]
        for (_, cells), (_, own, _, _) in zip(rows, found[0], strict=True):
            width = len(titles[1])  # more cells than that are passed over where they are empty
            whole = len(cells) >= width and not any(cells[width:]) and "organisation" in titles[1]
            assert own == (cells[titles[1].index("organisation")] if whole else "")


@given(st.lists(st.sampled_from([b"a", b",", b"\n", b"1", b"\xff", b"\xc3", b"\xa9"]), max_size=30).map(b"".join))
def test_bytes_that_are_no_text_are_refused_wherever_they_are(
    tiny: Framework, tmp_path_factory: pytest.TempPathFactory, body: bytes
) -> None:
    path = tmp_path_factory.mktemp("csv") / "a.csv"
    path.write_bytes(b"organisation,plan-holds\n" + body)

    assert in_blocks(tiny, path, 16, 4)[0] == one_by_one(tiny, path)[0]


def test_a_sound_file_is_read_in_blocks_and_only_what_is_odd_row_by_row(
    tiny: Framework, file: Callable[[str, str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ten thousand rows, quoted or not; one of them is short."""
    sizes: list[int] = []
    one_by_one = CsvSource._one_by_one

    def counted(self: CsvSource, size: int) -> Any:
        sizes.append(size)
        return one_by_one(self, size)

    monkeypatch.setattr(CsvSource, "_one_by_one", counted)
    good = '"North, ""the old""\n one",often\r\nSouth, always\r\n' * 2500
    path = file("a.csv", f"organisation,plan-holds\n{good}short\n{good}")

    rows = outcome(tiny, path)[0]

    assert rows is not None
    assert [row for row, *_, reason in rows if reason] == [5002]
    assert len(rows) == 10_001
    assert len(sizes) == 1
    assert sizes[0] <= csv_source.LEAST


def test_lines_keep_their_ends() -> None:
    text = b"\xef\xbb\xbfa\r\nb\n\nd\re\r"

    assert list(Lines(io.BytesIO(text), "a.csv")) == ["a\r\n", "b\n", "\n", "d\r", "e\r"]


@pytest.mark.parametrize("size", [LONGEST, LONGEST + 1, 5 * LONGEST])
@pytest.mark.parametrize("end", [b"", b"\n"])
def test_a_line_that_would_fill_the_memory_is_refused(size: int, end: bytes) -> None:
    lines = Lines(io.BytesIO(b"x" * (size - len(end)) + end), "a.csv")

    if size == LONGEST:
        assert [len(line) for line in lines] == [size]
    else:
        with pytest.raises(AnswersError, match="a line is too long"):
            next(lines)


TEXTS = st.text(st.sampled_from('aÄ1 =+-@\t\r\n",;\u00a0\ufeff\uff1d\0'), max_size=6)
CELLS: dict[str, tuple[Any, Any]] = {
    "text": (TEXTS, pa.string()),
    "large text": (TEXTS, pa.large_string()),
    "viewed text": (TEXTS, pa.string_view()),
    "double": (st.floats(), pa.float64()),
    "float": (st.floats(width=32), pa.float32()),
    "whole": (st.integers(-128, 127), pa.int8()),
    "large": (st.integers(0, 2**64 - 1), pa.uint64()),
    "bool": (st.booleans(), pa.bool_()),
    "list": (st.lists(st.integers(0, 9), max_size=3), pa.list_(pa.int8())),
    "date": (st.dates(), pa.date32()),
}


def written(columns: list[pa.Array], *, keep: bool) -> str:
    """Return the rows as the standard library writes them, each with its line end of its own."""
    lines: list[str] = []
    for row in zip(*(column.to_pylist() for column in columns), strict=True):
        line = io.StringIO()
        plain = [cell if cell is None or isinstance(cell, int | float) else str(cell) for cell in row]
        cells = [guarded(cell) if isinstance(cell, str) and not keep else cell for cell in plain]
        csv.writer(line).writerow(cells)
        lines.append(line.getvalue().removesuffix("\r\n") + "\n")
    return "".join(lines)


@given(data=st.data(), kinds=st.lists(st.sampled_from(sorted(CELLS)), min_size=1, max_size=4), keep=st.booleans())
def test_columns_are_written_as_the_standard_library_writes_rows(
    data: st.DataObject, kinds: list[str], *, keep: bool
) -> None:
    count = data.draw(st.integers(0, 5))
    columns = [
        pa.array(
            data.draw(st.lists(st.none() | CELLS[kind][0], min_size=count + 1, max_size=count + 1)), CELLS[kind][1]
        )
        for kind in kinds
    ]
    encode = data.draw(st.booleans())
    columns = [column.dictionary_encode() if encode and column.type == pa.string() else column for column in columns]
    columns = [column.slice(1) for column in columns]

    found = CsvRows(keep_formulas=keep).data(columns)

    assert bytes(found).decode() == written(columns, keep=keep)


def test_zeros_of_both_signs_and_what_is_no_number_are_told_apart() -> None:
    column = pa.array([0.0, -0.0, math.nan, None, math.inf, 0.0])

    assert bytes(CsvRows(keep_formulas=False).data([column, column])).decode().split() == [
        "0.0,0.0", "-0.0,-0.0", "nan,nan", ",", "inf,inf", "0.0,0.0",
    ]  # fmt: skip
