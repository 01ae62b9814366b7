"""Periods as they are typed: a budget for each, or a phase for each level."""

from __future__ import annotations


def periods_given(text: str | None) -> str | list[str] | None:
    """Return periods as `Assessment.roadmap` takes them: None, a word, or the budgets in a list separated by commas.

    >>> periods_given("2, 0,3"), periods_given("levels")
    (['2', '0', '3'], 'levels')
    """
    return text if text is None or text == "levels" else [budget.strip() for budget in text.split(",")]
