"""Aliases of questions: each leads to one question through every table, and none changes what is asked or scored."""

from __future__ import annotations

import pyarrow as pa
import pytest
from builders import question, tiny
from hypothesis import given, settings
from hypothesis import strategies as st

from maturity_core import AnswersError, Framework, FrameworkError, parse_framework
from maturity_core.answers.tables.columns import question_names
from maturity_core.model.fields import TAKEN_COLUMNS
from maturity_core.nearest import folded

NAMES = st.lists(
    st.sampled_from(["Q1", "q1 ", "Q2", "2.3", "asked", "Seen", "kept", "Kept?", "Level", "date"]), max_size=4
)


def aliased(kept: list[str], seen: list[str]) -> Framework:
    return tiny(questions=[question("kept", text="Kept?", aliases=kept), question("seen", text="Seen?", aliases=seen)])


@settings(max_examples=settings().max_examples // 8)
@given(NAMES, NAMES)
def test_an_alias_is_taken_if_it_names_one_question_and_no_reserved_column(kept: list[str], seen: list[str]) -> None:
    own = [{"kept", "kept?"}, {"seen", "seen?"}]
    said = [[folded(name) for name in names] for names in (kept, seen)]
    once = all(len(names) == len({*names}) for names in said)
    apart = not {*said[0], *own[0]} & {*said[1], *own[1]}
    free = not {*said[0], *said[1]} & {*TAKEN_COLUMNS}

    if not (once and apart and free):
        with pytest.raises(FrameworkError, match=r"alias|reserved column"):
            aliased(kept, seen)
        return
    framework = aliased(kept, seen)
    assert parse_framework(framework.to_toml()) == framework
    for asked, names in (("kept", kept), ("seen", seen)):
        for name in names:
            assert question_names(framework, [f" {name.upper()}"]) == {f" {name.upper()}": asked}


def test_every_clash_is_named_with_the_other_question() -> None:
    with pytest.raises(FrameworkError) as caught:
        aliased(["Q1", "SEEN", " q1"], ["kept? ", "Score", "q1"])

    assert [(problem.where, problem.what, problem.allowed) for problem in caught.value.problems] == [
        ("questions.kept.aliases.2", "duplicate alias", ""),
        ("questions.kept.aliases.1", "this alias also names another question", "seen"),
        ("questions.seen.aliases.0", "this alias also names another question", "kept"),
        ("questions.seen.aliases.1", "this is the name of a reserved column", ""),
        ("questions.seen.aliases.2", "this alias also names another question", "kept"),
    ]


def test_an_alias_changes_neither_rules_nor_words() -> None:
    plain, named = aliased([], []), aliased(["Q1"], ["Q2", "2.3"])

    assert plain.rules_digest == named.rules_digest
    assert plain.words_digests == named.words_digests
    assert plain.digest != named.digest


def test_a_column_with_an_alias_is_the_questions() -> None:
    framework = aliased(["Q1"], ["2.3"])
    batch = framework.assess_many(pa.table({"q1": ["always"], "2.3": ["rarely"], "Q2": ["mine"]}))

    assert batch[0].answers == {"kept": "always", "seen": "rarely"}
    with pytest.raises(AnswersError, match="several columns are for the same question; got 'q1' and 'Kept\\?'"):
        framework.assess_many(pa.table({"q1": ["always"], "Kept?": ["rarely"]}))
