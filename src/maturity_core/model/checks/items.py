"""Checks what a requirement, a rule or a score selects, and that its items have the levels it asks of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

from maturity_core.errors import Problem, listed
from maturity_core.model.checks.references import twice, unknown
from maturity_core.model.fields import Path
from maturity_core.model.ladder import KIND_OF, Ladder
from maturity_core.model.ladders import ladder_levels, own_questions, rank_of, selected
from maturity_core.model.measure import Measure
from maturity_core.model.requirement import ITEM_KINDS, Filter, Items, Requirement, Score

if TYPE_CHECKING:
    from maturity_core.model.checks.draft import Draft


def items_problems(draft: Draft, ladder: str, items: Items, where: Path) -> Iterator[Problem]:
    """Yield what is wrong with a selection: of one kind, of what the ladder owns, by names that exist, not empty."""
    if len(items.kinds) != 1:
        allowed = ", ".join(ITEM_KINDS)
        yield Problem("select one kind of item", got=", ".join(items.kinds) or "none", allowed=allowed, path=where)
        return
    kind, selection, where = items.kind, items.selection, (*where, items.kind)
    if selection == () or (isinstance(selection, Filter) and "ids" in selection.model_fields_set and not selection.ids):
        yield Problem("the list of ids is empty", hint='name some, or write "all"', path=where)
        return
    problems: list[Problem] = []
    if isinstance(selection, Filter):
        problems += _filter_problems(draft, kind, selection, where)
    ids, at = (selection.ids, (*where, "ids")) if isinstance(selection, Filter) else (selection, where)
    problems += _id_problems(draft, ladder, kind, () if ids == "all" else ids, at)
    if not problems and not selected(draft, ladder, items):
        remedy = "a ladder can select only its own items"
        problems.append(Problem(f"no {kind} are selected for the {ladder}", hint=remedy, path=where))
    yield from problems


def _id_problems(draft: Draft, ladder: str, kind: str, ids: Sequence[str], path: Path) -> Iterator[Problem]:
    """Yield what is wrong with the ids of items: given twice, unknown, or measures of what the ladder does not own."""
    yield from twice("id", ids, path)
    own = dict.fromkeys(selected(draft, ladder, Items.model_validate({kind: "all"})))
    for place, item in enumerate(ids):
        others = _others(draft, ladder, item) if kind == "measures" and item not in own else ()
        if others:
            what, hint = f"the {ladder} can only read measures of its own questions", "name one, or remove it"
            got = f"{item!r}, which reads {listed(others)}"
            yield Problem(what, got=got, allowed=listed(own), hint=hint, path=(*path, place))
        elif item not in own:
            yield unknown(f"{KIND_OF.get(kind, 'question')} of the {ladder}", item, own, (*path, place))


def _others(draft: Draft, ladder: str, measure: str) -> list[str]:
    """Return the questions of other ladders that a measure reads; none if it does not exist, or is this ladder."""
    own = {question.id for question in own_questions(draft, ladder)}
    return [question.id for question in own_questions(draft, Ladder("measure", measure)) if question.id not in own]


def _filter_problems(draft: Draft, kind: str, chosen: Filter, where: Path) -> Iterator[Problem]:
    levels = {level.id: None for entries in (draft.levels, *draft.level_lists.values()) for level in entries}
    for key in ("stage", "from_stage", "up_to"):
        stage = getattr(chosen, key)
        if stage is not None and kind != "questions":
            yield Problem("only questions have a stage", path=(*where, key))
        elif stage is not None and stage not in levels:
            yield unknown("level", stage, levels, (*where, key))
    yield from _tag_problems(draft, kind, chosen, where)
    if chosen.dimension is not None and chosen.dimension not in (names := [entry.id for entry in draft.dimensions]):
        yield unknown("dimension", chosen.dimension, names, (*where, "dimension"))
    if chosen.capability is not None and chosen.capability not in (names := [entry.id for entry in draft.capabilities]):
        yield unknown("capability", chosen.capability, names, (*where, "capability"))


def _tag_problems(draft: Draft, kind: str, chosen: Filter, where: Path) -> Iterator[Problem]:
    if kind == "dimensions" and chosen.tag is not None:
        yield Problem("dimensions have no tags", path=(*where, "tag"))
    elif chosen.tag is not None:
        entries = draft.questions if kind == "questions" else draft.capabilities
        tags = dict.fromkeys(tag for entry in entries for tag in entry.tags)
        if chosen.tag not in tags:
            yield unknown("tag", chosen.tag, tags, (*where, "tag"))


def weights_of(draft: Draft, ladder: str, items: Items) -> list[Fraction]:
    """Return the weights of the items that are selected."""
    weights = draft.lookup.weights[items.kind]
    return [weights[item] for item in selected(draft, ladder, items)]


def rung_problems(draft: Draft, ladder: str, entry: Requirement | Score | Measure, path: Path) -> Iterator[Problem]:
    """Yield the items that lack the levels they should count with, or the rung they have to reach."""
    reaching = None if isinstance(entry, Score) else entry.reaching
    where: Path = (*path, "by" if reaching is None else "reaching")
    for item in selected(draft, ladder, entry.of):
        name = Ladder(KIND_OF[entry.of.kind], item)
        levels = ladder_levels(draft, name)
        if not levels or (name not in draft.ruled and draft.all_ruled and draft.scorer is None):
            got, hint = repr(entry.by if reaching is None else reaching), "give it requirements, or leave it out"
            yield Problem(f"the {name} has no levels", got=got, hint=hint, path=where)
        elif isinstance(reaching, str) and not rank_of(levels, reaching):
            yield unknown(f"level above rank 0 of the {name}", reaching, [level.id for level in levels[1:]], where)
