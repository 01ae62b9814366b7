"""Files that are written whole or not at all, and that never replace another unless that is what they are for."""

from __future__ import annotations

import os
from collections.abc import Generator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from shutil import copymode

from maturity_app.workshop import workshop
from maturity_core.errors import MaturityError, Problem

TAKEN = "there is a file of that name already, and it was left as it is"


@contextmanager
def drafts(*paths: Path, hint: str = "") -> Generator[tuple[Path, ...]]:
    """Give a draft to write for each of these files, and let the drafts have the files' names at the end, in order.

    A draft that was not written is passed over. Where anything fails, no draft and none of the files is left.

    Args:
        paths: the files, none of which may be there yet; last the one that was asked for.
        hint: what to do where one cannot be written.

    Raises:
        MaturityError: there is something of that name already, or it cannot be written.
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
    """Return the problem of a file that the system does not let be written."""
    return Problem(f"cannot be written: {reason(error)}", str(path), hint=hint)


def reason(error: OSError) -> str:
    """Return what the system says of an error, without what a library has to say of it."""
    return os.strerror(error.errno) if error.errno else str(error)


def _objections(paths: Sequence[Path]) -> list[Problem]:
    """Return why files cannot be new ones, the last one first; of a folder, and of what the system says, once."""
    found: dict[str, Problem] = {}
    for path in reversed(paths):
        if not path.name:
            found[str(path)] = Problem("is not the name of a file", str(path))
            continue
        try:
            path.lstat()
        except FileNotFoundError:
            if not path.parent.is_dir():
                found.setdefault(str(path.parent), Problem("there is no folder of that name", str(path.parent)))
        except OSError as error:
            found.setdefault(reason(error), cannot_be_written(error, path))
        else:
            found[str(path)] = Problem(TAKEN, str(path), hint="choose another name")
    return list(found.values())


@contextmanager
def naming(path: Path) -> Generator[None]:
    """Let an error of the system name the file that is written: libraries leave the name out."""
    try:
        yield
    except OSError as error:
        if error.filename is not None or not error.errno:
            raise
        raise OSError(error.errno, reason(error), str(path)) from error


def remove(path: Path) -> None:
    """Remove a file as far as that is possible; what was wrong before is what has to be told."""
    with suppress(OSError):
        path.unlink(missing_ok=True)


def write_new(path: Path, text: str) -> None:
    """Write a file that is not there yet: all of it, or nothing.

    Raises:
        MaturityError: there is something of that name already, or the file cannot be written.
    """
    with drafts(path) as (draft,), draft.open("x", encoding="utf-8", newline="\n") as file:
        file.write(text)


def replace_whole(path: Path, text: str) -> None:
    """Write a file that is there anew: the old text stays, all of it, until the new one is safe on the disk.

    Raises:
        MaturityError: it cannot be written; then it is left as it was.
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
    """Write a new file as it is, and wait until it is safe on the disk."""
    with path.open("x", encoding="utf-8", newline="") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())


def _place(draft: Path, path: Path) -> None:
    """Give the draft its name, in one act that fails where the name is taken."""
    with draft.open("rb+") as file:
        os.fsync(file.fileno())
    try:
        os.link(draft, path)
    except FileExistsError:
        raise
    except OSError:  # a file system without links
        if os.path.lexists(path):
            raise FileExistsError from None
        draft.rename(path)
