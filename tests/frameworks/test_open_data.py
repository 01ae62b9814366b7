"""The open data maturity of 35 countries: every published total, and what is known of the data."""

from __future__ import annotations

import csv
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from maturity_core import PeerGroup, publish_peers, read_framework

if TYPE_CHECKING:
    from collections.abc import Sequence

    from maturity_core import Assessment

FOLDER = Path(__file__).parents[2] / "examples" / "open-data"
FRAMEWORK = read_framework(str(FOLDER / "framework.toml"))


def table(name: str) -> list[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def assessed() -> dict[str, Assessment]:
    rows = table("answers.csv")
    return {row.pop("organisation"): FRAMEWORK.assess(row) for row in rows}


COUNTRIES = assessed()
TOTALS = {row["country"]: row for row in table("totals.csv")}


def variance(numbers: Sequence[Fraction]) -> Fraction:
    mean = sum(numbers, Fraction(0)) / len(numbers)
    return sum(((number - mean) ** 2 for number in numbers), Fraction(0)) / (len(numbers) - 1)


def alpha(dimension: str = "") -> float:
    """Return Cronbach's alpha of the credits of a dimension's questions, or of all."""
    asked = [one for one in FRAMEWORK.questions if FRAMEWORK.capability(one.capability).dimension.startswith(dimension)]
    credits_ = [
        [FRAMEWORK.scales[one.scale].options[result.answers[one.id]].credit for one in asked]
        for result in COUNTRIES.values()
    ]
    parts = sum((variance(column) for column in zip(*credits_, strict=True)), Fraction(0))
    return float(
        Fraction(len(asked), len(asked) - 1) * (1 - parts / variance([sum(row, Fraction(0)) for row in credits_]))
    )


def test_all_published_totals_come_out_equal() -> None:
    assert len(COUNTRIES) == 35
    assert {name: result.score_exact for name, result in COUNTRIES.items()} == {
        name: Fraction(row["total"]) for name, row in TOTALS.items()
    }


def test_all_published_totals_of_dimensions_come_out_equal() -> None:
    most = {"policy": 640, "impact": 600, "portal": 650, "quality": 650}
    for name, result in COUNTRIES.items():
        found = {one.id: one.score_exact and one.score_exact * most[one.id] for one in result.dimensions}
        assert found == {dimension: Fraction(TOTALS[name][dimension]) for dimension in most}, name


@pytest.mark.parametrize(
    ("dimension", "published"), [("", 0.98), ("policy", 0.88), ("impact", 0.96), ("portal", 0.95), ("quality", 0.92)]
)
def test_the_questions_go_together(dimension: str, published: float) -> None:
    assert round(alpha(dimension), 2) == published


def test_some_questions_tell_nobody_apart() -> None:
    tops = {one.id: one.options[-1].id for one in FRAMEWORK.questions}
    same = [name for name, top in tops.items() if all(result.answers[name] == top for result in COUNTRIES.values())]

    assert same == ["q-1"]


def test_a_country_is_compared_with_the_others() -> None:
    peers = PeerGroup.from_assessments(COUNTRIES.values())
    found = COUNTRIES["AT"].compare(peers).standings[0]

    assert (found.below, found.tied, found.size) == (24, 1, 35)
    assert found.median_exact == (Fraction(2123), Fraction(2123))
    published = COUNTRIES["AT"].compare(publish_peers(FRAMEWORK, peers)).standings[0]
    assert published.below <= 24 < published.below + published.tied
    assert published.tied >= 5
