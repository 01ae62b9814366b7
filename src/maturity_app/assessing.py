"""What `maturity assess` prints: a page for one organisation, a table for many, or JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from maturity_app.lines import bullets, heading, wrapped
from maturity_core.errors import Problem, TargetError, nearest, printable
from maturity_core.ladders import FRAMEWORK
from maturity_core.wording import counted, joined

if TYPE_CHECKING:
    from maturity_app.answer_files import Sheet
    from maturity_core import Assessment, Framework
    from maturity_core.results import Plan, Step


def page(assessment: Assessment, name: str, target: Any, limit: int | None) -> str:
    """Return the result of one organisation as a page; with a target or a limit, the whole way there follows it.

    Raises:
        TargetError: the target cannot be aimed at.
    """
    asked = target is not None or limit is not None
    return "\n".join([*wrapped(name), str(assessment), *(way_lines(assessment, target, limit) if asked else ())])


def way_lines(assessment: Assessment, target: Any, limit: int | None) -> Iterator[str]:
    """Yield what is missing towards a target and the steps there, or why there are none."""
    framework, plan = assessment.framework, assessment.next_steps(target, limit)
    goals = dict.fromkeys(f"{r.level_name}{'' if r.ladder == FRAMEWORK else f' in {r.name}'}" for r in plan.target)
    goal = joined(list(goals)) or ("the next level" if target is None else "the other sheet")
    yield from heading(f"The way to {goal}")
    if plan.status == "out of reach":
        yield from wrapped("Out of reach, even with the best answers to all that applies:")
        yield from bullets(plan.blockers)
    elif plan.status != "open":
        yield f"{plan.status.capitalize()}."
    else:
        yield from wrapped(f"Missing: {counted(len(assessment.gaps(target)), 'question')}. {_length(plan)}")
    for number, step in enumerate(plan.steps, start=1):
        yield from _step(framework, number, step)
    if plan.left_out:
        yield from ["", *wrapped(f"Left out, as they are open or do not apply: {', '.join(plan.left_out)}.")]


def _length(plan: Plan) -> str:
    if plan.complete:
        return f"{counted(len(plan), 'step')} to go."
    return (
        f"Here {'is' if len(plan) == 1 else 'are'} the first {counted(len(plan), 'step')}; only all of them lead there."
    )


def _step(framework: Framework, number: int, step: Step) -> Iterator[str]:
    waits = joined([framework.capability(name).name for name in step.waits_for])
    yield from ["", *wrapped(f"{number}. {step.name}{f' (after {waits})' if waits else ''}", "", "   ")]
    yield from wrapped(step.remedy, "   ")
    yield from wrapped(f"Why: {step.reason}", "   ")
    for gap in step.questions:
        yield from wrapped(f"{gap.text} From “{gap.answer_label}” to “{gap.to_label}”.", "   > ", "     ")


def as_data(assessment: Assessment, name: str, target: Any, limit: int | None) -> dict[str, Any]:
    """Return everything about one organisation as data for JSON.

    Raises:
        TargetError: the target cannot be aimed at.
    """
    return {
        "organisation": name,
        "assessment": json.loads(assessment.model_dump_json()),
        "gaps": assessment.gaps(target).model_dump(mode="json"),
        "next_steps": assessment.next_steps(target, limit).model_dump(mode="json"),
        "explanation": assessment.explain().model_dump(mode="json"),
    }


def all_as_data(framework: Framework, sheets: Sequence[Sheet], target: Any, limit: int | None) -> list[dict[str, Any]]:
    """Return everything about every organisation.

    Raises:
        TargetError: with every organisation for which the target cannot be aimed at.
    """
    problems: list[Problem] = []
    found: list[dict[str, Any]] = []
    for sheet in sheets:
        try:
            found.append(as_data(framework.assess(sheet.codes), sheet.organisation, target, limit))
        except TargetError as error:
            problems += [replace(problem, where=f"{sheet.name}, {problem.where}") for problem in error.problems]
    if problems:
        raise TargetError(problems)
    return found


def as_json(data: Any) -> str:
    """Return data as JSON in ASCII: whatever a name holds, it can be printed, and it reads back unchanged."""
    return json.dumps(data, indent=2, ensure_ascii=True, allow_nan=False)


def rank_asked(framework: Framework, level: str) -> int:
    """Return the rank of a level of the framework by its id.

    Raises:
        TargetError: there is none.
    """
    ids = [entry.id for entry in framework.levels]
    if level not in ids:
        near = nearest(level, ids)
        hint = near and f"did you mean {near!r}?"
        raise TargetError([Problem("no such level", "--fail-under", repr(level), ", ".join(ids), hint)])
    return ids.index(level)


def below(names: Sequence[str], ranks: Sequence[int], asked: int) -> list[str]:
    """Return those that do not stand at the rank asked for or above it; no level is below every level."""
    return [printable(name) for name, rank in zip(names, ranks, strict=True) if rank < asked]
