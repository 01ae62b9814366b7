"""Wrong profiles: what is left out is not quite gone, or too much is."""

from __future__ import annotations

from typing import Self

from builders import capability, dimension, question, rule
from zoo.habitat import Animal, framed

from maturity_core import Framework


class RebuiltFromItsQuestions(Framework):
    """A profile is built anew from its questions, so a step costs what it would in a shorter file."""

    def profile(self, profile_id: str) -> Self:
        asked = super().profile(profile_id)
        parts = {name: getattr(asked, name) for name in ("questions", "capabilities", "dimensions", "scores")}
        return self.model_copy(update={**parts, "requirements": asked.requirements, "profiles": []})


class KeepsWhatIsLeftOut(Framework):
    """A profile leaves out a question's capability only if the whole dimension is left out."""

    def profile(self, profile_id: str) -> Self:
        names = {question.capability for question in super().profile(profile_id).questions}
        wider = [question.id for question in self.questions if question.capability in names]
        profiles = [{"id": profile_id, "name": "Wider", "questions": wider}]
        return super(KeepsWhatIsLeftOut, self.model_copy(update={"profiles": profiles})).profile(profile_id)


TWO_OF_THREE = {
    "dimensions": [dimension("work"), dimension("people")],
    "capabilities": [capability("goals", effort="1.2"), capability("team", "people")],
    "questions": [
        question("goals-set", "goals", scale="yes-no"),
        question("goals-kept", "goals"),
        question("team-there", "team", scale="yes-no"),
    ],
    "requirements": [rule("framework", "mid", mean="0.5"), rule("framework", "high", mean=1)],
    "profiles": [{"id": "short", "name": "Short", "questions": ["goals-set", "team-there"]}],
}
"""Two capabilities; of the two questions of the first, only one is asked."""

ANIMALS: tuple[Animal, ...] = tuple(
    framed(kind, "profile-is-not-applicable", **TWO_OF_THREE) for kind in (RebuiltFromItsQuestions, KeepsWhatIsLeftOut)
)
