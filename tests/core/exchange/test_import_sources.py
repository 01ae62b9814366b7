"""Sources are read as text, within bounds: YAML and JSON, files and folders, drafts, and the door of importers."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest
from published import SAMM, written

from maturity_core import FrameworkError, MaturityError, PluginError, import_framework
from maturity_core.exchange.importing import Draft, Source, imported, json_text, source, yaml_text
from maturity_core.exchange.importing.entries import Entry
from maturity_core.exchange.importing.json_text import read_json
from maturity_core.exchange.importing.scales import Answer, Scales
from maturity_core.exchange.importing.yaml_text import read_yaml
from maturity_core.extras import optional

MISREAD = ("no", "yes", "on", "off", "y", "No", "TRUE", "012", "1e3", "1:30", "~", "2026-01-01", ".nan", "0x1F", "=")
HOSTILE = {
    "a bomb": (
        "a: &a [x, x, x]\n" + "".join(f"b{n}: &a [{'*a, ' * 60}]\n" for n in range(9)),
        "more than 200,000 values",
    ),
    "an alias of nothing": ("a: *b", "1:4: the alias names nothing"),
    "an alias of itself": ("a: &a [*a]", "1:8: the alias names nothing"),
    "a tag": ("a: !!python/object:os.system x", "1:4: the value has a tag"),
    "a tag of a list": ("a: !x [b]", "1:4: the value has a tag"),
    "depth": ("a: " + "[" * 50, "more than 40 lists and tables inside each other"),
    "great depth": ("a: " + "[" * 5000, "file.yml:1:"),
    "two documents": ("a: b\n---\na: c\n", "2:1: the file has a second document"),
    "a name twice": ("a: b\nc: d\na: e\n", "3:1: a name is given twice; got 'a'"),
    "a list as a name": ("? [a]\n: b\n", "1:3: a name has to be text"),
    "a tab": ("a:\n\tb: c\n", "2:1: the file is not YAML"),
    "a merge of text": ("<<: b\n", "1:5: expected a table; got 'b'"),
    "no YAML": ("a: [b", "the file is not YAML"),
}


@pytest.mark.parametrize("word", MISREAD)
def test_D3_words_that_yaml_reads_as_something_else_stay_text(word: str) -> None:
    entry = read_yaml(f"a: {word}\n", "file.yml")["a"]

    assert entry.text == word
    if word != "012":  # a number to everybody
        with pytest.raises(FrameworkError, match=r"file\.yml:1:4: expected a number"):
            _ = entry.number


@pytest.mark.parametrize("case", HOSTILE)
def test_D2_hostile_yaml_is_refused_with_its_place(case: str) -> None:
    text, said = HOSTILE[case]
    with pytest.raises(FrameworkError) as refused:
        read_yaml(text, "file.yml")

    assert said in str(refused.value)
    assert str(refused.value).startswith("file.yml:")


def test_aliases_and_merged_tables_are_read_as_written() -> None:
    text = "a: &a {x: 1, y: 2}\nb: {<<: *a, y: 3}\nc: {<<: [*a, {z: 4}]}\nd: &a word\ne: *a\nf: 'No'\ng: !!str yes\n"
    entry = read_yaml(text, "file.yml")

    assert {key: one.text for key, one in entry["b"].table.items()} == {"x": "1", "y": "3"}
    assert sorted(entry["c"].table) == ["x", "y", "z"]
    assert (entry["e"].text, entry["f"].misread, entry["g"].text) == ("word", False, "yes")
    assert read_yaml("", "file.yml").value is None
    assert not entry["missing"]


def test_entries_are_what_they_are_asked_for() -> None:
    entry = read_yaml("list: [a, null, b]\nflag: true\nnumber: -0.25\nnothing:\n", "f.yml")

    assert [one.text for one in entry["list"].list] == ["a", "b"]
    assert (entry["flag"].flag, entry["nothing"].flag, entry["nothing"].number) == (True, False, None)
    assert entry["number"].number == Fraction(-1, 4)
    for wrong in (
        lambda: entry["list"].text,
        lambda: entry["list"].table,
        lambda: entry.list,
        lambda: entry["number"].flag,
    ):
        with pytest.raises(FrameworkError, match=r"f\.yml:.*expected"):
            wrong()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{", "lens.json:1:2: the file is not JSON"),
        ('{"a": 1, "a": 2}', "lens.json: a name is given twice: 'a'"),
        ("[" * 50 + "]" * 50, "more than 40 lists and tables"),
        ("[" * 100_000 + "]" * 100_000, "lens.json"),
    ],
)
def test_D2_hostile_json_is_refused(text: str, said: str) -> None:
    with pytest.raises(FrameworkError) as refused:
        read_json(text, "lens.json")

    assert said in str(refused.value)


def test_json_is_read_as_text(monkeypatch: pytest.MonkeyPatch) -> None:
    entry = read_json('{"a": [1.10, true, null, "b"]}', "lens.json")

    assert [one.text for one in entry["a"].list] == ["1.10", "true", "b"]
    monkeypatch.setattr(json_text, "MOST_ENTRIES", 3)
    with pytest.raises(FrameworkError, match=r"lens.json: a\[1\]: more than 3 values"):
        read_json('{"a": [1.10, true, null, "b"]}', "lens.json")


def test_a_source_is_read_within_bounds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = written(
        tmp_path, {"in/a.yml": "a: b\n", "in/b.txt": "", "in/c/d.yml": "", "bad.yml": "", "nul.yml": "a\0"}
    )
    (folder / "in" / "link.yml").symlink_to(folder / "in" / "a.yml")
    (folder / "bad.yml").write_bytes(b"a: \xff")

    assert list(Source(folder).folder("in")) == ["a"]
    assert (Source(folder).folders("in"), Source(folder).folders("none")) == (["c"], [])
    assert Source(folder / "in" / "a.yml").file()["a"].place.endswith("a.yml:1:4")
    for path, said in {
        "in": "expected a file, this is a folder",
        "in/b.txt": "cannot tell the format from the file name",
        "no.yml": "no.yml: cannot be read; got No such file",
        "bad.yml": "the file is not UTF-8; got byte 0xff",
        "nul.yml": "the file contains a NUL character",
    }.items():
        with pytest.raises(FrameworkError, match=said):
            Source(folder / path).file()
    monkeypatch.setattr(source, "LARGEST_FILE", 3)
    with pytest.raises(FrameworkError, match="the source is too large"):
        Source(folder).folder("in")


def test_drafts_make_texts_fit() -> None:
    draft = Draft()
    long = Entry("word " * 3000, "f.yml:1:1")

    assert draft.line(Entry(" two\nlines\u202e ", "")) == "two lines"
    assert len(draft.long(long)) <= 10_000
    assert [remark.what for remark in draft.finished()] == ["the end of a text of 14,999 characters"]
    assert [draft.id("Level"), draft.id("dont-know"), draft.id("日本"), draft.id("a" * 90)] == [
        "level-2",
        "dont-know-2",
        "entry",
        "a" * 74,
    ]
    assert draft.links(("Here", "https://example.org"), ("", "javascript:alert(1)")) == [
        {"text": "Here", "address": "https://example.org"}
    ]
    assert draft.checked(Entry("No", "", bare=False)).text == "No"
    assert draft.number(read_yaml("a: '0.5'\n", "f.yml")["a"]) == Fraction(1, 2)
    assert draft.number(read_json('{"a": 2}', "f.json")["a"]) == 2
    assert [str(remark) for remark in draft.remarks[1:]] == [
        "f.yml:1:4: the number 0.5 stands in quotes, so that many programs read it as text"
    ]


def test_a_scale_is_made_once() -> None:
    draft = Draft()
    scales = Scales(draft)
    marks = [Answer("Low", Fraction(1), "Few."), Answer("High", Fraction(5))]

    assert scales.of("marks", marks, "points") == scales.of("others", list(marks)) == ("marks", ("low", "high"))
    assert draft.tables["scales"]["marks"] == {
        "options": [
            {"id": "low", "label": "Low", "value": "1", "help": "Few."},
            {"id": "high", "label": "High", "value": "5"},
        ],
        "unit": "points",
    }


def test_the_door_reads_back_what_an_importer_made(tmp_path: Path) -> None:
    found = import_framework("samm", written(tmp_path, SAMM), framework_id="kitchen", edition="9")

    assert (found.framework.id, found.framework.edition) == ("kitchen", "9")
    assert found.counts == {
        "levels": 0,
        "dimensions": 2,
        "capabilities": 2,
        "questions": 3,
        "measures": 2,
        "profiles": 0,
    }
    with pytest.raises(MaturityError, match=r"no such importer; got 'sam'.*did you mean 'samm'"):
        import_framework("sam", tmp_path)


def test_the_plain_reader_of_yaml_does_as_well(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(optional("yaml"), "CSafeLoader", raising=False)

    assert read_yaml("a: No\n", "f.yml")["a"].misread
    assert yaml_text.DEEPEST == 40


def test_an_importer_has_to_give_a_draft(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(imported, "load_importer", lambda _name: lambda _source: {})

    with pytest.raises(PluginError, match="importer 'tea': gives an object of type dict, not a Draft"):
        import_framework("tea", tmp_path)


def test_a_licence_is_looked_for_next_to_the_source_only(tmp_path: Path) -> None:
    folder = written(
        tmp_path, {"LICENSE": "Ours\n", "a/b/lens.json": "{}", "a/COPYING.txt": "Theirs\nVersion 2\nMore\n"}
    )

    assert Source(folder / "a" / "b" / "lens.json").licence() == ""
    assert Source(folder / "a" / "b").licence() == "Theirs, Version 2"
    assert Source(folder).licence() == "Ours"
