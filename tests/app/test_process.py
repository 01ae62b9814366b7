"""The command as a process of its own: streams, locales, terminals, broken plugins, missing extras."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from maturity_app.origin import NOWHERE, unsaid
from maturity_core import load_framework

(SAYS_NOTHING,) = unsaid(NOWHERE)
"""The remark on a file that names no framework."""

EXAMPLE = '[answers]\nrole-decided = "halfway"\n'
LATIN = {"PYTHONIOENCODING": "latin-1", "PYTHONUTF8": "0"}
PLACES = [
    {"PYTHONHASHSEED": "0", "LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", **LATIN},
    {"PYTHONHASHSEED": "1", "LC_ALL": "tr_TR.UTF-8", "TZ": "Asia/Kathmandu"},
    {"PYTHONHASHSEED": "2", "PYTHONIOENCODING": "ascii"},
]


def start(*arguments: str | Path, **variables: str) -> subprocess.CompletedProcess[bytes]:
    """Run the command in a clean environment."""
    kept = {
        name: value for name, value in os.environ.items() if name not in {"NO_COLOR", "PYTHONPATH", "PYTHONIOENCODING"}
    }
    command = [sys.executable, "-m", "maturity_app", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, check=False, env=kept | variables)


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    """Return an answers file for the service maturity check."""
    path = tmp_path / "a.toml"
    path.write_text(f'organisation = "Müller"\n{EXAMPLE}', "utf-8")
    return path


def test_F5_a_current_folder_that_is_gone_is_told_as_such(tmp_path: Path) -> None:
    gone = tmp_path / "gone"
    program = f"import os, sys; os.mkdir({str(gone)!r}); os.chdir({str(gone)!r}); os.rmdir({str(gone)!r})"
    program += "; from maturity_app.cli import run; sys.exit(run(['new', 'acme-support']))"

    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)

    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "the current folder no longer exists\n"


def test_version() -> None:
    done = start("--version")

    assert done.stdout.startswith(b"maturity ")
    assert (done.returncode, done.stderr) == (0, b"")


def test_the_version_is_told_without_loading_what_scores() -> None:
    program = "import sys; from maturity_app.cli import run; run(['--version']); print(*sys.modules)"

    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert not {"numpy", "pydantic", "importlib_metadata"} & set(done.stdout.split())


def test_the_installed_command_is_the_same() -> None:
    command = Path(sys.executable).with_name("maturity")

    done = subprocess.run([command, "--version"], capture_output=True, check=True)

    assert done.stdout == start("--version").stdout


@pytest.mark.parametrize("output", [["--json"], []], ids=["json", "page"])
def test_T2_the_same_bytes_under_every_locale_and_hash_seed(sheet: Path, output: list[str]) -> None:
    runs = [start("assess", "service-maturity-check", sheet, *output, **place) for place in PLACES]

    assert [done.stderr.decode() for done in runs] == [f"{sheet}: {SAYS_NOTHING}\n"] * 3
    assert runs[0].stdout == runs[1].stdout == runs[2].stdout
    assert output or "Müller\n".encode() in runs[0].stdout


@pytest.mark.parametrize("name", ["r.html", "r.md", "r.json"])
def test_T2_reports_are_the_same_bytes_under_every_locale_and_hash_seed(sheet: Path, tmp_path: Path, name: str) -> None:
    for place, variables in enumerate(PLACES):
        (tmp_path / str(place)).mkdir()
        out = tmp_path / str(place) / name
        done = start("report", "service-maturity-check", sheet, "--out", out, **variables)
        assert done.stderr.decode() == f"{sheet}: {SAYS_NOTHING}\nwritten: {out}\n"

    first, *others = [(tmp_path / str(place) / name).read_bytes() for place in range(len(PLACES))]

    assert others == [first, first]
    assert b"\r" not in first


def test_T2_messages_are_utf8_whatever_the_locale(sheet: Path) -> None:
    done = start("assess", "service-maturity-check", sheet.rename(sheet.with_suffix(".csv")), LC_ALL="C", **LATIN)

    assert done.returncode == 2
    assert "Müller".encode() in done.stderr


def test_a_missing_click_names_the_extra() -> None:
    program = "import sys; sys.modules['click'] = None; from maturity_app.cli import main; main()"

    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)

    assert (done.returncode, done.stdout) == (2, "")
    assert "the extra 'app'" in done.stderr
    assert done.stderr.count("\n") == 1


def test_a_reader_that_goes_away_is_no_error(tmp_path: Path) -> None:
    read, write = os.pipe()
    os.close(read)
    errors = tmp_path / "errors"

    with errors.open("wb") as file:
        command = [sys.executable, "-m", "maturity_app", "show", "esg-customer-success"]
        done = subprocess.run(command, stdout=write, stderr=file, check=False)
    os.close(write)

    assert errors.read_bytes() == b""
    assert done.returncode == 141


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_output_that_cannot_be_written_is_said_in_one_line() -> None:
    with Path("/dev/full").open("wb") as full:
        command = [sys.executable, "-m", "maturity_app", "list"]
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, check=False)

    assert done.returncode == 2
    assert done.stderr == b"the output cannot be written: No space left on device\n"


def on_terminal(sheet: Path, **variables: str) -> bytes:
    """Return what the command prints if its output is a terminal."""
    pty = pytest.importorskip("pty", reason="needs a terminal")
    leader, follower = pty.openpty()
    command = [sys.executable, "-m", "maturity_app", "assess", "service-maturity-check", str(sheet)]
    kept = {name: value for name, value in os.environ.items() if name not in {"NO_COLOR", "TERM"}}
    process = subprocess.Popen(command, stdin=follower, stdout=follower, env=kept | {"TERM": "xterm"} | variables)
    os.close(follower)
    read = b""
    try:
        while part := os.read(leader, 65536):
            read += part
    except OSError:  # how a terminal signals its end
        pass
    os.close(leader)
    assert process.wait() == 0
    return read


def test_only_the_level_is_bold_and_only_on_a_terminal(sheet: Path) -> None:
    framework = load_framework("service-maturity-check")
    sheet.write_text("[answers]\n" + "\n".join(f"{entry.id} = 0" for entry in framework.questions), "utf-8")
    shown = on_terminal(sheet)

    assert b"Level: \x1b[1mReactive\x1b[0m (1 of 3)" in shown
    assert shown.count(b"\x1b") == 2
    assert b"\x1b" not in start("assess", "service-maturity-check", sheet).stdout


@pytest.mark.parametrize("variables", [{"NO_COLOR": "1"}, {"TERM": "dumb"}])
def test_no_colour_is_honoured(sheet: Path, variables: dict[str, str]) -> None:
    assert b"\x1b" not in on_terminal(sheet, **variables)


def install(folder: Path, entry: str) -> Path:
    """Put a distribution with one framework plugin, or with metadata that cannot be read, into a folder."""
    info = folder / "acme_model-1.0.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: acme-model\nVersion: 1.0\n", "utf-8")
    (info / "entry_points.txt").write_text(f"[maturity.frameworks]\n{entry}\n", "utf-8")
    return folder


BROKEN = {
    "a module that is missing": ("acme = acme_nowhere:framework", "ModuleNotFoundError"),
    "a name claimed twice": ("service-maturity-check = acme_nowhere:framework", "claimed more than once"),
    "P2, metadata that pydantic cannot read": ("acme", "must read `id = module:name`"),
    "a hostile name": ("acme\x1b[31m = acme_nowhere:framework", "the id is not made of"),
}


@pytest.mark.parametrize(("entry", "reason"), BROKEN.values(), ids=BROKEN.keys())
def test_the_doctor_says_what_is_broken_and_why(tmp_path: Path, entry: str, reason: str) -> None:
    done = start("doctor", PYTHONPATH=str(install(tmp_path, entry)))

    shown = " ".join(done.stdout.decode().split())
    assert (done.returncode, done.stderr) == (1, b"")
    assert "acme-model 1.0" in shown
    assert reason in shown
    assert "tsia-customer-success edition 1.0 maturity-core" in shown
    assert b"\x1b" not in done.stdout


def test_list_mentions_what_is_broken_and_lists_the_others(tmp_path: Path) -> None:
    done = start("list", PYTHONPATH=str(install(tmp_path, "acme = acme_nowhere:framework")))

    assert done.returncode == 0
    assert done.stdout == start("list").stdout
    assert done.stderr == b"cannot be used: acme; to see why, run `maturity doctor`\n"


def test_the_doctor_finds_nothing_broken_here() -> None:
    done = start("doctor")

    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.endswith(b"Broken\n------\nnothing\n")
