"""A ladder is a value: a kind and an id. Its text is written and parsed in only one module."""

from __future__ import annotations

import ast
import copy
import json
import pickle
from pathlib import Path

import pytest
from pydantic import TypeAdapter, ValidationError

from maturity_core import ArgumentError, load_framework
from maturity_core.model.ladder import AIMED, FRAMEWORK, KIND_OF, KINDS, Ladder

SRC = Path(__file__).parents[3] / "src"
MODULES = [path for path in sorted(SRC.rglob("*.py")) if not path.as_posix().endswith("maturity_core/model/ladder.py")]
READER = TypeAdapter(Ladder)


def test_a_ladder_is_its_kind_and_its_id() -> None:
    ladder = Ladder("capability", "goals")

    assert (ladder.kind, ladder.id) == ("capability", "goals")
    assert (FRAMEWORK.kind, FRAMEWORK.id) == ("framework", "")
    assert (FRAMEWORK.kind, *KIND_OF.values()) == KINDS


def test_a_ladder_is_found_by_the_text_that_users_write() -> None:
    known: dict[str, int] = {Ladder("dimension", "work"): 1, FRAMEWORK: 2}

    assert (known["dimension work"], known["framework"]) == (1, 2)
    assert json.dumps(list(known)) == '["dimension work", "framework"]'


@pytest.mark.parametrize("text", ["framework", "dimension work", "capability goals"])
def test_a_text_is_read_into_the_ladder_that_writes_it(text: str) -> None:
    for ladder in (Ladder.read(text), READER.validate_python(text), READER.validate_json(f'"{text}"')):
        assert type(ladder) is Ladder
        assert (str(ladder), f"{ladder.kind} {ladder.id}".strip()) == (text, text)


@pytest.mark.parametrize(
    "text", ["", "work", "dimension", "dimension ", "framework ", "framework work", "Dimension work", "each dimension"]
)
def test_other_texts_name_no_ladder(text: str) -> None:
    with pytest.raises(ArgumentError, match="allowed: framework, dimension ID, capability ID or measure ID"):
        Ladder.read(text)
    with pytest.raises(ValidationError, match="allowed: framework, dimension ID, capability ID or measure ID"):
        READER.validate_python(text)


@pytest.mark.parametrize("ladder", [FRAMEWORK, Ladder("dimension", "work")])
def test_a_copy_is_the_same_ladder(ladder: Ladder) -> None:
    for again in (copy.deepcopy(ladder), pickle.loads(pickle.dumps(ladder))):  # noqa: S301 - written a moment ago
        assert (type(again), again, again.kind, again.id) == (Ladder, ladder, ladder.kind, ladder.id)


def test_results_and_requirements_say_of_which_kind_their_ladders_are() -> None:
    framework = load_framework("service-maturity-check")
    result = framework.assess([1] * len(framework.questions))

    assert {rule.one_ladder.kind for rule in framework.all_requirements} <= set(KINDS)
    assert [state.ladder for state in result.explain().ladders if state.ladder.kind == FRAMEWORK.kind] == [FRAMEWORK]
    assert [rung.ladder.kind for rung in result.gaps().target] == ["framework"]
    assert {ladder.kind for ladder in framework.engine.ladders} == set(AIMED)


def written(node: ast.AST) -> bool:
    """Return whether a text with a placeholder is that of a ladder: `dimension ...` or `kind ...`."""
    parts = node.values if isinstance(node, ast.JoinedStr) else []
    texts = [part.value if isinstance(part, ast.Constant) else None for part in parts]
    by_kind = texts == [None, " ", None] and ast.unparse(parts[0]).strip("f'\"") == "{kind}"
    return by_kind or texts in (["dimension ", None], ["capability ", None])


def taken_apart(node: ast.AST) -> bool:
    """Return whether a text is split at its first blank, or checked for a kind of ladder at its start."""
    if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args):
        return False
    asked = [part.value for part in ast.walk(node.args[0]) if isinstance(part, ast.Constant)]
    kinds = {"dimension ", "capability "}
    return (node.func.attr in {"partition", "split"} and asked == [" "]) or (
        node.func.attr in {"startswith", "removeprefix"} and bool(kinds & set(asked))
    )


def test_nobody_else_writes_a_ladder_or_takes_it_apart() -> None:
    found = [
        (path.relative_to(SRC).as_posix(), node.lineno)
        for path in MODULES
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.expr) and (written(node) or taken_apart(node))
    ]

    assert found == []


@pytest.mark.parametrize(
    "text",
    ['f"dimension {name}"', 'f"{kind} {name}"', 'name.partition(" ")', 'name.startswith(("a", "capability "))'],
)
def test_who_did_so_would_be_found(text: str) -> None:
    node = ast.parse(text, mode="eval").body

    assert written(node) or taken_apart(node)
