"""A table that says which framework and edition its rows belong to is believed: other rows are refused."""

from __future__ import annotations

from typing import Any

import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from builders import two
from hypothesis import given
from hypothesis import strategies as st

from maturity_core import AnswersError, RecordBatchScorer

FRAMEWORK = two()
HERE, EDITION = FRAMEWORK.id, FRAMEWORK.edition
IDS = [question.id for question in FRAMEWORK.questions]
ANSWERS: dict[str, list[Any]] = {name: ["always", None, "rarely"] for name in IDS}
PLAIN = FRAMEWORK.assess_many(pa.table(ANSWERS))
KINDS = {"arrow": pa.table, "batch": pa.record_batch, "pandas": pd.DataFrame, "polars": pl.DataFrame}
HINT = "carry() carries a sheet over, and `maturity assess` a file; if they do belong here, leave out this column"
OTHERS = f"answers[1].edition: these answers belong to another edition; got '0'; allowed: {EDITION!r}; {HINT}"
STRANGE = (
    f"answers[2].framework: these answers belong to another framework; got 'other'; allowed: {HERE!r}; "
    "if they do belong here, leave out this column"
)


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_rows_of_another_framework_or_edition_are_refused(kind: Any) -> None:
    table = kind({"framework": [HERE, HERE, "other"], "edition": [EDITION, "0", EDITION], **ANSWERS})

    with pytest.raises(AnswersError) as caught:
        FRAMEWORK.assess_many(table)
    assert str(caught.value).splitlines() == [OTHERS, STRANGE]


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_rows_that_belong_here_or_do_not_say_are_taken(kind: Any) -> None:
    table = kind({"edition": [EDITION, "", None], "framework": [None, HERE, ""], **ANSWERS})

    batch = FRAMEWORK.assess_many(table)

    assert batch.levels.tolist() == PLAIN.levels.tolist()
    assert list(batch.to_arrow().column_names[:2]) == ["edition", "framework"]


def test_wrong_rows_are_marked_where_that_is_wanted() -> None:
    said = {"framework": [HERE, HERE, "other"], "edition": [EDITION, "0", "0"]}
    batch = pa.record_batch({**said, **ANSWERS, IDS[0]: ["always", "no such option", "rarely"]})

    scored = RecordBatchScorer(FRAMEWORK, ["levels"], ids="text", bad_rows="mark")(batch)

    rejected = scored.column("rejected").to_pylist()
    assert rejected[0] is None
    assert rejected[1].startswith(f"{OTHERS.removeprefix('answers[1].')} | {IDS[0]}: no such option")
    assert rejected[2].startswith("framework: these answers belong to another framework; got 'other'")
    assert "edition: these answers belong to another edition; got '0'" in rejected[2]
    assert [level is None for level in scored.column("level").to_pylist()] == [False, True, True]
    with pytest.raises(AnswersError, match=r"^answers\[1\].edition: these answers belong to another edition"):
        RecordBatchScorer(FRAMEWORK)(batch)


def test_whoever_gives_reasons_has_looked_at_what_rows_belong_to() -> None:
    batch = pa.record_batch({"framework": ["other"] * 3, "edition": ["0"] * 3, **ANSWERS})

    scored = RecordBatchScorer(FRAMEWORK, ["levels"], bad_rows="mark").score_batch(batch, [None, "not this one", None])

    assert scored.column("rejected").to_pylist() == [None, "not this one", None]


@given(st.data())
def test_exactly_the_rows_that_say_something_else_are_wrong(data: st.DataObject) -> None:
    count = data.draw(st.integers(1, 6))
    cells = st.lists(st.sampled_from([None, "", HERE, EDITION, "0", "other", " "]), min_size=count, max_size=count)
    said = {"framework": data.draw(cells), "edition": data.draw(cells)}
    kind = data.draw(st.sampled_from([pa.string(), pa.large_string(), pa.dictionary(pa.int8(), pa.string())]))
    columns = {name: pa.array(texts, kind) for name, texts in said.items()}
    table = pa.record_batch({**columns, IDS[0]: ["always"] * count})

    marked = RecordBatchScorer(FRAMEWORK, ["levels"], bad_rows="mark")(table)

    allowed = {"framework": {None, "", HERE}, "edition": {None, "", EDITION}}
    other = [any(said[name][row] not in allowed[name] for name in said) for row in range(count)]
    assert [reason is not None for reason in marked.column("rejected").to_pylist()] == other
    chunks = pa.Table.from_batches([table.slice(0, count // 2), table.slice(count // 2)])
    if not any(other):
        assert len(FRAMEWORK.assess_many(chunks)) == count
        return
    with pytest.raises(AnswersError) as caught:
        FRAMEWORK.assess_many(chunks)
    told = {problem.where.partition("]")[0] for problem in caught.value.problems}
    assert told == {f"answers[{row}" for row in range(count) if other[row]}


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_what_is_not_text_does_not_say_it(kind: Any) -> None:
    """A spreadsheet or a reader of CSV may have made a number of an edition: 1.10 is not 1.1."""
    with pytest.raises(AnswersError) as caught:
        FRAMEWORK.assess_many(kind({"framework": [HERE] * 3, "edition": [1.0, 1.0, 1.1], **ANSWERS}))

    what = "answers.edition: this column says what the answers belong to; got double; allowed: text; rename it"
    assert str(caught.value) == f"{what} if it is a column of your own"


def test_missing_values_of_pandas_say_nothing() -> None:
    frame = pd.DataFrame({"framework": [None] * 3, "edition": [float("nan")] * 3, **ANSWERS})

    assert FRAMEWORK.assess_many(frame).levels.tolist() == PLAIN.levels.tolist()


@pytest.mark.parametrize("nothing", [pa.nulls(3), pa.nulls(3, pa.float64()), pa.nulls(3, pa.string())])
def test_an_empty_column_says_nothing_whatever_its_type(nothing: pa.Array) -> None:
    table = pa.table({"framework": nothing, "edition": nothing, **ANSWERS})

    assert FRAMEWORK.assess_many(table).levels.tolist() == PLAIN.levels.tolist()


def test_of_many_wrong_rows_the_first_are_listed() -> None:
    table = pa.table({"framework": ["other"] * 60, "edition": ["0"] * 60, IDS[0]: ["always"] * 60})

    with pytest.raises(AnswersError) as caught:
        FRAMEWORK.assess_many(table)
    lines = str(caught.value).splitlines()
    assert [line.partition(":")[0] for line in lines[:3]] == [
        "answers[0].framework",
        "answers[0].edition",
        "answers[1].framework",
    ]
    assert lines[-1] == "answers: and 70 more"
