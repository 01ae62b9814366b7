"""What does not apply leaves sums, rungs and ladders: one framework of every kind, on every mix of answers."""

from __future__ import annotations

from itertools import product

from builders import capability, dimension, question, rule, tiny
from warehouse import expected, queried, written

from maturity_core.model.states import NOT_APPLICABLE as OUT
from maturity_core.model.states import UNANSWERED

ALL = {"dimensions": "all"}
MIXED = tiny(
    dimensions=[dimension("work"), dimension("rest", weight=2)],
    capabilities=[capability("plan"), capability("more", "rest")],
    questions=[
        question("first", stage="mid", not_applicable=True),
        question("second", stage="high", not_applicable=True),
        question("third"),  # always applies: a score is left where no rung is
        question("fourth", "more", not_applicable=True, weight=3),
        question("fifth", "more", scale="yes-no", not_applicable=True),
    ],
    requirements=[
        rule("dimension work", "mid", least="0.5", of={"questions": {"stage": "mid"}}),
        rule("dimension work", "high", total=1, base=0, of={"questions": {"stage": "high"}}),
        rule("dimension rest", "mid", mean="1/3"),
        rule("dimension rest", "high", count=1, reaching=1, of={"questions": ["fourth"]}),
        rule("framework", "mid", share="1/3", reaching="mid", of=ALL),
        rule("framework", "mid", mean="0.3", by="level", of=ALL),
        rule("framework", "high", count=2, reaching="high", of=ALL),
        rule("framework", "high", mean="0.7", of=ALL),
        rule("framework", "high", count=1, reaching="0.9", by="score", of=ALL),
    ],
)
ANSWERS = ([OUT, 0, 1], [OUT, UNANSWERED, 2], [0, 2], [OUT, 0, 2], [OUT, 0, 1])
"""Of each question, the answers on both sides of every bound."""


def test_every_mix_of_what_applies_is_read_alike() -> None:
    query = written(MIXED, "duckdb")
    sheets = [list(sheet) for sheet in product(*ANSWERS)]

    told = expected(MIXED, sheets)

    assert query is not None
    assert queried(MIXED, query, sheets) == told
    assert {row["level"] for row in told} == {None, "low", "mid", "high"}
    assert any(row["dimension_work_level"] is None and row["dimension_work_exact"] for row in told)
