"""What the laws of definition and of scoring say when they are broken."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

from builders import Product, rule, tiny, two
from laws.forging import (
    HALF,
    LOW,
    Backwards,
    Found,
    gaps,
    not_known,
    percent,
    requiring,
    retold,
    rungs,
    standing,
    told,
    unchecked,
)

from maturity_core import NO_LEVEL, NOT_APPLICABLE, UNANSWERED, Question, Status
from maturity_core.model.node import altered
from maturity_core.results.parts import Tension
from maturity_core.telling.wording import requirement_texts

if TYPE_CHECKING:
    from collections.abc import Callable

    from maturity_core import Framework

NAN = float("nan")
AWARDED = (tiny().assess(HALF).dimensions[0].model_copy(update={"level": tiny().levels[0]}),)
BARE = Question(id="kept", capability="plan", text="Is it kept?", scale="habit", basis="stated")
MIDDLE, HIGH = requirement_texts(tiny(), (0, 1))
ENOUGH = tiny().assess(HALF).explain()["framework"].rungs[0].requirements[0]
OPENED = (0, UNANSWERED)
STRICT = [rule("framework", name, mean=1) for name in ("mid", "high")]


def asking(**fields: Any) -> Callable[[], Framework]:
    """Return a maker of a framework whose middle level asks for something different, unchecked."""
    first, *others = tiny().requirements
    numbers = {name: Fraction(value) for name, value in fields.items()}
    return unchecked(requirements=(first.model_copy(update={"mean": None} | numbers), *others))


DEFINITION = [
    Found("ids-are-unique", "duplicate id 'work' among the dimensions", "unique ids",
          framework=unchecked(dimensions=tiny().dimensions * 2)),
    Found("references-resolve", "question kept names 'plan': not defined", "one of none",
          framework=unchecked(capabilities=())),
    Found("no-prerequisite-cycle", "capabilities require each other: a requires d requires c requires a",
          framework=requiring({"a": ["b", "d"], "b": ["d"], "c": ["a"], "d": ["c"]})),
    Found("no-scale-inverted", "the credits of scale percent are most 1, half 1/2, few 0",
          "from 0 to 1, never falling",
          framework=unchecked(scales=percent(options=tiny().scales["percent"].options[::-1]))),
    Found("no-scale-inverted", "the cuts of scale percent are 101/2, 15", "rising",
          framework=unchecked(scales=percent(cuts=tiny().scales["percent"].cuts[::-1]))),
    Found("no-scale-inverted", "scale percent gives a better number a lower option",
          "the last option for the best", framework=unchecked(scales=percent(Backwards))),
    Found("no-scale-inverted", "the options of question kept differ from its scale", "rarely, often, always",
          framework=unchecked(questions=(BARE,))),
    Found("rungs-have-requirements", "nothing is required for level high of framework: everyone has it",
          framework=unchecked(requirements=tiny().requirements[:1])),
    Found("thresholds-within-bounds", "the mean for mid of framework must be at least 0", "a number above 0, at most 1",
          framework=asking(mean=0)),
    Found("thresholds-within-bounds", "the count for mid of framework must be at least 3",
          "a whole number above 0, at most 2",
          framework=asking(count=3, reaching=1)),
    Found("thresholds-within-bounds", "the count for mid of framework must be at least 1/2",
          "a whole number above 0, at most 2", framework=asking(count=Fraction(1, 2), reaching=1)),
    Found("thresholds-within-bounds", "the total for mid of framework must be at least 4",
          "a number above 1, at most 3",
          framework=asking(total=4, base=1)),
    Found("thresholds-within-bounds", "the total for mid of framework must be at least 1",
          "a number above 1, at most 3",
          framework=asking(total=1, top=3)),
    Found("thresholds-within-bounds", "items count for the share for mid of framework if reaching 0",
          "a number above 0, at most 1", framework=asking(share=1, reaching=0)),
    Found("basis-is-stated", "question kept has the basis None",
          "one of stated, applied, complement, filled, interpretation, own",
          framework=unchecked(questions=(altered(tiny().questions[0], basis=None),))),
    Found("definition-round-trip", "these differ once written and read back: name",
          framework=unchecked(name="Cafe\u0301")),
    Found("every-level-reachable", "no answers give: mid of framework", "some answers for every level",
          framework=lambda: tiny(requirements=[rule("framework", "mid", mean=1), rule("framework", "high", mean=1)])),
    Found("examples-hold", "in the example one, the level of the framework is low\nexpected: high",
          framework=lambda: tiny(examples=[{"id": "one", "answers": {}, "level": "high"}])),
]  # fmt: skip

SCORING = [
    Found("bounds", "framework is at rank 3", "0 to 2", LOW, forged=standing(NO_LEVEL, 0, 3)),
    Found("bounds", "capability plan is at rank 0", "no level", LOW, forged=standing(0, 0, 0)),
    Found("bounds", "the score of dimension work is 1.5", "0 to 1", LOW,
          forged=standing(NO_LEVEL, 0, 0, scores=(0, 1.5, 0))),
    Found("scores-are-exact", "the score of framework is 0.5, shown as 0.5", "the nearest double", HALF,
          forged=retold(score_exact=0.5)),
    Found("worst-gives-floor", "with the lowest answers to everything, framework is at mid", "low",
          forged=standing(NO_LEVEL, 0, 1)),
    Found("worst-gives-floor", "with the lowest answers to everything, dimension work has the score 0.5", "0",
          forged=standing(NO_LEVEL, 0, 0, scores=(0, 0.5, 0))),
    Found("best-gives-top", "with the highest answers to everything, framework is at mid", "high",
          forged=standing(NO_LEVEL, NO_LEVEL, 1, scores=(1, 1, 1))),
    Found("best-gives-top", "with the highest answers to everything, capability plan has the score 0.5", "1",
          forged=standing(NO_LEVEL, NO_LEVEL, 2, scores=(0.5, 1, 1))),
    Found("not-applicable-costs-nothing", "with the best answers to everything that applies, framework is at mid",
          "high", (2, NOT_APPLICABLE), forged=standing(NO_LEVEL, NO_LEVEL, 1)),
    Found("not-applicable-costs-nothing", "with the best answers to everything that applies, framework is at mid",
          "high", (2, NOT_APPLICABLE), framework=lambda: tiny(requirements=[]).with_scorer(Product()),
          forged=standing(NO_LEVEL, NO_LEVEL, 1) | gaps(Status.OPEN)),
    Found("not-applicable-earns-nothing", "with the lowest answers to everything that applies, framework is at mid",
          "low", (0, NOT_APPLICABLE), forged=standing(NO_LEVEL, NO_LEVEL, 1)),
    Found("nothing-applies-no-level", "nothing of capability team applies, but it has the score 0",
          "no level and no score", (0, 0, 0, 0), framework=two,
          forged=standing(*[NO_LEVEL] * 6, scores=(0,) * 6)),
    Found("nothing-applies-no-level", "nothing of dimension people applies, but it has low",
          "no level and no score", (0, 0, 0, 0), framework=two,
          forged=standing(*[NO_LEVEL] * 4, 0, NO_LEVEL, scores=(NAN,) * 6)),
    Found("range-is-tight", "the range of framework is low to high", "low to mid", OPENED,
          forged=retold(tiny().assess(OPENED), level_range=(tiny().levels[0], tiny().levels[2]))),
    Found("range-is-tight", "the range of scores of framework is 0 to 1", "0 to 0.5", OPENED,
          forged=retold(tiny().assess(OPENED), score_range=(0.0, 1.0))),
    Found("range-contains-completions", "answering the open questions gives framework mid, outside its range",
          "low to low", OPENED, forged=retold(tiny().assess(OPENED), level_range=(tiny().levels[0],) * 2)),
    Found("range-contains-completions",
          "answering the open questions gives framework the score 0.25, outside its range",
          "0 to 0", OPENED, forged=retold(tiny().assess(OPENED), score_range=(0.0, 0.0))),
    Found("range-contains-completions", "answering the open questions gives framework the score 0, outside its range",
          "nan to nan", OPENED, forged=retold(tiny().assess(OPENED), score_range=None)),
    Found("narrows-most", "to narrow the range of framework, the question to ask next is none", "seen",
          OPENED, forged=retold(tiny().assess(OPENED), narrows=None)),
    Found("narrows-most", "to narrow the range of framework, the question to ask next is none", "seen",
          OPENED, framework=lambda: tiny(requirements=[]),
          forged=retold(tiny(requirements=[]).assess(OPENED), narrows=None)),
    Found("narrows-most", "to narrow the range of framework, the question to ask next is kept", "none", (UNANSWERED, 0),
          framework=lambda: tiny(requirements=STRICT),
          forged=retold(tiny(requirements=STRICT).assess((UNANSWERED, 0)), narrows="kept")),
    Found("dont-know-stays-open", "with don't know as the answer, the range of framework is none",
          "mid to mid, as when unanswered", (0, UNANSWERED), forged=not_known(level_range=None)),
    Found("dont-know-stays-open", "with don't know as the answer, the question to ask next of framework is kept",
          "none, as when unanswered", HALF, forged=not_known(narrows="kept")),
    Found("dont-know-stays-open", "with don't know as the answer, the range of scores of framework is none",
          "1/2 to 1/2, as when unanswered", (0, UNANSWERED), forged=not_known(score_range_exact=None)),
    Found("completeness-counts-what-applies", "the share answered of framework is 0.25", "1.0", HALF,
          forged=retold(completeness=0.25)),
    Found("batch-equals-single", "in a batch, framework is at mid", "high, as alone", HALF,
          forged=retold(level=tiny().levels[2])),
    Found("batch-equals-single", "in a batch, the score of framework is 0.5", "0.75, as alone", HALF,
          forged=retold(score=0.75)),
    Found("batch-equals-single", "in a batch, the overall range is mid to mid", "no level to no level, as alone", HALF,
          forged=retold(level_range=None)),
    Found("batch-equals-single", "in a batch, the range of overall scores is 0.5 to 0.5", "none, as alone", HALF,
          forged=retold(score_range=None)),
    Found("batch-equals-single", "in a batch, the range of overall scores is 0.5 to 0.5", "0.0 to 1.0, as alone", HALF,
          forged=retold(score_range=(0.0, 1.0))),
    Found("levels-cumulative", "framework is at high, while its levels are mid met, high unmet", "mid", HALF,
          forged=retold(level=tiny().levels[2])),
    Found("levels-cumulative", "dimension work is at low, while its levels are none", "no level", HALF,
          forged=retold(dimensions=AWARDED)),
    Found("explanation-adds-up", f"reported as met: {MIDDLE} Measured: 1/2", "unmet", HALF,
          forged=retold(rungs=rungs("met", told("met", "1/2")))),
    Found("explanation-adds-up", f"reported as met: {MIDDLE} Measured: None", "set aside", HALF,
          forged=retold(rungs=rungs("met", told("met", None)))),
    Found("explanation-adds-up", f"reported as set aside: {MIDDLE} Measured: 1/2", "unmet or met", HALF,
          forged=retold(rungs=rungs("met", told("set aside", "1/2", statistic="count")))),
    Found("explanation-adds-up", f"questions hold back a requirement that is met: {MIDDLE}", "", HALF,
          forged=retold(rungs=rungs("met", told("met", "1", "kept")))),
    Found("explanation-adds-up", "mid of framework is reported as unmet", "met", HALF,
          forged=retold(rungs=rungs("unmet", told("met", "1")))),
    Found("explanation-quotes-its-requirement", f"a requirement for mid of framework is explained as: {HIGH}",
          MIDDLE, HALF, forged=retold(rungs=rungs("met", told("met", "1/2", requirement=1)))),
    Found("explanation-quotes-its-requirement", "a requirement for mid of framework is explained with the threshold 1",
          "1/2, as it says itself", HALF,
          forged=retold(rungs=rungs("met", ENOUGH.model_copy(update={"threshold_exact": Fraction(1)})))),
    Found("findings-equal-oracle", "tensions: levels apart people work", "none, from the slow reference", HALF,
          forged=retold(tensions=(Tension(kind="levels apart", dimensions=("work", "people"), apart=2),))),
    Found("equals-oracle", "a requirement for mid of framework is held back by: kept",
          "nothing, from the slow reference", HALF,
          forged=retold(rungs=rungs("met", ENOUGH.model_copy(update={"holding_back": ("kept",)})))),
    Found("equals-oracle", "framework is at high", "mid, from the slow reference", HALF,
          forged=retold(level=tiny().levels[2])),
    Found("equals-oracle", "dimension work is at low", "no level, from the slow reference", HALF,
          forged=retold(dimensions=AWARDED)),
    Found("equals-oracle", "the score of framework is 3/4", "1/2, from the slow reference", HALF,
          forged=retold(score_exact=Fraction(3, 4))),
    Found("equals-oracle", "a requirement for mid of framework is unmet, measured 1/2",
          "met, measured 1/2, from the slow reference", HALF,
          forged=retold(rungs=rungs("unmet", told("unmet", "1/2")))),
]  # fmt: skip
