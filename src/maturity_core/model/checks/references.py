"""Checks what the tables of a framework say about each other: ids are unique, references resolve."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from maturity_core.errors import Problem
from maturity_core.model.checks.scales import scale_problems
from maturity_core.model.fields import Path, number_text
from maturity_core.model.ladder import Ladder
from maturity_core.model.ladders import ladder_levels, ladders_above, rank_of, stage_levels
from maturity_core.model.nouns import Prerequisite, Question

if TYPE_CHECKING:
    from maturity_core.model.checks.draft import Draft

MOST = 100
"""The most levels in a list, so that ranks stay small numbers."""


def reference_problems(draft: Draft) -> Iterator[Problem]:
    """Yield every problem with ids, scales and references."""
    yield from _duplicates(draft)
    for name, scale in draft.scales.items():
        yield from scale_problems(("scales", name), scale)
    yield from _level_list_problems(draft)
    yield from _option_problems(draft)
    yield from _capability_problems(draft)
    yield from _question_problems(draft)
    if draft.scorer is not None and any(
        [*(entry.counts_as for entry in draft.questions), *(scale.counts_as for scale in draft.scales.values())]
    ):
        what, hint = "a scorer in code decides itself what does not apply", "remove counts_as, or the scorer"
        yield Problem(what, hint=hint, path=("scorer",))
    yield from _cycles(draft)
    yield from _show_problems(draft)


def unknown(kind: str, name: str, names: Iterable[str], path: Path) -> Problem:
    """Return the problem of a reference to something that does not exist. `names` is kept, not copied per problem."""
    hint = f"add the {kind}, or name an existing one"
    return Problem(f"no such {kind}", got=repr(name), hint=hint, path=path, near=(name, names))


def _duplicates(draft: Draft) -> Iterator[Problem]:
    lists: list[tuple[Path, Sequence[str]]] = [
        (("levels",), [entry.id for entry in draft.levels]),
        (("dimensions",), [entry.id for entry in draft.dimensions]),
        (("capabilities",), [entry.id for entry in draft.capabilities]),
        (("questions",), [entry.id for entry in draft.questions]),
        (("measures",), [entry.id for entry in draft.measures]),
    ]
    lists += [(("level_lists", name), [entry.id for entry in entries]) for name, entries in draft.level_lists.items()]
    lists += [
        (("scales", name, "options"), [option.id for option in scale.options]) for name, scale in draft.scales.items()
    ]
    lists += [(("capabilities", index, "leans_on"), entry.leans_on) for index, entry in enumerate(draft.capabilities)]
    lists += [(("views", "roles"), draft.views.roles)] if draft.views else []
    for path, ids in lists:
        yield from twice("id", ids, path)
    for name, scale in draft.scales.items():
        yield from twice("label", [option.label for option in scale.options], ("scales", name, "options"))
    for index, question in enumerate(draft.questions):
        yield from twice("label", question.labels, ("questions", index, "labels"))
        yield from twice("tag", question.tags, ("questions", index, "tags"))
    for index, capability in enumerate(draft.capabilities):
        yield from twice("tag", capability.tags, ("capabilities", index, "tags"))


def twice(kind: str, names: Iterable[str], path: Path) -> Iterator[Problem]:
    """Yield a problem for every name that has already occurred in `names`."""
    seen: set[str] = set()
    for index, name in enumerate(names):
        if name in seen:
            yield Problem(f"duplicate {kind}", got=repr(name), hint=f"use each {kind} only once", path=(*path, index))
        seen.add(name)


def _level_list_problems(draft: Draft) -> Iterator[Problem]:
    lists: list[tuple[Path, int]] = [
        (("level_lists", name), len(entries)) for name, entries in draft.level_lists.items()
    ]
    if draft.levels and "levels" not in draft.failed:  # without any, nobody is awarded a level
        lists.append((("levels",), len(draft.levels)))
    for path, length in lists:
        if not 2 <= length <= MOST and path[0] not in draft.failed:  # noqa: PLR2004
            yield Problem(f"a list of levels must have 2 to {MOST} entries", got=str(length), path=path)
    for table in ("dimensions", "capabilities", "measures"):
        for index, entry in enumerate(getattr(draft, table)):
            if entry.levels and entry.levels not in draft.level_lists and "level_lists" not in draft.failed:
                yield unknown("level list", entry.levels, draft.level_lists, (table, index, "levels"))


def _capability_problems(draft: Draft) -> Iterator[Problem]:
    dimensions = [entry.id for entry in draft.dimensions]
    ids = dict.fromkeys(entry.id for entry in draft.capabilities)
    for index, capability in enumerate(draft.capabilities):
        path: Path = ("capabilities", index)
        if capability.dimension not in dimensions and "dimensions" not in draft.failed:
            yield unknown("dimension", capability.dimension, dimensions, (*path, "dimension"))
        if "capabilities" in draft.failed:
            continue
        for place, other in enumerate(capability.leans_on):
            if other not in ids or other == capability.id:
                others = filter(capability.id.__ne__, ids)
                yield unknown("other capability", other, others, (*path, "leans_on", place))
        for place, needed in enumerate(capability.requires):
            yield from _prerequisite_problems(draft, needed, ids, (*path, "requires", place))


def _prerequisite_problems(draft: Draft, needed: Prerequisite, ids: Collection[str], path: Path) -> Iterator[Problem]:
    if needed.capability not in ids:
        yield unknown("capability", needed.capability, ids, (*path, "capability"))
    elif (needed.level is None) == (needed.credit is None and needed.value is None):
        what = "a prerequisite must name one of 'level', 'credit' and 'value'"
        yield Problem(what, hint="give one of them", path=path)
    elif needed.credit is not None and not 0 < needed.credit <= 1:
        got = number_text(needed.credit)
        yield Problem("the credit to reach must be above 0 and at most 1", got=got, path=(*path, "credit"))
    elif needed.level is not None and "level_lists" not in draft.failed:
        levels = ladder_levels(draft, Ladder("capability", needed.capability))
        if not rank_of(levels, needed.level):
            kind, above = f"level above rank 0 of {needed.capability!r}", [level.id for level in levels[1:]]
            yield unknown(kind, needed.level, above, (*path, "level"))


def _question_problems(draft: Draft) -> Iterator[Problem]:
    capabilities = dict.fromkeys(entry.id for entry in draft.capabilities)
    for index, question in enumerate(draft.questions):
        path: Path = ("questions", index)
        if question.capability not in capabilities and "capabilities" not in draft.failed:
            yield unknown("capability", question.capability, capabilities, (*path, "capability"))
        if question.scale not in draft.scales:
            if "scales" not in draft.failed:
                yield unknown("scale", question.scale, draft.scales, (*path, "scale"))
        elif question.labels and len(question.labels) != len(draft.scales[question.scale].options):
            allowed = f"{len(draft.scales[question.scale].options)}, one for each option of {question.scale!r}"
            yield Problem(
                "the number of labels is wrong", got=str(len(question.labels)), allowed=allowed, path=(*path, "labels")
            )
        yield from _counting_problems(draft, question, path)
        if (
            question.stage
            and not stage_levels(draft, question)
            and not draft.failed & {"levels", "level_lists", "capabilities"}
        ):
            yield unknown("level", question.stage, stage_names(draft, question), (*path, "stage"))


def _counting_problems(draft: Draft, question: Question, path: Path) -> Iterator[Problem]:
    """Yield what is wrong with the option that *not applicable* counts as."""
    if question.counts_as is None or question.scale not in draft.scales:
        return
    ids = [option.id for option in draft.scales[question.scale].options]
    if question.counts_as not in ids:
        yield unknown(f"option of {question.scale!r}", question.counts_as, ids, (*path, "counts_as"))
    elif not question.not_applicable:
        what, hint = "this question always applies", "add not_applicable = true, or remove it"
        yield Problem(what, got=repr(question.counts_as), hint=hint, path=(*path, "counts_as"))


def stage_names(draft: Draft, question: Question) -> list[str]:
    """Return the ids of the levels that a question's stage may name."""
    ladders = ladders_above(draft, question)
    return list(dict.fromkeys(level.id for ladder in ladders for level in ladder_levels(draft, ladder)))


def _cycles(draft: Draft) -> Iterator[Problem]:
    """Yield each cycle of prerequisites once, with its path."""
    requires = {entry.id: [needed.capability for needed in entry.requires] for entry in draft.capabilities}
    index_of = {entry.id: index for index, entry in enumerate(draft.capabilities)}
    done: set[str] = set()
    for start in requires:
        trail: dict[str, None] = {}
        branches = [iter([start])]
        while branches:
            following = next((name for name in branches[-1] if name in requires and name not in done), None)
            if following is None:
                branches.pop()
                if trail:
                    done.add(trail.popitem()[0])
            elif following in trail:
                stands = list(trail)
                cycle = [*stands[stands.index(following) :], following]
                path: Path = ("capabilities", index_of[cycle[0]], "requires")
                remedy = "remove one of these prerequisites"
                yield Problem("the prerequisites form a cycle", got=" -> ".join(cycle), hint=remedy, path=path)
            else:
                trail[following] = None
                branches.append(iter(requires[following]))


def _option_problems(draft: Draft) -> Iterator[Problem]:
    """Yield levels of options that no list has, and those below the level of an earlier option."""
    if draft.failed & {"levels", "level_lists"}:
        return
    lists = [[level.id for level in levels] for levels in (draft.levels, *draft.level_lists.values())]
    names = list(dict.fromkeys(name for own in lists for name in own))
    for scale, entry in draft.scales.items():
        places = [(place, option.level) for place, option in enumerate(entry.options) if option.level is not None]
        for place, level in places:
            if level not in names:
                yield unknown("level", level, names, ("scales", scale, "options", place, "level"))
        for (_, lower), (place, level) in pairwise(places):
            falls = [own.index(level) < own.index(lower) for own in lists if {lower, level} <= {*own}]
            if falls and all(falls):
                what, hint = "the level is below that of an earlier option", "order the levels as the options"
                yield Problem(what, got=repr(level), hint=hint, path=("scales", scale, "options", place, "level"))


def _show_problems(draft: Draft) -> Iterator[Problem]:
    if "levels" in draft.failed:
        return
    names = [level.id for level in draft.levels]
    named: list[tuple[str | None, Path]] = [
        (note.level, ("notes", index, "level")) for index, note in enumerate(draft.notes)
    ]
    named += [(draft.contrasts.from_level, ("contrasts", "from_level"))] if draft.contrasts else []
    for index, pattern in enumerate(draft.views.patterns if draft.views else ()):
        where: Path = ("views", "patterns", index)
        named += [(pattern.level_above, (*where, "level_above")), (pattern.level_below, (*where, "level_below"))]
        roles = draft.views.roles if draft.views else ()
        for key in ("roles_above", "roles_below"):
            for place, role in enumerate(getattr(pattern, key)):
                if role not in roles:
                    yield unknown("role", role, roles, (*where, key, place))
    for level, path in named:
        if level is not None and level not in names:
            yield unknown("level", level, names, path)
