"""Notes on answers that were carried over from an earlier edition, gathered over all sheets of a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maturity_app.origin import UNWORDED
from maturity_core.errors import listed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from maturity_app.origin import Origin
    from maturity_core import Carried, Framework
    from maturity_core.results.carried import CarriedQuestion


class Arrivals:
    """What became of the answers of sheets that were filled in for the same edition."""

    def __init__(self, framework: Framework, origin: Origin) -> None:
        self.framework, self.origin = framework, origin
        self._told: dict[str, dict[str, None]] = {}

    def add(self, carried: Carried) -> None:
        """Add what became of one sheet."""
        for how in ("renamed", "split"):
            self._note(how, [_moved(entry) for entry in carried.questions if entry.how == how])
        self._note("reworded", carried.reworded)
        self._note("new, or to be answered again", carried.ask)
        self._note("no longer asked", carried.left_out)

    def _note(self, what: str, ids: Iterable[str]) -> None:
        self._told[what] = self._told.get(what, {}) | dict.fromkeys(ids)

    def __str__(self) -> str:
        parts = [f"filled in for edition {self.origin.edition} and carried over to edition {self.framework.edition}"]
        parts += [f"{what}: {listed(ids)}" for what, ids in self._told.items() if ids]
        return "; ".join([*parts, *([] if self.origin.words else [UNWORDED])])


def _moved(entry: CarriedQuestion) -> str:
    return entry.id if entry.was == entry.id else f"{entry.id} (was {entry.was})"
