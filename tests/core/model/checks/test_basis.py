"""The basis: of each entry, or once at the head of the file; and what is said of a model of one's own."""

from __future__ import annotations

from typing import Any

import pytest
from builders import question, rule, tiny

from maturity_core import Framework, FrameworkError, lint_framework, parse_framework
from maturity_core.telling.origin import rules_text

RULES = [rule("framework", "mid", mean="0.5"), rule("framework", "high", mean=1)]


def bare(entries: list[Any]) -> list[Any]:
    """Return entries without their basis."""
    return [{name: value for name, value in entry.items() if name != "basis"} for entry in entries]


def own(**changes: Any) -> Framework:
    """Return the smallest framework with the basis of all entries at the head."""
    tables = {"questions": bare([question("kept"), question("seen")]), "requirements": bare(RULES), "basis": "own"}
    return tiny(**{**tables, **changes})


def test_the_basis_at_the_head_is_that_of_all_entries_without_one() -> None:
    views = {"roles": ["a", "b"], "patterns": [{"roles_above": ["a"], "roles_below": ["b"], "text": "So."}]}
    framework = own(views=views, levers={"show": 1}, notes=[{"at": "about", "text": "So.", "basis": "source"}])

    entries = [*framework.questions, *framework.requirements, *framework.capabilities, framework.levers]
    assert {entry.basis for entry in entries if entry} == {"own"}
    assert framework.views is not None
    assert (framework.views.basis, framework.views.patterns[0].basis) == ("own", "own")
    assert framework.notes[0].basis == "source"
    assert parse_framework(framework.to_toml()) == framework


def test_nothing_is_said_of_whose_rules_ones_own_are() -> None:
    assert rules_text(own()) == ""
    assert rules_text(own(requirements=RULES)) != ""
    assert {found.rule for found in lint_framework(own())}.isdisjoint({"choice-without-reason", "source-without-place"})


def test_a_basis_is_missing_where_neither_the_entry_nor_the_head_has_one() -> None:
    with pytest.raises(FrameworkError, match="allowed: stated, applied, complement, filled, interpretation, own"):
        own(basis=None)
    with pytest.raises(FrameworkError, match="basis: expected 'own' or 'interpretation'"):
        own(basis="source")


@pytest.mark.parametrize("wrong", ["source", "owm", "", 3, ["own"], {"basis": "own"}])
def test_a_wrong_basis_at_the_head_is_one_error_and_not_one_of_every_entry(wrong: Any) -> None:
    with pytest.raises(FrameworkError) as caught:
        own(basis=wrong, levers={"show": 1}, notes=[{"at": "about", "text": "So."}])

    assert [problem.where for problem in caught.value.problems] == ["basis"]
