"""Examples without scores, and too few with them: one finding for all of a file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from builders import Product, question, tiny
from hypothesis import given
from hypothesis import strategies as st
from linted import found, sound

from maturity_core import lint_framework

if TYPE_CHECKING:
    from maturity_core import Framework

LOW: dict[str, Any] = {"kept": "rarely", "seen": "rarely"}
BARE: dict[str, Any] = {"answers": LOW, "level": "low"}
SCORED: dict[str, Any] = {**BARE, "score": 0}


def with_examples(*examples: dict[str, Any], **changes: Any) -> Framework:
    """Return a sound framework with these examples."""
    return sound(examples=[{"id": f"case-{place}", **example} for place, example in enumerate(examples)], **changes)


def told(framework: Framework) -> dict[str, str]:
    """Return what is found about examples, by rule."""
    return {finding.rule: finding.what for finding in lint_framework(framework)}


def test_three_examples_with_scores_are_enough() -> None:
    assert told(with_examples(SCORED, SCORED, SCORED)) == {}


def test_a_score_of_any_ladder_is_one() -> None:
    part = {"answers": LOW, "scores": {"dimension work": 0}}

    assert told(with_examples(part, part, part)) == {}


def test_examples_without_scores_are_counted() -> None:
    framework = with_examples(SCORED, BARE, SCORED, SCORED, BARE)

    assert told(framework) == {"example-without-score": "2 of 5 state no score, case-1 first"}
    assert found(framework) == [("example-without-score", "examples")]


def test_too_few_with_scores_are_told() -> None:
    assert told(with_examples(SCORED, SCORED)) == {"few-scored-examples": "2 of them state a score"}
    assert told(with_examples(SCORED)) == {"few-scored-examples": "1 of them states a score"}
    assert told(with_examples(BARE)) == {
        "example-without-score": "1 of 1 states no score, case-0 first",
        "few-scored-examples": "none of them states a score",
    }


def test_a_model_without_examples_is_not_told_to_have_any() -> None:
    """They may be in a file beside it."""
    assert told(sound()) == {}


@pytest.mark.parametrize("refused", [True, False])
def test_where_there_is_no_score_none_is_missed(*, refused: bool) -> None:
    """Nothing applies; or the answers are refused, which the law about examples reports."""
    if refused:
        framework = with_examples(SCORED, SCORED, SCORED, {"answers": {}, "level": "low"}, open_questions="reject")
    else:
        asked = [question(name, place="page 1", not_applicable=True) for name in ("kept", "seen")]
        nothing = {"answers": dict.fromkeys(LOW, "not-applicable"), "level": "none"}
        framework = with_examples(SCORED, SCORED, SCORED, nothing, questions=asked)

    assert "example-without-score" not in told(framework)


def test_of_a_scorer_in_code_nothing_is_known() -> None:
    framework = tiny(requirements=[], examples=[{"id": "one", **BARE}]).with_scorer(Product())

    assert {"example-without-score", "few-scored-examples"}.isdisjoint(told(framework))


@given(st.lists(st.booleans(), max_size=6))
def test_each_rule_finds_one_thing_or_nothing(scored: list[bool]) -> None:
    framework = with_examples(*(SCORED if has_score else BARE for has_score in scored))

    rules = [finding.rule for finding in lint_framework(framework)]
    assert rules.count("example-without-score") == (not all(scored))
    assert rules.count("few-scored-examples") == (bool(scored) and sum(scored) < 3)
