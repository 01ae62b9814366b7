"""What an assessment says as data, read from its record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maturity_core.forms import Formed
from maturity_core.results.record import AssessmentRecord

if TYPE_CHECKING:
    from functools import cached_property

    from maturity_core.model.entries import Entries
    from maturity_core.results.parts import LadderResult, LevelRange, Lever, Strength, Tension


class Recorded(Formed):
    """What has a record of everything it says, and is read and written as that."""

    if TYPE_CHECKING:

        @cached_property
        def record(self) -> AssessmentRecord: ...  # noqa: D102 - see `Assessment.record`

    @classmethod
    def _form(cls) -> type[AssessmentRecord]:
        return AssessmentRecord

    def _filled(self, kind: type | None = None) -> AssessmentRecord:
        del kind  # one form fits all
        return self.record

    @property
    def answers(self) -> dict[str, str]:
        """By question id the option id, or the word for the state."""
        return dict(self.record.answers)

    @property
    def level_range(self) -> LevelRange | None:
        """The worst and the best level that the open questions leave possible."""
        return self.record.level_range

    @property
    def completeness(self) -> float | None:
        """The share of the questions that apply to which an option was chosen, in 0..1."""
        return self.record.completeness

    @property
    def narrows(self) -> str | None:
        """The id of the open question that would narrow the range most; None where the range is one level."""
        return self.record.narrows

    @property
    def not_yet(self) -> bool:
        """Whether too little is answered for a level: people are then shown the range instead, and no plan."""
        return self.record.not_yet

    @property
    def dimensions(self) -> Entries[LadderResult]:
        """Where each dimension stands, in file order."""
        return self.record.dimensions

    @property
    def capabilities(self) -> Entries[LadderResult]:
        """Where each capability stands, in file order."""
        return self.record.capabilities

    @property
    def tensions(self) -> tuple[Tension, ...]:
        """Dimensions that stand in tension, by the framework's own bounds."""
        return self.record.tensions

    @property
    def strengths(self) -> tuple[Strength, ...]:
        """Dimensions that are well set up throughout, by the framework's own bounds."""
        return self.record.strengths

    @property
    def levers(self) -> Entries[Lever]:
        """The capabilities that move the overall score most for their effort, where the framework asks for them."""
        return self.record.levers
