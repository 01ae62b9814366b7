"""Sheets of earlier editions, and what arrives of them."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING, Any

from form import CarriedQuestion, CarriedSheet
from maturity_core import AnswersError, carry
from maturity_core.model.states import STATE_WORDS
from maturity_core.people.editions import Way

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from maturity_core import Framework, Question

    Answers = Mapping[str, str | int | float]

OTHER_WORDS = "00000000"
"""The digest of a wording that no question has now."""
DRAWN = (True, True, False)
"""The sheets that are drawn for each edition, with the wording of its questions or without."""


def carried_sheets(framework: Framework) -> Iterator[CarriedSheet]:
    """Yield sheets of every edition that the framework says something of, the same every time."""
    for since in framework.since:
        way = Way(framework, since)
        chance = Random(f"{framework.id} {since.edition}")  # noqa: S311 - has to be repeated, not to be safe
        now = {then: framework.words_digests[asked[0].id] for then, asked in way.leads.items()}
        for worded in DRAWN:
            words = {then: OTHER_WORDS if chance.random() < 1 / 3 else digest for then, digest in now.items()}
            answers = {then: _answer(way, then, chance) for then in way.known}
            given = {then: answer for then, answer in answers.items() if answer != ""}
            yield _carried(framework, since.edition, given, words if worded else {})
        positions = dict.fromkeys(_with_positions(way), 1)
        yield _carried(framework, since.edition, positions, now)
        yield _carried(framework, since.edition, {**positions, "never-asked": "dont-know"}, {})


def _with_positions(way: Way) -> Iterator[str]:
    """Yield the questions of an edition that may be answered by the position of an option."""
    for then, asked in way.leads.items():
        if not any(way.framework.scales[question.scale].takes_numbers for question in asked):
            yield then


def _answer(way: Way, then: str, chance: Random) -> str | int | float:
    """Return an answer to a question of an edition; empty for none."""
    states = [*sorted(STATE_WORDS), ""]
    if then not in way.leads:
        return ("yes", *states)[int(chance.random() * (len(states) + 1))]
    question = way.leads[then][0]
    scale = way.framework.scales[question.scale]
    ids = [*_options(way, question), "no-longer-there"]
    numbers = [0, 12.5, 10**9] if scale.numeric else []
    choices: list[str | int | float] = [*ids, *ids, *states, *numbers]
    return choices[int(chance.random() * len(choices))]


def _options(way: Way, question: Question) -> list[str]:
    """Return the ids that the options of a question had then."""
    renamed = {now: then for then, now in way.came[question.id].options.items()}
    return [renamed.get(option.id, option.id) for option in question.options]


def _carried(framework: Framework, edition: str, answers: Answers, words: dict[str, str]) -> CarriedSheet:
    """Return what arrives of a sheet, or the questions whose answers are refused."""
    given: dict[str, Any] = {"edition": edition, "words": words, "answers": {**answers}}
    try:
        found = carry(answers, framework, edition=edition, words=words)
    except AnswersError as error:
        refused = [problem.where.removeprefix("answers.") for problem in error.problems]
        return CarriedSheet(**given, refused=refused, arrived={}, questions={}, ask=[], reworded=[], left_out=[])
    return CarriedSheet(
        **given,
        refused=[],
        arrived=found.model_dump(mode="json")["answers"],
        questions={entry.id: CarriedQuestion(was=entry.was, how=entry.how) for entry in found.questions},
        ask=[*found.ask],
        reworded=[*found.reworded],
        left_out=[*found.left_out],
    )
