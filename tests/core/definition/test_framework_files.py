"""Definition files: read, refused early, and problems with their line and column."""

from __future__ import annotations

import re
import sys
import tomllib
import zipfile
from itertools import pairwise
from pathlib import Path

import pytest
from definitions import SMALL, changed, refused
from hypothesis import given
from hypothesis import strategies as st

from maturity_core import (
    FrameworkError,
    packaged_framework,
    parse_framework,
    read_framework,
)
from maturity_core.definition import locate
from maturity_core.definition.file_text import LARGEST_FILE
from maturity_core.definition.locate import DEEPEST, LONGEST_WORD, MOST_VALUES


@pytest.fixture
def never_parsed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fail if a text reaches the parser: anything slow or deep has to be refused before."""

    def parse(*_: object, **__: object) -> None:
        pytest.fail("the text was parsed")

    monkeypatch.setattr(tomllib, "loads", parse)


def test_a_file_is_read_as_its_text(tmp_path: Path) -> None:
    path = tmp_path / "framework.toml"
    path.write_text(SMALL, encoding="utf-8")

    framework = read_framework(path)

    assert framework == read_framework(str(path)) == parse_framework(SMALL)
    assert (framework.id, [level.id for level in framework.levels]) == ("small", ["low", "high"])


def test_windows_newlines_and_tabs_change_nothing() -> None:
    assert parse_framework(SMALL.replace("\n", "\r\n")) == parse_framework(SMALL)
    assert parse_framework(SMALL.replace(" = ", "\t=\t")) == parse_framework(SMALL)


def test_numbers_are_exact_from_the_first_character_on() -> None:
    framework = parse_framework(changed('scale = "habit"', 'scale = "habit"\nweight = 0.1'))

    assert str(framework.questions[0].weight) == "1/10"


@pytest.mark.parametrize("name", ["missing.toml", ".", "no\0name"])
def test_a_file_that_cannot_be_opened_is_named(tmp_path: Path, name: str) -> None:
    with pytest.raises(FrameworkError, match="the file cannot be read") as caught:
        read_framework(str(tmp_path / name))

    assert caught.value.problems[0].where == str(tmp_path / name)


def test_a_packaged_file_is_read_through_the_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for package, text in {"boxed_model": SMALL, "boxed_mistake": "id = 3\n", "boxed_nothing": None}.items():
        with zipfile.ZipFile(tmp_path / f"{package}.zip", "w") as archive:
            archive.writestr(f"{package}/__init__.py", "")
            if text:
                archive.writestr(f"{package}/framework.toml", text)
        monkeypatch.syspath_prepend(str(tmp_path / f"{package}.zip"))

    assert packaged_framework("boxed_model") == parse_framework(SMALL)
    with pytest.raises(FrameworkError, match=r"boxed_mistake/framework\.toml:1:1 id: expected an id"):
        packaged_framework("boxed_mistake")
    with pytest.raises(FrameworkError, match=r"boxed_nothing/framework\.toml: the file cannot be read"):
        packaged_framework("boxed_nothing")
    with pytest.raises(ModuleNotFoundError):
        packaged_framework("boxed_nowhere")
    for package in ("boxed_model", "boxed_mistake", "boxed_nothing"):
        del sys.modules[package]


def test_D1_all_problems_of_a_file_come_together_in_its_order() -> None:
    text = SMALL.replace('scale = "habit"', 'scale = "habits"\nwieght = 2').replace(
        'dimension = "work"', 'dimension = "wrok"'
    )

    assert refused(text + "\n[levers]\nshow = -1\n") == [
        (
            "framework.toml:29:1 capabilities.desk.dimension: no such dimension; got 'wrok'; allowed: work; "
            "did you mean 'work'?"
        ),
        "framework.toml:36:1 questions.desk-open.wieght: unknown field; got 'wieght'; did you mean 'weight'?",
        "framework.toml:46:1 levers.basis: a field is missing; allowed: source, interpretation, own; add 'basis'",
        "framework.toml:47:1 levers.show: expected a whole number of 0 or more; got -1",
    ]


PLACES = [
    ('name = "Low"', "name = 3", "10:1 levels.low.name"),
    ('\nname = "High"', "\n  name = ''", "14:3 levels.high.name"),
    ('label = "Always"', "label = 1", "19:20 scales.habit.options.always.label"),
    ('id = "always"', 'id = "rarely"', "19:3 scales.habit.options.rarely"),
    ('questions = "all"', 'questions = ["desk-open", "desk-shut"]', "42:34 requirements.0.of.questions.1"),
    (
        'of = { questions = "all" }',
        'of.questions.ids = [\n # "x",\n  "desk-shut",\n]',
        "44:3 requirements.0.of.questions.ids.0",
    ),
    ('[source]\ntitle = "Made up"', 'source = { "title" = 3 }', "5:12 source.title"),
    ('[source]\ntitle = "Made up"', "[ \"source\" ] # [[x]]\n'title' = 3", "6:1 source.title"),
    (
        'name = "Low"',
        'name = "Low"\n[[levels.advice]]\nsoon = "!"\n[[levels.advice]]\nsoon = 3',
        "14:1 levels.low.advice.1.soon",
    ),
    (
        'dimension = "work"',
        'dimension = "work"\nrequires = [{ capability = "desk", credit = 1 }]',
        "30:1 capabilities.desk.requires",
    ),
    ('basis = "source"', "", "38:1 requirements.0.basis"),
]


@pytest.mark.parametrize(("old", "new", "place"), PLACES)
def test_D1_every_problem_names_its_line_and_column(old: str, new: str, place: str) -> None:
    (line,) = refused(changed(old, new), "my.toml")

    assert line.startswith(f"my.toml:{place}: ")


def test_D1_strings_and_comments_are_not_mistaken_for_tables() -> None:
    lines = (
        '[[questions]] # """',
        'id = "desk-shut"',
        'capability = "desk"',
        "text = '[[questions]] \"quoted\" # no comment'",
        "scale = \"habit\" # ''' [[levels]]",
        'basis = "sated"',
    )
    before = SMALL.count("\n")

    assert refused(SMALL + "\n".join(lines))[0].startswith(f"framework.toml:{before + 6}:1 questions.desk-shut.basis: ")


def test_D1_texts_over_several_lines_are_skipped_as_one() -> None:
    text = SMALL.replace(
        'name = "Low"', 'name = """\\\n  [[levels]] "" \\"""\\\n  id = 3"""\nplace = \'\'\'\'[x]\'\'\'\''
    ).replace("least", "lest")

    assert [line.partition(": ")[0] for line in refused(text)] == ["framework.toml:44:1 requirements.0.lest"]


def chained(graph: dict[int, set[int]]) -> str:
    """Return the small framework with a capability for every node that requires its neighbours."""
    blocks: list[str] = []
    for index, others in graph.items():
        requires = ", ".join(f'{{ capability = "c{other}", credit = 1 }}' for other in sorted(others))
        blocks.append(f'[[capabilities]]\nid = "c{index}"\nname = "C"\ndimension = "work"\nrequires = [{requires}]\n')
        blocks.append(
            f'[[questions]]\nid = "q{index}"\ncapability = "c{index}"\ntext = "?"\nscale = "habit"\nbasis = "stated"\n'
        )
    return SMALL + "\n".join(blocks)


@given(st.lists(st.sets(st.integers(0, 7), max_size=4), min_size=1, max_size=8))
def test_D1_prerequisites_are_accepted_exactly_if_they_form_no_cycle(edges: list[set[int]]) -> None:
    graph = {index: {other % len(edges) for other in others} for index, others in enumerate(edges)}
    left = dict(graph)
    while free := [index for index, others in left.items() if not others & left.keys()]:
        for index in free:
            del left[index]

    if not left:
        assert len(parse_framework(chained(graph)).capabilities) == len(graph) + 1
        return
    for line in refused(chained(graph)):
        assert "the prerequisites form a cycle" in line
        cycle = [int(name[1:]) for name in line.partition("got ")[2].partition(";")[0].split(" -> ")]
        assert cycle[0] == cycle[-1]
        assert all(following in graph[index] for index, following in pairwise(cycle))


def test_D1_a_long_chain_of_prerequisites_is_no_cycle() -> None:
    chain = {index: {index + 1} if index < 299 else set() for index in range(300)}

    assert len(parse_framework(chained(chain)).capabilities) == 301


@pytest.mark.usefixtures("never_parsed")
@pytest.mark.parametrize(
    ("text", "column"),
    [
        ("a = " + "[" * 5000, DEEPEST + 5),
        ("a = " + "{ a = " * 5000, 6 * DEEPEST + 5),
        ("a" + ".a" * 5000 + " = 1", 2 * DEEPEST + 2),
        ("[" + "a." * 5000 + "a]", 2 * DEEPEST + 1),
        ('a = ["[", ' + "[" * 5000, DEEPEST + 10),
    ],
)
def test_D2_deep_nesting_is_refused(text: str, column: int) -> None:
    what = f"tables, lists and dotted keys are nested more than {DEEPEST} deep; a framework needs far less"
    assert refused(text) == [f"framework.toml:1:{column}: {what}"]


def test_D2_brackets_in_texts_and_comments_nest_nothing() -> None:
    text = changed(
        'name = "Low"', f'name = "{"[" * 99}" # {"{" * 99}\nplace = """{"[" * 99}"""\nsummary = \'{"[" * 99}\''
    )

    assert parse_framework(text).levels[0].name == "[" * 99


@pytest.mark.usefixtures("never_parsed")
def test_D2_a_file_of_more_than_two_megabytes_is_refused(tmp_path: Path) -> None:
    expected = (
        f"framework.toml:1:1: the file is too large; allowed: at most {LARGEST_FILE:,} bytes; is it the right file?"
    )
    (tmp_path / "framework.toml").write_bytes(b"#" * (LARGEST_FILE + 1))

    assert refused("#" * (LARGEST_FILE + 1)) == [expected]
    assert refused("#" + "é" * (LARGEST_FILE // 2)) == [expected]
    with pytest.raises(FrameworkError, match="the file is too large"):
        read_framework(tmp_path / "framework.toml")


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="there is no endless file here")
def test_D2_an_endless_file_is_refused() -> None:
    with pytest.raises(FrameworkError, match="the file is too large"):
        read_framework("/dev/zero")


@pytest.mark.usefixtures("never_parsed")
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"id = {'1' * (LONGEST_WORD + 1)}", f"1:6: a number or a key is longer than {LONGEST_WORD} characters"),
        (f"{'a' * 5000} = 1", f"1:1: a number or a key is longer than {LONGEST_WORD} characters"),
        ("a = 1\n" * (MOST_VALUES + 1), f"{MOST_VALUES + 1}:3: the file has more than 50,000 values"),
        (f"a = [{'1,' * MOST_VALUES}]", f"1:{2 * MOST_VALUES + 3}: the file has more than 50,000 values"),
        ('a = "="\n' * (MOST_VALUES + 1), f"{MOST_VALUES + 1}:3: the file has more than 50,000 values"),
        ("\n\n[[a]]\n\n" * MOST_VALUES, f"{2 * MOST_VALUES + 3}:1: the file has more than 50,000 values"),
        (f'a = "b"\n{"a" * 5000} = "b"', f"2:1: a number or a key is longer than {LONGEST_WORD} characters"),
        (f'a = "b"\n\n[[{"a" * 5000}]]\n', f"3:3: a number or a key is longer than {LONGEST_WORD} characters"),
        ("[[a]]\n" * MOST_VALUES, f"{MOST_VALUES // 2 + 1}:1: the file has more than 50,000 values"),
    ],
)
def test_D2_what_no_framework_needs_is_refused(text: str, expected: str) -> None:
    assert refused(text) == [f"framework.toml:{expected}; a framework needs far less"]


PIECES = ['a = "="\n', "[[b]]\n", "\n", "c = 1\n", "d = [\n", "]\n", 'e.f = "[["\n', '# "\n', '"""\n', "'", '"', "g\n"]


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join), st.integers(0, 9))
def test_plain_lines_are_read_at_once_as_they_are_one_by_one(text: str, most: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(locate, "MOST_VALUES", most)
        at_once = locate.excess(text)
        patch.setattr(locate, "_PLAIN", re.compile("(?!)"))

        assert locate.excess(text) == at_once


@pytest.mark.usefixtures("never_parsed")
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('id = "a"\nname = "\0"', "2:9: the file contains a NUL character; remove it, or save the file as UTF-8"),
        ("\ufeff" + SMALL, "1:1: the file begins with a byte order mark; save it as UTF-8 without a byte order mark"),
        ('id = "a"\nname = "\ud800"', "2:9: the text contains half of a surrogate pair; decode it as UTF-8"),
    ],
)
def test_D2_D4_characters_that_no_text_file_holds_are_refused(text: str, expected: str) -> None:
    assert refused(text) == [f"framework.toml:{expected}"]


@pytest.mark.usefixtures("never_parsed")
@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (
            'id = "a"\nname = "é'.encode() + b'\xff"',
            ":2:10: the file is not UTF-8; got byte 0xff; save the file as UTF-8",
        ),
        (SMALL.encode("utf-16"), ":1:1: the file is not UTF-8; got byte 0xff; save the file as UTF-8"),
        (
            SMALL.encode("utf-8-sig"),
            ":1:1: the file begins with a byte order mark; save it as UTF-8 without a byte order mark",
        ),
        (
            'name = "\ud800"'.encode("utf-8", "surrogatepass"),
            ":1:9: the file is not UTF-8; got byte 0xed; save the file as UTF-8",
        ),
    ],
)
def test_D2_D4_a_file_in_another_encoding_is_refused(tmp_path: Path, data: bytes, expected: str) -> None:
    (tmp_path / "framework.toml").write_bytes(data)

    with pytest.raises(FrameworkError) as caught:
        read_framework(tmp_path / "framework.toml")

    assert str(caught.value) == f"{tmp_path / 'framework.toml'}{expected}"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('id = "a"\nid = "b"', 2),
        ("[source]\n[source]", 2),
        ("[[levels]]\n[levels]", 2),
        ("[source]\n  source.title = 1\n  source.title = 2", 3),
        ("of = { a = 1, a = 2 }", 1),
        ("a = 1\n[[a]]", 2),
    ],
)
def test_D2_a_key_given_twice_is_refused(text: str, line: int) -> None:
    (told,) = refused(text)

    assert told.startswith(f"framework.toml:{line}:")
    assert told.endswith(": a key or a table is given twice; keep one of them")


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("id = no", "1:6"),
        ("id = 012", "1:7"),
        ('id = "a"\nname = "b', "2:10"),
        ("a = [1,", "1:8"),
        ('a = """b', "1:9"),
        ("a = '''b\n", "2:1"),
        ('a = "\\ud800"', "1:12"),
        ("a\x0bb = 1", "1:2"),
        ("%YAML 1.2\n---", "1:1"),
    ],
)
def test_D2_D3_D4_what_is_not_toml_is_refused_with_its_place(text: str, place: str) -> None:
    (told,) = refused(text)

    assert told.startswith(f"framework.toml:{place}: the file is not TOML: ")
