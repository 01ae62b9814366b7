"""Checks that something is required for every rung, unless it is passed over, and that no rule asks for such a rung."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from maturity_core.errors import Problem
from maturity_core.model.fields import Path
from maturity_core.model.ladder import KIND_OF, Ladder
from maturity_core.model.ladders import Shape, ladder_levels, rank_of, selected
from maturity_core.model.requirement import Requirement
from maturity_core.model.statistics import STATISTICS
from maturity_core.model.written import bare_rungs

if TYPE_CHECKING:
    from maturity_core.model.checks.draft import Draft
    from maturity_core.model.measure import Measure
    from maturity_core.model.nouns import Capability, Dimension


def missing_rungs(draft: Draft) -> Iterator[Problem]:
    """Yield the levels that nothing is required for on some ladders, though they are not meant to be passed over."""
    found: dict[tuple[Path, str], list[str]] = {}
    for (ladder, level), meant in bare_rungs(draft, (entry for entry, _ in draft.written_out)).items():
        if not meant:
            found.setdefault((level_place(draft, ladder, level), level), []).append(f"the {ladder}")
    for (path, level), ladders in found.items():
        what = f"the level {level!r} of {', '.join(ladders)} has no requirement"
        yield Problem(what, hint="give every level above rank 0 a requirement, or none of them", path=path)


def level_place(draft: Shape, ladder: Ladder, level: str) -> Path:
    """Return the place of a level in the list that `ladder` names."""
    tables: dict[str, Sequence[Capability | Dimension | Measure]] = {
        "capability": draft.capabilities,
        "dimension": draft.dimensions,
        "measure": draft.measures,
    }
    lists = [entry.levels for entry in tables.get(ladder.kind, ()) if entry.id == ladder.id and entry.levels]
    rank = rank_of(ladder_levels(draft, ladder), level) or 0
    return ("level_lists", lists[0], rank) if lists else ("levels", rank)


def rungs_never_there(draft: Draft) -> Iterator[Problem]:
    """Yield what asks items to reach a level although all of them pass over every level up to that one."""
    lowest: dict[str, int] = {}
    for requirement, _ in draft.written_out:
        rank = rank_of(ladder_levels(draft, requirement.one_ladder), requirement.level) or 0
        lowest[str(requirement.ladder)] = min(rank, lowest.get(str(requirement.ladder), rank))
    for ladders, level, path in _asking(draft):
        if not any(lowest.get(ladder, 0) <= (rank_of(ladder_levels(draft, ladder), level) or 0) for ladder in ladders):
            what = f"every level up to this one is passed over by the {', the '.join(ladders)}"
            hint = "name a higher level, or give a question there this stage"
            yield Problem(what, got=repr(level), hint=hint, path=path)


def _asking(draft: Draft) -> Iterator[tuple[list[Ladder], str, Path]]:
    """Yield the ladders that have to reach a level, of which one is enough to be asked, the level, and the place."""
    entries: list[tuple[str, Requirement | Measure, Path]] = [
        (requirement.one_ladder, requirement, path) for requirement, path in draft.written_out
    ]
    entries += [(Ladder("measure", entry.id), entry, ("measures", at)) for at, entry in enumerate(draft.measures)]
    for ladder, entry, path in entries:
        if isinstance(entry.reaching, str):
            weights, weighted = draft.lookup.weights[entry.of.kind], STATISTICS[entry.statistic].weighted
            items = [item for item in selected(draft, ladder, entry.of) if weights[item] or not weighted]
            yield [Ladder(KIND_OF[entry.of.kind], item) for item in items], entry.reaching, (*path, "reaching")
    for index, capability in enumerate(draft.capabilities):
        for place, needed in enumerate(capability.requires):
            if needed.level is not None:
                where: Path = ("capabilities", index, "requires", place, "level")
                yield [Ladder("capability", needed.capability)], needed.level, where
