"""What would become of an assessment with other answers, other thresholds or other weights.

The readers are imported when they are first asked: a level needs none of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from maturity_core.assessing.routed import Routed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from maturity_core.answers.likes import AnswerLike
    from maturity_core.results.least_change import LeastChange
    from maturity_core.results.one_answer import OneAnswer
    from maturity_core.results.sensitivity import Sensitivity
    from maturity_core.results.what_if import WhatIf


class Tried(Routed):
    """A class that knows its framework and its answers, and can say what would change with others."""

    def what_if(self, changes: Mapping[str, AnswerLike]) -> WhatIf:
        """Return what changes if some answers do: levels, scores, requirements, and what can be begun.

        Args:
            changes: the new answers by question id, as for `Framework.assess`; all others stay as they are.

        Raises:
            AnswersError: listing every invalid answer.
            ArgumentError: the changes are not a mapping.

        >>> from maturity_core import load_framework
        >>> assessment = load_framework("tsia-customer-success").assess({})
        >>> len(assessment.what_if({}).ladders)
        0
        """
        from maturity_core.readers.what_if import what_if  # noqa: PLC0415 - see above

        return what_if(self._facts, changes)

    @property
    def one_answer(self) -> OneAnswer:
        """The single answers that lift the framework's level, and those that drop it.

        `least_change` finds the fewest answers, where no single one is enough.

        >>> from maturity_core import load_framework
        >>> framework = load_framework("service-maturity-check")
        >>> len(framework.assess([2] * 8 + [1] * 12).one_answer.lifts)
        4
        """
        return self._facts.one_answer

    def least_change(self) -> LeastChange:
        """Return the fewest answers that lift the level, and the fewest that drop it. Needs the extra `roadmap`.

        It is about answers, not about deeds: outcomes may change like any other, and prerequisites do not matter. What
        does not apply stays so. An open question counts as its lowest option.

        Raises:
            ArgumentError: the framework is scored in code.
            MissingExtraError: the solver is not installed.

        >>> from maturity_core import load_framework
        >>> framework = load_framework("service-maturity-check")
        >>> framework.assess([4] * 20).least_change().no_lift
        'highest-level'
        """
        from maturity_core.readers.least_change.reading import least_change  # noqa: PLC0415 - see above

        return least_change(self._facts)

    def sensitivity(self) -> Sensitivity:
        """Return how much the level rests on thresholds and weights that were chosen, and how close it is to a cut.

        Raises:
            ArgumentError: the framework is scored in code.

        >>> from maturity_core import load_framework
        >>> framework = load_framework("esg-customer-success")
        >>> framework.assess([1] * len(framework.questions)).sensitivity().weightings.drawn
        True
        """
        from maturity_core.readers.sensitivity.reading import sensitivity  # noqa: PLC0415 - see above

        return sensitivity(self._facts)
