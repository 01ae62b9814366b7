"""Capabilities ahead of their time: begun while a prerequisite is unmet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maturity_core.model.states import NOT_APPLICABLE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from maturity_core.model.framework import Framework
    from maturity_core.scoring.one.standing import Standing


def ahead(framework: Framework, codes: Sequence[int], now: Standing) -> dict[int, list[str]]:
    """Return the capabilities with any credit while a prerequisite is unmet, by place, with those each waits for."""
    waiting: dict[int, list[str]] = {}
    for need in framework.chart.needs:
        if not need.is_met(now):
            waiting.setdefault(need.capability, []).append(framework.chart.ids[need.other])
    if not waiting:
        return waiting
    outline = framework.outline
    credited: set[int] = set()
    for place, (code, first, owners) in enumerate(zip(codes, outline.credited, outline.owners, strict=True)):
        # What does not apply may count as an option: then it has the credit of that.
        counted = outline.fixed.get(place, code) if code == NOT_APPLICABLE else code
        if counted >= first:
            credited.add(owners[0])
    return {index: names for index, names in waiting.items() if outline.capabilities[index] in credited}
