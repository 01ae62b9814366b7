"""`maturity archetypes`: organisations in bands by their own figures."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from maturity_core import Archetypes, load_framework

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Run = Callable[..., Any]
    Write = Callable[[str, str | bytes], Path]

NUMBER = 40


@pytest.mark.parametrize(
    "model", ["service-maturity-check", "esg-customer-success", "johnny-grow-customer-service", "tsia-customer-success"]
)
def test_every_model_has_archetypes(maturity: Run, file: Write, model: str) -> None:
    questions = load_framework(model).questions
    names = [f"Firm {place}" for place in range(NUMBER)]
    rows = [
        [name, *(question.options[-1 if place >= 30 else 0].id for question in questions)]
        for place, name in enumerate(names)
    ]
    group = file("group.csv", "".join(f"{','.join(row)}\n" for row in [["organisation", *questions.ids], *rows]))
    figures = "\n".join(f'"{name}" = {place}' for place, name in enumerate(names))
    growth = file("growth.toml", f'[outcomes.growth]\nbetter = "more"\n[outcomes.growth.figures]\n{figures}\n')

    done = maturity("archetypes", model, group, "--figures", growth, "--organisation", "Firm 20")
    data = maturity("archetypes", model, group, "--figures", growth, "--shares", "20%, 80%", "--json")

    assert (done.code, done.told) == (0, "")
    assert "- The middle 50% (you are here): 20 organisations" in done.out
    assert max(map(len, done.out.splitlines())) <= 80
    assert [band.size for band in Archetypes.model_validate_json(data.out).bands] == [8, 32]


def test_all_that_is_wrong_is_said(maturity: Run, tiny_file: Path, file: Write) -> None:
    sheet = file("one.json", json.dumps({"organisation": "North", "answers": {}}))

    broken = maturity("archetypes", tiny_file, sheet, "--figures", file("broken.toml", "[outcomes"))
    wrong = maturity("archetypes", tiny_file, sheet, "--figures", file("empty.toml", ""))

    assert (broken.code, wrong.code) == (2, 2)
    assert "broken.toml" in broken.told
    assert wrong.told.startswith("figures.outcomes: expected figures to order by")
