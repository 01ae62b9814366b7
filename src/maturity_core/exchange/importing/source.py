"""The files that a model is imported from: one file or a folder, read within bounds, and nothing outside it."""

from __future__ import annotations

import errno
import os
import stat
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from maturity_core.errors import FrameworkError, Problem, listed
from maturity_core.exchange.importing.entries import Entry
from maturity_core.exchange.importing.json_text import read_json
from maturity_core.exchange.importing.yaml_text import read_yaml

LARGEST_FILE, LARGEST_SOURCE, MOST_FILES, MOST_NAMES = 5_000_000, 20_000_000, 2_000, 10_000
"""The most bytes in one file and in all files of a source, how many files it may have, and names in one folder."""
YAML, JSON = (".yaml", ".yml"), (".json",)
_READERS = dict.fromkeys(YAML, read_yaml) | dict.fromkeys(JSON, read_json)
_LICENCES = ("license", "licence", "copying")


@dataclass
class Source:
    """What `maturity import` was given: a file, or a folder of files. Links inside a folder are not followed.

    What a folder has besides plain files and folders is passed over, and noted in `passed`: links may lead outside or
    in circles, and pipes and devices never end.

    >>> Source(Path("no-such-folder")).folder("model", YAML)
    Traceback (most recent call last):
        ...
    maturity_core.errors.FrameworkError: no-such-folder/model: no such folder; is it the right source?
    """

    path: Path
    twice: list[Entry] | None = None
    """Names that a table has twice, where the last value is taken; None if such a source is refused."""
    read: int = field(default=0, init=False)
    files: int = field(default=0, init=False)
    passed: dict[str, str] = field(default_factory=dict[str, str], init=False)
    """What was not read, by its place, and what it is."""

    def has(self, name: str) -> bool:
        """Return whether the folder has something of that name."""
        return os.path.exists(self.path / name)  # noqa: PTH110 - a path that cannot be is not there, and no error

    def file(self) -> Entry:
        """Return what the file says that was given.

        Raises:
            FrameworkError: it cannot be read, or its name does not end like one of a known format.
        """
        if _is_folder(self.path):
            hint = "name the file itself"
            raise FrameworkError([Problem("expected a file, this is a folder", str(self.path), hint=hint)])
        return self._entry(self.path)

    def folder(self, name: str, endings: tuple[str, ...] = YAML) -> dict[str, Entry]:
        """Return what the files of a folder say, by name without ending, in alphabetical order.

        Raises:
            FrameworkError: there is no such folder, or one of its files cannot be read.
        """
        folder = self._below(name)
        if folder is None:
            hint = "links are not followed" if self.passed else "is it the right source?"
            raise FrameworkError([Problem("no such folder", str(self.path / name), hint=hint)])
        found = [path for path in self._inside(folder) if path.suffix.lower() in endings]
        return {path.stem: self._entry(path) for path in found if self._plain(path, "file")}

    def folders(self, name: str) -> list[str]:
        """Return the names of the folders inside a folder, in alphabetical order."""
        folder = self._below(name)
        found = [path for path in self._inside(folder) if _is_folder(path)] if folder else []
        return [path.name for path in found if self._plain(path, "folder")]

    def licence(self) -> str:
        """Return the title of the licence file beside a file, in a folder or next to it; empty if there is none."""
        start = self.path.absolute()
        for folder in (start, start.parent) if _is_folder(start) else (start.parent,):
            for path in self._inside(folder):
                if path.stem.lower() in _LICENCES and _is_plain(path, "file"):
                    lines = [line.strip() for line in self._text(path).splitlines() if line.strip()][:2]
                    return ", ".join(lines[: 1 + any(line.startswith("Version") for line in lines[1:])])
        return ""

    def _below(self, name: str) -> Path | None:
        """Return a folder of the source; None if there is none, or if a link stands on the way to it."""
        folder = self.path
        for part in Path(name).parts:
            folder /= part
            if _is_folder(folder) and not self._plain(folder, "folder"):
                return None
        return folder if _is_folder(folder) else None

    def _plain(self, path: Path, kind: str) -> bool:
        """Return whether a path is a plain file or folder, and note it if not."""
        plain = _is_plain(path, kind)
        if not plain:
            what = "a link, which is not followed" if path.is_symlink() else f"this is not a plain {kind}; not read"
            self.passed[path.relative_to(self.path).as_posix()] = what
        return plain

    @staticmethod
    def _inside(folder: Path) -> list[Path]:
        """Return what a folder contains, in order of names."""
        try:
            with os.scandir(folder) as found:
                names = [entry.name for entry in islice(found, MOST_NAMES + 1)]
        except OSError as error:
            raise _unreadable(folder, error) from error
        if len(names) > MOST_NAMES:
            raise FrameworkError([Problem("the folder is too large", str(folder), allowed=f"{MOST_NAMES:,} names")])
        return [folder / name for name in sorted(names)]

    def _entry(self, path: Path) -> Entry:
        reader = _READERS.get(path.suffix.lower())
        if reader is None:
            raise FrameworkError(
                [Problem("cannot tell the format from the file name", str(path), "", listed(_READERS))]
            )
        name = path.name if path == self.path else path.relative_to(self.path).as_posix()
        return reader(self._text(path), name, self.twice)

    def _text(self, path: Path) -> str:
        try:
            data = start_of(path, LARGEST_FILE + 1)
        except (OSError, ValueError) as error:
            raise _unreadable(path, error) from error
        self.read += len(data)
        self.files += 1
        if len(data) > LARGEST_FILE or self.read > LARGEST_SOURCE or self.files > MOST_FILES:
            most = f"{LARGEST_FILE:,} bytes a file, {LARGEST_SOURCE:,} bytes and {MOST_FILES:,} files in all"
            raise FrameworkError([Problem("the source is too large", str(path), allowed=most)])
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            wrong = f"byte {data[error.start]:#04x}"
            raise FrameworkError([Problem("the file is not UTF-8", str(path), wrong)]) from None
        if "\0" in text:
            raise FrameworkError([Problem("the file contains a NUL character", str(path))])
        return text


def start_of(path: Path, most: int) -> bytes:
    """Return the first bytes of a file. What is not a file is not opened: a pipe waits for somebody to write."""
    if not stat.S_ISREG(path.stat().st_mode):
        raise OSError(errno.EINVAL, "not a file")
    with path.open("rb") as file:
        return file.read(most)


def _is_folder(path: Path) -> bool:
    """Return whether there is a folder, or a link to one; a path that cannot be is none, and no error."""
    return os.path.isdir(path)  # noqa: PTH112


def _is_plain(path: Path, kind: str) -> bool:
    """Return whether there is a file or a folder itself, and not a link, a pipe, or a device."""
    plain = os.path.isfile(path) if kind == "file" else _is_folder(path)  # noqa: PTH113
    return plain and not path.is_symlink()


def _unreadable(path: Path, error: Exception) -> FrameworkError:
    got = error.strerror or "" if isinstance(error, OSError) else str(error)
    return FrameworkError([Problem("cannot be read", str(path), got)])
