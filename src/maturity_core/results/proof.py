"""Whether a claim about all sheets of a framework is proved, and the sheet that refutes it if it is not."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from maturity_core.errors import Problem
from maturity_core.model.fields import Flag, Id
from maturity_core.model.node import FIXED
from maturity_core.results.parts import Stamp
from maturity_core.results.stored import Answer, Many, Small, Stored, Version


class Proof(Stored):
    """Whether a claim is true of every sheet on which all questions apply.

    `status` is *proved*; *refuted*, then `answers` is a sheet of which the claim is false, scored exactly; or
    *unknown*, for a `reason`: the framework is *scored-in-code*, or a *limit* ended the search. `vacuous` says that the
    claim is proved because no sheet meets what it assumes. `steps` counts the option steps of the sheet above the
    lowest answers; `smallest` says that no counter-example has fewer, which is proved, too.
    """

    called: ClassVar[str] = "proof"

    schema_version: Literal[1] = 1
    core_version: Version
    framework: Stamp
    claim: Annotated[str, Field(max_length=2_000)]
    status: Literal["proved", "refuted", "unknown"]
    reason: Literal["scored-in-code", "limit"] | None
    vacuous: Flag
    answers: Annotated[dict[Id, Answer], FIXED, Many] | None
    steps: Small | None
    smallest: Flag | None

    def contradictions(self) -> Iterator[Problem]:
        """Yield the contradictions between fields; none if all of them can be true."""
        refuted = self.status == "refuted"
        for name in ("answers", "steps", "smallest"):
            if (getattr(self, name) is not None) is not refuted:
                yield Problem("it must be there exactly if the claim is refuted", f"{self.called}.{name}", self.status)
        if (self.reason is not None) is not (self.status == "unknown"):
            yield Problem("it must be there exactly if the status is unknown", f"{self.called}.reason", self.status)
        if self.vacuous and self.status != "proved":
            yield Problem("only a claim that is proved can be vacuous", f"{self.called}.vacuous", self.status)
