"""The reader that follows the documents does what they say, and notices any output that differs."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from documents import Command, Edit, Reader, fits, steps
from environments import clean

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.skipif(shutil.which("bash") is None, reason="needs the shell that the documents are for")

DOCUMENT = """
Make a folder, and look:

```
$ mkdir box
$ cd box
$ ls
```

This is only shown:

```toml
a = 1
```

Save as `a.txt`:

```
one
```

Add to the end of `a.txt`:

```
$PATH three
```

Then it changes. In `a.txt`, replace:

```
one
```

with:

```
four
```

```
$ cat a.txt && printf five && false
four

...
five
$ echo $?
1
```
"""


@pytest.fixture
def reader(tmp_path: Path) -> Iterator[Reader]:
    with Reader(tmp_path, clean()) as reader:
        yield reader


def test_a_document_asks_for_commands_and_edits() -> None:
    assert list(steps(DOCUMENT)) == [
        Command("mkdir box", ""),
        Command("cd box", ""),
        Command("ls", ""),
        Edit("Save as", "a.txt", "one\n"),
        Edit("Add to the end of", "a.txt", "$PATH three\n"),
        Edit("In", "a.txt", "four\n", old="one\n"),
        Command("cat a.txt && printf five && false", "four\n\n...\nfive"),
        Command("echo $?", "1\n"),
    ]


def test_it_is_followed_in_one_shell(reader: Reader, tmp_path: Path) -> None:
    assert reader.follow(DOCUMENT) == 8
    assert (tmp_path / "box" / "a.txt").read_text("utf-8") == "four\n\n$PATH three\n"


@pytest.mark.parametrize(
    ("output", "expected"),
    [
        ("", ""),
        ("a\nb\n", "a\nb"),
        ("a  \n", "a\n"),
        ("a\nb\nc\n", "a\n...\nc\n"),
        ("a\nc\n", "a\n...\nc\n"),
        ("3 passed in 0.1s\n", "3 passed in ...\n"),
        ("a (b) [c] $ ^\n", "a (b) [c] $ ^\n"),
    ],
)
def test_dots_stand_for_what_was_cut(output: str, expected: str) -> None:
    assert fits(output, expected)


@pytest.mark.parametrize(
    ("output", "expected"),
    [
        ("a\n", ""),
        ("", "a\n"),
        ("a\nb\n", "a\n"),
        ("xa\n", "a\n"),
        ("a\nb\n", "...a\n"),
        ("3 failed in 0.1s\n", "3 passed in ...\n"),
        ("a\n\nb\n", "a\nb\n"),
        ("a.c\n", "abc\n"),
        ("abc\n", "a.c\n"),
    ],
)
def test_anything_else_is_another_output(output: str, expected: str) -> None:
    assert not fits(output, expected)


WRONG = {
    "another output": ("```\n$ echo a\nb\n```", "echo a printed:\na\n"),
    "no output": ("```\n$ true\nb\n```", "true printed:\n"),
    "a failure": ("```\n$ (exit 3)\n```", "ended with 3"),
    "a failure of another kind": ("```\n$ (exit 3)\n$ echo $?\n4\n```", "printed:\n3\n"),
    "no such command": ("```\n$ no-such-command-here\n```", "ended with 127"),
    "the shell ends": ("```\n$ exit 0\n```", "the shell ended at: exit 0"),
    "nothing to replace": ("In `a`, replace:\n```\nx\n```\nwith:\n```\ny\n```", "a has 0 times:\nx"),
    "two to replace": ("In `a`, replace:\n```\na\n```\nwith:\n```\ny\n```", "a has 2 times:\na"),
}


@pytest.mark.parametrize(("document", "message"), WRONG.values(), ids=WRONG.keys())
def test_what_does_not_come_as_written_is_noticed(reader: Reader, tmp_path: Path, document: str, message: str) -> None:
    (tmp_path / "a").write_text("a\na\n", "utf-8")

    with pytest.raises(AssertionError) as caught:
        reader.follow(document)

    assert message in str(caught.value)
