"""Sources that lead elsewhere, never end, or take long to read: passed over or refused, in time that grows evenly."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from published import CISO, DSOMM, FINOPS, LENS, SAMM, written

from maturity_core import FrameworkError, import_framework
from maturity_core.exchange.importing import Draft, Source, source
from maturity_core.exchange.importing.json_text import read_json
from maturity_core.exchange.importing.yaml_text import read_yaml


def named(text: str, _name: str) -> None:
    """Make an id of the same name for each character."""
    draft = Draft()
    for _ in text:
        draft.id("Same")


SHAPES: dict[str, tuple[Callable[..., object], Callable[[int], str]]] = {
    "a long list": (read_yaml, lambda n: f"a: [{'x, ' * n}]"),
    "a long table": (read_yaml, lambda n: "".join(f"k{at}: v\n" for at in range(n))),
    "anchors": (read_yaml, lambda n: "".join(f"k{at}: &a{at} v\n" for at in range(n))),
    "one name merged often": (read_yaml, lambda n: f"b: &b {{x: y}}\nc: {{{'<<: *b, ' * n}}}"),
    "a list of merged tables": (read_yaml, lambda n: f"b: &b {{x: y}}\nc: {{<<: [{'*b, ' * n}]}}"),
    "a merged name often": (read_yaml, lambda n: "".join(f"k{at}: &k{at} {{n{at}: v}}\n" for at in range(n // 4))),
    "names of JSON": (read_json, lambda n: f"{{{','.join(f'{chr(34)}k{at}{chr(34)}:1' for at in range(n))}}}"),
    "a name twice at the end": (
        read_json,
        lambda n: f"{{{','.join(f'{chr(34)}k{min(at, n - 2)}{chr(34)}:1' for at in range(n))}}}",
    ),
    "names alike": (named, lambda n: "x" * n),
    "digits": (read_json, lambda n: f"[{'1' * n * 40}]"),
    "a long name above many": (read_json, lambda n: f'{{"{"k" * n * 10}": [{"1," * n}1]}}'),
    "a long list of JSON": (read_json, lambda n: f"[{'1,' * n}1]"),
}


def seconds(read: Callable[..., object], text: str) -> float:
    start = time.process_time()
    with suppress(FrameworkError):
        read(text, "f")
    return time.process_time() - start


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.wide
def test_D2_sources_are_read_in_time_that_grows_evenly(shape: str) -> None:
    """Sixteen times the size takes at most some sixteen times as long; where time grew squared, it would be 256.

    One of three readings is enough: what else the machine does takes time, too.
    """
    read, text = SHAPES[shape]
    small = max(min(seconds(read, text(1_000)) for _ in range(3)), 0.01)

    assert any(seconds(read, text(16_000)) < 80 * small for _ in range(3))


@pytest.mark.parametrize("inner", ["[]", "{}"])
def test_D2_bombs_of_empty_lists_are_counted(inner: str) -> None:
    text = f"a0: &a0 {inner}\n" + "".join(f"a{n}: &a{n} [{f'*a{n - 1}, ' * 20}]\n" for n in range(1, 9))

    with pytest.raises(FrameworkError, match="more than 200,000 values, repeated ones included"):
        read_yaml(text, "f.yml")


def test_merged_tables_keep_the_first_value_of_a_name() -> None:
    entry = read_yaml("a: &a {x: 1, y: 1}\nb: &b {x: 2, z: 2}\nc: {y: 3, <<: *a, <<: *b}\n", "f.yml")["c"]

    assert {key: one.text for key, one in entry.table.items()} == {"x": "1", "y": "3", "z": "2"}


def test_places_in_json_are_short_and_printable() -> None:
    entry = read_json('{"' + "k" * 500 + '": {"a\\u202eb": [1]}}', "f.json")
    for value in entry.table.values():
        entry = value

    assert entry["a\u202eb"].list[0].place.endswith("\u2026" + "k" * 20 + " (500 characters).a\ufffdb[0]")


def test_what_is_not_a_plain_file_is_passed_over_and_said(tmp_path: Path) -> None:
    outside = written(tmp_path / "outside", {"secret.yml": "id: secret\n"})
    folder = written(tmp_path / "samm", SAMM)
    streams = folder / "model" / "streams"
    (streams / "Link.yml").symlink_to(outside / "secret.yml")
    (streams / "Circle.yml").symlink_to("Circle.yml")
    (streams / "Zero.yml").symlink_to("/dev/zero")
    (streams / "Folder.yml").mkdir()
    os.mkfifo(streams / "Pipe.yml")

    said = [str(remark) for remark in import_framework("samm", folder).remarks if remark.kind == "left out"]

    assert said[:5] == [
        "model/streams/Circle.yml: a link, which is not followed",
        "model/streams/Folder.yml: this is not a plain file; not read",
        "model/streams/Link.yml: a link, which is not followed",
        "model/streams/Pipe.yml: this is not a plain file; not read",
        "model/streams/Zero.yml: a link, which is not followed",
    ]


def test_folders_behind_a_link_are_not_read(tmp_path: Path) -> None:
    outside = written(tmp_path / "outside", SAMM)
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "model").symlink_to(outside / "model")
    (tmp_path / "in" / "self").symlink_to(tmp_path / "in")
    files = Source(tmp_path / "in")

    assert files.folders("") == []
    assert list(files.passed) == ["model", "self"]
    with pytest.raises(FrameworkError, match="business_functions: no such folder; links are not followed"):
        import_framework("samm", tmp_path / "in")


@pytest.mark.parametrize("name", ["pipe.yaml", "zero.yaml", "circle.yaml", "n" * 300 + ".yaml", "a\0.yaml"])
def test_a_source_that_is_no_file_is_refused_and_never_opened(tmp_path: Path, name: str) -> None:
    os.mkfifo(tmp_path / "pipe.yaml")
    (tmp_path / "zero.yaml").symlink_to("/dev/zero")
    (tmp_path / "circle.yaml").symlink_to("circle.yaml")

    with pytest.raises(FrameworkError, match="cannot be read"):
        Source(tmp_path / name).file()
    assert not Source(tmp_path / name).has("model")
    with pytest.raises(FrameworkError):
        import_framework("ciso", tmp_path / name)


def test_a_folder_has_a_bound_and_can_vanish(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = written(tmp_path, {"in/a.yml": "", "in/b.yml": ""})
    monkeypatch.setattr(source, "MOST_NAMES", 1)
    with pytest.raises(FrameworkError, match=r"in: the folder is too large; allowed: 1 names"):
        Source(folder).folder("in")
    monkeypatch.setattr(os, "scandir", lambda _: (_ for _ in ()).throw(PermissionError(13, "Permission denied")))
    with pytest.raises(FrameworkError, match="in: cannot be read; got Permission denied"):
        Source(folder).folder("in")


MODELS = {"samm": SAMM, "dsomm": DSOMM, "finopspp": FINOPS, "ciso": {"l.yaml": CISO}, "lens": {"l.json": LENS}}


@pytest.mark.parametrize("right", MODELS)
@pytest.mark.parametrize("wrong", MODELS)
def test_a_source_of_another_format_names_its_importer(tmp_path: Path, right: str, wrong: str) -> None:
    folder = written(tmp_path, MODELS[right])
    path = folder / next(iter(MODELS[right])) if right in {"ciso", "lens"} else folder
    if right == wrong:
        assert import_framework(right, path).counts["questions"]
        return

    with pytest.raises(FrameworkError) as refused:
        import_framework(wrong, path)

    problem = refused.value.problems[0]
    assert len(refused.value.problems) == 1
    assert str(problem).startswith(f"{path}: the source is not in the format '{wrong}'; allowed: the ")
    assert str(problem).endswith(f"it looks like '{right}'")


def test_a_source_that_is_not_there_says_what_was_expected(tmp_path: Path) -> None:
    with pytest.raises(FrameworkError, match=r"none: no such file or folder; allowed: the YAML file of a library"):
        import_framework("ciso", tmp_path / "none")
    with pytest.raises(FrameworkError, match=r"expected a file, this is a folder"):
        import_framework("ciso", tmp_path)
