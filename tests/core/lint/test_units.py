"""The linter on numbers that are read as shares of the whole, and may be meant in a unit of the author's own."""

from __future__ import annotations

from typing import Any

import pytest
from linted import Tables, ask, found, need, sound

from maturity_core import lint_framework

MARKS = [0, 1, 3, 5]
EACH = {"questions": "all"}
AREAS = [need("each dimension", level, mean="0.6", of=EACH) for level in ("mid", "high")]


def marked(number: Tables, *, marks: list[Any] = MARKS, rules: Tables | None = None, **fields: Any) -> Tables:
    """Return two questions on marks, and a requirement or a rule with a number."""
    options = [{"id": f"mark-{place}", "label": f"Mark {mark}", "value": mark} for place, mark in enumerate(marks)]
    high = need("framework", "high", mean=marks[-1], by="value", of=EACH)
    return {
        "scales": {"marks": {"options": options}},
        "questions": [ask("kept", scale="marks"), ask("seen", scale="marks")],
        "requirements": [
            *([] if rules else [need("framework", "mid", **{"of": EACH, **number, **fields})]),
            high,
            *AREAS,
        ],
        "rules": [rules] if rules else [],
    }


def cuts(**fields: Any) -> Tables:
    """Return cut-points for the middle level, on the mean of all questions."""
    kind = {"kind": "cut-points", "ladder": "framework", "levels": ["mid"], "of": EACH, "basis": "interpretation"}
    return {**kind, "because": "so it was agreed", **fields}


FOUND: dict[str, tuple[Tables, str]] = {
    "a least": (marked({"least": 1}), "requirements.0.least"),
    "what a share has to reach": (marked({"share": "0.5", "reaching": 1}), "requirements.0.reaching"),
    "what a count has to reach": (marked({"count": 1, "reaching": 1}), "requirements.0.reaching"),
    "a mean of dimensions": (marked({"mean": 1}, of={"dimensions": "all"}), "requirements.0.mean"),
    "half a mark": (marked({"mean": "0.5"}, marks=[0, "0.5", 2]), "requirements.0.mean"),
    "a cut": (marked({}, rules=cuts(cuts={"mid": 1})), "rules.0.cuts.mid"),
}
PASSED: dict[str, Tables] = {
    "said": marked({"least": 1}, by="value"),
    "no mark of this value": marked({"mean": "0.6"}),
    "the same in the unit": marked({"least": 1}, marks=[0, "0.5", 1]),
    "a reach of a level": marked({"count": 1, "reaching": "mid", "of": {"dimensions": "all"}}),
    "a level": marked({"mean": 1, "by": "level", "of": {"dimensions": "all"}}),
    "a total": marked({"total": 1, "base": 0}),
}


@pytest.mark.parametrize("case", FOUND)
def test_a_number_that_may_be_meant_in_the_unit_is_found(case: str) -> None:
    tables, where = FOUND[case]

    assert ("unit-unsaid", where) in found(sound(**tables))


@pytest.mark.parametrize("case", PASSED)
def test_a_number_that_cannot_be_mistaken_is_passed(case: str) -> None:
    assert "unit-unsaid" not in {rule for rule, _ in found(sound(**PASSED[case]))}


def test_it_says_what_the_number_is_in_the_unit() -> None:
    (finding,) = (each for each in lint_framework(sound(**marked({"least": 1}))) if each.rule == "unit-unsaid")

    assert finding.what == "1 is read as a share of the whole, which is 5 on the scale of 0 to 5"
    assert finding.severity == "note"


def test_a_trait_is_an_option_and_not_a_number() -> None:
    tables = marked({"mean": "0.6"})
    tables["questions"][0] |= {"stage": "mid", "trait": "mark-3"}

    assert "unit-unsaid" not in {rule for rule, _ in found(sound(**tables))}
