"""What changed between two assessments of one organisation: what fell, what rose, and what cannot be compared."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, ClassVar, Literal

from maturity_core.answers.facts import Day, Fact, Name
from maturity_core.errors import Problem
from maturity_core.model.entries import Entries
from maturity_core.model.fields import Id, Label
from maturity_core.model.ladder import Ladder
from maturity_core.model.node import Node
from maturity_core.results.parts import Stamp
from maturity_core.results.routes import Mark, Rung, Status
from maturity_core.results.stored import Many, Small, Stored, Version
from maturity_core.results.what_if import Flip, Headline, LadderChange, Moved

if TYPE_CHECKING:
    from collections.abc import Iterator

Turn = Literal["fell", "rose", "equal", "answered", "open", "applies", "does not apply"]
Doing = Literal["fell back", "not begun", "begun", "done"]


class SheetOf(Node):
    """Of what a sheet is: a name to tell it from others, its day, and who answered. What is unknown is empty.

    `edition` is the one that the answers were given to.
    """

    name: Label
    date: Day = None
    edition: Label
    organisation: Name = ""
    respondent: Fact = ""
    role: Fact = ""


class AnswerChange(Moved):
    """An answer that differs. By credit, an option `fell`, `rose`, or is `equal` to the one before.

    A question that is open at both dates does not differ.

    Otherwise the question was `answered` after having been open, or is `open` after having been answered; or it
    `applies` or `does not apply`, which was the other way round before.
    """

    how: Turn


class Towards(Node):
    """How far a target has come nearer, in option steps; a loss is never set off against a gain.

    Of the steps that were missing `then`, so many were `closed`: they are no longer missing; `opened` are missing that
    were not before. What is `left` now is `then` - `closed` + `opened`. `gained` and `lost` are the questions where
    this is so. Where a status is *out of reach*, no steps lead to the target at that time, and none are counted.
    """

    target: Entries[Rung]
    target_scores: Entries[Mark]
    status_then: Literal[Status.OPEN, Status.REACHED, Status.OUT_OF_REACH, Status.NOTHING_LEFT]
    status_now: Literal[Status.OPEN, Status.REACHED, Status.OUT_OF_REACH, Status.NOTHING_LEFT]
    then: Small
    closed: Small
    opened: Small
    left: Small
    gained: Annotated[tuple[Id, ...], Many]
    lost: Annotated[tuple[Id, ...], Many]


class PlannedStep(Node):
    """What became of a step of the plan then: of its option steps, so many are `done`.

    Moves on questions that no longer apply are left out, and so is a step that has no others.
    It `fell back` if one of its questions is now below where it was, whatever else was done.
    """

    capability: Id
    steps: Small
    done: Small
    state: Doing


class Progress(Stored):
    """What changed from one assessment of an organisation to a later one.

    Both are read by the framework of the later one. Questions whose answer then could not be carried over to it are
    `asked_anew`, or were `left_out` of it (by their ids then); `reworded` ones were carried. Ladders with a question
    that was asked anew are `not_compared`: neither their levels and scores nor their requirements are in the lists.
    Nor are the answers to these questions.

    `answers` has those that differ, `ladders` those whose level or score does, the framework first. `towards` is None
    if the target can't be set for one of the two. `planned` has the steps of the plan then, to the same target;
    `unplanned` are capabilities whose score rose without any.

    >>> from maturity_core import load_framework
    >>> framework = load_framework("service-maturity-check")
    >>> then, now = framework.assess([2] * 20), framework.assess([1] * 2 + [3] * 18)
    >>> progress = now.since(then)
    >>> [str(change.ladder) for change in progress.falls], progress.answers[0].how
    (['dimension vision', 'capability role'], 'fell')
    >>> progress.towards.then, progress.towards.closed, progress.towards.opened, progress.towards.left
    (20, 18, 1, 3)
    """

    called: ClassVar[str] = "progress"
    once: ClassVar[tuple[str, str]] = ("answers", "question")

    schema_version: Literal[1] = 1
    core_version: Version
    framework: Stamp
    then: SheetOf
    now: SheetOf
    before: Headline
    after: Headline
    answers: Entries[AnswerChange]
    ladders: Entries[LadderChange]
    requirements: Annotated[tuple[Flip, ...], Many]
    towards: Towards | None
    planned: Entries[PlannedStep]
    unplanned: Annotated[tuple[Id, ...], Many]
    not_compared: Annotated[tuple[Ladder, ...], Many] = ()
    asked_anew: Annotated[tuple[Id, ...], Many] = ()
    reworded: Annotated[tuple[Id, ...], Many] = ()
    left_out: Annotated[tuple[Id, ...], Many] = ()

    @property
    def falls(self) -> Entries[LadderChange]:
        """The ladders that fell."""
        return Entries(change for change in self.ladders if change.falls)

    @property
    def lost(self) -> tuple[Flip, ...]:
        """The requirements that were met and are not met now."""
        return tuple(flip for flip in self.requirements if (flip.before, flip.after) == ("met", "unmet"))

    def contradictions(self) -> Iterator[Problem]:
        """Yield what cannot be true together."""
        yield from super().contradictions()
        found = self.towards
        if found and found.left != found.then - found.closed + found.opened:
            what = "what is left does not follow from what was closed and opened"
            yield Problem(what, f"{self.called}.towards.left", str(found.left))
