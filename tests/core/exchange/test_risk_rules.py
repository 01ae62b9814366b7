"""Risk rules of a lens: whatever they are, the imported levels are those that the rules give."""

from __future__ import annotations

import json
from itertools import product
from typing import TYPE_CHECKING, Any

from builders import dear
from hypothesis import given
from hypothesis import strategies as st

from maturity_core import Framework
from maturity_core.exchange.importing import Source
from maturity_core.exchange.importing.lens import RISKS, lens

if TYPE_CHECKING:
    import pytest

CHOICES = ("a", "b", "c", "d")
TREES: st.SearchStrategy[Any] = st.recursive(
    st.sampled_from(CHOICES),
    lambda inner: st.one_of(st.tuples(st.just("!"), inner), st.tuples(inner, st.sampled_from(("&&", "||")), inner)),
    max_leaves=6,
)


def text(tree: Any) -> str:
    if isinstance(tree, str):
        return tree
    return f"!({text(tree[1])})" if len(tree) == 2 else f"({text(tree[0])}){tree[1]}({text(tree[2])})"


def holds(tree: Any, chosen: set[str]) -> bool:
    if isinstance(tree, str):
        return tree in chosen
    if len(tree) == 2:
        return not holds(tree[1], chosen)
    both = (holds(tree[0], chosen), holds(tree[2], chosen))
    return all(both) if tree[1] == "&&" else any(both)


@dear
@given(rules=st.lists(st.tuples(TREES, st.sampled_from(RISKS)), min_size=1, max_size=4), last=st.sampled_from(RISKS))
def test_levels_are_what_the_first_rule_that_holds_gives(
    tmp_path_factory: pytest.TempPathFactory, rules: list[tuple[Any, str]], last: str
) -> None:
    path = tmp_path_factory.mktemp("lens") / "lens.json"
    stated = [{"condition": text(tree), "risk": risk} for tree, risk in rules]
    question = {
        "id": "q",
        "choices": [{"id": choice} for choice in CHOICES],
        "riskRules": [*stated, {"condition": "default", "risk": last}],
    }
    path.write_text(json.dumps({"pillars": [{"id": "p", "questions": [question]}]}), "utf-8")
    tables = lens(Source(path)).tables
    if "questions" not in tables:
        return
    framework = Framework(**tables)

    sheets = [dict(zip(CHOICES, sheet, strict=True)) for sheet in product((False, True), repeat=len(CHOICES))]
    answers = [framework.assess({one: "yes" if sheet[one] else "no" for one in CHOICES}).codes for sheet in sheets]
    ranks = framework.assess_many(answers).capability_levels[:, 0]
    levels = framework.ladder_levels("capability q")
    for sheet, rank in zip(sheets, ranks, strict=True):
        chosen = {choice for choice, taken in sheet.items() if taken}
        risk = next((risk for tree, risk in rules if holds(tree, chosen)), last)
        assert levels[int(rank)].id == risk.lower().replace("_", "-")
