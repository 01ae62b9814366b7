"""The texts of a framework by address: what a translation may say in another language, and nothing else.

An address goes by ids, as a definition file is written: `questions`, an id, `text`. What has no id goes by its move
(remedies) or by its place, counted from 1. Names of the source stay as they are: its title, its publisher, its date.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from maturity_core.model.fields import Label, is_list, is_table
from maturity_core.model.links import Link
from maturity_core.model.measure import Measure
from maturity_core.model.node import FixedDict, Node, altered
from maturity_core.model.nouns import Advice, Capability, Dimension, Level, Pattern, Question, Remedy
from maturity_core.model.profiles import Profile
from maturity_core.model.requirement import Requirement
from maturity_core.model.scale import Option, Scale
from maturity_core.model.scorers import Coverage, CutPoints, Staged, WeakestLink
from maturity_core.model.shows import Contrasts, Levers, Note, Source, ViewPattern, Views

if TYPE_CHECKING:
    from maturity_core.model.profiled import Profiled

Address = tuple[str, ...]
"""Where a text is: names of tables and fields, ids, moves and places."""
Tell = Callable[[Address, str, Any], str]
"""Takes the address of a text, the text, and the type of its field; returns the text to put there."""
REASONED = ("because", "place")
TEXTS: Mapping[type[Node], tuple[str, ...]] = {
    Source: ("licence", "remark"),
    Link: ("text",),
    Level: ("name", "summary", "place"),
    Pattern: ("text",),
    Advice: ("circumstance", "soon", "start_now"),
    Option: ("label", "help"),
    Scale: ("unit",),
    Dimension: ("name", "summary", "help"),
    Capability: ("name", "summary", "help", "remedy", "place"),
    Remedy: ("text",),
    Question: ("text", "help", "labels", *REASONED),
    Measure: ("name", "summary"),
    Profile: ("name", "summary"),
    **dict.fromkeys((CutPoints, Staged, WeakestLink, Coverage, Requirement, Contrasts, Levers, Views), REASONED),
    ViewPattern: ("text", *REASONED),
    Note: ("text", *REASONED),
}
"""The texts of each table. Those of the framework itself are in `FRAMEWORK_TEXTS`."""
FRAMEWORK_TEXTS = ("name", "summary", "help")
PARTS = (
    *("links", "source", "levels", "level_lists", "scales", "dimensions", "capabilities", "questions", "measures"),
    *("profiles", "rules", "requirements", "contrasts", "levers", "views", "notes"),
)
"""The tables of a framework that have texts, in the order in which a translation has them."""


def address_text(address: Sequence[object]) -> str:
    """Return an address as people read it.

    >>> address_text(("questions", "kept", "text"))
    'questions.kept.text'
    """
    return ".".join(map(str, address))


def texts_by_address(framework: Profiled) -> dict[Address, str]:
    """Return every text of a framework that is not empty, by its address, in the order of a definition file.

    >>> from maturity_core import load_framework
    >>> texts_by_address(load_framework("service-maturity-check"))["levels", "improving", "name"]
    'Improving'
    """
    found: dict[Address, str] = {}

    def note(address: Address, text: str, _: object) -> str:
        found[address] = text
        return text

    retold(framework, note)
    return found


def retold(framework: Profiled, tell: Tell) -> dict[str, Any]:
    """Return the tables of a framework that have texts, with what `tell` returns for each address and text."""
    tables: dict[str, Any] = {name: _text((name,), framework, name, tell) for name in FRAMEWORK_TEXTS}
    return tables | {name: _part((name,), getattr(framework, name), tell) for name in PARTS}


def _text(address: Address, node: Node, name: str, tell: Tell) -> str:
    text: str = getattr(node, name)
    return tell(address, text, type(node).model_fields[name].rebuild_annotation()) if text else text


def _part(at: Address, value: Any, tell: Tell) -> Any:
    """Return a node, a list or a table with its texts retold; anything else as it is."""
    if isinstance(value, Node):
        return _node(at, value, tell) if type(value) in TEXTS else value
    if is_table(value):
        return FixedDict((name, _part((*at, name), entry, tell)) for name, entry in value.items())
    if is_list(value):
        made: Any = type(value)
        return made(_part((*at, *_key(entry, place)), entry, tell) for place, entry in enumerate(value, start=1))
    return value


def _node(at: Address, node: Node, tell: Tell) -> Node:
    own = TEXTS[type(node)]
    changes: dict[str, Any] = {}
    for name, value in _told_fields(node):
        place = at if own == ("text",) else (*at, name)
        if name == "labels":
            changes[name] = _labels(place, node, tell)
        else:
            changes[name] = _text(place, node, name, tell) if name in own else _part(place, value, tell)
    changes = {name: value for name, value in changes.items() if value != getattr(node, name)}
    return altered(node, **changes) if changes else node


def _labels(at: Address, question: Any, tell: Tell) -> tuple[str, ...]:
    pairs = zip(question.options.ids, question.labels, strict=True) if question.labels else ()
    return tuple(tell((*at, option), label, Label) for option, label in pairs)


def _told_fields(node: Node) -> Iterator[tuple[str, Any]]:
    """Yield the fields of a node that are texts, or have some inside; options made from whole numbers have none."""
    follows: Sequence[str] = getattr(node, "follows", ())
    for name in type(node).model_fields:
        value = getattr(node, name)
        if name not in follows and (name in TEXTS[type(node)] or _has_nodes(value)):
            yield name, value


def _has_nodes(value: Any) -> bool:
    return is_list(value) and any(type(entry) in TEXTS for entry in value)


def _key(entry: Any, place: int) -> Address:
    """Return what an entry of a list is called in an address."""
    if isinstance(entry, Remedy):
        return entry.question, f"to {entry.to}" if entry.now is None else f"from {entry.now} to {entry.to}"
    name = getattr(entry, "id", None)
    return (name,) if isinstance(name, str) else (str(place),)
