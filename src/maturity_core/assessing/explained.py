"""What explains an assessment: the reasons for its levels, and which open questions could still change them.

The readers are imported when they are first asked: a level needs none of them.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from maturity_core.assessing.recorded import Recorded

if TYPE_CHECKING:
    from maturity_core.answers.likes import Codes
    from maturity_core.model.framework import Framework
    from maturity_core.readers.records import Facts
    from maturity_core.readers.short_path import ShortPath
    from maturity_core.results.explanation import Explanation
    from maturity_core.results.filling import Filling


class Explained(Recorded):
    """A class that knows its framework and its answers, and can explain what they come to."""

    if TYPE_CHECKING:

        @cached_property
        def framework(self) -> Framework: ...  # noqa: D102 - see `Assessment.framework`

        @cached_property
        def _facts(self) -> Facts: ...

    @cached_property
    def counted(self) -> Codes:
        """What the answers count as, as codes (n_questions,), in file order.

        They are the answers, but of questions that need another one: docs/meaning.md says what those count as.
        """
        import numpy as np  # noqa: PLC0415 - a level needs no arrays

        codes = np.array(self._facts.codes, np.int8)
        codes.flags.writeable = False
        return codes

    def short_path(self, *, dimensions: bool = False) -> ShortPath:
        """Return the open questions in the order that settles the level soonest, and whether it is settled already.

        Args:
            dimensions: settle the levels of all dimensions, too.

        >>> from maturity_core import load_framework
        >>> len(load_framework("service-maturity-check").assess([3] * 13 + [-1] * 7).short_path().questions)
        7
        """
        from maturity_core.readers.short_path import short_path  # noqa: PLC0415 - see above

        return short_path(self.framework, self.counted, dimensions=dimensions)

    def filling(self) -> Filling:
        """Return how the sheet was filled in: the longest row of answers alike, and whether there was time to read.

        It changes nothing of the result; the report remarks on it.

        >>> from maturity_core import load_framework
        >>> load_framework("service-maturity-check").assess([3] * 20).filling().row
        20
        """
        from maturity_core.readers.filling import filling  # noqa: PLC0415 - see above

        return filling(self.framework, self._facts.given, self.numbers_exact, self.facts.seconds)

    def explain(self) -> Explanation:
        """Return, for every rung, what is required, what was measured, and which questions hold it back."""
        return self._explanation

    @cached_property
    def _explanation(self) -> Explanation:
        from maturity_core.readers.explain import explain  # noqa: PLC0415 - see above

        return explain(self._facts)
