"""Checks what a file says of single answers and moves: the questions and options that it names exist."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from maturity_core.errors import Problem, listed
from maturity_core.model.checks.references import stage_names, twice, unknown
from maturity_core.model.fields import Path

if TYPE_CHECKING:
    from maturity_core.model.checks.draft import Draft
    from maturity_core.model.nouns import Level, Question, Remedy, Sign
    from maturity_core.model.scale import Scale

Options = Mapping[str, Sequence[str]]
"""The ids of the options of questions, by the id of the question; none if its scale is unknown."""


def move_problems(draft: Draft) -> Iterator[Problem]:
    """Yield every problem with remedies, traits, outcomes, patterns and advice."""
    if draft.failed & {"questions", "scales"}:
        return
    pairs = [(question, draft.scales.get(question.scale)) for question in draft.questions]
    options = {question.id: [option.id for option in scale.options] if scale else [] for question, scale in pairs}
    for index, capability in enumerate(draft.capabilities):
        own = {question.id: options[question.id] for question, _ in pairs if question.capability == capability.id}
        yield from _remedy_problems(capability.remedies, own, ("capabilities", index, "remedies"))

    for index, (question, scale) in enumerate(pairs):
        yield from _trait_problems(draft, question, scale, ("questions", index, "trait"))
    yield from _outcome_problems(draft)
    lists: list[tuple[Path, Sequence[Level]]] = [(("levels",), draft.levels)]
    lists += [(("level_lists", name), levels) for name, levels in draft.level_lists.items()]
    for path, levels in lists:
        for rank, level in enumerate(levels):
            for place, pattern in enumerate(level.patterns):
                yield from _sign_problems(pattern.questions, options, (*path, rank, "patterns", place, "questions"))
            for place, advice in enumerate(level.advice):
                yield from _sign_problems(advice.questions, options, (*path, rank, "advice", place, "questions"))


def _trait_problems(draft: Draft, question: Question, scale: Scale | None, path: Path) -> Iterator[Problem]:
    if question.trait and question.stage is None:
        what, hint = "a trait must say of which level", "add 'stage', or remove 'trait'"
        yield Problem(what, allowed=listed(stage_names(draft, question)), hint=hint, path=path)
    if scale is None or not isinstance(question.trait, str):
        return
    earning = [option.id for option in scale.options if option.credit]
    if question.trait not in [option.id for option in scale.options]:
        yield unknown(f"option of {question.id!r} that earns credit", question.trait, earning, path)
    elif question.trait not in earning:
        what, hint = "a trait must be an option that earns credit", "name an option with a credit above 0"
        yield Problem(what, got=repr(question.trait), allowed=listed(earning), hint=hint, path=path)


def _outcome_problems(draft: Draft) -> Iterator[Problem]:
    """Yield the problems of outcomes: what leads there, and remedies, which no step would ever show."""
    names = None if "capabilities" in draft.failed else dict.fromkeys(entry.id for entry in draft.capabilities)
    done = {question.capability for question in draft.questions if not question.outcome}
    for index, question in enumerate(draft.questions):
        yield from _leading_problems(question, names, done, ("questions", index, "led_by"))
    outcomes = {question.id for question in draft.questions if question.outcome}
    for index, capability in enumerate(draft.capabilities):
        for place, remedy in enumerate(capability.remedies):
            if remedy.question in outcomes:
                what, hint = "no step moves an outcome, so it cannot have a remedy", "say in 'led_by' what leads there"
                path: Path = ("capabilities", index, "remedies", place, "question")
                yield Problem(what, got=repr(remedy.question), hint=hint, path=path)


def _leading_problems(
    question: Question, names: Collection[str] | None, done: Collection[str], path: Path
) -> Iterator[Problem]:
    """Yield the problems of `led_by`, which names capabilities in which there is something to do: those in `done`."""
    if question.led_by and not question.outcome:
        hint = "add 'outcome = true', or remove 'led_by'"
        yield Problem("only an outcome can have 'led_by'", got=repr(question.id), hint=hint, path=path)
    yield from twice("capability", question.led_by, path)
    for place, name in enumerate(question.led_by if names is not None else ()):
        if names is not None and name not in names:
            yield unknown("capability", name, names, (*path, place))
        elif name not in done:
            what, hint = "this capability has only outcomes, so it leads nowhere", "name one with something to do"
            allowed = listed([name for name in names or () if name in done])
            yield Problem(what, got=repr(name), allowed=allowed, hint=hint, path=(*path, place))


def _sign_problems(signs: Sequence[Sign], options: Options, path: Path) -> Iterator[Problem]:
    yield from twice("question", [sign.question for sign in signs], path)
    for place, sign in enumerate(signs):
        here: Path = (*path, place)
        wrong = list(named(sign.question, {"at_least": sign.at_least, "at_most": sign.at_most}, options, here))
        yield from wrong or _range_problems(sign, options[sign.question], here)


def _range_problems(sign: Sign, ids: Sequence[str], path: Path) -> Iterator[Problem]:
    if not ids:
        return
    low, high = ids.index(sign.at_least or ids[0]), ids.index(sign.at_most or ids[-1])
    if low > high:
        hint = "swap them, or leave one out"
        yield Problem("'at_least' must not be above 'at_most'", got=repr(sign.at_least), hint=hint, path=path)
    elif high - low == len(ids) - 1:
        hint = "give 'at_least', 'at_most' or both, so that some answers are left out"
        yield Problem("every answer lies in this range", got=repr(sign.question), hint=hint, path=path)


def _remedy_problems(remedies: Sequence[Remedy], own: Options, path: Path) -> Iterator[Problem]:
    moves: set[tuple[str, str | None, str]] = set()
    for place, remedy in enumerate(remedies):
        here: Path = (*path, place)
        wrong = list(named(remedy.question, {"now": remedy.now, "to": remedy.to}, own, here))
        yield from wrong or _wrong_way(remedy, own[remedy.question], here)
        move = (remedy.question, remedy.now, remedy.to)
        if move in moves:
            hint = "write one text for each move"
            yield Problem("another remedy is for the same move", got=repr(remedy.question), hint=hint, path=here)
        moves.add(move)


def _wrong_way(remedy: Remedy, ids: Sequence[str], path: Path) -> Iterator[Problem]:
    if not ids:
        return
    if not ids.index(remedy.to):
        hint = "name a higher option"
        yield Problem("no answer moves to the lowest option", got=repr(remedy.to), hint=hint, path=(*path, "to"))
    elif remedy.now is not None and ids.index(remedy.now) >= ids.index(remedy.to):
        what, hint = "'now' must be a lower option than 'to'", "swap them, or leave out 'now'"
        yield Problem(what, got=repr(remedy.now), hint=hint, path=(*path, "now"))


def named(question: str, given: Mapping[str, str | None], among: Options, path: Path) -> Iterator[Problem]:
    """Yield the problems of a table that names a `question` and, in the fields `given`, options of it."""
    if question not in among:
        yield unknown("question here", question, among, (*path, "question"))
        return
    for field, option in given.items():
        if option is not None and among[question] and option not in among[question]:
            yield unknown(f"option of {question!r}", option, among[question], (*path, field))
