"""What each dimension lacks to its own next rung, also where the target of the whole doesn't need it.

docs/meaning.md#17-what-a-dimension-lacks-and-what-pulls-apart
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from maturity_core.model.entries import Entries
from maturity_core.model.node import known
from maturity_core.model.states import NOT_APPLICABLE
from maturity_core.readers.gaps import question_gaps
from maturity_core.results.routes import NextRung

if TYPE_CHECKING:
    from maturity_core.readers.scored import Scored


def next_rungs(scored: Scored) -> Entries[NextRung]:
    """Return the gaps of each dimension to its next rung within reach, in file order."""
    now, engine, found = scored.now, scored.by.engine, list[NextRung]()
    for entry, place in zip(scored.by.dimensions, scored.by.outline.dimensions, strict=True):
        rung = next((rung for rung in now.remaining(place) if rung > now.rank(place)), 0)
        if not rung or not (engine.within_reach or now.best.place(place).unmet > rung):
            continue
        gaps = question_gaps(scored, scored.demands.ask({place: rung}))
        values = {
            "dimension": entry.id,
            "level": scored.by.outline.levels[place][rung].id,
            "capabilities": gaps,
            "just_below": _is_just_below(scored, place, rung),
        }
        found.append(known(NextRung, values))
    return Entries(found)


def _is_just_below(scored: Scored, place: int, rung: int) -> bool:
    """Return whether one of at least two answers, one option higher, reaches a rung of a dimension.

    That is half an option or less, on average. Of a single answer, it would be a whole one.
    """
    now, codes, conditions = scored.now, scored.codes, scored.by.lookup.conditions
    own = [question for question in scored.by.outline.own[place] if codes[question] != NOT_APPLICABLE]
    rises = {q: max(codes[q], 0) + 1 for q in own if len(own) > 1 and codes[q] != now.tops[q]}

    def reaches(*questions: int) -> bool:
        moves = conditions.held({question: rises[question] for question in questions}, codes)
        return now.rank_with(moves, place) >= rung

    # What all of them together don't reach, or all of a capability, none of these does; and of those that have the same
    # effect, one is tried.
    if not rises or not reaches(*rises):
        return False
    owners, groups = scored.by.outline.owners, dict[int, dict[object, int]]()
    for q in rises:
        kind = q if q in conditions.bound else None, now.kind(q), codes[q]
        groups.setdefault(owners[q][0], {})[kind] = q
    together = (kinds.values() for kinds in groups.values())
    return any(reaches(*questions) and any(map(reaches, questions)) for questions in together)
