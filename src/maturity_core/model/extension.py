"""What a file with `extends` says: the framework it starts from, and what it changes, leaves out and adds."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from maturity_core.model.entries import Entries
from maturity_core.model.fields import Id, Label, Language, LongText, Text, Whole
from maturity_core.model.links import Link
from maturity_core.model.node import Node
from maturity_core.model.requirement import Comparison, Items, Reach, Selector
from maturity_core.model.since import Since

Table = dict[str, Any]
"""Fields of a table that are checked together with the whole framework, once they are merged into it."""


class Extends(Node):
    """The installed framework that a file starts from, and the one edition its changes fit."""

    framework: Id
    edition: Label


class Which(Comparison):
    """Names one requirement of each given ladder: by level and, if that is not enough, by items and statistic."""

    of: Items | None = None


class Threshold(Which):
    """A requirement and its new number; the statistic stays the same."""

    reaching: Reach | None = None
    because: Text = ""


class Changes(Node):
    """New values for fields. Entries are named by id, requirements by ladder and level."""

    levels: dict[str, Table] = Field(default_factory=dict)
    level_lists: dict[str, dict[str, Table]] = Field(default_factory=dict)
    scales: dict[str, Table] = Field(default_factory=dict)
    dimensions: dict[str, Table] = Field(default_factory=dict)
    capabilities: dict[str, Table] = Field(default_factory=dict)
    questions: dict[str, Table] = Field(default_factory=dict)
    measures: dict[str, Table] = Field(default_factory=dict)
    profiles: dict[str, Table] = Field(default_factory=dict)
    requirements: tuple[Threshold, ...] = ()
    contrasts: Table = Field(default_factory=dict)
    levers: Table = Field(default_factory=dict)
    views: Table = Field(default_factory=dict)


class LeaveOut(Node):
    """What is removed: entries by id, requirements as `Which`, scores by ladder, notes by how their text begins."""

    dimensions: tuple[Id, ...] = ()
    capabilities: tuple[Id, ...] = ()
    questions: tuple[Id, ...] = ()
    measures: tuple[Id, ...] = ()
    profiles: tuple[Id, ...] = ()
    requirements: tuple[Which, ...] = ()
    scores: tuple[Selector, ...] = ()
    notes: tuple[Label, ...] = ()


class Additions(Node):
    """What is added: tables as in a framework file. Their basis is interpretation, whether they say so or not."""

    level_lists: dict[Id, tuple[Table, ...]] = Field(default_factory=dict)
    scales: dict[Id, Table] = Field(default_factory=dict)
    dimensions: tuple[Table, ...] = ()
    capabilities: tuple[Table, ...] = ()
    questions: tuple[Table, ...] = ()
    measures: tuple[Table, ...] = ()
    profiles: tuple[Table, ...] = ()
    requirements: tuple[Table, ...] = ()
    rules: tuple[Table, ...] = ()
    scores: tuple[Table, ...] = ()
    contrasts: Table = Field(default_factory=dict)
    levers: Table = Field(default_factory=dict)
    views: Table = Field(default_factory=dict)
    notes: tuple[Table, ...] = ()


class Extension(Node):
    """A file with `extends`: whose reading it is, of which framework, and what it changes."""

    extends: Extends
    id: Id
    edition: Label
    name: Label
    because: Label
    headline: Literal["level", "score"] | None = None
    language: Language | None = None
    summary: LongText | None = None
    help: LongText | None = None
    links: tuple[Link, ...] | None = None
    open_questions: Literal["range", "reject"] | None = None
    seconds_per_question: Whole | None = None
    since: Entries[Since] = Field(default=(), validate_default=True)
    change: Changes = Changes()
    leave_out: LeaveOut = LeaveOut()
    add: Additions = Additions()
    examples: tuple[Table, ...] = ()
