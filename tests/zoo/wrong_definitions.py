"""Wrong definitions: those that reading a file would refuse, and those that it lets through."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

from builders import rule
from zoo.habitat import Animal, framed, small, tables_of

from maturity_core import Framework
from maturity_core.model import node

if TYPE_CHECKING:
    from collections.abc import Callable

    from maturity_core import Scale


def unchecked(**changes: Any) -> Framework:
    """Return the small framework with some of its tables changed, unchecked."""
    return node.unchecked(Framework, **tables_of(small()) | changes)


def on_scale(name: str, scale: Scale) -> Framework:
    """Return the small framework with one of its scales replaced, unchecked."""
    framework = small()
    scales = framework.scales | {name: scale}
    return unchecked(scales=scales, questions=tuple(entry.on(scales[entry.scale]) for entry in framework.questions))


def one_id_for_two_questions() -> Framework:
    """Two questions have the same id."""
    first, second = small().questions
    return unchecked(questions=(first, second.model_copy(update={"id": first.id})))


def one_id_for_two_levels() -> Framework:
    """Two levels of a list have the same id."""
    low, middle, high = small().levels
    return unchecked(levels=(low, middle, high.model_copy(update={"id": middle.id})))


def leaning_on_nothing() -> Framework:
    """A capability leans on an unknown one."""
    goals, team = small().capabilities
    return unchecked(capabilities=(goals.model_copy(update={"leans_on": ("gaols",)}), team))


def an_example_of_something_else() -> Framework:
    """An example states a level that its answers do not come to."""
    answers = {question.id: question.options[0].id for question in small().questions}
    return small(examples=[{"id": "lowest", "answers": answers, "level": small().levels[-1].id}])


def each_requires_the_other() -> Framework:
    """Two capabilities require each other."""
    goals, team = small().capabilities
    turned = team.requires[0].model_copy(update={"capability": team.id})
    return unchecked(capabilities=(goals.model_copy(update={"requires": (turned,)}), team))


def credits_that_fall() -> Framework:
    """The first option of a scale has the most credit, the last one none."""
    habit = small().scales["habit"]
    options = [option.model_copy(update={"credit": 1 - option.credit}) for option in habit.options]
    return on_scale("habit", habit.model_copy(update={"options": tuple(options)}))


def cuts_that_fall() -> Framework:
    """The cut-points of a numeric scale fall."""
    percent = small().scales["percent"]
    return on_scale("percent", percent.model_copy(update={"cuts": percent.cuts[::-1]}))


def a_rung_for_nothing() -> Framework:
    """Nothing is required for a level in the middle of the ladder."""
    framework = small()
    kept = [entry for entry in framework.requirements if (entry.ladder, entry.level) != ("framework", "mid")]
    return unchecked(requirements=tuple(kept))


def a_count_of_more_than_there_are() -> Framework:
    """A level asks for three dimensions, but there are only two."""
    share = small().requirements[-1]
    counted = share.model_copy(update={"share": None, "count": Fraction(3)})
    return unchecked(requirements=(*small().requirements[:-1], counted))


def a_level_that_nobody_gets() -> Framework:
    """Two levels ask for the same, so meeting the lower one always means the higher one."""
    return small(requirements=[rule("framework", "mid", mean=1), rule("framework", "high", least=1)])


def a_question_without_a_basis() -> Framework:
    """A question does not state its basis."""
    first, second = small().questions
    return unchecked(questions=(node.altered(first, basis=""), second))


def a_requirement_without_a_basis() -> Framework:
    """A requirement does not state its basis."""
    first, *others = small().requirements
    return unchecked(requirements=(node.altered(first, basis=None), *others))


class ForgetsItsEfforts(Framework):
    """Written as a file, it loses the effort of capabilities."""

    def to_toml(self) -> str:
        return super().to_toml().replace("effort = 2\n", "")


class WritesWhatCannotBeRead(Framework):
    """What it writes is not a definition file."""

    def to_toml(self) -> str:
        return super().to_toml().replace("mean = 0.5", "mean = 0,5")


def defined(build: Callable[[], Framework], law: str) -> Animal:
    """Return a framework that got past the checks, as an animal."""
    return Animal(build.__name__, build.__doc__ or "", law, build)


ANIMALS: tuple[Animal, ...] = (
    defined(one_id_for_two_questions, "ids-are-unique"),
    defined(one_id_for_two_levels, "ids-are-unique"),
    defined(leaning_on_nothing, "references-resolve"),
    defined(each_requires_the_other, "no-prerequisite-cycle"),
    defined(credits_that_fall, "no-scale-inverted"),
    defined(cuts_that_fall, "no-scale-inverted"),
    defined(a_rung_for_nothing, "rungs-have-requirements"),
    defined(a_count_of_more_than_there_are, "thresholds-within-bounds"),
    defined(an_example_of_something_else, "examples-hold"),
    defined(a_level_that_nobody_gets, "every-level-reachable"),
    defined(a_question_without_a_basis, "basis-is-stated"),
    defined(a_requirement_without_a_basis, "basis-is-stated"),
    framed(ForgetsItsEfforts, "definition-round-trip"),
    framed(WritesWhatCannotBeRead, "definition-round-trip"),
)
