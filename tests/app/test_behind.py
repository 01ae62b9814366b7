"""Results are written in a thread of its own; what goes wrong there is not lost."""

from __future__ import annotations

import errno
import threading
from pathlib import Path
from typing import Any

import pytest

from maturity_app.streaming.behind import Behind
from maturity_app.streaming.sinks import Sink


class Recorder(Sink):
    """Records what is written and by which thread; it can be held up, and fail."""

    def __init__(self, fails_at: str = "") -> None:
        super().__init__(Path("scores.csv"))
        self.fails_at = fails_at
        self.go_on = threading.Event()
        self.go_on.set()
        self.written: list[tuple[Any, str]] = []
        self.ends: list[str] = []

    def write(self, batch: Any) -> None:
        self.go_on.wait()
        if batch == self.fails_at:
            raise OSError(errno.ENOSPC, "No space left on device")
        self.written.append((batch, threading.current_thread().name))

    def forget(self) -> None:
        self.ends.append("forgotten")

    def close(self) -> None:
        self.ends.append("closed")
        if self.fails_at == "close":
            raise OSError(errno.EIO, "Input/output error")


def test_everything_is_written_in_order_by_another_thread() -> None:
    sink = Recorder()
    behind = Behind(sink)

    write_all(behind, "abcdef")

    assert "".join(batch for batch, _ in sink.written) == "abcdef"
    assert threading.current_thread().name not in {name for _, name in sink.written}
    assert sink.ends == ["closed"]
    assert not behind.thread.is_alive()


def write_all(behind: Behind, batches: str) -> None:
    with behind:
        for batch in batches:
            behind.write(batch)


@pytest.mark.parametrize("batches", ["x", "abx", "xabc", "abxabc"])
@pytest.mark.parametrize("fails_at", ["x", "close"])
def test_an_error_there_is_raised_here_and_names_the_file(batches: str, fails_at: str) -> None:
    sink = Recorder(fails_at)
    behind = Behind(sink)

    with pytest.raises(OSError, match="No space" if fails_at == "x" else "Input/output") as caught:
        write_all(behind, batches)

    assert caught.value.filename == "scores.csv"
    assert sink.ends[-1] == "closed"
    assert not behind.thread.is_alive()


def test_the_first_error_is_the_one_to_report() -> None:
    class Both(Recorder):
        def close(self) -> None:
            super().close()
            raise OSError(errno.EIO, "Input/output error")

    with pytest.raises(OSError, match="No space left"), Behind(Both("x")) as behind:
        behind.write("x")


def test_a_run_that_is_stopped_does_not_wait_for_what_was_not_written() -> None:
    sink = Recorder()
    sink.go_on.clear()
    behind = Behind(sink)
    behind.write("a")
    while not behind.queue.empty():
        pass
    behind.write("b")
    threading.Timer(0.05, sink.go_on.set).start()

    with pytest.raises(KeyboardInterrupt), behind:
        raise KeyboardInterrupt

    assert [batch for batch, _ in sink.written] == ["a"]
    assert sink.ends == ["forgotten", "closed"]
    assert not behind.thread.is_alive()
