"""The zoo's control group: correct frameworks, which no law may complain about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from builders import capability, question, rule
from zoo.habitat import ONE_AREA, Means, read_by, small

if TYPE_CHECKING:
    from collections.abc import Callable

    from maturity_core import Framework


def as_data() -> Framework:
    """Return the small framework as it is."""
    return small()


def in_code() -> Framework:
    """Return the same, scored in code."""
    return small().with_scorer(Means())


def by_classes_of_its_own() -> Framework:
    """Return the same, read by other classes that do the same as the library's."""
    return read_by()


def with_a_question_to_spare() -> Framework:
    """Return a smaller one with two questions, one of which may be not applicable."""
    return small(**ONE_AREA)


def with_complete_sheets_only() -> Framework:
    """Return the same, but refusing sheets with open questions."""
    return small(open_questions="reject")


def with_a_total() -> Framework:
    """Return one whose score is a total that counts down, with a numeric scale and a capability with levels."""
    return small(
        headline="score",
        capabilities=[
            capability("goals", levels="state"),
            capability("team", "people", requires=[{"capability": "goals", "level": "settled"}]),
        ],
        questions=[
            question("goals-set", "goals", scale="yes-no", weight=2),
            question("team-there", "team", scale="percent", not_applicable=True),
        ],
        requirements=[
            rule("capability goals", "settled", least=1),
            rule("framework", "mid", total=9, top=10),
            rule("framework", "high", total=10, top=10),
            rule("framework", "high", count=1, of={"capabilities": ["goals"]}, reaching="settled"),
        ],
        scores=[{"ladder": "framework", "total_of": {"questions": "all"}, "top": 10}],
    )


def with_an_example() -> Framework:
    """Return the small framework with an organisation that answers everything with the lowest option."""
    answers = {question.id: question.options[0].id for question in small().questions}
    return small(examples=[{"id": "lowest", "answers": answers, "level": small().levels[0].id, "score": 0}])


def with_an_amount_out_of_reach() -> Framework:
    """Return one whose highest level needs an amount that takes both questions, though one may be not applicable."""
    return small(
        requirements=[rule("framework", "mid", mean="0.5"), rule("framework", "high", total=2, base=0)],
    )


def with_a_question_that_needs_another() -> Framework:
    """Return one of two questions, the second of which is asked only from the middle option of the first on."""
    first, second = ONE_AREA["questions"]
    needs = {"question": first["id"], "option": "often"}
    return small(**{**ONE_AREA, "questions": [first, {**second, "not_applicable": True, "needs": needs}]})


def with_profiles() -> Framework:
    """Return one with two profiles, one of which leaves nothing of a dimension, a requirement and a rung."""
    return small(
        requirements=[
            *small().requirements,
            rule("framework", "mid", least="0.5", of={"questions": ["team-there"]}),
        ],
        profiles=[
            {"id": "short", "name": "Short", "questions": ["goals-set"]},
            {"id": "whole", "name": "Whole", "questions": "all"},
        ],
    )


def with_an_outcome() -> Framework:
    """Return one with a deed and an outcome, which has to improve for either level."""
    return small(
        **{**ONE_AREA, "questions": [question("team-there", "team"), question("calm", "team", outcome=True)]},
    )


RIGHT: tuple[Callable[[], Framework], ...] = (
    as_data,
    in_code,
    by_classes_of_its_own,
    with_a_question_to_spare,
    with_complete_sheets_only,
    with_a_total,
    with_an_amount_out_of_reach,
    with_an_example,
    with_profiles,
    with_a_question_that_needs_another,
    with_an_outcome,
)
