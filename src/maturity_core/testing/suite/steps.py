"""Laws of next steps: the plan to a target."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from maturity_core.model.ladder import Ladder
from maturity_core.model.states import NO_LEVEL
from maturity_core.results.routes import Status
from maturity_core.testing.oracle_model import Sheet
from maturity_core.testing.suite.aim import Aim
from maturity_core.testing.suite.alike import told_alike
from maturity_core.testing.suite.cases import PLANS, ROUTES
from maturity_core.testing.suite.law import law
from maturity_core.testing.suite.needs import needs_met
from maturity_core.testing.suite.record import Broken
from maturity_core.testing.suite.sheets import replaced
from maturity_core.testing.suite.standings import matrix
from maturity_core.testing.suite.subject import Subject
from maturity_core.testing.suite.when import has_outcomes, has_prerequisites, reads_requirements

if TYPE_CHECKING:
    from maturity_core.results.routes import Plan, Step

LIMIT = 1


def taken(subject: Subject, sheet: Sheet, steps: Iterable[Step]) -> Sheet:
    """Return the sheet once these steps are done."""
    asked = {gap.question: gap.to for step in steps for gap in step.questions}
    return tuple(
        [option.id for option in question.options].index(asked[question.id]) if question.id in asked else code
        for question, code in zip(subject.framework.questions, sheet, strict=True)
    )


def shown(subject: Subject, sheet: Sheet, plan: Plan) -> Sheet:
    """Return the sheet once all results that have to show have shown."""
    reached = {result.question: result.to for result in plan.results}
    return tuple(
        question.options.ids.index(reached[question.id]) if question.id in reached else code
        for question, code in zip(subject.framework.questions, sheet, strict=True)
    )


def _told(plan: Iterable[Step]) -> str:
    return ", ".join(step.capability for step in plan) or "no step"


def _planned(subject: Subject, drawn: Aim) -> tuple[Aim, Plan] | None:
    """Return a plan that has at least one step, with its target written out."""
    plan, aim = subject.plan(drawn), subject.fixed(drawn)
    return (aim, plan) if aim is not None and plan is not None and len(plan) else None


def _reached(subject: Subject, aim: Aim, sheet: Sheet) -> bool:
    return subject.asked([aim.at(sheet)])[0][0] is Status.REACHED


@law("steps", PLANS)
def plan_reaches_target(subject: Subject, drawn: Aim) -> bool:
    """Taking every step of the plan reaches the target, together with the results that have to show."""
    found = _planned(subject, drawn)
    if found is None:
        return False
    aim, plan = found
    if not _reached(subject, aim, shown(subject, taken(subject, aim.sheet, plan), plan)):
        with_results = ", and every result shown" if plan.results else ""
        what = f"with every step taken{with_results}, the target is missed"
        raise Broken(what, then=f"steps: {_told(plan)}", expected="reached")
    return True


@law("steps", PLANS)
def no_superfluous_step(subject: Subject, drawn: Aim) -> bool:
    """Leaving out any one step misses the target, or something that another step requires."""
    found = _planned(subject, drawn)
    if found is None:
        return False
    aim, plan = found
    start = shown(subject, aim.sheet, plan)
    whole = needs_met(subject, taken(subject, start, plan))
    for left_out in plan:
        others = [step for step in plan if step is not left_out]
        sheet = taken(subject, start, others)
        still, names = needs_met(subject, sheet), {step.capability for step in others}
        missing = [need for need, met in whole.items() if met and need[0] in names and not still[need]]
        if not missing and _reached(subject, aim, sheet):
            raise Broken(
                f"the step {left_out.capability} is superfluous: the others reach the target without it",
                then=f"steps: {_told(plan)}",
                expected=_told(others),
            )
    return True


@law("steps", PLANS, unless=has_prerequisites)
def prerequisites_first(subject: Subject, aim: Aim) -> bool:
    """A step comes after every step that its capability requires."""
    plan = subject.plan(aim)
    if not plan:
        return False
    order = [step.capability for step in plan]
    for place, name in enumerate(order):
        late = {need.capability for need in subject.framework.capability(name).requires} & set(order[place:])
        if late:
            raise Broken(
                f"the step {name} comes before {', '.join(sorted(late))}, which it requires",
                then=f"steps: {_told(plan)}",
            )
    return True


@law("steps", PLANS)
def steps_move_something(subject: Subject, aim: Aim) -> bool:
    """Every step raises questions of its own capability and is listed once; an open target has steps or results."""
    plan = subject.plan(aim)
    if plan is None:
        return False
    if (len(plan) + len(plan.results) > 0) != (plan.status == Status.OPEN):
        raise Broken(f"the target is {plan.status}, but the plan is: {_told(plan)}", expected="steps if it is open")
    codes = dict(zip((question.id for question in subject.framework.questions), aim.sheet, strict=True))
    seen: set[str] = set()
    for step in plan:
        if step.capability in seen or not step.questions:
            raise Broken(f"the step {step.capability} {'is listed twice' if step.questions else 'changes nothing'}")
        seen.add(step.capability)
        for gap in step.questions:
            question = subject.framework.question(gap.question)
            position = [option.id for option in question.options].index(gap.to)
            if question.capability != step.capability or position <= max(codes[question.id], 0):
                raise Broken(
                    f"the step {step.capability} takes {question.id} from {gap.answer} to {gap.to}",
                    expected="a question of its own, to a higher option",
                )
    return len(plan) > 0


@law("steps", PLANS)
def steps_tell_of_their_capability(subject: Subject, aim: Aim) -> bool:
    """A step has its capability's name and effort, and says where it starts, where it ends and what it reaches."""
    plan = subject.plan(aim)
    if not plan:
        return False
    sheet = aim.sheet
    for step in plan:
        capability, before = subject.framework.capability(step.capability), sheet
        sheet = taken(subject, sheet, [step])
        places = [subject.results(done)[Ladder("capability", capability.id)] for done in (before, sheet)]
        expected: dict[str, object] = {
            "name": capability.name,
            "effort_exact": capability.effort,
            "score_from_exact": places[0].score_exact,
            "score_to_exact": places[1].score_exact,
            "level_from": places[0].level and places[0].level.id,
            "level_to": places[1].level and places[1].level.id,
        }
        found: dict[str, object] = {name: getattr(step, name) for name in expected}
        expected["reaches"] = _risen(subject, before, sheet)
        found["reaches"] = {rung.ladder: rung.level for rung in step.reaches}
        for name, value in expected.items():
            if found[name] != value:
                raise Broken(
                    f"{name} of the step {step.capability} is {found[name]}",
                    then=f"steps: {_told(plan)}",
                    expected=f"{value}, as its capability has there",
                )
    return True


@law("steps", PLANS, unless=has_prerequisites)
def ready_tells_what_is_unmet(subject: Subject, aim: Aim) -> bool:
    """A step is ready if nothing it requires is unmet today; it names what is unmet, and the steps it makes ready."""
    plan = subject.plan(aim)
    if not plan:
        return False
    today = needs_met(subject, aim.sheet)
    now, sheet = today, aim.sheet
    for place, step in enumerate(plan, start=1):
        waits = {other for (name, other), met in today.items() if name == step.capability and not met}
        if set(step.waits_for) != waits or step.ready != (not waits):
            raise Broken(
                f"the step {step.capability} is {'ready' if step.ready else 'not ready'} and waits for: "
                f"{', '.join(step.waits_for) or 'nothing'}",
                expected=", ".join(sorted(waits)) or "nothing",
            )
        sheet = taken(subject, sheet, [step])
        before, now = now, needs_met(subject, sheet)
        later = [other.capability for other in plan.steps[place:]]
        readied = [name for name in later if _ready(now, name) and not _ready(before, name)]
        if list(step.readies) != readied:
            raise Broken(
                f"the step {step.capability} makes ready: {', '.join(step.readies) or 'none'}",
                then=f"steps: {_told(plan)}",
                expected=", ".join(readied) or "none",
            )
    return True


def _risen(subject: Subject, before: Sheet, after: Sheet) -> dict[str, str]:
    """Return the levels of the ladders that are higher after a step."""
    found: dict[str, str] = {}
    was = subject.results(before)
    for ladder, result in subject.results(after).items():
        ids = [level.id for level in subject.framework.ladder_levels(ladder)]
        ranks = [ids.index(level.id) if level else NO_LEVEL for level in (was[ladder].level, result.level)]
        if ranks[1] > ranks[0]:
            found[ladder] = ids[ranks[1]]
    return found


def _ready(needs: Mapping[tuple[str, str], bool], capability: str) -> bool:
    return all(met for (name, _), met in needs.items() if name == capability)


@law("steps", PLANS)
def limit_cuts_the_plan(subject: Subject, aim: Aim) -> bool:
    """A limit gives the first steps of the whole plan, and says whether any were cut."""
    plan = subject.plan(aim)
    if not plan:
        return False
    cut = subject.result(aim.sheet).next_steps(subject.goal(aim), LIMIT)
    if cut.steps != plan.steps[:LIMIT] or cut.complete != (len(plan) <= LIMIT) or not plan.complete:
        whole = "complete" if cut.complete else "cut"
        raise Broken(
            f"limited to {LIMIT}, the plan is {_told(cut)}, and reported as {whole}",
            expected=f"the first of {_told(plan)}",
        )
    return True


@law("steps", PLANS)
def batch_plans_equal_single(subject: Subject, aim: Aim) -> bool:
    """A batch has the same plans as each organisation alone."""
    plan = subject.plan(aim)
    status, places = subject.led([aim])[0]
    steps = [subject.framework.capabilities[place].id for place in places]
    alone = [step.capability for step in plan] if plan is not None else []
    words = "refused" if plan is None else plan.status
    if (status, steps) != (words, alone):
        raise Broken(
            f"in a batch: {status}, steps: {', '.join(steps) or 'none'}",
            expected=f"{words}, steps: {', '.join(alone) or 'none'}, as alone",
        )
    if plan is not None and has_outcomes(subject) == "":
        batch = subject.framework.assess_many(matrix([aim.sheet]))
        number, expected = batch.next_steps(subject.goal(aim)).results[0], len(plan.results)
        if number != expected:
            raise Broken(f"in a batch, the number of results that have to show is {number}", expected=f"{expected}")
    return True


@law("steps", ROUTES, unless=reads_requirements)
def plans_equal_oracle(subject: Subject, aim: Aim) -> bool:
    """The steps, their order, reasons and remedies, and the results are the same as from the slow reference scorer."""
    expected = subject.oracle.plan(aim.sheet, aim.goals or aim.other)
    plan = subject.plan(aim)
    ours = [] if plan is None else [(step.capability, taken(subject, aim.sheet, [step])) for step in plan]
    theirs = [
        (step.capability, tuple(step.moves.get(column, (0, code))[1] for column, code in enumerate(aim.sheet)))
        for step in expected.steps
    ]
    wanted = replaced(aim.sheet, {column: option for column, (_, option) in expected.results.items()})
    if plan is not None and shown(subject, aim.sheet, plan) != wanted:
        results = ", ".join(f"{result.question} to {result.to}" for result in plan.results)
        raise Broken(f"the results are: {results or 'none'}", expected=f"the answers {wanted}, from the slow reference")
    if ours != theirs:
        raise Broken(
            f"the steps are: {', '.join(name for name, _ in ours) or 'none'}",
            expected=f"{', '.join(name for name, _ in theirs) or 'none'}, each as far as the slow reference goes",
        )
    if plan is not None:
        told_alike(subject, plan, expected)
    return True


LAWS = (
    plan_reaches_target,
    no_superfluous_step,
    prerequisites_first,
    steps_move_something,
    steps_tell_of_their_capability,
    ready_tells_what_is_unmet,
    limit_cuts_the_plan,
    batch_plans_equal_single,
    plans_equal_oracle,
)
