"""A Firefox of this machine, without a window, through the protocol that it speaks itself: WebDriver BiDi."""

from __future__ import annotations

import base64
import json
import re
import shutil
from collections import deque
from contextlib import AbstractContextManager, ExitStack
from itertools import count
from socket import AF_INET, SOCK_STREAM, socket
from subprocess import DEVNULL, PIPE, Popen
from threading import Thread
from time import monotonic, sleep
from typing import TYPE_CHECKING, Any, Self

from websockets.sync.client import connect

if TYPE_CHECKING:
    from pathlib import Path

NAMES = ("firefox-esr", "firefox")
READY = re.compile(r"WebDriver BiDi listening on ws://127\.0\.0\.1:(\d+)")
PATIENCE = 180
"""How many seconds to wait for what must come: a busy machine is slow."""
LARGEST = 1 << 26
"""The longest message, in bytes: a page as paper is one."""
CENTRE = """(selector) => {
  const element = document.querySelectorAll(selector.name)[selector.place];
  if (!element) return null;
  element.scrollIntoView({ block: "center" });
  const { x, y, width, height } = element.getBoundingClientRect();
  return [Math.round(x + width / 2), Math.round(y + height / 2)];
}"""
"""Where an element is, once it was scrolled to."""


class Own(socket):
    """A socket that only connects within this machine: other tests may connect to nothing at all."""

    def connect(self, address: Any) -> None:
        """Connect as a socket does before tests forbid it."""
        assert address[0] == "127.0.0.1"
        super(socket, self).connect(address)


class Firefox(AbstractContextManager["Firefox"]):
    """A browser with one tab. It records what is logged, and every address that is asked for."""

    def __init__(self, profile: Path) -> None:
        found = next(filter(None, map(shutil.which, NAMES)), None)
        assert found is not None, f"these tests need one of: {', '.join(NAMES)}"
        self.command = [found, "--headless", "--no-remote", "--profile", str(profile), "--remote-debugging-port", "0"]
        self.numbers = count(1)
        self.logged: list[str] = []
        self.asked: list[str] = []
        self.ends = ExitStack()

    def __enter__(self) -> Self:
        """Start the browser."""
        with ExitStack() as ends:
            running = ends.enter_context(Popen(self.command, stderr=PIPE, stdout=DEVNULL, text=True))
            ends.callback(running.kill)
            assert running.stderr is not None
            port = next(int(found[1]) for line in running.stderr if (found := READY.search(line)))
            rest = Thread(target=deque, args=(running.stderr, 0))  # what it says later must not fill the pipe
            rest.start()
            ends.callback(rest.join)
            ends.callback(running.kill)
            plain = ends.enter_context(Own(AF_INET, SOCK_STREAM))
            plain.connect(("127.0.0.1", port))
            address = f"ws://127.0.0.1:{port}/session"
            self.wire = ends.enter_context(connect(address, sock=plain, max_size=LARGEST, compression=None, proxy=None))
            self.call("session.new", capabilities={})
            self.call("session.subscribe", events=["log.entryAdded", "network.beforeRequestSent"])
            self.tab = self.call("browsingContext.getTree")["contexts"][0]["context"]
            self.ends = ends.pop_all()
        return self

    def __exit__(self, *_: object) -> None:
        """End the browser."""
        self.ends.close()

    def call(self, method: str, **params: Any) -> Any:
        """Return the answer to a command; what happens meanwhile is recorded."""
        number = next(self.numbers)
        self.wire.send(json.dumps({"id": number, "method": method, "params": params}))
        while True:
            told = json.loads(self.wire.recv(PATIENCE))
            if told.get("id") == number:
                assert told["type"] == "success", told
                return told["result"]
            self._record(told)

    def _record(self, told: Any) -> None:
        if told.get("method") == "log.entryAdded":
            self.logged.append(f"{told['params']['level']}: {told['params']['text']}")
        elif told.get("method") == "network.beforeRequestSent":
            self.asked.append(told["params"]["request"]["url"])

    def open(self, path: Path, *, width: int = 1280, height: int = 900) -> None:
        """Open a file in a view of this size."""
        self.call("browsingContext.setViewport", context=self.tab, viewport={"width": width, "height": height})
        self.call("browsingContext.navigate", context=self.tab, url=path.as_uri(), wait="complete")

    def reload(self) -> None:
        """Load the page again."""
        self.call("browsingContext.reload", context=self.tab, wait="complete")

    def do(self, function: str, value: Any = None) -> Any:
        """Return what a function of the page returns for a value, both as JSON."""
        text = f"JSON.stringify(await ({function})({json.dumps(value)}) ?? null)"
        told = self.call(
            "script.evaluate",
            expression=f"(async () => {text})()",
            target={"context": self.tab},
            awaitPromise=True,
            resultOwnership="none",
        )
        assert told["type"] == "success", told["exceptionDetails"]["text"]
        return json.loads(told["result"]["value"])

    def wait(self, function: str, value: Any = None) -> Any:
        """Return what a function of the page returns, as soon as that is something."""
        end = monotonic() + PATIENCE
        while not (found := self.do(function, value)):
            assert monotonic() < end, f"nothing came of {function}"
            sleep(0.02)
        return found

    def press(self, selector: str, place: int = 0) -> None:
        """Press an element with the mouse."""
        x, y = self.wait(CENTRE, {"name": selector, "place": place})
        moves = [{"type": "pointerMove", "x": x, "y": y}, {"type": "pointerDown", "button": 0}]
        actions = [*moves, {"type": "pointerUp", "button": 0}]
        mouse = {"type": "pointer", "id": "mouse", "parameters": {"pointerType": "mouse"}, "actions": actions}
        self.call("input.performActions", context=self.tab, actions=[mouse])

    def type(self, keys: str) -> None:
        """Press keys one after the other."""
        actions = [{"type": kind, "value": key} for key in keys for kind in ("keyDown", "keyUp")]
        self.call("input.performActions", context=self.tab, actions=[{"type": "key", "id": "k", "actions": actions}])

    def printed(self) -> bytes:
        """Return the page on paper of A4, as PDF."""
        told = self.call("browsingContext.print", context=self.tab, page={"width": 21.0, "height": 29.7})
        return base64.b64decode(told["data"])
