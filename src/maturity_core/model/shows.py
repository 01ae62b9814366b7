"""What results show in addition to levels: source, contrasts, levers, views and notes."""

from typing import Literal

from pydantic import Field

from maturity_core.model.fields import Id, Label, LongLabel, LongText, Name, Text, Whole
from maturity_core.model.node import Node
from maturity_core.model.requirement import Sourced


class Source(Node):
    """The publication that a framework is based on, and what it leaves open."""

    title: Label
    publisher: Text = ""
    date: Text = ""
    licence: Text = ""
    remark: LongText = ""


class Contrasts(Sourced):
    """The thresholds from which dimensions count as in tension or as well set up. A missing one is not checked."""

    levels_apart: Whole | None = None
    levels_below: Whole | None = None
    options_apart: Whole | None = None
    options_within: Whole | None = None
    from_level: Name | None = None


class Levers(Sourced):
    """How many capabilities to show: those that close most of the distance to the next target for what that costs."""

    show: Whole


class ViewPattern(Sourced):
    """A named pattern of views: some roles rate the organisation higher than others do."""

    roles_above: tuple[Id, ...] = Field(min_length=1)
    level_above: Name | None = None
    roles_below: tuple[Id, ...] = Field(min_length=1)
    level_below: Name | None = None
    text: Label


class Views(Sourced):
    """The roles whose answers are shown side by side, and the patterns that are named when they occur."""

    roles: tuple[Id, ...]
    patterns: tuple[ViewPattern, ...] = ()


class Note(Sourced):
    """A text shown with one part of a result, and on the model's page."""

    at: Literal["level", "dimensions", "gaps", "steps", "comparison", "about"]
    level: Name | None = None
    text: LongLabel
