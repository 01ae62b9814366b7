"""`maturity new`: a whole plugin package under a sound name, or nothing at all."""

from __future__ import annotations

import errno
import os
import re
import tomllib
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maturity_app.scaffold import package
from maturity_app.scaffold.names import LONGEST, check_name
from maturity_app.scaffold.package import new_package, package_files
from maturity_core import MaturityError, read_framework

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.conftest import Done

    from maturity_core import Question, Requirement

FILES = {
    ".github/workflows/tests.yml",
    ".gitignore",
    "README.md",
    "pyproject.toml",
    "src/acme_support/__init__.py",
    "src/acme_support/examples.toml",
    "src/acme_support/framework.toml",
    "src/acme_support/py.typed",
    "tests/test_examples.py",
    "tests/test_laws.py",
}
MALFORMED = {
    "nothing": "",
    "a space": " ",
    "here": ".",
    "above": "..",
    "out of the folder": "../x",
    "out of the folder, later": "x/../../y",
    "out of the folder, as elsewhere": "..\\x",
    "an absolute path": "/etc/x",
    "an absolute path, as elsewhere": "C:\\x",
    "a drive": "c:x",
    "a folder below": "a/b",
    "an ending": "con.txt",
    "upper case": "Acme",
    "a reserved name in upper case": "CON",
    "an underscore": "acme_support",
    "a hyphen first": "-acme",
    "a hyphen last": "acme-",
    "two hyphens": "acme--support",
    "a digit first": "33020-process",
    "too long": "a" * (LONGEST + 1),
    "a line end": "acme\n",
    "a NUL": "ac\0me",
    "an escape": "acme\x1b[31m",
    "wide letters": "ａｃｍｅ",  # noqa: RUF001 - NFKC makes it acme
    "a ligature": "ﬁne",
    "a superscript digit": "com¹",
    "a Cyrillic letter": "аcme",  # noqa: RUF001 - the first letter is not what it seems
    "a combining mark": "acme\u0301",
    "a zero-width space": "ac\u200bme",
    "a dotless i": "acme-ıd",  # noqa: RUF001 - upper case would make it I
    "Arabic digits": "acme-٣",
    "a home folder": "~",
    "a variable": "$HOME",
}
TAKEN = {
    "con": "the name of a device",
    "nul": "the name of a device",
    "com1": "the name of a device",
    "lpt9": "the name of a device",
    "tests": "the folder of tests",
    "class": "a Python keyword",
    "lambda": "a Python keyword",
    "json": "a module json already exists",
    "winreg": "a module winreg already exists",
    "maturity-app": "a module maturity_app already exists",
    "numpy": "the distribution numpy",
    "maturity-core": "the distribution maturity-core",
    "service-maturity-check": "the framework 'service-maturity-check' of maturity-core",
}


def everything_in(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*"))


@pytest.fixture
def here(tmp_path: Path) -> Path:
    """Return a folder inside another one, so that anything written outside it is noticed."""
    folder = tmp_path / "here"
    folder.mkdir()
    return folder


@pytest.mark.parametrize("name", MALFORMED.values(), ids=MALFORMED.keys())
def test_F1_malformed_names_are_refused_and_nothing_is_written(
    maturity: Callable[..., Done], here: Path, name: str
) -> None:
    done = maturity("new", "--into", here, "--", name)

    assert (done.code, done.out) == (2, "")
    assert done.err.startswith(f"NAME: not a valid name for a plugin; got {name!r}".split("\\x1b", maxsplit=1)[0])
    assert "allowed: up to 60 lower-case ASCII letters" in done.err
    assert "\x1b" not in done.err
    assert everything_in(here.parent) == [here]


@pytest.mark.parametrize(("name", "reason"), TAKEN.items(), ids=TAKEN.keys())
def test_F1_names_that_are_reserved_or_taken_are_refused(
    maturity: Callable[..., Done], here: Path, name: str, reason: str
) -> None:
    done = maturity("new", name, "--into", here)

    assert (done.code, done.out) == (2, "")
    assert f"got {name!r}; choose another name" in done.err
    assert reason in done.err
    assert everything_in(here) == []


@pytest.mark.parametrize(
    ("name", "meant"),
    [("Acme Support", "acme-support"), ("ａｃｍｅ", "acme"), ("33020_process", "process"), ("a" * 70, "a" * 60)],  # noqa: RUF001 - as above
)
def test_a_name_that_nearly_fits_is_told_how_it_would(here: Path, name: str, meant: str) -> None:
    with pytest.raises(MaturityError) as caught:
        new_package(name, here)

    assert caught.value.problems[0].hint == f"perhaps {meant!r}"


@given(name=st.text(max_size=80))
def test_F1_whatever_the_name_is_what_is_proposed_is_a_name(name: str) -> None:
    try:
        check_name(name)
    except MaturityError as error:
        proposed = re.findall("'(.*)'", error.problems[0].hint)
    else:
        proposed = [name]

    assert all(re.fullmatch("[a-z](-?[a-z0-9])*", meant) and len(meant) <= LONGEST for meant in proposed)


def make_folder(place: Path) -> None:
    place.mkdir()


def make_file(place: Path) -> None:
    place.write_text("mine", "utf-8")


def make_link_inside(place: Path) -> None:
    place.symlink_to(place.parent)


def make_link_to_nothing(place: Path) -> None:
    place.symlink_to("nowhere")


def make_link_outside(place: Path) -> None:
    place.symlink_to(place.parents[1])


def make_link_to_itself(place: Path) -> None:
    place.symlink_to(place.name)


LINKS = [make_link_inside, make_link_to_nothing, make_link_outside, make_link_to_itself]


@pytest.mark.parametrize("make", [make_folder, make_file, *LINKS])
def test_F1_what_is_there_already_is_left_as_it_is(
    maturity: Callable[..., Done], here: Path, make: Callable[[Path], None]
) -> None:
    make(here / "acme-support")
    before = [(path, path.lstat()) for path in everything_in(here.parent) if path != here]

    done = maturity("new", "acme-support", "--into", here)

    assert (done.code, done.out) == (2, "")
    assert done.err.startswith(f"{here / 'acme-support'}: something of that name already exists")
    assert [(path, path.lstat()) for path in everything_in(here.parent) if path != here] == before


def test_a_folder_to_put_it_into_has_to_be_there(maturity: Callable[..., Done], here: Path) -> None:
    (here / "file").write_text("", "utf-8")
    (here / "loop").symlink_to("loop")

    for place in ("nowhere", "file", "loop", "x" * 300, "x/" * 5000):
        done = maturity("new", "acme-support", "--into", here / place)
        assert (done.code, done.out) == (2, "")
        assert "--into: no such folder" in done.err
        assert len(done.err) < 400
    assert sorted(path.name for path in here.iterdir()) == ["file", "loop"]


@pytest.mark.parametrize("after", [0, 3, len(FILES) - 1])
def test_F4_a_disk_that_fills_up_leaves_nothing_half_made(
    maturity: Callable[..., Done], here: Path, monkeypatch: pytest.MonkeyPatch, after: int
) -> None:
    written: list[Path] = []

    def fail_later(path: Path, text: str) -> None:
        if len(written) == after:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        path.write_bytes(text.encode("utf-8"))
        written.append(path)

    monkeypatch.setattr(package, "write_synced", fail_later)

    done = maturity("new", "acme-support", "--into", here)

    assert (done.code, done.out) == (2, "")
    assert done.err == f"{here / 'acme-support'}: cannot be written: No space left on device\n"
    assert everything_in(here.parent) == [here]


def test_a_folder_that_appears_meanwhile_is_left_as_it_is(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rename = Path.rename

    def too_late(draft: Path, target: Path) -> Path:
        target.mkdir()
        (target / "mine").write_text("mine", "utf-8")
        return rename(draft, target)

    monkeypatch.setattr(Path, "rename", too_late)

    with pytest.raises(MaturityError, match="cannot be written"):
        new_package("acme-support", here)
    assert everything_in(here) == [here / "acme-support", here / "acme-support" / "mine"]


def test_a_new_package_is_complete_and_says_what_comes_next(
    maturity: Callable[..., Done], here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(here)

    done = maturity("new", "acme-support")

    assert (done.code, done.out) == (0, "")
    assert done.err == "written: acme-support\nnext: cd acme-support && pip install -e '.[tests]' && python -m pytest\n"
    written = {path.relative_to(here / "acme-support").as_posix() for path in everything_in(here) if path.is_file()}
    assert written == FILES
    assert [path.name for path in here.iterdir()] == ["acme-support"]


def test_a_new_framework_is_small_and_honest(here: Path) -> None:
    framework = read_framework(new_package("our-team", here) / "src" / "our_team" / "framework.toml")

    assert (framework.id, framework.name) == ("our-team", "Our team")
    assert (len(framework.dimensions), len(framework.levels), len(framework.questions)) == (2, 3, 6)
    assert "its author's own" in framework.source.title
    assert "No publication stands behind this model." in framework.source.remark
    sourced: list[Question | Requirement] = [*framework.questions, *framework.all_requirements]
    assert {entry.basis for entry in sourced} == {"own"}
    assert all(level.summary and level.advice for level in framework.levels)
    assert all(capability.remedy for capability in framework.capabilities)


@pytest.mark.parametrize(
    "name", ["a", "our-team", "iso-33020", "core-version", "acme-support", "non-acme-support-x", "long" * 15]
)
def test_every_file_speaks_of_the_name_that_was_given(name: str) -> None:
    package = name.replace("-", "_")
    texts = dict(package_files(name))
    project: dict[str, Any] = tomllib.loads(texts[PurePosixPath("pyproject.toml")])

    assert set(map(str, texts)) == {path.replace("acme_support", package) for path in FILES}
    assert project["project"]["name"] == name
    assert texts[PurePosixPath("src", package, "framework.toml")].startswith(f'id = "{name}"\n')
    assert project["project"]["entry-points"] == {"maturity.frameworks": {name: f"{package}:framework"}}
    assert project["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"] == [f"src/{package}"]
    assert f"from {package} import framework" in texts[PurePosixPath("tests/test_laws.py")]
    assert "acme" in name or not [path for path, text in texts.items() if "acme" in f"{path} {text}".lower()]
    assert not [path for path, text in texts.items() if "CORE_VERSION" in text]
