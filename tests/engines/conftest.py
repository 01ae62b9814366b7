"""Shared by the tests of engines: a file of answers, the levels of the same answers in memory, a PostgreSQL server.

The server runs as long as the tests, on a socket in a temporary folder, without a network.
"""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from maturity_core import UNANSWERED, load_framework
from maturity_core.answers.sheets import answer_word

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

sys.path.insert(0, str(Path(__file__).parents[2] / "examples" / "engines"))

ROWS = 3000
LOCAL = ("127.0.0.1", "::1", "localhost")
COMPLETE = "true" in {os.environ.get("CI"), os.environ.get("MATURITY_COMPLETE")}
"""Whether missing software is an error instead of a skipped test."""
PLACES = "/usr/lib/postgresql"
"""Where Debian installs its versions, each in a folder of its own."""
OWNER = "postgres"
"""Who starts the server if root runs the tests: it refuses to run as root. Debian's package makes this user."""
PATIENCE = 60


@pytest.fixture(autouse=True, scope="session")
def no_network() -> Iterator[None]:
    """Let engines connect to their own local processes, and to nothing else."""

    def guarded(connect: Callable[..., Any]) -> Callable[..., Any]:
        def only_here(self: socket.socket, address: Any) -> Any:
            if self.family != socket.AF_UNIX and address[0] not in LOCAL:
                pytest.fail(f"a test opened a connection to {address}")
            return connect(self, address)

        return only_here

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", guarded(socket.socket.connect))
        patch.setattr(socket.socket, "connect_ex", guarded(socket.socket.connect_ex))
        yield


@pytest.fixture(scope="session")
def answers(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, dict[int, tuple[str | None, float | None]]]:
    """Return a Parquet file of answers in words and in codes, and the level and score of each organisation."""
    framework = load_framework("service-maturity-check")
    chance = np.random.default_rng(3)
    codes = [chance.integers(UNANSWERED, len(question.options), ROWS, np.int8) for question in framework.questions]
    columns: dict[str, Any] = {"number": pa.array(np.arange(ROWS)), "region": pa.array(["north", None] * (ROWS // 2))}
    for place, (question, column) in enumerate(zip(framework.questions, codes, strict=True)):
        words = [None if code == UNANSWERED else answer_word(question, code) for code in column.tolist()]
        columns[question.id] = pa.array(words) if place % 2 else pa.array(column, mask=column == UNANSWERED)
    path = tmp_path_factory.mktemp("answers") / "answers.parquet"
    pq.write_table(pa.table(columns), path, row_group_size=ROWS // 4)
    batch = framework.assess_many(np.stack(codes, axis=1))
    levels = [framework.levels[rank].id for rank in batch.levels.tolist()]
    return str(path), dict(enumerate(zip(levels, batch.scores.tolist(), strict=True)))


@pytest.fixture(scope="session")
def postgres() -> Iterator[Any]:
    """Yield a connection to a new PostgreSQL server."""
    installed = programs()
    if installed is None or find_spec("psycopg") is None:
        what = "no server is installed (Debian's package is postgresql)" if installed is None else "psycopg is missing"
        missing = f"POSTGRESQL WAS NOT TESTED: {what}"
        if COMPLETE:
            pytest.fail(missing)
        pytest.skip(missing)
    with postgres_server(installed) as connection:
        yield connection


def programs() -> Path | None:
    """Return the folder with the programs of the newest server that is installed; None if there is none."""
    folders = sorted(Path(PLACES).glob("*/bin/initdb"), key=lambda path: int(path.parents[1].name))
    found = folders[-1] if folders else shutil.which("initdb")
    return None if found is None else Path(found).parent


@contextmanager
def postgres_server(programs: Path) -> Iterator[Any]:
    """Yield a connection to a new server, and stop and remove the server at the end."""
    folder = Path(mkdtemp(prefix="pg-"))
    root = os.geteuid() == 0
    who: dict[str, Any] = {"user": OWNER, "group": OWNER, "extra_groups": []} if root else {}
    how: dict[str, Any] = {"cwd": folder, "stdout": subprocess.DEVNULL, **who}
    try:
        if root:
            shutil.chown(folder, OWNER, OWNER)
        new = ["--username=tests", "--auth=trust", "--no-sync", "--no-locale", "--encoding=UTF8"]
        subprocess.run([programs / "initdb", "-D", folder / "data", *new], check=True, **how)
        quiet = ["-c", "listen_addresses=", "-c", "fsync=off", "-c", "log_min_messages=fatal"]
        started = subprocess.Popen([programs / "postgres", "-D", folder / "data", "-k", folder, *quiet], **how)
        try:
            with _connected(folder, started) as connection:
                yield connection
        finally:
            started.send_signal(signal.SIGINT)
            started.wait(PATIENCE)
    finally:
        shutil.rmtree(folder)


def _connected(folder: Path, started: subprocess.Popen[bytes]) -> Any:
    """Return a connection as soon as the server takes one."""
    import psycopg

    until = time.monotonic() + PATIENCE
    while True:
        try:
            return psycopg.connect(host=str(folder), user="tests", dbname="postgres", autocommit=True)
        except psycopg.OperationalError:
            if started.poll() is not None or time.monotonic() > until:
                raise
            time.sleep(0.05)
