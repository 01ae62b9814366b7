"""Write a plugin package: all of it, or nothing."""

from __future__ import annotations

import os
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from maturity_app.doctor import installed
from maturity_app.new_files import cannot_be_written, write_synced
from maturity_app.scaffold.names import check_name, package_name
from maturity_app.workshop import workshop
from maturity_core import MaturityError, Problem
from maturity_core.errors import shown

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

SUFFIX = ".txt"
"""The extension of the files of the template, so that nothing takes them for files of this project."""


def new_package(name: str, into: Path) -> Path:
    """Write a plugin package: a framework, its examples, its tests, and what it takes to install it.

    Args:
        name: the id of the framework and the name of the distribution and of the folder.
        into: the folder, which has to exist, that the new one is put into.

    Returns:
        The new folder.

    Raises:
        MaturityError: the name cannot be used, something of that name already exists, or writing failed. Nothing is
            left behind.
    """
    check_name(name)
    folder = _free(into, name)
    try:
        with workshop(folder.parent) as hidden:
            draft = hidden / name
            for path, text in package_files(name):
                target = draft / path
                target.parent.mkdir(parents=True, exist_ok=True)
                write_synced(target, text)
            draft.rename(folder)
    except OSError as error:
        raise MaturityError([cannot_be_written(error, folder)]) from error
    return folder


def package_files(name: str) -> Iterator[tuple[PurePosixPath, str]]:
    """Yield the path and the text of every file of a plugin package with that name.

    The template is a package called `acme-support`; in the others, that name is replaced wherever it occurs.
    """
    words = {
        "acme-support": name,
        "acme_support": package_name(name),
        "Acme support": name.replace("-", " ").capitalize(),
        "CORE_VERSION": installed("maturity-core"),
    }
    for path, text in _template(files("maturity_app.scaffold") / "template", PurePosixPath()):
        yield PurePosixPath(_replaced(str(path).removesuffix(SUFFIX), words)), _replaced(text, words)


def _template(folder: Traversable, at: PurePosixPath) -> Iterator[tuple[PurePosixPath, str]]:
    for entry in sorted(folder.iterdir(), key=lambda found: found.name):
        if entry.is_dir():
            yield from _template(entry, at / entry.name)
        elif entry.name.endswith(SUFFIX):
            yield at / entry.name, entry.read_text("utf-8")


def _replaced(text: str, words: dict[str, str]) -> str:
    for word, other in words.items():
        text = text.replace(word, other)
    return text


def _free(into: Path, name: str) -> Path:
    """Return the folder to write, which does not exist yet."""
    if not os.path.isdir(into):  # noqa: PTH112 - Path.is_dir raises where a name is too long
        raise MaturityError([Problem("no such folder", "--into", shown(str(into)))])
    folder = into.resolve() / name
    if os.path.lexists(folder):
        what = "something of that name already exists and was left unchanged"
        raise MaturityError([Problem(what, str(folder), hint="choose another name, or another folder with --into")])
    return folder
