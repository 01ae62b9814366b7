"""The two digests: one over the rules, and one for each question over its words; every field is in one or neither."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

import pytest
from builders import HABIT, PERCENT, Product, capability, dimension, question, rule, tiny
from pydantic import BaseModel

from maturity_core import Framework, read_framework
from maturity_core.model.base import Base, Change
from maturity_core.model.checks.examples import STATED
from maturity_core.model.digests import FRAMEWORK_RULES, RULES, WORDS, rules_digest, words_digests
from maturity_core.model.examples import Example
from maturity_core.model.fields import is_list, is_table
from maturity_core.model.links import Link
from maturity_core.model.measure import Measure
from maturity_core.model.node import Node
from maturity_core.model.nouns import Advice, Capability, Dimension, Level, Pattern, Question, Remedy, ScorerChoice
from maturity_core.model.profiles import Profile
from maturity_core.model.requirement import Requirement, Score
from maturity_core.model.scale import Option
from maturity_core.model.scorers import Coverage, CutPoints, Staged, WeakestLink
from maturity_core.model.shows import Contrasts, Levers, Note, Source, ViewPattern, Views
from maturity_core.model.since import Since, SinceQuestion

if TYPE_CHECKING:
    from collections.abc import Iterator

EVERYTHING = read_framework(Path(__file__).parents[2] / "data" / "everything.toml")
SOURCED = ("basis", "because", "place")
NEITHER: dict[type[Node], tuple[str, ...]] = {
    Framework: (
        "id",
        "edition",
        "name",
        "headline",
        "open_questions",
        "language",
        "summary",
        "help",
        "links",
        "seconds_per_question",
        "basis",
        "source",
        "after",
        "since",
        "views",
        "notes",
        "profiles",
        "examples",
    ),
    Profile: ("id", "name", "summary", "questions"),
    Source: ("title", "publisher", "date", "licence", "remark"),
    Base: ("framework", "edition", "name", "digest", "because", "changes"),
    Change: ("what", "at", "was", "now"),
    Since: ("edition", "left_out", "added", "questions"),
    SinceQuestion: ("id", "was", "words", "options"),
    Level: ("name", "summary", "place"),
    Pattern: ("text",),
    Advice: ("circumstance", "soon", "start_now"),
    Dimension: ("name", "summary", "help", "links"),
    Remedy: ("text",),
    Capability: ("name", "summary", "help", "links", "remedy", "basis", "place"),
    Question: ("aliases", "help", "links", "place", "basis", "because"),
    Option: ("help",),
    Link: ("text", "address"),
    Measure: ("name", "summary"),
    Score: ("range",),
    Example: ("id", "name", "because", *STATED, "answers"),
    **dict.fromkeys((Requirement, CutPoints, Staged, WeakestLink, Coverage, Contrasts, Levers), SOURCED),
    Views: ("roles", "patterns", *SOURCED),
    ViewPattern: ("roles_above", "level_above", "roles_below", "level_below", "text", *SOURCED),
    Note: ("at", "level", "text", *SOURCED),
}
"""The fields of each table that are in no digest: no scorer reads them, and no question shows them."""
RULES_OF: dict[type[Node], tuple[str, ...]] = {**RULES, Framework: FRAMEWORK_RULES}


def kinds_in(kind: Any) -> Iterator[type[Node]]:
    """Yield every table that a type names, however deep."""
    for part in get_args(kind):
        yield from kinds_in(part)
    if isinstance(kind, type) and issubclass(kind, Node):
        yield kind
        for field in kind.model_fields.values():
            yield from kinds_in(field.annotation)
            for more in field.metadata:
                yield from kinds_in(more)


FIELDS = [(kind, name) for kind in dict.fromkeys(kinds_in(Framework)) for name in kind.model_fields]


def ids(field: tuple[type[Node], str]) -> str:
    return f"{field[0].__name__}.{field[1]}"


def nodes_in(value: Any) -> Iterator[Node]:
    """Yield every table of a framework."""
    if isinstance(value, Node):
        yield value
        yield from nodes_in([getattr(value, name) for name in type(value).model_fields])
    elif is_table(value):
        yield from nodes_in(list(value.values()))
    elif is_list(value):
        for entry in value:
            yield from nodes_in(entry)


def replaced(value: Any, old: Node, new: Node) -> Any:
    """Return a framework with one table replaced by another, unchecked."""
    if value is old:
        return new
    if isinstance(value, Node):
        parts = {name: replaced(getattr(value, name), old, new) for name in type(value).model_fields}
        return BaseModel.model_copy(value, update=parts)
    if is_table(value):
        return {name: replaced(entry, old, new) for name, entry in value.items()}
    return tuple(replaced(entry, old, new) for entry in value) if is_list(value) else value


def other(value: Any) -> Any:
    """Return a different value."""
    if isinstance(value, Node):
        return None
    if isinstance(value, bool) or value is None:
        return not value
    if isinstance(value, int | Fraction):
        return value + 1
    if is_table(value):
        return {"other": value}
    return value + "-other" if isinstance(value, str) else tuple(other(entry) for entry in value)


def everything(kind: type[Node], name: str) -> Framework:
    """Return the framework that uses every field, with a scorer in code if that is the field tested."""
    if kind is ScorerChoice or (kind, name) == (Framework, "scorer"):
        choice = ScorerChoice(kind="strange", settings={"most": Fraction(2)})
        return BaseModel.model_copy(EVERYTHING, update={"scorer": choice})
    return EVERYTHING


def changed(kind: type[Node], name: str) -> Framework:
    """Return that framework with this field changed in the first table that has it."""
    framework = everything(kind, name)
    usual = kind.model_fields[name].get_default(call_default_factory=True)
    found = [node for node in nodes_in(framework) if type(node) is kind]
    node = next((node for node in found if getattr(node, name) != usual), found[0])
    value = getattr(node, name)
    new = BaseModel.model_copy(node, update={name: other(value)})
    after: Framework = replaced(framework, node, new)
    return with_words(after) if name in WORDS.get(kind, ()) else after


def with_words(framework: Framework) -> Framework:
    """Return the framework with each question in the present words of its scale and labels."""
    asked = tuple(entry.on(framework.scales[entry.scale]) for entry in framework.questions)
    return BaseModel.model_copy(framework, update={"questions": asked})


def test_W2_every_field_is_rules_or_words_or_neither() -> None:
    """A new field has to be classified once: here, or where the digests are made."""
    for kind in dict.fromkeys(kinds_in(Framework)):
        classed = [*RULES_OF.get(kind, ()), *WORDS.get(kind, ()), *NEITHER.get(kind, ())]
        assert sorted(classed) == sorted(kind.model_fields), kind.__name__


@pytest.mark.parametrize("field", FIELDS, ids=ids)
@pytest.mark.wide
def test_W2_a_field_changes_its_own_digest_only(field: tuple[type[Node], str]) -> None:
    kind, name = field
    before, after = everything(kind, name), changed(kind, name)

    assert (rules_digest(after, None) != rules_digest(before, None)) == (name in RULES_OF.get(kind, ()))
    if name in WORDS.get(kind, ()):
        assert words_digests(after) != words_digests(before)
    elif name not in RULES_OF.get(kind, ()):
        assert words_digests(after) == words_digests(before)


def test_W2_defaults_that_are_written_out_change_no_digest() -> None:
    plain = tiny()
    labels = [option["label"] for option in HABIT["options"]]
    written = tiny(
        questions=[question("kept", weight=1, labels=labels), question("seen", not_applicable=True)],
        scales=plain.scales,
        dimensions=[dimension("work", weight=1)],
        capabilities=[capability("plan", effort=1, requires=[])],
        open_questions="range",
        scores=[],
    )

    assert (written.rules_digest, written.words_digests) == (plain.rules_digest, plain.words_digests)
    assert len(plain.rules_digest) == 64
    assert {len(words) for words in plain.words_digests.values()} == {8}


def test_W2_id_edition_and_texts_are_in_neither_digest() -> None:
    other_name = tiny(id="other", edition="2", name="Other", summary="Told anew.")

    assert (other_name.rules_digest, other_name.words_digests) == (tiny().rules_digest, tiny().words_digests)
    assert other_name.digest != tiny().digest


def test_W2_the_order_of_a_file_is_in_no_digest_and_that_of_options_and_levels_is() -> None:
    entries = {
        "questions": [question("kept"), question("seen")],
        "requirements": [rule("framework", "mid", mean="0.5"), rule("framework", "high", mean=1)],
    }
    there, back = tiny(**entries), tiny(**{name: table[::-1] for name, table in entries.items()})
    scales: dict[str, Any] = {"yes-no": {}, "percent": {}, "habit": {}} | dict(reversed(there.scales.items()))
    turned = tiny(**entries, levels=[there.levels[0], *there.levels[:0:-1]])

    assert (back.rules_digest, back.words_digests) == (there.rules_digest, there.words_digests)
    assert tiny(**entries, scales=scales).rules_digest == there.rules_digest
    assert turned.rules_digest != there.rules_digest


def test_W2_a_unit_is_a_word_of_the_question() -> None:
    """The same number in minutes and in hours is a different answer."""
    asked = [question("kept", scale="percent"), question("seen")]
    hours = tiny(questions=asked, scales={"habit": HABIT, "percent": PERCENT | {"unit": "hours"}})
    percent = tiny(questions=asked, scales={"habit": HABIT, "percent": PERCENT})

    assert hours.rules_digest == percent.rules_digest
    assert hours.words_digests["kept"] != percent.words_digests["kept"]
    assert hours.words_digests["seen"] == percent.words_digests["seen"]


def test_W2_a_scorer_in_code_is_part_of_the_rules() -> None:
    coded = tiny().with_scorer(Product())

    assert coded.rules_digest != tiny().rules_digest
    assert coded.words_digests == tiny().words_digests


def test_W2_the_digests_of_words_that_are_handed_out_are_a_copy() -> None:
    framework = tiny()
    framework.words_digests.clear()

    assert sorted(framework.words_digests) == ["kept", "seen"]


def test_W2_the_kind_of_a_rule_is_said_though_it_is_a_default() -> None:
    """Two shorthands with the same cuts are different rules."""
    shorthand = {"ladder": "framework", "cuts": {"mid": "0.5", "high": 1}, "basis": "interpretation"}
    kinds = ("cut-points", "weakest-link")
    digests = {tiny(requirements=[], rules=[{"kind": kind, **shorthand}]).rules_digest for kind in kinds}

    assert len(digests) == 2
