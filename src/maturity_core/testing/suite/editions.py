"""The law about an earlier definition of a framework: whose level rises since, and whose falls, is proved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maturity_core.readers.proof.editions import as_answered, links_of
from maturity_core.testing.suite.cases import ONCE
from maturity_core.testing.suite.law import law
from maturity_core.testing.suite.proofs import is_data, moving
from maturity_core.testing.suite.record import Broken, Undecided
from maturity_core.testing.suite.standings import standings
from maturity_core.testing.suite.subject import Subject, by_ladder
from maturity_core.testing.suite.witnesses import ways

if TYPE_CHECKING:
    from maturity_core.model.framework import Framework
    from maturity_core.results.edition_diff import EditionDiff, LadderDiff
    from maturity_core.testing.suite.law import Law

GOES = {"rises": ("same", "lowered"), "falls": ("same", "raised")}
"""The verdicts by which no sheet moves so."""
TOLD = {
    "same": "every sheet has the same level",
    "raised": "some sheets rise, none fall",
    "lowered": "some sheets fall, none rise",
    "mixed": "some sheets rise, some fall",
}


def moves_since(before: Framework) -> Law:
    """Return the law about the levels that a framework gives since an earlier definition of it."""
    earlier = Subject(before)

    def found(subject: Subject) -> EditionDiff | None:
        return subject.once("moves", lambda: moving(before, subject.framework))

    def not_compared(subject: Subject) -> str:
        if not (is_data(earlier) and is_data(subject)):
            return "of the two definitions, one is scored in code, or is of a class of its own"
        diff = found(subject)
        return "" if diff is None or diff.ladders else "no ladder has the same levels in both definitions"

    def proved(subject: Subject) -> str:
        diff = found(subject)
        told: dict[str, list[str]] = {}
        for entry in diff.ladders if diff else ():
            told.setdefault(_told(entry), []).append(entry.ladder)
        return "; ".join(f"{', '.join(ladders)}: {text}" for text, ladders in told.items())

    @law("definition", ONCE, unless=not_compared, proof=proved)
    def moves_are_proved(subject: Subject, _: None) -> bool:
        """Whose level rises since the earlier definition, and whose falls, is proved for each ladder that both have."""
        diff = found(subject)
        if diff is None:
            raise Undecided("without the extra `roadmap`, nothing is proved of two definitions")
        for entry in diff.ladders:
            _confirm(earlier, subject, entry)
        _try(earlier, subject, diff)
        if left := [entry.ladder for entry in diff.ladders if entry.verdict == "unknown"]:
            raise Undecided(f"within the budget, it was not found who rises and who falls: {', '.join(left)}")
        return True

    return moves_are_proved


def _told(entry: LadderDiff) -> str:
    moves = [f"from {move.level_before} to {move.level_after}" for move in (entry.rises, entry.falls) if move]
    return TOLD[entry.verdict] + (f", such as one {' and one '.join(moves)}" if moves else "")


def _confirm(earlier: Subject, subject: Subject, entry: LadderDiff) -> None:
    """Score both sheets of each move again, as any user would."""
    order = [level.id for level in subject.framework.ladder_levels(entry.ladder)]
    for move, names in ((entry.rises, order), (entry.falls, order[::-1])):
        if move is None:
            continue
        sheets = zip((earlier, subject), (move.answers_before, move.answers_after), strict=True)
        levels = [by_ladder(one.framework.assess(answers))[entry.ladder].level for one, answers in sheets]
        ids = [level.id if level else "no level" for level in levels]
        if ids != [move.level_before, move.level_after] or names.index(ids[0]) >= names.index(ids[1]):
            raise Broken(
                f"{entry.ladder} moves from {ids[0]} to {ids[1]} on the answers that were found",
                expected=f"a move from {move.level_before} to {move.level_after}, as was proved",
            )


def _try(earlier: Subject, subject: Subject, diff: EditionDiff) -> None:
    """Score sheets on ways from the lowest to the highest answers by both: none may move as is said of none."""
    links = links_of(earlier.framework, subject.framework)
    sheets = [sheet for way, _ in ways(earlier) for sheet in way]
    taken = [[max(code, 0) for code in as_answered(links, subject.framework, sheet)] for sheet in sheets]
    ranks = earlier.stand(sheets).ranks, standings(subject.framework, [tuple(codes) for codes in taken]).ranks
    for entry in diff.ladders:
        places = [one.ladders.index(entry.ladder) for one in (earlier, subject)]
        was, now = (table[:, place] for table, place in zip(ranks, places, strict=True))
        for name, moved in (("rises", now > was), ("falls", now < was)):
            if entry.verdict in GOES[name] and moved.any():
                raise Broken(f"{entry.ladder} {name} on some answers", expected=TOLD[entry.verdict])
