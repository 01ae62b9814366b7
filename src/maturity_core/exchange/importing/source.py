"""The files that a model is imported from: one file or a folder, read within bounds, and nothing outside it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from maturity_core.errors import FrameworkError, Problem, listed
from maturity_core.exchange.importing.entries import Entry
from maturity_core.exchange.importing.json_text import read_json
from maturity_core.exchange.importing.yaml_text import read_yaml

LARGEST_FILE, LARGEST_SOURCE, MOST_FILES = 5_000_000, 20_000_000, 2_000
"""The most bytes in one file and in all files of a source, and how many files it may have."""
YAML, JSON = (".yaml", ".yml"), (".json",)
_READERS = dict.fromkeys(YAML, read_yaml) | dict.fromkeys(JSON, read_json)
_LICENCES = ("license", "licence", "copying")


@dataclass
class Source:
    """What `maturity import` was given: a file, or a folder of files. Links to other folders are not followed.

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

    def has(self, name: str) -> bool:
        """Return whether the folder has something of that name."""
        return (self.path / name).exists()

    def file(self) -> Entry:
        """Return what the file says that was given.

        Raises:
            FrameworkError: it cannot be read, or its name does not end like one of a known format.
        """
        if self.path.is_dir():
            hint = "name the file itself"
            raise FrameworkError([Problem("expected a file, this is a folder", str(self.path), hint=hint)])
        return self._entry(self.path)

    def folder(self, name: str, endings: tuple[str, ...] = YAML) -> dict[str, Entry]:
        """Return what the files of a folder say, by name without ending, in alphabetical order.

        Raises:
            FrameworkError: there is no such folder, or one of its files cannot be read.
        """
        folder = self.path / name
        if not folder.is_dir():
            raise FrameworkError([Problem("no such folder", str(folder), hint="is it the right source?")])
        return {path.stem: self._entry(path) for path in self._inside(folder) if path.suffix.lower() in endings}

    def folders(self, name: str) -> list[str]:
        """Return the names of the folders inside a folder, in alphabetical order."""
        folder = self.path / name
        return [path.name for path in self._inside(folder) if path.is_dir()] if folder.is_dir() else []

    def licence(self) -> str:
        """Return the title of the licence file beside a file, in a folder or next to it; empty if there is none."""
        start = self.path.absolute()
        for folder in (start, start.parent) if start.is_dir() else (start.parent,):
            for path in self._inside(folder):
                if path.stem.lower() in _LICENCES and path.is_file():
                    lines = [line.strip() for line in self._text(path).splitlines() if line.strip()][:2]
                    return ", ".join(lines[: 1 + any(line.startswith("Version") for line in lines[1:])])
        return ""

    @staticmethod
    def _inside(folder: Path) -> Iterator[Path]:
        """Yield what a folder contains, in order of names. A link may lead anywhere, so it is left out."""
        yield from sorted(path for path in folder.iterdir() if not path.is_symlink())

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
            with path.open("rb") as file:
                data = file.read(LARGEST_FILE + 1)
        except OSError as error:
            raise FrameworkError([Problem("cannot be read", str(path), os.strerror(error.errno or 0))]) from error
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
