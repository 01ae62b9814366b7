"""Write files whole or not at all, and replace an existing one only where that is the point."""

from __future__ import annotations

import os
from collections.abc import Generator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from shutil import copymode

from maturity_app.workshop import workshop
from maturity_core.errors import MaturityError, Problem

TAKEN = "a file of that name already exists and was left unchanged"


@contextmanager
def drafts(*paths: Path, hint: str = "") -> Generator[tuple[Path, ...]]:
    """Yield a draft to write for each of these files, and give the drafts the files' names at the end, in order.

    A draft that was not written is skipped. If anything fails, neither drafts nor files are left behind.

    Args:
        paths: the files, none of which may exist yet; the one that was asked for comes last.
        hint: what to do if one cannot be written.

    Raises:
        MaturityError: something of that name already exists, or a file cannot be written.
    """
    if problems := _objections(paths):
        raise MaturityError(problems)
    made: list[Path] = []
    placed: list[Path] = []
    with ExitStack() as stack:
        try:
            folder = {parent: stack.enter_context(workshop(parent)) for parent in {path.parent: None for path in paths}}
            made += [folder[path.parent] / str(place) for place, path in enumerate(paths)]
            yield tuple(made)
            for draft, path in zip(made, paths, strict=True):
                if draft.exists():
                    _place(draft, path)
                    placed.append(path)
        except OSError as error:
            for path in placed:
                remove(path)
            if isinstance(error, FileExistsError) and (taken := _objections(paths)):
                raise MaturityError(taken) from error
            names = dict(zip(map(str, made), paths, strict=False))
            where = names.get(str(error.filename), paths[-1])
            raise MaturityError([cannot_be_written(error, where, hint)]) from error


def cannot_be_written(error: OSError, path: Path, hint: str = "") -> Problem:
    """Return the problem with a file that the system refuses to write."""
    return Problem(f"cannot be written: {reason(error)}", str(path), hint=hint)


def reason(error: OSError) -> str:
    """Return the system's message for an error, without what a library adds to it."""
    return os.strerror(error.errno) if error.errno else str(error)


def _objections(paths: Sequence[Path]) -> list[Problem]:
    """Return why files cannot be created, the last file first; each folder and each system error only once."""
    found: dict[str, Problem] = {}
    for path in reversed(paths):
        if not path.name:
            found[str(path)] = Problem("not a file name", str(path))
            continue
        try:
            path.lstat()
        except FileNotFoundError:
            if not path.parent.is_dir():
                found.setdefault(str(path.parent), Problem("no such folder", str(path.parent)))
        except OSError as error:
            found.setdefault(reason(error), cannot_be_written(error, path))
        else:
            found[str(path)] = Problem(TAKEN, str(path), hint="choose another name")
    return list(found.values())


@contextmanager
def naming(path: Path) -> Generator[None]:
    """Make system errors name the file that is written, as libraries leave the name out."""
    try:
        yield
    except OSError as error:
        if error.filename is not None or not error.errno:
            raise
        raise OSError(error.errno, reason(error), str(path)) from error


def remove(path: Path) -> None:
    """Remove a file if possible; if not, the earlier error is the one to report."""
    with suppress(OSError):
        path.unlink(missing_ok=True)


def write_new(path: Path, text: str) -> None:
    """Write a new file: all of it, or nothing.

    Raises:
        MaturityError: something of that name already exists, or the file cannot be written.
    """
    with drafts(path) as (draft,), draft.open("x", encoding="utf-8", newline="\n") as file:
        file.write(text)


def replace_whole(path: Path, text: str) -> None:
    """Replace the text of a file; all of the old text stays until the new one is safely on disk.

    Raises:
        MaturityError: the file cannot be written; it is left as it was.
    """
    try:
        with workshop(path.parent) as folder:
            draft = folder / "0"
            write_synced(draft, text)
            copymode(path, draft)
            draft.replace(path)
    except OSError as error:
        raise MaturityError([cannot_be_written(error, path)]) from error


def write_synced(path: Path, text: str) -> None:
    """Write a new file, line ends unchanged, and wait until it is safely on disk."""
    with path.open("x", encoding="utf-8", newline="") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())


def _place(draft: Path, path: Path) -> None:
    """Give the draft its name, in a single step that fails if the name is taken."""
    with draft.open("rb+") as file:
        os.fsync(file.fileno())
    try:
        os.link(draft, path)
    except FileExistsError:
        raise
    except OSError:  # a file system without hard links
        if os.path.lexists(path):
            raise FileExistsError from None
        draft.rename(path)
