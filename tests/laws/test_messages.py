"""What each law says when it is broken: one sentence and what it expects, in the framework's own ids."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from builders import question, tiny
from laws.forging import (
    BEST,
    HALF,
    LOW,
    Found,
    Misremembers,
    TakesAnswersAway,
    Wavers,
    WritesAnswers,
    WritesItself,
    ZeroWhereNothingApplies,
    of_class,
    retold,
)
from laws.found_in_results import DEFINITION, SCORING, STRICT
from laws.found_on_paths import PATHS
from laws.found_on_the_way import GAPS, STEPS
from laws.odd_batches import (
    EveryOther,
    HurriesAlone,
    HurriesElsewhere,
    OtherPlaces,
    OtherRows,
    Shapeless,
    ShapelessAlone,
    Tires,
    batched,
)
from zoo.habitat import read_by, small, tables_of
from zoo.ignored_conditions import ANIMALS as UNASKED
from zoo.misplaced_levels import FollowsTheFirstDimension, RoundsTheMean
from zoo.misread_answers import CountsTheFirstByName, CountsTheFirstQuestionTwice
from zoo.misread_requirements import HALF_OR_ALL, TRAIT, ComparesAmounts, ForgivesATrait
from zoo.wrong_profiles import ANIMALS as PROFILES

from maturity_core import NOT_APPLICABLE, AssessmentBatch, Framework
from maturity_core.testing import laws
from maturity_core.testing.suite.aim import Aim
from maturity_core.testing.suite.record import Broken
from maturity_core.testing.suite.rounding import PLAIN

if TYPE_CHECKING:
    from collections.abc import Callable

    from maturity_core import Scorer

LAWS = {law.id: law for law in laws()}
RECORD = tiny().assess(HALF).record
OLDER = RECORD.model_copy(update={"framework": RECORD.framework.model_copy(update={"edition": "0"})})


def coded(scorer: type[Scorer]) -> Callable[[], Framework]:
    return lambda: tiny(requirements=[]).with_scorer(scorer())


REBUILT, KEEPS = PROFILES
COUNTING = tiny(questions=[question("kept"), question("seen", not_applicable=True, counts_as="always")])


class CountsTheLowest(Framework):
    """What does not apply counts as the lowest option, whatever the file says."""

    def assess_many(self, answers: Any, **options: Any) -> AssessmentBatch:
        """Return the batch of other answers."""
        return super().assess_many(np.where(np.asarray(answers) == NOT_APPLICABLE, 0, answers), **options)


SMALLEST = Aim((0, 0), (("framework", 1),))

MATTERS_NOT = [
    Found("question-order-irrelevant", "with its questions in a different order, gaps: open, team-there to always",
          "open, goals-set to yes", SMALLEST, framework=lambda: small().with_scorer(CountsTheFirstQuestionTwice())),
    Found("file-order-irrelevant", "with its tables in a different order, gaps: open, team-there to always",
          "open, goals-set to yes", SMALLEST, framework=lambda: small().with_scorer(FollowsTheFirstDimension())),
    Found("weights-scale", "with all weights multiplied by 3, framework changes from low to mid",
          "the same levels and scores", (0, 1),
          framework=lambda: read_by(ComparesAmounts, requirements=HALF_OR_ALL)),
    Found("requirements-decide-or-follow", "least for mid of framework is unmet, but framework is at mid",
          "a level below mid", framework=lambda: read_by(batch=ForgivesATrait, requirements=TRAIT)),
    Found("ids-are-only-names", "with all ids changed, framework changes from mid to low",
          "the same levels and scores", (1, 0), framework=lambda: small().with_scorer(CountsTheFirstByName())),
    Found("levels-begin-at-plain-numbers", "framework is at high from a score of about 0.99506",
          PLAIN, framework=coded(RoundsTheMean)),
    Found("dimensions-independent", "with an answer from elsewhere, framework changes from low to mid",
          "the same level and score", LOW,
          forged={"own": {"capability plan": {0, 1}, "dimension work": {0, 1}, "framework": set()}}),
    Found("not-applicable-leaves-the-count",
          "a question that does not apply still counts: framework changes from high to mid",
          "the same levels and scores", BEST, framework=coded(ZeroWhereNothingApplies)),
    Found("not-applicable-leaves-the-count",
          "a question that does not apply does not count as always: "
          "capability plan changes from the score 1 to the score 0.5",
          "the same levels and scores", BEST, framework=lambda: CountsTheLowest(**tables_of(COUNTING))),
    Found("unasked-counts-as-lowest",
          "with an answer that is not asked for, capability goals changes from the score 0 to the score 0.25",
          "the result without it", LOW, framework=UNASKED[0].framework),
    Found("rows-independent", "with other rows in the batch, framework changes from mid to low",
          "the result of a batch of this row alone",
          HALF, framework=batched(OtherRows)),
    Found("row-order-irrelevant", "in another place in the batch, framework changes from high to low", "", HALF,
          framework=batched(OtherPlaces)),
    Found("no-state-between-calls", "with the same answers assessed again at once, framework changes from low to mid",
          "the same result", HALF, framework=batched(EveryOther)),
    Found("no-state-between-calls", "with other answers assessed before, framework changes from low to mid",
          "the same result as when nothing was assessed before", HALF,
          forged={"untouched": lambda: tiny(requirements=STRICT)}),
    Found("any-length-of-batch", "in a batch of 0 rows, levels has the shape (0, 1)", "(0,)",
          framework=batched(Shapeless)),
    Found("any-length-of-batch", "in a batch of 2051 rows, levels of row 100: low",
          "mid, the same as in a batch of 7 rows",
          framework=batched(Tires)),
    Found("outputs-same-alone", "requested alone, levels of row 1: low", "high, as requested with everything else",
          framework=batched(HurriesAlone)),
    Found("outputs-same-alone", "written into a given array, levels of row 1: low",
          "high, as requested with everything else", framework=batched(HurriesElsewhere)),
    Found("outputs-same-alone", "requested alone, levels has the shape (21, 1)", "(21,)",
          framework=batched(ShapelessAlone)),
    Found("no-state-between-calls", "assessing changed the framework itself", "the same tables afterwards", HALF,
          framework=of_class(WritesItself)),
    Found("inputs-only-read", "the library changed the answers it was given", "the same answers afterwards", HALF,
          framework=of_class(WritesAnswers)),
    Found("inputs-only-read", "the scorer changed the answers it was given", "the same answers afterwards", HALF,
          framework=coded(TakesAnswersAway)),
    Found("profile-is-not-applicable", "the profile short asks goals-set, goals-kept, team-there",
          "goals-set, team-there", Aim((0, 0, 0)), framework=KEEPS.framework),
    Found("profile-is-not-applicable", "by the profile short, steps: open, team", "open, goals",
          Aim((0, 0, 0), (("framework", 1),)), framework=REBUILT.framework),
    Found("answer-order-irrelevant",
          "the same answers in reverse order give a different result", "", HALF,
          forged={"result": lambda _: tiny().assess(BEST)}),
    Found("result-round-trip", f"the result names tiny, edition 0, content {tiny().digest[:12]}",
          f"tiny, edition 1, content {tiny().digest[:12]}", HALF, forged=retold(record=OLDER)),
    Found("result-round-trip", "stored as JSON and read back, the result is different", "", HALF,
          forged={"result": lambda _: Misremembers()}),
    Found("result-round-trip", "read back, level is None", repr(tiny().assess(HALF).level), HALF,
          forged={"result": lambda _: Wavers()}),
]  # fmt: skip


FOUND = [*DEFINITION, *SCORING, *PATHS, *MATTERS_NOT, *GAPS, *STEPS]
BY_THE_DOORS = {"answers-get-a-result", "monotone", "open-earns-nothing"}
"""The messages of these are checked by `test_doors.py` and by the documents whose commands are run."""


@pytest.mark.parametrize("found", FOUND, ids=lambda found: f"{found.law}: {found.what}")
def test_a_broken_law_says_what_was_found_and_what_it_expects(found: Found) -> None:
    with pytest.raises(Broken) as caught:
        LAWS[found.law].holds(found.subject(), found.case)

    assert (caught.value.what, caught.value.expected) == (found.what, found.expected)


def test_every_law_that_can_be_broken_in_a_case_is_told_here() -> None:
    told_here = {found.law for found in FOUND}

    assert set(LAWS) - told_here == BY_THE_DOORS
