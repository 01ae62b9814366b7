"""The command that says what other answers would change."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from maturity_app.answer_files import FORMAT, read_sheet
from maturity_app.assessing import as_json
from maturity_app.console import AS_JSON, FRAMEWORK, POSITIONS, WORDS, say
from maturity_app.csv_cells import cell_answer
from maturity_app.reading import Reading
from maturity_core.errors import AnswersError, Problem, shown
from maturity_core.telling.page.least_change import least_change_page
from maturity_core.telling.page.sensitivity import sensitivity_page
from maturity_core.telling.page.what_if import what_if_page

if TYPE_CHECKING:
    from collections.abc import Iterable

    from maturity_core import Framework
    from maturity_core.telling.words import Words

CALLED = "changes"
"""What messages call the answers that are given as arguments."""


@click.command("what-if", short_help="Show what would change if some answers did.")
@FRAMEWORK
@click.argument("answers")
@click.argument("changes", nargs=-1, metavar="[QUESTION=OPTION]...")
@FORMAT
@POSITIONS
@WORDS
@AS_JSON
def what_if_command(  # noqa: PLR0913 - one for each option of the command
    framework: Framework,
    answers: str,
    changes: tuple[str, ...],
    *,
    stated: str | None,
    positions_from: int | None,
    words: Words,
    wants_json: bool,
) -> None:
    """Show what would change if some answers of an organisation did: levels, scores, requirements.

    Without changes: show the fewest answers that lift the level, the fewest that drop it, and how far thresholds and
    weights that the model's author chose could move without changing it. If there is no level, show the score and what
    it could still be.

    ANSWERS is a file of one organisation, as for `maturity assess`. QUESTION=OPTION gives a question another option,
    by its id or position, a number where the question asks for one, or a state such as `not-applicable`.
    """
    assessment = read_sheet(framework, answers, stated, positions_from).assessed(framework)
    if not changes:
        least, rests = assessment.least_change(), assessment.sensitivity()
        if wants_json:
            say(as_json({"least_change": least.model_dump(mode="json"), "sensitivity": rests.model_dump(mode="json")}))
        else:
            pages = least_change_page(framework, least, words), sensitivity_page(framework, rests, words)
            say("\n\n".join(page for page in pages if page))
        return
    given, problems = read_changes(framework, changes, positions_from)
    try:
        found = assessment.what_if(given)
    except AnswersError as error:
        raise AnswersError([*problems, *error.problems]) from None
    if problems:
        raise AnswersError(problems)
    say(as_json(found.model_dump(mode="json")) if wants_json else what_if_page(framework, found, words))


def read_changes(
    framework: Framework, texts: Iterable[str], positions_from: int | None = None
) -> tuple[dict[str, Any], list[Problem]]:
    """Return the answers in texts such as `plan-holds=often`, for the core to check, and what cannot be read.

    >>> from maturity_core import load_framework
    >>> read_changes(load_framework("service-maturity-check"), ["role-decided=start", "role-agreed=2"])
    ({'role-decided': 'start', 'role-agreed': 2}, [])
    """
    reading = Reading(framework, CALLED, positions_from)
    problems: list[Problem] = []
    found: dict[str, Any] = {}
    for text in texts:
        name, _, answer = map(str.strip, text.partition("="))
        if not name or not answer:
            problems.append(Problem("not a change of an answer", CALLED, shown(text), "QUESTION=OPTION"))
        elif name in found:
            problems.append(Problem("duplicate question", CALLED, shown(name)))
        else:
            found[name] = _answer(reading, name, answer)
    problems += [answer for answer in found.values() if isinstance(answer, Problem)]
    return {name: answer for name, answer in found.items() if not isinstance(answer, Problem)}, problems


def _answer(reading: Reading, name: str, text: str) -> Any:
    """Return one answer, with a position counted from 0, or what is wrong with it."""
    asked = reading.questions.get(name)
    answer = cell_answer(text, numeric=name in reading.numeric)
    if asked is None or name in reading.numeric or not isinstance(answer, int):
        return answer
    return reading.position(asked, answer, shifted=False)
