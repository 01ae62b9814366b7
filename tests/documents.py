"""Follows a document as its reader would: runs the commands, writes the files, and compares the output.

A document gives instructions in one of these forms, each with a fenced block:

    `$ ` before each command of the block, with its output below; `...` marks what was cut
    Save as `PATH`:              the block is the file
    Add to the end of `PATH`:    the block is added after an empty line
    In `PATH`, replace:          the block, which occurs there once ...
    with:                        ... by this one

Other blocks only show something. A command has to exit with 0, unless the next one is `echo $?` and shows the code.
"""

from __future__ import annotations

import re
import subprocess
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from secrets import token_hex
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

FENCE = re.compile(r"^```.*\n((?:.*\n)*?)^```$", re.MULTILINE)
INSTRUCTION = re.compile(r"(Save as|Add to the end of|In) `([^`]+)`(?:, replace)?:$")
PROMPT = "$ "
STATUS = "echo $?"


@dataclass(frozen=True)
class Command:
    """A command and its expected output."""

    line: str
    output: str


@dataclass(frozen=True)
class Edit:
    """A file to write, extend or change."""

    how: str
    path: str
    text: str
    old: str = ""


def steps(document: str) -> Iterator[Command | Edit]:
    """Yield what a document asks its reader to do."""
    end, waiting = 0, Edit("", "", "")
    for block in FENCE.finditer(document):
        said = document[end : block.start()].strip().rpartition("\n")[2]
        end, text = block.end(), block[1]
        if text.startswith(PROMPT):
            for part in text.removeprefix(PROMPT).split(f"\n{PROMPT}"):
                line, _, output = part.partition("\n")
                yield Command(line, output)
        elif said == "with:":
            yield Edit("In", waiting.path, text, waiting.text)
        elif found := INSTRUCTION.search(said):
            waiting = Edit(found[1], found[2], text)
            if waiting.how != "In":
                yield waiting


def fits(output: str, expected: str) -> bool:
    """Return whether an output is the expected one, in which `...` stands for lines or for part of a line."""
    parts = [
        r"(?:.*\n)*" if line == "..." else f"{re.escape(line)}\n".replace(r"\.\.\.", ".*")
        for line in expected.splitlines()
    ]
    return re.fullmatch("".join(parts), "".join(f"{line.rstrip()}\n" for line in output.splitlines())) is not None


class Reader(AbstractContextManager["Reader"]):
    """A reader whose shell starts in a given folder."""

    def __init__(self, folder: Path, variables: Mapping[str, str]) -> None:
        self.mark = token_hex(8)
        self.shell = subprocess.Popen(
            ["bash", "--noprofile", "--norc"],  # noqa: S607 - whichever bash the machine has
            cwd=folder,
            env=dict(variables),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
        )

    def __exit__(self, *_: object) -> None:
        self.shell.communicate()

    def follow(self, document: str) -> int:
        """Follow the instructions of a document, and return how many there were."""
        todo = list(steps(document))
        for step, then in zip(todo, [*todo[1:], None], strict=True):
            if isinstance(step, Edit):
                self.edit(step)
            else:
                self.run(step, shows_code=isinstance(then, Command) and then.line == STATUS)
        return len(todo)

    def run(self, command: Command, *, shows_code: bool) -> None:
        """Run a command and compare its output."""
        output, code = self.ask(command.line)
        assert shows_code or code == 0, f"{command.line} ended with {code}:\n{output}"
        assert fits(output, command.output), f"{command.line} printed:\n{output}\ninstead of:\n{command.output}"

    def ask(self, line: str) -> tuple[str, int]:
        """Return a command's output and its exit code, which the shell still remembers afterwards."""
        write, read = self.shell.stdin, self.shell.stdout
        assert write is not None
        assert read is not None
        write.write(f"{{ {line}\n}} </dev/null\ncode=$?; echo; echo {self.mark} $code; (exit $code)\n")
        write.flush()
        lines: list[str] = []
        for text in read:
            if text.startswith(self.mark):
                return "".join(lines).removesuffix("\n"), int(text.split()[1])
            lines.append(text)
        raise AssertionError(f"the shell ended at: {line}\n{''.join(lines)}")

    def edit(self, step: Edit) -> None:
        """Write or change a file in the shell's current folder."""
        file = Path(self.ask("pwd")[0].rstrip("\n")) / step.path
        if step.how == "Save as":
            file.write_text(step.text, "utf-8")
        elif step.how == "In":
            text = file.read_text("utf-8")
            assert text.count(step.old) == 1, f"{step.path} has {text.count(step.old)} times:\n{step.old}"
            file.write_text(text.replace(step.old, step.text), "utf-8")
        else:
            file.write_text(f"{file.read_text('utf-8')}\n{step.text}", "utf-8")
