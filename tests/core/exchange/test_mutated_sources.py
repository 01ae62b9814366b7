"""Sources with anything changed in them: an import is a framework or an error that says what is wrong and where."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from published import CISO, DSOMM, FINOPS, LENS, SAMM, specified, written

from maturity_core import FrameworkError, MaturityError, import_framework
from maturity_core.exchange.importing import Draft, Source, finopspp
from maturity_core.exchange.importing.ciso import ciso
from maturity_core.exchange.importing.dsomm import dsomm
from maturity_core.exchange.importing.entries import Entry
from maturity_core.exchange.importing.expected import likely
from maturity_core.exchange.importing.yaml_text import read_yaml

MODELS = {"samm": SAMM, "dsomm": DSOMM, "finopspp": FINOPS, "ciso": {"l.yaml": CISO}, "lens": {"l.json": LENS}}
ODD: list[Any] = [
    *(None, [], {}, [None], [[]], [1], {"a": 1}, {"ID": [1]}, 0, 1, -1, 2.5, 124, 10**13, True, False),
    *("", " ", "x" * 20_000, "a\u202eb\x07c", "\u202e", "unanswered", "not-applicable", "dont-know", "123", "No"),
    *("1_000", "0o17", "1:30", "1e400", "2026-01-01", "\u0663", "\u00b2", "---", "../x", "<b>", "NaN"),
]
NAMES = ("", "123", "\u202e", "unanswered", "x" * 300)


def plain(entry: Entry) -> Any:
    if isinstance(entry.value, tuple):
        return [plain(one) for one in entry.value]
    if isinstance(entry.value, dict):
        return {name: plain(one) for name, one in entry.value.items()}
    return entry.value


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    yield path
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, one in inner:
        yield from places(one, (*path, key))


FILES = {
    (format_name, name): plain(read_yaml(text, name))
    for format_name, files in MODELS.items()
    for name, text in files.items()
    if not name.endswith(".txt")
}
PLACES = {where: list(places(value)) for where, value in FILES.items()}


def changed(value: Any, path: tuple[Any, ...], change: tuple[str, Any]) -> Any:
    """Return a value in which something is put elsewhere, taken out, doubled, copied from a neighbour or renamed."""
    kind, new = change
    if not path:
        return new if kind == "put" else value
    whole = inner = deepcopy(value)
    for key in path[:-1]:
        inner = inner[key]
    last = path[-1]
    if kind == "put":
        inner[last] = new
    elif kind == "drop":
        del inner[last]
    elif kind == "double" and isinstance(inner, list):
        inner.append(inner[last])
    elif kind == "neighbour":
        inner[last] = deepcopy(next(iter(inner.values() if isinstance(inner, dict) else inner)))
    elif kind == "rename" and isinstance(inner, dict):
        inner[new] = inner.pop(last)
    return whole


CHANGES = st.one_of(
    st.tuples(st.just("put"), st.sampled_from(ODD)),
    st.tuples(st.sampled_from(["drop", "double", "neighbour"]), st.none()),
    st.tuples(st.just("rename"), st.sampled_from(NAMES)),
)


def outcome(format_name: str, changes: dict[str, Any]) -> str:
    """Return what the import of a changed model says, without the folder it stood in; empty if all is well."""
    files = MODELS[format_name] | {name: json.dumps(value) for name, value in changes.items()}
    with tempfile.TemporaryDirectory() as place:
        folder = written(Path(place), files)
        try:
            import_framework(format_name, folder / next(iter(files)) if len(files) == 1 else folder)
        except MaturityError as refused:
            for problem in refused.problems:
                assert problem.where
                assert problem.what
            return str(refused).replace(place, "")
    return ""


@settings(max_examples=60)
@given(st.data())
def test_a_changed_source_is_a_framework_or_says_what_is_wrong_and_where(data: st.DataObject) -> None:
    format_name, name = data.draw(st.sampled_from(list(FILES)))
    value = FILES[format_name, name]
    for _ in range(data.draw(st.integers(1, 2))):
        value = changed(value, data.draw(st.sampled_from(list(places(value)))), data.draw(CHANGES))

    said = outcome(format_name, {name: value})

    assert len(said) < 5_000
    assert "\u202e" not in said


@pytest.mark.parametrize("odd", ODD, ids=range(len(ODD)))
@pytest.mark.parametrize("format_name", ["samm", "ciso", "lens"])
def test_a_source_that_is_something_else_is_refused(format_name: str, odd: Any) -> None:
    assert outcome(format_name, {next(iter(MODELS[format_name])): odd})


@pytest.mark.parametrize(
    ("format_name", "old", "new", "said"),
    [
        (
            "samm",
            "name: Bread\n",
            "name: ' '\n",
            "K-Bread.yml:3:7: expected a name or a text that has something to read",
        ),
        ("samm", "text: Do you dig?", "text: ''", "G-S-1-A.yml:4:7: expected a name or a text"),
        ("samm", "number: 1\n", "number:\n", "1.yml:2:8: the maturity level has no number"),
        ("ciso", "{score: 1, name: Poor", "{score: 1, name: No", ""),
        ("ciso", "max_score: 3", "max_score: 2.5", ""),
        ("dsomm", "    Tiles:\n", "    '\u202e':\n", "Roof.yaml:5:7: expected a name or a text"),
        ("finopspp", "Title: Money", "Title: null", "expected a name or a text that has something to read"),
        ("lens", '"id": "leaf", "name": "Leaf"', '"id": "\u202e", "name": " "', "expected a name or a text"),
    ],
)
def test_names_have_something_to_read(format_name: str, old: str, new: str, said: str, tmp_path: Path) -> None:
    files = {name: text.replace(old, new) for name, text in MODELS[format_name].items()}
    assert files != MODELS[format_name]
    folder = written(tmp_path, files)
    source = folder / next(iter(files)) if len(files) == 1 else folder
    if not said:
        assert import_framework(format_name, source).counts["questions"]
        return

    with pytest.raises(FrameworkError) as refused:
        import_framework(format_name, source)

    assert said in str(refused.value)


def test_many_names_alike_get_numbers_in_order() -> None:
    draft = Draft()

    assert [draft.id("Same") for _ in range(40)] == ["same", *(f"same-{number}" for number in range(2, 41))]
    assert [draft.id(word, set()) for word in ("Unanswered", "level", "12")] == ["unanswered-2", "level-2", "n12"]


def test_libraries_with_several_frameworks_name_those_that_are_not_read(tmp_path: Path) -> None:
    other = "  frameworks:\n  - {urn: x, name: Second}\n  - {urn: urn:y}\n  reference_controls: [{name: z}]\n"
    draft = ciso(Source(written(tmp_path, {"l.yaml": CISO + other}) / "l.yaml"))

    said = [remark.what for remark in draft.finished() if remark.kind == "left out"]
    assert said[:2] == ["the framework 'Second'; one is read", "the framework 'urn:y'; one is read"]
    assert "the field 'reference_controls'" in said


def test_requirements_in_any_order_are_the_same_tree(tmp_path: Path) -> None:
    head, nodes = CISO.split("    requirement_nodes:\n")
    entries = nodes.replace(",\n      ", ", ").splitlines()
    turned = f"{head}    requirement_nodes:\n" + "".join(f"{line}\n" for line in reversed(entries))

    usual = ciso(Source(written(tmp_path, {"a.yaml": CISO}) / "a.yaml")).tables
    other = ciso(Source(written(tmp_path, {"b.yaml": turned}) / "b.yaml")).tables
    homes = [
        {entry["text"]: names[entry["capability"]] for entry in tables["questions"]}
        for tables in (usual, other)
        for names in [{one["id"]: one["name"] for one in tables["capabilities"]}]
    ]
    assert homes[0] == homes[1]


def test_trees_of_requirements_have_a_depth(tmp_path: Path) -> None:
    nodes = "".join(f"    - {{urn: n{at}, parent_urn: n{at - 1}, assessable: true}}\n" for at in range(1, 60))
    text = f"name: L\nobjects:\n  framework:\n    requirement_nodes:\n    - {{urn: n0, name: N}}\n{nodes}"

    with pytest.raises(FrameworkError, match=r"more than 40 nodes are above each other"):
        ciso(Source(written(tmp_path, {"l.yaml": text}) / "l.yaml"))


def test_circles_of_prerequisites_are_named_in_short(tmp_path: Path) -> None:
    circle = "".join(f"    A{at}: {{level: 1, dependsOn: [A{(at + 1) % 30}]}}\n" for at in range(30))
    odd = "    Half: {level: 2.5}\n    High: {level: 100}\n"
    draft = dsomm(Source(written(tmp_path, {"House/Wall.yaml": f"House:\n  Wall:\n{circle}{odd}"})))

    assert [remark.what for remark in draft.remarks if remark.kind == "fault"] == [
        "the activity 'Half' has the level 5/2, not a whole one up to 99; it is left out",
        "the activity 'High' has the level 100, not a whole one up to 99; it is left out",
        f"depends on itself: {' -> '.join(f'A{at}' for at in range(8))} -> ... -> A29 -> A0; the last step is left out",
    ]


def test_specifications_without_an_id_or_scores_are_left_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    more = {
        "specifications/actions/6.yaml": "Specification: {Title: Nameless}\n",
        "specifications/actions/7.yaml": specified(7, Title="Once", Scoring="[{Score: 10, Condition: Done}]"),
        "specifications/capabilities/4.yaml": specified(4, Title="Odd", Actions="[{Title: In full}]"),
        "specifications/domains/1.yaml": specified(1, Title="Money", Capabilities="[{ID: 1}, {ID: 2}, {ID: 4}]"),
    }
    source = Source(written(tmp_path, FINOPS | more))
    said = [remark.what for remark in finopspp.finopspp(source).remarks]

    assert "one of actions has no ID; it is left out" in said
    assert "action 7 has fewer than two scores; it is left out" in said
    assert "an action without an ID; left out" in said
    monkeypatch.setattr(finopspp, "MOST_MENTIONS", 3)
    with pytest.raises(FrameworkError, match="the profiles mention more than 3 capabilities and actions"):
        finopspp.finopspp(source)


def test_what_cannot_be_looked_at_is_like_nothing(tmp_path: Path) -> None:
    assert likely(tmp_path / "none.yaml") == ""


@pytest.mark.parametrize("word", ["Off", "on", "Yes", "1_000", "0o17", "1:30", "2026-01-01", "1.5e3", "+.inf"])
def test_D3_words_are_refused_where_a_number_or_a_truth_value_is_expected(word: str) -> None:
    entry = read_yaml(f"a: {word}\n", "f.yml")["a"]

    for expected in (lambda: entry.number, lambda: entry.flag):
        with pytest.raises(FrameworkError, match=r"f\.yml:1:4: expected (a number|true or false)"):
            expected()


@pytest.mark.parametrize("word", ["No", "off", "Y"])
def test_D3_names_that_many_programs_misread_are_faults(word: str) -> None:
    draft = Draft()

    assert draft.name(read_yaml(f"a: {word}\n", "f.yml")["a"]) == word
    assert "is read as a truth value by many programs" in draft.remarks[0].what
