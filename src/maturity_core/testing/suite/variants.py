"""The same framework written differently: what must not matter is changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from maturity_core.model.measure import MADE_OF, Measure
from maturity_core.model.node import altered
from maturity_core.model.nouns import ScorerChoice
from maturity_core.model.requirement import Filter, Items, Requirement, Score

if TYPE_CHECKING:
    from maturity_core.model.framework import Framework
    from maturity_core.model.requirement import Selection
    from maturity_core.testing.suite.subject import Subject

WEIGHED = ("dimensions", "capabilities", "questions", "measures")


def rebuilt(subject: Subject, **changes: Any) -> Framework:
    """Return the framework rebuilt with some of its tables changed, scored in the same way.

    Raises:
        FrameworkError: the changed tables are not a valid framework.
    """
    framework = subject.framework
    tables = {name: getattr(framework, name) for name in type(framework).model_fields}
    handed_over = subject.scorer if framework.scorer is None else None
    if handed_over:
        tables["scorer"] = ScorerChoice(kind="handed-over")
    fresh = type(framework)(**tables | changes)
    return fresh.with_scorer(handed_over) if handed_over else fresh


def other_orders(subject: Subject) -> list[tuple[list[int], Subject]]:
    """Return variants with the questions in different orders: where each question comes from, and the framework."""
    count = len(subject.framework.questions)
    shifted = [*range(count // 3, count), *range(count // 3)]
    return subject.once(
        "question orders", lambda: [_reordered(subject, order) for order in ([*range(count)][::-1], shifted)]
    )


def _reordered(subject: Subject, order: list[int]) -> tuple[list[int], Subject]:
    questions = subject.framework.questions
    return order, subject.turned(rebuilt(subject, questions=tuple(questions[place] for place in order)), order)


def other_file(subject: Subject) -> tuple[list[int], Subject]:
    """Return the framework with every table reversed except questions and levels."""
    return subject.once("file order", lambda: _turned_round(subject))


def _turned_round(subject: Subject) -> tuple[list[int], Subject]:
    framework = subject.framework
    lists = ("dimensions", "capabilities", "measures", "requirements", "rules", "scores")
    turned = {name: tuple(reversed(getattr(framework, name))) for name in lists}
    tables = {name: dict(reversed(getattr(framework, name).items())) for name in ("scales", "level_lists")}
    order = [*range(len(framework.questions))]
    return order, subject.turned(rebuilt(subject, **turned, **tables), order)


def heavier(subject: Subject, times: Fraction) -> Subject:
    """Return the framework with all weights multiplied by one number, and the thresholds of totals to match."""
    return subject.once(("weights", times), lambda: _heavier(subject, times))


def _heavier(subject: Subject, times: Fraction) -> Subject:
    tables: dict[str, Any] = {
        name: tuple(altered(entry, weight=entry.weight * times) for entry in getattr(subject.framework, name))
        for name in WEIGHED
    }
    for name in ("requirements", "rules", "scores", "measures"):
        entries = tables.get(name, getattr(subject.framework, name))
        tables[name] = tuple(_of_heavier(entry, times) for entry in entries)
    tables["profiles"] = tuple(
        altered(entry, questions=_from_heavier(entry.questions, times)) for entry in subject.framework.profiles
    )
    tables["requirements"] = tuple(_held_to_more(rule, times) for rule in tables["requirements"])
    tables["scores"] = _unchecked(tables["scores"])
    return subject.sibling(rebuilt(subject, **tables))


def _of_heavier(entry: Any, times: Fraction) -> Any:
    """Return an entry that selects the same items, whose weights are so many times as large."""
    fields = MADE_OF if isinstance(entry, Score | Measure) else ("of",)
    given: dict[str, Items | None] = {field: getattr(entry, field, None) for field in fields}
    return altered(
        entry,
        **{
            field: altered(of, **{of.kind: _from_heavier(of.selection, times)})
            for field, of in given.items()
            if of is not None
        },
    )


def _from_heavier(selection: Selection, times: Fraction) -> Selection:
    """Return a selection of the same items, whose weights are so many times as large."""
    if not isinstance(selection, Filter) or selection.from_weight is None:
        return selection
    chosen: Filter = altered(selection, from_weight=selection.from_weight * times)
    return chosen


def _held_to_more(rule: Requirement, times: Fraction) -> Requirement:
    """Return a requirement whose total is so many times as far from its base or top."""
    start = rule.top if rule.base is None else rule.base
    if rule.total is None or start is None:
        return rule
    return altered(rule, total=start + times * (rule.total - start))


def _unchecked(scores: Iterable[Score]) -> tuple[Score, ...]:
    """Return scores without the ranges they state, and without marks: these are of the weights there were."""
    return tuple(altered(score, range=None, marks=()) for score in scores)


def without(subject: Subject, column: int) -> Subject | None:
    """Return the framework without one of its questions; None if it needs that question."""
    return subject.once(("without", column), lambda: _without(subject, column))


def _without(subject: Subject, column: int) -> Subject | None:
    framework = subject.framework
    name = framework.questions[column].id
    kept = tuple(question for question in framework.questions if question.id != name)
    tables: dict[str, Any] = {"questions": kept, "examples": (), "since": ()}  # both may name the question
    try:
        for table in ("requirements", "rules"):
            tables[table] = tuple(_leaving_out(entry, name, ("of",)) for entry in getattr(framework, table))
        scores = (_leaving_out(entry, name, ("mean_of", "total_of")) for entry in framework.scores)
        tables["scores"] = _unchecked(scores)
        shorter = subject.sibling(rebuilt(subject, **tables), column)
        shorter.stand([shorter.worst])
    except Exception:  # noqa: BLE001 - the tables may be no framework, and a scorer may not know what to do
        return None
    return shorter


def _leaving_out(entry: Any, name: str, fields: tuple[str, ...]) -> Any:
    """Return a requirement, a rule or a score that no longer names a question.

    Raises:
        KeyError: it names nothing else.
    """
    changes: Mapping[str, Any] = {
        field: Items(questions=_fewer(of.questions, name))
        for field in fields
        if (of := getattr(entry, field, None)) is not None and of.questions is not None
    }
    return altered(entry, **changes)


def _fewer(selection: Any, name: str) -> Any:
    if selection == "all":
        return selection
    ids = selection.ids if isinstance(selection, Filter) else selection
    if name not in ids:
        return selection
    left = tuple(other for other in ids if other != name)
    if not left:
        raise KeyError(name)
    return altered(selection, ids=left) if isinstance(selection, Filter) else left
