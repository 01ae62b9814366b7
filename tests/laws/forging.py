"""Findings that no library should produce: forged tables, and a subject with forged answers."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
from builders import capability, question, rule, tiny

from maturity_core import DONT_KNOW, NOT_APPLICABLE, Assessment, Framework, Scale, Scorer, Standings, Status
from maturity_core.model import node
from maturity_core.model.entries import Entries
from maturity_core.model.ladder import FRAMEWORK
from maturity_core.model.nouns import Prerequisite
from maturity_core.results.explanation import RequirementState, RungState
from maturity_core.results.numbers import both
from maturity_core.results.routes import CapabilityGap, Gaps, Outcome, Plan, QuestionGap, Rung, Step
from maturity_core.testing.suite import standings
from maturity_core.testing.suite.subject import Subject

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    TargetStatus = Literal[Status.OPEN, Status.REACHED, Status.OUT_OF_REACH, Status.NOTHING_LEFT]
    RungWord = Literal["met", "unmet", "passed over"]

LOW, HALF, BEST = (0, 0), (1, 1), (2, 2)
"""Sheets for the smallest framework."""


@dataclass
class Found:
    """Something that breaks a law: the law, its message, what it expects, the case, and what is forged."""

    law: str
    what: str
    expected: str = ""
    case: Any = None
    framework: Callable[[], Framework] = tiny
    forged: dict[str, Any] = field(default_factory=dict)

    def subject(self) -> Subject:
        """Return the subject with its forged answers."""
        subject = Subject(self.framework())
        for name, value in self.forged.items():
            setattr(subject, name, value)
        return subject


def unchecked(sound: Framework | None = None, **changes: Any) -> Callable[[], Framework]:
    """Return a maker of a framework with unchecked tables."""
    whole = sound or tiny()
    tables = {name: getattr(whole, name) for name in Framework.model_fields}
    return lambda: node.unchecked(Framework, **tables | changes)


def requiring(needs: dict[str, list[str]]) -> Callable[[], Framework]:
    """Return a maker of a framework whose capabilities require each other, unchecked."""
    sound = tiny(
        capabilities=[capability(name) for name in needs], questions=[question(f"q-{name}", name) for name in needs]
    )
    required = tuple(
        entry.model_copy(
            update={"requires": tuple(Prerequisite(capability=name, credit=Fraction(1)) for name in needs[entry.id])}
        )
        for entry in sound.capabilities
    )
    return unchecked(sound, capabilities=required)


class Backwards(Scale):
    """A scale whose numbers fall at the wrong end."""

    def position(self, number: Fraction) -> int:
        """Return the option, counted from the end."""
        return len(self.options) - 1 - super().position(number)


def percent(kind: type[Scale] = Scale, **changes: Any) -> dict[str, Scale]:
    """Return the scales of a sound framework, with the numeric one changed."""
    scales = tiny().scales
    fields = {name: getattr(scales["percent"], name) for name in Scale.model_fields}
    return scales | {"percent": node.unchecked(kind, **fields | changes)}


def standing(*ranks: int, scores: tuple[float, ...] = (0, 0, 0)) -> dict[str, Any]:
    """Return a replacement for `stand` that is the same for every sheet. Ladders: plan, work, the framework."""

    def stand(sheets: Any) -> standings.Standings:
        return standings.Standings(
            np.array([ranks] * len(sheets), np.int8), np.array([scores] * len(sheets), np.float64)
        )

    return {"stand": stand}


def asked(*answers: tuple[Status, tuple[int, ...]]) -> dict[str, Any]:
    """Return a replacement for `asked`: one answer after another, then always the last."""
    left: Iterator[Any] = iter(answers)
    return {"asked": lambda aims: [next(left, answers[-1]) for _ in aims]}


def moves(*wanted: tuple[str, str, str]) -> Entries[QuestionGap]:
    """Return a move: a question, from an answer, to an option."""
    return Entries(QuestionGap(question=name, answer=was, to=to) for name, was, to in wanted)


def gaps(status: TargetStatus, *wanted: tuple[str, str, str], target: str = "mid") -> dict[str, Any]:
    """Return a replacement for `gaps` that is the same for every aim."""
    rungs = [Rung(ladder=FRAMEWORK, level=target)] if target else []
    of = [CapabilityGap(capability="plan", name="Plan", questions=moves(*wanted))] if wanted else []
    found = Gaps(status=status, target=Entries(rungs), capabilities=Entries(of))
    return {"gaps": lambda _: found}


def step(name: str, *wanted: tuple[str, str, str], ready: bool = True, waits_for: tuple[str, ...] = ()) -> Step:
    """Return one step of a plan."""
    words: dict[str, Any] = {"capability": name, "name": name, "asked": 0}
    none: dict[str, Any] = {"level_from": None, "level_to": None}
    empty: dict[str, Any] = dict.fromkeys(("reaches", "meets", "readies", "needed_by", "leans_on"), ())
    told: dict[str, Any] = {"questions": moves(*wanted), "ready": ready, "waits_for": waits_for}
    return Step(
        **words, **none, **empty, **told, **both(effort=Fraction(1), score_from=Fraction(0), score_to=Fraction(1))
    )


def plan(
    *steps: Step, status: TargetStatus = Status.OPEN, results: tuple[tuple[str, str, str], ...] = ()
) -> dict[str, Any]:
    """Return a replacement for `plan` that is the same for every aim."""
    outcomes = Entries(Outcome(question=name, answer=was, to=to, led_by=()) for name, was, to in results)
    found = Plan(status=status, target=Entries(), steps=Entries(steps), results=outcomes, complete=True)
    return {"plan": lambda _: found}


def told(
    state: str, measured: str | None, *held: str, statistic: str = "mean", requirement: int = 0
) -> RequirementState:
    """Return the reported state of a requirement with threshold 1."""
    what: dict[str, Any] = {"requirement": requirement, "statistic": statistic, "state": state}
    numbers = both(measured=None if measured is None else Fraction(measured), threshold=Fraction(1))
    return RequirementState(**what, **numbers, holding_back=held)


def rungs(state: RungWord, *requirements: RequirementState) -> tuple[RungState, ...]:
    """Return a ladder of one rung."""
    return (RungState(level="mid", state=state, requirements=requirements),)


class Retold:
    """A result with some forged attributes, and otherwise a true one: by default that of halfway answers."""

    def __init__(self, true: Assessment | None = None, **changes: Any) -> None:
        self.true = true or tiny().assess([1, 1])
        self.changes = changes

    def __getattr__(self, name: str) -> Any:
        return self.changes.get(name, getattr(self.true, name))

    def explain(self) -> Any:
        """Return the explanation, with different rungs of the framework's ladder if given."""
        true = self.true.explain()
        of_framework = true["framework"]
        others = tuple(ladder for ladder in true.ladders if ladder != of_framework)
        changed = of_framework.model_copy(update={"rungs": self.changes.get("rungs", of_framework.rungs)})
        return true.model_copy(update={"ladders": (changed, *others)})


def retold(true: Assessment | None = None, **changes: Any) -> dict[str, Any]:
    """Return a replacement for `result`."""
    found = Retold(true, **changes)
    return {"result": lambda _: found}


def not_known(**changes: Any) -> dict[str, Any]:
    """Return a replacement for `results`: forged if there are don't knows, otherwise true."""
    return {"results": lambda sheet: {"framework": Retold(**(changes if DONT_KNOW in sheet else {}))}}


class WritesAnswers(Framework):
    """A framework that fills in unanswered questions in the mapping it was given."""

    def assess(self, answers: Any, facts: Any = None) -> Any:
        """Write, then assess."""
        if isinstance(answers, dict):
            answers["kept"] = "always"
        return super().assess(answers, facts)


class WritesItself(Framework):
    """A framework that gets a new summary each time its tables are read."""

    def model_dump(self, **options: Any) -> dict[str, Any]:
        """Return the tables, with a new summary."""
        return super().model_dump(**options) | {"summary": str(object())}


def of_class(kind: type[Framework]) -> Callable[[], Framework]:
    """Return a maker of the small framework as an instance of another class."""
    return lambda: kind(**{name: getattr(tiny(), name) for name in Framework.model_fields})


class TakesAnswersAway(Scorer):
    """A scorer that removes its answers, if allowed to."""

    def score(self, framework: Framework, answers: Any) -> Standings:
        """Return the lowest level."""
        del framework
        if isinstance(answers, dict):
            answers.clear()
        return Standings(level=0, score=Fraction(0))


class ZeroWhereNothingApplies(Scorer):
    """A scorer that counts a question that does not apply as if it had the worst answer."""

    def score(self, framework: Framework, answers: Any) -> Standings:
        """Return the mean over all questions."""
        mean = sum((Fraction(max(code, 0), 2) for code in answers.values()), Fraction(0)) / len(framework.questions)
        return Standings(level=int(mean * 2), score=mean)


class NamesItsQuestions(Scorer):
    """A correct scorer that knows its questions by name, so none can be missing."""

    def score(self, framework: Framework, answers: Any) -> Standings:
        """Return the only answer that counts."""
        del framework
        code = answers["seen"]
        return Standings(*((None, None) if code == NOT_APPLICABLE else (max(code, 0), Fraction(max(code, 0), 2))))


class Misremembers(Retold):
    """A result that is different when read back."""

    @classmethod
    def model_validate_json(cls, text: str, *, framework: Framework) -> Any:
        """Return the result of the best answers."""
        del text
        return framework.assess([2, 2])


class Wavers(Retold):
    """A result that is stored correctly, but has no level when read back."""

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Wavers)

    def __hash__(self) -> int:
        return 0

    @classmethod
    def model_validate_json(cls, text: str, *, framework: Framework) -> Any:
        """Return a result without a level."""
        del text, framework
        return cls(level=None)


def nine(**first: Any) -> list[dict[str, Any]]:
    """Return more questions than there are sheets to try them all."""
    return [question("q-0", **first), *(question(f"q-{place}") for place in range(1, 9))]


def unreachable(**first: Any) -> Framework:
    """Return a framework in which reaching the middle level always means reaching the high one."""
    return tiny(questions=nine(**first), requirements=[rule("framework", name, mean="0.5") for name in ("mid", "high")])
