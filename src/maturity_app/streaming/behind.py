"""Writing in a thread of its own, while the next rows are read and scored."""

from __future__ import annotations

from contextlib import suppress
from queue import Empty, Queue
from threading import Thread
from typing import Any

from maturity_app.new_files import naming
from maturity_app.streaming.sinks import Sink

WAITING = 1
"""How many record batches may wait to be written."""


class Behind(Sink):
    """Writes to another sink from a thread. What goes wrong there is raised by the next call."""

    def __init__(self, sink: Sink) -> None:
        super().__init__(sink.path)
        self.sink = sink
        self.error: BaseException | None = None
        self.queue: Queue[Any] = Queue(WAITING)
        self.thread = Thread(target=self._work, name="maturity-writer", daemon=True)
        self.thread.start()

    def _work(self) -> None:
        """Write what comes until there is nothing left; after an error, only take it."""
        while (batch := self.queue.get()) is not None:
            if self.error is None:
                try:
                    with naming(self.path):
                        self.sink.write(batch)
                except BaseException as error:  # noqa: BLE001 - raised again where the run can see it
                    self.error = error

    def write(self, batch: Any) -> None:
        """See `Sink.write`."""
        self._check()
        self.queue.put(batch)

    def close(self) -> None:
        """See `Sink.close`."""
        self._finish()
        try:
            self.sink.close()
        except Exception:
            if self.error is None:
                raise  # otherwise the first error says more
        self._check()

    def forget(self) -> None:
        """See `Sink.forget`."""
        with suppress(Empty):
            while True:
                self.queue.get_nowait()
        self._finish()
        self.sink.forget()

    def _finish(self) -> None:
        """Wait until the thread has written everything."""
        if self.thread.is_alive():
            self.queue.put(None)
            self.thread.join()

    def _check(self) -> None:
        if self.error is not None:
            raise self.error
