"""The linter and the four models: no errors, and every other finding has been reviewed and has a reason."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from maturity_core import available_frameworks, lint_framework, load_framework
from maturity_core.lint import RULES

PAGE = Path(__file__).parents[2] / "docs" / "lint.md"

LOOKED_AT = {
    "esg-customer-success": {
        # 60% of this category's six capabilities means four of them; the share is the same for all categories
        ("note", "threshold-never-hit", "requirements.11.share"),
    },
    "johnny-grow-customer-service": {
        # the model leaves out the distance between answers on purpose, as its reason says; `from_level` stays
        ("warning", "idle-bound", "contrasts.from_level"),
        # preventing churn is asked only where customers can leave: without a market nothing is there to prevent
        ("warning", "gate-answered-away", "questions.leavers-acted-on.trait"),
        ("warning", "gate-answered-away", "questions.leavers-kept.trait"),
    },
    "service-maturity-check": {
        # the same cut for all dimensions; with few questions each, the next mean above 70% is 75%
        ("note", "threshold-never-hit", "rules.0.cuts.strategic"),
    },
    "tsia-customer-success": {
        # half is our reading; what the source states flatly has weight 2, so no answers weigh exactly half
        ("note", "threshold-never-hit", "requirements.0.share"),
        ("note", "threshold-never-hit", "requirements.7.share"),
        # the same share for three areas; with two to four questions each, the next share above 70% is 75% or all
        ("note", "threshold-never-hit", "requirements.10.share"),
    },
}
# Twenty questions in five minutes leave one for most capabilities. In the source of the TSIA model business reviews are
# only optional, and churn has a single marker: what customers cost is asked about with the funding it comes with.
THIN = {"service-maturity-check": 12, "tsia-customer-success": 2}
COUNTED = {"thin-capability": THIN}


def test_every_model_is_looked_at() -> None:
    assert set(LOOKED_AT) == set(available_frameworks())


@pytest.mark.parametrize("model", LOOKED_AT)
def test_what_is_found_in_a_model_was_looked_at(model: str) -> None:
    found = lint_framework(load_framework(model))

    number = Counter(finding.rule for finding in found)
    assert {rule: number[rule] for rule in COUNTED} == {rule: seen.get(model, 0) for rule, seen in COUNTED.items()}
    assert {
        (finding.severity, finding.rule, finding.where) for finding in found if finding.rule not in COUNTED
    } == LOOKED_AT[model]


def test_the_page_has_every_rule_as_it_is() -> None:
    """The table in docs/lint.md matches the registry, row by row, in the same order."""
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in PAGE.read_text("utf-8").splitlines()
        if line.startswith("| `")
    ]

    assert rows == [[f"`{rule.id}`", rule.severity, rule.sentence, rule.remedy] for rule in RULES]
