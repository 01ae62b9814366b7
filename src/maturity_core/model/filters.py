"""Which items a filter of a selection chooses, whatever list they stand in."""

from __future__ import annotations

from collections.abc import Collection

from maturity_core.model.nouns import Capability, Dimension, Question
from maturity_core.model.requirement import Filter


def fits(
    chosen: Filter, ids: Collection[str], item: Question | Capability | Dimension, home: Capability | Dimension
) -> bool:
    """Return whether an item of a capability, or a dimension itself, is chosen, whatever its stage."""
    capability, dimension = (home.id, home.dimension) if isinstance(home, Capability) else (None, home.id)
    tags = () if isinstance(item, Dimension) else item.tags
    return (
        (not ids or item.id in ids)
        and (chosen.tag is None or chosen.tag in tags)
        and (chosen.from_weight is None or item.weight >= chosen.from_weight)
        and chosen.capability in {None, capability}
        and chosen.dimension in {None, dimension}
    )
