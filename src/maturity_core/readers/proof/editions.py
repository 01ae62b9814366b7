"""Two definitions of a model: whose level rises by the second, whose falls, and that nobody's does."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from maturity_core.errors import ArgumentError, Problem
from maturity_core.model.framework import framework_given
from maturity_core.model.ladder import KINDS
from maturity_core.model.node import known
from maturity_core.model.states import NOT_APPLICABLE, UNANSWERED
from maturity_core.readers.outline import core_version, stamp_of
from maturity_core.readers.proof.certain import MOST_CASES
from maturity_core.readers.proof.implied import Implied
from maturity_core.readers.proof.joint import NOTHING, Joint, Side, fixed
from maturity_core.readers.proof.proving import answers_of, wrong_solution
from maturity_core.readers.proof.sheets import NEVER, Asking
from maturity_core.results.edition_diff import EditionDiff, LadderDiff, Move

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from maturity_core.model.framework import Framework
    from maturity_core.model.ladder import Ladder


class SharedQuestion(NamedTuple):
    """A question of the second definition, that of the first it comes from, and where each of its options leads."""

    after: int
    before: int
    options: tuple[int, ...]


def links_of(before: Framework, after: Framework) -> list[SharedQuestion]:
    """Return the questions that two definitions share: by what the second says of the edition of the first, or by id.

    A question whose options do not all lead to options, in the same order, is not shared.
    """
    given = after.since[before.edition] if (after.id, before.edition) in _editions(before, after) else None
    told = {entry.id: entry for entry in given.questions} if given else {}
    added = given.added if given else ()
    found: list[SharedQuestion] = []
    for place, question in enumerate(after.questions):
        entry = told.get(question.id)
        was = before.lookup.columns.get(entry.before if entry else question.id)
        if was is None or question.id in added:
            continue
        ids, renamed = question.options.ids, entry.options if entry else {}
        names = [renamed.get(option.id, option.id) for option in before.questions[was].options]
        options = tuple([ids.index(name) for name in names if name in ids])
        if len(options) == len(names) and list(options) == sorted(options):
            found.append(SharedQuestion(place, was, options))
    return found


def _editions(before: Framework, after: Framework) -> set[tuple[str, str]]:
    return {(before.id, edition) for edition in after.since.ids}


def as_answered(links: Sequence[SharedQuestion], after: Framework, codes: Sequence[int]) -> list[int]:
    """Return answers to the first definition as the second takes them; what is not shared is unanswered."""
    found = [UNANSWERED] * len(after.questions)
    for place, was, options in links:
        code = codes[was]
        if code >= 0:
            found[place] = options[code]
        elif code != NOT_APPLICABLE or after.questions[place].not_applicable:
            found[place] = code
    return found


def diff_editions(before: Framework, after: Framework, cases: int = MOST_CASES) -> EditionDiff:
    """Return how the levels of two definitions differ over all sheets.

    Raises:
        ArgumentError: one of them is scored in code.
        MissingExtraError: the extra `roadmap` is not installed.

    >>> from maturity_core import load_framework
    >>> check = load_framework("service-maturity-check")
    >>> diff = diff_editions(check, check)
    >>> {entry.verdict for entry in diff.ladders}, diff.free_after
    ({'same'}, ())
    """
    pair = _Pair(framework_given(before), framework_given(after), cases)
    index = before.engine.index
    shared = [name for name in after.engine.ladders if name in index and _levels(before, name) == _levels(after, name)]
    compared = [name for name in shared if all(pair.awarding(name))]
    linked = {link.after for link in pair.links}, {link.before for link in pair.links}
    names = dict.fromkeys([*before.engine.ladders, *after.engine.ladders])
    values = {
        "schema_version": 1,
        "core_version": core_version(),
        "before": stamp_of(before),
        "after": stamp_of(after),
        "ladders": tuple(pair.compared(name) for name in sorted(compared, key=lambda name: KINDS.index(name.kind))),
        "free_before": tuple(entry.id for place, entry in enumerate(before.questions) if place not in linked[1]),
        "free_after": tuple(entry.id for place, entry in enumerate(after.questions) if place not in linked[0]),
        "not_compared": tuple(name for name in names if name not in compared and any(pair.awarding(name))),
    }
    return known(EditionDiff, values, unset=("schema_version",))


def _levels(framework: Framework, ladder: Ladder) -> tuple[str, ...]:
    return tuple(level.id for level in framework.ladder_levels(ladder))


class _Pair:
    """The same answers to two definitions, in one program."""

    def __init__(self, before: Framework, after: Framework, cases: int) -> None:
        self.frameworks, self.cases = (before, after), cases
        self.links = links_of(before, after)
        joint = Joint()
        self.gates: list[Mapping[tuple[str, int], int]] = []
        sides: list[Side] = []
        for framework in self.frameworks:
            single, lines = framework.engine.single, framework.chart.lines
            if single is None or lines is None:
                what = "a comparison of definitions needs requirements, and this one is scored in code"
                raise ArgumentError([Problem(what, framework.id)])
            asking = Asking(framework, single, lines)
            ladders = zip(framework.engine.ladders, single.heights, strict=True)
            levels = [(place, name, rank) for place, (name, top) in enumerate(ladders) for rank in range(1, top + 1)]
            self.gates.append({(name, rank): asking.level(place, rank) for place, name, rank in levels})
            sides.append(Side(joint, framework, asking.written()))
        self.before, self.after = sides
        for place, was, options in self.links:
            for to in range(1, len(after.questions[place].options)):
                first = next((code for code, reached in enumerate(options) if reached >= to), None)
                other = self.before.given[was, first] if first else None
                joint.set(self.after.given[place, to], other, met=first == 0)
        alike = self._counting_alike()
        self.implied = (
            Implied(self.after, self.before, {place: was for was, place in alike.items()}),
            Implied(self.before, self.after, alike),
        )
        for one, other in self.implied[1].twins.items():
            joint.same(one, other)
        self.program = joint.cases()

    def _counting_alike(self) -> dict[int, int]:
        """Return the questions of the first definition whose answers count as the same in the second, with those there.

        Both have the same options, and need the same of a question of which this is true, or nothing.
        """
        linked = {was: (place, options) for place, was, options in self.links}
        needed = [{pair.question: pair for pair in one.lookup.conditions.pairs} for one in self.frameworks]
        tops = [one.lookup.tops for one in self.frameworks]
        depths = self.frameworks[0].lookup.conditions.depths
        found: dict[int, int] = {}
        for was, (place, options) in sorted(linked.items(), key=lambda entry: depths.get(entry[0], 0)):
            one, other = needed[0].get(was), needed[1].get(place)
            same = options == tuple(range(tops[1][place] + 1))
            if one is None or other is None:
                same = same and one is other
            else:
                same = same and found.get(one.other) == other.other and one.position == other.position
            if same:
                found[was] = place
        return found

    def awarding(self, name: Ladder) -> list[bool]:
        """Return whether each of the two definitions awards levels on a ladder."""
        return [(name, 1) in gates for gates in self.gates]

    def compared(self, name: Ladder) -> LadderDiff:
        """Return which sheets rise and which fall on a ladder that has the same levels in both."""
        rises, sure = self._moving(name, upwards=True)
        falls, certain = self._moving(name, upwards=False)
        moves = {(False, False): "same", (True, False): "raised", (False, True): "lowered", (True, True): "mixed"}
        verdict = moves[rises is not None, falls is not None] if sure and certain else "unknown"
        return known(LadderDiff, {"ladder": name, "verdict": verdict, "rises": rises, "falls": falls})

    def _moving(self, name: Ladder, *, upwards: bool) -> tuple[Move | None, bool]:
        """Return a sheet that rises, or falls; and if there is none, whether that is certain."""
        sides = (self.before, self.after) if upwards else (self.after, self.before)
        gates = self.gates if upwards else self.gates[::-1]
        certain = True
        for rank in range(1, len(self.frameworks[0].ladder_levels(name))):
            low, high = (one.get((name, rank), NEVER) for one in gates)
            literals = [sides[0].literal(low, met=False), sides[1].literal(high)]
            (lacking, _), (reached, _) = literals
            given = None if self.implied[not upwards].says(reached, lacking) else fixed(literals)
            found = NOTHING if given is None else self.program.find(given, self.cases)
            certain = certain and found.certain
            if found.values is not None:
                return self._move(name, found.values, upwards=upwards), True
        return None, certain

    def _move(self, name: Ladder, values: Sequence[int], *, upwards: bool) -> Move:
        before, after = self.frameworks
        ranks = [side.rank(values, side.framework.engine.index[name]) for side in (self.before, self.after)]
        if (ranks[1] > ranks[0]) is not upwards or ranks[0] == ranks[1]:
            raise wrong_solution("diff")
        levels = _levels(before, name)
        fields = {
            "level_before": levels[ranks[0]],
            "level_after": levels[ranks[1]],
            "answers_before": answers_of(before, self.before.codes(values)),
            "answers_after": answers_of(after, self.after.codes(values)),
        }
        return known(Move, fields)
