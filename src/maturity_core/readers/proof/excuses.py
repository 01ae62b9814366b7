"""What calling a question not applicable can gain, against its lowest answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from maturity_core.model.node import known
from maturity_core.model.states import NOT_APPLICABLE
from maturity_core.readers.proof.joint import Joint, Side, fixed
from maturity_core.readers.proof.proving import answers_of, wrong_solution
from maturity_core.results.inspection import Excused

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from maturity_core.readers.proof.model import Model
    from maturity_core.readers.proof.sheets import Asking


def excused(model: Model) -> Iterator[Excused]:
    """Yield what calling each question not applicable can gain for the framework's level, where it gains anything."""
    for place, question in enumerate(model.framework.questions):
        if question.not_applicable and model.ranks(model.overall):
            gained = _gained(model, place)
            yield from [] if gained is None else [gained]


def _gained(model: Model, question: int) -> Excused | None:
    """Return the most that calling a question not applicable gains; None if that is certainly nothing."""
    excuse = Excuse(model, question)
    best, certain = None, True
    for far in range(1, len(excuse.ranks)):
        found, certain = excuse.gain(far)
        if found is None:
            break
        best = found
    return None if best is None else known(Excused, {**best, "certain": certain})


class Excuse:
    """The same answers twice: a question has its lowest option on one side, and does not apply on the other."""

    def __init__(self, model: Model, question: int) -> None:
        self.model, self.question = model, question
        self.ranks = model.ranks(model.overall)
        asking = [model.asking(), model.asking([question])]
        self.gates = [{level: one.level(*level) for level in model.levels()} for one in asking]
        joint = Joint()
        self.low, self.high = (Side(joint, model.framework, one.written()) for one in asking)
        for step, variable in self.high.given.items():
            joint.same(variable, self.low.given[step])
        touched = self._touched(asking[1])
        same = [level for level in model.levels() if level[0] not in touched]
        for pair in self.low.and_other(self.high, [[gates[level] for level in same] for gates in self.gates]):
            joint.same(*pair)  # follows from the rest, but is seen sooner
        self.program = joint.cases()
        self.lowest = {variable: 0 for (asked, _), variable in self.low.given.items() if asked == question}

    def _touched(self, asking: Asking) -> set[int]:
        """Return the ladders of the questions that do not apply then."""
        owners = self.model.framework.outline.owners
        gone = [place for place, code in enumerate(asking.codes) if code == NOT_APPLICABLE]
        return {ladder for place in gone for ladder in owners[place]}

    def gain(self, far: int) -> tuple[dict[str, Any] | None, bool]:
        """Return a sheet that gains so many levels, and whether it is certain if there is none."""
        overall, certain = self.model.overall, True
        for rank, above in zip(self.ranks[1:], self.ranks[far:], strict=False):
            low = self.low.literal(self.gates[0][overall, rank], met=False)
            given = fixed([low, self.high.literal(self.gates[1][overall, above])])
            found = None if given is None else self.program.find({**given, **self.lowest}, self.model.cases)
            certain = certain and (found is None or found.certain)
            if found is not None and found.values is not None:
                return self._told(self.low.codes(found.values), far), True
        return None, certain

    def _told(self, codes: Sequence[int], far: int) -> dict[str, Any]:
        model = self.model
        ends = [
            model.rank([*codes[: self.question], code, *codes[self.question + 1 :]]) for code in (0, NOT_APPLICABLE)
        ]
        if ends[1] - ends[0] < far:
            raise wrong_solution("inspect")
        return {
            "question": model.framework.outline.ids[self.question],
            "level_from": model.level(model.overall, ends[0]),
            "level_to": model.level(model.overall, ends[1]),
            "ranks": far,
            "answers": answers_of(model.framework, codes),
        }
