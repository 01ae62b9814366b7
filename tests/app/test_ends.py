"""How the process ends: closed or full streams, signals, and what killed runs leave behind."""

from __future__ import annotations

import os
import re
import shlex
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from maturity_app import workshop as workshops
from maturity_app.new_files import drafts, write_new
from maturity_app.origin import NOWHERE, unsaid
from maturity_app.workshop import LOCK, MARK, tidy, workshop

if TYPE_CHECKING:
    from collections.abc import Iterator

(SAYS_NOTHING,) = unsaid(NOWHERE)
"""The remark on a file that names no framework."""

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals and shells of POSIX")

PATIENCE = 60.0
ROWS = 200_000
COMMANDS = {
    "--help": (["--help"], True),
    "help of a command": (["assess", "--help"], True),
    "no such command": (["asess"], False),
    "list": (["list"], True),
    "answers from standard input": (["assess", "tiny.toml", "-", "--format", "toml"], True),
    "a file": (["template", "tiny.toml", "--out", "written.toml"], False),
}
"""Arguments by name, and whether the command prints something to standard output."""
STREAMS = {
    "stdin closed": ("<&-", False),
    "stdout closed": (">&-", True),
    "stdout full": (">/dev/full", True),
    "stderr closed": ("2>&-", False),
    "stderr full": ("2>/dev/full", False),
    "all closed": ("<&- >&- 2>&-", True),
    "all full": (">/dev/full 2>/dev/full", True),
}
"""Shell redirections by name, and whether the output is lost."""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
@pytest.mark.parametrize(("redirected", "lost"), STREAMS.values(), ids=STREAMS)
@pytest.mark.parametrize(("arguments", "prints"), COMMANDS.values(), ids=COMMANDS)
def test_F5_streams_that_are_closed_or_full_end_in_a_code_and_at_most_a_line(
    tiny_file: Path, arguments: list[str], redirected: str, *, prints: bool, lost: bool
) -> None:
    command = f"{shlex.join([sys.executable, '-m', 'maturity_app', *arguments])} {redirected}"

    done = subprocess.run(
        ["/bin/sh", "-c", command],
        cwd=tiny_file.parent,
        capture_output=True,
        text=True,
        input="[answers]\n",
        check=False,
    )

    reads = "-" in arguments
    fails = "asess" in arguments or (prints and lost) or (reads and "<&-" in redirected)
    assert done.returncode == (2 if fails else 0), done.stderr
    assert "Traceback" not in done.stderr
    assert "Exception" not in done.stderr
    if fails and "2>" not in redirected and "asess" not in arguments:
        (told,) = (line for line in done.stderr.splitlines() if SAYS_NOTHING not in line)
        assert re.search("the output cannot be written: |standard input: cannot be read: it is closed", told)
    assert (tiny_file.parent / "written.toml").exists() == ("--out" in arguments)


LONG = ["x" * length for length in (200, 218, 227, 228, 240, 243, 255, 256, 300)]
LONG += ["ü" * 120, "ü" * 125, "日" * 80, "日" * 84, "🙂" * 62, "🙂" * 63, "e\u0301" * 83]
ENDINGS = {"assess": ".csv", "facts": ".csv", "page": ".html", "report": ".md", "template": ".json"}


@pytest.mark.parametrize("name", LONG, ids=lambda name: f"{len(name)} of {name[0]!a}")
@pytest.mark.parametrize("command", ENDINGS)
def test_F5_names_of_any_length_are_written_or_refused_in_a_line(
    maturity: object, tiny_file: Path, tmp_path: Path, command: str, name: str
) -> None:
    """A draft's name is never longer than the file's own, and the file next to a table needs a name, too."""
    (tmp_path / "a.csv").write_text("organisation,plan-holds\nNorth,often\n", "utf-8")
    folder = tmp_path / "out"
    folder.mkdir()
    out = folder / f"{name[: -len(ENDINGS[command])]}{ENDINGS[command]}"
    given = [tmp_path / "a.csv"] if command in {"assess", "facts", "report"} else []

    done = maturity(command, tiny_file, *given, "--out", out)  # type: ignore[operator]

    beside = len(".rejected") if command == "assess" else 0
    if len(os.fsencode(out.name)) + beside <= os.pathconf(folder, "PC_NAME_MAX"):
        assert (done.code, [path.name for path in folder.iterdir()]) == (0, [out.name])
    else:
        assert (done.code, list(folder.iterdir())) == (2, [])
        (told,) = [line for line in done.err.splitlines() if "cannot be written" in line]
        assert told.endswith(": cannot be written: File name too long")
        assert ".rejected" not in told or len(os.fsencode(out.name)) <= os.pathconf(folder, "PC_NAME_MAX")


# Runs that are stopped


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """Return a table that takes some seconds, with wrong answers in all rows, so that both files are written to."""
    path = tmp_path / "answers.csv"
    path.write_text("organisation,plan-holds\n" + "North,offen\n" * ROWS, "utf-8")
    return path


class Run:
    """A run of `maturity assess --out` in a process of its own, paused once it has written something."""

    def __init__(self, framework: Path, answers: Path, name: str = "scores.csv") -> None:
        self.folder = answers.parent
        command = [sys.executable, "-m", "maturity_app", "assess", str(framework), str(answers), "--out"]
        self.process = subprocess.Popen([*command, str(self.folder / name)], stderr=subprocess.PIPE, text=True)

    def halfway(self) -> None:
        """Wait until rows are in a draft, then pause the process."""
        end = time.monotonic() + PATIENCE
        while not any(path.stat().st_size for path in self.folder.glob(".maturity-*/1")):
            assert time.monotonic() < end
            assert self.process.poll() is None
            time.sleep(0.002)
        self.process.send_signal(signal.SIGSTOP)

    def sent(self, *numbers: int) -> tuple[int, str]:
        """Send signals, resume the process, and return the exit code and the messages."""
        for number in numbers:
            self.process.send_signal(number)
        self.process.send_signal(signal.SIGCONT)
        (_, told) = self.process.communicate(timeout=PATIENCE)
        return self.process.returncode, told


@pytest.fixture
def run(tiny_file: Path, table: Path) -> Iterator[Run]:
    """Return a run that is halfway through."""
    started = Run(tiny_file, table)
    started.halfway()
    yield started
    started.process.kill()
    started.process.communicate()


def left_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.name not in {"answers.csv", "tiny.toml"})


@pytest.mark.parametrize("sent", [["SIGINT"], ["SIGTERM"], ["SIGHUP"], ["SIGHUP", "SIGTERM"]], ids="-".join)
def test_F6_a_signal_that_ends_a_process_leaves_nothing_and_says_so(run: Run, sent: list[str]) -> None:
    numbers = [getattr(signal, name) for name in sent]

    code, told = run.sent(*numbers)

    assert code in [128 + number for number in numbers]
    assert told.splitlines()[0] == "stopped: nothing was kept; the same command starts again from the first row"
    assert "Traceback" not in told
    assert left_in(run.folder) == []


UNHEARD = """
import gc, os, signal, time
from maturity_app.process import stop_cleanly
stop_cleanly()
sent = []
def collect(phase, _):
    if phase == "stop" and not sent:
        sent.append(os.kill(os.getpid(), signal.SIGINT))
        [None for _ in range(100)]
gc.callbacks.append(collect)
try:
    gc.collect()
    time.sleep(60)
except KeyboardInterrupt as stopped:
    gc.callbacks.clear()
    print(stopped.number)
"""
"""Ctrl-C while Python collects garbage, where an exception is reported and dropped."""


def test_F6_ctrl_c_is_heard_while_garbage_is_collected() -> None:
    done = subprocess.run([sys.executable, "-c", UNHEARD], capture_output=True, text=True, timeout=PATIENCE, check=True)

    assert (done.stdout, done.stderr) == ("2\n", "")


def test_F6_what_nohup_ignores_stays_ignored(tiny_file: Path, table: Path) -> None:
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        started = Run(tiny_file, table)
    finally:
        signal.signal(signal.SIGHUP, before)
    started.halfway()

    assert started.sent(signal.SIGHUP)[0] == 1  # all rows were rejected
    assert left_in(table.parent) == ["scores.csv", "scores.rejected.csv"]


def test_F6_drafts_of_a_killed_run_go_with_the_next_and_that_is_said(run: Run, tiny_file: Path) -> None:
    code, _ = run.sent(signal.SIGKILL)
    (left,) = left_in(run.folder)
    size = sum(path.stat().st_size for path in (run.folder / left).iterdir() if path.name != LOCK)
    small = run.folder / "answers.csv"
    small.write_text("organisation,plan-holds\nNorth,often\n", "utf-8")

    after, told = Run(tiny_file, small).sent()

    assert (code, after) == (-signal.SIGKILL, 0)
    assert [line for line in told.splitlines() if SAYS_NOTHING not in line] == [
        f"removed 1 unfinished draft ({size / 1_000_000:.1f} MB), left in {run.folder} by a run that was killed",
        f"written: {run.folder / 'scores.csv'}, 1 organisation",
    ]
    assert left_in(run.folder) == ["scores.csv"]


def test_F6_drafts_of_a_run_that_goes_on_stay(run: Run, tiny_file: Path) -> None:
    """Even while it is paused; in the end it has written both of its files."""
    small = run.folder / "small.csv"
    small.write_text("organisation,plan-holds\nNorth,often\n", "utf-8")

    code, told = Run(tiny_file, small, "others.csv").sent()

    assert (code, "removed" in told) == (0, False)
    assert run.sent()[0] == 1
    assert left_in(run.folder) == ["others.csv", "scores.csv", "scores.rejected.csv", "small.csv"]


DRAFT = ".maturity-0123456789abcdef.draft"


def left_by_nobody(folder: Path) -> None:
    (folder / DRAFT).mkdir()


def left_as_a_file(folder: Path) -> None:
    (folder / DRAFT).write_text("mine", "utf-8")


def left_with_a_lock_of_another_kind(folder: Path) -> None:
    (folder / DRAFT).mkdir()
    (folder / DRAFT / LOCK).write_text("mine", "utf-8")


def left_with_more_in_its_lock(folder: Path) -> None:
    (folder / DRAFT).mkdir()
    (folder / DRAFT / LOCK).write_bytes(MARK + b"and mine")


def left_under_another_name(folder: Path) -> None:
    (folder / ".maturity-notes.draft").mkdir()
    (folder / ".maturity-notes.draft" / LOCK).write_bytes(MARK)


def left_behind_a_link(folder: Path) -> None:
    (folder / "elsewhere").mkdir()
    (folder / "elsewhere" / "mine").write_text("mine", "utf-8")
    (folder / DRAFT).mkdir()
    (folder / DRAFT / LOCK).symlink_to(folder / "elsewhere" / "mine")


OTHERS = [
    left_by_nobody,
    left_as_a_file,
    left_with_a_lock_of_another_kind,
    left_with_more_in_its_lock,
    left_under_another_name,
    left_behind_a_link,
]


@pytest.mark.parametrize("leave", OTHERS, ids=lambda leave: leave.__name__)
def test_F6_what_somebody_else_has_made_stays(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], leave: object
) -> None:
    leave(tmp_path)  # type: ignore[operator]
    before = sorted(tmp_path.rglob("*"))

    tidy(tmp_path)

    assert sorted(tmp_path.rglob("*")) == before
    assert capsys.readouterr().err == ""


def test_F6_what_another_user_has_left_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / DRAFT).mkdir()
    (tmp_path / DRAFT / LOCK).write_bytes(MARK)
    monkeypatch.setattr(os, "geteuid", lambda: os.getuid() + 1)

    tidy(tmp_path)

    assert (tmp_path / DRAFT / LOCK).exists()


def test_F6_links_in_what_was_left_are_not_followed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "kept").write_text("kept", "utf-8")
    (tmp_path / DRAFT).mkdir()
    (tmp_path / DRAFT / LOCK).write_bytes(MARK)
    (tmp_path / DRAFT / "0").symlink_to(mine)

    tidy(tmp_path)

    assert [path.name for path in tmp_path.iterdir()] == ["mine"]
    assert (mine / "kept").exists()
    assert "removed 1 unfinished draft (0.0 MB)" in capsys.readouterr().err


def test_F6_without_locks_files_are_written_and_nothing_is_taken_for_ours(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(95, "Operation not supported")

    monkeypatch.setattr(workshops.LOCKS, "flock", refuse)
    with workshop(tmp_path) as folder:
        assert (folder / LOCK).read_bytes() == b""
        write_new(tmp_path / "written", "text")

    assert [path.name for path in tmp_path.iterdir()] == ["written"]


def test_F6_on_a_system_without_locks_nothing_is_taken_for_ours(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workshops, "LOCKS", None)
    (tmp_path / DRAFT).mkdir()
    (tmp_path / DRAFT / LOCK).write_bytes(MARK)

    write_new(tmp_path / "written", "text")

    assert sorted(path.name for path in tmp_path.iterdir()) == [DRAFT, "written"]


def test_F5_clean_up_that_fails_hides_no_error(tmp_path: Path) -> None:
    """The folder is gone with everything in it, but the original problem is still what is reported."""

    def lose() -> None:
        with drafts(tmp_path / "away" / "one", tmp_path / "away" / "two"):
            (tmp_path / "away").rename(tmp_path / "gone")
            raise LookupError

    (tmp_path / "away").mkdir()
    with pytest.raises(LookupError):
        lose()
