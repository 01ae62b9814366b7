"""When a law does not apply, when it has to search, and frameworks that are odd but sound."""

from __future__ import annotations

from fractions import Fraction
from math import prod
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from builders import LEVELS, Product, capability, question, rule, tiny, two
from hypothesis import settings
from laws.forging import NamesItsQuestions, requiring
from measures import measured

from maturity_core import Framework, Scorer, Standings
from maturity_core.testing import check_framework, laws
from maturity_core.testing.suite import batches, trial, witnesses
from maturity_core.testing.suite.aim import Aim
from maturity_core.testing.suite.subject import Subject
from maturity_core.testing.suite.telling import told_change, told_sheet, told_target
from maturity_core.testing.suite.variants import without
from maturity_core.testing.suite.when import bearing

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

LAWS = {law.id: law for law in laws()}
KEPT = {"passed", "proved", "not applicable"}
FEW = settings(max_examples=settings().max_examples * 2 // 5)


def totals(**bound: int) -> Framework:
    """Return a framework whose score and top level are a total."""
    high = rule("framework", "high", total=sum(bound.values()) + 2 * ("base" in bound), **bound)
    return tiny(
        requirements=[rule("framework", "mid", mean="0.5"), high],
        scores=[{"ladder": "framework", "total_of": {"questions": "all"}, **bound}],
    )


def climbing(**fields: Any) -> Framework:
    """Return a framework in which one capability requires a level of another that may not apply."""
    return two(
        level_lists={"own": LEVELS},
        capabilities=[
            capability("goals", levels="own"),
            capability("plan", requires=[{"capability": "goals", "level": "mid"}]),
            capability("team", "people"),
        ],
        questions=[
            question("goals-set", "goals", not_applicable=True),
            question("plan-kept", "plan"),
            question("team-there", "team"),
        ],
        **fields,
    )


def by_requirements() -> Framework:
    own = [rule("capability goals", "mid", mean="0.5"), rule("capability goals", "high", mean=1)]
    return climbing(requirements=[*own, rule("framework", "mid", mean="0.5"), rule("framework", "high", mean=1)])


def in_code() -> Framework:
    return by_requirements().with_scorer(Product())


def rejecting() -> Framework:
    return tiny(open_questions="reject")


def ranged() -> Framework:
    """Return a framework that says from where to where its total goes, with an example and an earlier edition."""
    return tiny(
        scores=[{"ladder": "framework", "total_of": {"questions": "all"}, "base": 0, "range": [0, 2]}],
        examples=[{"id": "one", "score": 1, "answers": {"seen": "always"}}],
        since=[{"edition": "0", "questions": [{"id": "seen", "was": "shown"}]}],
    )


def counting_and_needing() -> Framework:
    """Return a framework whose questions count as an option where they do not apply, and need each other."""
    seen = question("seen", not_applicable=True, counts_as="always", needs={"question": "kept", "option": "often"})
    told = question("told", not_applicable=True, needs={"question": "seen", "option": "always"})
    heard = question("heard", not_applicable=True, counts_as="often")
    noted = question("noted", not_applicable=True, needs={"question": "heard", "option": "often"})
    return tiny(
        questions=[question("kept", not_applicable=True), seen, told, heard, noted],
        measures=[{"id": "words", "name": "Words", "mean_of": {"questions": ["told", "noted"]}}],
    )


def in_values() -> Framework:
    """Return a framework whose levels ask for a mean mark of 1 to 5."""
    marks = {"options": [{"id": f"o{mark}", "label": f"Mark {mark}", "value": mark} for mark in range(1, 6)]}
    rules = [rule("framework", level, mean=mean, by="value") for level, mean in (("mid", "2.5"), ("high", "4.5"))]
    return tiny(scales={"marks": marks}, questions=[question("kept", scale="marks")], requirements=rules)


@pytest.mark.parametrize(
    "make",
    [
        in_values,
        lambda: totals(base=1),
        lambda: totals(top=0),
        lambda: totals(top=3),
        by_requirements,
        rejecting,
        lambda: tiny(questions=[question(f"q-{place}") for place in range(8)], open_questions="reject"),
        ranged,
        measured,
        counting_and_needing,
    ],
    ids=[
        "values of options",
        "up from 1",
        "down from 0",
        "down from 3",
        "a level required",
        "no open questions",
        "no open questions, on many sheets",
        "a total that states its range",
        "every kind of measure",
        "questions that count as options and need each other",
    ],
)
def test_odd_frameworks_that_are_sound_keep_every_law(make: Callable[[], Framework]) -> None:
    assert [str(record) for record in check_framework(make(), FEW) if record.status not in KEPT] == []


class Stages(Scorer):
    """Correct, and beyond what requirements can express: the capabilities' means are multiplied."""

    def score(self, framework: Framework, answers: Mapping[str, int]) -> Standings:
        """Return the product of the means, and its level: the cuts are 1/8 and 27/64."""
        reached: dict[str, list[Fraction]] = {}
        for asked in framework.questions:
            reached.setdefault(asked.capability, []).append(Fraction(max(answers[asked.id], 0), 2))
        product = prod((sum(values, Fraction(0)) / len(values) for values in reached.values()), start=Fraction(1))
        return Standings(level=(product >= Fraction(1, 8)) + (product >= Fraction(27, 64)), score=product)


def test_a_scorer_in_code_may_choose_other_gaps_after_a_better_answer() -> None:
    """It takes an eighth: 1/2 x (1/2 + 1/2)/2 x (0 + 1)/2, and once b-1 is perfect 1/2 x (1 + 1)/2 x (0 + 1/2)/2."""
    homes = {"a-1": "a", "a-2": "a", "b-1": "b", "c-1": "c", "c-2": "c", "d-1": "b"}
    framework = tiny(
        capabilities=[capability(name) for name in "abc"],
        questions=[question(name, home) for name, home in homes.items()],
        requirements=[],
    ).with_scorer(Stages())
    before, after = (2, 0, 1, 0, 0, 0), (2, 0, 2, 0, 0, 0)

    asked = [framework.assess(list(sheet)).gaps().questions for sheet in (before, after)]

    assert [{gap.question: gap.to for gap in gaps} for gaps in asked] == [
        {"c-2": "always", "d-1": "often"},
        {"c-2": "often", "d-1": "always"},
    ]
    assert LAWS["better-answer-raises-no-gap"].holds(Subject(framework), Aim(before))


def test_a_question_that_a_requirement_names_alone_is_not_left_out() -> None:
    alone = rule("framework", "mid", mean="0.5", of={"questions": ["seen"]})

    record = LAWS["not-applicable-leaves-the-count"].check(
        tiny(requirements=[alone, rule("framework", "high", mean=1)])
    )

    assert (record.status, record.reason) == ("not applicable", "none of 20 sheets gave it anything to say")


def test_steps_keep_their_laws_where_a_level_is_required_in_code() -> None:
    records = [law.check(in_code()) for law in LAWS.values() if law.group == "steps"]

    assert records
    assert [str(record) for record in records if record.status not in KEPT] == []


def test_requiring_one_in_two_ways_is_no_circle() -> None:
    framework = requiring({"a": ["b", "c"], "b": ["d"], "c": ["d"], "d": []})()

    assert LAWS["no-prerequisite-cycle"].check(framework).status == "passed"


def test_a_law_that_cannot_try_says_why() -> None:
    """The scorer knows its questions by name: the framework without one cannot be scored."""
    framework = tiny(requirements=[]).with_scorer(NamesItsQuestions())

    record = LAWS["not-applicable-leaves-the-count"].check(framework)

    assert (record.status, record.reason) == ("not applicable", "none of 20 sheets gave it anything to say")


NAMED: dict[str, tuple[Any, Any]] = {
    "by name": (["kept", "seen"], ("kept",)),
    "by name and capability": ({"ids": ["kept", "seen"], "capability": "plan"}, ("kept",)),
    "all": ("all", "all"),
    "others": (["kept"], ("kept",)),
}
"""How a requirement names its questions, and what remains of that without `seen`."""


@pytest.mark.parametrize(("names", "left"), NAMED.values(), ids=NAMED)
def test_T3_a_framework_does_without_a_question_that_is_named_beside_others(names: Any, left: Any) -> None:
    rules = [
        rule("framework", level, mean=mean, of={"questions": names}) for level, mean in (("mid", 0.5), ("high", 1))
    ]

    shorter = without(Subject(tiny(requirements=rules)), 1)

    assert shorter is not None
    assert [entry.id for entry in shorter.framework.questions] == ["kept"]
    found = [entry.of.questions for entry in shorter.framework.requirements]
    assert [getattr(selection, "ids", selection) for selection in found] == [left, left]


def test_a_framework_does_without_a_question_that_ranges_examples_and_earlier_editions_are_about() -> None:
    whole = ranged()

    shorter = without(Subject(whole), 1)

    assert shorter is not None
    assert (shorter.framework.since, shorter.framework.examples, shorter.framework.scores[0].range) == ((), (), None)


def test_T3_a_framework_cannot_do_without_the_only_question_that_is_named() -> None:
    rules = [rule("framework", level, mean=1, of={"questions": ["kept"]}) for level in ("mid", "high")]

    assert without(Subject(tiny(requirements=rules)), 0) is None


@pytest.mark.parametrize(
    ("ladder", "above"), [("capability plan", ["dimension work"]), ("dimension work", []), ("framework", [])]
)
def test_T3_a_total_bears_on_its_ladder_and_those_above(ladder: str, above: list[str]) -> None:
    rules = [rule(ladder, level, total=total, base=0) for level, total in (("mid", 1), ("high", 2))]
    plan = capability("plan", levels="own")
    subject = Subject(tiny(level_lists={"own": LEVELS}, capabilities=[plan], requirements=rules))

    assert bearing(subject, "base") == {ladder, *above, "framework"}
    assert bearing(subject, "top") == frozenset()


def test_a_total_and_a_count_of_a_measure_bear_on_all_that_reads_them() -> None:
    subject = Subject(measured())

    assert bearing(subject, "base") == {"measure number", "framework"}
    assert bearing(subject, "top") == {"measure points", "framework"}


def test_a_level_is_sought_from_above_as_far_as_it_goes(monkeypatch: pytest.MonkeyPatch) -> None:
    to_the_ground = list(witnesses._descent(Subject(tiny()), "framework", 0))
    monkeypatch.setattr(witnesses, "LONGEST", 1)

    assert to_the_ground[-1] == [(0, 0)]
    assert list(witnesses._descent(Subject(tiny()), "framework", 0)) == [[(1, 2), (2, 1)]]


def test_only_so_many_smaller_cases_are_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    """Once the law is broken, untried cases count as passed; a case that broke it breaks it again."""
    monkeypatch.setattr(trial, "SHRINKS", 0)
    framework = tiny(requirements=[], questions=[question(f"q-{place}") for place in range(9)])

    record = LAWS["no-gap-once-reached"].on(wrong := Subject(framework.with_scorer(Product())))
    vars(wrong)["asked"] = lambda aims: [1 / 0 for _ in aims]
    broken = LAWS["no-gap-once-reached"].on(wrong)

    assert record.status == "passed"
    assert (broken.status, broken.tried) == ("failed", 1)


def test_a_framework_that_raises_when_it_is_asked_for_its_scorer_is_a_subject_all_the_same() -> None:
    class Broken(Framework):
        @property
        def engine(self) -> Any:
            raise OSError

    broken = Broken(**{name: getattr(tiny(), name) for name in Framework.model_fields})

    assert LAWS["ids-are-unique"].check(broken).status == "passed"
    assert LAWS["bounds"].on(Subject(broken)).message.startswith("OSError")


def test_a_scorer_that_cannot_be_copied_stands_for_itself() -> None:
    class One(Product):
        def __deepcopy__(self, memo: dict[int, Any]) -> Any:
            raise TypeError

    scorer = One()
    subject = Subject(tiny(requirements=[]).with_scorer(scorer))

    assert Subject(subject.untouched()).scorer is scorer


def test_the_framework_as_it_was_at_first_is_another_object() -> None:
    data, code = Subject(tiny()), Subject(tiny(requirements=[]).with_scorer(Product()))

    assert data.untouched() == data.framework
    assert data.untouched() is not data.framework
    assert Subject(code.untouched()).scorer is not code.scorer


@pytest.mark.parametrize(
    ("name", "row", "words"),
    [
        ("level_ranges", [0, 2], "low to high"),
        ("dimension_levels", [1, -1], "dimension work = mid, dimension people = no level"),
        (
            "capability_levels",
            [-1] * 3,
            "capability goals = no level, capability plan = no level, capability team = no level",
        ),
        ("gaps.positions", [2, -1, -1, 1], "goals-set to always, team-there to often"),
        ("dimension_scores", [0.5, 1.0], "0.5, 1.0"),
    ],
)
def test_a_row_of_a_batch_is_told_by_ids(name: str, row: list[float], words: str) -> None:
    assert batches._told(Subject(two()), name, np.array(row)) == words


def test_long_sheets_and_targets_are_told_in_a_line() -> None:
    framework = tiny(questions=[question(f"q-{place}") for place in range(14)])
    subject = Subject(framework)

    assert told_sheet(framework, (2,) * 14).endswith("q-11 = always, 2 more")
    assert told_sheet(framework, (2, *(0,) * 13)) == "answers: q-0 = always; 13 others at their lowest option"
    assert told_change(framework, (0,) * 14, (2,) * 14).endswith("q-11 = always instead of rarely, 2 more")
    assert (
        told_target(subject, Aim((), other=(0,) * 14)) == "target: another sheet: every question at its lowest option"
    )
    assert told_target(subject, Aim(())) == "target: the next one"
    assert told_target(subject, Aim((), (("framework", 2),))) == "target: framework = high"


def test_a_scorer_in_code_may_know_its_questions_by_name() -> None:
    framework = tiny(requirements=[]).with_scorer(NamesItsQuestions())

    record = LAWS["ids-are-only-names"].check(framework)

    assert (record.status, record.reason) == ("not applicable", "with other ids it cannot be scored")
