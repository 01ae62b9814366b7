"""What the laws of gaps and of steps say when they are broken."""

from __future__ import annotations

from builders import Product, question, tiny, two
from laws.forging import BEST, LOW, Found, asked, gaps, plan, standing, step

from maturity_core import NO_GAP, Status
from maturity_core.model.entries import Entries
from maturity_core.model.ladder import Ladder
from maturity_core.results.routes import Rung
from maturity_core.telling.wording import requirement_texts
from maturity_core.testing.suite.aim import Aim

STAYING = (
    tiny()
    .assess([0, 0])
    .next_steps("mid")
    .model_copy(update={"stays": (Rung(ladder=Ladder("dimension", "work"), level="low"),)})
)
LEAVING = tiny().assess([0, 0]).next_steps("mid").model_copy(update={"first": Entries()})
PLAN_FIRST = "('plan', {'seen': 'always'}, True, False, frozenset(), (), (), True)"
MID, NEXT = Aim(LOW, (("framework", 1),)), Aim(LOW)
OPEN, REACHED, REFUSED = Status.OPEN, Status.REACHED, Status.REFUSED
ALL, ONE, NONE = (1, 1), (1, NO_GAP), (NO_GAP, NO_GAP)
KEPT, SEEN = ("kept", "rarely", "often"), ("seen", "rarely", "often")
SEEN_BEST = ("seen", "rarely", "always")
(MIDDLE,) = requirement_texts(tiny(), (0,))
BLOCKED = tiny().assess(LOW).gaps("mid").model_copy(update={"blockers": (0,)})

GAPS = [
    Found("closing-gaps-reaches-target", "with every gap closed, the target is open", "reached", MID,
          forged=asked((OPEN, ONE))),
    Found("no-gap-once-reached", "the target is open, but the gaps are: none", "gaps only if it is open", MID,
          forged=asked((OPEN, NONE))),
    Found("no-gap-once-reached", "the target is reached", "open", MID, forged=asked((REACHED, NONE))),
    Found("no-gap-once-reached", "the target is open", "reached", MID.at(BEST), forged=asked((OPEN, ONE))),
    Found("gaps-lead-upwards", "kept has to reach rarely", "a higher option of a question that applies", MID,
          forged=asked((OPEN, (0, NO_GAP)))),
    Found("gaps-lead-upwards", "kept has to reach position 7", "a higher option of a question that applies", MID,
          forged=asked((OPEN, (7, NO_GAP)))),
    Found("gaps-name-what-is-needed", "even with every question that has a gap at its best, the target is missed",
          "a gap for seen too", MID, forged=asked((OPEN, ONE), (OPEN, NONE), (REACHED, NONE))),
    Found("gaps-name-what-is-needed", "even with every question that has a gap at its best, the target is missed",
          "a gap for further questions too", MID, forged=asked((OPEN, ONE))),
    Found("better-answer-raises-no-gap", "a better answer raises a gap: seen to often",
          "no more than before: kept to often", MID, forged=asked((OPEN, ONE), (OPEN, ALL))),
    Found("better-answer-raises-no-gap", "a better answer takes the target from reached to open", "", MID,
          forged=asked((REACHED, NONE), (OPEN, ONE))),
    Found("better-answer-raises-no-gap", "a better answer takes the target from reached to open", "", MID,
          framework=lambda: tiny(requirements=[]).with_scorer(Product()), forged=asked((REACHED, NONE), (OPEN, ONE))),
    Found("better-answer-raises-no-gap", "a better answer takes the target from open to refused", "", MID,
          forged=asked((OPEN, ONE), (REFUSED, NONE))),
    Found("gaps-cannot-be-lowered", "the gap of kept asks too much: often",
          "the lowest option with which the target is reached", MID, forged=asked((OPEN, ONE), (REACHED, NONE))),
    Found("default-target-lies-ahead", "target: nothing, which is nothing left", "framework", LOW,
          forged=gaps(Status.NOTHING_LEFT, target="")),
    Found("default-target-lies-ahead", "target: nothing, which is refused", "framework", LOW,
          forged={"gaps": lambda _: None}),
    Found("default-target-lies-ahead", "framework aims at low, but is at low", "a level above that, up to high", LOW,
          forged=gaps(Status.OPEN, KEPT, target="low")),
    Found("default-target-lies-ahead", "the score is 0, aimed at: none", "above it, up to 1", LOW,
          framework=lambda: tiny(requirements=[]), forged=gaps(Status.NOTHING_LEFT, target="")),
    Found("out-of-reach-is-named", "the target is out of reach",
          "the status shown by the best answers, which reach it", MID,
          forged=gaps(Status.OUT_OF_REACH)),
    Found("out-of-reach-is-named", "the target is out of reach, but something is asked", "no gaps and no steps", MID,
          forged=gaps(Status.OUT_OF_REACH, KEPT) | standing(0, 0, 0) | plan()),
    Found("out-of-reach-is-named", "the target is out of reach, but something is asked", "no gaps and no steps", MID,
          forged=gaps(Status.OUT_OF_REACH) | standing(0, 0, 0) | plan(step("plan", KEPT))),
    Found("out-of-reach-is-named", "the target is out of reach, but no requirement is named",
          "those that stand in the way", MID, forged=gaps(Status.OUT_OF_REACH) | standing(0, 0, 0) | plan()),
    Found("batch-gaps-equal-single", "in a batch: open, gaps: kept to often, seen to often",
          "open, gaps: kept to often, as alone", MID, forged=gaps(Status.OPEN, KEPT)),
    Found("batch-gaps-equal-single", "in a batch: open, gaps: kept to often, seen to often",
          "refused, gaps: none, as alone", MID, forged={"gaps": lambda _: None}),
    Found("gaps-equal-oracle", "target framework = mid: open, gaps: kept to often",
          "target framework = mid: open, gaps: kept to often, seen to often, from the slow reference", MID,
          forged=gaps(Status.OPEN, KEPT)),
    Found("gaps-equal-oracle", f"out of reach: {MIDDLE}", "none, from the slow reference", MID,
          forged={"gaps": lambda _: BLOCKED}),
    Found("gaps-tell-of-their-questions", "in the gap of kept, answer is 'often'", "'rarely'", MID,
          forged=gaps(Status.OPEN, ("kept", "often", "often"))),
    Found("sheet-target-asks-its-answers", "the target is refused",
          "gaps: kept to always, seen to always; left out: none", LOW, forged={"gaps": lambda _: None}),
    Found("sheet-target-asks-its-answers", "gaps: kept to often; target levels: mid; left out: none",
          "gaps: kept to always, seen to always; left out: none", LOW, forged=gaps(Status.OPEN, KEPT)),
    Found("gaps-equal-oracle", "target framework = mid: refused, gaps: none",
          "target framework = mid: open, gaps: kept to often, seen to often, from the slow reference", NEXT,
          forged={"gaps": lambda _: None}),
]  # fmt: skip

FOUR = (0, 0, 0, 0)
TOWARDS = Aim(FOUR, (("dimension work", 1),))
GOALS, PLAN = ("goals-set", "rarely", "often"), ("plan-kept", "rarely", "often")
BOTH = tiny(questions=[question("kept"), question("seen", outcome=True)])
HIGH = Aim(LOW, (("framework", 2),))
ALWAYS = step("plan", ("kept", "rarely", "always"))
STEPS = [
    Found("plan-reaches-target", "with every step taken, the target is missed", "reached", MID,
          forged=plan(step("plan", KEPT))),
    Found("no-superfluous-step", "the step plan is superfluous: the others reach the target without it", "no step",
          MID, forged=plan(step("plan", KEPT)) | asked((REACHED, NONE))),
    Found("prerequisites-first", "the step plan comes before goals, which it requires", "", TOWARDS, framework=two,
          forged=plan(step("plan", PLAN), step("goals", GOALS))),
    Found("steps-move-something", "the target is reached, but the plan is: plan", "steps if it is open", MID,
          forged=plan(step("plan", KEPT), status=Status.REACHED)),
    Found("steps-move-something", "the step plan changes nothing", "", MID, forged=plan(step("plan"))),
    Found("steps-move-something", "the step plan is listed twice", "", MID,
          forged=plan(step("plan", KEPT), step("plan", KEPT))),
    Found("steps-move-something", "the step plan takes kept from always to often",
          "a question of its own, to a higher option", MID.at(BEST),
          forged=plan(step("plan", ("kept", "always", "often")))),
    Found("steps-tell-of-their-capability", "name of the step plan is plan", "Plan, as its capability has there", MID,
          forged=plan(step("plan", KEPT))),
    Found("ready-tells-what-is-unmet", "the step goals makes ready: none", "plan", TOWARDS, framework=two,
          forged=plan(step("goals", GOALS), step("plan", PLAN, ready=False, waits_for=("goals",)))),
    Found("ready-tells-what-is-unmet", "the step plan is ready and waits for: nothing", "goals", TOWARDS,
          framework=two, forged=plan(step("plan", PLAN))),
    Found("ready-tells-what-is-unmet", "the step goals is not ready and waits for: team", "nothing", TOWARDS,
          framework=two, forged=plan(step("goals", GOALS, ready=False, waits_for=("team",)))),
    Found("limit-cuts-the-plan", "limited to 1, the plan is plan, and reported as complete",
          "the first of plan, goals", MID, forged=plan(step("plan", KEPT), step("goals", KEPT))),
    Found("batch-plans-equal-single", "in a batch: open, steps: plan", "reached, steps: none, as alone", MID,
          forged=plan(status=Status.REACHED)),
    Found("batch-plans-equal-single", "in a batch: open, steps: plan", "refused, steps: none, as alone", MID,
          forged={"plan": lambda _: None}),
    Found("plans-equal-oracle", "the steps are: none", "plan, each as far as the slow reference goes", MID,
          forged={"plan": lambda _: None}),
    Found("plans-equal-oracle", "the steps are: plan", "plan, each as far as the slow reference goes", MID,
          forged=plan(step("plan", KEPT))),
    Found("plans-equal-oracle", "remedies of the step plan: (0,)", "(), from the slow reference", MID,
          forged=plan(step("plan", SEEN_BEST).model_copy(update={"remedies": (0,)}))),
    Found("plans-equal-oracle", "asked of the step plan: 0", "1, from the slow reference", MID,
          forged=plan(step("plan", SEEN_BEST))),
    Found("plans-equal-oracle", "these stay where they are: {'dimension work': 'low'}", "{}, from the slow reference",
          MID, forged={"plan": lambda _: STAYING}),
    Found("plans-equal-oracle", "to do first: []", f"[{PLAN_FIRST}], from the slow reference", MID,
          forged={"plan": lambda _: LEAVING}),
    Found("plan-reaches-target", "with every step taken, and every result shown, the target is missed", "reached",
          HIGH, framework=lambda: BOTH, forged=plan(ALWAYS, results=(SEEN,))),
    Found("batch-plans-equal-single", "in a batch, the number of results that have to show is 1", "0", HIGH,
          framework=lambda: BOTH, forged=plan(ALWAYS)),
    Found("plans-equal-oracle", "the results are: none", "the answers (0, 2), from the slow reference", HIGH,
          framework=lambda: BOTH, forged=plan(ALWAYS)),
    Found("plans-equal-oracle", "the results are: seen to often", "the answers (0, 2), from the slow reference", HIGH,
          framework=lambda: BOTH, forged=plan(ALWAYS, results=(SEEN,))),
    Found("outcomes-are-no-steps", "the step plan moves seen", "no outcome", MID, framework=lambda: BOTH,
          forged=plan(step("plan", SEEN))),
    Found("outcomes-are-no-steps", "a result is kept, to often, led by nothing",
          "an outcome that rises, led by nothing", MID, framework=lambda: BOTH,
          forged=plan(step("plan", KEPT), results=(KEPT,))),
    Found("no-superfluous-result", "the result seen, to often, is superfluous: deeds reach the target with less",
          "no option step more than is needed", MID, framework=lambda: BOTH,
          forged=plan(step("plan", KEPT), results=(SEEN,))),
]  # fmt: skip
