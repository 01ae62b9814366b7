"""Plugins that hang, end Python or crash it: each is named, and the others are still listed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from typing import TYPE_CHECKING, Any

import pytest

from maturity_app import doctor, listing, trying
from maturity_app.trying import Tried, tried
from maturity_core import PluginRecord
from maturity_core.plugins.registry import FRAMEWORKS, SCORERS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals and sessions of POSIX")

GOOD = "import maturity_core as core\nbase = core.load_framework('service-maturity-check')\n"
GOOD += "framework = base.model_copy(update={{'id': '{id}'}})\n"
SLEEP = f"[{sys.executable!r}, '-c', 'import time; time.sleep(300)']"

BROKEN = {
    "ends Python": ("import os; os._exit(3)", "exits Python while loading, with exit code 3"),
    "ends Python as if all were well": ("import os; os._exit(0)", "exits Python while loading, with exit code 0"),
    "crashes": ("import ctypes; ctypes.string_at(0)", "crashes Python while loading: signal 11 (SIGSEGV)"),
    "kills itself": (
        "import signal; signal.raise_signal(signal.SIGKILL)",
        "crashes Python while loading: signal 9 (SIGKILL)",
    ),
    "stops as from the keyboard": ("raise KeyboardInterrupt", "KeyboardInterrupt"),
    "raises": ("1 / 0", "ZeroDivisionError: division by zero"),
    "asks": ("input()", "EOFError: EOF when reading a line"),
    "closes everything": ("import os; os.closerange(0, 200)", "exits Python while loading, with exit code 1"),
    "pretends": ('import os; os.write(1, b\'["", "1", 1, "One"]\\n\'); 1 / 0', "ZeroDivisionError: division by zero"),
}
SOUND = {
    "says nothing": "",
    "prints": "import os; print('noise'); os.write(1, b'noise\\n'); os.write(2, b'noise\\n')",
    "would end Python later": "import atexit, os; atexit.register(os._exit, 9)",
    "leaves a thread": "import threading, time; threading.Thread(target=time.sleep, args=(300,)).start()",
    "leaves a process": f"import subprocess; subprocess.Popen({SLEEP})",
    "does not want to be ended": "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN)",
}
HANGS = {
    "sleeps": "import time\nwhile True: time.sleep(1)",
    "computes": "while True: pass",
    "does not want to be ended": "import signal\nsignal.signal(signal.SIGTERM, signal.SIG_IGN)\nsignal.pause()",
    "waits for a process that waits": f"import subprocess; subprocess.run({SLEEP})",
}


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., PluginRecord]:
    """Return a function that puts a plugin and its metadata on the path, and returns its record."""
    monkeypatch.syspath_prepend(tmp_path)

    def put(code: str, name: str = "acme", *, sound: bool = False) -> PluginRecord:
        module = f"{name.replace('-', '_')}_{len(list(tmp_path.iterdir()))}"
        (tmp_path / f"{module}.py").write_text(f"{code}\n{GOOD.format(id=name) if sound else ''}", "utf-8")
        info = tmp_path / f"{module}-1.0.dist-info"
        info.mkdir()
        (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {module}\nVersion: 1.0\n", "utf-8")
        (info / "entry_points.txt").write_text(f"[{FRAMEWORKS}]\n{name} = {module}:framework\n", "utf-8")
        return PluginRecord(name, FRAMEWORKS, f"{module}:framework", module, "1.0")

    return put


def test_P6_each_is_told_for_what_it_does(install: Callable[..., PluginRecord]) -> None:
    records = [install(code) for code, _ in BROKEN.values()]

    found = [outcome.problem for outcome in tried(records)]

    found = [told.replace("code 120", "code 1") for told in found]  # Python's own, if what is left cannot be written
    assert dict(zip(BROKEN, found, strict=True)) == {name: told for name, (_, told) in BROKEN.items()}


def test_P6_what_is_sound_loads_whatever_it_does_besides(
    install: Callable[..., PluginRecord], tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """The processes it has started end with it."""
    records = [install(began(tmp_path / name) + code, sound=True) for name, code in SOUND.items()]

    found = tried(records)

    assert dict(zip(SOUND, found, strict=True)) == dict.fromkeys(SOUND, Tried("", "2.0", 20, "Service maturity check"))
    assert tuple(capfd.readouterr()) == ("", "")
    assert [line for name in SOUND for line in alive(tmp_path / name)] == []


@pytest.mark.parametrize("code", HANGS.values(), ids=HANGS)
def test_P6_what_hangs_is_given_up_and_nothing_of_it_goes_on(
    install: Callable[..., PluginRecord], monkeypatch: pytest.MonkeyPatch, tmp_path: Path, code: str
) -> None:
    monkeypatch.setattr(trying, "LIMIT", 3.0)
    record = install(began(tmp_path / "session") + code)

    start = time.monotonic()
    (outcome,) = tried([record])

    assert outcome == Tried("did not load within 3 seconds")
    assert time.monotonic() - start < 60
    assert alive(tmp_path / "session") == []


def test_P6_what_loads_beside_one_that_hangs_is_told_as_it_is(
    install: Callable[..., PluginRecord], monkeypatch: pytest.MonkeyPatch
) -> None:
    """If the previous one has used up the time of both, what the other has written is still read."""
    monkeypatch.setattr(trying, "LIMIT", 10.0)
    monkeypatch.setattr(os, "cpu_count", lambda: 3)
    records = [
        install(HANGS["sleeps"], "a-hangs"),
        install("", "b-sound", sound=True),
        install("import gone", "c-broken"),
    ]

    hangs, sound, broken = tried(records)

    assert hangs == Tried("did not load within 10 seconds")
    assert sound == Tried("", "2.0", 20, "Service maturity check")
    assert broken == Tried("ModuleNotFoundError: No module named 'gone'")


def began(session: Path) -> str:
    """Return code that notes in a file which session it runs in."""
    return f"import os, pathlib\npathlib.Path({str(session)!r}).write_text(str(os.getsid(0)))\n"


def alive(session: Path) -> list[str]:
    """Return the commands of a session that keep running, if `ps` can tell.

    What was killed may need a moment to end on a busy machine; what was not goes on for minutes.
    """
    if not session.exists() or shutil.which("ps") is None:
        return []
    command = ["ps", "-s", session.read_text("utf-8"), "-o", "stat=,args="]
    running = [session.name]
    end = time.monotonic() + 60
    while running and time.monotonic() < end:
        listed = subprocess.run(command, capture_output=True, text=True, check=False).stdout.splitlines()
        running = [line for line in listed if not line.startswith("Z")]
        time.sleep(0.05)
    return running


def test_P6_the_doctor_and_the_list_survive_them_and_tell_the_others(
    maturity: Callable[..., Any], install: Callable[..., PluginRecord]
) -> None:
    ends, crashes = install("import os; os._exit(0)", "acme-ends"), install(BROKEN["crashes"][0], "acme-crashes")
    install("", "acme-sound", sound=True)

    doctor_says, list_says = maturity("doctor"), maturity("list")

    told = " ".join(doctor_says.out.split())
    assert (doctor_says.code, doctor_says.err) == (1, "")
    assert f"{ends}: exits Python while loading, with exit code 0" in told
    assert f"{crashes}: crashes Python while loading: signal 11 (SIGSEGV)" in told
    assert "acme-sound edition 2.0" in told
    assert "tsia-customer-success edition 2.0" in told
    assert list_says.code == 0
    assert [line.split()[0] for line in list_says.out.splitlines()[1:3]] == ["acme-sound", "esg-customer-success"]
    assert list_says.err == "cannot be used: acme-crashes, acme-ends; to see why, run `maturity doctor`\n"


@pytest.mark.parametrize("command", ["doctor", "list"])
def test_P6_who_waits_at_a_terminal_is_told_for_what(
    maturity: Callable[..., Any],
    install: Callable[..., PluginRecord],
    monkeypatch: pytest.MonkeyPatch,
    command: str,
) -> None:
    record = install(HANGS["sleeps"], "acme-hangs")
    monkeypatch.setattr(trying, "LIMIT", 2.0)
    monkeypatch.setattr(trying, "PATIENCE", 0.1)
    for module in (doctor, listing):
        monkeypatch.setattr(module, "list_plugins", lambda: (record,))
    monkeypatch.setattr(sys, "stderr", Terminal(sys.stderr))

    done = maturity(command)

    assert done.code == int(command == "doctor")
    assert done.err.splitlines()[0] == f"waiting for the {record}, up to 2 seconds"
    assert "acme-hangs" in (done.out if command == "doctor" else done.err.splitlines()[1])


class Terminal:
    """A stream that claims to be a terminal."""

    def __init__(self, stream: Any) -> None:
        self.stream = stream

    def __getattr__(self, name: str) -> Any:
        return getattr(self.stream, name)

    def isatty(self) -> bool:
        return True


def test_P6_no_more_than_the_machine_can_do_at_once(
    install: Callable[..., PluginRecord], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: None)
    records = [install("", f"acme-{place}", sound=True) for place in range(2)]

    assert [outcome.problem for outcome in tried(records)] == ["", ""]
    assert tried([]) == []


def test_P6_without_another_python_that_is_said(
    install: Callable[..., PluginRecord], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", "/nowhere/python")

    (outcome,) = tried([install("", sound=True)])

    assert outcome.problem.startswith("cannot be tried, because Python cannot start another process: ")


def test_P6_a_scorer_has_no_edition(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    code = "from maturity_core import Scorer\nclass Dice(Scorer):\n    def score(self, framework, answers): ...\n"
    (tmp_path / "dice.py").write_text(code, "utf-8")
    monkeypatch.syspath_prepend(tmp_path)

    assert tried([PluginRecord("dice", SCORERS, "dice:Dice", "dice", "1.0")]) == [Tried("")]
