"""The addresses of texts: every text that people read has one, and no other field has."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, get_args

from builders import capability, question, tiny

from maturity_core import Framework, load_framework
from maturity_core.model.fields import Label, Lines, LongLabel, LongText, Text
from maturity_core.model.node import Node
from maturity_core.model.texts import FRAMEWORK_TEXTS, PARTS, TEXTS, texts_by_address

if TYPE_CHECKING:
    from collections.abc import Iterator

KEPT = {
    "Framework": {"edition"},
    "Source": {"title", "publisher", "date"},
    "Since": {"edition"},
    "Base": {"edition", "name", "digest", "because"},
    "Change": {"at", "was", "now"},
    "Example": {"name", "because"},
    "Question": {"aliases"},
}
"""Texts that are no translator's: names of sources and in files, numbers of editions, records, what is for authors."""


def nodes(annotation: Any) -> Iterator[type[Node]]:
    """Yield every table inside a type."""
    if isinstance(annotation, type) and issubclass(annotation, Node):
        yield annotation
    for part in get_args(annotation):
        yield from nodes(part)


def reached(model: type[Node]) -> set[type[Node]]:
    """Return a table and all tables in it."""
    found, left = {model}, [model]
    while left:
        for field in left.pop().model_fields.values():
            new = {*nodes(field.annotation)} - found
            found |= new
            left += new
    return found


def is_text(annotation: Any) -> bool:
    return annotation in {Text, Label, Lines, LongText, LongLabel} or annotation == tuple[Label, ...]


def test_every_text_of_a_framework_is_a_translators_or_named_as_no_ones() -> None:
    for model in reached(Framework):
        fields = model.model_fields
        found = {name for name in fields if is_text(fields[name].rebuild_annotation())}
        told = FRAMEWORK_TEXTS if model is Framework else TEXTS.get(model, ())
        assert found == {*told, *KEPT.get(model.__name__, ())}, model.__name__


def test_every_table_with_texts_is_visited() -> None:
    inside = {name for name, field in Framework.model_fields.items() if {*nodes(field.annotation)} & TEXTS.keys()}

    assert inside == set(PARTS)


def test_texts_go_by_ids_by_moves_or_by_their_places() -> None:
    remedies = [
        {"question": "kept", "to": "often", "text": "Look."},
        {"question": "kept", "now": "often", "to": "always", "text": "Plan."},
    ]
    points = {"whole_numbers": [0, 3], "unit": "points"}
    framework = tiny(
        capabilities=[capability("plan", remedies=remedies)],
        scales={"habit": dict(tiny().scales["habit"]), "points": points},
        questions=[question("kept", labels=["A", "B", "C"]), question("seen", scale="points")],
    )
    texts = texts_by_address(framework)

    assert texts["capabilities", "plan", "remedies", "kept", "to often"] == "Look."
    assert texts["capabilities", "plan", "remedies", "kept", "from often to always"] == "Plan."
    assert texts["questions", "kept", "labels", "often"] == "B"
    assert [address for address in texts if address[:2] == ("scales", "points")] == [("scales", "points", "unit")]


def test_a_translation_has_other_words_but_answers_to_it_are_to_the_original() -> None:
    check, german = load_framework("service-maturity-check"), load_framework("service-maturity-check", language="de")

    assert all(german.words_digests[asked] != words for asked, words in check.words_digests.items())
    assert german.assess({}).record.framework.words == check.words_digests
